"""Rows that many tests begin with are made once, and each test rolls back to them.

The cast (tests/cast.py) stays on stage for as long as the tests that follow each other name the same people, and so
does every `scene` that is built around them: making them anew for each was a fifth of the run. What all tests of a
module begin with is kept by `kept`. All of it lies in transactions around the test's own, so a test that commits, or
leads the connection elsewhere, begins with an empty stage.
"""

from copy import deepcopy
from inspect import Parameter, signature

import pytest
from django.db import connection, transaction


def scene(make):
    """A fixture of rows around people of the cast or other scenes, which it names: made once, given to each as a copy.

    Functions are not copied: one that it returns may know of keys, not of rows.
    """

    def stand(staged, **needed):
        return staged[stand] if stand in staged else make(**needed)

    stand.make, stand.needs = make, [*signature(make).parameters]
    keywords = [Parameter(name, Parameter.KEYWORD_ONLY) for name in ["staged", *stand.needs]]
    stand.__signature__ = signature(make).replace(parameters=keywords)
    stand.__doc__ = make.__doc__
    return pytest.fixture(name=make.__name__)(stand)


def scenes_of(request):
    """{name: what makes it stand} of the scenes that a test names, those it is built on first."""
    found = {}

    def look(name):
        fixtures = request.node._fixtureinfo.name2fixturedefs.get(name)
        stand = fixtures and getattr(fixtures[-1], "func", None)
        if name not in found and hasattr(stand, "needs"):
            for needed in stand.needs:
                look(needed)
            found[name] = stand

    for name in sorted(request.fixturenames):
        look(name)
    return found


def kept(django_db_blocker, make):
    """For a module's fixture: `yield from kept(django_db_blocker, make_rows)`."""
    with django_db_blocker.unblock():
        STAGE.clear()
        STAGE.is_open = False
        try:
            with transaction.atomic():
                made = make()
                connection.check_constraints()  # once: each test would ask about these rows again
                yield made
                transaction.set_rollback(True)
        finally:
            STAGE.is_open = True


class Stage:
    def __init__(self):
        self.standing = []  # (name, its transaction, all people so far), each within the one before
        self.is_open = True

    def bring(self, makers):
        """Copies of those whom these make, in their order, each of those before it; who is not among them has left."""
        if not self.is_open:
            return {}
        wanted = [*makers]
        alike = 0
        while alike < min(len(wanted), len(self.standing)) and self.standing[alike][0] == wanted[alike]:
            alike += 1
        self.clear(alike)
        for name in wanted[alike:]:
            self.add(name, makers[name])
        return deepcopy(self.standing[-1][2]) if self.standing else {}

    def add(self, name, make):
        people = deepcopy(self.standing[-1][2]) if self.standing else {}
        around = transaction.atomic()
        around.__enter__()
        try:
            people[name] = make(people)
            connection.check_constraints()
        except BaseException:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
            raise
        self.standing.append((name, around, people))

    def clear(self, but=0):
        """Only the first few stay."""
        while len(self.standing) > but:
            _, around, _ = self.standing.pop()
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


STAGE = Stage()
