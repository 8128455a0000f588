"""A register's whole way in: bytes -> rows -> what they mean -> a plan -> written. For browser and command line.

`study` reads and reports, `commit` writes. Both tell how far they are.
"""

from dataclasses import dataclass, field

from customers.models import Role
from projects.actions import hold_open
from registry.bulk import gather_statistics
from registry.models import Refused
from registry.search import fold
from registry.undo import batch

from . import readings
from .fields import Field
from .items import Bucket
from .plan import Plan, Planner, moment
from .reading import read, read_pasted
from .table import Book, Sheet
from .understanding import Understanding, read_rows, understand
from .writing import WRITTEN, Writer

KIND = "import"
MANY = 1_000
SHOWN = 50  # rows below the header, which its pages show as they stand


class Moved(Exception):
    """Somebody changed the register since the plan was made, and another plan would be carried out by now.

    Nothing was written; `study` is the one of now.
    """

    def __init__(self, study):
        self.study = study
        super().__init__("The register changed meanwhile: look at the rows again.")


@dataclass
class Corrections:
    """What a person said of a register, where it differs from what was understood."""

    sheet: int | None = None
    header_row: int | None = None
    fields: dict = field(default_factory=dict)  # {index of a column: Field or None}
    meanings: dict = field(default_factory=dict)  # {(Field, folded value): what it means}
    answers: dict = field(default_factory=dict)  # {number of a row: an answer of plan.py}
    default_role: int | None = None


@dataclass
class Study:
    """A register as it was understood, and what committing it would do."""

    project: object
    name: str  # of the file, "" for pasted cells
    book: Book
    understanding: Understanding
    rows: list
    corrections: Corrections
    remembered: readings.Remembered
    plan: Plan = None

    @property
    def sheet(self) -> Sheet:
        return self.book.sheets[self.understanding.sheet]

    @property
    def hidden(self):
        """How many rows below the header nobody sees in the sheet, filtered out or folded away; they are read too."""
        return sum(row >= self.understanding.first_row - 1 for row in self.sheet.hidden_rows)

    def origin(self, header, row):
        """Where a draft criterion comes from: "Stakeholders.xlsx, sheet Register, column Expectations, row 12"."""
        sheet = f", sheet {self.sheet.name}" if len(self.book.sheets) > 1 else ""
        return f"{self.name or 'Pasted cells'}{sheet}, column {' '.join(header.split())}, row {row}"

    def replan(self, tell=lambda *progress: None):
        planner = Planner(
            self.project,
            self.rows,
            answers=self.corrections.answers,
            default_role=self.corrections.default_role,
            tell=lambda done: tell("Comparing with the register", done, len(self.rows)),
        )
        self.plan = planner.plan()
        return self


def study(content, name, *, project, by, corrections=None, tell=lambda *progress: None):
    """Understand a register and plan what committing it would do; nothing is written. Raises table.Unreadable.

    `content` is bytes of a file, or the text of pasted cells.
    """
    corrections = corrections or Corrections()
    tell("Reading", 0, 0)
    book = read_pasted(content) if isinstance(content, str) else read(content, name)
    del content
    tell("Finding the columns", 0, 0)
    asked = {"sheet": corrections.sheet, "header_row": corrections.header_row}
    understanding = understand(book, **asked)
    remembered = readings.remembered(understanding, by)
    fields = {**remembered.own, **corrections.fields}
    if fields:
        understanding = understand(book, **asked, fields=fields)
    roles = list(Role.objects.order_by("position", "pk"))
    rows = read_rows(
        book.sheets[understanding.sheet],
        understanding,
        meanings=corrections.meanings,
        known_roles=[role.name for role in roles],
    )
    book.sheets[understanding.sheet].keep(understanding.first_row + SHOWN)
    name_roles(rows, roles)
    if corrections.default_role is None:
        corrections.default_role = next((role.pk for role in roles if role.kind == Role.Kind.CUSTOMER), None)
    return Study(project, name, book, understanding, rows, corrections, remembered).replan(tell)


SHIPPED = {
    "Sponsor": Role.Kind.SPONSOR,
    "Customer": Role.Kind.CUSTOMER,
    "Senior user": Role.Kind.SENIOR_USER,
    "End user": Role.Kind.END_USER,
    "Resource provider": Role.Kind.PROVIDER,
}


def name_roles(rows, roles):
    """Roles under the names that this installation gives them; one that it does not have is asked about."""
    by_name = {fold(role.name): role.name for role in roles}
    by_kind = {}
    for role in roles:
        by_kind.setdefault(role.kind, role.name)
    other = by_name.get("other") or by_kind.get(Role.Kind.OTHER)
    names = {}
    for row in rows:
        for name in row.facts.roles if row.facts else ():
            if name not in names:
                names[name] = by_name.get(fold(name)) or by_kind.get(SHIPPED.get(name)) or other
        if row.facts and row.facts.roles:
            row.facts.roles = tuple(dict.fromkeys(filter(None, map(names.get, row.facts.roles))))


def commit(studied, *, by, seen=None, leave_out=False, tell=lambda *progress: None):
    """Carry out the plan, in one transaction, and return the batch that undoes it; None if it would change nothing.

    `seen` is the mark of the plan that was on the screen: Moved if another one would be carried out. Raises Refused for
    a closed project, and while rows are rejected, unless they are to be left out.
    """
    refuse_rejected(studied.plan, leave_out)
    for _ in range(3):
        if seen is not None and studied.plan.mark != seen:
            raise Moved(studied)
        counts = studied.plan.counts
        if not (counts[Bucket.NEW] or counts[Bucket.CHANGED]):
            return None
        tell("Writing, all in one go", 0, 0)
        with batch(kind=KIND, words=words_for(studied), by=by, project=studied.project, source=KIND) as made:
            hold_open(studied.project.pk)
            is_current = studied.plan.moment == moment()
            if is_current:
                studied.rows = []  # the plan says it all by now, and a million cells are much to hold beside it
                Writer(studied.project, studied.plan, by=by, origin=studied.origin).write()
            else:
                made.delete()
        if is_current:
            if counts[Bucket.NEW] > MANY:
                gather_statistics(WRITTEN)
            return made
        # Planned anew outside the transaction, so that nobody waits meanwhile.
        studied.replan(tell)
        refuse_rejected(studied.plan, leave_out)
    raise Refused("Others are changing the register at this moment. Nothing was written: try again in a minute.")


def refuse_rejected(plan, leave_out):
    number = plan.counts[Bucket.REJECTED]
    if number and not leave_out:
        rows = "1 row is" if number == 1 else f"{number:,} rows are"
        raise Refused(f"{rows} rejected, so nothing was written. Correct the file, or ask to leave them out.")


def words_for(studied):
    counts = studied.plan.counts
    parts = [f"{counts[bucket]:,} {bucket}" for bucket in (Bucket.NEW, Bucket.CHANGED) if counts[bucket]]
    drafts = studied.plan.criteria
    if drafts:
        parts.append(f"{drafts:,} draft {'criterion' if drafts == 1 else 'criteria'}")
    return f"imported {studied.name or 'pasted cells'}: {', '.join(parts)}"


def fields_from_json(fields):
    return {int(index): Field(name) if name else None for index, name in fields.items()}
