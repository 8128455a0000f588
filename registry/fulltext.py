"""SQLite's index of words: for each SearchField a full-text table (FTS5) that triggers keep up to date.

The tokenizer "ascii" parts at blanks and takes every other character of the folded text as it stands, so that a word is
the same thing here, in PostgreSQL and in Python. Without the index a search among 100,000 people reads them all.
"""

from django.db import connections


def index_of(table, column):
    return f"{table}_{column}_words"


def query(alternatives):
    """An FTS5 question: of each group of beginnings one has to begin a word."""
    return " AND ".join("(" + " OR ".join(f'"{way}"*' for way in ways) + ")" for ways in alternatives)


def keep(app_config, using, **kwargs):
    """After each migrate: an index that is not there, or lost its triggers when its table was made anew, is built."""
    from .search import SearchField

    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in app_config.get_models():
            table = model._meta.db_table
            for field in model._meta.concrete_fields:
                if isinstance(field, SearchField) and table in tables:
                    index(cursor, table, field.column, model._meta.pk.column)


def index(cursor, table, column, key):
    name = index_of(table, column)
    cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{name}_%"])
    if cursor.fetchone()[0] == 3:
        return
    new, old = f"INTO {name}(rowid, {column}) VALUES (new.{key}, new.{column})", f"old.{key}, old.{column}"
    forget = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', {old})"  # noqa: S608 - names of our own
    for statement in (
        f"DROP TABLE IF EXISTS {name}",
        f"CREATE VIRTUAL TABLE {name} USING fts5"
        f"({column}, content='{table}', content_rowid='{key}', tokenize='ascii', prefix='2 3', columnsize=0)",
        f"INSERT INTO {name}({name}) VALUES ('rebuild')",  # noqa: S608
        f"CREATE TRIGGER {name}_made AFTER INSERT ON {table} BEGIN INSERT {new}; END",
        f"CREATE TRIGGER {name}_gone AFTER DELETE ON {table} BEGIN {forget}; END",
        f"CREATE TRIGGER {name}_changed AFTER UPDATE OF {column} ON {table} WHEN old.{column} IS NOT new.{column} "
        f"BEGIN {forget}; INSERT {new}; END",
    ):
        cursor.execute(statement)
