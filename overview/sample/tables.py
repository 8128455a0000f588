"""Rows written by the hundred thousand: past Django's models, into the very columns that those would fill.

PostgreSQL takes them by COPY, SQLite by `executemany`. Every check and foreign key of the database holds as ever. Each
row is written with its first version in the history.
"""

from types import SimpleNamespace

from django.db import connection
from django.utils import timezone

from registry.search import FoldedCopy

CHUNK = 20_000


class Table:
    """One model's table and its history: `add(name=..., ...)` takes attribute names, and gives the row its key."""

    def __init__(self, model):
        self.model, self.rows, self.versions = model, [], []
        self.key = model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        fields = model._meta.concrete_fields
        self.columns = [field.column for field in fields]
        self.names = [field.attname for field in fields]
        self.defaults = {field.attname: prepared(field) for field in fields}
        self.copies = [field for field in fields if isinstance(field, FoldedCopy)]
        history = model.history.model
        self.tracked = [field.attname for field in history.tracked_fields]
        told = {"history_type": "+", "source": "sample", "changes": "[]", "history_date": self.defaults["created_at"]}
        own = [f for f in history._meta.concrete_fields if f.attname not in self.tracked and not f.primary_key]
        self.told = {field.attname: told.get(field.attname, prepared(field)) for field in own}
        self.history_columns = [history._meta.get_field(name).column for name in self.tracked]
        self.history_columns += [field.column for field in own]

    def add(self, *, of, subject, folded=None, **values):
        """`of`: the project's key or None; `subject`: what the history calls it.

        `folded`: the copies for searching where they are known; else they are worked out.
        """
        self.key += 1
        row = {**self.defaults, **values, "id": self.key}
        row |= folded or {copy.attname: copy.text_of(SimpleNamespace(**row)) for copy in self.copies}
        self.rows.append([row[name] for name in self.names])
        version = {**self.told, "in_project": of, "subject": subject[:300]}
        self.versions.append([*(row[name] for name in self.tracked), *version.values()])
        return self.key

    def flush(self):
        write(self.model, self.columns, self.rows)
        write(self.model.history.model, self.history_columns, self.versions)
        self.rows, self.versions = [], []


class Links:
    """The table between two models."""

    def __init__(self, model):
        self.model, self.rows = model, []
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        self.columns = [field.column for field in fields]

    def add(self, *keys):
        self.rows.append(keys)

    def flush(self):
        write(self.model, self.columns, self.rows)
        self.rows = []


def prepared(field):
    """What a row without this value holds, as the database takes it; moments are now."""
    value = field.get_default()
    if value is None and field.get_internal_type() == "DateTimeField" and not field.null:
        value = timezone.now()
    return field.get_db_prep_save(value, connection)


def write(model, columns, rows):
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - our own names


def after_writing(models):
    """Keys go on where these ended, and the planner knows how much there is."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
