"""Readiness by figures worked out by hand: on the project's page, in the list of projects, and of each customer."""

import pytest

from tests.cast import make_criterion, make_customer, make_goal, make_project
from tests.overview.reading import read
from valuecriteria import actions as value

pytestmark = pytest.mark.django_db
WHOLE = {"why": "Because.", "how": "So.", "measure": "Offers", "target": "0"}
FAILING = [
    "no end user is without somebody who speaks for them",
    "no group is without a representative",
    "every customer was asked what they value",
    "every criterion is aligned with a goal",
    "every criterion has why, how, measure and target",
    "somebody of the team looks after each customer",
]


@pytest.fixture
def scene(project, manager, sponsor):
    """A sponsor for others alone; an end user asked for both sides, the second criterion bare; a group never asked."""
    goal = make_goal(project)
    dana = project.stakeholders.get(party__user=sponsor)
    dana.no_own_benefit = True
    dana.save()
    tom = make_customer(project, "Tom Bexley", "End user", by=manager)
    agreed = make_criterion(tom, "Less typing.", by=manager, confirmed=True, kind="service", **WHOLE)
    value.align(criterion=agreed, goal=goal, effect="strong", by=manager)
    value.review(revision=agreed.current_revision, decision="agree", comment="", by=sponsor)
    make_criterion(tom, "A list that prints.", by=manager, kind="deliverable")
    team = make_customer(project, "Sales team", "Customer", by=manager, kind="group")
    return {"Dana Whitfield": dana, "Tom Bexley": tom, "Sales team": team}


def missing(customer):
    return f"{customer.get_absolute_url()}missing/"


def test_the_project_s_page_and_the_list_say_the_same(client, manager, scene):
    client.sign_in(manager)
    page = client.get("/projects/CRM1/")
    assert "Readiness: 18 of 24 checks hold" in read(page)
    assert [check.words for check in page.context["checks"] if not check.holds] == FAILING
    [row] = client.get("/projects/").context["page"]
    assert (row.readiness.holding, row.readiness.total, row.readiness.failing) == (18, 24, FAILING)
    assert "18 of 24 checks hold in" in read(client.get("/projects/"))


@pytest.mark.parametrize(("name", "holding", "failing"), [
    ("Dana Whitfield", "8 of 9", ["somebody of the team looks after them"]),
    ("Tom Bexley", "9 of 13", [
        "somebody speaks for them",
        "every criterion of theirs is aligned with a goal",
        "every criterion of theirs has why, how, measure and target",
        "somebody of the team looks after them",
    ]),
    ("Sales team", "7 of 13", [
        "somebody represents the group",
        "they were asked what they value",
        "they were asked for service and deliverable",
        "every criterion of theirs is aligned with a goal",
        "every criterion of theirs has why, how, measure and target",
        "somebody of the team looks after them",
    ]),
])  # fmt: skip
def test_of_each_customer_the_checks_that_concern_them(client, manager, scene, name, holding, failing):
    page = client.sign_in(manager).get(missing(scene[name]))
    assert f"Readiness: {holding} checks hold" in read(page)
    assert [check.words for check in page.context["checks"] if not check.holds] == failing
    assert f'href="{missing(scene[name])}"' in client.get(scene[name].get_absolute_url()).content.decode()


def test_each_gap_of_a_customer_leads_to_its_form(client, manager, scene):
    page = client.sign_in(manager).get(missing(scene["Sales team"]))
    links = [gap.form for check in page.context["failing"] for gap in check.gaps]
    assert len(links) == 3
    for link in links:
        assert f'href="{link}"' in page.content.decode()
        assert client.get(link).status_code == 200


def test_of_who_is_no_customer_nothing_is_asked(client, manager, project):
    supplier = make_customer(project, "Kofi Mensah", "Supplier", by=manager)
    page = client.sign_in(manager).get(missing(supplier))
    assert "Kofi Mensah: nothing is asked" in read(page)
    assert page.context["checks"] == []


def test_who_sees_readiness(client, manager, sponsor, customer, pmo, admin, outsider, scene, project):
    other = make_customer(make_project("OTH1", "Another", manager=admin), "Elsewhere", by=manager)
    address = missing(scene["Tom Bexley"])
    got = [client.sign_in(user).get(address).status_code for user in (manager, sponsor, pmo, admin, customer, outsider)]
    assert got == [200, 200, 200, 200, 403, 404]
    assert client.sign_in(manager).get(f"/projects/CRM1/customers/{other.pk}/missing/").status_code == 404
    assert client.post(address).status_code == 405
    [row] = [row for row in client.sign_in(customer).get("/projects/").context["page"] if row.key == "CRM1"]
    assert row.readiness is None
    assert "checks hold" not in read(client.get("/projects/"))


@pytest.mark.parametrize("number", [1, 3])
def test_statements(client, manager, scene, project, statements, number):
    for at in range(number):
        make_criterion(scene["Tom Bexley"], f"Words {at}", by=manager)
        make_customer(project, f"Customer {at}", by=manager)
    client.sign_in(manager)
    with statements(at_most=13):
        client.get(missing(scene["Tom Bexley"]))
    with statements(at_most=8):
        client.get("/projects/")


def test_what_holds_of_an_empty_project_is_said_to_be_missing_nothing(client, project, manager):
    """No sentence says that somebody does something for people who are not there."""
    page = read(client.sign_in(manager).get("/projects/CRM1/"))
    assert "no end user is without somebody who speaks for them" in page.lower()
    assert "somebody speaks for the end users" not in page.lower()
