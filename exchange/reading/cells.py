"""What every way in shares: a cell's text made clean, and rows that stay within the limits."""

import re

from openpyxl.utils import get_column_letter

from exchange.limits import (
    LAST_ROW,
    LONGEST_CELL,
    MOST_ABOVE,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    MOST_ROWS,
)
from exchange.table import Unreadable
from registry.cells import FORMULA
from registry.text import CONTROLS, DECEIVING

# What no form and no database takes; the rest of what is hidden, registry.text takes out when something is kept.
UNTYPED = re.compile(f"[{CONTROLS}{DECEIVING}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SHEET_COLUMNS = 16_384  # in a spreadsheet program
SHOWN_ALONE = " \t\n\u200b\ufeff"
SMALLER = "Keep only the people and groups of this project in the file, and choose it again."
TOO_LARGE = (
    "Unpacked, the workbook is far larger than a register can be. Copy the cells with the people and groups into a new "
    "workbook and choose that."
)


def clean(text):
    """The text of a cell without blanks around it, without control characters, its lines ended by line feeds.

    The apostrophe that our own CSV sets before what a program would take for a formula (registry.cells) goes: the text
    is what it was. Here "=1+1" is a text as any other.
    """
    if not text.isprintable():
        text = UNTYPED.sub("", LINE_ENDS.sub("\n", text))
        text = text.strip().strip(SHOWN_ALONE)
    text = text.strip()
    if text.startswith("'") and text[1:].startswith(FORMULA):
        text = text[1:].strip()
    return text


class Size:
    """How much of a file has been read. Raises Unreadable as soon as it is too much."""

    def __init__(self):
        self.cells = self.characters = self.elements = 0
        self.texts = {}

    def add(self, cells, blank_rows=0):
        self.cells += len(cells) + blank_rows
        self.characters += sum(map(len, cells))
        if self.cells > MOST_CELLS:
            raise Unreadable(f"The file has more than {MOST_CELLS:,} cells. {SMALLER}")
        if self.characters > MOST_CHARACTERS:
            raise Unreadable(f"The file has more than {MOST_CHARACTERS:,} characters. {SMALLER}")

    def add_elements(self, elements):
        """Those of a workbook's XML, blank cells included: they take no room here, but time."""
        self.elements += elements
        if self.elements > MOST_ELEMENTS:
            raise Unreadable(TOO_LARGE)

    def same(self, text):
        """One text for all cells that say it, so that "Customer" in 50,000 rows is held once."""
        if len(self.texts) < LAST_ROW:
            return self.texts.setdefault(text, text)
        return self.texts.get(text, text)


class Rows:
    """The rows of one sheet, set down from the top. `what` names it at the beginning of a sentence."""

    def __init__(self, what, size):
        self.what, self.size, self.rows, self.filled = what, size, [], 0

    def put(self, at, cells):
        """Set down row `at` (counted from 0), below all before it. Blank rows and a blank end take nothing."""
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return
        if len(cells) > MOST_COLUMNS:
            self.refuse_column(at, len(cells) - 1)
        if at >= LAST_ROW:
            raise Unreadable(
                f"{self.what} has something in row {at + 1:,}, far below what can be read ({LAST_ROW:,} rows). "
                "Delete the rows below the table and choose the file again."
            )
        self.filled += 1
        if self.filled > MOST_ROWS + MOST_ABOVE:
            raise Unreadable(f"{self.what} has more than {MOST_ROWS:,} rows. {SMALLER}")
        if max(map(len, cells)) > LONGEST_CELL:
            self.refuse_length(at)
        blank = at - len(self.rows)
        self.size.add(cells, blank)
        self.rows.extend([] for _ in range(blank))
        self.rows.append(cells)

    def found(self):
        """All rows. Raises Unreadable when none says anything."""
        if not self.rows:
            raise Unreadable(f"{self.what} has no cell with a text in it: there is nothing to read.")
        return self.rows

    def refuse_column(self, at, column):
        cell = f"cell {get_column_letter(column + 1)}{at + 1}" if column < SHEET_COLUMNS else f"row {at + 1:,}"
        raise Unreadable(
            f"{self.what} has something in {cell}, right of the {MOST_COLUMNS} columns that can be read. "
            "Delete what stands right of the table and choose the file again."
        )

    def refuse_length(self, at):
        raise Unreadable(
            f"{self.what} has a cell with more than {LONGEST_CELL:,} characters in row {at + 1:,}. "
            "Shorten it and choose the file again."
        )
