"""Telephone numbers: one key for every way of writing one, and found in any grouping."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from customers.phones import phone_key, search_words


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("+44 121 496 0000", "+441214960000"),
        ("+44 (0)121 496-0000", "+441214960000"),
        ("0044 121/4960000", "+441214960000"),
        ("tel: +44.121.496.0000 (mobile)", "+441214960000"),
        ("+44 121 496 0000 ext. 12", "+441214960000x12"),
        ("+44 121 496 0000 x12", "+441214960000x12"),
        ("+44 121 4960000 #12", "+441214960000x12"),
        ("+49 30 123456 Durchwahl 78", "+4930123456x78"),
        ("0121 496 0000", "01214960000"),
        ("(0121) 496 0000", "01214960000"),
        ("fax 0121 496 0000", "01214960000"),
        ("٠١٢١ ٤٩٦ ٠٠٠٠", "01214960000"),  # Arabic-Indic digits
        ("０１２１４９６００００", "01214960000"),  # wide digits
        ("4711", "4711"),
        ("ext 4711", "4711"),
        ("ask reception", ""),
        ("000", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_every_way_of_writing_a_number_has_one_key(typed, key):
    assert phone_key(typed) == key


DIGITS = st.text("123456789", min_size=6, max_size=12)
GAPS = st.sampled_from(["", " ", "-", ".", "/", "\u00a0", " - "])


@given(DIGITS, st.lists(GAPS, min_size=12, max_size=12), st.sampled_from(["", "+", "00"]))
def test_grouping_never_matters(digits, gaps, before):
    grouped = before + "".join(digit + gap for digit, gap in zip(digits, gaps, strict=False))
    assert phone_key(grouped) == phone_key(before + digits)


@given(st.text(max_size=50))
@example("X0")
@example("x 0012")
def test_anything_typed_has_a_key_which_is_its_own_key(text):
    key = phone_key(text)
    assert phone_key(key) == key
    assert set(key) <= set("+x0123456789")
    assert all(word.isascii() and word.isdigit() for word in search_words(text).split())
