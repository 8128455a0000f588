"""What reading a register comes down to: which column is what, and what each row says. Plain data, no rules."""

from dataclasses import dataclass, field

from exchange.fields import Field

from . import ours
from .words import key_of, without_explanation


@dataclass(frozen=True)
class Column:
    """One column of the table: `index` counts the sheet's columns from 0.

    `field` None is a column without anything in it. `sure` runs from 0 to 1, `why` says in words what spoke for it.
    Several columns may share a field although it has one value, if each carries a `mark`: what being marked there says
    ("R", "supportive", "5"), or which part of the value stands there ("first", "last" of a name). A mark of a column of
    names may also say what stands in for them: "role", "title" or "group".
    """

    index: int
    header: str
    field: Field | None
    sure: float
    why: str
    mark: str = ""

    @property
    def short(self):
        """The header without what is explained in brackets."""
        return without_explanation(self.header)


@dataclass(frozen=True)
class Understanding:
    """Where the table stands and what its columns are.

    `sheet` is the index in the book, `header_row` and `first_row` count from 1; a table without any header has
    `header_row` 0 and begins with `first_row` 1 or wherever its first row stands.
    """

    sheet: int
    header_row: int
    first_row: int
    columns: tuple[Column, ...]

    @property
    def header_set(self):
        """The headers, folded: the same for every file of the same making, whatever its rows."""
        return tuple(key_of(column.header) for column in self.columns)

    @property
    def is_ours(self):
        """Whether this is a table that we gave out."""
        return bool(ours.fields_of(self.header_set))

    def of(self, wanted):
        return [column for column in self.columns if column.field == wanted]


@dataclass(slots=True)
class Problem:
    """Why a row cannot be taken in."""

    column: str
    value: str
    message: str


@dataclass(frozen=True)
class Question:
    """A value that could not be read; asked once for all cells with the same `key`."""

    field: Field
    column: str
    value: str

    @property
    def key(self):
        """What `read_rows` looks for among the meanings."""
        return (self.field, key_of(self.value))


@dataclass(slots=True)
class Facts:
    """What one row says. Whatever it does not say stays blank."""

    name: str = ""
    kind: str = ""  # "person" or "group"
    title: str = ""
    organisation: str = ""
    roles: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    side: str = ""  # "internal" or "external"
    influence: int | None = None  # 1 to 5
    interest: int | None = None
    engagement_now: str = ""  # a value of customers.models.Engagement
    engagement_wanted: str = ""
    expectations: tuple[tuple[str, str], ...] = ()  # (the column's header, the text)
    strategy: str = ""
    communication: str = ""
    notes: tuple[str, ...] = ()
    several: tuple[str, ...] = ()  # the names, where the name's cell seems to hold those of several people


@dataclass(slots=True)
class Row:
    """One row of the sheet: left out (`skipped` says why), rejected (`problems`) or `facts`, perhaps with questions."""

    number: int
    facts: Facts = field(default_factory=Facts)
    skipped: str = ""
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
