"""Registers as people have them, understood: sheet, header row, what each column is, what each cell says.

`understand(book)` guesses and says how sure it is and why; `read_rows(sheet, understanding)` reads every row of the
sheet in order. Both are pure: the same cells give the same answer, whatever the register already holds.
"""

from .rows import read_rows
from .shapes import Facts, Understanding
from .whole import understand

__all__ = ["Facts", "Understanding", "read_rows", "understand"]
