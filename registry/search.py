"""Search that answers the same on both engines: every typed word must begin a word of the text.

A searchable model has a `SearchField`, a maintained, folded copy of what can be found: accents off, case folded,
punctuation to spaces. PostgreSQL answers from a GIN index over the words as they stand (`array_to_tsvector`: no parser,
no dictionary, so "1e5" or "o brien" are the same words there as in SQLite); SQLite with LIKE.
"""

import re
import unicodedata

from django.db import models
from django.db.models import CharField, Lookup, TextField
from django.db.models.functions import Length

# Letters that NFKD leaves whole although people type them plain.
PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
    }
)
MOST_WORDS = 12


def fold(text):
    """'Müller-Lüdenscheidt, Ø.' -> 'muller ludenscheidt o': what is compared, sorted by and searched in."""
    text = unicodedata.normalize("NFKD", str(text).casefold())
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold().translate(PLAIN)
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


class FoldedCopy:
    """A field that is never typed: `save()` keeps it as the folded text of the fields named first."""

    def __init__(self, *sources, **options):
        self.sources = sources
        super().__init__(**{**options, "editable": False, "default": "", "blank": True})

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        for given in ("editable", "default", "blank"):
            options.pop(given, None)
        return name, path, [*args, *self.sources], options

    def pre_save(self, instance, add):
        text = fold(" ".join(str(getattr(instance, source) or "") for source in self.sources))
        text = text[: self.max_length]
        setattr(instance, self.attname, text)
        return text


class SearchField(FoldedCopy, TextField):
    """All that can be found of a row, of any length."""


class FoldedField(FoldedCopy, CharField):
    """One short field: what a list is sorted by, the same on both engines."""

    def __init__(self, source, **options):
        super().__init__(source, **{"max_length": 200, **options})


@SearchField.register_lookup
class Words(Lookup):
    """`search_text__words="mar kow"`: rows in which every typed word begins a word."""

    lookup_name = "words"
    prepare_rhs = False

    def typed_words(self):
        return fold(self.rhs).split()[:MOST_WORDS]

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        words = self.typed_words()
        if not words:
            return "1 = 1", []
        condition = " AND ".join([f"(' ' || {column}) LIKE %s"] * len(words))
        return f"({condition})", [p for word in words for p in (*params, f"% {word}%")]

    def as_postgresql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        words = self.typed_words()
        if not words:
            return "TRUE", []
        # Folded words hold letters and digits only, so they need no quoting beyond the quotes.
        query = " & ".join(f"'{word}':*" for word in words)
        return f"array_to_tsvector(string_to_array({column}, ' ')) @@ %s::tsquery", [
            *params,
            query,
        ]


def search_index(table, column="search_text"):
    """The SQL that makes the index PostgreSQL answers from, and its undoing: for a migration's RunPython."""
    name = f"{table}_{column}_words"

    def make(apps, editor):
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE INDEX {name} ON {table} USING gin (array_to_tsvector(string_to_array({column}, ' ')))"
            )

    def drop(apps, editor):
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP INDEX IF EXISTS {name}")

    return make, drop


def bytewise(table, column):
    """For RunPython on PostgreSQL: compare a folded column byte by byte, as SQLite does, whatever the locale."""

    def make(apps, editor):
        if editor.connection.vendor == "postgresql":
            editor.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar(200) COLLATE "C"')

    def undo(apps, editor):
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar(200)")

    return make, undo


models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)
