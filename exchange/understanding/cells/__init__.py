"""The reader of each column."""

from exchange.fields import Field

from .as_written import WRITTEN_BY_US
from .base import LONGEST_VALUE
from .judging import EngagementReader, LevelReader
from .naming import KindReader, NameReader, RolesReader, SideReader
from .reaching import ContactReader, EmailReader, PhoneReader
from .texts import ExpectationReader, LinesReader, NoteReader, RaciReader, TextReader

READERS = {
    Field.NAME: NameReader,
    Field.PERSON_OR_GROUP: KindReader,
    Field.EMAIL: EmailReader,
    Field.PHONE: PhoneReader,
    Field.CONTACT: ContactReader,
    Field.INTERNAL_EXTERNAL: SideReader,
    Field.ENGAGEMENT_NOW: EngagementReader,
    Field.ENGAGEMENT_WANTED: EngagementReader,
    Field.EXPECTATIONS: ExpectationReader,
    Field.RACI: RaciReader,
    Field.NOTES: NoteReader,
}


def reader_of(column, understanding, rows, meanings, known_roles):
    """The reader of a column; None for one that is not read."""
    F = Field  # noqa: N806 - as short as the table it stands for
    if column.field in {None, F.ID, F.IGNORE}:
        return None
    at = column.index
    cells = ()
    if column.field in {F.INFLUENCE, F.INTEREST, F.ENGAGEMENT_NOW, F.ENGAGEMENT_WANTED, F.ROLES}:
        indexes = [at] if not column.mark else [each.index for each in understanding.of(column.field)]
        cells = tuple(
            {
                row[each]: None
                for row in rows
                for each in indexes
                if each < len(row) and 0 < len(row[each]) <= LONGEST_VALUE
            }
        )
    options = {"cells": cells, "meanings": meanings}
    if understanding.is_ours and column.field in WRITTEN_BY_US:
        return WRITTEN_BY_US[column.field](column, known_roles, **options)
    match column.field:
        case F.TITLE | F.ORGANISATION:
            reader = TextReader(column, column.field.value, **options)
        case F.STRATEGY | F.COMMUNICATION:
            reader = LinesReader(column, column.field.value, **options)
            reader.has_others = len(understanding.of(column.field)) > 1
        case F.INFLUENCE | F.INTEREST:
            reader = LevelReader(column, column.field.value, **options)
        case F.ROLES:
            reader = RolesReader(column, known_roles, **options)
        case F.PRIORITY:
            reader = NoteReader(column, **options)
        case _:
            reader = READERS[column.field](column, **options)
    if column.field in {F.NAME, F.INTERNAL_EXTERNAL}:
        reader.roles = RolesReader(column, known_roles).role
    return reader
