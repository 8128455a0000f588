"""Quantities in words, as baselines and targets say them. Read, never guessed from prose.

A text is a quantity only if the whole of it is understood: a number with its unit ("5 days", "€ 1,200.50", "4 in 5",
"weekly"), perhaps bounded ("at most", "or fewer", "≥") or a range ("2-3 calls a week"). "Much faster", "by 2026", "ISO
9001" and "5 days, 2 at Christmas" are none. A remark beside it ("about 9", "15 days, by hand", "10 in the last year")
makes a quantity rough: it may show a way, it excludes nothing.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from registry.search import fold

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
IN_WORDS = {word: str(number) for number, word in enumerate(NUMBERS)} | {
    "none": "0",
    "once": "1 time",
    "twice": "2 times",
}
# A space or a comma before three figures parts thousands; a comma before fewer is a decimal one.
NUMBER = r"[-−]?(?:\d{1,3}(?:[, ']\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![\d.,:/]*\d)"
UPPER = ("at most|at the most|no more than|not more than|no longer than|no later than|not over|not above|up to|within|"
         "max|maximum|maximum of|≤|<=")  # fmt: skip
BELOW = "less than|fewer than|under|below|<"
LOWER = ("at least|at the least|no less than|not less than|no fewer than|not fewer than|not under|not below|min|"
         "minimum|minimum of|≥|>=")  # fmt: skip
ABOVE = "more than|over|above|>"
UPPER_AFTER = "or less|or fewer|or below|or under|or sooner|or earlier|or faster|at most|at the most|max|maximum"
LOWER_AFTER = "or more|or above|or over|or longer|and more|at least|at the least|min|minimum|\\+"
SIDES = [
    (re.compile(rf"(?:{some})\.?(?:\s+|(?=[\d€$£-])|(?<=[<>=≤≥]))"), side)
    for side, some in (("upper", UPPER), ("lower", LOWER), ("below", BELOW), ("above", ABOVE))
]
# "5 or fewer a month", "5 days at most"
SIDES_AFTER = [
    (re.compile(rf"^\s*(?:{some})(?=\W|$)|[ ,]+(?:{some})$"), side)
    for side, some in (("upper", UPPER_AFTER), ("lower", LOWER_AFTER))
]
ROUGHLY = r"(?:about|around|approximately|approx\.?|circa|ca\.?|roughly|nearly|almost|some|~)"
MONEY = {"€": "eur", "$": "usd", "£": "gbp", "euro": "eur", "euros": "eur", "dollar": "usd", "dollars": "usd",
         "pound": "gbp", "pounds": "gbp", "eur": "eur", "usd": "usd", "gbp": "gbp", "chf": "chf"}  # fmt: skip
SIGN = r"(?P<sign>[€$£]|eur\b|usd\b|gbp\b|chf\b)?\s*"
BOUNDS = rf"{UPPER}|{BELOW}|{LOWER}|{ABOVE}|{ROUGHLY}"
A_WHILE = re.compile(rf"^((?:(?:{BOUNDS}) )?)an? (second|minute|hour|day|week|fortnight|month|quarter|year)$")
# Units told in one another, by the smallest of their kind. A month has no fixed number of days, nor has working time.
SIZES = {
    "second": {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hr": 3600, "hour": 3600}
    | {"d": 86_400, "day": 86_400, "calendar day": 86_400, "week": 604_800, "fortnight": 1_209_600},
    "month": {"month": 1, "quarter": 3, "year": 12},
    "working day": {"working day": 1, "business day": 1, "workday": 1},
}
UNITS = {word: (kind, size) for kind, sizes in SIZES.items() for word, size in sizes.items()}
PERIODS = {"day": 365, "week": 52, "fortnight": 26, "month": 12, "quarter": 4, "year": 1}
OFTEN = {"daily": "day", "weekly": "week", "fortnightly": "fortnight", "monthly": "month", "quarterly": "quarter",
         "yearly": "year", "annually": "year"}  # fmt: skip
EVERY = r"(?:a|an|per|each|every)"


def words(text):
    return frozenset(text.split())


# What ends a unit: from here on it is a remark. And what no remark may hold, because it turns the meaning.
REMARKS = words("in on at by of off for from before after until till during this last with as when if to that who")
TURNS = words("not no never nor but except unless than more less fewer most least over under or better worse only")


@dataclass(frozen=True)
class Quantity:
    """From `low` to `high` of a unit ("" where none is named), counted by the smallest of its kind.

    `size`: what one of the named unit is in that. `is_strict`: "under 5" does not hold 5. `is_rough`: about that much.
    """

    low: float
    high: float
    unit: str = ""
    size: float = 1
    is_strict: bool = False
    is_rough: bool = False

    @property
    def is_bound(self):
        """Whether a word of the text leaves one end open."""
        return inf in (-self.low, self.high)

    def is_below(self, other):
        return self.high < other.low or (self.high == other.low and (self.is_strict or other.is_strict))

    def excludes(self, other):
        return self.is_below(other) or other.is_below(self)

    def in_unit_of(self, other):
        """A bare number beside one with a unit has that unit: from "5" to "2 days"."""
        if self.unit or not other.unit:
            return self
        return replace(self, low=self.low * other.size, high=self.high * other.size, unit=other.unit, size=other.size)


@lru_cache(maxsize=4096)
def quantity(text):
    """The quantity that a text is; None where it is none, or more than one."""
    text = plain(text)
    if not text or len(text) > 200:
        return None
    if re.fullmatch(r"(?:all|always|all of them|everybody|everyone)", text):
        return Quantity(100, 100, "%")
    text, is_remarked = without_remark(text)
    bare = re.sub(rf"^{ROUGHLY}\s*(?=[\d€$£])", "", text)
    found = often(bare) or ratio(bare) or between(bare) or counted(bare)
    return replace(found, is_rough=True) if found and (is_remarked or bare != text or found.is_rough) else found


def plain(text):
    """Text with one form of every letter and sign, and small numbers in figures."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub("[‐‑‒–—−]", "-", text).replace("’", "'").replace("per cent", "percent")
    text = " ".join(text.split()).rstrip(".! ")
    text = A_WHILE.sub(r"\g<1>1 \g<2>", text)
    return re.sub(r"\b[a-z]+\b", lambda word: IN_WORDS.get(word[0], word[0]), text)


def without_remark(text):
    """(text without what stands after a comma or in brackets, whether there was something); nothing if it has figures
    or turns the meaning: then it belongs to what is said.
    """
    found = re.search(r"(?:,(?!\d)| - |;|:(?!\d)|\()\s*(?P<remark>.+)$", text)
    if not found:
        return text, False
    remark = set(re.findall(r"[^\W\d]+", found["remark"]))
    if remark & TURNS or re.search(r"\d", found["remark"]):
        return "", False
    return text[: found.start()].strip(), not remark <= {"now", "today", "currently"}


def often(text):
    """How often: "weekly", "at least every month", "every 2 weeks", as times a year."""
    text, side = side_before(text)
    word = OFTEN.get(text)
    found = re.fullmatch(r"every (?:(?P<number>\d{1,2}) )?(?P<period>[a-z]+?)s?", text)
    if not word and not (found and found["period"] in PERIODS):
        return None
    times = PERIODS[word] if word else PERIODS[found["period"]] / max(int(found["number"] or 1), 1)
    return bounded(times, side, "time a year", 1)


def ratio(text):
    """ "4 in 5", "0 of 3", "2 out of 3 offers": as a percentage."""
    text, side = side_before(text)
    found = re.fullmatch(
        rf"(?P<part>{NUMBER}) ?(?:in|of|out of) (?P<whole>{NUMBER})(?P<rest>(?: [^\W\d]+){{0,3}})", text
    )
    if not found or set(found["rest"].split()) & TURNS:
        return None
    part, whole = number(found["part"]), number(found["whole"])
    if part is None or not whole or not 0 <= part <= whole <= 1000:
        return None
    return bounded(100 * part / whole, side, "%", 1)


def between(text):
    """ "2-3 days", "between 10 and 12"."""
    found = re.fullmatch(rf"(?:between )?{SIGN}(?P<low>{NUMBER}) ?(?:-|to|and) ?(?P<high>{NUMBER})(?P<rest>.*)", text)
    if not found:
        return None
    unit = unit_of(found["rest"], found["sign"])
    low, high = number(found["low"]), number(found["high"])
    if unit is None or low is None or high is None or low >= high:
        return None
    name, size, is_rough = unit
    return Quantity(low * size, high * size, name, size, is_rough=is_rough)


def counted(text):
    """A number, bounded on at most one side, with its unit."""
    text, side = side_before(text)
    found = re.fullmatch(rf"{SIGN}(?P<number>{NUMBER})(?P<rest>.*)", text)
    if not found:
        return None
    rest, side_after = after(found["rest"])
    unit, value = unit_of(rest, found["sign"]), number(found["number"])
    if unit is None or value is None or (side and side_after):
        return None
    name, size, is_rough = unit
    return replace(bounded(value * size, side or side_after, name, size), is_rough=is_rough)


def side_before(text):
    """(text without the words of comparison before it, the side they leave open or "")."""
    for before, side in SIDES:
        if found := before.match(text):
            return text[found.end() :].strip(), side
    return text, ""


def after(text):
    """The same of what follows a number: "5 or fewer a month", "5 days at most", "5+"."""
    for behind, side in SIDES_AFTER:
        if found := behind.search(text):
            return text[: found.start()] + text[found.end() :], side
    return text, ""


def bounded(value, side, unit, size):
    low = -inf if side in ("upper", "below") else value
    high = inf if side in ("lower", "above") else value
    return Quantity(low, high, unit, size, is_strict=side in ("below", "above"))


def number(text):
    """1,200.50 and 1 200 are thousands; 2,5 is a decimal. None for 1.500, which is two numbers in two countries."""
    text = text.replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}\.\d{3}", text):
        return None
    if re.fullmatch(r"-?\d+,\d+", text) and not re.fullmatch(r"-?\d{1,3},\d{3}", text):
        text = text.replace(",", ".")
    return float(re.sub("[, ']", "", text))


def unit_of(text, sign=None):
    """(unit, what one of it is in the smallest of its kind, whether a remark follows); None for what is no unit."""
    text = re.sub(r"([%€$£°])", r" \1 ", text.replace("/", " per "))
    if re.search(r"\d", text) or not re.fullmatch(r"[\w\s%€$£°'.-]*", text):
        return None
    said = [word.strip(".'-") for word in text.split() if word.strip(".'-")]
    if set(said) & TURNS:
        return None
    if said in (["now"], ["today"], ["currently"]):
        said = []
    if said[:1] in (["%"], ["percent"], ["pct"]):
        return None if sign else ("%", 1, len(said) > 1 and said[1] != "of")
    if said and said[0] in MONEY:
        if sign:
            return None
        sign = said.pop(0)
    at = next((at for at, word in enumerate(said) if word in REMARKS), len(said))
    named, is_rough = [singular(word) for word in said[:at]], at < len(said)
    if len(named) > 4:
        return None
    if len(named) >= 2 and re.fullmatch(EVERY, named[-2]) and named[-1] in PERIODS:
        things = [word for word in named[:-2] if word != "time"] or ([] if sign else ["time"])
        return " ".join([*([MONEY[sign]] if sign else []), *things, "a year"]), PERIODS[named[-1]], is_rough
    if sign:
        return " ".join([MONEY[sign], *named]), 1, is_rough
    name = fold(" ".join(named))
    unit, size = UNITS.get(name, (name, 1))
    return unit, size, is_rough


def singular(word):
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word in ("hrs", "mins", "secs"):
        return word[:-1]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else word
