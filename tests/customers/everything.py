"""What every table of the database holds, to compare two moments."""

from django.db import connection

# Every change moves these on; histories and batches keep both what was done and its undoing.
BOOKKEEPING = ("version", "created_at", "updated_at", "last_login")
KEPT = ("historical", "registry_batch", "django_session")
INDEX = "search_text_words"  # SQLite's own tables of its full-text index: no two builds of it are alike


def dump():
    """{table: its rows as text, in order}, of all tables but histories and batches; versions and time stamps aside."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if any(name in table for name in (*KEPT, INDEX)):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name from the database itself
            columns = [column.name if hasattr(column, "name") else column[0] for column in cursor.description]
            kept = [at for at, column in enumerate(columns) if column not in BOOKKEEPING]
            found[table] = sorted(str([(columns[at], row[at]) for at in kept]) for row in cursor.fetchall())
    return found
