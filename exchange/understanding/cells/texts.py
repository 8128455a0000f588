"""Texts as they are, and letters of RACI."""

from .. import values
from ..words import key_of
from .base import NOTHING, Reader, Said, line, lines

PLAIN_NOTES = {"note", "notes", "private notes", "comment", "comments", "remark", "remarks"}


class TextReader(Reader):
    """One line of text, as it is."""

    def __init__(self, column, what, **options):
        self.what, self.fills = what, (what,)
        super().__init__(column, **options)

    def of(self, text):
        return Said({self.what: line(text)})


class LinesReader(TextReader):
    """Text of several lines."""

    def of(self, text):
        return Said({self.what: lines(text)})


class ExpectationReader(Reader):
    fills = ("expectations",)

    def of(self, text):
        return Said({"expectations": ((self.column.header, lines(text)),)})


class NoteReader(Reader):
    fills = ("notes",)

    def of(self, text):
        if key_of(self.header) in PLAIN_NOTES:
            return Said(notes=(lines(text),))
        return self.noted(text)


class RaciReader(Reader):
    is_short = True
    fills = ("notes",)

    def of(self, text):
        if self.column.mark:
            if (values.is_mark(text) and not values.is_no_mark(text)) or key_of(text) == self.column.mark.casefold():
                return Said({"raci": self.column.mark})
            if values.is_no_mark(text):
                return NOTHING
        letters = values.raci_letters(text)
        return Said({"raci": letters}) if letters else self.noted(text)
