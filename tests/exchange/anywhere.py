"""A register moved about in its sheet, with other things around it: for properties that hold wherever it stands."""

from dataclasses import dataclass

from hypothesis import strategies as st

from exchange.table import Merge, Sheet
from exchange.understanding import Understanding, understand

from .more_registers import MORE
from .registers import SEEN, Register
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


@dataclass(frozen=True)
class Moved:
    """A register in a sheet of its own, with the understanding of it where it stood."""

    register: Register
    plainly: Understanding
    sheet: Sheet
    down: int  # by how many rows it was moved

    @property
    def is_flat(self):
        """Whether it says all that it says without merged cells or a second line of headers."""
        return not self.register.book.sheets[self.register.sheet].merges and not is_two_level(self.plainly)


def is_two_level(understanding):
    return understanding.first_row - understanding.header_row > 1 or any(
        ":" in column.header for column in understanding.columns
    )


@st.composite
def moved(draw):
    """Above the table, right of column A, with a blank column in it, a merged title, a legend below."""
    register = REGISTERS[draw(st.sampled_from(sorted(REGISTERS)))]
    above = draw(st.lists(st.sampled_from(ABOVE), max_size=11))
    columns, gap = draw(st.integers(0, 3)), draw(st.integers(1, 20))
    below = draw(st.lists(st.sampled_from(BELOW), max_size=4))
    plainly = understand(register.book)
    cut = min(register.header_row, plainly.first_row - 1) - 1  # what stands above it already
    gap = 99 if is_two_level(plainly) else gap  # a blank column within a merged label would be another table
    rows = [*above, *[shifted(row, columns, gap) for row in register.rows[cut:]], [], *below]
    down = len(above) - cut
    merges = [
        Merge(m.top + down, m.left + columns, m.bottom + down, m.right + columns)
        for m in register.book.sheets[register.sheet].merges
    ]
    merges = [merge for merge in merges if merge.top >= len(above)]
    if above and above[0] and draw(st.booleans()):
        merges.append(Merge(0, 0, 0, 6))
    return Moved(register, plainly, Sheet("Register", rows, merges), down)


def shifted(row, columns, gap):
    """A row moved to the right, with a blank column before column `gap` of its own."""
    return [*[""] * columns, *row[:gap], "", *row[gap:]] if row else []
