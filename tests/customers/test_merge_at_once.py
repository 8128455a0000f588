"""Merges at the same moment: one wins, the others are told, and no row is left without its owner."""

import pytest

from customers import actions
from customers.models import Merged, Party, Role, Stakeholder, current_party
from tests.cast import make_customer, make_project
from tests.customers.test_at_once import at_once, role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(project, manager):
    parts = [make_customer(project, f"Ana Ruiz{letter}", "Customer", by=manager) for letter in "ABC"]
    return [part.party for part in parts]


def merge(one, other):
    data = {"version": one.version, "other_version": other.version, "survivor": one.pk}
    return f"/people/{one.pk}/merge/?with={other.pk}", data


def test_of_two_that_swallow_each_other_one_stays(people, manager, project):
    one, other, _ = people
    statuses = at_once(manager, merge(one, other), merge(other, one), merge(one, other))
    assert set(statuses) <= {302, 200, 409, 422}
    assert 302 in statuses
    assert Party.objects.filter(pk__in=[one.pk, other.pk]).count() == 1
    assert Merged.objects.filter(model="party").count() == 1
    assert project.stakeholders.count() == 2


def test_a_chain_merged_at_once_is_no_ring(people, manager, project):
    one, two, three = people
    statuses = at_once(manager, merge(one, two), merge(two, three), merge(three, one))
    assert set(statuses) <= {302, 200, 409, 422}
    left = Party.objects.filter(pk__in=[party.pk for party in people])
    assert len(left) >= 1
    assert {current_party(party.pk) for party in people} == set(left)
    assert project.stakeholders.count() == len(left)


def test_who_is_logged_while_being_merged_is_nobodys_error_page(people, manager):
    one, other, _ = people
    make_project("NEXT2", "Next", manager=manager)
    known = {"name": other.name, "kind": "person", "party": other.pk, "shown_for": other.name}
    log = ("/projects/NEXT2/customers/log/", {**known, "roles": [role("Customer")]})
    statuses = at_once(manager, merge(one, other), log, log)
    assert set(statuses) <= {302, 200, 409, 422}
    assert not Stakeholder.objects.exclude(party__in=Party.objects.all()).exists()


def test_who_is_logged_again_keeps_their_name_when_merged_a_moment_later(project, people, manager):
    """Between the commit and the sentence that says so, another request may have merged them into somebody else."""
    one, other, _ = people
    logged = actions.log_somebody(
        project=project, party=other, name=other.name, roles=Role.objects.filter(name="Customer"), by=manager
    )
    actions.merge(survivor=one, other=Party.objects.get(pk=other.pk), by=manager)
    assert str(logged.stakeholder) == "Ana RuizB"
