"""The tree of groups: who stands above and below whom, answered by one recursive statement on either engine."""

# ruff: noqa: S608, S611 - only numbers and statements of ours are put together here; every value is a parameter

from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.expressions import RawSQL

# Deeper than any organisation; it also ends the walk should rows written by hand ever form a ring.
MOST_LEVELS = 30

_TREE = f"""
    WITH RECURSIVE tree(id, level) AS (
        {{start}}
        UNION
        SELECT below.id, tree.level + 1 FROM customers_party below JOIN tree ON below.group_id = tree.id
        WHERE below.kind = 'group' AND tree.level < {MOST_LEVELS}
    )
    SELECT id FROM tree
"""

_WAY_UP = f"""
    WITH RECURSIVE way(id, level) AS (
        SELECT group_id, 1 FROM customers_party WHERE id = %s AND group_id IS NOT NULL
        UNION
        SELECT above.group_id, way.level + 1 FROM customers_party above JOIN way ON above.id = way.id
        WHERE above.group_id IS NOT NULL AND way.level < {MOST_LEVELS}
    )
    SELECT id FROM way
"""

_COUNTS = f"""
    WITH RECURSIVE tree(top, id, level) AS (
        SELECT id, id, 0 FROM customers_party WHERE id IN ({{tops}})
        UNION
        SELECT tree.top, below.id, tree.level + 1 FROM customers_party below JOIN tree ON below.group_id = tree.id
        WHERE below.kind = 'group' AND tree.level < {MOST_LEVELS}
    )
    SELECT tree.top, member.kind, count(*), sum(CASE WHEN tree.level = 0 THEN 1 ELSE 0 END)
    FROM tree JOIN customers_party member ON member.group_id = tree.id
    GROUP BY tree.top, member.kind
"""

_FOLLOWERS = f"""
    WITH RECURSIVE tree(id, level) AS (
        SELECT id, 0 FROM customers_party WHERE id = %s
        UNION
        SELECT below.id, tree.level + 1 FROM customers_party below JOIN tree ON below.group_id = tree.id
        WHERE below.side = '' AND tree.level < {MOST_LEVELS}
    )
    SELECT id FROM tree WHERE level > 0
"""


def trees_of(groups):
    """For `...__in`: the keys of these groups (a queryset) and of every group below them."""
    try:
        sql, params = groups.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    return RawSQL(_TREE.format(start=f"SELECT id, 0 FROM customers_party WHERE id IN ({sql})"), params)


def tree_of(group):
    """For `...__in`: the key of one group and of every group below it."""
    return RawSQL(_TREE.format(start="SELECT id, 0 FROM customers_party WHERE id = %s"), [group.pk])


def way_up(key):
    """For `...__in`: the keys of the groups that the party with this key stands in, at any distance."""
    return RawSQL(_WAY_UP, [key])


def followers_of(group):
    """For `...__in`: the keys of those below whose side follows this group's, from level to level."""
    return RawSQL(_FOLLOWERS, [group.pk])


class Below(NamedTuple):
    """How many stand below a group at any depth, and how many of the people directly in it."""

    groups: int = 0
    people: int = 0
    people_in_it: int = 0


def counts_below(groups):
    """{key of a group: Below} for these groups, in one statement."""
    keys = [group.pk for group in groups]
    counts = dict.fromkeys(keys, Below())
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(_COUNTS.format(tops=", ".join(["%s"] * len(keys))), keys)
            for top, kind, number, directly in cursor.fetchall():
                told = {"groups": number} if kind == "group" else {"people": number, "people_in_it": directly}
                counts[top] = counts[top]._replace(**told)
    return counts


def height_of(group):
    """How many levels of groups stand below it."""
    with connection.cursor() as cursor:
        start = "SELECT id, 0 FROM customers_party WHERE id = %s"
        cursor.execute(
            _TREE.format(start=start).replace("SELECT id FROM tree", "SELECT max(level) FROM tree"), [group.pk]
        )
        return cursor.fetchone()[0] or 0


def lock_tree():
    """Until this transaction ends nobody else moves a group, or makes one of a name that is nowhere yet.

    So two moves at once cannot close a ring, and the same new name in two projects is one group.

    SQLite's transactions exclude each other anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('customers_party.group'))")
