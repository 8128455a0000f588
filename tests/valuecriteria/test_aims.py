"""What a criterion aims at, read from its baseline and target: numbers, units, bounds, and nothing guessed."""

from math import inf
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuecriteria.aims import Quantity, aim_of, are_opposed, exclude_each_other, quantity


@pytest.mark.parametrize(("text", "low", "high", "unit"), [
    ("5 days", 5, 5, "day"),
    ("2,5 Stunden", 2.5, 2.5, "stunden"),
    ("two days", 2, 2, "day"),
    ("€ 1,200.50", 1200.5, 1200.5, "€"),
    ("1 200 calls a week", 1200, 1200, "call a week"),
    ("2 per week", 2, 2, "per week"),
    ("90 %", 90, 90, "%"),
    ("95 percent of offers", 95, 95, "%"),
    ("30 mins", 30, 30, "minute"),
    ("at most 2 days", -inf, 2, "day"),
    ("No more than 3 clicks", -inf, 3, "click"),
    ("within 4 h", -inf, 4, "hour"),
    ("≤ 2 days", -inf, 2, "day"),
    ("at least 5 days", 5, inf, "day"),
    ("min. 8", 8, inf, ""),
    ("≥5", 5, inf, ""),
    ("2-3 days", 2, 3, "day"),
    ("between 10 and 12", 10, 12, ""),
    ("weekly", 52, 52, "times a year"),
    ("At least every month", 12, inf, "times a year"),
    ("0", 0, 0, ""),
    ("-3 °C", -3, -3, "c"),
])  # fmt: skip
def test_a_quantity(text, low, high, unit):
    assert quantity(text) == Quantity(low, high, unit)


@pytest.mark.parametrize("text", ["", "fast", "as before", "24/7", "G7 and W10", "from 5 days to 2 of 7", "1, 2, 3"])
def test_no_quantity_where_there_is_none_or_more_than_one(text):
    assert quantity(text) is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_left(text):
    found = quantity(text)
    assert found is None or found.low <= found.high


def aim(baseline, target, measure=""):
    return aim_of(SimpleNamespace(measure=measure, baseline=baseline, target=target))


@pytest.mark.parametrize(("baseline", "target", "way"), [
    ("5 days", "2 days", -1), ("2 days", "5 days", 1), ("5 days", "2", -1), ("5 %", "2 days", 0), ("", "2 days", 0),
    ("", "at most 2 days", -1), ("", "at least 2", 1), ("slow", "2 days", 0), ("2 days", "2 days", 0),
    ("monthly", "weekly", 1), ("10 days", "at most 12 days", -1),
])  # fmt: skip
def test_the_way_it_is_to_go(baseline, target, way):
    assert aim(baseline, target).way == way


@pytest.mark.parametrize(("one", "other", "opposed", "excluded"), [
    (("5 days", "2 days"), ("2 days", "5 days"), True, True),
    (("5 days", "2 days"), ("9 days", "4 days"), False, False),  # two days please both
    (("", "at most 2 days"), ("", "at least 5 days"), True, True),
    (("", "at most 5 days"), ("", "at least 2 days"), True, False),
    (("5 days", "2 days"), ("5 %", "20 %"), False, False),  # days are no per cent
    (("5 days", "2 days", "Time to offer"), ("1 week", "3 weeks", "time to OFFER"), True, False),
    (("", "1 page", "Length of the report"), ("", "10 pages", "Length of the report"), False, True),
    (("", "1 page", "Length of the report"), ("", "10 pages", "Length of the minutes"), False, False),
    (("5", "2", "Calls"), ("2", "5", "Visits"), False, False),
    (("5", "2"), ("2", "5"), True, True),
    (("", "weekly", "Newsletter"), ("", "monthly", "Newsletter"), False, True),
])  # fmt: skip
def test_two_aims(one, other, opposed, excluded):
    assert are_opposed(aim(*one), aim(*other)) == opposed == are_opposed(aim(*other), aim(*one))
    assert exclude_each_other(aim(*one), aim(*other)) == excluded == exclude_each_other(aim(*other), aim(*one))
