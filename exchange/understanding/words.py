"""Words as they are compared, whatever their case, accents, punctuation or manner of writing names in programs."""

import re
from functools import lru_cache

from registry.search import fold

INNER_CAPITAL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ][a-zß-ÿ])|(?<=[a-z]{2})(?=[A-Z]{2,}\b)")
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|[(\[{][^()\[\]{}]*$")
INFLECTED = re.compile(r"(?<=\w)(?:\(\w{1,4}\)|[*:_]innen\b)")  # "Name(s)", "Nutzer*innen"


@lru_cache(maxsize=20_000)
def key_of(text):
    """'Level of Influence' and 'level_of_influence' are one; signs that hold no letter or digit stay as they are."""
    return fold(text) or text.strip().casefold()


@lru_cache(maxsize=20_000)
def words_of(text):
    """The folded words of a header: 'PowerScore (1-5)' -> ('power', 'score', '1', '5')."""
    return tuple(fold(INNER_CAPITAL.sub(" ", text)).split())


def without_explanation(text):
    """'Level of Influence (High, Medium, Low)' -> 'Level of Influence'; what is only an explanation stays."""
    bare = BRACKETED.sub(" ", BRACKETED.sub(" ", INFLECTED.sub("", text)))
    return " ".join(bare.split()).strip(" :-–—*") or " ".join(text.split())


def explanation(text):
    """What stands in brackets or on the lines below the first."""
    return " ".join([*BRACKETED.findall(text), *text.split("\n")[1:]])
