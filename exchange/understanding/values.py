"""What single cells say: how much, for or against, inside or outside, which roles. None or "" where they do not say it.

Every function takes a text as it stands in the cell and answers the same for the same text.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from registry.search import fold

from .vocabulary import values as words
from .words import explanation, key_of

LONGEST_BLANK = 40
LONGEST_WORDING = 80  # a cell longer than this says more than a level, a side or a role
SEPARATORS = re.compile(r"\s*(?:[/,;|\n&+]|\s-\s|\s–\s|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
ROLE_SEPARATORS = re.compile(
    r"\s*(?:[/,;|\n&+•]|\s-\s|\s–\s|\band\b|\bund\b|\bet\b|\by\b|\boraz\b|\bve\b)\s*", re.IGNORECASE
)
ARROW = re.compile(r"\s*(?:->|=>|-->|→|➔|➜|⇒|»|>)\s*")
NUMBER = re.compile(r"^\(?\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*(%)?\s*\)?$")
NUMBER_AND_WORD = re.compile(r"^\(?(\d{1,3})\)?\s*(?:[-–—=:.)]\s*|\s)\(?([^\d()]+)\)?$")
WORD_AND_NUMBER = re.compile(r"^([^\d()]+?)\s*[-–—=:(]*\s*\(?(\d{1,3})\)?$")
OF_SCALE = re.compile(r"^(\d{1,3})\s*(?:/|of|von|out of|sur|de|su|van|z|из)\s*(\d{1,3})$", re.IGNORECASE)
STARS = re.compile(r"^(?:[★⭐*●■]\ufe0f?\s*)+[☆○□\s]*$")
SCALE = re.compile(
    r"(?<![\d.])([01])\s*(?:-|–|—|to|bis|à|al?|do|until|\.\.+|…|,\s*2\s*,.*?)\s*(\d{1,3})(?!\d)", re.IGNORECASE
)
SCALE_WORDS = re.compile(r"(\d{1,3})\s*(?:=|:|-|–|\()\s*([^\W\d_]+(?:\s+[^\W\d_]+)?)")


def table(lines):
    """{folded wording: meaning} from {meaning: "this | that"}; the first to claim a wording keeps it."""
    found = {}
    for meaning, wordings in lines.items():
        for wording in wordings.split(" | ") if isinstance(wordings, str) else wordings:
            wording = " ".join(wording.strip(" |\n").split())
            if wording:
                found.setdefault(key_of(wording), meaning)
    return found


def parted(wordings):
    return [each.strip() for each in re.split(r"\s\|\s", " ".join(wordings.split())) if each.strip()]


@cache
def levels():
    return table({step: parted(text) for step, text in {**words.LEVELS, **words.BETWEEN}.items()})


@cache
def engagements():
    return table({each: parted(text) for each, text in words.ENGAGEMENTS.items()})


@cache
def sides():
    return table({each: parted(text) for each, text in words.SIDES.items()})


@cache
def kinds():
    return table({each: parted(text) for each, text in words.KINDS.items()})


@cache
def role_words():
    return table({each: parted(text) for each, text in words.ROLES.items()})


@cache
def role_dress():
    return frozenset(fold(words.ROLE_DRESS.replace("_", " ")).split())


@cache
def raci_words():
    return table({each: parted(text) for each, text in words.RACI.items()})


BLANKS = frozenset(each.casefold() for each in parted(words.BLANK)) | {""}
MARKS = frozenset(each.casefold() for each in parted(words.MARKS))
NO_MARKS = frozenset(each.casefold() for each in parted(words.NO_MARKS))


def is_blank(text):
    """Blank, or a way of writing that there is nothing: "-", "n/a", "TBD"."""
    if len(text) > LONGEST_BLANK:
        return text.isspace()
    text = text.strip()
    return not text or text.casefold() in BLANKS or " ".join(text.split()).strip("()[]").casefold() in BLANKS


def bare(text):
    """Without stars, bullets and brackets around it."""
    return " ".join(text.replace("\ufe0f", "").split()).strip(" *•·–—:.!\"'“”„()[]")


BETWEEN = {2.5: 2, 3.5: 4}


@dataclass(frozen=True)
class Scale:
    """From which number to which a column counts, and how its words for amounts are spread."""

    low: int = 1
    high: int = 5
    is_upside_down: bool = False
    has_five_words: bool = False

    def step(self, number):
        """1 to 5 for a number of the scale, None for one outside of it."""
        if not self.low <= number <= self.high:
            return None
        share = (number - self.low) / (self.high - self.low)
        share = 1 - share if self.is_upside_down else share
        return int(1 + 4 * share + 0.5)

    def spread(self, step):
        """High, medium and low are 5, 3 and 1 unless somebody is "very high" in the same column."""
        return BETWEEN.get(step) or (step if self.has_five_words else {2: 1, 4: 5}.get(step, step))


def scale_of(header, cells):
    """The scale a column counts in: its header says so, or else the largest number in it does."""
    said = [(int(low), int(high)) for low, high in SCALE.findall(header)]
    said = [(low, high) for low, high in said if high in {2, 3, 4, 5, 6, 7, 9, 10, 100}]
    numbers = [number for number in map(number_in, (cell for cell in cells if "%" not in cell)) if number is not None]
    over = [int(found[2]) for found in (OF_SCALE.match(cell.strip()) for cell in cells) if found]
    if said:
        low, high = said[0]
    elif over:
        low, high = 1, max(over)
    else:
        largest = max(numbers, default=0)
        low, high = 1, 5 if largest <= 5 else 10 if largest <= 10 else 100
    if high == 100 or (0 in numbers and not said):
        low = 0
    keyed = {int(number): level_word(word) for number, word in SCALE_WORDS.findall(header)}
    keyed = {number: step for number, step in keyed.items() if step}
    if len(keyed) >= 2 and not said:
        low, high = min(keyed), max(keyed)
    is_upside_down = len(keyed) >= 2 and keyed[min(keyed)] > keyed[max(keyed)]
    texts = [*cells, explanation(header)]
    return Scale(low, high, is_upside_down, any(has_extreme(text) for text in texts))


@lru_cache(maxsize=20_000)
def has_extreme(text):
    pieces = [text, *SEPARATORS.split(text)] if len(text) <= 200 else []
    return any(level_word(piece) in {1, 5} for piece in pieces)


@lru_cache(maxsize=20_000)
def number_in(text):
    """The number a cell holds: "4", "4/5", "80 %", "4 - high", "★★★"; None for anything else."""
    text = bare_number(text)
    found = NUMBER.match(text) or OF_SCALE.match(text) or NUMBER_AND_WORD.match(text)
    if found:
        return float(found[1].replace(",", "."))
    found = WORD_AND_NUMBER.match(text)
    if found and level_word(found[1]):
        return float(found[2])
    if (STARS.match(text) and len(text) > 1) or text in {"★", "⭐", "●", "■"}:
        return float(sum(each in "★⭐*●■" for each in text))
    return None


def bare_number(text):
    return " ".join(text.split())


@lru_cache(maxsize=20_000)
def level_word(text):
    """1 to 5 for a word that says how much, before it is spread over the scale."""
    key = key_of(bare(text))
    found = levels().get(key)
    if found is None and " " in key:
        # "High influence", "hoher Einfluss", "high level", "interesse alto"
        rest = [word for word in key.split() if word not in AMOUNT_OF]
        found = levels().get(" ".join(rest)) if rest else None
        first, _, other = key.partition(" ")
        if found is None and first in VERY and levels().get(other) in {2, 4}:
            found = 5 if levels()[other] == 4 else 1  # "bardzo duża", "очень сильное"
    return found


VERY = frozenset(
    fold("very sehr très muy molto muito zeer bardzo velmi очень дуже çok mycket meget svært foarte nagyon").split()
)


AMOUNT_OF = frozenset(
    fold(
        "level influence power interest impact importance einfluss macht interesse influencia poder interés influence "
        "pouvoir intérêt influenza potere влияние интерес wpływ vliv zájem zainteresowanie etki ilgi invloed belang "
        "priority priorität support engagement degree of grad niveau nivel poziom úroveň"
    ).split()
)


def level(text, scale):
    """1 to 5, or None: "High", "h", "4", "4/5", "4 - High", "High (4)", "80 %"."""
    text = bare_number(text)
    word = level_word(text)
    if word:
        return scale.spread(word)
    for pattern, at in ((NUMBER_AND_WORD, 2), (WORD_AND_NUMBER, 1)):
        found = pattern.match(text)
        word = level_word(found[at]) if found else None
        if word:
            return scale.spread(word)
    if found := NUMBER.match(text):
        number = float(found[1].replace(",", "."))
        if found[2]:
            return Scale(0, 100).step(number)
        if 0 < number <= 1 and number != 1 and scale.high == 5:
            return None
        return scale.step(number)
    if found := OF_SCALE.match(text):
        return Scale(1, int(found[2])).step(int(found[1])) if int(found[2]) > 1 else None
    number = number_in(text)
    return scale.step(number) if number is not None else None


@lru_cache(maxsize=20_000)
def engagement_word(text):
    """unaware, resistant, neutral, supportive, leading or None."""
    text = bare(text)
    key = key_of(text)
    found = engagements().get(key)
    if found is None and " " in key:
        first, _, rest = key.partition(" ")
        last = key.rpartition(" ")
        if first in STRENGTHS:
            found = engagements().get(rest)
        elif last[2] in STRENGTHS or last[2] in {"stakeholder", "position", "attitude"}:
            found = engagements().get(last[0])
    if found is None and (
        parts := re.match(r"^([a-z])\s*[-–:=(]\s*(.+?)\)?$|^(.+?)\s*[-–:=(]\s*([a-z0-9])\)?$", text, re.I)
    ):
        found = engagements().get(key_of(parts[2] or parts[3]))
    if found is None and (parts := re.match(r"^\d\s*[-–:=.)]\s*(.+)$", text)):
        found = engagements().get(key_of(parts[1]))
    return found


STRENGTHS = frozenset(
    fold(
        "very strongly strong highly somewhat slightly rather mostly moderately fully actively mildly quite eher sehr "
        "stark leicht voll plutôt très fortement muy algo molto abbastanza muito pouco zeer "
        "bardzo raczej velmi spíše очень "
        "скорее çok biraz mycket meget foarte"
    ).split()
)


@lru_cache(maxsize=20_000)
def side_word(text):
    key = key_of(bare(text))
    found = sides().get(key)
    if found is None:
        for word in key.split():
            side = sides().get(word) if len(word) > 3 else None
            if side and found and side != found:
                return None  # "internal and external"
            found = side or found
    return found


@lru_cache(maxsize=20_000)
def kind_word(text):
    return kinds().get(key_of(bare(text)))


@lru_cache(maxsize=20_000)
def role_word(text):
    """The shipped role a wording stands for, or None."""
    key = key_of(bare(text))
    found = role_words().get(key)
    if found is None and " " in key and len(key) <= LONGEST_WORDING:
        rest = [word for word in key.split() if word not in role_dress()]
        if rest and len(rest) < len(key.split()):
            found = role_words().get(" ".join(rest))
    if found is None and key.startswith("accountable "):
        found = role_words().get(key.removeprefix("accountable "))
    return found


def role_parts(text):
    """A cell's roles: "Sponsor, key user" are two; a wording that is one role as a whole stays whole."""
    if role_word(text):
        return (text.strip(),)
    text = re.sub(r"\s*\([^)]*\)", "", text) if role_word(re.sub(r"\s*\([^)]*\)", "", text)) else text
    return tuple(part for part in (bare(part) for part in ROLE_SEPARATORS.split(text)) if part and not is_blank(part))


@lru_cache(maxsize=20_000)
def raci_letters(text):
    """ "R", "A, C", "R/A", "Responsible, informed" -> the letters in the order of RACI; "" for anything else."""
    text = bare(text)
    if re.fullmatch(r"[RASCIrasci]{2,4}", text):
        parts = list(text)
    else:
        parts = [part for part in re.split(r"[\s/,;|+&\n-]+", text) if part]
    found = [raci_words().get(key_of(part)) for part in parts]
    if not found or None in found or "D" in found:
        return ""
    return ", ".join(letter for letter in "RASCI" if letter in found)


def is_mark(text):
    """Whether a cell is ticked: "x", "✓", "yes", "1"."""
    return text.strip().casefold() in MARKS


def is_no_mark(text):
    return is_blank(text) or text.strip().casefold() in NO_MARKS
