"""Keyset pages: the next rows after the last one shown, so that page 2,000 costs what page 1 costs (no OFFSET)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BadBase64
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Q

from .prepared import ask

PAGE = 50
COUNT_CAP = 1000


@dataclass
class Page:
    """One page of rows, with the addresses' `after` and `before` marks of its neighbours ("" for none)."""

    rows: list[Any]
    after: str
    before: str

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def keyset_page(queryset, order, cursor="", size=PAGE):
    """The page of `queryset` at `cursor`, in `order`: field names, "-" for descending, the last unique, all not null.

    A cursor that is damaged, or was made for another order, shows the first page.
    """
    back, marks = read_cursor(cursor, order)
    direction = [flip(name) for name in order] if back else list(order)
    queryset = in_order(queryset, direction)
    if marks:
        try:
            queryset = queryset.filter(beyond(direction, marks))
        except (FieldError, ValidationError, ValueError, TypeError, OverflowError):
            return keyset_page(queryset.all(), order, "", size)
    return cut(list(queryset[: size + 1]), order, size, back, marks)


def ready_page(make, order, *shape, cursor="", **values):
    """The page of the queryset that `make(*shape)` returns; the first one by a statement kept ready.

    `values` as in registry.prepared; `make` takes them by the same names, placeholders where it is not told.
    """
    if cursor:
        return keyset_page(make(*shape, **values), order, cursor)
    return cut(ask(first_rows, make, shape, tuple(order), **values), order, PAGE)


def first_rows(make, shape, order):
    return in_order(make(*shape), order)[: PAGE + 1]


def cut(rows, order, size, back=False, marks=()):
    """A Page of rows and one more than it shows, so that it is known whether others follow."""
    more = len(rows) > size
    rows = rows[:size]
    if back:
        rows.reverse()
    has_after, has_before = (
        (bool(rows) if back else more),
        (more if back else bool(marks and rows)),
    )
    return Page(
        rows,
        after=make_cursor(rows[-1], order, back=False) if rows and has_after else "",
        before=make_cursor(rows[0], order, back=True) if rows and has_before else "",
    )


def in_order(queryset, order):
    return queryset.order_by(*[F(n[1:]).desc() if n.startswith("-") else F(n).asc() for n in order])


def beyond(order, marks):
    """Rows after `marks` in `order`; the leading range is said apart so that an index serves it on both engines."""
    condition, equal = Q(), Q()
    for name, mark in zip(order, marks, strict=True):
        field, operator = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        condition |= equal & Q(**{f"{field}__{operator}": mark})
        equal &= Q(**{field: mark})
    first, operator = (order[0][1:], "lte") if order[0].startswith("-") else (order[0], "gte")
    return Q(**{f"{first}__{operator}": marks[0]}) & condition


def flip(name):
    return name[1:] if name.startswith("-") else f"-{name}"


def value_of(row, path):
    for part in path.lstrip("-").split("__"):
        row = row[part] if isinstance(row, dict) else getattr(row, part)
    return row


def make_cursor(row, order, *, back):
    return cursor_of([value_of(row, name) for name in order], back=back)


def cursor_of(marks, *, back=False):
    marks = ["<" if back else ">", *marks]
    return urlsafe_b64encode(json.dumps(marks, cls=DjangoJSONEncoder).encode()).decode().rstrip("=")


def read_cursor(cursor, order):
    """(is it a step back, its values), or (False, []) for none or a damaged one."""
    if not cursor or len(cursor) > 2000:
        return False, []
    try:
        marks = json.loads(urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
        side, *marks = marks
    except (BadBase64, ValueError, TypeError, RecursionError):
        return False, []
    if side not in ("<", ">") or len(marks) != len(order) or not all(isinstance(m, str | int) for m in marks):
        return False, []
    if any("\x00" in mark for mark in marks if isinstance(mark, str)):
        return False, []
    return side == "<", marks


def capped_count(queryset):
    """The number of rows up to a thousand, and "1,000+" beyond: counting a million rows helps nobody."""
    return capped(queryset.order_by().values("pk")[: COUNT_CAP + 1].count())


def capped(number):
    """A number as it is said: "1,000+" beyond the cap."""
    return f"{COUNT_CAP:,}+" if number > COUNT_CAP else f"{number:,}"
