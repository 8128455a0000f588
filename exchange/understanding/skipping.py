"""Rows that are none of the table's: headings between its parts, its header again, templates, footers, legends."""

import re

from exchange.fields import Field

from .guessing import filled, guesses, is_placeholder, is_value, worth
from .people import is_person
from .values import engagement_word, is_blank, level_word, raci_letters, role_word, side_word
from .vocabulary import people as words
from .words import key_of, without_explanation


def pattern(text, *, whole):
    joined = "".join(line.strip() for line in text.strip().splitlines())
    return re.compile(f"(?:{joined})$" if whole else f"(?:{joined})", re.IGNORECASE)


FOOTER = pattern(words.FOOTER, whole=False)
LEGEND = pattern(words.LEGEND_HEADING, whole=True)
SECTION = pattern(words.SECTION, whole=True)
KEYED = re.compile(r"^\(?(\S{1,3}|[^\W\d_]+(?: [^\W\d_]+)?)\)?\s*(?:=|:|–|-|->|→)\s*\S")
WORDS_OF_AN_EXPLANATION = 12
FEWEST_OF_A_SENTENCE = 6
WORDS_OF_A_NAME = 4
SILENT = {None, Field.ID, Field.IGNORE}
BLANK, AGAIN, TEMPLATE = "a blank row", "the header again", "a template’s row: it says what to write there"
FOOT, LEGENDS, HEADING = "a footer", "a legend", "a heading between rows"
EXPLAINS, OUTSIDE, NUMBERED, ANOTHER = (
    "an explanation", "nothing in the columns that are read", "nothing but a number", "part of another table",
)  # fmt: skip


class Skipping:
    """Says of row after row why it is left out, if it is; remembers whether a legend or another table has begun."""

    def __init__(self, understanding, sheet):
        self.fields = {column.index: column.field for column in understanding.columns}
        self.headers = {column.index: key_of(column.header) for column in understanding.columns if column.header}
        self.lower = {at: header.rpartition(" ")[2] for at, header in self.headers.items()}
        self.names = {at for at, field in self.fields.items() if field == Field.NAME}
        self.read = {at for at, field in self.fields.items() if field not in SILENT}
        self.wide = {
            (row, merge.left): merge.right - merge.left + 1
            for merge in sheet.merges
            for row in range(merge.top, min(merge.bottom, merge.top + 50) + 1)
        }
        numbered = [at for at, field in self.fields.items() if field == Field.ID]
        some = [row for row in sheet.rows[understanding.first_row - 1 :][:50] if len(filled(row)) > 3]
        digits = {at: [any(map(str.isdigit, row[at])) for row in some if at < len(row) and row[at]] for at in numbered}
        self.ids = {at for at, found in digits.items() if found and all(found)}
        self.last_full = max(
            (at for at, row in enumerate(sheet.rows) if at >= understanding.first_row - 1 and len(filled(row)) > 2),
            default=0,
        )
        self.is_past_data = self.is_legend = self.is_another = self.was_blank = self.is_after = False

    def why(self, number, row):
        """Why row `number` (from 0) is left out, "" for a row of data."""
        cells = filled(row)
        if not cells:
            self.was_blank = True
            self.is_after = number > self.last_full
            return BLANK
        found = self.why_filled(number, row, cells)
        self.was_blank = False
        if not found:
            self.is_past_data, self.is_legend = True, False
        return found

    def why_blank(self, number, row):
        """The same for a table that we gave out: every row in it that says anything is one of data."""
        return "" if filled(row) else BLANK

    def why_filled(self, number, row, cells):
        if len(cells) > 3 and not self.is_another and not row[cells[0]].endswith(":"):
            # What most rows are, asked first: a name and more.
            name = next((row[at] for at in self.names if at < len(row)), "")
            if name and not is_placeholder(name) and key_of(name) not in self.headers.values() and not is_blank(name):
                return self.why_after_gap(row, cells)
        said = [at for at in cells if not is_blank(row[at])]
        if not said:
            return BLANK
        if self.is_header_again(row, cells):
            self.is_another = False
            return AGAIN
        if found := self.why_after_gap(row, cells):
            return found
        told = [at for at in said if at in self.read]
        if not told:
            return self.why_outside(number, row, said)
        if all(is_placeholder(row[at]) for at in told) or any(
            is_placeholder(row[at]) for at in told if at in self.names
        ):
            return TEMPLATE
        if len(said) <= 3 or row[said[0]].rstrip().endswith(":"):
            return self.why_few(number, row, said)
        return ""

    def why_after_gap(self, row, cells):
        """Another table with a header of its own, after a gap."""
        if self.is_another:
            return ANOTHER
        if not (self.was_blank and self.is_past_data and len(cells) >= 3):
            return ""
        texts = [row[at] for at in cells]
        if all(worth(text) >= 0.7 for text in texts) and not any(is_meaning(text) or is_person(text) for text in texts):
            self.is_another = any(
                found and found[0][0] == Field.NAME and found[0][1] >= 0.9 for found in map(guesses, texts)
            )
        return ANOTHER if self.is_another else ""

    def is_header_again(self, row, cells):
        same = sum(key_of(row[at]) in {self.headers.get(at), self.lower.get(at)} for at in cells)
        return (same >= 2 and same >= 0.6 * len(cells)) or (len(cells) == same == 1 == len(self.headers))

    def why_outside(self, number, row, said):
        texts = [row[at].strip() for at in said]
        if all(self.fields.get(at) == Field.ID for at in said):
            if all(is_value(text) or len(text) <= 6 for text in texts):
                return NUMBERED
            return self.why_few(number, row, said) or HEADING
        return self.why_few(number, row, said) or OUTSIDE

    def why_few(self, number, row, said):
        """Why a row with one cell to three is none of the table's; a name alone is one."""
        text = " ".join(row[said[0]].split())
        has_name = any(at in self.names for at in said)
        is_alone = len(said) == 1
        if LEGEND.match(text) and (is_alone or (self.is_past_data and (not has_name or said[0] in self.names))):
            self.is_legend = True
            return LEGENDS
        if FOOTER.match(text) or (is_alone and text.startswith("*") and not text.endswith("*")):
            return FOOT
        keyed = KEYED.match(text)
        if keyed and is_alone and (is_meaning(keyed[1]) or len(keyed[1]) == 1 or ("=" in text and len(keyed[1]) <= 3)):
            return LEGENDS
        is_pair = len(said) == 2 and said[1] == said[0] + 1 and self.is_past_data and (self.is_legend or self.was_blank)
        if is_pair and is_step(text) and (said[0] not in self.ids or is_step(row[said[1]])):
            return LEGENDS
        if self.is_past_data and said[0] in self.ids and not any(map(str.isdigit, text)):
            return LEGENDS if is_meaning(text) else FOOT  # a word where the others have their number
        if self.is_legend and (keyed or is_meaning(text) or not has_name or len(text.split()) > FEWEST_OF_A_SENTENCE):
            return LEGENDS
        if not is_alone:
            return ""
        width = self.wide.get((number, said[0]), 1)
        if SECTION.match(text) and not (is_person(text) and self.fields.get(said[0]) == Field.NAME):
            return HEADING
        if width >= 3 and len(self.fields) >= 3:
            return HEADING if len(text.split()) < WORDS_OF_AN_EXPLANATION else EXPLAINS
        if said[0] in self.names or said[0] not in self.read:
            count, ends = len(text.split()), text.endswith((".", "!", ":"))
            if count >= FEWEST_OF_A_SENTENCE and (ends or (self.was_blank and count >= WORDS_OF_AN_EXPLANATION)):
                return EXPLAINS
            if self.is_after and len(self.read) > 3 and count > WORDS_OF_A_NAME:
                return FOOT  # a sentence below the table, in its first column
        if self.fields.get(said[0]) == Field.ID and not is_value(text):
            return HEADING
        return ""


def is_step(text):
    """Whether a text is a level, a stance, a letter or a number: what a scale is made of."""
    return bool(level_word(text) or engagement_word(text) or raci_letters(text) or is_value(text))


def is_meaning(text):
    """Whether a text is a level, a stance, a side, a letter of RACI: what legends explain."""
    text = without_explanation(text)
    return bool(
        level_word(text) or engagement_word(text) or side_word(text) or raci_letters(text) or is_value(text)
        or (role_word(text) and len(text) > 2)
    )  # fmt: skip
