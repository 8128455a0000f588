"""Who gets what and who speaks for whom: the pages, their forms, what they refuse, and what they cost."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.utils import timezone

from customers import actions
from customers.actions import service
from customers.models import Recipient, Role, SpeaksFor
from projects.models import Deliverable, Goal, OrganisationalGoal, Stage
from registry.models import Batch, Refused, Stale
from registry.undo import batch, undo
from tests.cast import make_criterion, make_customer, make_goal
from tests.stage import scene
from tests.test_hostile import fields_of
from valuecriteria.models import ValueCriterion

from .reading import heading, lines, text

LIST, NEW = "/projects/CRM1/deliverables/", "/projects/CRM1/deliverables/new/"
TODAY = timezone.localdate


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def opened(client, url):
    """What the form at an address carries, hidden."""
    return {name: value for name, value in fields_of(client.get(url).content.decode())[1].items() if value}


@pytest.fixture
def managing(client, manager):
    return client.sign_in(manager)


@scene
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


@scene
def ines(project, manager):
    return make_customer(project, "Ines Carvalho", "Senior user", by=manager)


@scene
def desk(project, manager):
    return make_customer(project, "Bid desk", "End user", by=manager, kind="group")


@scene
def goal(project):
    goal = make_goal(project)
    goal.organisational_goals.add(project.organisational_goals.get())
    return goal


@scene
def handbook(project, goal, tom, manager):
    deliverable = Deliverable(project=project, name="Handbook", due_on=TODAY() + timedelta(days=3))
    return service.save_deliverable(deliverable=deliverable, goals=[goal], named=[tom], by=manager)


def names(rows):
    return [str(row) for row in rows]


def test_an_empty_list_offers_the_first_step(managing, project, new_client, sponsor):
    page = managing.get(LIST)
    assert heading(page) == "Nobody gets anything yet"
    assert f'href="{NEW}"' in text(page)
    assert NEW not in text(new_client(sponsor).get(LIST))


def test_the_list_says_what_when_why_and_to_whom(managing, project, handbook, manager):
    late = Deliverable(project=project, name="Late report", due_on=TODAY() - timedelta(days=2))
    service.save_deliverable(deliverable=late, goals=[], by=manager)
    done = Deliverable(project=project, name="Done", due_on=late.due_on, handed_over_on=late.due_on)
    service.save_deliverable(deliverable=done, goals=[], by=manager)
    Deliverable.objects.create(project=project, name="Some day")
    page = managing.get(LIST)
    assert heading(page) == "4 deliverables, 1 overdue"
    assert [row.split()[0] for row in lines(page, "tr")[1:]] == ["Done", "Late", "Handbook", "Some"]
    assert lines(page, "tr")[2].endswith("overdue: 2 days ago no goal yet nobody yet")
    assert lines(page, "tr")[3].endswith("in 3 days G1 Tom Bexley")
    assert lines(page, "tr")[4] == "Some day no date no goal yet nobody yet"
    project.stage = Stage.CLOSED
    project.save()
    assert "overdue" not in text(managing.get(LIST))


def test_recipients_beyond_three_are_counted(managing, project, handbook, manager):
    for number in range(4):
        someone = make_customer(project, f"Agent {number}", by=manager)
        service.set_who_gets(project=project, named=[(handbook, someone)], taken_off=[], by=manager)
    assert lines(managing.get(LIST), "tr")[1].endswith("Agent 0 , Agent 1 , Agent 2 and 2 more")


def test_every_deliverable_is_on_exactly_one_page(managing, project):
    for number in range(53):
        due_on = TODAY() + timedelta(days=number // 10) if number % 3 else None
        Deliverable.objects.create(project=project, name=f"Thing {number:02}", due_on=due_on)
    first = managing.get(LIST)
    assert heading(first) == "53 deliverables"
    second = managing.get(LIST, {"after": first.context["page"].after})
    both = names(first.context["page"]) + names(second.context["page"])
    assert both == names(project.deliverables.in_order())
    assert managing.get(LIST, {"after": "nonsense"}).status_code == 200


def test_adding_one_with_goals_and_recipients(managing, project, goal, tom, desk):
    typed = {"name": "Handbook", "due_on": "2027-03-01", "goals": [goal.pk], "recipients": [tom.pk, desk.pk]}
    response = managing.post(NEW, {**opened(managing, NEW), "seen": "", **typed})
    assert response.status_code == 302
    made = project.deliverables.get()
    assert names(made.goals.all()) == ["G1 Cross-sell to existing customers"]
    assert {row.stakeholder for row in made.recipients.all()} == {tom, desk}
    assert made.history.count() == 2  # made, and its goals
    assert Recipient.history.get(stakeholder=tom).in_project == project.pk
    assert "took" not in said(response)[0]
    history = text(managing.get("/projects/CRM1/history/"))
    assert "recipient Tom Bexley of “Handbook”" in history


def test_another_one_and_a_customer_proposed_by_a_link(managing, project, tom):
    url = f"{NEW}?to={tom.pk}"
    assert managing.get(url).context["form"]["recipients"].value() == [tom.pk]
    response = managing.post(url, {"seen": "", "name": "One", "recipients": [tom.pk], "another": "1"})
    assert response.headers["Location"] == url
    assert project.deliverables.get().recipients.get().stakeholder == tom
    for nonsense in ("x", "9" * 40, "-1", ""):
        assert managing.get(f"{NEW}?to={nonsense}").context["form"]["recipients"].value() == []


@pytest.mark.parametrize(("typed", "field"), [
    ({"name": ""}, "name"),
    ({"name": "   "}, "name"),
    ({"name": "x" * 201}, "name"),
    ({"name": "Handbook"}, "name"),
    ({"name": "A", "due_on": "9999-01-01"}, "due_on"),
    ({"name": "A", "due_on": "soon"}, "due_on"),
    ({"name": "A", "description": "x" * 1001}, "description"),
    ({"name": "A", "goals": ["0"]}, "goals"),
    ({"name": "A", "goals": ["nonsense"]}, "goals"),
    ({"name": "A", "recipients": ["999999"]}, "recipients"),
    ({"name": "A", "recipients": ["9" * 40]}, "recipients"),
    ({"name": "A", "recipients": ["x"]}, "recipients"),
    ({"name": "A", "seen": "1 x"}, "seen"),
])  # fmt: skip
def test_bad_input_is_said_at_the_field_and_nothing_is_written(managing, project, handbook, typed, field):
    response = managing.post(NEW, {"seen": "", **typed})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert project.deliverables.count() == 1
    assert Recipient.objects.count() == 1
    if len(typed.get("name", "")) == 1:
        assert 'value="A"' in text(response)


def test_without_what_the_page_showed_nothing_is_taken_off(managing, handbook, tom):
    url = f"{handbook.get_absolute_url()}edit/"
    response = managing.post(url, {"name": "Handbook", "version": handbook.version})
    assert response.status_code == 422
    assert handbook.recipients.get().stakeholder == tom


def test_editing_and_handing_over(managing, handbook, tom, desk, goal):
    url = f"{handbook.get_absolute_url()}edit/"
    typed = {"name": "Manual", "recipients": [desk.pk], "handed_over_on": TODAY().isoformat()}
    assert managing.post(url, {**opened(managing, url), **typed}).status_code == 302
    handbook.refresh_from_db()
    assert (handbook.name, handbook.due_on, handbook.handed_over_on) == ("Manual", None, TODAY())
    assert handbook.recipients.get().stakeholder == desk
    assert not handbook.goals.exists()
    assert handbook.history.filter(changes__0__field="goals").first().changes[0]["old"] == str(goal)
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    response = managing.post(url, {**opened(managing, url), "name": "Manual", "handed_over_on": tomorrow})
    assert "handed_over_on" in response.context["form"].errors


def test_two_people_at_once_both_have_their_way_with_the_boxes(managing, handbook, tom, desk, ines, manager):
    url = f"{handbook.get_absolute_url()}edit/"
    carried = opened(managing, url)
    service.set_who_gets(project=handbook.project, named=[(handbook, ines)], taken_off=[], by=manager)
    managing.post(url, {**carried, "name": "Handbook", "recipients": [desk.pk]})
    assert {row.stakeholder for row in handbook.recipients.all()} == {ines, desk}


def test_a_newer_save_is_not_overwritten(managing, handbook):
    url = f"{handbook.get_absolute_url()}edit/"
    carried = opened(managing, url)
    handbook.name = "Theirs"
    handbook.save()
    response = managing.post(url, {**carried, "name": "Mine"})
    assert response.status_code == 409
    assert "Theirs" in text(response)
    assert 'value="Mine"' in text(response)


def test_deleting_says_what_goes_and_can_be_undone(managing, project, handbook, goal, tom, manager):
    criterion = make_criterion(tom, by=manager, deliverable=handbook)
    url = f"{handbook.get_absolute_url()}delete/"
    page = text(managing.get(url))
    assert "1 customer will no longer be shown as getting it" in page
    assert "1 criterion means it" in page
    before = (handbook.pk, [goal], [tom])
    assert managing.post(url, {"version": handbook.version + 1}).status_code == 409
    assert managing.post(url, {}).status_code == 422
    response = managing.post(url, {"version": handbook.version})
    assert response.headers["Location"] == LIST
    assert not project.deliverables.exists()
    criterion.refresh_from_db()
    assert criterion.deliverable is None
    assert criterion.history.first().changes == [
        {"field": "deliverable", "label": "deliverable", "old": "Handbook", "new": ""}
    ]
    made = Batch.objects.get(kind="delete")
    assert f"/projects/CRM1/changes/{made.pk}/undo/" in said(response)[0]
    undo(made, by=manager)
    back = project.deliverables.get()
    assert (back.pk, [*back.goals.all()], [row.stakeholder for row in back.recipients.all()]) == before
    criterion.refresh_from_db()
    assert criterion.deliverable == back
    assert criterion.current_revision.number == 1
    again = undo(Batch.objects.get(undoes=made), by=manager)
    assert not project.deliverables.exists()
    assert not Deliverable.goals.through.objects.exists()
    undo(again, by=manager)
    assert [*project.deliverables.get().goals.all()] == [goal]


def test_goals_changed_in_one_go_are_undone_with_the_rest(project, handbook, goal, manager):
    other = make_goal(project, "Another goal")
    with batch(kind="test", words="edited", by=manager, project=project) as made:
        service.save_deliverable(deliverable=handbook, goals=[other], by=manager)
    undoing = undo(made, by=manager)
    assert [*handbook.goals.all()] == [goal]
    undo(undoing, by=manager)
    assert [*handbook.goals.all()] == [other]


def test_actions_refuse_what_belongs_to_another_project(project, others, handbook, goal, tom, manager):
    theirs = make_customer(others, "Theirs", by=manager)
    for named in ([(handbook, theirs)], [(Deliverable.objects.create(project=others, name="X"), tom)]):
        with pytest.raises(Refused):
            service.set_who_gets(project=project, named=named, taken_off=[], by=manager)
    with pytest.raises(Refused):
        service.save_deliverable(deliverable=handbook, goals=[make_goal(others)], by=manager)
    stale = Deliverable.objects.get(pk=handbook.pk)
    stale.version += 1
    with pytest.raises(Stale):
        service.delete_deliverable(deliverable=stale, by=manager)
    assert Recipient.objects.count() == 1


def test_a_closed_project_stays_as_it_is(managing, project, handbook, tom, ines, desk, manager):
    project.stage = Stage.CLOSED
    project.save()
    urls = [NEW, *(f"{handbook.get_absolute_url()}{verb}/" for verb in ("edit", "delete"))]
    urls += [f"{tom.get_absolute_url()}receives/", f"{ines.get_absolute_url()}speaks-for/"]
    for url in [*urls, f"{desk.get_absolute_url()}spoken-for/"]:
        assert managing.get(url).status_code == 403
        assert managing.post(url, {"version": 1, "name": "A", "seen": ""}).status_code == 403
    assert managing.get(handbook.get_absolute_url()).status_code == 200
    for refused in (
        lambda: service.set_who_gets(project=project, named=[(handbook, ines)], taken_off=[], by=manager),
        lambda: service.set_who_speaks(project=project, named=[(ines, desk)], taken_off=[], by=manager),
        lambda: service.delete_deliverable(deliverable=handbook, by=manager),
        lambda: service.save_deliverable(deliverable=handbook, goals=[], by=manager),
    ):
        with pytest.raises(Refused):
            refused()


@pytest.mark.parametrize("verb", ["", "edit/", "delete/", "receives/", "speaks-for/", "spoken-for/"])
def test_who_may_open_what(
    client, verb, handbook, tom, ines, desk, manager, admin, sponsor, customer, pmo, outsider, others
):
    whose = {"receives/": tom, "speaks-for/": ines, "spoken-for/": desk}.get(verb, handbook)
    url = whose.get_absolute_url() + verb
    got = [client.sign_in(user).get(url).status_code for user in (manager, admin, sponsor, customer, pmo, outsider)]
    assert got == ([200, 200, 403, 403, 403, 404] if verb else [200, 200, 200, 200, 200, 404])
    posted = [client.sign_in(user).post(url, {"seen": ""}).status_code for user in (sponsor, customer, pmo, outsider)]
    assert posted == ([403, 403, 403, 404] if verb else [405, 405, 405, 405])
    theirs = Deliverable.objects.create(project=others, name="Theirs")
    if whose is handbook:
        assert client.sign_in(manager).get(f"{LIST}{theirs.pk}/{verb}").status_code == 404
        assert client.get(f"{LIST}999999999999999999/{verb}").status_code == 404


def test_a_customer_with_a_login_reads_no_criteria_of_others(client, customer, handbook, desk, tom, manager):
    make_criterion(desk, "Nobody else's business.", by=manager, deliverable=handbook)
    make_criterion(tom, "My own words.", by=manager, deliverable=handbook)
    page = text(client.sign_in(customer).get(handbook.get_absolute_url()))
    assert "My own words." in page
    assert "Nobody else's business." not in page
    assert "Edit" not in lines(client.get(handbook.get_absolute_url()), "a")


def test_what_somebody_gets_is_set_from_their_side_too(managing, project, handbook, tom, manager):
    report = Deliverable.objects.create(project=project, name="Report")
    url = f"{tom.get_absolute_url()}receives/"
    response = managing.post(url, {**opened(managing, url), "deliverables": [report.pk]})
    assert response.headers["Location"] == tom.get_absolute_url()
    assert [row.deliverable for row in tom.receives.all()] == [report]
    assert "Gets 1 deliverable" in text(managing.get(tom.get_absolute_url()))
    assert managing.post(url, {"seen": "", "deliverables": ["x"]}).status_code == 422
    assert managing.post(url, {}).status_code == 422
    project.deliverables.all().delete()
    assert f"{NEW}?to={tom.pk}" in text(managing.get(url))


def test_a_senior_user_speaks_for_end_users(managing, project, ines, tom, desk, manager):
    make_customer(project, "Vera Supplies", "Supplier", by=manager)
    url = f"{ines.get_absolute_url()}speaks-for/"
    offered = [label for _, label in managing.get(url).context["form"].fields["people"].choices]
    assert offered == ["Bid desk", "Tom Bexley"]
    managing.post(url, {**opened(managing, url), "seen": "", "people": [tom.pk, desk.pk]})
    assert {row.spoken_for for row in ines.speaks_for.all()} == {tom, desk}
    page = text(managing.get(ines.get_absolute_url()))
    assert "Speaks for 2 end users" in page
    assert f'href="{desk.get_absolute_url()}"' in page
    assert "1 senior user speaks for them" in text(managing.get(tom.get_absolute_url()))
    url = f"{desk.get_absolute_url()}spoken-for/"
    managing.post(url, opened(managing, url))
    assert [row.spoken_for for row in SpeaksFor.objects.all()] == [tom]
    assert "No senior user speaks for them yet" in text(managing.get(desk.get_absolute_url()))


def test_only_today_counts_and_the_rows_are_kept(managing, ines, tom, manager):
    service.set_who_speaks(project=tom.project, named=[(ines, tom)], taken_off=[], by=manager)
    actions.set_roles(stakeholder=ines, roles=[Role.objects.get(name="Customer")], by=manager)
    assert "No senior user speaks for them yet" in text(managing.get(tom.get_absolute_url()))
    assert SpeaksFor.objects.count() == 1
    response = managing.get(f"{ines.get_absolute_url()}speaks-for/")
    assert response.headers["Location"] == ines.get_absolute_url()
    assert "no senior user today" in said(response)[0]
    response = managing.get(f"{ines.get_absolute_url()}spoken-for/")
    assert "no end user today" in said(response)[-1]


def test_who_speaks_is_refused_without_the_roles(project, others, ines, tom, desk, manager):
    both = make_customer(project, "Rajesh Pillai", "Senior user", "End user", by=manager)
    theirs = make_customer(others, "Theirs", "End user", by=manager)
    for speaker, spoken_for, words in (
        (tom, desk, "Tom Bexley is no senior user of CRM1 today"),
        (ines, ines, "Ines Carvalho is no end user of CRM1 today"),
        (ines, theirs, "Theirs is no end user of CRM1 today"),
        (both, both, "speaks for themselves anyway"),
    ):
        with pytest.raises(Refused, match=words):
            service.set_who_speaks(project=project, named=[(speaker, spoken_for)], taken_off=[], by=manager)
    assert not SpeaksFor.objects.exists()


def test_naming_twice_is_once(project, handbook, tom, ines, manager):
    for _ in range(2):
        service.set_who_gets(project=project, named=[(handbook, tom)], taken_off=[], by=manager)
        service.set_who_speaks(project=project, named=[(ines, tom)], taken_off=[], by=manager)
    assert (Recipient.objects.count(), SpeaksFor.objects.count()) == (1, 1)
    assert (Recipient.history.count(), SpeaksFor.history.count()) == (1, 1)


def test_the_chain_is_walked_by_links_in_both_directions(managing, project, handbook, goal, tom):
    """Organisational goal -> goal -> deliverable -> customer, and back: each page links to the next one."""
    purpose = OrganisationalGoal.objects.get()
    chain = [purpose, goal, handbook, tom]
    addresses = [each.get_absolute_url() for each in chain]
    for here, there in [*pairwise(addresses), *pairwise(reversed(addresses))]:
        assert f'href="{there}"' in text(managing.get(here)), f"{here} does not link to {there}"
    assert f'href="{LIST}"' in text(managing.get("/projects/CRM1/goals/"))
    assert f'href="{handbook.get_absolute_url()}"' in text(managing.get(purpose.get_absolute_url()))
    assert f'href="{purpose.get_absolute_url()}"' in text(managing.get(handbook.get_absolute_url()))
    assert f'href="{purpose.get_absolute_url()}"' in text(managing.get("/projects/CRM1/"))


def test_an_organisational_goal_shows_what_the_reader_may_see(
    client, manager, outsider, customer, pmo, others, handbook, goal
):
    purpose = OrganisationalGoal.objects.get()
    theirs = make_goal(others, "Empty the old halls")
    theirs.organisational_goals.add(purpose)
    url = purpose.get_absolute_url()
    assert client.sign_in(outsider).get(url).status_code == 404
    page = text(client.sign_in(customer).get(url))
    assert "Handbook" in page
    assert "WHS2" not in page
    assert "Empty the old halls" not in page
    assert "Empty the old halls" in text(client.sign_in(pmo).get(url))
    assert client.post(url).status_code == 405
    unused = OrganisationalGoal.objects.create(name="Nobody's")
    assert client.sign_in(manager).get(unused.get_absolute_url()).status_code == 404


def test_a_criterion_names_a_deliverable_without_new_words(managing, project, handbook, tom, manager):
    criterion = make_criterion(tom, by=manager, confirmed=True)
    url = f"/projects/CRM1/value/{criterion.pk}/edit/"
    typed = {"statement": criterion.statement, "kind": "deliverable", "importance": "3"}
    managing.post(url, {**opened(managing, url), **typed, "deliverable": handbook.pk})
    criterion = ValueCriterion.objects.get(pk=criterion.pk)
    assert criterion.deliverable == handbook
    assert (criterion.current_revision.number, criterion.state.label) == (1, "Confirmed")
    assert handbook.get_absolute_url() in text(managing.get(criterion.get_absolute_url()))
    assert criterion.get_absolute_url() in text(managing.get(handbook.get_absolute_url()))
    service_kind = {**typed, "kind": "service", "deliverable": handbook.pk}
    response = managing.post(url, {**opened(managing, url), **service_kind})
    assert response.status_code == 422
    assert [*response.context["form"].errors] == ["deliverable"]


def test_capturing_offers_the_projects_own_deliverables(managing, project, others, handbook, tom):
    theirs = Deliverable.objects.create(project=others, name="Theirs")
    url = f"/projects/CRM1/customers/{tom.pk}/value/new/"
    typed = {"statement": "I find it at once.", "kind": "deliverable", "importance": "3", "said": "assumed"}
    response = managing.post(url, {**typed, "deliverable": theirs.pk})
    assert "deliverable" in response.context["form"].errors
    assert managing.post(url, {**typed, "deliverable": handbook.pk}).status_code == 302
    assert tom.criteria.get().deliverable == handbook


def test_the_database_holds_that_a_service_names_none(handbook, tom, manager):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_criterion(tom, by=manager, kind="service", deliverable=handbook)


def test_statements(client, manager, project, handbook, goal, tom, desk, ines, statements):
    service.set_who_speaks(project=project, named=[(ines, tom), (ines, desk)], taken_off=[], by=manager)
    make_criterion(tom, by=manager, deliverable=handbook)
    purpose = OrganisationalGoal.objects.get()
    pages = [LIST, *(row.get_absolute_url() for row in (handbook, goal, purpose, ines, desk))]
    client.sign_in(manager)

    def cost(page):
        with statements(at_most=8) as seen:
            assert client.get(page).status_code == 200, page
        return len(seen)

    few = {page: cost(page) for page in pages}
    for number in range(3):
        more = make_goal(project, f"Goal {number}")
        more.organisational_goals.add(*OrganisationalGoal.objects.all())
        thing = Deliverable(project=project, name=f"Thing {number}")
        service.save_deliverable(deliverable=thing, goals=[more, goal], named=[tom, ines, desk], by=manager)
        someone = make_customer(project, f"Agent {number}", "End user", "Customer", by=manager)
        another = make_customer(project, f"Senior {number}", "Senior user", by=manager)
        service.set_who_gets(project=project, named=[(handbook, someone)], taken_off=[], by=manager)
        pairs = [(ines, someone), (another, desk)]
        service.set_who_speaks(project=project, named=pairs, taken_off=[], by=manager)
        make_criterion(someone, by=manager, deliverable=handbook)
    handbook.goals.set(Goal.objects.filter(project=project))
    assert {page: cost(page) for page in pages} == few
