"""Somebody with a login who represents a group: the group's value is theirs to say, for as long as they do."""

import pytest

from customers import actions as customers
from customers.models import Party
from tests.cast import make_criterion, make_customer, make_user
from valuecriteria.models import ValueCriterion


@pytest.fixture
def group(project, manager):
    return make_customer(project, "Sales team", by=manager, kind="group")


@pytest.fixture
def marcus(group, manager):
    user = make_user("Marcus Oyelaran")
    person = Party.objects.create(name="Marcus Oyelaran", user=user)
    customers.name_representative(stakeholder=group, person=person, by=manager)
    return user


def test_a_representative_reads_and_confirms_what_their_group_values(client, group, marcus, manager):
    criterion = make_criterion(group, "One contact, one place.", by=manager)
    client.sign_in(marcus)
    assert "One contact, one place." in client.get("/").text
    assert "One contact, one place." in client.get(f"/projects/CRM1/customers/{group.pk}/value/").text
    confirming = f"/projects/CRM1/value/{criterion.pk}/confirm/"
    assert client.get(confirming).status_code == 200
    client.post(confirming, {"revision": criterion.current_revision.pk})
    assert ValueCriterion.objects.get(pk=criterion.pk).state == "confirmed"


def test_they_read_nothing_of_other_customers(client, project, group, marcus, manager):
    other = make_customer(project, "Finance", by=manager, kind="group")
    criterion = make_criterion(other, "Nobody types an invoice twice.", by=manager)
    client.sign_in(marcus)
    assert client.get(f"/projects/CRM1/customers/{other.pk}/value/").status_code == 403
    assert client.get(f"/projects/CRM1/value/{criterion.pk}/").status_code == 404
    assert "Nobody types an invoice twice." not in client.get("/search/?q=invoice").text


def test_whoever_is_replaced_sees_the_project_no_longer(client, group, marcus, manager):
    customers.name_representative(stakeholder=group, person=None, by=manager)
    client.sign_in(marcus)
    assert client.get("/projects/CRM1/").status_code == 404
    assert client.get(f"/projects/CRM1/customers/{group.pk}/value/").status_code == 404


def test_the_page_of_a_group_keeps_its_number_of_statements(client, statements, group, marcus, manager):
    for number in range(3):
        make_criterion(group, f"Value {number}", by=manager)
    client.sign_in(marcus)
    with statements(at_most=8):
        client.get(f"/projects/CRM1/customers/{group.pk}/value/")
