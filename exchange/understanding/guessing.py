"""Single cells as headers: what they may name, and how much they look like one."""

import re
from functools import lru_cache

from exchange.fields import Field

from .contacts import is_email, is_phone
from .ideas import fields_of, heard
from .values import engagement_word, level_word, raci_letters
from .vocabulary import people as words
from .words import explanation, without_explanation

# What a header that lists stances is more likely about than these.
OUTSPOKEN = {Field.NOTES, Field.NAME, Field.PRIORITY, Field.INFLUENCE, Field.EXPECTATIONS}
LONGEST_HEADER = 400
LONGEST_PLACEHOLDER = 200
MOST_WORDS = 14
PLACEHOLDER = re.compile(rf"^(?:{''.join(words.PLACEHOLDER.split(chr(10)))})$".replace("    ", ""), re.IGNORECASE)


@lru_cache(maxsize=20_000)
def is_placeholder(text):
    """Whether a cell is a template's and says what to write there: "<Name>", "[Enter role]", "e.g. John"."""
    return len(text) <= LONGEST_PLACEHOLDER and bool(PLACEHOLDER.match(" ".join(text.split())))


@lru_cache(maxsize=20_000)
def guesses(header):
    """((field, sure, why), ...) by the words of a header, explanations in it included."""
    header = header.strip()
    if not header or len(header) > LONGEST_HEADER:
        return ()
    main = without_explanation(header)
    found = fields_of(main) if len(main.split()) <= MOST_WORDS else ()
    first_line = header.split("\n")[0].strip()
    if "\n" in header and first_line:
        alone = fields_of(without_explanation(first_line))
        if alone and (not found or alone[0][1] > found[0][1]):
            found = alone
    for sign in (":", " - ", " – "):
        if sign in main and (not found or found[0][1] < 0.7):
            before = fields_of(main.split(sign)[0])
            if before and (not found or before[0][1] > found[0][1]):
                found = before
    if not found and explanation(header):
        found = tuple((field, sure * 0.7, word) for field, sure, word in fields_of(explanation(header)))
    if "raci" in heard(explanation(header)).ideas and "raci" not in heard(main).ideas:
        found = ((Field.RACI, 0.9, "RACI"), *found)
    if found and found[0][0] == Field.ENGAGEMENT_NOW and "wanted" in heard(explanation(header)).ideas:
        found = ((Field.ENGAGEMENT_WANTED, found[0][1], found[0][2]), *found)  # "Attitude (target)"
    pieces = re.split(r"\s*/\s*|\s+or\s+|\s+oder\s+|\s+ou\s+", main)
    if len(pieces) > 1 and found and found[0][0] not in {Field.NAME, Field.PERSON_OR_GROUP}:
        before = fields_of(pieces[0])
        if before and before[0][0] == Field.NAME and before[0][1] >= 0.9:  # "Name / Organisation"
            found = ((Field.NAME, 0.8, before[0][2]), *found)
    if found and found[0][0] == Field.NAME and len(main.split()) > 4 and heard(main).known < 1:
        found = ((Field.NOTES, 0.4, found[0][2]),)  # "How could the stakeholder block the project?"
    said = stances_in(header)
    is_amount = bool(found) and found[0][0] == Field.INFLUENCE and levels_in(header) >= 2
    if len(said) >= 2 and not is_amount and (not found or found[0][0] in OUTSPOKEN):
        return ((Field.ENGAGEMENT_NOW, 0.85, " / ".join(said[:3])), *found)
    return found


def pieces_of(text):
    return [
        piece
        for piece in re.split(r"[/,;|\n()\[\]]+|\bor\b|\boder\b|\bou\b|\bo\b|\bund\b|\bvs\.?\b|\be\.?t\.?c\b\.?", text)
        if piece.strip()
    ]


@lru_cache(maxsize=20_000)
def stances_in(header):
    """The stances that a header lists: "Supporter/Neutral/Resistor", "Impact (Positive, Negative)"."""
    return tuple(
        piece.strip()
        for piece in pieces_of(header)
        if len(piece.strip()) > 2 and engagement_word(piece) and level_word(piece) not in {1, 4}
    )


def levels_in(header):
    return sum(level_word(piece) is not None for piece in pieces_of(header))


@lru_cache(maxsize=20_000)
def is_value(text):
    """Whether a cell holds what no header does: an address, a number, a day, a web page."""
    text = text.strip()
    return bool(
        is_email(text) or is_phone(text) or re.fullmatch(r"[\d\s.,:/%-]+", text) or text.startswith(("http", "www."))
    )


@lru_cache(maxsize=20_000)
def worth(text):
    """How much a cell looks like a header: below 0 for a value, 0 for any other text."""
    text = text.strip()
    if not text:
        return 0
    if is_value(text) or is_placeholder(text):
        return -1
    if len(text) > LONGEST_HEADER:
        return -0.5
    found = guesses(text)
    if found:
        known = heard(without_explanation(text)).known
        sure = found[0][1] * (1 if known >= 0.6 else 0.6)
        return sure * (0.3 if text.endswith(":") else 1)
    if engagement_word(text) and len(text) > 1:
        return 0.4
    if raci_letters(text) and len(text) == 1:
        return 0.4
    return -0.1 if len(text.split()) > MOST_WORDS else 0


def filled(row):
    return [at for at, text in enumerate(row) if text and not text.isspace()]
