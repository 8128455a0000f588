"""Rows that many tests begin with are made once, and each test rolls back to them.

The cast (tests/cast.py) stays on stage for as long as the tests that follow each other name the same people: making
them anew for each was a tenth of the run. What only one module needs is kept by `kept`. Both lie in transactions
around the test's own, so a test that commits, or leads the connection elsewhere, begins with an empty stage.
"""

from copy import deepcopy

from django.db import connection, transaction


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

    def bring(self, names, makers):
        """Copies of the people of these names, which are keys of `makers`; who is not among them has left."""
        if not self.is_open:
            return {}
        wanted = [name for name in makers if name in names]
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
