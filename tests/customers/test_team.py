"""The team of a project: put on it, lent by whom, leaving it; and those who lend, suggested as customers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers import actions
from customers.forms import TakeOffForm
from customers.models import DeclinedProvider, Party, Role, Stakeholder, TeamMember
from registry.forms import saved
from registry.models import Batch, Refused, Stale
from registry.undo import batch, undo
from tests.cast import make_customer

from .reading import heading, lines, text

TEAM = "/projects/CRM1/team/"
NEW = f"{TEAM}new/"


def day(days):
    return timezone.localdate() + timedelta(days=days)


def typed(name, **more):
    return {"name": name, "is_seconded": "False", "from_on": f"{day(0):%Y-%m-%d}", **more}


def put(project, name, *, provider=None, from_on=0, to_on=None, by, **facts):
    if isinstance(provider, str):
        provider = Party.objects.get_or_create(name=provider)[0]
    return actions.put_on_team(
        project=project,
        name=name,
        provider=provider,
        is_seconded=facts.pop("is_seconded", provider is not None),
        from_on=day(from_on),
        to_on=None if to_on is None else day(to_on),
        by=by,
        **facts,
    )


def open_form(client, url):
    """What a browser would send back unchanged."""
    form = client.get(url).context["form"]
    return {bound.name: value for bound in form if (value := bound.value()) not in (None, "", False)}


def suggested(client):
    return client.get(TEAM).context["new_providers"]


def test_the_page_says_who_is_here_to_come_and_gone(client, manager, project):
    put(project, "Ana Costa", by=manager, discipline="Testing", home_group="Quality")
    put(project, "Ben Adler", by=manager, provider="Ines Carvalho", to_on=90)
    put(project, "Cleo Marsh", by=manager, from_on=5)
    put(project, "Dov Peretz", by=manager, from_on=-50, to_on=-5, is_seconded=True)
    page = client.sign_in(manager).get(TEAM)
    assert heading(page) == "2 people on the team, 1 seconded"
    rows = lines(page, "tr")
    assert rows[1].startswith("Ana Costa Testing Quality permanent")
    assert rows[2].startswith("Ben Adler seconded by Ines Carvalho")
    assert [lines(page, "h2")[-1], lines(page, "summary")[-1]] == ["1 person to come", "1 person has left"]


def test_an_empty_team_says_what_belongs_here(client, manager, pmo, project):
    page = client.sign_in(manager).get(TEAM)
    assert heading(page) == "Nobody is on the team today"
    assert NEW in text(page)
    assert NEW not in text(client.sign_in(pmo).get(TEAM))


def test_somebody_new_is_put_on_the_team_and_that_can_be_undone(client, manager, project):
    page = client.sign_in(manager).post(NEW, typed("Ana Costa", discipline="Testing", organisation="Quality"))
    assert page.headers["Location"] == TEAM
    member = TeamMember.objects.get()
    assert (member.person.name, member.person.group.name, member.home_group.name) == ("Ana Costa", "Quality", "Quality")
    made = Batch.objects.get()
    assert f"changes/{made.pk}/undo/" in text(client.get(TEAM))
    client.post(f"/projects/CRM1/changes/{made.pk}/undo/")
    assert not TeamMember.objects.exists()
    assert not Party.objects.filter(name="Ana Costa").exists()


def test_save_and_add_another_comes_back_empty(client, manager, project):
    page = client.sign_in(manager).post(NEW, typed("Ana Costa", another="1"), follow=True)
    assert page.redirect_chain == [(NEW, 302)]
    assert page.context["form"]["name"].value() is None
    assert page.context["form"]["from_on"].value() == day(0)


def test_somebody_known_is_linked_and_wears_both_hats(client, manager, project, customer):
    tom = Party.objects.get(name="Tom Bexley")
    client.sign_in(manager)
    page = client.post(NEW, typed("tom bexley"))
    assert page.status_code == 422
    assert page.context["form"].known == [tom]
    client.post(NEW, typed("tom bexley", shown_for="tom bexley", party=tom.pk))
    assert TeamMember.objects.get().person == tom
    assert "End user" in lines(client.get(TEAM), "tr")[1]
    assert Party.objects.filter(name__iexact="tom bexley").count() == 1


def test_a_provider_is_known_or_asked_about(client, manager, project):
    client.sign_in(manager)
    seconded = typed("Ben Adler", is_seconded="True", provider="Ines Carvalho")
    page = client.post(NEW, seconded)
    assert page.context["form"].errors == {"provider": ["Nobody known is called “Ines Carvalho”: say what it is"]}
    assert '<input type="hidden" name="provider_for" value="Ines Carvalho">' in text(page)
    client.post(NEW, {**seconded, "provider_for": "Ines Carvalho", "provider_is": "person"})
    ines = TeamMember.objects.get().provider
    assert (ines.name, ines.kind) == ("Ines Carvalho", "person")
    client.post(NEW, typed("Ana Costa", is_seconded="True", provider="ines carvalho"))
    assert ines.provides.count() == 2
    other = Party.objects.create(name="Ines Carvalho", kind="group")
    third = typed("Cleo Marsh", is_seconded="True", provider="Ines Carvalho")
    page = client.post(NEW, third)
    assert page.context["form"].errors == {"provider": ["Say which “Ines Carvalho” you mean"]}
    assert set(page.context["form"].provider_known) == {ines, other}
    client.post(NEW, {**third, "provider_for": "Ines Carvalho", "provider_is": other.pk})
    assert TeamMember.objects.get(person__name="Cleo Marsh").provider == other


def test_a_choice_made_for_another_name_does_not_count(client, manager, project):
    seconded = typed("Ben Adler", is_seconded="True", provider="Ines", provider_for="Inge", provider_is="group")
    assert client.sign_in(manager).post(NEW, seconded).status_code == 422
    assert not Party.objects.filter(name="Ines").exists()


@pytest.mark.parametrize(
    ("more", "field", "error"),
    [
        ({"to_on": "2020-01-01"}, "to_on", "It ends before it starts: check the two dates"),
        ({"from_on": ""}, "from_on", "This is needed"),
        ({"name": ""}, "name", "This is needed"),
        (
            {"provider": "Dana"},
            "provider",
            "Only a secondment has somebody who provides the person: choose Seconded above",
        ),
    ],
)
def test_bad_input_is_an_error_at_its_field_and_nothing_typed_is_lost(client, manager, project, more, field, error):
    page = client.sign_in(manager).post(NEW, typed("Ana Costa", discipline="Testing") | more)
    assert page.status_code == 422
    assert page.context["form"].errors[field] == [error]
    assert 'value="Testing"' in text(page)
    assert not TeamMember.objects.exists()


def test_nobody_provides_themselves(client, manager, project):
    member = put(project, "Ana Costa", by=manager)
    url = f"{TEAM}{member.pk}/edit/"
    data = open_form(client.sign_in(manager), url) | {"is_seconded": "True", "provider": "Ana Costa"}
    page = client.post(url, data)
    assert (page.status_code, page.context["form"].non_field_errors()) == (422, ["Nobody provides themselves."])


def test_nobody_is_on_the_team_twice_at_a_time(client, manager, project):
    member = put(project, "Ana Costa", by=manager, from_on=-20, to_on=-10)
    client.sign_in(manager)
    again = {"shown_for": "Ana Costa", "party": member.person_id}
    page = client.post(NEW, typed("Ana Costa", from_on=f"{day(-11):%Y-%m-%d}", **again))
    (error,) = page.context["form"].non_field_errors()
    assert error.startswith(f"Ana Costa is on the team from {day(-20):%-d %B %Y} until {day(-10):%-d %B %Y} already.")
    page = client.post(NEW, typed("Ana Costa", from_on=f"{day(-10):%Y-%m-%d}", **again))
    assert page.status_code == 302
    assert TeamMember.objects.count() == 2


def test_nor_by_an_administrator(client, admin, manager, project):
    member = put(project, "Ana Costa", by=manager, from_on=-20, to_on=-10)
    add, again = "/admin/customers/teammember/add/", {"project": project.pk, "person": member.person_id}
    page = client.sign_in(admin).post(add, {**again, "from_on": f"{day(-11):%Y-%m-%d}"})
    assert page.status_code == 422
    assert "Ana Costa is on the team from" in text(page)
    assert client.post(add, {**again, "from_on": f"{day(-10):%Y-%m-%d}"}).status_code == 302
    assert TeamMember.objects.count() == 2


def test_undoing_refuses_what_would_overlap_by_now(manager, project):
    member = put(project, "Ana Costa", by=manager, from_on=-20, to_on=50)
    with batch(kind="team", words="let Ana Costa leave", by=manager, project=project) as made:
        actions.end_membership(member=member, on=day(-5), by=manager)
    put(project, "Ana Costa", by=manager, from_on=-5, to_on=30, person=member.person)
    with pytest.raises(Refused, match="Ana Costa would be on the team twice"):
        undo(made, by=manager)
    member.refresh_from_db()
    assert member.to_on == day(-5)


def test_editing_corrects_and_a_stale_page_is_told(client, manager, project):
    member = put(project, "Ben Adler", by=manager, provider="Ines Carvalho", to_on=9)
    url = f"{TEAM}{member.pk}/edit/"
    opened = open_form(client.sign_in(manager), url)
    assert (opened["provider"], opened["is_seconded"]) == ("Ines Carvalho", True)
    client.post(url, {**opened, "is_seconded": "True", "to_on": f"{day(60):%Y-%m-%d}", "organisation": "Sales"})
    member.refresh_from_db()
    assert (member.to_on, member.provider.name, member.home_group.name) == (day(60), "Ines Carvalho", "Sales")
    stale = client.post(url, {**opened, "is_seconded": "True", "provider": "Sales", "to_on": ""})
    assert stale.status_code == 409
    assert {row["name"]: (row["theirs"], row["yours"]) for row in stale.context["form"].theirs} == {
        "to_on": (f"{day(60)}", ""),
        "organisation": ("Sales", ""),
    }
    assert [row["name"] for row in stale.context["form"].theirs if row["is_kept"]] == ["organisation"]
    assert client.post(url, {"is_seconded": "True"}).status_code == 422


def test_leaving_the_team_keeps_them_and_can_be_undone(client, manager, project):
    member = put(project, "Ana Costa", by=manager, from_on=-20)
    tom = make_customer(project, "Tom Bexley", by=manager)
    tom.relationship_owner = member
    tom.save()
    url = f"{TEAM}{member.pk}/end/"
    assert "Nobody looks after Tom Bexley from that day on." in text(client.sign_in(manager).get(url))
    early = client.post(url, {"version": 1, "on": f"{day(-30):%Y-%m-%d}"})
    assert "they cannot leave before that day" in early.context["form"].non_field_errors()[0]
    client.post(url, {"version": 1, "on": f"{day(0):%Y-%m-%d}"})
    member.refresh_from_db()
    assert (member.to_on, member.has_left) == (day(0), True)
    assert Stakeholder.objects.get(pk=tom.pk).owner_now is None
    assert "looked after them and has left the team" in text(client.get(tom.get_absolute_url()))
    assert client.post(url, {"version": 1, "on": f"{day(0):%Y-%m-%d}"}).status_code == 409
    client.post(f"/projects/CRM1/changes/{Batch.objects.get().pk}/undo/")
    assert TeamMember.objects.get().to_on is None


def test_a_wrong_entry_is_taken_back_and_that_can_be_undone(client, manager, project):
    member = put(project, "Ana Costa", by=manager)
    tom = make_customer(project, "Tom Bexley", by=manager)
    tom.relationship_owner = member
    tom.save()
    url = f"{TEAM}{member.pk}/remove/"
    client.sign_in(manager).get(url)
    assert client.post(url, {"version": 7}).status_code == 409
    client.post(url, {"version": 1})
    tom.refresh_from_db()
    assert (TeamMember.objects.count(), tom.relationship_owner, Party.objects.filter(name="Ana Costa").count()) == (
        0, None, 1,
    )  # fmt: skip
    client.post(f"/projects/CRM1/changes/{Batch.objects.get().pk}/undo/")
    tom.refresh_from_db()
    assert tom.relationship_owner == TeamMember.objects.get() == member


def test_taking_an_entry_back_waits_for_another_look_at_it_not_at_whom_they_look_after(manager, project):
    member = put(project, "Ana Costa", by=manager)
    tom = make_customer(project, "Tom Bexley", by=manager)
    for why in ("Pays for it", "Uses it"):
        tom.why = why
        tom.save()
    form = TakeOffForm({"version": member.version}, instance=member)

    def refused():
        raise Stale(tom)

    assert not saved(form, refused)
    assert (form.data["version"], tom.version, form.stale) == (str(member.version), 3, True)


def test_whoever_lends_people_is_suggested_logged_and_says_why(client, manager, project):
    put(project, "Ben Adler", by=manager, provider="Ines Carvalho")
    put(project, "Ana Costa", by=manager, provider="Ines Carvalho", from_on=-9)
    put(project, "Cleo Marsh", by=manager, provider="Ines Carvalho", from_on=-9, to_on=-1)
    ines = Party.objects.get(name="Ines Carvalho")
    client.sign_in(manager)
    assert suggested(client) == [(ines, "provides 2 people")]
    assert "Ines Carvalho provides 2 people" in text(client.get("/projects/CRM1/customers/"))
    page = client.post(f"{TEAM}providers/{ines.pk}/", {"decision": "accept"}, follow=True)
    stakeholder = project.stakeholders.get()
    assert [held.role.name for held in stakeholder.held] == ["Resource provider"]
    assert (stakeholder.reason, stakeholder.is_customer) == ("Provides 2 people", True)
    assert page.context["new_providers"] == []
    assert "Provides 2 people" in text(client.get("/projects/CRM1/customers/"))
    assert "Provides 2 people" in text(client.get("/projects/CRM1/"))
    assert "Provides 2 people" in text(client.get(stakeholder.get_absolute_url()))
    client.post(f"/projects/CRM1/changes/{Batch.objects.get().pk}/undo/")
    assert suggested(client) == [(ines, "provides 2 people")]


def test_a_declined_provider_is_remembered_and_can_be_reconsidered(client, manager, project):
    put(project, "Ben Adler", by=manager, provider="Ines Carvalho")
    ines = Party.objects.get(name="Ines Carvalho")
    url = f"{TEAM}providers/{ines.pk}/"
    client.sign_in(manager)
    for _ in range(2):
        client.post(url, {"decision": "decline"})
        assert suggested(client) == []
    assert DeclinedProvider.objects.count() == 1
    assert "provides 1 person" not in text(client.get("/projects/CRM1/customers/"))
    assert client.get(TEAM).context["declined_providers"] == [ines]
    client.post(url, {"decision": "reconsider"})
    assert suggested(client) == [(ines, "provides 1 person")]
    client.post(url, {"decision": "decline"})
    client.post(url, {"decision": "accept"})
    assert not DeclinedProvider.objects.exists()
    assert project.stakeholders.get().party == ines


def test_what_makes_no_sense_about_a_provider_is_said(client, manager, project):
    member = put(project, "Ben Adler", by=manager, provider="Ines Carvalho", from_on=-5, to_on=-1)
    url = f"{TEAM}providers/{member.provider_id}/"
    client.sign_in(manager)
    assert "provides nobody to CRM1 any more" in text(client.post(url, {"decision": "accept"}, follow=True))
    assert "Say whether Ines Carvalho is a customer" in text(client.post(url, {"decision": "?"}, follow=True))
    assert client.post(f"{TEAM}providers/{member.person_id}/", {"decision": "accept"}).status_code == 404
    assert client.get(url).status_code == 405
    assert not project.stakeholders.exists()


def test_a_sponsor_who_also_lends_people_says_both(project, manager):
    dana = make_customer(project, "Dana Whitfield", "Sponsor", by=manager)
    put(project, "Ben Adler", by=manager, provider=dana.party)
    assert project.stakeholders.with_roles().get().reason == "Accountable sponsor, provides 1 person"
    assert Stakeholder.objects.get().reason == "Accountable sponsor, provides 1 person"
    assert Role.objects.get(kind="provider").name == "Resource provider"


def test_a_manager_who_looks_after_somebody_joins_the_team(client, manager, project, customer):
    tom = project.stakeholders.get()
    url = f"{tom.get_absolute_url()}edit/"
    page = client.sign_in(manager).get(url)
    assert page.context["form"].fields["relationship_owner"].options == [("Priya Nair", "manages the project")]
    for _ in range(2):
        client.post(url, {"version": tom.version, "relationship_owner": "Priya Nair"})
        tom.refresh_from_db()
    member = TeamMember.objects.get()
    assert (tom.relationship_owner, member.person.user, member.from_on) == (member, manager, day(0))


def test_two_of_one_name_on_the_team_are_told_apart(client, manager, project, customer):
    first = put(project, "Sam Lee", by=manager, discipline="Testing")
    second = put(project, "Sam Lee", by=manager, discipline="Training", surely_new=True)
    tom = project.stakeholders.get()
    url = f"{tom.get_absolute_url()}edit/"
    page = client.sign_in(manager).post(url, {"version": 1, "relationship_owner": "Sam Lee"})
    text_of_error = "Several people of the team are called Sam Lee. Type one of: Sam Lee (Testing), Sam Lee (Training)."
    assert page.context["form"].errors["relationship_owner"] == [text_of_error]
    client.post(url, {"version": 1, "relationship_owner": "sam lee (training)"})
    tom.refresh_from_db()
    assert tom.relationship_owner == second != first
    assert 'value="Sam Lee (Training)"' in text(client.get(url))


def test_a_person_s_page_lists_their_teams_and_whom_they_lend(client, manager, others, project):
    put(project, "Ben Adler", by=manager, provider="Ines Carvalho", discipline="Testing")
    secret = put(others, "Zed Zorn", by=others.managers.get(), provider=Party.objects.get(name="Ines Carvalho"))
    ben, ines = Party.objects.get(name="Ben Adler"), Party.objects.get(name="Ines Carvalho")
    page = text(client.sign_in(manager).get(ben.get_absolute_url()))
    assert "On the team of CRM1" in page
    page = text(client.get(ines.get_absolute_url()))
    assert "Provides 1 person" in page
    assert "Ben Adler" in page
    assert secret.person.name not in page
    desk = Party.objects.create(name="Bid desk", kind="group")
    put(project, "Ana Costa", by=manager, provider=desk)
    page = text(client.get(f"{desk.get_absolute_url()}projects/"))
    assert "Provides 1 person" in page
    assert "Ana Costa" in page


def test_who_may(client, manager, sponsor, customer, pmo, outsider, project):
    member = put(project, "Ben Adler", by=manager, provider="Ines Carvalho")
    forms = [NEW, f"{TEAM}{member.pk}/edit/", f"{TEAM}{member.pk}/end/", f"{TEAM}{member.pk}/remove/"]
    forms.append(f"{TEAM}providers/{member.provider_id}/")
    for user in (sponsor, customer, pmo):
        page = client.sign_in(user).get(TEAM)
        assert "Ben Adler" in text(page)
        assert "log them as a customer" not in text(page)
        assert client.get(member.person.get_absolute_url()).status_code == 200
        for url in forms:
            assert client.post(url, {"decision": "accept", "version": 1}).status_code == 403, (user, url)
    client.sign_in(outsider)
    for url in [TEAM, *forms]:
        assert client.post(url, {"decision": "accept"}).status_code in (404, 405), url
        assert client.get(url).status_code in (404, 405), url
    assert client.get(member.person.get_absolute_url()).status_code == 404
    assert list(TeamMember.objects.values_list("version", flat=True)) == [1]


def test_another_project_s_member_is_not_found(client, manager, others, project):
    member = put(others, "Zed Zorn", by=others.managers.get())
    assert client.sign_in(manager).get(f"{TEAM}{member.pk}/edit/").status_code == 404


def test_names_of_providers_while_typing(client, manager, customer, project):
    put(project, "Ben Adler", by=manager, provider="Ines Carvalho")
    page = client.sign_in(manager).get("/people/names/", {"provider": "ine"})
    assert '<option value="Ines Carvalho"></option>' in text(page)
    assert client.sign_in(customer).get("/people/names/").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_statements(client, manager, project, number, statements):
    for at in range(number):
        party = make_customer(project, f"Hat {at}", "End user", by=manager).party
        put(project, party.name, person=party, by=manager, provider=f"Lender {at}", home_group=f"Home {at}")
        declined = put(project, f"Gone {at}", by=manager, provider=f"Declined {at}")
        actions.decline_provider(project=project, party=declined.provider, by=manager)
        put(project, f"Past {at}", by=manager, from_on=-9, to_on=-1)
    member = TeamMember.objects.first()
    client.sign_in(manager)
    for url in (TEAM, NEW, f"{TEAM}{member.pk}/edit/", f"{TEAM}{member.pk}/end/", f"{TEAM}{member.pk}/remove/"):
        client.get(url)
        with statements(at_most=8):
            client.get(url)
