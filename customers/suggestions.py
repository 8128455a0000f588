"""Pairs of the directory that may be one. Found by keys that two entries share: nobody is compared with everybody.

A block is all entries with one key: one e-mail address, one number, one name in one group, or names in one group that
share a whole word and the other initials. Blocks with more than one entry are found by reading an index in its order;
what they hold is looked at by customers.matching.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from registry.paging import Page, cursor_of, read_cursor

from .matching import reasons
from .models import NotTheSame, Party

PAGE = 50
# Of one block only so many are compared with each other: an address that more share belongs to an office. When some of
# them are merged, others come up.
MOST_IN_BLOCK = 12
BLOCKS = 51  # of those that hold a pair for certain
LOOSE_BLOCKS = 1000  # of those in which most turn out to be two
# (column, whether it counts within one group only, how many blocks are read for a page)
KEYS = [
    ("email", False, BLOCKS),
    ("phone_key", False, BLOCKS),
    ("same_name_key", True, BLOCKS),
    ("first_word_key", True, LOOSE_BLOCKS),
    ("last_word_key", True, LOOSE_BLOCKS),
]
ORDER = ("key", "word", "home")


class Entry(NamedTuple):
    """As much of somebody as it takes to compare them."""

    pk: int
    kind: str
    name: str
    email: str
    phone_key: str
    same_name_key: str
    first_word_key: str
    group_id: int | None


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one, the older one first, and why."""

    one: Party
    other: Party
    reasons: list

    @property
    def both(self):
        return [self.one, self.other]


def suggested_pairs(cursor="", latest=0):
    """(a page of pairs, the `latest` that somebody told apart).

    The surest reasons come first, each pair has all of its reasons, and none was told apart.
    """
    back, marks = read_cursor(cursor, ORDER)
    if back or not marks or not (isinstance(marks[0], int) and isinstance(marks[2], int) and 0 <= marks[0] < len(KEYS)):
        marks = [0, "", -1]
    found, after, told = pairs_in(blocks(*marks), latest)
    parties = Party.objects.select_related("group").in_bulk({pk for pair, _ in found for pk in pair})
    rows = [Pair(*(parties[pk] for pk in pair), why) for pair, why in found]
    return Page(rows, after=cursor_of(after) if after else "", before=""), told[:latest]


def pairs_in(found, latest):
    """Of the blocks of one page: [((pk, pk), reasons)], the block after which the next page begins or None, and
    who was told apart, the `latest` of all first.
    """
    read, candidates, offices = {}, {}, offices_among(found)
    for (key, word, home), entries in found.items():
        read[key] = read.get(key, 0) + 1
        if read[key] == KEYS[key][2]:
            break  # there may be more of this key, so those of the next ones wait
        candidates[key, word, home] = [
            ((one.pk, other.pk), why)
            for one, other in combinations(sorted(entries)[:MOST_IN_BLOCK], 2)
            if not came_before(key, one, other, offices) and (why := reasons(one, other))
        ]
    pairs = {pair for found_here in candidates.values() for pair, _ in found_here}
    told = told_apart(pairs, latest)
    apart = {(each.first_id, each.second_id) for each in told} & pairs
    rows, last = [], None
    for block, found_here in candidates.items():
        if len(rows) >= PAGE:
            return rows, last, told
        rows += [each for each in found_here if each[0] not in apart]
        apart |= {pair for pair, _ in found_here}  # shown once, whatever else the two share
        last = block
    return rows, last if len(candidates) < len(found) else None, told


def came_before(key, one, other, offices):
    """Whether the block of a key before already told of two: a name shared whole shares every word of it, too."""
    return any(
        getattr(one, column) == getattr(other, column)
        and (is_within or (getattr(one, column) and getattr(one, column) not in offices))
        for column, is_within, _ in KEYS[:key]
    )


def offices_among(found):
    """The addresses and numbers that so many share that not all of them were compared with each other."""
    branches = []
    for at, (column, is_within, _) in enumerate(KEYS):
        shared = {getattr(each, column) for (key, *_), entries in found.items() if key > at for each in entries} - {""}
        if shared and not is_within:
            sharing = Party.objects.filter(**{f"{column}__in": shared}).order_by().values(column)
            branches.append(sharing.annotate(number=Count("pk")).filter(number__gt=MOST_IN_BLOCK).values_list(column))
    return {word for (word,) in branches[0].union(*branches[1:])} if branches else set()


def told_apart(pairs, latest):
    """What somebody said of these (pk, pk), and the `latest` such sayings of all, newest first; in one statement."""
    newest = NotTheSame.objects.order_by("-pk").values("pk")[:latest]
    told = NotTheSame.objects.filter(Q(first__in={first for first, _ in pairs}) | Q(pk__in=newest))
    return list(told.select_related("first", "second").order_by("-pk"))


def blocks(key, word, home):
    """{(key, word, home): [Entry]} of the blocks beyond this mark, in order; one statement for all keys."""
    branches, params = [], []
    for at in range(key, len(KEYS)):
        branch, values = branch_of(at, *((word, home) if at == key else ("", -1)))
        branches.append(f"SELECT * FROM ({branch}) AS found_{at}")  # noqa: S608 - our own words, as in branch_of
        params += values
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(branches), params)
        for at, shared, where, *facts in cursor.fetchall():
            found.setdefault((at, shared, where), []).append(Entry(*facts))
    return dict(sorted(found.items(), key=lambda each: each[0][0]))


def branch_of(at, word, home):
    """The SQL of one key: its blocks from the index, then who is in them."""
    column, is_within, number = KEYS[at]
    group, place, beyond, values = "CAST(NULL AS bigint)", "0", f"{column} > %s", [word]
    if is_within:
        group, place = "group_id", "COALESCE(group_id, 0)"
        beyond, values = f"{column} >= %s AND ({column} > %s OR {place} > %s)", [word, word, home]
    if number == LOOSE_BLOCKS:  # of people of whom no group is known, only those of the same name are looked at
        beyond += f" AND (group_id IS NOT NULL OR {column} < 'p')"
    grouped = f"{column}, group_id" if is_within else column
    sequence = f"{column}, group_id NULLS FIRST" if is_within else column
    same_place = "party.group_id = several.home OR party.group_id IS NULL AND several.home IS NULL"
    facts = ", ".join(f"party.{name}" for name in ("id", *Entry._fields[1:]))
    # Words of this module only; "not empty" as the partial index says it, so that SQLite finds that one.
    sql = f"""
        SELECT {at} AS shared, several.word, COALESCE(several.home, 0) AS place, {facts}
        FROM (
            SELECT {column} AS word, {group} AS home FROM customers_party
            WHERE {beyond} AND NOT ({column} = '')
            GROUP BY {grouped} HAVING count(*) > 1 ORDER BY {sequence} LIMIT %s
        ) AS several
        JOIN customers_party party ON party.{column} = several.word
            AND ({same_place if is_within else "TRUE"})
        ORDER BY several.word, place, party.id
    """  # noqa: S608
    return sql, [*values, number]


def look_alikes(party):
    """[Pair] of one entry with those it may be the same as, and was not told apart from; in one statement."""
    shared = Q(pk__in=[])
    for column, is_within, number in KEYS:
        value = getattr(party, column)
        if value and (not is_within or party.group_id or party.is_group or number == BLOCKS):
            shared |= Q(**{column: value}) & (Q(group=party.group_id) if is_within else Q())
    told = NotTheSame.objects.filter(
        Q(first=party.pk, second=OuterRef("pk")) | Q(first=OuterRef("pk"), second=party.pk)
    )
    others = Party.objects.filter(~Exists(told), shared, kind=party.kind).exclude(pk=party.pk)
    others = others.select_related("group").order_by("pk")[:PAGE]
    return [Pair(party, other, why) for other in others if (why := reasons(party, other))]
