"""The organisation picture: everybody once, counted by hand; and its page."""

from datetime import timedelta
from importlib import import_module

from django.utils import timezone

from customers import actions
from customers.models import Party, Role, SpeaksFor, Stakeholder, TeamMember
from customers.organisation import picture
from customers.queries import groups_around, spoken_pairs, with_speakers
from projects.models import Stage
from tests.cast import make_customer, make_project
from tests.stage import scene

URL = "/projects/CRM1/organisation/"


def group(name, within=None):
    return Party.objects.create(name=name, kind="group", group=within)


def drawn(project):
    parts = Stakeholder.objects.filter(project=project).select_related("party__group").with_roles()
    parts = list(with_speakers(parts.with_representative()).order_by("party__name_key", "pk"))
    return picture(
        parts,
        groups=groups_around(project),
        speaks=spoken_pairs(parts),
        team=list(TeamMember.objects.current().select_related("person").order_by("person__name_key")),
    )


def names(parts):
    return [str(part) for part in parts]


def placed(found):
    """Everybody at every place of a picture, as often as they stand there."""
    return [*found.sponsors, *found.boxed, *found.user_parts, *found.others]


@scene
def firm(project, manager):
    """Meridian (Sales (North), Finance), an outside association, and people everywhere; one who has left."""
    meridian = group("Meridian")
    sales, finance = group("Sales", meridian), group("Finance", meridian)
    north = group("Sales north", sales)
    make_customer(project, "Dana Whitfield", "Sponsor", "Customer", by=manager, group=sales)
    make_customer(project, "Ola Berg", "Sponsor", by=manager, group=finance)
    sales_part = actions.log_customer(
        project=project, party=sales, roles=[Role.objects.get(name="Customer")], by=manager
    )
    person = Party.objects.create(name="Rhea Roy", group=sales)
    actions.name_representative(stakeholder=sales_part, person=person, by=manager)
    marcus = make_customer(project, "Marcus Oyelaran", "Senior user", by=manager, group=north)
    make_customer(project, "Ana Alone", "Customer", by=manager)
    desk = make_customer(project, "Inside sales", "End user", by=manager, kind="group", group=sales)
    make_customer(project, "Campaign desk", "End user", "Customer", by=manager, kind="group", group=sales)
    make_customer(project, "Paper Ltd", "Supplier", by=manager, kind="group")
    gone = make_customer(project, "Gone Person", "Customer", by=manager)
    yesterday = timezone.localdate() - timedelta(days=1)
    gone.assignments.update(from_on=yesterday, to_on=yesterday)
    SpeaksFor.objects.create(speaker=marcus, spoken_for=desk)
    TeamMember.objects.create(project=project, person=Party.objects.create(name="Tess Tester"), is_seconded=True,
                              provider=Party.objects.get(name="Ola Berg"))  # fmt: skip
    TeamMember.objects.create(project=project, person=marcus.party, discipline="Training")
    past = Party.objects.create(name="Past Member")
    TeamMember.objects.create(project=project, person=past, from_on=yesterday, to_on=yesterday)
    return project


def test_everybody_stands_once_where_the_rule_says(firm):
    found = drawn(firm)
    assert names(found.sponsors) == ["Dana Whitfield", "Ola Berg"]
    assert str(found.accountable) == "Dana Whitfield"
    [sales] = found.boxes  # Meridian would frame one group and nothing else: Finance has its sponsor at the top
    assert (sales.name, str(sales.part), names(sales.people)) == ("Sales", "Sales", [])
    assert [(box.name, box.part, names(box.people)) for box in sales.inside] == [
        ("Sales north", None, ["Marcus Oyelaran"])
    ]
    assert names(found.alone) == ["Ana Alone"]
    assert [(names(heard.speakers), names(heard.parts)) for heard in found.users] == [
        (["Marcus Oyelaran"], ["Inside sales"]),
        ([], ["Campaign desk"]),
    ]
    assert names(found.others) == ["Paper Ltd"]
    assert [str(member) for member in found.team] == ["Tess Tester"]
    assert names(found.team_above) == ["Marcus Oyelaran"]


def test_everybody_with_a_role_in_force_is_there_and_nobody_twice(firm):
    found = drawn(firm)
    expected = Stakeholder.objects.exclude(party__name="Gone Person")
    assert sorted(part.pk for part in placed(found)) == sorted(expected.values_list("pk", flat=True))
    assert len(found.everybody) == 8
    assert len(found.customers) == Stakeholder.objects.customers().count() == 7


def test_the_figures_of_the_heading(firm):
    found = drawn(firm)
    # Sales, Sales north, Inside sales, Campaign desk; Finance, a sponsor's, is not drawn; Paper Ltd is no customer.
    assert len(found.groups) == 4
    assert names(found.unrepresented) == ["Campaign desk", "Inside sales"]
    assert found.team_size == 2


def test_the_heading_counts_the_groups_that_are_drawn(client, project, manager, sponsor):
    """Of a sponsor and an end user no group is drawn around them: they stand in parts of their own."""
    Party.objects.filter(name="Dana Whitfield").update(group=group("The board"))
    make_customer(project, "Uma User", "End user", by=manager, group=group("Service"))
    for name in ("Cleo", "Cora"):
        make_customer(project, name, "Customer", by=manager)
    page = client.sign_in(manager).get(URL).content.decode()
    assert "<h1>Dana Whitfield answers for CRM1; 4 customers</h1>" in page
    assert "2 other customers, of no group</h2>" in page


def test_of_more_than_are_drawn_the_heading_says_how_many_there_are(client, firm, manager, monkeypatch):
    monkeypatch.setattr(import_module("customers.views.organisation"), "MOST_DRAWN", 3)
    page = client.sign_in(manager).get(URL).content.decode()
    assert "; 7 customers</h1>" in page
    assert "The first 3 by name are drawn" in page


def test_an_end_user_of_two_speakers_stands_once_below_both(firm, manager):
    second = make_customer(firm, "Aisha Rahman", "Senior user", by=manager)
    SpeaksFor.objects.create(speaker=second, spoken_for=Stakeholder.objects.get(party__name="Inside sales"))
    found = drawn(firm)
    assert [(names(heard.speakers), names(heard.parts)) for heard in found.users] == [
        (["Aisha Rahman", "Marcus Oyelaran"], ["Inside sales"]),
        ([], ["Campaign desk"]),
    ]
    assert sorted(part.pk for part in placed(found)) == sorted(part.pk for part in found.everybody)


def test_who_speaks_for_somebody_does_so_while_both_roles_are_in_force(firm):
    marcus = Stakeholder.objects.get(party__name="Marcus Oyelaran")
    marcus.assignments.update(role=Role.objects.get(name="Customer"))
    assert [(heard.speakers, names(heard.parts)) for heard in drawn(firm).users] == [
        ([], ["Campaign desk", "Inside sales"])
    ]


def test_a_sponsor_who_is_a_group_frames_its_people_without_standing_twice(project, manager):
    board = make_customer(project, "Board", "Sponsor", by=manager, kind="group")
    make_customer(project, "Bea", "Customer", by=manager, group=board.party)
    found = drawn(project)
    assert names(found.sponsors) == ["Board"]
    [box] = found.boxes
    assert (box.name, box.part, names(box.people)) == ("Board", None, ["Bea"])


def test_a_group_declared_a_customer_stands_in_the_tree(project, manager):
    council = group("Council")
    actions.log_customer(
        project=project, party=council, roles=[], by=manager, why="may veto", is_declared_customer=True
    )
    [box] = drawn(project).boxes
    assert str(box.part) == "Council"


def test_the_page_says_it_in_its_heading_and_links_every_name(client, firm, manager):
    page = client.sign_in(manager).get(URL).content.decode()
    words = "Dana Whitfield answers for CRM1; 7 customers in 4 groups, 2 groups nobody represents"
    assert f"<h1>{words}</h1>" in page
    for part in Stakeholder.objects.exclude(party__name="Gone Person"):
        assert f'href="/projects/CRM1/customers/{part.pk}/">{part}</a>' in page
    for name in ("Rhea Roy", "Tess Tester"):
        assert f'href="/people/{Party.objects.get(name=name).pk}/">{name}</a>' in page
    assert "Gone Person" not in page
    assert "Past Member" not in page
    assert page.partition('<div class="org">')[2].count(">Dana Whitfield</a>") == 1
    assert "Accountable sponsor" in page


def test_who_sees_names_and_roles_sees_the_picture_and_no_address_they_may_not_open(client, firm, customer):
    page = client.sign_in(customer).get(URL)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Tess Tester" in text
    assert 'href="/people/' not in text
    assert "/log/" not in text
    assert "/sponsor/" not in text


def test_outsiders_find_nothing(client, firm, outsider):
    assert client.sign_in(outsider).get(URL).status_code == 404


def test_it_only_reads(client, firm, manager):
    assert client.sign_in(manager).post(URL).status_code == 405


def test_an_empty_project_says_what_belongs_where(client, project, manager):
    page = client.sign_in(manager).get(URL).content.decode()
    assert "<h1>Nobody answers for CRM1; no customers yet</h1>" in page
    for address in ("/projects/CRM1/sponsor/", "/projects/CRM1/customers/log/", "/projects/CRM1/team/"):
        assert f'href="{address}"' in page


def test_a_closed_project_offers_nothing_to_change(client, firm, manager):
    firm.stage = Stage.CLOSED
    firm.save()
    page = client.sign_in(manager).get(URL).content.decode()
    assert "nobody represents it" in page
    assert "/representative/" not in page


def test_the_same_number_of_statements_for_one_and_for_many(client, firm, manager, statements):
    other = make_project("ONE1", "One customer", manager=manager)
    make_customer(other, "Dana Whitfield", "Sponsor", by=manager)
    client.sign_in(manager)
    client.get("/projects/ONE1/organisation/")
    with statements(at_most=8) as one:
        client.get("/projects/ONE1/organisation/")
    for number in range(12):
        make_customer(firm, f"Person {number}", by=manager, group=group(f"Team {number}", group(f"Unit {number}")))
    with statements(at_most=8) as many:
        client.get(URL)
    assert len(one) == len(many)


def test_a_very_deep_tree_and_a_ring_written_by_hand_are_drawn(project, manager):
    top = group("Level 0")
    for number in range(1, 60):
        above = Party.objects.get(name=f"Level {number - 1}")
        Party.objects.bulk_create([Party(name=f"Level {number}", kind="group", group=above, name_key=f"l{number:03}")])
    deep = Party.objects.get(name="Level 59")
    make_customer(project, "Deep Diver", "Customer", by=manager, group=deep)
    assert names(drawn(project).boxed) == ["Deep Diver"]
    Party.objects.filter(pk=top.pk).update(group=deep)
    assert names(drawn(project).boxed) == ["Deep Diver"]
