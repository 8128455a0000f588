"""One definition of state: what SQL filters and counts by is what Python shows, over every combination of facts."""

from itertools import product

import pytest

from tests.cast import make_criterion
from valuecriteria import actions
from valuecriteria.models import Review, State, ValueCriterion

OUTCOMES = ("", "met", "not_met", "withdrawn")
REVIEWS = ((), ("agree",), ("agree", "ask"), ("ask", "agree"))
COMBINATIONS = list(product(OUTCOMES, (False, True), (False, True), REVIEWS, (False, True)))


def make(stakeholder, facts, *, manager, sponsor):
    outcome, confirmed, forward, reviews, reworded = facts
    criterion = make_criterion(stakeholder, f"{facts}", by=manager)
    revision = criterion.current_revision
    if forward:
        actions.put_forward(revision=revision, by=manager)
    if confirmed:
        actions.confirm(revision=revision, said_by="Tom", how="phone", by=manager)
    for decision in reviews:
        Review.objects.create(revision=revision, decision=decision, comment="Because", decided_by=sponsor)
    if reworded:
        actions.reword(criterion=criterion, statement="Other words", by=manager)
    if outcome:
        actions.settle(criterion=criterion, outcome=outcome, reason="Because", by=manager)
    return criterion


def expected(facts):
    """DOMAIN.md, said a second time: outcome, else the latest review, else confirmed, of the current wording alone."""
    outcome, confirmed, _, reviews, reworded = facts
    if outcome:
        return outcome
    if reworded:
        return "assumed"
    if reviews:
        return {"agree": "agreed", "ask": "change"}[reviews[-1]]
    return "confirmed" if confirmed else "assumed"


@pytest.fixture
def all_of_them(tom, manager, sponsor):
    return {make(tom, facts, manager=manager, sponsor=sponsor).pk: facts for facts in COMBINATIONS}


def test_sql_and_python_agree_everywhere(all_of_them):
    check_states(all_of_them)
    check_what_waits(all_of_them)
    check_what_was_agreed(all_of_them)


def check_states(all_of_them):
    wanted = {pk: expected(facts) for pk, facts in all_of_them.items()}
    in_sql = dict(ValueCriterion.objects.with_facts().values_list("pk", "state_name"))
    assert in_sql == wanted
    assert {c.pk: c.state.value for c in ValueCriterion.objects.all()} == wanted
    assert {c.pk: c.state.value for c in ValueCriterion.objects.with_facts()} == wanted
    assert {c.pk: c.state.value for c in ValueCriterion.objects.for_reading()} == wanted
    for state in State:
        chosen = set(ValueCriterion.objects.in_state(state).values_list("pk", flat=True))
        assert chosen == {pk for pk, name in wanted.items() if name == state}


def check_what_waits(all_of_them):
    wanted = {
        pk
        for pk, (outcome, confirmed, forward, reviews, reworded) in all_of_them.items()
        if not outcome and not reworded and not reviews and (confirmed or forward)
    }
    assert set(ValueCriterion.objects.waiting().values_list("pk", flat=True)) == wanted
    read = list(ValueCriterion.objects.for_reading().with_waiting_since())
    assert {criterion.pk for criterion in read if criterion.is_waiting} == wanted
    assert {c.pk: c.current_revision.before_since for c in read} == {c.pk: c.waiting_since for c in read}


def check_what_was_agreed(all_of_them):
    for criterion in ValueCriterion.objects.for_reading():
        _, _, _, reviews, reworded = all_of_them[criterion.pk]
        agreed = bool(reviews) and reviews[-1] == "agree"
        assert criterion.agreed_number == (1 if agreed else None)
        assert criterion.differs_from_agreed == (agreed and reworded)
