"""What a criterion aims at, as far as its baseline and target say it in numbers. Nothing is guessed from prose.

A quantity is a number with what stands beside it, its unit: "5 days", "90 %", "€ 1,200.50", "2-3 calls a week";
"weekly" and its like count as so many times a year. "At most", "under", "max", "≤" before it make it an upper bound,
"at least", "over", "min", "≥" a lower one.
"""

import re
from dataclasses import dataclass
from math import inf

from registry.search import fold

AT_MOST = ("at most", "no more than", "not more than", "less than", "fewer than", "up to", "under", "below", "within",
           "max", "maximum", "not over", "≤", "<=", "<")  # fmt: skip
AT_LEAST = ("at least", "no less than", "not less than", "no fewer than", "more than", "over", "above", "min",
            "minimum", "≥", ">=", ">")  # fmt: skip
TIMES_A_YEAR = {
    "daily": 365,
    "weekly": 52,
    "fortnightly": 26,
    "monthly": 12,
    "quarterly": 4,
    "yearly": 1,
    "annually": 1,
}
EVERY = {"every day": "daily", "every week": "weekly", "every month": "monthly", "every quarter": "quarterly",
         "every year": "yearly", "each day": "daily", "each week": "weekly", "each month": "monthly"}  # fmt: skip
# 1,200.50 and 1 200 and 0.5, not the 7 of "24/7" or of "G7"
NUMBER = r"(?<![\w/.,])[-−]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?![\d/])|(?<![\w/.,])[-−]?\d+(?:[.,]\d+)?(?![\d/])"
IN_WORDS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
            "ten": "10", "twelve": "12"}  # fmt: skip
RANGE = re.compile(rf"({NUMBER})\s*(?:-|–|to|and)\s*({NUMBER})")
ONE = re.compile(NUMBER)
PER = {"a", "per", "each", "every", "of"}
SINGULAR = {
    "hrs": "hour",
    "hr": "hour",
    "h": "hour",
    "mins": "minute",
    "min": "minute",
    "percent": "%",
    "per cent": "%",
    "pct": "%",
}


@dataclass(frozen=True)
class Quantity:
    """From `low` to `high` of a unit ("" where none is named). `is_bound`: one end is open by a word of the text."""

    low: float
    high: float
    unit: str

    @property
    def is_bound(self):
        return -inf in (self.low, self.high) or inf in (self.low, self.high)

    @property
    def is_plain(self):
        return self.low == self.high


def quantity(text):
    """The one quantity that a text names; None where it names none, or several."""
    words = " ".join(text.split())
    folded = words.casefold()
    for phrase, word in EVERY.items():
        folded = folded.replace(phrase, word)
    if not ONE.search(folded):
        folded = re.sub(r"[a-z]+", lambda found: IN_WORDS.get(found.group(), found.group()), folded)
    often = [word for word in re.findall(r"[a-z]+", folded) if word in TIMES_A_YEAR]
    if len(often) == 1 and not ONE.search(folded):
        times = TIMES_A_YEAR[often[0]]
        return bounded(folded.split(often[0])[0], times, times, "times a year")
    between = RANGE.search(folded)
    if between:
        rest = folded[between.end() :]
        low, high = sorted(map(number, between.groups()))
        return None if ONE.search(rest) else Quantity(low, high, unit_of(folded[: between.start()], rest))
    found = list(ONE.finditer(folded))
    if len(found) != 1:
        return None
    before, after = folded[: found[0].start()], folded[found[0].end() :]
    value = number(found[0].group())
    return bounded(before, value, value, unit_of(before, after))


def bounded(before, low, high, unit):
    """An interval that is open where the last words before the number say so."""
    before = before.rstrip(" :(~€$£")
    if any(ends_with(before, words) for words in AT_MOST):
        return Quantity(-inf, high, unit)
    if any(ends_with(before, words) for words in AT_LEAST):
        return Quantity(low, inf, unit)
    return Quantity(low, high, unit)


def ends_with(text, words):
    if not words[-1].isalpha():
        return text.endswith(words)
    return re.search(rf"(?:^|\W){re.escape(words)}\.?$", text) is not None


def number(text):
    """1,200.50 and 1 200 are English thousands; a lone comma before one or two digits is a decimal one."""
    text = text.replace("−", "-").replace(" ", "")
    if re.fullmatch(r"-?\d+,\d{1,2}", text):
        text = text.replace(",", ".")
    return float(text.replace(",", ""))


def unit_of(before, after):
    """The first words after the number, folded and in the singular; a sign of money or % on either side."""
    for sign in "€$£":
        if sign in before[-2:] or after.strip().startswith(sign):
            return sign
    after = after.strip()
    if after.startswith("%"):
        return "%"
    for long, short in SINGULAR.items():
        if re.match(rf"{long}\b", after):
            return short
    words = fold(re.split(r"[,;:.()–]| - ", after)[0]).split()
    at = next((at for at, word in enumerate(words[:2]) if word in PER), None)
    words = words[:1] if at is None else words[: at + 2]
    return " ".join(singular(word) for word in words)


def singular(word):
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@dataclass(frozen=True)
class Aim:
    """Where a criterion is to stand; `way` is 1 for more than today, -1 for less, 0 where nobody knows."""

    measure: str  # folded; "" where none is said
    target: Quantity
    way: int

    @property
    def wanted(self):
        """What is asked for, as an interval: "from 5 to 2" is met by 1, too. A number of no known way is exact."""
        target = self.target
        if target.is_bound or not self.way:
            return target.low, target.high
        return (-inf, target.high) if self.way < 0 else (target.low, inf)


def aim_of(criterion):
    """The `Aim` of a criterion; None where its target names no quantity."""
    target = quantity(criterion.target)
    return Aim(fold(criterion.measure), target, way(quantity(criterion.baseline), target)) if target else None


def way(baseline, target):
    """From the target's own bound, else from the two numbers, if they are of one unit or one of them names none."""
    if target.is_bound:
        return -1 if target.low == -inf else 1
    if baseline is None or (baseline.unit and target.unit and baseline.unit != target.unit):
        return 0
    here = [end for end in (baseline.low, baseline.high) if abs(end) != inf]
    if target.low > max(here):
        return 1
    return -1 if target.high < min(here) else 0


def are_opposed(one, other):
    """Whether two aims at one kind of thing go in opposite ways."""
    return one.way * other.way < 0 and (is_one_measure(one, other) or is_one_unit(one, other))


def exclude_each_other(one, other):
    """Whether nothing could meet both targets. Exact numbers are held against others of the same measure only."""
    if not is_one_unit(one, other):
        return False
    exact = (one.target.is_plain and not one.way) or (other.target.is_plain and not other.way)
    if exact and not is_one_measure(one, other):
        return False
    (low, high), (other_low, other_high) = one.wanted, other.wanted
    return high < other_low or other_high < low


def is_one_measure(one, other):
    return bool(one.measure) and one.measure == other.measure


def is_one_unit(one, other):
    """Same unit; of two bare numbers, only if the measures do not say that they are of different things."""
    if one.target.unit or other.target.unit:
        return one.target.unit == other.target.unit
    return not (one.measure and other.measure) or one.measure == other.measure
