"""Wherever a table stands in its sheet, and whatever stands around it, it is the same table."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.table import Book, Sheet
from exchange.understanding import read_rows, understand

from .anywhere import moved


def plain(row):
    """What a row says, without where it stands."""
    return replace(row.facts), row.skipped, [problem.message for problem in row.problems], len(row.questions)


@settings(max_examples=60, deadline=None)
@given(moved())
def test_a_table_is_found_and_read_the_same_wherever_it_is_moved(moved):
    plainly, sheet = moved.plainly, moved.sheet
    understanding = understand(Book([sheet]))
    assert understanding.header_row == plainly.header_row + moved.down
    found = [(column.header, column.field) for column in understanding.columns if column.header]
    assert found == [(column.header, column.field) for column in plainly.columns if column.header]
    there = read_rows(sheet, understanding)
    assert [row.number for row in there] == list(range(understanding.first_row, len(sheet.rows) + 1))
    before = read_rows(moved.register.book.sheets[moved.register.sheet], plainly)
    assert [plain(row) for row in there[: len(before)]] == [plain(row) for row in before]
    assert all(row.skipped for row in there[len(before) :])


WORDS = st.sampled_from(
    ["", "", "-", "High", "x", "Anna Berg", "a@example.org", "Sponsor", "2", "Wants it soon", "Legend", "\n", "=1+1"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=8), min_size=1, max_size=12))
def test_any_cells_at_all_are_read_each_row_once_and_from_itself_alone(rows):
    header = ["Name", "Role", "E-mail", "Influence", "Attitude", "Needs", "R", "Comments"]
    sheet = Sheet(
        "Register", [header, ["Jon Dahl", "Customer", "jon@example.org", "Low", "For", "Calm", "", "ok"], *rows]
    )
    understanding = understand(Book([sheet]), sheet=0, header_row=1)
    found = read_rows(sheet, understanding)
    assert [row.number for row in found] == list(range(2, len(sheet.rows) + 1))
    for row, cells in zip(found[1:], rows, strict=True):
        if row.skipped:
            continue
        said = " ".join(cells)
        assert all(name in said for name in (row.facts.name, row.facts.email, row.facts.title))
        assert all(text in cells for _, text in row.facts.expectations)
        assert row.facts.name or row.problems
