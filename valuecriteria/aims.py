"""What a criterion aims at, as far as its baseline and target say it in figures (valuecriteria.quantities)."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from registry.search import fold

from .quantities import Quantity, quantity, singular, words

# Words that make no difference between two measures.
IDLE = words(
    "a an the of to for in on at by per each every until till it its is are was were be been being they them their we "
    "our us my i you your and that which who with from this number how many much share percentage percent"
)


@dataclass(frozen=True)
class Aim:
    """Where a criterion is to stand; `way` is 1 for more than today, -1 for less, 0 where the figures do not say."""

    measure: frozenset  # its words that make a difference; none where no measure is said
    target: Quantity
    way: int

    @property
    def wanted(self):
        """What would do: of a way from 5 to 2, 1 would do as well. A plain number without a way is meant as it is."""
        target = self.target
        if target.is_bound or not self.way:
            return target
        return replace(target, low=-inf) if self.way < 0 else replace(target, high=inf)

    @property
    def is_exact(self):
        return not self.way and not self.target.is_bound


def aim_of(criterion):
    """The `Aim` of a criterion; None where its target is no quantity."""
    target = quantity(criterion.target)
    if target is None:
        return None
    baseline = quantity(criterion.baseline)
    if baseline:
        baseline, target = baseline.in_unit_of(target), target.in_unit_of(baseline)
    return Aim(words_of_measure(criterion.measure), target, way(baseline, target))


@lru_cache(maxsize=4096)
def words_of_measure(text):
    """ "Days until an answer" and "Answer: days" are one measure; "Answers on time" and "not on time" are two."""
    return frozenset(singular(word) for word in fold(text).split() if word not in IDLE)


def way(baseline, target):
    """From the two figures, if they are of one unit (nothing is nothing in any): from 5 to 2, or to at most 2, is -1.

    "At least 2" is no way down from 5, nor "at most 5" one up from 2.
    """
    if baseline is None or not is_one_unit(baseline, target):
        return 0
    stands = [end for end in (baseline.low, baseline.high) if abs(end) != inf]
    if target.high < min(stands) or (target.high == min(stands) and target.is_strict and target.low == -inf):
        return -1
    if target.low > max(stands) or (target.low == max(stands) and target.is_strict and target.high == inf):
        return 1
    return 0


def is_one_unit(one, other):
    return one.unit == other.unit or is_nothing(one) or is_nothing(other)


def is_nothing(quantity):
    return (quantity.low, quantity.high) == (0, 0) and not quantity.unit


def are_opposed(one, other):
    """Whether two criteria of one theme want one thing to go opposite ways from where it stands."""
    return one.way * other.way < 0 and are_of_one_thing(one, other)


def exclude_each_other(one, other):
    """Whether nothing could meet both targets.

    A number meant as it is stands against bounds, and against another such number: it needs one and the same measure.
    Against a number with a way it says nothing: whoever wants 5 may be as glad of 2. Rough ones exclude nothing.
    """
    if one.target.is_rough or other.target.is_rough or not are_of_one_thing(one, other):
        return False
    exact = one.is_exact, other.is_exact
    if any(exact) and not (one.measure and one.measure == other.measure):
        return False
    if any(exact) and not all(exact) and not (one.target.is_bound or other.target.is_bound):
        return False
    return one.wanted.excludes(other.wanted)


def are_of_one_thing(one, other):
    """One unit, and one measure as far as both say one; what says none is taken at its theme and its named unit."""
    if not is_one_unit(one.target, other.target):
        return False
    if one.measure and other.measure:
        return one.measure == other.measure
    return bool(one.target.unit or other.target.unit) or one.measure == other.measure
