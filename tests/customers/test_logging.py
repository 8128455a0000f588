"""Logging a customer: one short form, known people linked and never copied."""

import pytest
from django.urls import reverse

from customers.models import Party, Role, RoleAssignment, Stakeholder
from tests.cast import make_customer

from .reading import lines, text

LOG = "/projects/CRM1/customers/log/"


def role(name):
    return str(Role.objects.get(name=name).pk)


def typed(**fields):
    return {"name": "Ana Ruiz", "kind": "person", "roles": [role("Customer")], **fields}


def roles_of(name, key="CRM1"):
    held = RoleAssignment.objects.current().filter(stakeholder__party__name=name, project__key=key)
    return list(held.order_by("role__position").values_list("role__name", flat=True))


@pytest.fixture
def signed_in(client, manager, project):
    return client.sign_in(manager)


def test_a_new_customer_with_organisation_mail_and_two_roles(signed_in):
    more = {
        "organisation": "Northgate Retail",
        "email": "ana@example.org",
        "roles": [role("Customer"), role("End user")],
    }
    page = signed_in.post(LOG, typed(**more), follow=True)
    ana = Party.objects.get(name="Ana Ruiz")
    assert (ana.kind, ana.email, ana.group.name, ana.group.kind) == (
        "person", "ana@example.org", "Northgate Retail", "group",
    )  # fmt: skip
    assert roles_of("Ana Ruiz") == ["Customer", "End user"]
    assert page.redirect_chain == [("/projects/CRM1/customers/", 302)]
    url = ana.stakeholders.get().get_absolute_url()
    assert f'<a href="{url}">Ana Ruiz</a> is logged as customer, end user. <a href="{url}remove/">Undo</a>' in text(
        page
    )


def test_an_organisation_is_found_whatever_its_case_and_accents(signed_in):
    cafe = Party.objects.create(kind="group", name="Café Müller GmbH")
    signed_in.post(LOG, typed(organisation="CAFE  muller gmbh"))
    assert Party.objects.get(name="Ana Ruiz").group == cafe
    assert Party.objects.groups().count() == 1


def test_save_and_add_another_comes_back_to_an_empty_form(signed_in):
    page = signed_in.post(LOG, typed(another="1"), follow=True)
    assert page.redirect_chain == [(LOG, 302)]
    assert page.context["form"]["name"].value() is None
    assert [customer.party.name for customer in page.context["today"]] == ["Ana Ruiz"]


def test_the_first_sponsor_becomes_the_accountable_one_and_the_second_does_not(signed_in, project):
    first = signed_in.post(LOG, typed(name="Dana Whitfield", roles=[role("Sponsor")]), follow=True)
    assert "Dana Whitfield is now the accountable sponsor of CRM1." in text(first)
    second = signed_in.post(LOG, typed(name="Kofi Mensah", roles=[role("Sponsor")]), follow=True)
    assert "Kofi Mensah is now the accountable sponsor" not in text(second)
    accountable = project.assignments.accountable().values_list("stakeholder__party__name", flat=True)
    assert list(accountable) == ["Dana Whitfield"]


def test_similar_names_are_asked_about_and_nothing_typed_is_lost(signed_in):
    known = Party.objects.create(name="Marta Kowalczyk")
    page = signed_in.post(LOG, typed(name="marta", title="Buyer", organisation="New Org"))
    assert page.status_code == 422
    assert "Say which “marta” you mean, or that they are new" in text(page)
    form = page.context["form"]
    assert [form[name].value() for name in ("name", "title", "organisation")] == ["marta", "Buyer", "New Org"]
    assert form["roles"].value() == [role("Customer")]
    assert list(Party.objects.all()) == [known]
    assert not Stakeholder.objects.exists()


def test_choosing_one_links_and_overwrites_nothing(signed_in):
    group = Party.objects.create(kind="group", name="Finance")
    known = Party.objects.create(name="Marta Kowalczyk", email="marta@example.org", group=group)
    choice = {"party": known.pk, "shown_for": "Marta", "email": "other@example.org", "title": "Controller"}
    page = signed_in.post(LOG, typed(name="Marta", organisation="Sales", **choice), follow=True)
    known.refresh_from_db()
    assert (known.email, known.group, known.title) == ("marta@example.org", group, "Controller")
    assert Party.objects.filter(name__startswith="Marta").count() == 1
    assert "what you typed as e-mail and organisation or group differs" in text(page)
    assert known.stakeholders.get().project.key == "CRM1"


def test_a_choice_counts_only_for_the_name_it_was_shown_beside(signed_in):
    known = Party.objects.create(name="Marta Kowalczyk")
    other = Party.objects.create(name="Bob Marley")
    page = signed_in.post(LOG, typed(name="Bob", party=known.pk, shown_for="Marta"))
    assert page.status_code == 422
    assert page.context["form"].known == [other]
    assert not Stakeholder.objects.exists()


def test_somebody_new_may_have_a_known_name(signed_in):
    Party.objects.create(name="Marta Kowalczyk")
    signed_in.post(LOG, typed(name="Marta Kowalczyk", party="new", shown_for="Marta Kowalczyk"))
    assert Party.objects.filter(name="Marta Kowalczyk").count() == 2


@pytest.mark.parametrize("party", ["999999999999999999", "0", "-1", "٣", "x" * 20, "1 OR 1=1"])
def test_a_choice_that_was_not_shown_is_asked_again(signed_in, party):
    Party.objects.create(name="Marta Kowalczyk")
    page = signed_in.post(LOG, typed(name="Marta", party=party, shown_for="Marta"))
    assert page.status_code == 422
    assert not Stakeholder.objects.exists()


def test_somebody_in_the_project_already_gets_the_new_roles_in_the_same_part(signed_in, customer, project):
    tom = project.stakeholders.get(party__user=customer)
    choice = {"party": tom.party_id, "shown_for": "Tom Bexley", "roles": [role("Customer"), role("End user")]}
    page = signed_in.post(LOG, typed(name="Tom Bexley", **choice), follow=True)
    assert "had a part in CRM1 already and is now also customer." in text(page)
    assert "Undo" not in text(page)
    assert roles_of("Tom Bexley") == ["Customer", "End user"]
    again = signed_in.post(LOG, typed(name="Tom Bexley", **choice), follow=True)
    assert "had a part in CRM1 with these roles already" in text(again)
    assert project.stakeholders.count() == 1


def test_without_a_role_nobody_is_logged_unless_declared_with_a_reason(signed_in):
    page = signed_in.post(LOG, typed(roles=[]))
    assert page.status_code == 422
    assert page.context["form"].errors == {"roles": ["Tick at least one role"]}
    page = signed_in.post(LOG, typed(roles=[], is_declared_customer="on"))
    assert list(page.context["form"].errors) == ["why"]
    assert page.context["form"].more_is_open
    signed_in.post(LOG, typed(roles=[], is_declared_customer="on", why="lives next to the site"))
    ana = Stakeholder.objects.get()
    assert (ana.is_declared_customer, ana.reason) == (True, "Declared: lives next to the site")


def test_a_group_takes_a_representative_who_is_found_or_made_in_it(signed_in):
    office = Party.objects.create(kind="group", name="Bid office")
    helen = Party.objects.create(name="Helen Strand", group=office)
    choice = {"party": office.pk, "shown_for": "Bid office", "kind": "group", "representative": "helen strand"}
    signed_in.post(LOG, typed(name="Bid office", **choice))
    assert office.stakeholders.get().representations.get().person == helen
    signed_in.post(LOG, typed(name="Night shift", kind="group", representative="Ines Carvalho"))
    ines = Party.objects.get(name="Ines Carvalho")
    assert (ines.kind, ines.group.name) == ("person", "Night shift")


def test_a_person_takes_none_and_a_group_is_not_in_itself(signed_in):
    page = signed_in.post(LOG, typed(representative="Helen Strand"))
    assert list(page.context["form"].errors) == ["representative"]
    page = signed_in.post(LOG, typed(name="Sales", kind="group", organisation="SALES"))
    assert list(page.context["form"].errors) == ["organisation"]
    assert not Party.objects.exists()


def test_undo_takes_back_what_was_just_logged(signed_in, project):
    signed_in.post(LOG, typed(another="1"))
    ana = project.stakeholders.get()
    page = signed_in.post(
        f"/projects/CRM1/customers/{ana.pk}/remove/", {"version": ana.version, "next": LOG}, follow=True
    )
    assert page.redirect_chain == [(LOG, 302)]
    assert not project.stakeholders.exists()
    assert Party.objects.filter(name="Ana Ruiz").exists()


def test_known_names_show_while_typing(signed_in, project, manager, others):
    group = Party.objects.create(kind="group", name="Finance operations", side="external")
    Party.objects.create(name="Marta Kowalczyk", group=group)
    make_customer(project, "Marta Engström", "End user", by=manager)
    make_customer(others, "Marta Silva-Reyes", "Sponsor", by=manager)
    shown = signed_in.get("/projects/CRM1/customers/known/", {"name": "mart"})
    assert lines(shown, "li") == [
        "Marta Engström person · already in CRM1 as end user",
        "Marta Kowalczyk Finance operations, external · not in a project yet",
        "Marta Silva-Reyes person · not in a project yet",  # that WHS2 exists is none of theirs
        "Somebody new called “mart”",
    ]
    assert "checked" not in text(shown)
    assert text(signed_in.get("/projects/CRM1/customers/known/", {"name": "Nobody Such"})).count("<li>") == 0


def test_known_organisations_show_while_typing(signed_in):
    Party.objects.create(kind="group", name="Northgate Retail")
    Party.objects.create(name="Northa Person")
    page = text(signed_in.get("/people/groups/", {"organisation": "north"}))
    assert page == '<option value="Northgate Retail"></option>'


@pytest.mark.parametrize("path", [LOG, "/projects/CRM1/customers/known/?name=Tom"])
def test_who_may_log(client, path, project, manager, admin, sponsor, customer, pmo, outsider):
    status = {user.name: client.sign_in(user).get(path).status_code for user in
              (manager, admin, sponsor, customer, pmo, outsider)}  # fmt: skip
    assert status == {
        "Priya Nair": 200, "Ada Admin": 200, "Dana Whitfield": 403, "Tom Bexley": 403, "Olu Viewer": 403,
        "Otto Outsider": 404,
    }  # fmt: skip
    client.logout()
    assert client.get(path).status_code == 302


def test_a_closed_project_takes_nobody(signed_in, project):
    project.stage = "closed"
    project.save()
    page = signed_in.post(LOG, typed())
    assert page.status_code == 403
    assert not Stakeholder.objects.exists()


HOSTILE = {
    "name": ["x" * 1_000_000, "<script>alert(1)</script>", "'; DROP TABLE", "%_%", "🙂" * 50, "???"],
    "email": ["not an address", "a@" + "b" * 400],
    "roles": [["0"], ["999999999999999999999"], ["x"], [""]],
    "kind": ["robot", ""],
    "organisation": ["y" * 1_000_000],
    "party": ["9" * 30, "\ud83d"],
    "why": ["z" * 201],
}


@pytest.mark.parametrize(("field", "value"), [(name, value) for name, values in HOSTILE.items() for value in values])
def test_hostile_input_is_an_error_or_plain_text(signed_in, field, value):
    if value == "\ud83d":
        value = "x" * 21
    page = signed_in.post(LOG, typed(**{field: value}), follow=True)
    assert page.status_code in (200, 422)
    assert "<script>alert" not in page.content.decode()


def test_the_page_costs_the_same_with_one_and_with_three(signed_in, project, manager, statements):
    make_customer(project, "Ana One", by=manager)
    with statements(at_most=8) as one:
        signed_in.get(LOG)
    for name in ("Ana Two", "Ana Three"):
        make_customer(project, name, "Sponsor", "End user", by=manager)
    with statements(at_most=8) as three:
        signed_in.get(LOG)
    assert len(one) == len(three)
    with statements(at_most=8):
        signed_in.get(reverse("customer-known", args=["CRM1"]), {"name": "ana"})
