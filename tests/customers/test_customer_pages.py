"""The customers of a project and one customer's page: what each reader sees, and the verbs."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from customers import actions
from customers.models import Party, Role, RoleAssignment, Stakeholder, TeamMember
from tests.cast import make_criterion, make_customer

from .reading import heading, lines, text

LIST = "/projects/CRM1/customers/"


def role(name):
    return str(Role.objects.get(name=name).pk)


@pytest.fixture
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


@pytest.fixture
def office(project, manager):
    return make_customer(project, "Bid office", "Customer", by=manager, kind="group")


def names(response):
    return [customer.party.name for customer in response.context["page"]]


def test_the_list_says_who_what_and_why(client, manager, project, sponsor, tom, office):
    make_customer(project, "Vera Supplies", "Supplier", by=manager)
    page = client.sign_in(manager).get(LIST)
    assert heading(page) == "3 customers"
    assert lines(page, "tr")[1:] == [
        "Bid office nobody represents it Customer Customer no criteria yet never nobody",
        "Dana Whitfield Accountable sponsor Accountable sponsor no criteria yet never nobody",
        "Tom Bexley End user End user no criteria yet never nobody",
    ]
    everybody = client.get(LIST, {"show": "all"})
    assert lines(everybody, "tr")[-1] == "Vera Supplies Supplier Not a customer: supplier no criteria yet never nobody"
    assert names(client.get(LIST, {"show": "others"})) == ["Vera Supplies"]


def test_searching_filtering_and_sorting(client, manager, project, sponsor, tom, office):
    sales = Party.objects.create(kind="group", name="Sales", side="external")
    make_customer(project, "Zoë Ångström", "Customer", "End user", by=manager, group=sales)
    client.sign_in(manager)
    assert names(client.get(LIST, {"q": "zoe ang"})) == ["Zoë Ångström"]
    assert names(client.get(LIST, {"q": "SALES"})) == ["Zoë Ångström"]
    assert names(client.get(LIST, {"role": role("End user")})) == ["Tom Bexley", "Zoë Ångström"]
    assert names(client.get(LIST, {"role": [role("End user"), role("Sponsor")], "side": "internal"})) == [
        "Dana Whitfield", "Tom Bexley",
    ]  # fmt: skip
    assert names(client.get(LIST, {"side": "external"})) == ["Zoë Ångström"]
    assert names(client.get(LIST, {"group": "sales"})) == ["Zoë Ångström"]
    assert names(client.get(LIST, {"group": "bid"})) == ["Bid office"]
    assert names(client.get(LIST, {"sort": "-name"})) == ["Zoë Ångström", "Tom Bexley", "Dana Whitfield", "Bid office"]
    assert names(client.get(LIST, {"sort": "group"}))[-1] == "Zoë Ångström"
    assert names(client.get(LIST, {"sort": "-group"}))[0] == "Zoë Ångström"
    chips = client.get(LIST, {"role": [role("End user"), role("Sponsor")], "q": "a"}).context["filters"].chips()
    assert [(chip["label"], chip["value"]) for chip in chips] == [
        ("Search", "a"), ("Role", "Sponsor"), ("Role", "End user"),
    ]  # fmt: skip
    assert chips[1]["remove_url"] == f"?role={role('End user')}&q=a"


def test_every_customer_is_on_exactly_one_page(client, manager, project):
    for number in range(53):
        make_customer(project, f"Agent {number:02}", by=manager)
    client.sign_in(manager)
    for sort in ("name", "-name", "group", "-group"):
        first = client.get(LIST, {"sort": sort})
        second = client.get(LIST, {"sort": sort, "after": first.context["page"].after})
        assert len(first.context["page"]) == 50
        assert sorted(names(first) + names(second)) == [f"Agent {number:02}" for number in range(53)]
        back = client.get(LIST, {"sort": sort, "after": second.context["page"].before})
        assert names(back) == names(first)


def test_what_was_found_comes_alone_while_somebody_types(client, manager, project, tom):
    part = client.sign_in(manager).get(LIST, {"q": "tom"}, headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert '<h1 id="found" hx-swap-oob="innerHTML">1 customer matches' in text(part)
    assert "HX-Request" in part.headers["Vary"]
    whole = client.get(LIST, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in text(whole)


@pytest.mark.parametrize("query", [
    {"role": "x"}, {"role": "9" * 30}, {"side": "left"}, {"show": "nobody"}, {"sort": "party__user__password"},
    {"after": "nonsense"}, {"q": "x" * 5000}, {"q": "<script>alert(1)</script>"}, {"q": "'\"%_\\"}, {"group": "%"},
])  # fmt: skip
def test_nonsense_in_the_query_is_left_aside(client, manager, tom, query):
    page = client.sign_in(manager).get(LIST, query)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_an_empty_project_offers_the_first_step(client, manager, project, pmo):
    assert "Log the first customer" in text(client.sign_in(manager).get(LIST))
    assert "Log the first customer" not in text(client.sign_in(pmo).get(LIST))


def test_a_customer_with_a_login_sees_names_and_roles_only(client, customer, tom, project, manager, office):
    office.why = "Writes offers from the record"
    office.save()
    client.sign_in(customer)
    page = client.get(LIST)
    assert "Bid office" in text(page)
    assert "Writes offers" not in text(page)
    detail = text(client.get(office.get_absolute_url()))
    assert "Writes offers" not in detail
    assert "Relationship owner" not in detail
    assert f"{office.get_absolute_url()}value/" not in detail
    own = text(client.get(tom.get_absolute_url()))
    assert f"{tom.get_absolute_url()}value/" in own
    assert "Change roles" not in own
    assert "Writes offers from the record" in text(client.sign_in(manager).get(office.get_absolute_url()))


def test_no_link_leads_its_reader_nowhere(client, project, office, tom, manager, sponsor, customer):
    """Who reads no directory is told the group and who speaks for it, without a link."""
    company = Party.objects.create(name="Northgate Retail", kind="group")
    for party in (office.party, tom.party):
        party.group = company
        party.save()
    helen = Party.objects.create(name="Helen Strand", group=company)
    actions.name_representative(stakeholder=office, person=helen, by=manager)
    for reader, has_links in ((sponsor, False), (customer, False), (manager, True)):
        client.sign_in(reader)
        for part in (office, tom):
            page = client.get(part.get_absolute_url())
            assert "Northgate Retail" in text(page)
            found = set(re.findall(r'href="(/people/[^"]*)"', page.content.decode()))
            assert (f"/people/{company.pk}/" in found) == has_links
            assert {client.get(address).status_code for address in found} <= {200}
    client.sign_in(customer)
    own = client.get(f"/projects/CRM1/pulse/customers/{tom.pk}/").content.decode()
    assert f"/pulse/customers/{office.pk}/" not in own


VERBS = ["edit", "roles", "representative", "remove"]


@pytest.mark.parametrize("verb", ["", *[f"{verb}/" for verb in VERBS]])
def test_who_may_open_what(client, verb, office, manager, admin, sponsor, customer, pmo, outsider, others):
    url = office.get_absolute_url() + verb
    got = [client.sign_in(user).get(url).status_code for user in (manager, admin, sponsor, customer, pmo, outsider)]
    assert got == ([200, 200, 403, 403, 403, 404] if verb else [200, 200, 200, 200, 200, 404])
    # Of another project, under an address of one's own.
    theirs = make_customer(others, "Theirs", by=admin)
    assert client.sign_in(manager).get(f"{LIST}{theirs.pk}/{verb}").status_code == 404
    assert client.get(f"{LIST}999999999999999999/{verb}").status_code == 404
    assert client.put(url).status_code == 405


def test_a_page_says_roles_then_and_now_and_who_stands_beside(client, manager, project, tom, office):
    today = timezone.localdate()
    make_customer(project, "Ann Last", by=manager)
    actions.set_roles(stakeholder=tom, roles=[Role.objects.get(name="Customer")], by=manager, on=today)
    later = today + timedelta(days=9)
    actions.give_role(stakeholder=tom, role=Role.objects.get(name="Senior user"), by=manager, from_on=later)
    page = client.sign_in(manager).get(tom.get_absolute_url())
    assert heading(page) == "Tom Bexley"
    assert [each.role.name for each in page.context["current"]] == ["Customer"]
    assert [each.role.name for each in page.context["past"]] == ["End user"]
    assert [each.role.name for each in page.context["coming"]] == ["Senior user"]
    beside = page.context["customer"]
    assert (beside.previous_name, beside.next_name) == ("Bid office", None)


def open_form(client, url):
    form = client.get(url).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}


def test_changing_roles_ends_what_is_unticked_and_keeps_it(client, manager, tom):
    url = f"{tom.get_absolute_url()}roles/"
    typed = open_form(client.sign_in(manager), url)
    assert typed["roles"] == [Role.objects.get(name="End user").pk]
    page = client.post(url, {**typed, "roles": [role("Customer"), role("Sponsor")]}, follow=True)
    assert "The roles of" in text(page)
    today = timezone.localdate()
    assert list(tom.assignments.values_list("role__name", "to_on", "is_accountable").order_by("pk")) == [
        ("End user", today, False), ("Customer", None, False), ("Sponsor", None, True),
    ]  # fmt: skip


def test_roles_changed_meanwhile_are_told_and_nothing_is_overwritten(client, manager, tom):
    url = f"{tom.get_absolute_url()}roles/"
    typed = open_form(client.sign_in(manager), url)
    actions.give_role(stakeholder=tom, role=Role.objects.get(name="Customer"), by=manager)
    page = client.post(url, {**typed, "roles": [role("Supplier")]})
    assert page.status_code == 409
    assert page.context["form"].theirs == [
        {"name": "roles", "label": "Roles", "theirs": "Customer, End user", "yours": "Supplier"}
    ]
    held = RoleAssignment.objects.current().filter(stakeholder=tom).values_list("role__name", flat=True)
    assert sorted(held) == ["Customer", "End user"]
    again = {**typed, "roles": [role("Supplier")], "seen": page.context["form"]["seen"].value()}
    assert client.post(url, again).status_code == 302


@pytest.mark.parametrize("on", ["9999-01-01", "1066-10-14", "yesterday", "", "2026-02-30"])
def test_a_day_that_cannot_be_is_an_error_at_its_field(client, manager, tom, on):
    url = f"{tom.get_absolute_url()}roles/"
    typed = open_form(client.sign_in(manager), url)
    page = client.post(url, {**typed, "on": on})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["on"]


def test_an_end_before_the_beginning_is_refused_with_a_sentence(client, manager, tom):
    url = f"{tom.get_absolute_url()}roles/"
    typed = open_form(client.sign_in(manager), url)
    page = client.post(url, {**typed, "roles": [], "on": "2020-01-01"})
    assert page.status_code == 422
    assert "Tom Bexley has been End user since" in text(page)
    assert tom.assignments.get().to_on is None


def test_ending_the_accountable_sponsor_is_said(client, manager, project, sponsor):
    dana = project.stakeholders.get(party__user=sponsor)
    url = f"{dana.get_absolute_url()}roles/"
    typed = open_form(client.sign_in(manager), url)
    page = client.post(url, {**typed, "roles": []}, follow=True)
    assert "Nobody answers for CRM1 now" in text(page)


def test_editing_says_why_and_who_looks_after_them(client, manager, tom):
    url = f"{tom.get_absolute_url()}edit/"
    typed = open_form(client.sign_in(manager), url)
    page = client.post(url, {**typed, "why": "works with it daily", "relationship_owner": "priya NAIR"})
    tom.refresh_from_db()
    assert (page.status_code, tom.why) == (302, "works with it daily")
    assert tom.relationship_owner == TeamMember.objects.get(project=tom.project, person__user=manager)
    stale = client.post(url, {**typed, "why": "something else"})
    assert stale.status_code == 409
    assert {row["name"]: (row["theirs"], row["yours"]) for row in stale.context["form"].theirs} == {
        "why": ("works with it daily", "something else"),
        "relationship_owner": ("Priya Nair", ""),
    }
    assert client.post(url, {"why": "without a version"}).status_code == 422
    tom.refresh_from_db()
    assert tom.why == "works with it daily"


def test_only_the_team_can_look_after_them_and_only_a_sponsor_has_no_benefit(client, manager, tom, outsider, sponsor):
    url = f"{tom.get_absolute_url()}edit/"
    typed = open_form(client.sign_in(manager), url)
    page = client.post(url, {**typed, "relationship_owner": "Otto Outsider", "no_own_benefit": "on"})
    assert page.context["form"].errors == {
        "relationship_owner": ["Nobody in the team is called that. Choose one of: Priya Nair."]
    }
    dana = Stakeholder.objects.get(party__user=sponsor)
    url = f"{dana.get_absolute_url()}edit/"
    client.post(url, {**open_form(client, url), "no_own_benefit": "on"})
    dana.refresh_from_db()
    assert dana.no_own_benefit
    page = client.post(url, {**open_form(client, url), "is_declared_customer": "on"})
    assert list(page.context["form"].errors) == ["why"]


def test_a_representative_is_named_replaced_and_kept(client, manager, office):
    helen = Party.objects.create(name="Helen Strand", group=office.party)
    url = f"{office.get_absolute_url()}representative/"
    page = client.sign_in(manager).get(url)
    assert [party.name for party in page.context["form"].suggested()] == ["Helen Strand"]
    client.post(url, {**open_form(client, url), "party": helen.pk})
    typed = open_form(client, url)
    page = client.post(url, {**typed, "name": "Ines Carvalho"})
    assert page.status_code == 302
    rows = office.representations.order_by("pk").values_list("person__name", "to_on")
    assert list(rows) == [("Helen Strand", timezone.localdate()), ("Ines Carvalho", None)]
    assert Party.objects.get(name="Ines Carvalho").group == office.party
    stale = client.post(url, {**typed, "name": "Somebody Else"})
    assert stale.status_code == 409
    client.post(url, {**open_form(client, url), "nobody": "on"})
    assert not office.representations.current().exists()


def test_a_person_speaks_for_themselves(client, manager, tom):
    page = client.sign_in(manager).get(f"{tom.get_absolute_url()}representative/", follow=True)
    assert "speaks for themselves" in text(page)


def test_removing_asks_first_and_keeps_what_has_criteria(client, manager, project, tom, office):
    url = f"{office.get_absolute_url()}remove/"
    page = client.sign_in(manager).get(url)
    assert heading(page) == "Remove Bid office from CRM1?"
    assert project.stakeholders.count() == 2
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"version": office.version}).status_code == 302
    assert list(project.stakeholders.all()) == [tom]
    assert Party.objects.filter(name="Bid office").exists()
    make_criterion(tom, by=manager)
    url = f"{tom.get_absolute_url()}remove/"
    assert heading(client.get(url)) == "Tom Bexley cannot be removed from CRM1"
    refused = client.post(url, {"version": tom.version})
    assert refused.status_code == 422
    assert "end their roles instead" in text(refused)


def test_removing_what_somebody_edited_meanwhile_is_stale(client, manager, office):
    old = office.version
    office.why = "newer"
    office.save()
    page = client.sign_in(manager).post(f"{office.get_absolute_url()}remove/", {"version": old})
    assert page.status_code == 409
    assert Stakeholder.objects.filter(pk=office.pk).exists()


HAND = "/projects/CRM1/sponsor/"


def test_removing_the_accountable_sponsor_is_warned_about(client, manager, project, sponsor):
    dana = project.stakeholders.get(party__user=sponsor)
    url = f"{dana.get_absolute_url()}remove/"
    assert "Nobody answers for CRM1 afterwards." in text(client.sign_in(manager).get(url))
    assert f'<a href="{url}">Undo' in text(client.get(f"{LIST}log/"))


def test_handing_over_keeps_the_one_before(client, manager, project, sponsor, tom):
    client.sign_in(manager)
    page = client.get(HAND)
    assert heading(page) == "Dana Whitfield answers for CRM1"
    assert [party.name for party in page.context["form"].suggested()] == ["Tom Bexley"]
    page = client.post(HAND, {**open_form(client, HAND), "party": tom.party_id}, follow=True)
    assert "Tom Bexley</a> answers for CRM1 from" in text(page)
    rows = project.assignments.filter(role__kind="sponsor").order_by("pk")
    assert list(rows.values_list("stakeholder__party__name", "is_accountable", "to_on")) == [
        ("Dana Whitfield", True, timezone.localdate()), ("Tom Bexley", True, None),
    ]  # fmt: skip
    assert client.get(LIST).context["project"].sponsor_name == "Tom Bexley"


def test_handing_over_to_somebody_typed(client, manager, project, sponsor):
    Party.objects.create(name="Kofi Mensah")
    client.sign_in(manager)
    typed = open_form(client, HAND)
    asked = client.post(HAND, {**typed, "name": "Kofi"})
    assert asked.status_code == 422
    assert "Say which “Kofi” you mean" in text(asked)
    assert client.post(HAND, {**typed, "name": ""}).status_code == 422
    client.post(HAND, {**typed, "name": "Nora Quist"})
    assert actions.accountable_now(project).stakeholder.party.name == "Nora Quist"
    stale = client.post(HAND, {**typed, "name": "Too Late"})
    assert stale.status_code == 409
    assert stale.context["form"]["name"].value() == "Too Late"
    assert not Party.objects.filter(name="Too Late").exists()


def test_the_first_sponsor_can_be_named_here_too(client, manager, project):
    client.sign_in(manager)
    assert heading(client.get(HAND)) == "Nobody answers for CRM1 yet"
    client.post(HAND, {**open_form(client, HAND), "name": "Nora Quist", "on": "2026-01-05"})
    present = actions.accountable_now(project)
    assert (str(present.stakeholder), present.from_on) == ("Nora Quist", date(2026, 1, 5))


def test_who_may_hand_over(client, manager, admin, sponsor, customer, pmo, outsider):
    got = [client.sign_in(user).get(HAND).status_code for user in (manager, admin, sponsor, customer, pmo, outsider)]
    assert got == [200, 200, 403, 403, 403, 404]


@pytest.mark.parametrize("page", ["list", "detail", "edit", "roles", "representative", "remove", "sponsor"])
def test_statements(client, manager, project, sponsor, office, statements, page):
    url = {"list": LIST, "detail": office.get_absolute_url(), "sponsor": HAND}.get(page)
    url = url or f"{office.get_absolute_url()}{page}/"
    client.sign_in(manager)
    with statements(at_most=8) as few:
        client.get(url)
    for number in range(3):
        someone = make_customer(project, f"Group {number}", "Customer", "Sponsor", by=manager, kind="group")
        actions.name_representative(
            stakeholder=someone, person=Party.objects.create(name=f"Person {number}", group=office.party), by=manager
        )
    with statements(at_most=8) as more:
        client.get(url)
    assert len(more) == len(few)
