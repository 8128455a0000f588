"""The engagement matrix, worked out: who stands where, who is wanted where, how many of each. No web, no database."""

from collections import Counter
from dataclasses import dataclass

from .models import Engagement
from .readings import Reading


@dataclass(frozen=True)
class Square:
    """One step of one customer's row."""

    step: Engagement
    is_now: bool
    is_wanted: bool
    was_then: bool  # where they stood then, if they stand elsewhere by now

    @property
    def is_empty(self):
        return not (self.is_now or self.is_wanted or self.was_then)


@dataclass(frozen=True)
class Row:
    reading: Reading
    squares: list

    @property
    def says(self):
        """How far they are from where they are wanted, in words."""
        distance = self.reading.distance
        if distance is None:
            return ""
        if not distance:
            return "as wanted"
        steps = f"{abs(distance)} step{'' if abs(distance) == 1 else 's'}"
        return f"{steps} to go" if distance > 0 else f"{steps} beyond"


@dataclass(frozen=True)
class Count:
    """How many stand at `now` and are wanted at `wanted`."""

    now: str
    wanted: str
    number: int

    @property
    def is_at_home(self):
        return self.now == self.wanted


def is_known(reading):
    """Whether the matrix can say anything of them."""
    return bool(reading.now and (reading.now.engagement_now or reading.now.engagement_wanted))


def rows_of(readings):
    """The rows of the matrix, the widest distance first, those of whom only one half is known last."""
    known = [each for each in readings if is_known(each)]
    known.sort(key=lambda each: (each.distance is None, -abs(each.distance or 0)))
    return [Row(each, squares_of(each)) for each in known]


def squares_of(reading):
    now, then = reading.now, reading.then
    before = then.engagement_now if then and now.engagement_now and then.engagement_now != now.engagement_now else ""
    return [
        Square(step, step == now.engagement_now, step == now.engagement_wanted, step == before) for step in Engagement
    ]


def away(readings):
    """Those who are not where they are wanted."""
    return [each for each in readings if each.distance]


def counts_of(readings):
    """[(Engagement, [Count])]: a row for each step they stand at, a count for each at which they are wanted."""
    counted = Counter(
        (each.now.engagement_now, each.now.engagement_wanted) for each in readings if each.distance is not None
    )
    return [
        (now, [Count(now.value, wanted.value, counted[now.value, wanted.value]) for wanted in Engagement])
        for now in Engagement
    ]


def narrowed(readings, now="", wanted=""):
    """Those who stand at `now` and are wanted at `wanted`; "" asks nothing."""
    return [
        each
        for each in readings
        if (not now or (each.now and each.now.engagement_now == now))
        and (not wanted or (each.now and each.now.engagement_wanted == wanted))
    ]
