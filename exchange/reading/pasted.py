"""Cells that were copied: from a spreadsheet or a document's table (tabs), from a CSV, or a table drawn with bars."""

import re
from io import StringIO

from exchange.limits import MOST_BYTES
from exchange.reading.cells import SHEET_COLUMNS, Rows, Size, clean
from exchange.reading.delimited import lines_of, read_delimited
from exchange.table import Book, Sheet, Unreadable

NAME, WHAT = "Pasted cells", "What was pasted"
RULE = set("|-+=: \t")  # |---|:--:|
BAR = re.compile(r"(?<!\\)\|")


def read_pasted(text: str) -> Book:
    """One sheet. Tabs separate if there are any; quoted cells keep their line breaks.

    Raises Unreadable when nothing was pasted, or more than exchange.limits.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip("\x00\t\r\n "):
        raise Unreadable("Nothing was pasted. Copy the cells with their headings and paste them here.")
    if len(text) > MOST_BYTES:
        raise Unreadable(f"{WHAT} is longer than {MOST_BYTES // 1024**2} MB. Choose the file instead.")
    text = lines_of(text)
    if "\t" in text:
        return read_delimited(text, NAME, separator="\t", what=WHAT)
    lines = text.split("\n", 1_000)
    if is_drawn(lines):
        return drawn(text)
    return read_delimited(text, NAME, what=WHAT)


def is_drawn(lines):
    """A rule under the first line, or a bar at the beginning and the end of each."""
    lines = [line.strip() for line in lines[:50] if line.strip()]
    if len(lines) < 2 or "|" not in "".join(lines[:2]):
        return False
    return is_rule(lines[1]) or all(is_rule(line) or (line[0] == line[-1] == "|") for line in lines)


def is_rule(line):
    return "--" in line and set(line) <= RULE


def drawn(text):
    """A rule is no row; a bar with a backslash before it is text."""
    size = Size()
    rows = Rows(WHAT, size)
    lines = (line.strip() for line in StringIO(text))
    for at, line in enumerate(line for line in lines if not is_rule(line)):
        cells = BAR.split(line.removeprefix("|").removesuffix("|"), SHEET_COLUMNS)
        rows.put(at, [size.same(clean(cell.replace("\\|", "|"))) for cell in cells])
    return Book([Sheet(NAME, rows.found())])
