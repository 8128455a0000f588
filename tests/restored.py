"""After a test that commits, the database is again as the migrations left it.

Django would empty all tables and read back what migrations had put in, row by row: half a second for each such test.
Here SQLite's whole file is copied over, and on PostgreSQL only tables with rows are emptied and filled again.
"""

import sqlite3
from contextlib import contextmanager
from importlib import import_module

from django.db import connection, transaction
from django.test import TransactionTestCase

triggers = import_module("valuecriteria.migrations.0007_baselines")


@contextmanager
def restoring(monkeypatch):
    """While this holds, each test that commits (TransactionTestCase) tidies up in the quick way."""
    kept = Copy() if connection.vendor == "sqlite" else Rows()
    monkeypatch.setattr(TransactionTestCase, "_fixture_setup", classmethod(lambda case: kept.keep()))
    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: kept.restore())
    yield
    kept.forget()


class Copy:
    """Of a whole SQLite database. Triggers are not asked."""

    def __init__(self):
        self.database = sqlite3.connect(":memory:", check_same_thread=False)
        self.is_full = False

    def keep(self):
        if not self.is_full:
            connection.ensure_connection()
            connection.connection.backup(self.database)
            self.is_full = True

    def restore(self):
        connection.ensure_connection()
        self.database.backup(connection.connection)

    def forget(self):
        self.database.close()


class Rows:
    """What migrations have put into PostgreSQL's tables. What is signed refuses to go: its triggers step aside."""

    def __init__(self):
        self.tables, self.rows = [], {}

    def keep(self):
        if not self.tables:
            self.tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
            with connection.cursor() as cursor:
                for table in self.filled():
                    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                        self.rows[table] = b"".join(copy)

    def restore(self):
        filled = self.filled()
        with unsealed("valuecriteria_baseline" in filled), transaction.atomic(), connection.cursor() as cursor:
            for table in filled:
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - our own table's name
            for table, rows in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows)

    def filled(self):
        asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in self.tables)  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(asked)
            return [table for (table,) in cursor.fetchall()]

    def forget(self):
        """Nothing is held open."""


@contextmanager
def unsealed(is_needed):
    if not is_needed:
        yield
        return
    with connection.schema_editor(atomic=False) as editor:
        triggers.unseal(None, editor)
    try:
        yield
    finally:
        with connection.schema_editor(atomic=False) as editor:
            triggers.seal(None, editor)
