"""Where the table stands: which sheet, which row its header is, whether it has two levels."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from exchange.fields import Field
from exchange.table import Unreadable

from .contacts import is_email, is_phone
from .ideas import fields_of, heard
from .values import engagement_word, is_blank, level_word, raci_letters
from .vocabulary import people as words
from .words import explanation, key_of, without_explanation

ROWS_LOOKED_AT = 60  # among these the header is looked for
ROWS_OF_DATA = 50  # as many are counted to see whether a header has anything below it
LONGEST_HEADER = 400
LONGEST_PLACEHOLDER = 200
MOST_WORDS = 14
NO_HEADER = "There is no table here: no row of this file looks like rows of names. Check that it is the right file."

PLACEHOLDER = re.compile(rf"^(?:{''.join(words.PLACEHOLDER.split(chr(10)))})$".replace("    ", ""), re.IGNORECASE)
SHEETS_OF_ROWS = re.compile(
    r"stakeholder|register|registry|customer|client|kunden|people|contacts?|interesad|paydaş|стейкх|belanghebb|interesarius",
    re.I,
)
SHEETS_BESIDE = re.compile(
    r"blank|template|vorlage|plantilla|modèle|instruction|anleitung|read\s?me|legend|lookup|lists?$|drop.?down|example|sample|"
    r"beispiel|guid|help|how.?to|change.?log|version|cover|matrix|chart|analysis|raci|communication|scale|key$|glossar", re.I)  # fmt: skip


@lru_cache(maxsize=20_000)
def is_placeholder(text):
    """Whether a cell is a template's and says what to write there: "<Name>", "[Enter role]", "e.g. John"."""
    return len(text) <= LONGEST_PLACEHOLDER and bool(PLACEHOLDER.match(" ".join(text.split())))


@lru_cache(maxsize=20_000)
def guesses(header):
    """((field, sure, why), ...) by the words of a header, explanations in it included."""
    header = header.strip()
    if not header or len(header) > LONGEST_HEADER:
        return ()
    main = without_explanation(header)
    found = fields_of(main) if len(main.split()) <= MOST_WORDS else ()
    first_line = header.split("\n")[0].strip()
    if "\n" in header and first_line:
        alone = fields_of(without_explanation(first_line))
        if alone and (not found or alone[0][1] > found[0][1]):
            found = alone
    for sign in (":", " - ", " – "):
        if sign in main and (not found or found[0][1] < 0.7):
            before = fields_of(main.split(sign)[0])
            if before and (not found or before[0][1] > found[0][1]):
                found = before
    if not found and explanation(header):
        found = tuple((field, sure * 0.7, word) for field, sure, word in fields_of(explanation(header)))
    if "raci" in heard(explanation(header)).ideas and "raci" not in heard(main).ideas:
        found = ((Field.RACI, 0.9, "RACI"), *found)
    pieces = re.split(r"\s*/\s*|\s+or\s+|\s+oder\s+|\s+ou\s+", main)
    if len(pieces) > 1 and found and found[0][0] not in {Field.NAME, Field.PERSON_OR_GROUP}:
        before = fields_of(pieces[0])
        if before and before[0][0] == Field.NAME and before[0][1] >= 0.9:  # "Name / Organisation"
            found = ((Field.NAME, 0.8, before[0][2]), *found)
    if found and found[0][0] == Field.NAME and len(main.split()) > 4 and heard(main).known < 1:
        found = ((Field.NOTES, 0.4, found[0][2]),)  # "How could the stakeholder block the project?"
    said = stances_in(header)
    if len(said) >= 2 and (
        not found or found[0][0] in {Field.NOTES, Field.NAME, Field.PRIORITY, Field.INFLUENCE, Field.EXPECTATIONS}
    ):
        if not (found and found[0][0] in {Field.INFLUENCE} and levels_in(header) >= 2):
            return ((Field.ENGAGEMENT_NOW, 0.85, " / ".join(said[:3])), *found)
    return found


def pieces_of(text):
    return [
        piece
        for piece in re.split(r"[/,;|\n()\[\]]+|\bor\b|\boder\b|\bou\b|\bo\b|\bund\b|\bvs\.?\b|\be\.?t\.?c\b\.?", text)
        if piece.strip()
    ]


@lru_cache(maxsize=20_000)
def stances_in(header):
    """The stances that a header lists: "Supporter/Neutral/Resistor", "Impact (Positive, Negative)"."""
    return tuple(
        piece.strip()
        for piece in pieces_of(header)
        if len(piece.strip()) > 2 and engagement_word(piece) and level_word(piece) not in {1, 4}
    )


def levels_in(header):
    return sum(level_word(piece) is not None for piece in pieces_of(header))


@lru_cache(maxsize=20_000)
def is_value(text):
    """Whether a cell holds what no header does: an address, a number, a day, a web page."""
    text = text.strip()
    return bool(
        is_email(text) or is_phone(text) or re.fullmatch(r"[\d\s.,:/%-]+", text) or text.startswith(("http", "www."))
    )


@lru_cache(maxsize=20_000)
def worth(text):
    """How much a cell looks like a header: below 0 for a value, 0 for any other text."""
    text = text.strip()
    if not text:
        return 0
    if is_value(text) or is_placeholder(text):
        return -1
    if len(text) > LONGEST_HEADER:
        return -0.5
    found = guesses(text)
    if found:
        known = heard(without_explanation(text)).known
        sure = found[0][1] * (1 if known >= 0.6 else 0.6)
        return sure * (0.3 if text.endswith(":") else 1)
    if engagement_word(text) and len(text) > 1:
        return 0.4
    if raci_letters(text) and len(text) == 1:
        return 0.4
    return -0.1 if len(text.split()) > MOST_WORDS else 0


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


def filled(row):
    return [at for at, text in enumerate(row) if text and not text.isspace()]


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
        if any(is_value(text) or len(text) > 60 for text in cells) or len(set(cells)) < len(cells) or not below:
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
        has_table = place.rows > 0 and place.fields >= 1
        ranked.append(((has_table and not sheet.is_hidden, has_table, not sheet.is_hidden, score, -index), index))
    if not ranked:
        raise Unreadable(NO_HEADER)
    return max(ranked)[1]


# ---------------------------------------------------------------------------------------------- two levels


@dataclass(frozen=True)
class Headed:
    """Header texts by column, with the label above each where there are two levels."""

    row: int  # from 0; -1 without a header
    first: int
    texts: dict
    above: dict


def read_header(sheet, place):
    """The header at `place`, joined with the level above or below it where there is one."""
    if place.row < 0:
        return Headed(-1, place.first, {}, {})
    row = sheet.rows[place.row] if place.row < len(sheet.rows) else []
    texts = {at: row[at].strip() for at in filled(row)}
    under = sheet.rows[place.row + 1] if place.row + 1 < len(sheet.rows) else []
    spans = spans_of(sheet, place.row, texts)
    if is_level_below(texts, spans, under):
        lower = {at: under[at].strip() for at in filled(under)}
        joined = {**texts, **lower}
        above = {at: texts[start] for start, end in spans.items() for at in lower if start <= at <= end}
        header_row = place.row if len(texts) >= len(lower) else place.row + 1
        return Headed(header_row, place.row + 2, joined, above)
    if place.row:
        over = sheet.rows[place.row - 1]
        labels = {at: over[at].strip() for at in filled(over)}
        spans = spans_of(sheet, place.row - 1, labels, until=max(texts, default=0))
        merges = [merge for merge in sheet.merges if merge.top <= place.row - 1 <= merge.bottom]
        wide = [set(cells) for below in sheet.rows[place.row + 1 : place.row + 21] if len(cells := filled(below)) > 1]
        columns = {at for at in set().union(*wide) if sum(at in cells for cells in wide) * 2 >= len(wide)}
        if is_level_above(labels, spans, texts, merges, columns):
            alone = {at: text for at, text in labels.items() if at not in texts}
            above = {
                at: labels[start] for start, end in spans.items() for at in texts if start <= at <= end and end > start
            }
            header_row = place.row if len(texts) >= len(labels) else place.row - 1
            return Headed(header_row, place.row + 1, {**texts, **alone}, above)
    return Headed(place.row, place.row + 1, texts, {})


def spans_of(sheet, row, texts, until=None):
    """{column of a label: last column it stands over}: by the merged cells, else up to the next label."""
    merged = {merge.left: merge.right for merge in sheet.merges if merge.top <= row <= merge.bottom}
    starts = sorted(texts)
    spans = {}
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        end = following - 1 if following is not None else max(until or start, start)
        spans[start] = merged.get(start, end if not sheet.merges or following is not None else start)
    return spans


def is_level_below(texts, spans, under):
    """Whether the row below a header names parts of its columns and is no row of data."""
    lower = {at: under[at].strip() for at in filled(under)}
    if not len(lower) >= 2 or len(texts) < 2:
        return False
    last = max(texts)
    free = {at for at in lower if at > last}
    for at, text in lower.items():
        start = max((label for label in spans if label <= at), default=None)
        if start is None or len(text) > 40 or is_value(text):
            return False
        if at not in free and not (spans[start] > start and at <= spans[start]):
            return False
    if free and last not in lower:
        return False
    known = sum(is_part_name(text) for text in lower.values())
    return known >= len(lower) * 0.6


def is_part_name(text):
    return bool(worth(text) > 0.2 or engagement_word(text) or raci_letters(text) or level_word(text))


def is_level_above(labels, spans, texts, merges, columns):
    """Whether the row above a header groups its columns, rather than being a title or what stands above a table.

    `columns` are those with cells in half the rows below.
    """
    inside = {at: text for at, text in labels.items() if min(texts) - 1 <= at <= max(texts) + 1}
    if not inside or any(is_value(text) or text.endswith(":") or len(text) > 60 for text in labels.values()):
        return False
    alone = [at for at in inside if at not in texts]
    # Names of columns that stand a row higher, as where cells are merged downwards.
    higher = [at for at in alone if worth(labels[at]) > 0.5 and spans[at] == at and at in columns]
    if higher and all(worth(labels[at]) > 0 for at in higher):
        return True
    wide = [at for at in inside if spans[at] > at]
    over = [sum(start <= at <= spans[start] for at in texts) for start in wide]
    if not any(start in {merge.left for merge in merges} for start in wide):
        # Nothing is merged, as in CSV: then only words that group columns, each of them known, are no title.
        fields = [guesses(text)[0][0] if guesses(text) else None for text in labels.values()]
        is_title = len(inside) < 2 and min(inside) <= min(texts)
        return (
            bool(wide)
            and not is_title
            and all(worth(text) >= 0.7 for text in labels.values())
            and Field.NAME not in fields
        )
    known = sum(worth(text) > 0 for text in inside.values())
    return bool(wide) and len(inside) >= 2 and known * 2 >= len(inside) and all(number < len(texts) for number in over)
