"""Inserting many rows of a table, one statement told once: what the ORM writes for each few hundred rows anew.

A register of 10,000 people is 100,000 rows with their history; the texts of Django's statements alone take longer than
all else. Values are prepared by the model's fields as `bulk_create` prepares them, and the database's constraints hold.
"""

from functools import cache, lru_cache, partial
from operator import attrgetter

from django.db import connection, models
from django.utils import timezone

PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def new_keys(model, number):
    """That many keys of a table, which nobody else gets. Within a transaction: SQLite gives them by its lock alone."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            each = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(each, [connection.ops.quote_name(table), column, number])
            return [key for (key,) in cursor]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    return list(range(last + 1, last + 1 + number))


def insert(model, rows):
    """Insert rows of a model, or whatever has its attributes; those without a key get one, as their attribute too."""
    key, (fields, values) = model._meta.pk.attname, prepared(model, connection.vendor)
    keyless = [row for row in rows if getattr(row, key) is None]
    for row, pk in zip(keyless, new_keys(model, len(keyless)) if keyless else (), strict=True):
        setattr(row, key, pk)
    now = {field.attname: timezone.now() for field in fields if getattr(field, "auto_now", False) or is_birth(field)}
    for row in rows if now else ():
        row.__dict__.update(now)
    filled = [[value(row) for value in values] for row in rows]
    table, *columns = map(connection.ops.quote_name, [model._meta.db_table, *(field.column for field in fields)])
    into = f"{table} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in filled:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", filled)  # noqa: S608 - the model's own names


def is_birth(field):
    return getattr(field, "auto_now_add", False)


@cache
def prepared(model, vendor):
    """The fields of a model, and for each the function that gives a row's value as the database takes it."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    return fields, [value_of(field) for field in fields]


def value_of(field):
    name, own = field.attname, type(field)
    if isinstance(field, PLAIN) and own.pre_save is models.Field.pre_save:
        return attrgetter(name)
    if isinstance(field, models.DateField):
        taken = lru_cache(maxsize=4096)(partial(field.get_db_prep_save, connection=connection))
        return lambda row: taken(getattr(row, name))
    return lambda row: field.get_db_prep_save(field.pre_save(row, True), connection)
