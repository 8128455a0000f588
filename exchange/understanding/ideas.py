"""From the words of a header to what it is about, in any of the languages, and from that to fields.

A header is about one or more ideas ("level of influence": level, influence). Rules say which field each set of ideas
is; they know no language.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from exchange.fields import Field
from registry.search import fold

from .vocabulary.headers import IDEAS, NO_IDEA
from .words import words_of

SPELT_OUT = re.compile(r"([aou])e")
SHORTEST_PART = 4  # letters of a word that may stand within another


class Lookup:
    """Which idea a word begins, ends or holds; the longest that fits wins."""

    def __init__(self, entries):
        """`entries`: (pattern, idea)."""
        self.exact, self.starts, self.parts, self.phrases = {}, {}, [], {}
        for pattern, idea in entries:
            text = fold(pattern.strip("*").replace("_", " "))
            if " " in text:
                words = tuple(text.split())
                self.phrases.setdefault(words[0], []).append((words, idea, pattern.endswith("*")))
            elif pattern.startswith("*") and len(text) >= SHORTEST_PART:
                self.parts.append((text, idea))
            elif pattern.endswith("*"):
                self.starts.setdefault(text, idea)
            elif text:
                self.exact.setdefault(text, idea)
        for phrases in self.phrases.values():
            phrases.sort(key=lambda entry: -len(entry[0]))
        self.parts.sort(key=lambda entry: -len(entry[0]))
        self.longest = max(map(len, self.starts), default=0)

    def phrase_at(self, words, start):
        """(ideas' name, number of words) of the longest phrase that begins there."""
        for phrase, idea, is_open in self.phrases.get(words[start], ()):
            found = words[start : start + len(phrase)]
            if found == phrase or (is_open and found[:-1] == phrase[:-1] and found[-1:][0].startswith(phrase[-1])):
                return idea, len(phrase)
        return None, 0

    def ideas_in(self, word):
        """The ideas of one word: as a whole, by its beginning, by its parts: 'kommunikationsstrategie' has two."""
        if word in self.exact:
            return (self.exact[word],)
        found, taken = [], []
        for size in range(min(len(word), self.longest), 0, -1):
            if word[:size] in self.starts:
                found.append((0, self.starts[word[:size]]))
                taken.append((0, size))
                break
        for part, idea in self.parts:
            at = word.find(part)
            if at >= 0 and all(at + len(part) <= start or at >= end for start, end in taken):
                found.append((at, idea))
                taken.append((at, at + len(part)))
            elif at == 0 and taken and len(part) > taken[0][1]:  # a longer word of another line
                found[0], taken[0] = (0, idea), (0, len(part))
        return tuple(dict.fromkeys(idea for _, idea in sorted(found)))


@cache
def header_words():
    return Lookup([(word, idea) for idea, words in IDEAS.items() for word in words.split()])


@cache
def wordless():
    return frozenset(word for line in NO_IDEA.split() for word in fold(line.replace("_", " ")).split())


@dataclass(frozen=True)
class Heard:
    """What a header is about; `known` is the share of its words that were understood, `word` one that counted."""

    ideas: frozenset
    known: float
    words: dict
    order: tuple


@lru_cache(maxsize=20_000)
def heard(text):
    """What the header `text` is about."""
    words = words_of(text)
    lookup, position, ideas, known, number = header_words(), 0, {}, 0, 0
    while position < len(words):
        idea, taken = lookup.phrase_at(words, position)
        if taken:
            ideas.setdefault(idea, " ".join(words[position : position + taken]))
            known += taken
            number += taken
            position += taken
            continue
        word = words[position]
        position += 1
        found = lookup.ideas_in(word) if len(words) == 1 or len(word) > 1 else ()
        if not found and SPELT_OUT.search(word):  # "beduerfnisse", where there is no key for umlauts
            found = lookup.ideas_in(SPELT_OUT.sub(r"\1", word))
        is_small = word in wordless() and len(words) > 1
        if found and not (
            is_small and (found[0] in {"position", "name"} or (found[0] == "id" and position < len(words)))
        ):
            for each in found:
                ideas.setdefault(each, word)
            known += 1
            number += 1
        elif word not in wordless():
            number += 1
    if "#" in text and "id" not in ideas:
        ideas["id"] = "#"
        known = number = max(number, 1)
    return Heard(frozenset(ideas), known / number if number else 0.0, ideas, tuple(ideas))


F = Field
# (ideas that must all be there, ideas that must not, the field, how sure). The first that fits is the best guess, later
# ones are what else the column may be, should its cells speak for that.
RULES = [
    ("date", "", F.NOTES, 0.8),
    ("email phone", "", F.CONTACT, 0.95),
    ("manager", "strategy project", F.NOTES, 0.75),
    ("form of address", "", F.NOTES, 0.75),
    ("responsible", "role raci", F.NOTES, 0.7),
    ("raci", "", F.RACI, 0.95),
    ("id person", "name", F.NOTES, 0.7),
    ("id place", "name", F.NOTES, 0.75),  # "Address Line 1", "Room no."
    ("id", "phone email communication influence interest name", F.ID, 0.9),
    ("contact communication", "email phone", F.COMMUNICATION, 0.85),
    ("communication expectation", "", F.COMMUNICATION, 0.85),
    ("communication strategy", "email phone", F.COMMUNICATION, 0.85),
    ("information wanted", "", F.COMMUNICATION, 0.8),
    ("information expectation", "", F.COMMUNICATION, 0.85),
    ("how we communication", "", F.COMMUNICATION, 0.85),
    ("how we", "", F.STRATEGY, 0.85),
    ("communication", "phone email", F.COMMUNICATION, 0.85),
    ("communication email", "", F.COMMUNICATION, 0.6),
    ("email", "communication", F.EMAIL, 0.95),
    ("phone", "", F.PHONE, 0.95),
    ("place", "email phone", F.NOTES, 0.75),
    ("phase", "", F.NOTES, 0.75),
    ("engagement strategy", "", F.STRATEGY, 0.95),
    ("attitude strategy", "", F.STRATEGY, 0.8),
    ("wanted engagement", "", F.ENGAGEMENT_WANTED, 0.95),
    ("wanted attitude", "", F.ENGAGEMENT_WANTED, 0.9),
    ("current engagement", "", F.ENGAGEMENT_NOW, 0.95),
    ("current attitude", "", F.ENGAGEMENT_NOW, 0.95),
    ("aim engagement", "", F.ENGAGEMENT_WANTED, 0.9),
    ("aim attitude", "", F.ENGAGEMENT_WANTED, 0.85),
    ("position towards", "", F.ENGAGEMENT_NOW, 0.85),
    ("title towards", "", F.ENGAGEMENT_NOW, 0.85),  # "stanowisko", "Stellung": a job, or a stance
    ("wanted position", "", F.ENGAGEMENT_WANTED, 0.85),
    ("current position", "", F.TITLE, 0.7),
    ("current position", "", F.ENGAGEMENT_NOW, 0.6),
    ("influence interest strategy", "", F.STRATEGY, 0.85),
    ("influence interests strategy", "", F.STRATEGY, 0.85),
    ("attitude expectation", "", F.EXPECTATIONS, 0.6),
    ("attitude expectation", "", F.ENGAGEMENT_WANTED, 0.5),  # "Support needed"
    ("attitude", "expectation", F.ENGAGEMENT_NOW, 0.85),
    ("strategy", "title role", F.STRATEGY, 0.85),
    ("engagement expectation", "", F.ENGAGEMENT_WANTED, 0.7),  # "Expected engagement"
    ("engagement expectation", "", F.EXPECTATIONS, 0.6),
    ("engagement", "", F.ENGAGEMENT_NOW, 0.8),
    ("wanted level", "", F.ENGAGEMENT_WANTED, 0.7),
    ("current level", "", F.ENGAGEMENT_NOW, 0.6),
    ("influence interest", "", F.INFLUENCE, 0.6),
    ("influence type", "", F.NOTES, 0.5),
    ("influence", "expectation", F.INFLUENCE, 0.92),
    ("influence", "", F.INFLUENCE, 0.6),
    ("interests level", "", F.INTEREST, 0.9),
    ("interests", "", F.EXPECTATIONS, 0.8),
    ("interest level", "", F.INTEREST, 0.95),
    ("interest expectation", "", F.EXPECTATIONS, 0.8),
    ("interest expectation", "", F.INTEREST, 0.6),  # "Interest in the outcome", with levels
    ("interest", "", F.INTEREST, 0.85),
    ("interest", "", F.EXPECTATIONS, 0.6),
    ("interests", "", F.INTEREST, 0.6),
    ("impact group", "level", F.NAME, 0.7),
    ("impact person", "level", F.NAME, 0.7),
    ("impact stakeholder group", "", F.NAME, 0.7),
    ("impact level", "", F.NOTES, 0.6),
    ("impact", "", F.NOTES, 0.6),
    ("impact", "", F.INFLUENCE, 0.55),
    ("first", "", F.NAME, 0.9),
    ("last", "", F.NAME, 0.9),
    ("internal external", "", F.INTERNAL_EXTERNAL, 0.95),
    ("person group name", "", F.NAME, 0.9),
    ("person group", "", F.PERSON_OR_GROUP, 0.85),
    ("person group", "", F.NAME, 0.75),
    ("person organisation type", "", F.PERSON_OR_GROUP, 0.8),
    ("aim", "", F.EXPECTATIONS, 0.85),
    ("expectation role", "", F.ROLES, 0.8),
    ("expectation", "", F.EXPECTATIONS, 0.85),
    ("responsibility role", "", F.ROLES, 0.8),
    ("project role", "", F.ROLES, 0.95),
    ("project position", "name", F.ROLES, 0.7),
    ("project function", "name", F.ROLES, 0.8),
    ("title role", "", F.TITLE, 0.7),
    ("title role", "", F.ROLES, 0.66),
    ("organisation role", "name", F.TITLE, 0.75),
    ("department role", "name", F.TITLE, 0.7),
    ("position role", "", F.TITLE, 0.7),
    ("name title", "", F.NAME, 0.8),
    ("name role", "group organisation type", F.NAME, 0.7),
    ("stakeholder role", "", F.ROLES, 0.8),
    ("role type", "", F.ROLES, 0.8),
    ("role", "", F.ROLES, 0.8),
    ("role", "", F.TITLE, 0.7),
    ("stakeholder type", "", F.INTERNAL_EXTERNAL, 0.62),
    ("stakeholder type", "", F.ROLES, 0.6),
    ("person organisation", "type", F.NAME, 0.8),
    ("stakeholder organisation", "", F.ORGANISATION, 0.8),
    ("stakeholder organisation", "", F.NAME, 0.6),
    ("stakeholder name organisation", "", F.NAME, 0.7),
    ("stakeholder department", "", F.ORGANISATION, 0.8),
    ("stakeholder group", "name", F.NAME, 0.75),
    ("stakeholder group", "name", F.ORGANISATION, 0.45),
    ("position organisation", "name", F.TITLE, 0.9),
    ("position department", "name", F.TITLE, 0.7),
    ("title", "name group type", F.TITLE, 0.92),
    ("title", "", F.TITLE, 0.6),
    ("position", "", F.TITLE, 0.85),
    ("position", "", F.ENGAGEMENT_NOW, 0.4),
    ("function department", "", F.ORGANISATION, 0.7),
    ("function organisation", "name", F.TITLE, 0.7),
    ("function", "", F.TITLE, 0.75),
    ("function", "", F.ROLES, 0.5),
    ("function", "", F.ORGANISATION, 0.4),
    ("organisation type", "", F.NOTES, 0.6),
    ("organisation", "", F.ORGANISATION, 0.95),
    ("department", "", F.ORGANISATION, 0.9),
    ("contact person name", "", F.NAME, 0.62),
    ("contact person name", "", F.CONTACT, 0.6),
    ("contact person", "", F.NAME, 0.6),
    ("contact person", "", F.CONTACT, 0.6),
    ("contact name", "", F.NAME, 0.64),
    ("contact", "", F.CONTACT, 0.85),
    ("contact", "", F.NAME, 0.45),
    ("project name", "stakeholder", F.NOTES, 0.5),
    ("stakeholder group type", "", F.NOTES, 0.5),
    ("stakeholder name", "", F.NAME, 0.97),
    ("group name", "", F.ORGANISATION, 0.6),
    ("group name", "", F.NAME, 0.5),
    ("name", "", F.NAME, 0.95),
    ("stakeholder", "", F.NAME, 0.93),
    ("priority", "", F.PRIORITY, 0.9),
    ("person type", "", F.PERSON_OR_GROUP, 0.6),
    ("person", "", F.NAME, 0.8),
    ("internal", "", F.INTERNAL_EXTERNAL, 0.5),
    ("external", "", F.INTERNAL_EXTERNAL, 0.5),
    ("type", "", F.INTERNAL_EXTERNAL, 0.55),
    ("type", "", F.ROLES, 0.5),
    ("type", "", F.PERSON_OR_GROUP, 0.45),
    ("group", "", F.ORGANISATION, 0.6),
    ("group", "", F.ROLES, 0.5),
    ("group", "", F.INTERNAL_EXTERNAL, 0.5),
    ("responsibility", "", F.ROLES, 0.55),
    ("responsibility", "", F.NOTES, 0.55),
    ("project", "", F.NOTES, 0.5),
    ("notes", "", F.NOTES, 0.9),
    ("other", "", F.NOTES, 0.7),
    ("wanted", "", F.ENGAGEMENT_WANTED, 0.5),
    ("current", "", F.ENGAGEMENT_NOW, 0.5),
    ("information", "", F.COMMUNICATION, 0.4),
    ("level", "", F.NOTES, 0.4),
]
LEAST_KNOWN = 0.5  # how much the unknown words of a header take from its sureness
NAMED = {"form of address": "form_of_address", "how we": "how_we", "contact person": "contact_person"}


def idea_set(words):
    for spoken, name in NAMED.items():
        words = words.replace(spoken, name)
    return frozenset(words.split())


READY = [(idea_set(have), idea_set(lack), field, sure) for have, lack, field, sure in RULES]


@lru_cache(maxsize=20_000)
def fields_of(text):
    """((field, sure, the word), ...) for a header: the first rule that fits, and what else its ideas may be."""
    about = heard(text)
    ideas = {NAMED.get(idea, idea): idea for idea in about.ideas}
    share = LEAST_KNOWN + (1 - LEAST_KNOWN) * about.known
    found, ruling = {}, None
    for have, lack, field, sure in READY:
        if have <= ideas.keys() and not lack & ideas.keys() and ruling in (None, have) and field not in found:
            ruling = have
            found[field] = (field, round(sure * share, 3), " ".join(about.words[ideas[idea]] for idea in sorted(have)))
    return tuple(found.values())
