"""Times from a day until before another (None: no end): put together, and cut out of each other. Pure."""

from datetime import date
from itertools import pairwise

from django.db.models import F, Q
from django.utils.formats import date_format


def until(row):
    return row.to_on or date.max


def q_overlapping(row):
    """The condition "in force on a day on which this row is" over from_on and to_on; the row itself aside."""
    begun = Q() if row.to_on is None else Q(from_on__lt=row.to_on)
    return begun & (Q(to_on=None) | Q(to_on__gt=row.from_on)) & ~Q(pk=row.pk) & (Q(to_on=None) | ~Q(to_on=F("from_on")))


def is_empty(row):
    """Taken back on the day it began."""
    return row.to_on == row.from_on


def overlap(one, other):
    return one.from_on < until(other) and other.from_on < until(one)


def in_words(row):
    """ "from 1 March 2026 on", "from 1 March 2026 until 1 June 2026"."""
    start = date_format(row.from_on, "j F Y")
    return f"from {start} until {date_format(row.to_on, 'j F Y')}" if row.to_on else f"from {start} on"


def overlapping(rows):
    """The first two of these rows that are in force on the same day, or None."""
    rows = sorted((row for row in rows if not is_empty(row)), key=lambda row: (row.from_on, row.pk))
    return next((pair for pair in pairwise(rows) if overlap(*pair)), None)


def clusters(rows):
    """Rows in lists of those that overlap, directly or by way of others; each list and all of them in order of time."""
    found, end = [], date.min
    for row in sorted(rows, key=lambda row: (row.from_on, row.pk)):
        if found and row.from_on < end and not is_empty(row):
            found[-1].append(row)
            end = max(end, until(row))
        elif is_empty(row):
            found.insert(max(len(found) - 1, 0), [row])
        else:
            found.append([row])
            end = until(row)
    return found


def joined(periods):
    """[(from, until)] as few as say the same: those that overlap or touch are one."""
    found = []
    for start, end in sorted(periods):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(periods, taken):
    """What is left of [(from, until)] when other times are cut out of them."""
    left = joined(periods)
    for start, end in taken:
        left = [
            piece
            for one, other in left
            for piece in ((one, min(other, start)), (max(one, end), other))
            if piece[0] < piece[1]
        ]
    return left


def period(row):
    return row.from_on, until(row)


def end_of(day):
    """An end as rows keep it."""
    return None if day == date.max else day
