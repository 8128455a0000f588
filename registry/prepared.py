"""Statements that pages ask again and again, built once a day instead of on every page.

A criterion's page costs Django 25 ms to build and compile, and the database half a millisecond to answer (measured on
SQLite, November 2026). So a queryset is compiled once, with placeholders for what is known only when it is asked: who
asks, and for what. Querysets stay the one home of every rule: this keeps their words, it adds none.
"""

import re
from copy import copy
from functools import lru_cache

from django.db import connection, connections
from django.utils import timezone

# What stands for a value that is known only when the statement is asked; nothing in a database can be equal to it.
READER, PROJECT, ROW, ANY_ROW = (-(10**18) - number for number in (1, 2, 3, 4))
ROWS = [ANY_ROW]  # for `__in`: as many as are given
KEY = "\x00key"
NAMES = {READER: "reader", PROJECT: "project", ROW: "row", ANY_ROW: "rows", KEY: "key"}
PLACE = re.compile("(%s|%%)")  # where a value goes in a statement, and a percent sign that is none


def ask(make, *shape, **values):
    """The rows of the queryset `make(*shape)`, with `reader=`, `project=`, `row=`, `key=` in the places of READER ...

    `rows=` is a list, in the place of ROWS in an `__in`; an empty one finds nothing there. Annotations, related and
    prefetched rows come along as from the queryset itself. `make` has to be a function of a module that makes the same
    queryset whenever the shape is the same. It is called once, and, because "current" means today, again on another
    day. A placeholder without a value is a KeyError, never a statement about somebody else.
    """
    ready = Ready.of(make, shape, timezone.localdate(), timezone.get_current_timezone_name(), connection.vendor)
    return list(ready.filled(values))


class Ready:
    """A compiled queryset. It belongs to no connection, so that any thread may ask it: with a copy and its own."""

    def __init__(self, queryset):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db)
        sql, self.params = self.compiler.as_sql()
        self.compiler.connection = None
        self.pieces = PLACE.split(sql)

    @classmethod
    @lru_cache(maxsize=256)
    def of(cls, make, shape, *conditions):
        """The queryset of one shape, for one day and one kind of database."""
        return cls(make(*shape))

    def filled(self, values):
        """The queryset to be walked over, with values in the places of the placeholders."""
        answer = self.with_values(values)
        compiler = copy(self.compiler)
        compiler.connection = connections[compiler.using]
        compiler.as_sql = lambda: answer
        queryset = self.queryset.all()
        queryset.query.get_compiler = lambda *args, **kwargs: compiler
        return queryset

    def with_values(self, values):
        """The statement and its parameters; NULL, which equals nothing, in the place of an empty list."""
        pieces, params, left = [], [], iter(self.params)
        for piece in self.pieces:
            if piece == "%s":
                param = next(left)
                value = values[NAMES[param]] if isinstance(param, int | str) and param in NAMES else param
                many = (list(value) or [None]) if param == ANY_ROW else [value]
                params += many
                piece = ", ".join(["%s"] * len(many))
            pieces.append(piece)
        return "".join(pieces), tuple(params)
