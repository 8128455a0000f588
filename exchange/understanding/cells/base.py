"""What one cell says, and how any column is read: each distinct text once, nothing of it lost."""

from django.core.exceptions import ValidationError

from registry.text import tidy

from .. import values
from ..shapes import Problem, Question

LONGEST = {
    "name": 200,
    "title": 200,
    "organisation": 200,
    "email": 254,
    "phone": 50,
    "expectations": 1000,
    "communication": 500,
    "strategy": 1000,
    "notes": 4000,
}
JOINED = ("strategy", "communication", "notes")  # put together from several columns, measured only then
LONGEST_VALUE = 300
SENTENCE = 8  # words: a cell that long says more than a value


class Said:
    """What one cell says. `facts` are its column's own; `beside` fill what no column of the row says."""

    __slots__ = ("beside", "facts", "notes", "problems", "questions")

    def __init__(self, facts=None, beside=None, notes=(), questions=(), problems=()):
        self.facts, self.beside, self.notes = facts or {}, beside or {}, notes
        self.questions, self.problems = questions, problems


NOTHING = Said()


class Reader:
    """Reads the cells of one column, each distinct text once."""

    field = None
    fills = ()
    has_others = False
    is_short = False  # whether its cells hold one word or a few: longer ones are remarks

    def __init__(self, column, cells=(), meanings=None):
        self.column, self.index, self.header, self.field = column, column.index, column.short, column.field
        self.cells, self.meanings, self.cache = cells, meanings or {}, {}
        self.prepare()

    def prepare(self):
        """What can be decided only from the whole column."""

    def read(self, text):
        """What a cell says; a text that cannot be kept is a problem, a blank one says nothing."""
        if values.is_blank(text):
            return NOTHING
        try:
            said = self.noted(text) if self.is_short and len(text) > LONGEST_VALUE else self.of(text)
        except ValidationError as refused:
            return Said(problems=[Problem(self.column.header, text, refused.messages[0])])
        for what, value in said.facts.items():
            texts = [text for _, text in value] if what == "expectations" else [value]
            for each in texts:
                if isinstance(each, str) and what not in JOINED and len(each) > LONGEST.get(what, 200):
                    said.problems = [too_long(self.column.header, each, LONGEST.get(what, 200))]
        return said

    def of(self, text):
        raise NotImplementedError

    def note(self, text):
        return f"{self.header}: {line(text)}" if self.header else line(text)

    def noted(self, text):
        return Said(notes=(self.note(text),))

    def asked(self, text, what, read=None):
        """The answer to what this cell means, if there is one by now; else the question."""
        question = Question(self.field, self.column.header, line(text))
        if question.key not in self.meanings:
            return Said(questions=(question,))
        answer = self.meanings[question.key]
        if answer in (None, "", (), []):
            return NOTHING
        return Said({what: read(answer) if read else answer})


def line(text):
    """A text as it is kept, on one line."""
    if is_tidy(text):
        return text
    text = tidy(text, lines=True)
    return " ".join(text.split()) if "\n" in text else text


def lines(text):
    """A text as it is kept, its lines kept."""
    return text if is_tidy(text) else tidy(text, lines=True)


def is_tidy(text):
    """Whether `tidy` would leave a text as it is; most are, and this is told ten times as fast."""
    return text.isascii() and text.isprintable() and "  " not in text and text == text.strip()


def too_long(column, value, longest):
    return Problem(column, value, f"This text has {len(value):,} characters; {longest:,} fit. Shorten it.")
