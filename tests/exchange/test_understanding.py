"""Registers are understood as they are: sheet, header, columns and rows of each that was seen in the wild."""

import pytest

from exchange.fields import SEVERAL, Field
from exchange.understanding import read_rows, understand

from .registers import SEEN


def fields_by_header(understanding):
    return [column.field.value if column.field else "-" for column in understanding.columns if column.header]


def fits(found, wanted):
    return found in wanted.split("|")


@pytest.mark.parametrize("letter", SEEN)
def test_every_register_seen_is_found_and_mapped(letter):
    register = SEEN[letter]
    understanding = understand(register.book)
    assert (understanding.sheet, understanding.header_row) == (register.sheet, register.header_row)
    found = fields_by_header(understanding)
    wrong = [
        (column.header, column.field, wanted)
        for column, field, wanted in zip(understanding.columns, found, register.fields, strict=True)
        if not fits(field, wanted)
    ]
    assert not wrong


@pytest.mark.parametrize("letter", SEEN)
def test_every_row_of_it_is_read_or_left_out_and_nothing_is_asked_or_rejected(letter):
    register = SEEN[letter]
    understanding = understand(register.book)
    rows = read_rows(register.book.sheets[understanding.sheet], understanding)
    assert [row.number for row in rows] == list(range(understanding.first_row, len(register.rows) + 1))
    assert [row.facts.name for row in rows if not row.skipped] == list(register.names)
    assert [problem for row in rows for problem in row.problems] == []


@pytest.mark.parametrize("letter", SEEN)
def test_no_field_with_one_value_has_two_columns(letter):
    columns = understand(SEEN[letter].book).columns
    single = [column.field for column in columns if column.field and column.field not in SEVERAL]
    assert len(single) == len(set(single))
    assert all(0 <= column.sure <= 1 and column.why for column in columns)


__all__ = ["Field"]
