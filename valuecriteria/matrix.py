"""The matrix of goals and criteria: its rows, its totals and its finding, worked out from what was fetched."""

from dataclasses import dataclass, field
from itertools import groupby

SIGNS = {"strong": "+++", "medium": "++", "weak": "+", "conflict": "−"}
WORDS = {"strong": "strong", "medium": "medium", "weak": "weak", "conflict": "conflicts"}
SHADES = {"strong": "s", "medium": "m", "weak": "w", "conflict": "x"}
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass
class Square:
    """One goal beside one criterion; without an alignment it says so."""

    goal: object
    alignment: object = None

    @property
    def sign(self):
        return SIGNS[self.alignment.effect]

    @property
    def word(self):
        return WORDS[self.alignment.effect]

    @property
    def shade(self):
        return SHADES[self.alignment.effect]


@dataclass
class Row:
    criterion: object
    squares: list = field(default_factory=list)

    @property
    def served(self):
        return sum(1 for square in self.squares if square.alignment and square.alignment.effect != "conflict")

    @property
    def is_bare(self):
        """Aligned with no goal, neither for nor against."""
        return not any(square.alignment for square in self.squares)


def rows_by_customer(criteria, goals):
    """[(stakeholder, [Row])] in the order of the criteria, which have their alignments in `serves`."""
    rows = [Row(criterion, squares_of(criterion, goals)) for criterion in criteria]
    return [
        (group[0].criterion.stakeholder, group)
        for group in (list(rows) for _, rows in groupby(rows, key=lambda row: row.criterion.stakeholder_id))
    ]


def squares_of(criterion, goals):
    by_goal = {alignment.goal_id: alignment for alignment in criterion.serves}
    return [Square(goal, by_goal.get(goal.pk)) for goal in goals]


def conflicts_in(groups):
    """[(Row, Square)] of the squares that conflict."""
    rows = [row for _, group in groups for row in group]
    return [(row, square) for row in rows for square in row.squares if square.alignment and square.shade == "x"]


def number_word(number, *, start=True):
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return word if start else word.lower()


def finding(goals, unvalued, unserved, *, criteria):
    """The heading: "One goal nobody values, two values no goal serves". Numbers may be capped ("100+")."""
    if not goals:
        return "No goal yet to align with"
    if not criteria:
        return "No criterion yet to align"
    parts = []
    if unvalued:
        parts.append(f"{number_word(unvalued)} goal{'' if unvalued == 1 else 's'} nobody values")
    if unserved:
        word = number_word(unserved, start=not parts) if isinstance(unserved, int) else unserved
        parts.append(f"{word} value{'' if unserved == 1 else 's'} no goal serves")
    return ", ".join(parts) or "Every goal is valued, and every value serves a goal"
