"""Cells of our own tables, word for word: nothing in them is guessed at."""

from exchange.fields import Field

from .. import ours
from ..words import key_of
from .base import LONGEST, NOTHING, Reader, Said, line, lines, too_long
from .naming import RolesReader

ACCOUNTABLE = "accountable "
BETWEEN = ", "  # roles


class Written(Reader):
    """A name, a group, a title or a number, whatever it looks like."""

    def __init__(self, column, known_roles, **options):
        super().__init__(column, **options)
        self.what = self.field.value
        self.fills = (self.what,)

    def read(self, text):
        text = line(text)
        if len(text) > LONGEST[self.what]:
            return Said(problems=[too_long(self.column.header, text, LONGEST[self.what])])
        return Said({self.what: text}) if text else NOTHING


class WrittenRoles(RolesReader):
    """The names that roles have here, commas in them included; the accountable sponsor is a sponsor."""

    def of(self, text):
        found, pieces = [], line(text).split(BETWEEN)
        while pieces:
            name, taken = self.longest(pieces)
            if not taken:
                return super().of(text)
            found.append(name)
            pieces = pieces[taken:]
        return Said({"roles": found})

    def longest(self, pieces):
        """(the role that the first pieces name, how many they are), of the longest name that fits."""
        for taken in range(len(pieces), 0, -1):
            key = key_of(BETWEEN.join(pieces[:taken]))
            name = self.known.get(key) or self.known.get(key.removeprefix(ACCOUNTABLE))
            if name:
                return name, taken
        return None, 0


class WrittenExpectations(Reader):
    """One thing they value, or several with a bullet before each."""

    fills = ("expectations",)

    def __init__(self, column, known_roles, **options):
        super().__init__(column, **options)

    def of(self, text):
        header = self.column.header
        if not text.startswith(ours.BULLET):
            return Said({"expectations": ((header, lines(text)),)})
        told = f"\n{text}".split(f"\n{ours.BULLET}")[1:]
        return Said({"expectations": tuple((header, lines(each)) for each in told if each.strip())})


WRITTEN_BY_US = {
    Field.NAME: Written,
    Field.TITLE: Written,
    Field.ORGANISATION: Written,
    Field.PHONE: Written,
    Field.ROLES: WrittenRoles,
    Field.EXPECTATIONS: WrittenExpectations,
}
