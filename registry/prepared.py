"""Statements that every page asks, built once a day instead of on every page.

A project's frame costs Django 20 ms to build and compile, and the database half a millisecond to answer (measured on
SQLite, November 2026; a page without it took 60). So what stays the same is kept as SQL, and only who asks, and for
what, is put in. Querysets stay the one home of every rule: this keeps their words, it adds none.
"""

from functools import lru_cache

from django.db import connection
from django.utils import timezone

# What stands for a value that is known only when the statement is asked; nothing in a database can be equal to it.
READER = -(10**18) - 1
KEY = "\x00key"


def ask(make, *shape, **values):
    """The rows of the queryset `make(*shape)`, with `reader=` and `key=` in the places of READER and KEY.

    `make` is called again on another day, because "current" means today. It has to be a function that always makes the
    same queryset of the same shape; rows come with their annotations, booleans as the database has them.
    """
    model, sql, params = compiled(make, shape, timezone.localdate(), connection.vendor)
    given = {READER: values.get("reader"), KEY: values.get("key")}
    params = [given[value] if isinstance(value, int | str) and value in given else value for value in params]
    return list(model._base_manager.raw(sql, params))


@lru_cache(maxsize=32)
def compiled(make, shape, day, vendor):
    """The SQL of a queryset, for one day and one kind of database."""
    queryset = make(*shape)
    sql, params = queryset.query.sql_with_params()
    return queryset.model, sql, params
