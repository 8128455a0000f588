"""What other pages ask about criteria: one statement each, and nobody counts what is not theirs."""

import pytest
from django.contrib.auth.models import AnonymousUser

from projects.models import Project
from tests.cast import make_criterion, make_project
from valuecriteria import actions
from valuecriteria.models import ValueCriterion
from valuecriteria.queries import live_criteria, reviews_waiting


@pytest.fixture
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


def test_reviews_wait_for_sponsors_only(tom, sponsor, manager, customer, outsider, admin, pmo):
    make_criterion(tom, "Assumed, so it does not wait.", by=manager)
    make_criterion(tom, "Confirmed, so it waits.", by=manager, confirmed=True)
    forward = make_criterion(tom, "Put forward, so it waits.", by=manager)
    actions.put_forward(revision=forward.current_revision, by=manager)
    assert reviews_waiting(sponsor) == 2
    assert [reviews_waiting(user) for user in (manager, customer, outsider, admin, pmo, AnonymousUser())] == [None] * 6


def test_nothing_waits_and_nobody_to_wait_for_are_different(sponsor):
    assert reviews_waiting(sponsor) == 0


def test_what_is_decided_settled_or_closed_waits_for_nobody(tom, sponsor, manager, project):
    decided = make_criterion(tom, "Decided.", by=manager, confirmed=True)
    actions.review(revision=decided.current_revision, decision="agree", comment="", by=sponsor)
    settled = make_criterion(tom, "Settled.", by=manager, confirmed=True)
    actions.settle(criterion=settled, outcome="withdrawn", reason="A mistake", by=manager)
    assert reviews_waiting(sponsor) == 0
    make_criterion(tom, "Waits.", by=manager, confirmed=True)
    assert reviews_waiting(sponsor) == 1
    Project.objects.filter(pk=project.pk).update(stage="closed")
    assert reviews_waiting(sponsor) is None
    assert list(ValueCriterion.objects.waiting_for(sponsor)) == []


def test_one_statement(tom, sponsor, manager, django_assert_num_queries):
    for number in range(3):
        make_criterion(tom, f"Criterion {number}", by=manager, confirmed=True)
    with django_assert_num_queries(1):
        assert reviews_waiting(sponsor) == 3


def test_live_criteria_leave_out_the_withdrawn(tom, project, manager):
    make_criterion(tom, "Stays.", by=manager)
    gone = make_criterion(tom, "Goes.", by=manager)
    actions.settle(criterion=gone, outcome="withdrawn", reason="Not theirs", by=manager)
    make_project("EMPTY", manager=manager)
    counted = Project.objects.annotate(number=live_criteria()).values_list("key", "number")
    assert dict(counted) == {"CRM1": 1, "EMPTY": 0}


def test_nobody_signed_in_reads_no_criteria(project, manager):
    from tests.cast import make_customer

    make_criterion(make_customer(project, "Sales team", kind="group", by=manager), by=manager)
    assert list(ValueCriterion.objects.visible_to(AnonymousUser())) == []
