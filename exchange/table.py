"""What a file or pasted cells come down to: sheets of rows of texts, whatever it was before. Pure."""

from dataclasses import dataclass, field


class Unreadable(Exception):
    """The file cannot be read; the message is a sentence for people that says what to do instead."""


@dataclass(frozen=True)
class Merge:
    """Cells shown as one: from the first row and column to the last ones, counted from 0, the ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet: `rows[0]` is the sheet's first row, so that row n of the file is `rows[n - 1]`.

    Every cell is a text, "" for an empty one, as it would be read aloud: 4 and 4.0 are "4", a day is "2026-11-26", a
    formula is the value that the file keeps for it. Rows are as long as their last cell that is not blank; no blank
    rows at the end.
    """

    name: str
    rows: list[list[str]]
    merges: list[Merge] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)  # those with cells that nobody sees: filtered out, folded away
    let_go: int = 0  # how many rows at the end were read and are not kept any more

    @property
    def height(self):
        return len(self.rows) + self.let_go

    def keep(self, number):
        """Let the rows behind the first ones go: a million cells are much to hold twice."""
        self.let_go += len(self.rows[number:])
        del self.rows[number:]


@dataclass
class Book:
    """All sheets of a file in its order; pasted cells and CSV have one."""

    sheets: list[Sheet]
