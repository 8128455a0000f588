"""Pages of projects: the list, creating, editing, stages and status; as manager, as others, and with bad input."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.db import connection

from accounts.models import PROJECT_MANAGERS
from projects import actions
from projects.models import OrganisationalGoal, Project, Stage
from projects.views.projects import fill
from registry.models import Refused
from tests.cast import make_customer, make_goal, make_project, make_user
from tests.stage import scene

NEW = "/projects/new/"
EDIT = "/projects/CRM1/edit/"


def text_of(response):
    return response.content.decode()


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def fields(project, **changes):
    """What the edit form would post, unchanged but for `changes`."""
    return {
        "version": project.version,
        "name": project.name,
        "benefit": project.benefit,
        "status": project.status,
        "status_note": project.status_note,
        "starts_on": project.starts_on or "",
        "ends_on": project.ends_on or "",
        "organisational_goals": [goal.pk for goal in project.organisational_goals.all()],
        "managers": [user.pk for user in project.managers.all()],
        **({"key": project.key} if project.stage == Stage.PROPOSED else {}),
        **changes,
    }


@pytest.fixture
def proposed(manager):
    project = Project.objects.create(key="WEB2", name="A new web site")
    project.managers.add(manager)
    return project


@pytest.fixture
def managing(client, manager):
    return client.sign_in(manager)


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_shows_what_the_reader_may_know_of(managing, project, others):
    page = text_of(managing.get("/projects/"))
    assert "1 project</h1>" in page
    assert "Customer management software" in page
    assert "Warehouse move" not in page


def test_each_reader_has_their_own_list(new_client, project, others, sponsor, customer, outsider, pmo, admin):
    seen = {
        user.name: [p.key for p in new_client(user).get("/projects/").context["page"]]
        for user in (sponsor, customer, outsider, pmo, admin)
    }
    assert seen == {
        "Dana Whitfield": ["CRM1"],
        "Tom Bexley": ["CRM1"],
        "Otto Outsider": [],
        "Olu Viewer": ["CRM1", "WHS2"],
        "Ada Admin": ["CRM1", "WHS2"],
    }


def test_the_list_names_the_accountable_sponsor_and_counts_customers(managing, project, sponsor, customer):
    page = text_of(managing.get("/projects/"))
    assert "Dana Whitfield</a>" in page
    assert '<td class="num" data-label="Customers">2</td>' in page


def test_a_project_deleted_a_moment_ago_is_left_out_of_the_list(project, manager):
    projects = Project.objects.visible_to(manager)
    gone = Project(pk=0, key="GONE1", name="Gone")
    assert fill([gone, *projects], manager) == [project]


def test_filters_and_orders(managing, manager, project):
    make_project("HOSP1", "Patient flow", manager=manager, stage="closed", ends_on=date(2027, 1, 1))
    make_project("ERP2", "Accounts", manager=manager, ends_on=date(2026, 12, 1))
    by_others = make_project("OLD9", "Archive", manager=make_user("Some Body"))
    make_customer(by_others, "Priya Nair", by=manager, user=manager)

    def keys(query):
        return [project.key for project in managing.get(f"/projects/{query}").context["page"]]

    assert keys("") == ["ERP2", "OLD9", "CRM1", "HOSP1"]
    assert keys("?sort=-name") == ["HOSP1", "CRM1", "OLD9", "ERP2"]
    assert keys("?sort=ends") == ["ERP2", "HOSP1", "OLD9", "CRM1"]
    assert keys("?sort=-ends") == ["HOSP1", "ERP2", "OLD9", "CRM1"]
    assert keys("?stage=closed") == ["HOSP1"]
    assert keys("?whose=mine") == ["ERP2", "CRM1", "HOSP1"]
    assert keys("?q=patient") == ["HOSP1"]
    assert keys("?q=crm1") == ["CRM1"]
    assert keys("?q=atient") == []


@scene
def projects(manager):
    """120 of them; many share a name or a day, and half have none."""
    for number in range(120):
        day = date(2027, 1, 1 + number % 3) if number % 2 else None
        make_project(f"P{number}", f"Project {number % 7}", manager=manager, ends_on=day)


@pytest.mark.parametrize("sort", ["", "-name", "ends", "-ends"])
def test_pages_follow_each_other_without_loss_in_every_order(managing, projects, sort):
    seen, after = [], ""
    for _ in range(3):
        page = managing.get("/projects/", {"sort": sort, "after": after}).context["page"]
        seen += [project.key for project in page]
        after = page.after
    assert after == ""
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize(
    "query",
    ["?stage=x", "?whose=1", "?sort=-key;", "?after=%7B%7D", "?after=" + "A" * 3000, "?q=" + "q" * 300, "?q=%25_"],
)
def test_nonsense_in_the_address_is_ignored(managing, project, query):
    assert managing.get(f"/projects/{query}").status_code == 200


def test_empty_lists_offer_the_first_step(new_client, manager, outsider):
    assert 'href="/projects/new/">New project' in text_of(new_client(manager).get("/projects/"))
    page = text_of(new_client(outsider).get("/projects/"))
    assert "No project of yours yet" in page
    assert "/projects/new/" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_statements_of_the_list(managing, manager, statements, number):
    for n in range(number):
        project = make_project(f"P{n}", f"Project {n}", manager=manager)
        make_customer(project, f"Sponsor {n}", "Sponsor", by=manager)
    managing.get("/projects/")
    with statements(at_most=8):
        managing.get("/projects/")


# --- creating ---------------------------------------------------------------------------------------------------------


def test_a_manager_creates_a_project_and_manages_it(managing, manager):
    revenue = OrganisationalGoal.objects.create(name="More revenue")
    response = managing.post(
        NEW,
        {
            "key": "crm1",
            "name": "Customer management software",
            "benefit": "Cross-selling",
            "starts_on": "2026-09-01",
            "ends_on": "2027-04-30",
            "organisational_goals": [revenue.pk],
            "new_goal": "",
        },
    )
    assert response.headers["Location"] == "/projects/CRM1/"
    project = Project.objects.get()
    assert (project.key, project.stage, project.status) == ("CRM1", "proposed", "green")
    assert (project.starts_on, project.ends_on) == (date(2026, 9, 1), date(2027, 4, 30))
    assert list(project.managers.all()) == [manager]
    assert list(project.organisational_goals.all()) == [revenue]


def test_with_no_organisational_goal_in_the_list_one_is_typed(managing):
    assert "more revenue, say" in text_of(managing.get(NEW))
    managing.post(NEW, {"key": "CRM1", "name": "Software", "new_goal": " More  revenue "})
    assert [goal.name for goal in Project.objects.get().organisational_goals.all()] == ["More revenue"]


def test_a_typed_organisational_goal_that_is_known_is_not_made_again(managing):
    known = OrganisationalGoal.objects.create(name="More revenue")
    managing.post(NEW, {"key": "CRM1", "name": "Software", "new_goal": "more Revenue"})
    assert list(Project.objects.get().organisational_goals.all()) == [known]
    assert OrganisationalGoal.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("key", "", "This is needed"),
        ("key", "1AB", "Two to twelve capital letters"),
        ("key", "A B", "Two to twelve capital letters"),
        ("key", "A" * 13, "at most 12 characters"),
        ("key", "crm1", "That key is taken."),
        ("name", "   ", "This is needed"),
        ("name", "n" * 1_000_000, "at most 200 characters"),
        ("benefit", "b" * 2001, "at most 2000 characters"),
        ("starts_on", "9999-12-31", "Dates lie between 1900 and 2200."),
        ("ends_on", "0001-01-01", "Dates lie between 1900 and 2200."),
        ("ends_on", "soon", "Enter a valid date."),
        ("ends_on", "1901-01-01", "The project ends before it starts: check the two dates"),
        ("organisational_goals", "999999999999999999999", "not one of the available choices"),
        ("organisational_goals", "x", "is not a valid value"),
        ("new_goal", "g" * 201, "at most 200 characters"),
    ],
)
def test_bad_input_is_said_at_the_field_and_nothing_typed_is_lost(managing, project, field, typed, error):
    data = {
        "key": "WEB2",
        "name": "A <b>new</b> site",
        "benefit": "Clients find us",
        "new_goal": "",
        "starts_on": "2026-01-01",
    }
    data |= {field: typed}
    response = managing.post(NEW, data)
    assert response.status_code == 422
    assert not response.context["form"].non_field_errors()
    assert [e for e in response.context["form"].errors[field] if error in e]
    kept = response.context["form"]
    assert {name: kept[name].value() for name in ("key", "name", "benefit")} == {
        name: data[name] for name in ("key", "name", "benefit")
    }
    assert "A <b>new</b> site" not in text_of(response)
    assert Project.objects.count() == 1


def test_a_project_cannot_end_before_it_starts(managing, project):
    data = {"key": "WEB2", "name": "Site", "starts_on": "2027-02-01", "ends_on": "2027-01-01"}
    response = managing.post(NEW, data)
    assert response.status_code == 422
    assert "The project ends before it starts" in text_of(response)


def test_a_key_taken_at_the_same_moment_is_said_at_the_field(managing, manager, monkeypatch):
    monkeypatch.setattr(Project, "validate_unique", lambda self, exclude=None: None)
    make_project("CRM1", "The quicker one", manager=manager)
    response = managing.post(NEW, {"key": "CRM1", "name": "The slower one"})
    assert response.status_code == 422
    assert response.context["form"].errors == {"key": [actions.KEY_TAKEN]}


@pytest.mark.parametrize("who", ["outsider", "sponsor", "customer", "pmo"])
def test_others_create_nothing(request, client, project, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, {"key": "WEB2", "name": "Site"}).status_code == 403
    assert "New project" not in text_of(client.get("/projects/"))
    assert Project.objects.count() == 1


# --- editing ----------------------------------------------------------------------------------------------------------


def test_editing(managing, project):
    response = managing.post(EDIT, fields(project, name="Client software", status="red", status_note="No budget"))
    assert response.headers["Location"] == "/projects/CRM1/"
    project.refresh_from_db()
    assert (project.name, project.status, project.status_note) == ("Client software", "red", "No budget")
    assert said(response) == ["CRM1 Client software is saved."]


def test_two_people_editing_the_second_sees_both_versions(managing, project):
    stale = fields(project, name="Typed by me")
    managing.post(EDIT, fields(project, name="Saved meanwhile"))
    response = managing.post(EDIT, stale)
    assert response.status_code == 409
    rows = {row["name"]: (row["theirs"], row["yours"]) for row in response.context["form"].theirs}
    assert rows == {"name": ("Saved meanwhile", "Typed by me")}
    again = {**stale, "version": response.context["form"]["version"].value()}
    assert managing.post(EDIT, again).status_code == 302
    project.refresh_from_db()
    assert project.name == "Typed by me"


def test_what_the_second_left_as_it_was_stays_as_the_first_saved_it(managing, project, manager, admin, pmo):
    """Links too: a manager who was added meanwhile still is one."""
    mine = fields(project, name="Typed by me")
    theirs = fields(project, benefit="Ten more offers a day", managers=[manager.pk, admin.pk], ends_on="2030-05-01")
    assert managing.post(EDIT, theirs).status_code == 302
    form = managing.post(EDIT, mine).context["form"]
    assert {row["name"] for row in form.theirs if row["is_kept"]} == {"benefit", "managers", "ends_on"}
    assert len(form.theirs) == 3
    again = {name: form[name].value() or "" for name in form.fields}
    assert managing.post(EDIT, again).status_code == 302
    project.refresh_from_db()
    assert (project.name, project.benefit) == ("Typed by me", "Ten more offers a day")
    assert project.ends_on == date(2030, 5, 1)
    assert set(project.managers.all()) == {manager, admin}


def test_a_form_without_its_version_is_refused(managing, project):
    data = fields(project, name="Other")
    del data["version"]
    assert managing.post(EDIT, data).status_code == 422
    project.refresh_from_db()
    assert project.name == "Customer management software"


def test_the_key_can_change_until_the_project_has_begun(managing, proposed, project):
    response = managing.post("/projects/WEB2/edit/", fields(proposed, key="site2"))
    assert response.headers["Location"] == "/projects/SITE2/"
    managing.post(EDIT, fields(project, key="CRM9"))
    project.refresh_from_db()
    assert project.key == "CRM1"


def test_a_bad_key_leaves_the_page_standing(managing, proposed):
    response = managing.post("/projects/WEB2/edit/", fields(proposed, key="/x/"))
    assert response.status_code == 422
    assert "/projects/WEB2/goals/" in text_of(response)


def test_the_last_organisational_goal_of_a_project_under_way_stays(managing, project, proposed):
    response = managing.post(EDIT, fields(project, organisational_goals=[]))
    assert response.status_code == 422
    assert response.context["form"].errors == {"organisational_goals": [actions.NO_PURPOSE]}
    assert project.organisational_goals.count() == 1
    assert managing.post("/projects/WEB2/edit/", fields(proposed, organisational_goals=[])).status_code == 302


def test_managers_are_added_and_taken_off(managing, manager, project):
    nora = make_user("Nora Second")
    nora.groups.add(Group.objects.get(name=PROJECT_MANAGERS))
    managing.post(EDIT, fields(project, managers=[manager.pk, nora.pk]))
    assert set(project.managers.all()) == {manager, nora}
    project.refresh_from_db()
    response = managing.post(EDIT, fields(project, managers=[nora.pk]))
    assert response.headers["Location"] == "/projects/"
    assert managing.get("/projects/CRM1/edit/").status_code == 404


def test_the_last_manager_stays(managing, manager, project):
    response = managing.post(EDIT, fields(project, managers=[]))
    assert response.status_code == 422
    assert response.context["form"].errors == {"managers": [actions.NO_MANAGER]}
    assert list(project.managers.all()) == [manager]


def test_somebody_outside_the_group_cannot_be_made_manager(managing, project, outsider, manager):
    response = managing.post(EDIT, fields(project, managers=[manager.pk, outsider.pk]))
    assert response.status_code == 422
    assert list(project.managers.all()) == [manager]


@pytest.fixture
def many_managers(manager):
    group = Group.objects.get(name=PROJECT_MANAGERS)
    users = [make_user(f"U{n} Example", is_active=True) for n in range(13)]
    users += [make_user("Zoë Quick"), make_user("Zed Quickly")]
    for user in users:
        user.groups.add(group)
    return users


def test_many_managers_are_searched(managing, manager, project, many_managers):
    page = text_of(managing.get(EDIT))
    assert "Add a project manager" in page
    assert "U3 Example" not in page
    managing.post(EDIT, fields(project, find_manager="zoe qui"))
    assert {str(user) for user in project.managers.all()} == {"Priya Nair", "Zoë Quick"}


def test_several_who_fit_are_offered_to_tick(managing, manager, project, many_managers):
    response = managing.post(EDIT, fields(project, find_manager="quick", name="Kept"))
    assert response.status_code == 422
    assert "Zoë Quick" in text_of(response)
    assert response.context["form"]["name"].value() == "Kept"
    zed = many_managers[-1]
    managing.post(EDIT, fields(project, managers=[manager.pk, zed.pk], find_manager="", name="Kept"))
    project.refresh_from_db()
    assert (project.name, set(project.managers.all())) == ("Kept", {manager, zed})


def test_nobody_who_fits_is_said(managing, project, many_managers):
    response = managing.post(EDIT, fields(project, find_manager="Nobody"))
    assert response.status_code == 422
    assert "find_manager" in response.context["form"].errors


@pytest.mark.parametrize(
    ("who", "status"), [("outsider", 404), ("customer", 403), ("sponsor", 403), ("pmo", 403), ("admin", 200)]
)
@pytest.mark.parametrize("address", [EDIT, "/projects/CRM1/stage/close/", "/projects/CRM1/status/"])
def test_who_may_edit(request, client, project, who, status, address):
    client.sign_in(request.getfixturevalue(who))
    before = Project.objects.values().get()
    assert client.get(address).status_code == status
    if status != 200:
        assert client.post(address, fields(project, name="Mine now")).status_code == status
    assert Project.objects.values().get() == before


@pytest.mark.parametrize("goals", [1, 3])
def test_statements_of_the_edit_page(managing, project, statements, goals):
    for number in range(goals):
        project.organisational_goals.add(OrganisationalGoal.objects.create(name=f"Goal {number}"))
    with statements(at_most=8):
        managing.get(EDIT)


# --- stages and status ------------------------------------------------------------------------------------------------


def move(client, project, verb, **changes):
    project.refresh_from_db()
    address = f"/projects/{project.key}/stage/{verb}/"
    return client.post(address, {"version": project.version, **changes})


def test_a_project_goes_through_its_stages(managing, proposed):
    proposed.organisational_goals.add(OrganisationalGoal.objects.create(name="More revenue"))
    seen = []
    for verb in ("activate", "hold", "resume", "close", "reopen"):
        move(managing, proposed, verb)
        proposed.refresh_from_db()
        seen.append(proposed.stage)
    assert seen == ["active", "on_hold", "active", "closed", "active"]


def test_a_stage_verb_says_first_what_it_does_and_changes_nothing_when_asked(managing, project):
    before = Project.objects.values().get()
    page = text_of(managing.get("/projects/CRM1/stage/close/"))
    assert "Close CRM1?" in page
    assert "Nothing in the project can be changed any more" in page
    assert Project.objects.values().get() == before


def test_activating_without_an_organisational_goal_asks_for_one(managing, proposed):
    response = move(managing, proposed, "activate")
    assert response.status_code == 422
    form = response.context["form"]
    assert actions.NO_PURPOSE in text_of(response)
    data = {field.html_name: field.value() for field in form if field.value() is not None}
    response = managing.post("/projects/WEB2/edit/", {**data, "new_goal": "More revenue", "then": "activate"})
    assert response.status_code == 302
    proposed.refresh_from_db()
    assert proposed.stage == "active"


def test_activating_without_one_when_others_are_known_says_it_at_the_boxes(managing, proposed):
    OrganisationalGoal.objects.create(name="More revenue")
    response = move(managing, proposed, "activate")
    assert response.context["form"].errors == {"organisational_goals": [actions.NO_PURPOSE]}


def test_save_and_activate_keeps_what_was_typed_when_it_is_refused(managing, proposed):
    OrganisationalGoal.objects.create(name="More revenue")
    response = managing.post("/projects/WEB2/edit/", fields(proposed, name="Typed", then="activate"))
    assert response.status_code == 422
    assert response.context["form"]["name"].value() == "Typed"
    proposed.refresh_from_db()
    assert (proposed.name, proposed.stage) == ("A new web site", "proposed")


def test_a_verb_that_does_not_apply_is_refused_with_a_sentence(managing, project):
    response = move(managing, project, "resume")
    assert said(response) == ["CRM1 is active now; “Resume” does not apply any more."]
    assert managing.get("/projects/CRM1/stage/explode/").status_code == 404


def test_a_verb_from_an_old_page_is_refused(managing, project):
    old = project.version
    project.status_note = "Changed meanwhile"
    project.save()
    response = move(managing, project, "close", version=old)
    assert response.status_code == 409
    assert move(managing, project, "close", version="").status_code == 422
    assert move(managing, project, "close", version="x").status_code == 422
    project.refresh_from_db()
    assert project.stage == "active"


def test_closed_it_is_read_only_but_for_reopening(managing, project):
    goal = make_goal(project)
    move(managing, project, "close")
    project.refresh_from_db()
    for address in (
        EDIT,
        "/projects/CRM1/status/",
        "/projects/CRM1/stage/hold/",
        "/projects/CRM1/goals/new/",
        "/projects/CRM1/goals/1/edit/",
        "/projects/CRM1/goals/1/delete/",
        "/projects/CRM1/goals/1/move/",
    ):
        response = managing.post(address, fields(project, statement="x", entry=goal.pk, to="up"))
        assert response.status_code == 403, address
        assert "CRM1 is closed" in text_of(response)
    page = text_of(managing.get("/projects/CRM1/goals/"))
    assert "Closed: read-only" in page
    assert 'href="/projects/CRM1/stage/reopen/"' in page
    assert "Add a goal" not in page
    assert move(managing, project, "reopen").status_code == 302


def test_a_reader_of_a_closed_project_is_not_offered_to_reopen_it(client, project, customer):
    Project.objects.filter(pk=project.pk).update(stage="closed")
    page = text_of(client.sign_in(customer).get("/projects/CRM1/goals/"))
    assert "Closed: read-only" in page
    assert "reopen" not in page.lower()


def test_closed_before_it_had_a_purpose_it_is_reopened_as_a_proposal(managing, proposed):
    move(managing, proposed, "close")
    move(managing, proposed, "reopen")
    proposed.refresh_from_db()
    assert proposed.stage == "proposed"


def test_status_with_its_reason(managing, project):
    address = "/projects/CRM1/status/"
    assert "How does CRM1 stand?" in text_of(managing.get(address))
    data = {"version": project.version, "status": "amber", "status_note": "Contact data 3 weeks late"}
    assert managing.post(address, data).status_code == 302
    project.refresh_from_db()
    assert (project.status, project.status_note) == ("amber", "Contact data 3 weeks late")
    assert managing.post(address, data).status_code == 409
    assert managing.post(address, {**data, "version": project.version, "status": "pink"}).status_code == 422


def test_the_actions_refuse_too(project, manager):
    project.stage = Stage.CLOSED
    project.save()
    with pytest.raises(Refused):
        actions.set_status(project=project, status="red", note="", by=manager)
    with pytest.raises(Refused):
        actions.move_stage(project=project, verb="hold", by=manager)


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_one_closes_it(new_client, manager, project):
    barrier, answers = Barrier(10), []
    clients = [new_client(manager) for _ in range(10)]

    def close(client):
        barrier.wait()
        answers.append(client.post("/projects/CRM1/stage/close/", {"version": project.version}).status_code)
        connection.close()

    threads = [Thread(target=close, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    project.refresh_from_db()
    assert (project.stage, project.version) == ("closed", 2)
    assert set(answers) <= {302, 403, 409}


def test_the_stage_is_said_to_have_been_so_since_its_day(client, manager, project):
    Project.objects.update(stage="on_hold", stage_since=date(2026, 3, 1))
    page = text_of(client.sign_in(manager).get("/projects/CRM1/stage/close/"))
    assert "CRM1 Customer management software has been on hold since" in page
