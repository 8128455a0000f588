"""The matrix of goals and criteria: its cells, its totals and its finding, worked out from what was fetched.

**Totals are in points.** A criterion gives a goal the strength of its alignment (weak 1, medium 2, strong 3; a conflict
-3: as much against as strong support is for) times its share of its customer's 100 (valuecriteria/shares.py). So one
customer gives one goal between -300 and +300 points, however many criteria they have, and n customers between -300 n
and +300 n. A goal's total adds up its column, a criterion's its row: between -3 and +3 times its share for each goal;
columns and rows add up to the same sum. Points are whole numbers: nothing is rounded, on either engine. Every criterion
that is not withdrawn counts, whatever a page's filters show. 0 is nobody, or as much against as for: the counts of
those for and against stand beside it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from .shares import shares

POINTS = {"weak": 1, "medium": 2, "strong": 3, "conflict": -3}
SIGNS = {"strong": "+++", "medium": "++", "weak": "+", "conflict": "−"}
WORDS = {"strong": "strong", "medium": "medium", "weak": "weak", "conflict": "conflicts"}
SHADES = {"strong": "s", "medium": "m", "weak": "w", "conflict": "x"}
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass
class Weighed:
    """One criterion as the totals see it: its share of its customer's 100, and its effect on each goal."""

    pk: int
    stakeholder: int
    number: int
    importance: int
    is_external: bool
    is_agreed: bool
    share: int = 0
    is_kept: bool = False  # for a reason that somebody gave, although it serves no goal
    effects: dict = field(default_factory=dict)  # {goal's primary key: effect}

    def points(self, goal):
        """What it gives one goal: 0 for one that it is not aligned with."""
        effect = self.effects.get(goal)
        return POINTS[effect] * self.share if effect else 0

    @property
    def total(self):
        return sum(self.points(goal) for goal in self.effects)

    @property
    def strengths(self):
        """What its share is multiplied with: "3 + 1 − 3"; "0" for nothing."""
        numbers = [POINTS[effect] for effect in self.effects.values()]
        first, *rest = numbers or [0]
        return f"{first}".replace("-", "−") + "".join(f" {'−' if n < 0 else '+'} {abs(n)}" for n in rest)


def weigh(criteria, alignments):
    """{primary key: Weighed} of a project's live criteria, given without shares, and of (criterion, goal, effect)."""
    by_key, by_customer = {each.pk: each for each in criteria}, defaultdict(list)
    for each in criteria:
        by_customer[each.stakeholder].append(each)
    for theirs in by_customer.values():
        theirs.sort(key=lambda each: each.number)
        for pk, share in shares({each.pk: each.importance for each in theirs}).items():
            by_key[pk].share = share
    for criterion, goal, effect in alignments:
        if criterion in by_key:
            by_key[criterion].effects[goal] = effect
    return by_key


@dataclass(frozen=True)
class Side:
    """What some customers (all, the internal or the external ones) give each goal."""

    name: str
    customers: int
    by_goal: list  # [(goal, total)]

    @property
    def most(self):
        """What they could give one goal at most."""
        return 300 * self.customers

    @property
    def total(self):
        return sum(total for _, total in self.by_goal)


def split(weighed, goals):
    """The totals of each goal: of everybody, then of internal and of external customers, where there are both."""
    everybody = list(weighed.values())
    parts = [("All", everybody)]
    sides = [
        ("Internal", [w for w in everybody if not w.is_external]),
        ("External", [w for w in everybody if w.is_external]),
    ]
    parts += sides if all(criteria for _, criteria in sides) else []
    return [
        Side(
            name,
            len({w.stakeholder for w in criteria}),
            [(goal, sum(w.points(goal.pk) for w in criteria)) for goal in goals],
        )
        for name, criteria in parts
    ]


def count_support(weighed, goals):
    """Give each goal how many criteria support it (`supported`), whether an agreed one does, and how many conflict."""
    for goal in goals:
        effects = [(w.effects[goal.pk], w.is_agreed) for w in weighed.values() if goal.pk in w.effects]
        support = [is_agreed for effect, is_agreed in effects if effect != "conflict"]
        goal.supported, goal.supported_by_agreed = len(support), any(support)
        goal.conflicts = len(effects) - len(support)


@dataclass
class Row:
    """One criterion of the page, with its squares in the order of the goals."""

    criterion: object
    weighed: Weighed
    squares: list

    @property
    def key(self):
        return f"{self.weighed.pk}"  # as text, as in square()

    @property
    def is_bare(self):
        """Aligned with no goal, neither for nor against."""
        return not self.weighed.effects


def squares_for(goals):
    """{(goal's primary key, effect or None): what a cell draws}: made once, shared by all rows."""
    effects = [None, *POINTS]
    return {(goal.pk, effect): square(goal, effect) for goal in goals for effect in effects}


def square(goal, effect):
    return {
        "goal": f"{goal.pk}",  # as text: numbers would be formatted again for every cell
        "effect": effect,
        "sign": SIGNS.get(effect, ""),
        "word": WORDS.get(effect, ""),
        "shade": SHADES.get(effect, ""),
    }


def rows_of(criteria, weighed, goals):
    """The Rows of a page's criteria; what was withdrawn between two statements is left out."""
    known = squares_for(goals)
    return [
        Row(criterion, here, [known[goal.pk, here.effects.get(goal.pk)] for goal in goals])
        for criterion in criteria
        if (here := weighed.get(criterion.pk)) is not None
    ]


def grouped(rows, by):
    """[(customer or theme, [Row])], in the order of the rows; a theme may be None."""
    keys = {"theme": lambda row: row.criterion.theme_id, "customer": lambda row: row.criterion.stakeholder_id}
    groups = [list(group) for _, group in groupby(rows, key=keys[by])]
    name = "theme" if by == "theme" else "stakeholder"
    return [(getattr(group[0].criterion, name), group) for group in groups]


def number_word(number, *, start=True):
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return word if start else word.lower()


def gaps_in_words(goals, criteria):
    """ "One goal nobody values, two values no goal serves"; "" for no gap."""
    parts = []
    if goals:
        parts.append(f"{number_word(goals)} goal{'' if goals == 1 else 's'} nobody values")
    if criteria:
        parts.append(f"{number_word(criteria, start=not parts)} value{'' if criteria == 1 else 's'} no goal serves")
    return ", ".join(parts)


def finding(goals, criteria, *, still_open, justified):
    """The heading, of the numbers of (goals, criteria) that are gaps: the open ones, else those that are justified."""
    if not goals:
        return "No goal yet to align with"
    if not criteria:
        return "No criterion yet to align"
    if any(still_open):
        return gaps_in_words(*still_open)
    if any(justified):
        return f"{gaps_in_words(*justified)}: each justified"
    return "Every goal is valued, and every value serves a goal"
