"""The cells of one sheet of a workbook, whatever size it declares."""

import re

from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from exchange.limits import LAST_ROW, LONGEST_CELL, MOST_COLUMNS
from exchange.reading.cells import SHEET_COLUMNS, Rows, clean
from exchange.reading.looks import iso
from exchange.reading.markup import Markup
from exchange.table import Merge, Sheet

COLUMNS = {get_column_letter(at + 1): at for at in range(SHEET_COLUMNS)}
DIGITS = "0123456789"
RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")


def text_of(value):
    """A text as it stands in a workbook's XML: what XML cannot say is written _x0007_ there."""
    return clean(unescape(value) if "_x" in value else value)


class Worksheet(Markup):
    """A cell takes room only if it says something: blank ones, formatted or declared, cost nothing."""

    def __init__(self, name, *, texts, looks, size, is_hidden):
        super().__init__(size)
        self.name, self.texts, self.looks, self.is_hidden = name, texts, looks, is_hidden
        self.rows = Rows(f"The sheet “{name}”", size)
        self.merges, self.hidden_rows = [], []
        self.row = self.column = -1
        self.cells, self.is_row_hidden = [], False
        self.kind = self.style = None
        self.value, self.reading = "", False

    def opened(self):
        return {
            "row": self.open_row,
            "c": self.open_cell,
            "v": self.listen,
            "is": self.open_written,
            "rPh": self.open_reading,
            "t": self.listen,
            "mergeCell": self.take_merge,
        }

    def closed(self):
        return {
            "row": self.close_row,
            "c": self.close_cell,
            "v": self.close_value,
            "t": self.close_text,
            "rPh": self.close_reading,
        }

    def open_row(self, attributes):
        row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
        if row <= self.row:
            self.refuse()
        self.row, self.column, self.cells = row, -1, []
        self.is_row_hidden = attributes.get("hidden") in ("1", "true")

    def open_cell(self, attributes):
        if "r" in attributes:
            column = COLUMNS.get(attributes["r"].rstrip(DIGITS))
            if column is None:
                self.refuse()
            self.column = column
        else:
            self.column += 1
        self.kind, self.style, self.value, self.reading = attributes.get("t"), attributes.get("s"), "", False

    def open_written(self, _attributes):
        self.value, self.reading = "", False

    def open_reading(self, _attributes):
        """How a Japanese word is pronounced stands beside it: that is not the cell's text."""
        self.reading = True

    def close_reading(self):
        self.reading = False

    def close_value(self):
        self.value = self.heard()

    def close_text(self):
        text = self.heard()
        if not self.reading:
            self.value += text
            if len(self.value) > LONGEST_CELL:
                self.rows.refuse_length(self.row)

    def close_cell(self):
        text = self.value and self.text()
        if not text:
            return
        column = self.column
        if column >= MOST_COLUMNS:
            self.rows.refuse_column(self.row, column)
        missing = column - len(self.cells)
        if missing >= 0:
            self.cells.extend([""] * missing)
            self.cells.append(text)
        else:
            self.cells[column] = text

    def text(self):
        kind = self.kind
        if kind == "s":
            return self.texts[int(self.value)]
        if kind is None or kind == "n":
            return self.looks.say(self.value, self.style)
        if kind == "b":
            return "TRUE" if self.value.strip() in ("1", "true") else "FALSE"
        if kind == "e":
            return ""
        if len(self.value) > LONGEST_CELL:
            self.rows.refuse_length(self.row)
        return self.size.same(text_of(iso(self.value) if kind == "d" else self.value))

    def close_row(self):
        self.rows.put(self.row, self.cells)
        if self.is_row_hidden and self.cells:
            self.hidden_rows.append(self.row)
        self.cells = []

    def take_merge(self, attributes):
        """Ends the range where reading ends, so that "all of column A" is no million of rows."""
        found = len(self.merges) < LAST_ROW and RANGE.fullmatch(attributes.get("ref", ""))
        if found:
            left, top, right, bottom = COLUMNS.get(found[1]), int(found[2]), COLUMNS.get(found[3]), int(found[4])
            if left is None or right is None:
                self.refuse()
            self.merges.append(Merge(top - 1, left, bottom - 1, right))

    def sheet(self):
        rows = self.rows.rows
        merges = [
            Merge(merge.top, merge.left, min(merge.bottom, len(rows) - 1), min(merge.right, MOST_COLUMNS - 1))
            for merge in self.merges
            if 0 <= merge.top <= min(merge.bottom, len(rows) - 1) and merge.left <= min(merge.right, MOST_COLUMNS - 1)
        ]
        return Sheet(self.name, rows, merges, self.is_hidden, self.hidden_rows)
