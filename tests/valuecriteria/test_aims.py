"""What a criterion aims at, read from its baseline and target: figures, units, bounds, and nothing guessed."""

from math import inf
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuecriteria.aims import aim_of, are_opposed, exclude_each_other
from valuecriteria.quantities import quantity

DAY, MINUTE = 86_400, 60


@pytest.mark.parametrize(("text", "low", "high", "unit"), [
    ("5 days", 5 * DAY, 5 * DAY, "second"),
    ("24 hours", DAY, DAY, "second"),
    ("two weeks", 14 * DAY, 14 * DAY, "second"),
    ("30 mins", 30 * MINUTE, 30 * MINUTE, "second"),
    ("3 months", 3, 3, "month"),
    ("2 years", 24, 24, "month"),
    ("2 working days", 2, 2, "working day"),
    ("2,5 Stunden", 2.5, 2.5, "stunden"),
    ("one page", 1, 1, "page"),
    ("€ 1,200.50", 1200.5, 1200.5, "eur"),
    ("500 €", 500, 500, "eur"),
    ("CHF 20 000", 20000, 20000, "chf"),
    ("1 200 calls a week", 62_400, 62_400, "call a year"),
    ("2 per week", 104, 104, "time a year"),
    ("twice a month", 24, 24, "time a year"),
    ("weekly", 52, 52, "time a year"),
    ("every 2 weeks", 26, 26, "time a year"),
    ("At least every month", 12, inf, "time a year"),
    ("90 %", 90, 90, "%"),
    ("95 percent of offers", 95, 95, "%"),
    ("4 in 5", 80, 80, "%"),
    ("3 of 3", 100, 100, "%"),
    ("all of them", 100, 100, "%"),
    ("0", 0, 0, ""),
    ("none", 0, 0, ""),
    ("-3 °C", -3, -3, "c"),
    ("at most 2 days", -inf, 2 * DAY, "second"),
    ("2 days or less", -inf, 2 * DAY, "second"),
    ("2 days at most", -inf, 2 * DAY, "second"),
    ("5 or fewer a month", -inf, 60, "time a year"),
    ("No more than 3 clicks", -inf, 3, "click"),
    ("not over 5", -inf, 5, ""),
    ("up to a week", -inf, 7 * DAY, "second"),
    ("within 4 h", -inf, 4 * 3600, "second"),
    ("≤ 2 days", -inf, 2 * DAY, "second"),
    ("under 5 %", -inf, 5, "%"),
    ("at least 5 days", 5 * DAY, inf, "second"),
    ("no less than 5", 5, inf, ""),
    ("no fewer than 3", 3, inf, ""),
    ("not under 5", 5, inf, ""),
    ("5 or more", 5, inf, ""),
    ("5+", 5, inf, ""),
    ("min. 8", 8, inf, ""),
    ("4 minimum", 4, inf, ""),
    (">=5", 5, inf, ""),
    ("2-3 days", 2 * DAY, 3 * DAY, "second"),
    ("between 10 and 12", 10, 12, ""),
    ("10 to 12 calls", 10, 12, "call"),
])  # fmt: skip
def test_a_quantity(text, low, high, unit):
    found = quantity(text)
    assert (found.low, found.high, found.unit, found.is_rough) == (low, high, unit, False)


@pytest.mark.parametrize(("text", "low", "high"), [
    ("about 9", 9, 9), ("~9", 9, 9), ("15 days, by hand", 15 * DAY, 15 * DAY),
    ("15 days (by hand)", 15 * DAY, 15 * DAY),
    ("10 in the last project", 10, 10), ("2 this year", 2, 2), ("under 100 on the first day", -inf, 100),
    ("14% off", 14, 14),
])  # fmt: skip
def test_a_remark_makes_it_rough(text, low, high):
    found = quantity(text)
    assert (found.low, found.high, found.is_rough) == (low, high, True)


@pytest.mark.parametrize("text", [
    "", "fast", "as before", "better than now", "24/7", "G7 and W10", "from 5 days to 2 of 7", "1, 2, 3", "v2.0",
    "14:00", "by 2026", "ISO 9001", "week 3", "phase 2", "not 5", "5 days (was 7)", "2 days, never more",
    "5 days or better", "more than 2 and less than 5", "90 % of calls within 2 days", "80 % by 2027", "1.500",
    "9 to 5", "5 of 3", "x" * 201, "at least at most 5", "€ 5 $", "every 0", "2 days but 5 at Christmas",
])  # fmt: skip
def test_what_is_not_wholly_understood_is_left(text):
    assert quantity(text) is None


@given(st.text(max_size=60) | st.from_regex(r"[a-z ]{0,9}[0-9.,]{1,6}[ a-z/%€,()-]{0,12}", fullmatch=True))
def test_any_text_is_read_or_left(text):
    found = quantity(text)
    assert found is None or found.low <= found.high


def aim(baseline, target, measure=""):
    return aim_of(SimpleNamespace(measure=measure, baseline=baseline, target=target))


@pytest.mark.parametrize(("baseline", "target", "way"), [
    ("5 days", "2 days", -1), ("2 days", "5 days", 1), ("5 days", "2", -1), ("5", "2 days", -1),
    ("1 week", "5 days", -1), ("36 hours", "2 days", 1), ("5 %", "2 days", 0), ("", "2 days", 0),
    ("slow", "2 days", 0), ("2 days", "2 days", 0), ("monthly", "weekly", 1), ("1 in 3", "all", 1),
    ("6", "none", -1), ("2 days", "0", -1), ("30 a month", "5 a month", -1), ("5 days", "at most 2 days", -1),
    ("2 days", "at least 5 days", 1), ("5", "under 5", -1), ("5", "5 or fewer", 0),
    ("10 days", "at most 12 days", 0), ("5 days", "at least 2 days", 0), ("", "at most 2 days", 0),
    ("up to a week", "1 minute", -1), ("3,140", "under 100 on the first day", -1), ("about 9", "1", -1),
])  # fmt: skip
def test_the_way_it_is_to_go(baseline, target, way):
    assert aim(baseline, target).way == way


OFFER, PAGES = "Time to offer", "Length of the report"


@pytest.mark.parametrize(("one", "other", "opposed", "excluded"), [
    # Opposite ways, of one measure, or of none at all: then the theme says what is counted.
    (("5 days", "2 days"), ("2 days", "5 days"), True, True),
    (("5 days", "2 days", OFFER), ("1 week", "3 weeks", "time to an OFFER"), True, True),
    (("5", "2"), ("2", "5"), True, True),
    (("5 days", "4 days", OFFER), ("2 days", "3 days", OFFER), True, False),
    (("5 days", "2 days"), ("9 days", "4 days"), False, False),  # two days please both
    (("5 days", "2 days"), ("5 %", "20 %"), False, False),  # days are no per cent
    (("5 days", "2 days", "Days until answered"), ("3 days", "30 days", "Days of notice"), False, False),
    (("5", "2", "Calls"), ("2", "5", "Visits"), False, False),
    (("5 days", "2 days", OFFER), ("2", "5"), False, False),
    (("about 5 days", "2 days", OFFER), ("2 days", "5 days, at first", OFFER), True, False),
    # Targets that leave nothing between them.
    (("", "at most 2 days"), ("", "at least 5 days"), False, True),
    (("", "2 days or less"), ("", "no less than 1 week"), False, True),
    (("", "at most 5 days"), ("", "at least 2 days"), False, False),
    (("", "at least 2 days"), ("", "5 days or more"), False, False),
    (("", "under 5 days"), ("", "at least 5 days"), False, True),
    (("", "at most 5 days"), ("", "at least 5 days"), False, False),
    (("", "at most 48 hours"), ("", "2 days or more"), False, False),
    (("5 days", "2 days", OFFER), ("", "at least 4 days", OFFER), False, True),
    (("", "at most 2 days", OFFER), ("", "5 days", OFFER), False, True),
    # Numbers that are meant as they are: of one measure, and only against others that are no wish for less or more.
    (("", "1 page", PAGES), ("", "10 pages", "length of report"), False, True),
    (("", "1 page", PAGES), ("", "10 pages", "Length of the minutes"), False, False),
    (("", "1 page"), ("", "10 pages"), False, False),
    (("", "1 page", PAGES), ("", "one page", PAGES), False, False),
    (("", "weekly", "Newsletter"), ("", "monthly", "Newsletter"), False, True),
    (("", "2-3 pages", PAGES), ("", "4-5 pages", PAGES), False, True),
    (("", "2-3 pages", PAGES), ("", "3-5 pages", PAGES), False, False),
    (("5 days", "2 days", OFFER), ("", "3 days", OFFER), False, False),
    (("", "about 2 days", OFFER), ("", "3 days", OFFER), False, False),
    (("", "90 %", "Answers on time"), ("", "5 %", "Answers not on time"), False, False),
])  # fmt: skip
def test_two_aims(one, other, opposed, excluded):
    assert are_opposed(aim(*one), aim(*other)) == opposed == are_opposed(aim(*other), aim(*one))
    assert exclude_each_other(aim(*one), aim(*other)) == excluded == exclude_each_other(aim(*other), aim(*one))
