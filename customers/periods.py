"""Times from a day until before another (None: no end): put together, and cut out of each other. Pure."""

from datetime import date


def until(row):
    return row.to_on or date.max


def is_empty(row):
    """Taken back on the day it began."""
    return row.to_on == row.from_on


def overlap(one, other):
    return one.from_on < until(other) and other.from_on < until(one)


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
