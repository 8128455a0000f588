"""Keyset pages: every row once, forwards and backwards, whatever the ties; a damaged mark shows the first page."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.models import Party
from registry.paging import capped_count, keyset_page, read_cursor
from registry.search import fold

pytestmark = pytest.mark.django_db


def make(names):
    Party.objects.bulk_create([Party(name=name, name_key=fold(name), search_text=fold(name)) for name in names])


def walk(order, size, queryset=None):
    """All pages from the first to the last."""
    cursor, pages = "", []
    while True:
        page = keyset_page((queryset or Party.objects).all(), order, cursor, size)
        pages.append(page)
        if not page.after:
            return pages
        cursor = page.after
        assert len(pages) < 100


@pytest.mark.parametrize("order", [("name_key", "pk"), ("-name_key", "pk"), ("name_key", "-pk"), ("-pk",)])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_every_row_comes_once_with_ties(order, size):
    make(["a", "b", "a", "a", "c", "b", "a"])
    pages = walk(order, size)
    seen = [row.pk for page in pages for row in page]
    expected = list(Party.objects.order_by(*order).values_list("pk", flat=True))
    assert seen == expected
    # And back again, page by page.
    for earlier, later in zip(pages[-2::-1], pages[:0:-1], strict=True):
        back = keyset_page(Party.objects.all(), order, later.before, size)
        assert [row.pk for row in back] == [row.pk for row in earlier]
        assert back.after


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(names=st.lists(st.text("abÄ é", max_size=3), max_size=12), size=st.integers(1, 5))
def test_whatever_the_names(db, names, size):
    Party.objects.all().delete()
    make([f"{name}x" for name in names])
    seen = [row.pk for page in walk(("name_key", "pk"), size) for row in page]
    assert seen == list(Party.objects.order_by("name_key", "pk").values_list("pk", flat=True))


def test_rows_that_come_or_go_meanwhile_shift_nothing():
    make(["b", "d", "f", "h"])
    first = keyset_page(Party.objects.all(), ("name_key", "pk"), "", 2)
    make(["a", "c"])
    Party.objects.filter(name="d").delete()
    second = keyset_page(Party.objects.all(), ("name_key", "pk"), first.after, 2)
    assert [row.name for row in second] == ["f", "h"]


def damaged():
    def encoded(text):
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    return [
        "nonsense",
        "%%%",
        "é",
        "=" * 50,
        "A" * 100_000,
        encoded("[]"),
        encoded("{}"),
        encoded("null"),
        encoded("[" * 5000),
        encoded('[">"]'),
        encoded('[">", "a"]'),
        encoded('["x", "a", 1]'),
        encoded('[">", "a", "not a number"]'),
        encoded('[">", null, null]'),
        encoded('[">", {"a": 1}, [1]]'),
        encoded('[">", "a\\u0000", 1]'),
        encoded(f'[">", "a", {"9" * 30}]'),
        encoded('[">", 1.5, 1e400]'),
        encoded('["<", true, false]'),
    ]


@pytest.mark.parametrize("cursor", damaged(), ids=range(len(damaged())))
def test_a_damaged_mark_is_answered(cursor):
    make(["a", "b"])
    page = keyset_page(Party.objects.all(), ("name_key", "pk"), cursor, 5)
    assert {row.name for row in page} <= {"a", "b"}


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_no_text_breaks_a_mark(text):
    marks = read_cursor(text, ("name_key", "pk"))[1]
    assert marks == [] or len(marks) == 2


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (3, "3"), (1000, "1,000"), (1001, "1,000+")])
def test_counts_end_at_a_thousand(number, shown):
    make([f"p{n}" for n in range(number)])
    assert capped_count(Party.objects.all()) == shown


def test_page_two_asks_for_no_offset(django_assert_num_queries):
    make([f"p{n:03}" for n in range(120)])
    first = keyset_page(Party.objects.all(), ("name_key", "pk"))
    with django_assert_num_queries(1) as seen:
        second = keyset_page(Party.objects.all(), ("name_key", "pk"), first.after)
    assert "OFFSET" not in seen[0]["sql"]
    assert [row.name for row in second][:1] == ["p050"]
