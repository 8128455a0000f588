"""Many rows written at once, with the history that single saves would have written.

For rows that were read in the same transaction under a lock (`select_for_update`; SQLite's transactions are exclusive
anyway): there is no version to lose then, and each row's version still moves on.
"""

from django.db import connection, models, transaction
from django.db.models import F
from django.utils import timezone

from .history import change, record_all, shown
from .inserts import insert
from .search import FoldedCopy

CHUNK = 500  # SQLite takes 999 parameters in a statement
FEW = 50  # rows of which each gets values of its own


def chunks(rows):
    return (rows[at : at + CHUNK] for at in range(0, len(rows), CHUNK))


@transaction.atomic
def create_all(rows):
    """Insert rows of one model. Their own `save()` is not called: what it works out has to be there already."""
    if not rows:
        return rows
    insert(type(rows[0]), rows)
    for row in rows:
        row._state.adding, row._state.db = False, "default"
    record_all(rows, "+")
    return rows


@transaction.atomic
def update_all(rows, **values):
    """Give rows of one model these values, in one statement for 500. Fields derived from others are not worked out.

    A related object is given as the object, so that the history knows its name.
    """
    if not rows:
        return rows
    model, now = type(rows[0]), timezone.now()
    for row in rows:
        if "_listed_changes" not in row.__dict__:
            row._listed_changes = differences_to(row, values)
    for some in chunks(rows):
        found = model._base_manager.filter(pk__in=[row.pk for row in some])
        found.update(version=F("version") + 1, updated_at=now, **values)
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
        row.version, row.updated_at = row.version + 1, now
    record_all(rows, "~")
    return rows


@transaction.atomic
def save_all(rows, *names):
    """Save these fields of rows of one model, each row with values of its own, in one statement for a few dozen.

    Each row says what changed in `_listed_changes`, as `history.change` does. Copies for searching are worked out.
    """
    if not rows:
        return rows
    model, now = type(rows[0]), timezone.now()
    copies = [each for each in model._meta.concrete_fields if isinstance(each, FoldedCopy)]
    for row in rows:
        row.version, row.updated_at = row.version + 1, now
        for each in copies:
            setattr(row, each.attname, each.text_of(row))
    columns = dict.fromkeys([*names, "version", "updated_at", *(each.attname for each in copies)])
    model._base_manager.bulk_update(rows, list(columns), batch_size=FEW)
    record_all(rows, "~")
    return rows


def differences_to(row, values):
    """As `history.differences`, without a statement for the names of related objects that are at hand."""
    changes = []
    for name, value in values.items():
        field = row._meta.get_field(name)
        key = value.pk if isinstance(value, models.Model) else value
        if name not in row.history_ignores and getattr(row, field.attname) != key:
            changes.append(change(field, shown(row, field), value))
    return changes


def gather_statistics(models):
    """Let PostgreSQL know at once of a table that has grown much: it plans by what it gathered last, and what it does
    by itself comes a minute later. Undoing 50,000 rows just written took five times as long without."""
    if connection.vendor == "postgresql":
        tables = [each._meta.db_table for model in models for each in (model, model.history.model)]
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


@transaction.atomic
def delete_all(rows):
    """Delete rows of one model and nothing else: whatever points at them has to be gone, or the database refuses."""
    if not rows:
        return
    record_all(rows, "-")
    for some in chunks(rows):
        found = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in some])
        found._raw_delete(found.db)
