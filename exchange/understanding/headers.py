"""Where the table stands: which sheet, and which row its header is."""

import re
from dataclasses import dataclass
from math import log2

from exchange.table import Unreadable

from . import ours
from .guessing import filled, guesses, is_placeholder, is_value, worth
from .people import is_person
from .values import is_blank, level_word, role_word
from .words import key_of

ROWS_LOOKED_AT = 60  # among these the header is looked for
ROWS_OF_DATA = 50  # as many are counted to see whether a header has anything below it
NO_HEADER = "There is no table here: no row of this file looks like rows of names. Check that it is the right file."
SHEETS_OF_ROWS = re.compile(
    "stakeholder|register|registry|customer|client|kunden|people|contacts?|interesad|paydaş|стейкх|belanghebb|interesarius",
    re.IGNORECASE,
)
SHEETS_BESIDE = re.compile(
    r"blank|template|vorlage|plantilla|modèle|instruction|anleitung|read\s?me|legend|lookup|lists?$|drop.?down|example|"
    r"sample|beispiel|guid|help|how.?to|change.?log|version|cover|matrix|chart|analysis|raci|communication|scale|key$|"
    r"glossar",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Place:
    """A header: its rows counted from 0, whether rows follow, how well it looks."""

    row: int
    first: int
    score: float
    rows: int
    fields: int


def score_of(row):
    """(how well a row looks like a header, how many fields it names)."""
    total, fields, seen = 0.0, {}, set()
    for text in row:
        if not text.strip() or key_of(text) in seen:
            continue
        seen.add(key_of(text))
        value = worth(text)
        if value > 0:
            found = guesses(text)
            field = found[0][0] if found else key_of(text)
            value *= 1 if field not in fields else 0.5
            fields[field] = max(value, fields.get(field, 0))
        total += value
    return total, len(fields)


def is_data(row, columns):
    """Whether a row below a header holds anything of its own."""
    cells = [text for at, text in enumerate(row) if (not columns or at in columns) and not is_blank(text)]
    own = [text for text in cells if not is_placeholder(text) and not re.fullmatch(r"[\d\s.]*", text)]
    return len(own) >= min(2, max(1, len(columns))) if columns else bool(own)


def places_in(sheet):
    """Every row that may be the header, best first."""
    found = []
    for number, row in enumerate(sheet.rows[:ROWS_LOOKED_AT]):
        cells = filled(row)
        if not cells:
            continue
        score, fields = score_of(row)
        if score < 0.6:
            continue
        columns = set(cells)
        rows = sum(is_data(below, columns) for below in sheet.rows[number + 1 : number + 1 + ROWS_OF_DATA])
        if len(cells) == 1 and fields == 1:
            # One word alone is a header only if a list stands below it and nothing else does.
            width = max((len(filled(below)) for below in sheet.rows[number + 1 : number + 20]), default=0)
            if width > 1 or not rows or len(row[cells[0]].split()) > 2:
                continue
        unknown = sum(worth(row[at]) <= 0 for at in cells)
        total = score - 0.05 * unknown
        found.append(Place(number, number + 1, total if rows else total * 0.3, rows, fields))
    return sorted(found, key=lambda place: (-round(place.score, 6), place.row))


def is_entry(text):
    """Whether a cell holds what stands in rows: somebody's name, a level, a role."""
    return bool(is_person(text) or role_word(text) or (len(text) > 1 and level_word(text)))


def structural(sheet):
    """The header of a table whose words nobody knows: the first wide row of short texts with rows below; or none."""
    widths = [len(filled(row)) for row in sheet.rows[:ROWS_LOOKED_AT]]
    if not any(widths):
        return None
    usual = sorted(width for width in widths if width)[len([width for width in widths if width]) // 2]
    for number, row in enumerate(sheet.rows[:ROWS_LOOKED_AT]):
        cells = [row[at] for at in filled(row)]
        if len(cells) < max(1, min(usual, 2), usual * 0.7):
            continue
        below = sheet.rows[number + 1 : number + 21]
        if (
            any(is_value(text) or is_entry(text) or len(text) > 60 for text in cells)
            or len(set(cells)) < len(cells)
            or not below
        ):
            return Place(-1, number, 0.1, len(below) + 1, 0)
        return Place(number, number + 1, 0.1, len(below), 0)
    return None


def best_place(sheet):
    found = places_in(sheet)
    return found[0] if found else structural(sheet)


def choose(book, sheet=None, header_row=None):
    """(index of the sheet, its Place): the sheet and row given, else those that look most like a register."""
    if not any(filled(row) for each in book.sheets for row in each.rows):
        raise Unreadable("This file has no filled cells. Choose the file that holds the register.")
    if sheet is None:
        sheet = best_sheet(book, header_row)
    chosen = book.sheets[sheet]
    if header_row:
        return sheet, Place(header_row - 1, header_row, 1, len(chosen.rows) - header_row, 0)
    place = best_place(chosen)
    if place is None:
        raise Unreadable(NO_HEADER)
    return sheet, place


def best_sheet(book, header_row):
    """The sheet with the best header and rows below it; a hidden one only if no other has any."""
    ranked = []
    for index, sheet in enumerate(book.sheets):
        if header_row and len(sheet.rows) < header_row:
            continue
        place = best_place(sheet)
        if place is None:
            continue
        score = place.score + place.fields * 0.5 + 0.6 * log2(1 + place.rows)
        score += 1.0 * bool(SHEETS_OF_ROWS.search(sheet.name)) - 1.5 * bool(SHEETS_BESIDE.search(sheet.name))
        score += 10.0 * bool(ours.fields_of(map(key_of, sheet.rows[place.row]) if place.row >= 0 else ()))
        has_table = place.rows > 0 and place.fields >= 1
        ranked.append(((has_table and not sheet.is_hidden, has_table, not sheet.is_hidden, score, -index), index))
    if not ranked:
        raise Unreadable(NO_HEADER)
    return max(ranked)[1]
