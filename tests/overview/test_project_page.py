"""A project's overview: its customers in order, its gaps, and only what each reader may see."""

import re

import pytest

from customers import actions as customers
from customers.models import Party
from projects import actions as projects
from tests.cast import make_criterion, make_customer, make_goal
from tests.overview.reading import read
from valuecriteria import actions as value

pytestmark = pytest.mark.django_db
PAGE = "/projects/CRM1/"


def names(response):
    """The customers of the table, in the order they stand in."""
    table = response.content.decode().split("<table", 1)[1].split("</table>", 1)[0]
    rows = re.findall(r'<th scope="row">\s*<a[^>]*>(.*?)</a>|scope="rowgroup"><b>(.*?)</b>', table)
    return [name or f"[{group}]" for name, group in rows]


@pytest.fixture
def sales(db):
    return Party.objects.create(kind="group", name="Sales")


def test_sponsor_first_then_by_group(client, project, manager, sponsor, sales):
    finance = Party.objects.create(kind="group", name="Finance", side="external")
    make_customer(project, "Zoe Alone", by=manager)
    make_customer(project, "Tom Bexley", "End user", by=manager, group=sales)
    make_customer(project, "Ines Carvalho", "Senior user", "Customer", by=manager, group=sales)
    make_customer(project, "Helen Strand", by=manager, group=finance)
    make_customer(project, "Sales", by=manager)
    make_customer(project, "Kofi Mensah", "Team member", by=manager)
    page = client.sign_in(manager).get(PAGE)
    assert names(page) == [
        "Dana Whitfield",
        "[Finance]",
        "Helen Strand",
        "[Sales]",
        "Ines Carvalho",
        "Sales",
        "Tom Bexley",
        "[Without a group]",
        "Zoe Alone",
    ]
    assert "6 customers, 6 not asked yet" in read(page)
    assert "Finance external" in read(page)


def test_what_they_value_as_marks_and_a_sentence(client, project, manager, sponsor, customer):
    tom = project.stakeholders.get(party__user=customer)
    make_criterion(tom, by=manager)
    agreed = make_criterion(tom, "Less typing.", by=manager, confirmed=True)
    value.review(revision=agreed.current_revision, decision="agree", comment="", by=sponsor)
    page = read(client.sign_in(manager).get(PAGE))
    assert "1 assumed, 1 agreed" in page
    assert "Dana Whitfield Accountable sponsor Accountable sponsor none yet" in page


def test_why_somebody_is_a_customer_and_who_represents_a_group(client, project, manager, sales):
    make_customer(project, "Sales", by=manager, why="Cross-sells with it every day")
    team = project.stakeholders.get()
    page = client.sign_in(manager).get(PAGE)
    assert "nobody represents it; Cross-sells with it every day" in read(page)
    marcus = Party.objects.create(name="Marcus Oyelaran")
    customers.name_representative(stakeholder=team, person=marcus, by=manager)
    assert "represented by Marcus Oyelaran; Cross-sells" in read(client.get(PAGE))


def test_the_head_and_what_it_is_for(client, project, manager, sponsor):
    project.benefit, project.status, project.status_note = "More bought.", "amber", "data is late"
    project.save()
    make_goal(project, target="30%")
    page = read(client.sign_in(manager).get(PAGE))
    for words in (
        "Stage Active since",
        "Status Amber data is late",
        "Status Amber data is late See the allies to turn to",
        "Accountable sponsor Dana Whitfield See the roles on another day",
        "checks hold",
        "More bought.",
        "Serves what the organisation wants: More revenue",
        "G1 Cross-sell to existing customers 30%",
    ):
        assert words in page


def test_gaps_lead_the_manager_to_the_form_that_closes_them(client, project, manager, sales):
    make_customer(project, "Sales", by=manager)
    team = project.stakeholders.get()
    page = client.sign_in(manager).get(PAGE)
    text = read(page)
    assert "Missing: 5 things to do" in text
    assert "Name who represents Sales Nobody can say “yes, that is what we mean” for it." in text
    for form in ("sponsor/", "goals/new/", f"customers/{team.pk}/representative/", f"customers/{team.pk}/value/new/"):
        assert f'href="/projects/CRM1/{form}"' in page.content.decode()


def test_every_address_that_a_gap_names_answers(client, project, manager, sponsor, customer, sales):
    make_goal(project)
    make_customer(project, "Sales", by=manager)
    tom = project.stakeholders.get(party__user=customer)
    make_criterion(tom, by=manager)
    page = client.sign_in(manager).get(PAGE).content.decode()
    missing = page.split('id="missing"', 1)[1].split("</section>", 1)[0]
    addresses = set(re.findall(r'href="([^"]+)"', missing))
    assert len(addresses) > 5
    for address in addresses:
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_readers_who_may_not_edit_are_led_to_the_thing_itself(new_client, project, manager, sponsor, pmo, sales):
    make_customer(project, "Sales", by=manager)
    team = project.stakeholders.get(party__name="Sales")
    for reader in (sponsor, pmo):
        page = new_client(reader).get(PAGE).content.decode()
        assert "Name who represents Sales" in page
        assert "/representative/" not in page
        assert f'href="/projects/CRM1/customers/{team.pk}/"' in page
        assert "Log a customer" not in page


def test_a_customer_with_a_login_sees_names_roles_and_their_own_part_only(client, project, manager, sponsor, customer):
    dana = project.stakeholders.get(party__user=sponsor)
    dana.why = "pays from a secret budget"
    dana.save()
    make_criterion(dana, "A forecast of my own.", by=manager)
    tom = project.stakeholders.get(party__user=customer)
    make_criterion(tom, by=manager, confirmed=True)
    page = client.sign_in(customer).get(PAGE)
    text = read(page)
    assert names(page) == ["[You]", "Tom Bexley", "[Who else]", "Dana Whitfield"]
    assert "Dana Whitfield Accountable sponsor" in text
    assert "1 confirmed" in text
    for hidden in ("secret budget", "assumed", "Missing", "Readiness", "not asked", "checks hold", "Edit project"):
        assert hidden not in text


def test_outsiders_get_404_and_nobody_is_asked_to_sign_in(client, project, outsider):
    assert client.get(PAGE).status_code == 302
    assert client.sign_in(outsider).get(PAGE).status_code == 404
    assert client.post("/projects/CRM1/").status_code == 405


def test_an_empty_project_offers_the_first_step(client, project, manager, pmo, new_client):
    page = client.sign_in(manager).get(PAGE)
    assert "Nobody is logged yet" in read(page)
    assert "Until there is one, no criterion can support anything." in read(page)
    assert "The project's manager logs its customers." in read(new_client(pmo).get(PAGE))


def test_a_closed_project_is_shown_without_forms(client, project, manager, customer):
    projects.move_stage(project=project, verb="close", by=manager)
    page = client.sign_in(manager).get(PAGE)
    assert "Closed: read-only" in read(page)
    assert "Log a customer" not in read(page)
    assert "/value/new/" not in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("who", ["manager", "sponsor", "customer", "admin", "pmo"])
def test_statements(request, client, statements, project, manager, sponsor, customer, who, number):
    goal = make_goal(project)
    for place in range(number):
        stakeholder = make_customer(project, f"Customer {place}", by=manager)
        criterion = make_criterion(stakeholder, by=manager)
        value.align(criterion=criterion, goal=goal, effect="weak", by=manager)
    client.sign_in(request.getfixturevalue(who))
    with statements(at_most=13) as seen:
        client.get(PAGE)
    assert len(seen) == 13


def test_500_customers_are_shown_in_part(client, statements, project, manager):
    parties = Party.objects.bulk_create(Party(name=f"N{n:03}", name_key=f"n{n:03}") for n in range(500))
    for party in parties:
        project.stakeholders.model(project=project, party=party, is_declared_customer=True, why="So.").save_base()
    client.sign_in(manager)
    with statements(at_most=12):
        page = client.get(PAGE)
    assert len(names(page)) == 61  # sixty, and their heading
    assert "440 more customers" in read(page)
    assert "and 470 further ones" in read(page)
