"""Importance as shares of a customer's 100."""

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import make_criterion
from valuecriteria import actions
from valuecriteria.shares import LEVELS, cut, give_outlooks, give_shares, shares, stack


def test_shares_by_largest_remainder():
    assert shares({"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert shares({"a": 5, "b": 4, "c": 3, "d": 2}) == {"a": 36, "b": 29, "c": 21, "d": 14}
    assert shares({"a": 3}) == {"a": 100}
    assert shares({}) == {}
    assert shares({"a": 0}) == {"a": 0}


@given(st.lists(st.integers(1, 5), min_size=1, max_size=60))
def test_shares_always_make_100_and_follow_the_weights(weights):
    found = shares(dict(enumerate(weights)))
    assert sum(found.values()) == 100
    total = sum(weights)
    for key, weight in enumerate(weights):
        assert abs(found[key] - 100 * weight / total) < 1
    heavier = sorted(found, key=lambda key: (weights[key], found[key]))
    assert [found[key] for key in heavier] == sorted(found.values())


def test_the_withdrawn_have_no_share(tom, manager):
    kept = [make_criterion(tom, f"Criterion {number}", by=manager) for number in range(3)]
    actions.settle(criterion=kept[0], outcome="withdrawn", reason="Said twice", by=manager)
    give_shares(kept)
    assert [criterion.share for criterion in kept] == [None, 50, 50]


def test_the_bar_fills_its_width_and_cuts_its_labels(tom, manager):
    criteria = give_shares(
        [make_criterion(tom, "I see every open offer before I call. " * 5, by=manager, importance=n) for n in (5, 3, 1)]
    )
    pieces = stack(criteria)
    assert [piece["x"] for piece in pieces] == [0, 645, 1025]
    assert abs(pieces[-1]["x"] + pieces[-1]["width"] - 1152) <= 2
    assert [piece["label"] for piece in pieces] == [
        "1 I see every open offer before I call. I see every open offer befor…, deliverable",
        "2 I see every open offer before…, deliverable",
        "3 I see e…",
    ]
    assert stack(criteria[:1]) == []
    assert cut("short", 10) == "short"


def test_what_another_importance_would_make_of_the_100(tom, manager):
    """The one rule of shares, asked five times: for one that is being weighed, and for those beside it."""
    first, second = (make_criterion(tom, f"{each}.", by=manager, importance=each) for each in (3, 5))
    assert give_outlooks([first, second]) == {1: 11, 2: 20, 3: 27, 4: 33, 5: 38}
    assert (first.outlook, second.outlook) == (
        {1: 33, 2: 30, 3: 27, 4: 25, 5: 23},
        {1: 56, 2: 50, 3: 46, 4: 42, 5: 39},
    )
    assert give_outlooks([first, second], second.pk) == {1: 25, 2: 40, 3: 50, 4: 57, 5: 62}
    assert [give_shares([first, second])[1].share, second.outlook[5]] == [62, 62]
    assert give_outlooks([]) == dict.fromkeys(LEVELS, 100)
    actions.settle(criterion=second, outcome="withdrawn", reason="Said twice", by=manager)
    assert give_outlooks([first, second], second.pk) is None
    assert give_outlooks([first, second]) == {1: 25, 2: 40, 3: 50, 4: 57, 5: 62}
