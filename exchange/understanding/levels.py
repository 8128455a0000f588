"""Headers of one or two rows, read together."""

from dataclasses import dataclass

from exchange.fields import Field

from .guessing import filled, guesses, is_value, worth
from .values import engagement_word, level_word, raci_letters


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
