"""Roles and representatives over time: who was what on any day, written down late, corrected, taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from customers import actions
from customers.models import Party, Representation, Role, RoleAssignment
from registry.dates import day
from registry.models import Batch, Refused
from registry.undo import undo
from tests.cast import make_criterion, make_customer
from tests.stage import scene

from .reading import heading, lines, plain, text

ON = "/projects/CRM1/roles/"
MARCH, APRIL, JUNE, JULY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 6, 1), date(2026, 7, 1)


def role(name):
    return Role.objects.get(name=name)


@scene
def dana(project, manager):
    return make_customer(project, "Dana Whitfield", "Sponsor", by=manager, from_on=MARCH)


@scene
def ana(project, manager):
    return make_customer(project, "Ana Ruiz", "Customer", by=manager, from_on=MARCH)


def open_form(client, url):
    form = client.get(url).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}


def answering(project, on):
    rows = project.assignments.accountable(on).select_related("stakeholder__party")
    return [str(row.stakeholder) for row in rows]


@pytest.mark.parametrize("days", [-200, -1, 0, 1, 200])
def test_handing_over_on_any_day_closes_the_one_before_on_that_day(project, manager, dana, ana, days):
    dana.assignments.update(from_on=timezone.localdate() - timedelta(days=400))
    on = timezone.localdate() + timedelta(days=days)
    actions.hand_over(project=project, to=ana, seen=actions.accountable_now(project), on=on, by=manager)
    assert answering(project, on - timedelta(days=1)) == ["Dana Whitfield"]
    assert answering(project, on) == ["Ana Ruiz"]
    assert answering(project, on + timedelta(days=500)) == ["Ana Ruiz"]
    old = dana.assignments.get()
    assert (old.to_on, old.is_accountable) == (on, True)


def test_handing_over_before_the_present_one_began_is_refused(project, manager, dana, ana):
    with pytest.raises(Refused, match="cannot end before that day"):
        actions.hand_over(
            project=project, to=ana, seen=actions.accountable_now(project), on=date(2026, 2, 1), by=manager
        )
    assert ana.assignments.count() == 1


def test_who_ends_later_is_handed_over_from_too(project, manager, dana, ana):
    """Dana has an end to come: handing over today must not leave two until then."""
    today = timezone.localdate()
    actions.end_role(assignment=dana.assignments.get(), on=today + timedelta(days=30), by=manager)
    present = actions.accountable_now(project)
    assert present.stakeholder == dana
    actions.hand_over(project=project, to=ana, seen=present, on=today, by=manager)
    for days in range(-2, 40):
        assert len(answering(project, today + timedelta(days=days))) == 1
    assert answering(project, today) == ["Ana Ruiz"]


def test_a_further_sponsor_with_days_to_come_takes_over(project, manager, dana, ana):
    today = timezone.localdate()
    actions.give_role(stakeholder=ana, role=role("Sponsor"), from_on=today + timedelta(days=50), by=manager)
    actions.hand_over(project=project, to=ana, seen=actions.accountable_now(project), on=today, by=manager)
    assert ana.assignments.filter(role=role("Sponsor")).count() == 1
    for days in (0, 10, 49, 50, 60):
        assert answering(project, today + timedelta(days=days)) == ["Ana Ruiz"]


def test_a_backdated_sponsor_does_not_answer_beside_the_one_of_then(project, manager, dana, ana):
    actions.end_role(assignment=dana.assignments.get(), on=JUNE, by=manager)
    given = actions.give_role(stakeholder=ana, role=role("Sponsor"), from_on=APRIL, by=manager)
    assert not given.is_accountable
    assert answering(project, APRIL) == ["Dana Whitfield"]
    given.is_accountable = True
    with pytest.raises(ValidationError, match="only one sponsor does on any day"):
        actions.save_period(row=given, by=manager)
    given.from_on = JUNE
    actions.save_period(row=given, by=manager)
    assert [answering(project, on) for on in (MARCH, date(2026, 5, 31), JUNE)] == [
        ["Dana Whitfield"], ["Dana Whitfield"], ["Ana Ruiz"],
    ]  # fmt: skip


def test_removing_one_hat_keeps_the_other_with_its_criteria(client, manager, project, dana):
    """A story: Dana is sponsor and end user; the sponsorship ends, the end user and what she values stay."""
    client.sign_in(manager)
    client.post(f"{dana.get_absolute_url()}roles/add/", {"role": role("End user").pk, "from_on": "2026-04-01"})
    criterion = make_criterion(dana, by=manager)
    sponsor = dana.assignments.get(role=role("Sponsor"))
    url = f"{ON}{sponsor.pk}/"
    page = client.post(url, {**open_form(client, url), "to_on": "2026-06-01"}, follow=True)
    assert "Nobody answers for CRM1 now" in text(page)
    assert [str(each.role) for each in page.context["current"]] == ["End user"]
    assert [str(each.role) for each in page.context["past"]] == ["Sponsor"]
    assert list(dana.criteria.all()) == [criterion]
    assert project.stakeholders.customers().get() == dana
    assert "Dana Whitfield answered for CRM1 on 1 March 2026" in heading(client.get(ON, {"on": "2026-03-01"}))
    # Reopened: the end is taken away again.
    client.post(url, {**open_form(client, url), "to_on": ""})
    assert answering(project, timezone.localdate()) == ["Dana Whitfield"]


def test_the_page_answers_for_any_day(client, manager, project, dana, ana):
    office = make_customer(project, "Bid office", "Customer", by=manager, kind="group", from_on=APRIL)
    helen = Party.objects.create(name="Helen Strand")
    actions.name_representative(stakeholder=office, person=helen, on=APRIL, by=manager)
    actions.give_role(stakeholder=ana, role=role("Sponsor"), from_on=JUNE, by=manager)
    actions.hand_over(project=project, to=ana, seen=actions.accountable_now(project), on=JULY, by=manager)
    client.sign_in(manager)

    def seen(on):
        page = client.get(ON, {"on": on})
        return heading(page), lines(page, "h2"), page.context["day"].before, page.context["day"].after

    assert seen("2026-02-28") == ("Nobody answered for CRM1 on 28 February 2026", ["Nobody had a role on that day"], None, MARCH)  # fmt: skip  # noqa: E501
    assert seen("2026-03-01") == ("Dana Whitfield answered for CRM1 on 1 March 2026", ["Accountable sponsor", "Customer: 1"], None, APRIL)  # fmt: skip  # noqa: E501
    assert seen("2026-04-01") == ("Dana Whitfield answered for CRM1 on 1 April 2026", ["Accountable sponsor", "Customer: 2", "1 group represented"], MARCH, JUNE)  # fmt: skip  # noqa: E501
    assert seen("2026-06-30")[1] == ["Accountable sponsor", "1 further sponsor", "Customer: 2", "1 group represented"]  # fmt: skip  # noqa: E501
    assert seen("2026-07-01")[0] == "Ana Ruiz answered for CRM1 on 1 July 2026"
    assert seen("2199-01-01")[0] == "Ana Ruiz will answer for CRM1 on 1 January 2199, as things stand"
    assert heading(client.get(ON)) == "Ana Ruiz answers for CRM1 today"
    assert f'href="{ON}"' in text(client.get("/projects/CRM1/"))
    assert f'href="{ON}"' in text(client.get("/projects/CRM1/customers/"))


@pytest.mark.parametrize("on", ["x", "2026-02-30", "9999-01-01", "1066-10-14", "<script>"])
def test_a_day_that_cannot_be_is_said_and_today_is_shown(client, manager, dana, on):
    page = client.sign_in(manager).get(ON, {"on": on})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["on"]
    assert page.context["day"].on == timezone.localdate()


def test_an_overlap_is_refused_with_a_sentence_and_nothing_typed_is_lost(client, manager, ana):
    url = f"{ana.get_absolute_url()}roles/add/"
    typed = {"role": role("Customer").pk, "from_on": "2025-01-01", "to_on": "2026-03-02"}
    page = client.sign_in(manager).post(url, typed)
    assert page.status_code == 422
    assert "Ana Ruiz has the role Customer from 1 March 2026 on already; the two would overlap." in text(page)
    assert page.context["form"]["to_on"].value() == "2026-03-02"
    assert client.post(url, {**typed, "to_on": "2026-03-01"}).status_code == 302
    days = ana.assignments.order_by("from_on").values_list("from_on", "to_on")
    assert list(days) == [(date(2025, 1, 1), MARCH), (MARCH, None)]


@pytest.mark.parametrize(("field", "typed"), [
    ("from_on", ""), ("from_on", "x"), ("from_on", "1066-01-01"), ("to_on", "9999-01-01"), ("to_on", "2026-02-01"),
    ("version", ""), ("version", "x"), ("version", "9"),
])  # fmt: skip
def test_bad_days_are_said(client, manager, ana, field, typed):
    row = ana.assignments.get()
    url = f"{ON}{row.pk}/"
    page = client.post(url, {**open_form(client.sign_in(manager), url), field: typed})
    assert page.status_code in (409, 422)
    assert RoleAssignment.objects.get(pk=row.pk).version == row.version


def test_only_a_sponsor_answers(client, manager, ana):
    url = f"{ana.get_absolute_url()}roles/add/"
    page = client.sign_in(manager).post(
        url, {"role": role("Supplier").pk, "from_on": "2026-01-01", "is_accountable": "on"}
    )
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["is_accountable"]


def test_a_role_that_was_never_so_is_taken_back_and_undone(client, manager, ana):
    row = ana.assignments.get()
    url = f"{ON}{row.pk}/take-back/"
    client.sign_in(manager)
    assert heading(client.get(url)) == "Was Ana Ruiz never customer?"
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"version": 7}).status_code == 409
    page = client.post(url, {"version": row.version}, follow=True)
    assert not ana.assignments.exists()
    made = Batch.objects.get(kind="correction")
    assert f"/projects/CRM1/changes/{made.pk}/undo/" in text(page)
    undo(made, by=manager)
    back = ana.assignments.get()
    assert (back.pk, back.role, back.from_on, back.to_on) == (row.pk, row.role, row.from_on, row.to_on)


def test_undoing_refuses_what_would_overlap_by_now(manager, ana):
    row = ana.assignments.get()
    actions.end_role(assignment=row, on=JUNE, by=manager)
    made = actions.take_back_period(row=row, by=manager)
    actions.give_role(stakeholder=ana, role=role("Customer"), from_on=APRIL, by=manager)
    with pytest.raises(Refused, match="the same days"):
        undo(made, by=manager)
    assert ana.assignments.get().from_on == APRIL


def test_a_role_to_come_does_not_stand_in_the_way_of_changing_the_others(client, manager, ana):
    later = timezone.localdate() + timedelta(days=9)
    actions.give_role(stakeholder=ana, role=role("End user"), from_on=later, by=manager)
    url = f"{ana.get_absolute_url()}roles/"
    typed = open_form(client.sign_in(manager), url)
    assert client.post(url, {**typed, "roles": [role("Supplier").pk]}).status_code == 302
    assert ana.assignments.get(role=role("End user")).from_on == later
    typed = open_form(client, url)
    assert client.post(url, {**typed, "roles": [role("End user").pk]}).status_code == 302
    assert ana.assignments.get(role=role("End user")).from_on == timezone.localdate()


@scene
def office(project, manager):
    office = make_customer(project, "Bid office", "Customer", by=manager, kind="group")
    helen = Party.objects.create(name="Helen Strand", group=office.party)
    actions.name_representative(stakeholder=office, person=helen, on=APRIL, by=manager)
    return office


def test_representatives_over_time(client, manager, office):
    client.sign_in(manager)
    url = f"{office.get_absolute_url()}representative/add/"
    typed = {"name": "Kofi Mensah", "from_on": "2026-03-01", "to_on": "2026-04-02"}
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "Helen Strand speaks for Bid office from 1 April 2026 on" in text(refused)
    assert not Party.objects.filter(name="Kofi Mensah").exists()
    assert client.post(url, {**typed, "to_on": "2026-04-01"}).status_code == 302
    kofi = Representation.objects.get(person__name="Kofi Mensah")
    edit = f"/projects/CRM1/representatives/{kofi.pk}/"
    page = client.post(edit, {**open_form(client, edit), "to_on": ""})
    assert page.status_code == 422
    assert client.post(edit, {**open_form(client, edit), "from_on": "2026-02-01"}).status_code == 302
    shown = plain(text(client.get(office.get_absolute_url())))
    first, last = (plain(day(date(2026, month, 1))) for month in (2, 4))
    assert f"Kofi Mensah from {first} until {last}" in shown
    assert client.post(f"{edit}take-back/", {"version": kofi.version + 1}).status_code == 302
    assert [str(each.person) for each in office.representations.all()] == ["Helen Strand"]
    undo(Batch.objects.get(kind="correction"), by=manager)
    assert office.representations.count() == 2


def test_a_person_has_no_representative_of_any_time(client, manager, ana):
    page = client.sign_in(manager).get(f"{ana.get_absolute_url()}representative/add/", follow=True)
    assert "speaks for themselves" in text(page)


PAGES = ["on", "role", "role-back", "role-add", "representative", "representative-back", "representative-add"]


def address(page, office):
    role_row, spoken = office.assignments.get(), office.representations.get()
    return {
        "on": ON,
        "role": f"{ON}{role_row.pk}/",
        "role-back": f"{ON}{role_row.pk}/take-back/",
        "role-add": f"{office.get_absolute_url()}roles/add/",
        "representative": f"/projects/CRM1/representatives/{spoken.pk}/",
        "representative-back": f"/projects/CRM1/representatives/{spoken.pk}/take-back/",
        "representative-add": f"{office.get_absolute_url()}representative/add/",
    }[page]


@pytest.mark.parametrize("page", PAGES)
def test_who_may_open_what(client, page, office, manager, admin, sponsor, customer, pmo, outsider, others):
    url = address(page, office)
    got = [client.sign_in(u).get(url).status_code for u in (manager, admin, sponsor, customer, pmo, outsider)]
    assert got == ([200, 200, 200, 200, 200, 404] if page == "on" else [200, 200, 403, 403, 403, 404])
    # Of another project, under an address of one's own.
    theirs = make_customer(others, "Theirs", "Sponsor", by=admin)
    client.sign_in(manager)
    assert client.get(f"{ON}{theirs.assignments.get().pk}/").status_code == 404
    assert client.put(url).status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_statements(client, manager, project, office, statements, page):
    url = address(page, office)
    client.sign_in(manager)
    with statements(at_most=8) as few:
        client.get(url)
    for number in range(3):
        make_customer(project, f"Customer {number}", "Customer", "Sponsor", by=manager)
        someone = make_customer(project, f"Group {number}", "End user", by=manager, kind="group")
        person = Party.objects.create(name=f"Person {number}")
        actions.name_representative(stakeholder=someone, person=person, by=manager)
    with statements(at_most=8) as more:
        client.get(url)
    assert len(more) == len(few)
