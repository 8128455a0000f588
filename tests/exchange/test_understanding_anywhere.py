"""Wherever a table stands in its sheet, and whatever stands around it, it is the same table."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.table import Book, Merge, Sheet
from exchange.understanding import read_rows, understand

from .more_registers import MORE
from .registers import SEEN
from .unseen_registers import UNSEEN

REGISTERS = {**SEEN, **MORE, **UNSEEN}
ABOVE = [
    [],
    ["Stakeholder Register"],
    ["STAKEHOLDER MANAGEMENT PLAN"],
    ["Project Name:", "Harbour lights"],
    ["Project", "Harbour lights", "", "Version", "1.4"],
    ["Prepared by:", "Ines Vogt", "", "Date:", "2026-03-02"],
    ["Fill in one row for each person or group. Keep it up to date."],
    ["Projekt:", "Nordkai", "Stand:", "01.02.2026"],
]
BELOW = [
    [],
    ["Version 1.2"],
    ["© 2026 Harbour lights"],
    ["Last updated: 2026-03-02"],
    ["Note: names are kept for as long as the project runs."],
    ["Legend"],
    ["H = High, M = Medium, L = Low"],
    ["R = Responsible"],
    ["Confidential"],
]


def table_of(register):
    """The rows of a register from its header on, without what stands above."""
    above = min(register.header_row, understand(register.book).first_row - 1) - 1
    return register.rows[above:], above


def shifted(row, columns, gap):
    """A row moved to the right, with a blank column before column `gap` of its own."""
    return [*[""] * columns, *row[:gap], "", *row[gap:]] if row else []


def plain(row):
    """What a row says, without where it stands."""
    return replace(row.facts), row.skipped, [problem.message for problem in row.problems], len(row.questions)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(REGISTERS)),
    st.lists(st.sampled_from(ABOVE), max_size=11),
    st.integers(0, 3),
    st.integers(1, 20),
    st.lists(st.sampled_from(BELOW), max_size=4),
    st.booleans(),
)
def test_a_table_is_found_and_read_the_same_wherever_it_is_moved(name, above, columns, gap, below, is_merged):
    register = REGISTERS[name]
    table, cut = table_of(register)
    plainly = understand(register.book)
    is_two_level = plainly.first_row - plainly.header_row > 1 or any(":" in column.header for column in plainly.columns)
    gap = 99 if is_two_level else gap  # a blank column within a merged label would be another table
    rows = [*above, *[shifted(row, columns, gap) for row in table], [], *below]
    down = len(above) - cut
    right = [
        Merge(m.top + down, m.left + columns, m.bottom + down, m.right + columns)
        for m in register.book.sheets[register.sheet].merges
    ]
    merges = [merge for merge in right if merge.top >= len(above)]
    if is_merged and above and above[0]:
        merges.append(Merge(0, 0, 0, 6))
    understanding = understand(Book([Sheet("Register", rows, merges)]))
    assert understanding.header_row == plainly.header_row + down
    found = [(column.header, column.field) for column in understanding.columns if column.header]
    assert found == [(column.header, column.field) for column in plainly.columns if column.header]
    moved = read_rows(Sheet("Register", rows, merges), understanding)
    assert [row.number for row in moved] == list(range(understanding.first_row, len(rows) + 1))
    before = read_rows(register.book.sheets[register.sheet], plainly)
    assert [plain(row) for row in moved[: len(before)]] == [plain(row) for row in before]
    assert all(row.skipped for row in moved[len(before) :])


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
