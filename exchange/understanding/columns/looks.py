"""What the cells of a column look like."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..contacts import contact_of, is_email, is_phone
from ..guessing import filled, is_placeholder
from ..people import is_job, is_person, kind_of
from ..values import (
    LONGEST_WORDING,
    SEPARATORS,
    Scale,
    engagement_word,
    is_blank,
    is_mark,
    is_no_mark,
    kind_word,
    level,
    level_word,
    number_in,
    raci_letters,
    role_parts,
    role_word,
    side_word,
)
from ..vocabulary.values import SIGNS
from ..words import key_of

SAMPLE = 300
CELLS_LOOKED_AT = 60_000
LONGEST_LOOKED_AT = 400  # characters of a cell
ANY_SCALE = Scale(0, 100)
DAY = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[T ][\d:.]+)?$")


@dataclass
class Cells:
    """The cells of one column that say something, some hundred at most, and what they look like."""

    texts: list

    def share(self, test):
        return sum(map(bool, map(test, self.texts))) / len(self.texts) if self.texts else 0.0

    @cached_property
    def emails(self):
        return self.share(is_email)

    @cached_property
    def phones(self):
        return self.share(is_phone)

    @cached_property
    def contacts(self):
        return self.share(lambda text: contact_of(text).emails or contact_of(text).phones)

    @cached_property
    def levels(self):
        return self.share(lambda text: any(level(part, ANY_SCALE) for part in [text, *SEPARATORS.split(text)][:4]))

    @cached_property
    def level_words(self):
        return self.share(level_word)

    @cached_property
    def stances(self):
        return self.share(
            lambda text: any(engagement_word(part) for part in [text, *SEPARATORS.split(text)][:4] if not_level(part))
        )

    @cached_property
    def sides(self):
        return self.share(lambda text: len(text) <= LONGEST_WORDING and side_word(text))

    @cached_property
    def kinds(self):
        return self.share(kind_word)

    @cached_property
    def roles(self):
        return self.share(
            lambda text: len(text) <= LONGEST_WORDING and any(role_word(part) for part in role_parts(text))
        )

    @cached_property
    def jobs(self):
        return self.share(lambda text: len(text) <= LONGEST_WORDING and is_job(text))

    @cached_property
    def people(self):
        return self.share(is_person)

    @cached_property
    def groups(self):
        return self.share(lambda text: len(text) <= LONGEST_WORDING and kind_of(text) == "group")

    @cached_property
    def raci(self):
        return self.share(raci_letters)

    @cached_property
    def marks(self):
        return self.share(lambda text: is_mark(text) or is_no_mark(text))

    @cached_property
    def signs(self):
        """Signs for and against; 0 where all are one way, as in +, ++, +++."""
        said = "".join(self.texts)
        goes_both_ways = "+" in said and any(minus in said for minus in "-−–")
        return self.share(lambda text: text.strip() in SIGNS) if goes_both_ways else 0.0

    @cached_property
    def days(self):
        return self.share(DAY.match)

    @cached_property
    def words(self):
        return sum(len(text.split()) for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def is_counted(self):
        """Whether the cells number the rows: 1, 2, 3, ... or S-01, S-02, ..."""
        numbers = [number for number in map(number_in, self.texts) if number is not None]
        rising = all(one < other for one, other in pairwise(numbers))
        return len(numbers) == len(self.texts) and len(numbers) >= 3 and rising and numbers[0] <= 1

    @cached_property
    def is_form_of_address(self):
        return (
            self.share(
                lambda text: (
                    key_of(text)
                    in {
                        "mr",
                        "mrs",
                        "ms",
                        "miss",
                        "mx",
                        "dr",
                        "prof",
                        "herr",
                        "frau",
                        "m",
                        "mme",
                        "sr",
                        "sra",
                        "prof dr",
                    }
                )
            )
            >= 0.6
        )

    @property
    def is_worded(self):
        return any(any(map(str.isalpha, text)) for text in self.texts)

    @property
    def is_empty(self):
        return not self.texts

    def said(self, share, what):
        return f"{round(share * len(self.texts))} of {len(self.texts)} cells are {what}"


def not_level(part):
    return level_word(part) != 3 or key_of(part) in {"neutral", "n"}


def sample(rows, index):
    """Cells of a column that say something, from rows that hold more than one cell."""
    found = [
        row[index].strip()[:LONGEST_LOOKED_AT]
        for row in rows
        if index < len(row) and not is_blank(row[index]) and not is_placeholder(row[index])
    ]
    if len(found) > SAMPLE:
        step = len(found) / SAMPLE
        found = [found[int(at * step)] for at in range(SAMPLE)]
    return Cells(found)


def some_of(rows):
    """Rows spread over a long table, fewer of a wide one: enough to judge columns by."""
    width = max(map(len, rows[:: max(1, len(rows) // 50)]), default=1)
    return rows[:: max(1, len(rows) // min(2000, max(SAMPLE, CELLS_LOOKED_AT // max(1, width))))]


def rows_of_data(rows):
    """Rows to judge columns by: those with more than one filled cell, or all if none has."""
    width = max((len(filled(row)) for row in rows), default=0)
    wanted = 1 if width <= 2 else 2
    return [row for row in rows if len(filled(row)) >= wanted]
