"""Search that answers the same on both engines: every typed word must begin a word of the text.

A searchable model has a `SearchField`, a maintained, folded copy of what can be found: accents off, case folded,
punctuation to spaces. PostgreSQL answers from a GIN index over the words as they stand (`array_to_tsvector`: no parser,
no dictionary, so "1e5" or "o brien" are the same words there as in SQLite); SQLite from a full-text table (see
fulltext.py).
"""

import re
import unicodedata

from django.db import migrations, models
from django.db.models import CharField, Lookup, TextField
from django.db.models.functions import Length

from . import fulltext

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
# Vowel signs of Indian and other scripts are letters to their readers.
VOWEL_SIGNS = ("Mn", "Mc")
DRESS = re.compile("[\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# How some write umlauts where there is no key for them, and the other way round, within longer words.
SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
SPELT_OUT = re.compile(r"(?<!q)([aou])e(?=\w)")
FEWEST_LETTERS = 5
MOST_WORDS = 12
REFOLDED = 1000  # rows at a time


def fold(text):
    """'Müller-Lüdenscheidt, Ø.' -> 'muller ludenscheidt o': what is compared, sorted by and searched in."""
    text = str(text).casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not is_carried(c)).casefold().translate(PLAIN)
        text = "".join(c if c.isalnum() or unicodedata.category(c) in VOWEL_SIGNS else " " for c in text)
    return " ".join(re.sub(r"[\W_]+", " ", text).split() if text.isascii() else text.split())


def is_carried(character):
    """Accents, and what joins, directs or dresses letters unseen: no part of a word and no end of one."""
    if unicodedata.combining(character):
        return True
    return unicodedata.category(character) in ("Cf", "Me") or bool(DRESS.match(character))


def ways_to_write(text):
    """For each typed word what may stand for it: "müller" is "muller" and "mueller", "mueller" is "muller", too.

    Only what is typed is tried in several ways; what is kept is "muller" for Müller and "mueller" for Mueller, so that
    two names are never taken for one. So "muller" finds Müller and Muller, not Mueller.
    """
    words = fold(text).split()[:MOST_WORDS]
    spelt = fold(unicodedata.normalize("NFC", str(text).casefold()).translate(SPELT)).split()[:MOST_WORDS]
    short = [SPELT_OUT.sub(r"\1", word) if len(word) >= FEWEST_LETTERS else word for word in words]
    return [list(dict.fromkeys(ways)) for ways in zip(words, spelt, short, strict=True)]


class FoldedCopy:
    """A field that is never typed: `save()` keeps it as the folded text of the fields named first.

    `also` adds words worked out from a field: {its name: a function of its value}.
    """

    def __init__(self, *sources, also=None, **options):
        self.sources, self.also = sources, also or {}
        super().__init__(**{**options, "editable": False, "default": "", "blank": True})

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        for given in ("editable", "default", "blank"):
            options.pop(given, None)
        if self.also:
            options["also"] = self.also
        return name, path, [*args, *self.sources], options

    def text_of(self, instance):
        texts = [getattr(instance, source) or "" for source in self.sources]
        texts += [words(getattr(instance, source)) for source, words in self.also.items()]
        return fold(" ".join(str(text) for text in texts))[: self.max_length]

    def pre_save(self, instance, add):
        text = self.text_of(instance)
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

    def as_sql(self, compiler, connection):
        alternatives, field = ways_to_write(self.rhs), self.lhs.target
        if not alternatives:
            return "1 = 1", []
        table, key = field.model._meta.db_table, field.model._meta.pk.column
        index, alias = fulltext.index_of(table, field.column), compiler.quote_name_unless_alias(self.lhs.alias)
        found = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"  # noqa: S608 - names of our own
        return f"{alias}.{key} IN ({found})", [fulltext.query(alternatives)]

    def as_postgresql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        # Folded words hold letters and digits only, so they need no quoting beyond the quotes.
        query = " & ".join("(" + " | ".join(f"'{way}':*" for way in ways) + ")" for ways in ways_to_write(self.rhs))
        if not query:
            return "TRUE", []
        return f"array_to_tsvector(string_to_array({column}, ' ')) @@ %s::tsquery", [*params, query]


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


def refold(app, model, *names):
    """For RunPython: work out folded copies anew, after what they are made of has changed. Nothing to undo."""

    def make(apps, editor):
        entries = apps.get_model(app, model)
        fields = [entries._meta.get_field(name) for name in names]
        changed = []
        for entry in entries._base_manager.order_by("pk").iterator(REFOLDED):
            texts = {field.name: field.text_of(entry) for field in fields}
            if any(getattr(entry, name) != text for name, text in texts.items()):
                for name, text in texts.items():
                    setattr(entry, name, text)
                changed.append(entry)
            if len(changed) == REFOLDED:
                entries._base_manager.bulk_update(changed, names)
                changed = []
        entries._base_manager.bulk_update(changed, names)

    return make, migrations.RunPython.noop


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
