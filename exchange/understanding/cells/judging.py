"""How much, and for or against: levels and attitudes, two facts in one cell included."""

import re

from exchange.fields import Field

from .. import values
from ..ideas import heard
from ..words import key_of
from .base import NOTHING, SENTENCE, Reader, Said

CURRENT, DESIRED = (
    frozenset({"c", "current", "i", "ist", "a", "actual", "now"}),
    frozenset({"d", "desired", "s", "soll", "target", "t", "wanted", "w"}),
)


class LevelReader(Reader):
    """How much, 1 to 5; with an attitude beside it where the cell holds two facts."""

    is_short = True

    def __init__(self, column, what, **options):
        self.what, self.fills = what, (what,)
        super().__init__(column, **options)

    def prepare(self):
        self.scale = values.scale_of(self.column.header, self.cells)
        key = key_of(self.column.header)
        self.is_both = (
            bool(re.search(r"interes|intér|ilgi|интерес|zainter|zajem|belang", key)) and self.what == "influence"
        )

    def of(self, text):
        if self.column.mark:
            return (
                Said({self.what: int(self.column.mark)})
                if values.is_mark(text) and not values.is_no_mark(text)
                else NOTHING
            )
        found = values.level(text, self.scale)
        if found:
            return Said({self.what: found})
        parts = [part for part in values.SEPARATORS.split(text) if part.strip()]
        steps = [values.level(part, self.scale) for part in parts]
        stances = [values.engagement_word(part) for part, step in zip(parts, steps, strict=True) if not step]
        known = [step for step in steps if step]
        if len(parts) > 1 and known and len(known) <= 2 and all(stances) and len(stances) <= 1:
            if len(known) == 2 and not self.is_both:
                if stances:
                    return self.noted(text)
                return Said({self.what: int(sum(known) / 2 + 0.5)})  # "medium/high", "3-4"
            facts = {self.what: known[0], **({"interest": known[1]} if len(known) == 2 else {})}
            return Said(facts, {"engagement_now": stances[0]} if stances else None)
        if len(parts) > 1 and len(known) == 1 and steps[0]:
            return Said({self.what: known[0]}, None, (self.note(text),))  # "High - until June only"
        stance = values.engagement_word(text)
        if stance and len(text.strip()) > 1:
            return Said(None, {"engagement_now": stance})
        begun = re.match(r"^\s*([^\W\d_]+|\d{1,3})\s*[,.;:(–—-]", text)
        if begun and values.level(begun[1], self.scale):
            return Said({self.what: values.level(begun[1], self.scale)}, None, (self.note(text),))
        if len(text.split()) >= SENTENCE:
            return self.noted(text)
        return self.asked(text, self.what, to_step)


def to_step(answer):
    return int(answer)


class EngagementReader(Reader):
    """For or against, now or as wanted; both of them, or how much influence, where the cell says so."""

    is_short = True

    def prepare(self):
        self.what = "engagement_wanted" if self.field == Field.ENGAGEMENT_WANTED else "engagement_now"
        self.fills = (self.what,)
        cells = {cell.strip().casefold() for cell in self.cells}
        self.has_signs = bool({"+", "++"} & cells)
        self.has_amounts = (
            bool({"h", "m"} & cells)
            or sum(values.level_word(cell) in {1, 2, 4, 5} for cell in cells if len(cell) > 1) >= 2
        )
        self.numbers = {}
        for number, word in values.SCALE_WORDS.findall(self.column.header):
            if values.engagement_word(word):
                self.numbers[number] = values.engagement_word(word)
        if any(re.fullmatch(r"[-−]\d", cell) for cell in cells):
            self.numbers |= {"-2": "resistant", "-1": "resistant", "0": "neutral", "1": "supportive", "2": "leading"}
        self.scale = values.scale_of("", self.cells)
        self.is_support = (
            "attitude" in heard(self.column.header).ideas or values.engagement_word(self.header) is not None
        )
        self.tells_influence = "influence" in heard(self.header).ideas or any(
            "/" in cell
            and any(map(values.engagement_word, cell.split("/")))
            and any(map(values.level_word, cell.split("/")))
            for cell in cells
        )
        self.has_circles = {"x", "o"} <= cells

    def read(self, text):
        if self.has_signs and text.strip() in values.words.SIGNS:
            return Said({self.what: values.words.SIGNS[text.strip()]})
        if text.strip().replace("−", "-") in self.numbers:
            return Said({self.what: self.numbers[text.strip().replace("−", "-")]})
        return super().read(text)

    def of(self, text):
        if self.column.mark:
            return self.marked(text)
        stance = self.stance(text)
        if stance:
            return Said({self.what: stance})
        ways = [part for part in values.ARROW.split(text) if part.strip()]
        if len(ways) == 2 and all(self.stance(part) for part in ways):
            return Said({"engagement_now": self.stance(ways[0])}, {"engagement_wanted": self.stance(ways[1])})
        parts = [part for part in values.SEPARATORS.split(text) if part.strip()]
        stances = [self.stance(part) for part in parts]
        steps = [values.level(part, self.scale) for part, stance in zip(parts, stances, strict=True) if not stance]
        if len(parts) == 2 and all(stances):
            if re.search(r"desired|target|wanted|soll|souhait|desead|desej", self.column.header, re.IGNORECASE):
                return Said({"engagement_now": stances[0]}, {"engagement_wanted": stances[1]})
            if stances[0] == stances[1]:
                return Said({self.what: stances[0]})
            return self.asked(text, self.what)
        known = [stance for stance in stances if stance]
        if len(known) == 1 and len(steps) == 1 and steps[0]:
            return Said({self.what: known[0]}, {"influence": steps[0]})
        if known and stances[0] and len(parts) > 1:
            return Said({self.what: stances[0]}, None, (self.note(text),))  # "Supportive - wants it soon"
        if self.tells_influence and values.level(text, self.scale):
            return Said(None, {"influence": values.level(text, self.scale)})
        begun = re.match(r"^\s*([^\W\d_]+)\s*[,.;:(–—-]", text)
        if begun and len(begun[1]) > 1 and self.stance(begun[1]):
            return Said({self.what: self.stance(begun[1])}, None, (self.note(text),))
        if len(text.split()) >= SENTENCE:
            return self.noted(text)
        return self.asked(text, self.what)

    def stance(self, text):
        step = values.level_word(text)
        if step and self.has_amounts and (values.engagement_word(text) is None or len(text.strip()) == 1):
            return values.words.SUPPORT[int(step)] if self.is_support else None
        return values.engagement_word(text)

    def marked(self, text):
        letters = {key_of(part) for part in re.split(r"[\s/,;+&]+", text) if part.strip()}
        if text.strip().casefold() in {"cd", "dc", "c&d"}:
            letters = {"c", "d"}
        facts = {}
        if letters & DESIRED or (self.has_circles and "o" in letters):
            facts["engagement_wanted"] = self.column.mark
        if letters & CURRENT or (not facts and values.is_mark(text) and not values.is_no_mark(text)):
            facts[self.what if not letters & CURRENT else "engagement_now"] = self.column.mark
        if values.engagement_word(text) == self.column.mark:
            facts = {self.what: self.column.mark}
        if facts:
            return Said(facts)
        return NOTHING if values.is_no_mark(text) else self.noted(text)
