"""What an administrator does with entries: nobody's change is lost, every rule of the database is a sentence."""

import threading

import pytest
from django.urls import reverse

from customers.models import Party, Representation, Role, RoleAssignment, Stakeholder
from projects import actions as projects
from projects.models import Goal, Project, Stage
from registry.timeline import timeline
from tests.cast import make_criterion, make_customer, make_goal, make_project
from valuecriteria import actions as criteria
from valuecriteria.models import Alignment, Theme, ValueCriterion

pytestmark = pytest.mark.django_db


def page(row, name="change"):
    model = row._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_{name}", args=[row.pk])


def form_data(client, url, **typed):
    """What a browser would post from the form at `url`, with some fields typed over."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = (
                    [str(getattr(each, "pk", each)) for each in value] if isinstance(value, list) else str(value)
                )
    return data | {name.replace("__", "-"): text for name, text in typed.items()}


def errors_of(response):
    form = response.context["adminform"].form
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    found = [message for messages in form.errors.values() for message in messages]
    for formset in formsets:
        found += list(formset.non_form_errors())
        found += [message for each in formset.errors for messages in each.values() for message in messages]
    return found


@pytest.fixture
def desk(client, admin):
    return client.sign_in(admin)


def test_a_change_is_saved_and_told_as_the_admins(desk, admin, project):
    data = form_data(desk, page(project), name="Customer software")
    assert desk.post(page(project), data).status_code == 302
    project.refresh_from_db()
    assert (project.name, project.version) == ("Customer software", 2)
    told = timeline([Project.history.filter(id=project.pk)]).rows[0]
    assert (told.by, told.source, told.verb) == ("Ada Admin", "admin", "changed")
    assert [(each["label"], each["old"], each["new"]) for each in told.changes] == [
        ("name", "Customer management software", "Customer software")
    ]
    shown = desk.get(page(project, "history")).content.decode()
    assert "Ada Admin" in shown
    assert "Customer management software" in shown


def test_the_second_of_two_sees_both_versions_and_loses_nothing(desk, project):
    theirs = form_data(desk, page(project), name="Theirs")
    mine = form_data(desk, page(project), name="Mine", benefit="Typed for an hour")
    assert desk.post(page(project), theirs).status_code == 302
    response = desk.post(page(project), mine)
    assert response.status_code == 409
    shown = response.content.decode()
    assert "Theirs" in shown
    assert "Typed for an hour" in shown
    project.refresh_from_db()
    assert project.name == "Theirs"
    again = form_data_of(response)
    assert desk.post(page(project), again).status_code == 302
    project.refresh_from_db()
    assert (project.name, project.benefit) == ("Mine", "Typed for an hour")


def form_data_of(response):
    data = {}
    for form in [response.context["adminform"].form] + [
        each
        for inline in response.context["inline_admin_formsets"]
        for each in [inline.formset.management_form, *inline.formset.forms]
    ]:
        data |= {
            each.html_name: each.value() for each in form if each.value() is not None and each.value() is not False
        }
    return data


def test_saving_without_the_version_is_refused(desk, project):
    data = form_data(desk, page(project), name="Mine")
    del data["version"]
    response = desk.post(page(project), data)
    assert response.status_code == 422
    assert errors_of(response) == ["This form came without the version it was opened with. Reload the page."]
    project.refresh_from_db()
    assert project.name == "Customer management software"


def test_a_line_that_somebody_changed_meanwhile_is_not_saved_over(desk, project):
    goal = make_goal(project)
    data = form_data(desk, page(project), goals__0__statement="Mine")
    goal.statement = "Theirs"
    goal.save()
    response = desk.post(page(project), data)
    assert response.status_code == 409
    goal.refresh_from_db()
    assert goal.statement == "Theirs"
    # Lines that were only looked at are in nobody's way.
    other = form_data(desk, page(project), name="Renamed")
    goal.save()
    assert desk.post(page(project), other).status_code == 302


def test_saving_unchanged_makes_no_version(desk, project):
    assert desk.post(page(project), form_data(desk, page(project))).status_code == 302
    project.refresh_from_db()
    assert project.version == 1


def test_goals_added_in_a_project_are_numbered(desk, project):
    make_goal(project)
    data = form_data(desk, page(project), goals__TOTAL_FORMS="3")
    data |= {"goals-1-statement": "Second", "goals-2-statement": "Third"}
    assert desk.post(page(project), data).status_code == 302
    assert [(goal.number, goal.statement) for goal in project.goals.all()] == [
        (1, "Cross-sell to existing customers"),
        (2, "Second"),
        (3, "Third"),
    ]


def test_a_goal_added_alone_is_numbered(desk, project):
    make_goal(project)
    assert desk.post("/admin/projects/goal/add/", {"project": project.pk, "statement": "Second"}).status_code == 302
    assert Goal.objects.get(statement="Second").number == 2


def test_an_active_project_keeps_a_purpose_and_a_manager(desk, project):
    data = form_data(desk, page(project))
    del data["organisational_goals"], data["managers"]
    response = desk.post(page(project), data)
    assert (response.status_code, errors_of(response)) == (422, [projects.NO_PURPOSE, projects.NO_MANAGER])


def sponsor_role():
    return Role.objects.get(kind="sponsor")


def test_two_accountable_sponsors_are_a_message(desk, project, sponsor, manager):
    other = make_customer(project, "Second Sponsor", by=manager)
    data = form_data(desk, page(other), assignments__TOTAL_FORMS="2")
    data |= {"assignments-1-role": sponsor_role().pk, "assignments-1-from_on": "2026-01-01"}
    response = desk.post(page(other), data | {"assignments-1-is_accountable": "on"})
    assert response.status_code == 422
    assert [error.split(" from ")[0] for error in errors_of(response)] == ["Dana Whitfield answers for the project"]
    assert desk.post(page(other), data).status_code == 302


def test_two_lines_of_one_page_do_not_break_a_rule_together(desk, project, manager):
    party = Party.objects.create(name="New here")
    data = {
        "project": project.pk,
        "party": party.pk,
        "assignments-TOTAL_FORMS": "2",
        "assignments-INITIAL_FORMS": "0",
        "representations-TOTAL_FORMS": "0",
        "representations-INITIAL_FORMS": "0",
    }
    for line in "01":
        data |= {f"assignments-{line}-role": sponsor_role().pk, f"assignments-{line}-from_on": "2026-01-01"}
    response = desk.post("/admin/customers/stakeholder/add/", data)
    assert (response.status_code, errors_of(response)) == (422, ["They have that role already."])
    data |= {"assignments-0-is_accountable": "on", "assignments-1-is_accountable": "on"}
    other = Role.objects.create(name="Second kind of sponsor", kind="sponsor")
    response = desk.post("/admin/customers/stakeholder/add/", data | {"assignments-1-role": other.pk})
    assert errors_of(response) == ["The project has an accountable sponsor already; hand over instead."]
    assert not Stakeholder.objects.filter(party=party).exists()


def test_a_part_needs_a_role_and_a_person_speaks_for_themselves(desk, project, manager):
    party = Party.objects.create(name="New here")
    data = {
        "project": project.pk,
        "party": party.pk,
        "assignments-TOTAL_FORMS": "0",
        "assignments-INITIAL_FORMS": "0",
        "representations-TOTAL_FORMS": "1",
        "representations-INITIAL_FORMS": "0",
        "representations-0-person": Party.objects.create(name="Speaker").pk,
        "representations-0-from_on": "2026-01-01",
    }
    response = desk.post("/admin/customers/stakeholder/add/", data)
    assert set(errors_of(response)) == {
        "Only a group takes a representative; a person speaks for themselves.",
        "Give them at least one role, or tick that they are a customer whatever the roles.",
    }
    data |= {"representations-TOTAL_FORMS": "0", "is_declared_customer": "on", "why": "pays"}
    assert desk.post("/admin/customers/stakeholder/add/", data).status_code == 302


@pytest.mark.parametrize(
    ("address", "typed", "message"),
    [
        (
            "customers/role",
            {"name": "Sponsor", "kind": "other", "position": "1"},
            "Role with this Name already exists.",
        ),
        ("valuecriteria/theme", {"name": "SPEED"}, "That theme exists already."),
        (
            "customers/party",
            {"name": "X", "kind": "group", "side": "", "user": "{outsider}"},
            "Only a person can have a login.",
        ),
        (
            "customers/stakeholder",
            {"project": "{project}", "party": "{party}"},
            "They have a part in this project already.",
        ),
        (
            "customers/roleassignment",
            {"stakeholder": "{stakeholder}", "role": "{role}", "from_on": "2026-01-01"},
            "They have that role already.",
        ),
        (
            "customers/roleassignment",
            {"stakeholder": "{stakeholder}", "role": "{role}", "from_on": "2026-02-01", "to_on": "2026-01-01"},
            "The role ends before it starts: check the two dates.",
        ),
        (
            "customers/roleassignment",
            {"stakeholder": "{stakeholder}", "role": "{role}", "from_on": "9999-01-01"},
            "Dates lie between 1900 and 2200.",
        ),
    ],
)
def test_every_rule_is_a_sentence(desk, project, customer, outsider, address, typed, message):
    Theme.objects.create(name="Speed")
    stakeholder = project.stakeholders.get(party__user=customer)
    known = {
        "outsider": outsider.pk,
        "project": project.pk,
        "party": stakeholder.party_id,
        "stakeholder": stakeholder.pk,
        "role": stakeholder.assignments.get().role_id,
    }
    data = {name: text.format(**known) for name, text in typed.items()}
    data |= {f"{line}-{count}": "0" for line in ("assignments", "representations") for count in COUNTS}
    response = desk.post(f"/admin/{address}/add/", data)
    assert response.status_code == 422
    assert message in errors_of(response)


COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS")


def test_a_criterion_is_captured_with_its_words(desk, admin, project, customer):
    stakeholder = project.stakeholders.get(party__user=customer)
    data = {"stakeholder": stakeholder.pk, "statement": "I see it first.", "kind": "service", "importance": "3"}
    assert desk.post("/admin/valuecriteria/valuecriterion/add/", data).status_code == 302
    criterion = ValueCriterion.objects.get()
    assert (criterion.statement, criterion.number, criterion.state.label) == ("I see it first.", 1, "Assumed")
    assert criterion.history.latest().source == "admin"
    data = form_data(desk, page(criterion), why="It saves a call.")
    assert desk.post(page(criterion), data).status_code == 302
    criterion.refresh_from_db()
    assert (criterion.why, criterion.statement) == ("It saves a call.", "I see it first.")


def test_a_criterion_is_aligned_with_goals_of_its_project_only(desk, project, others, customer, manager):
    criterion = make_criterion(project.stakeholders.get(party__user=customer), by=manager)
    data = form_data(desk, page(criterion), alignments__TOTAL_FORMS="1", alignments__0__effect="weak")
    response = desk.post(page(criterion), data | {"alignments-0-goal": make_goal(others).pk})
    assert (response.status_code, errors_of(response)) == (422, ["That goal belongs to another project."])
    assert desk.post(page(criterion), data | {"alignments-0-goal": make_goal(project).pk}).status_code == 302
    assert Alignment.objects.get().history.latest().source == "admin"


def test_decisions_are_read_only(desk, project, customer, sponsor, manager):
    criterion = make_criterion(project.stakeholders.get(party__user=customer), by=manager, confirmed=True)
    criteria.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
    revision = criterion.current_revision
    for row in (revision, revision.confirmation, revision.reviews.get()):
        shown = desk.get(page(row))
        assert shown.status_code == 200
        assert b'name="_save"' not in shown.content
        assert desk.post(page(row), {"comment": "x"}).status_code == 403
        assert desk.post(page(row, "delete"), {"post": "yes"}).status_code == 403
        name = f"admin:valuecriteria_{row._meta.model_name}"
        assert desk.get(reverse(f"{name}_add")).status_code == 403
        chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        desk.post(reverse(f"{name}_changelist"), chosen)
        assert type(row).objects.filter(pk=row.pk).exists()


def test_deleting_shows_what_goes_with_it(desk, project, customer, admin):
    stakeholder = project.stakeholders.get(party__user=customer)
    assignment = stakeholder.assignments.get()
    shown = desk.get(page(stakeholder, "delete")).content.decode()
    assert "1 role of a customer" in shown
    assert str(assignment) in shown
    assert desk.post(page(stakeholder, "delete"), {"post": "yes"}).status_code == 302
    assert not RoleAssignment.objects.filter(pk=assignment.pk).exists()
    told = timeline([RoleAssignment.history.filter(id=assignment.pk)]).rows[0]
    assert (told.kind, told.by, told.source) == ("-", "Ada Admin", "admin")


def test_deleting_what_others_need_is_refused_with_a_page(desk, project, customer, manager):
    party = customer.party
    for url in (page(party, "delete"), page(Role.objects.get(name="End user"), "delete")):
        for response in (desk.get(url), desk.post(url, {"post": "yes"})):
            assert response.status_code in (200, 403)
    assert "Tom Bexley" in desk.get(page(party, "delete")).content.decode()
    assert Party.objects.filter(pk=party.pk).exists()
    criterion = make_criterion(project.stakeholders.get(party__user=customer), by=manager)
    assert "Cannot delete" in desk.get(page(criterion, "delete")).content.decode()
    assert "Cannot delete" in desk.get(page(project, "delete")).content.decode()


def test_deleting_several_keeps_their_history(desk, db):
    themes = [Theme.objects.create(name=f"Theme {number}") for number in range(3)]
    chosen = {"action": "delete_selected", "_selected_action": [theme.pk for theme in themes]}
    shown = desk.post("/admin/valuecriteria/theme/", chosen)
    assert "Theme 2" in shown.content.decode()
    assert desk.post("/admin/valuecriteria/theme/", chosen | {"post": "yes"}).status_code == 302
    assert not Theme.objects.exists()
    assert Theme.history.filter(history_type="-", source="admin").count() == 3


def test_a_closed_project_is_read_only(desk, project, customer, manager):
    stakeholder = project.stakeholders.get(party__user=customer)
    goal = make_goal(project)
    rows = [project, goal, stakeholder, stakeholder.assignments.get(), make_criterion(stakeholder, by=manager)]
    Project.objects.filter(pk=project.pk).update(stage=Stage.CLOSED)
    for row in rows:
        shown = desk.get(page(row)).content.decode()
        assert "The project is closed" in shown
        assert 'name="_save"' not in shown
        assert desk.post(page(row), {"version": "1"}).status_code == 403
        assert desk.post(page(row, "delete"), {"post": "yes"}).status_code == 403
    response = desk.post("/admin/projects/goal/add/", {"project": project.pk, "statement": "One more"})
    assert errors_of(response) == ["CRM1 is closed, so nothing can be added to it. Its manager can reopen it."]


def test_the_kind_of_a_role_is_chosen_once_and_well_known_ones_stay(desk, db):
    role = Role.objects.get(name="Customer")
    data = form_data(desk, page(role), name="Client") | {"kind": "other"}
    assert desk.post(page(role), data).status_code == 302
    role.refresh_from_db()
    assert (role.name, role.kind) == ("Client", "customer")
    assert desk.post(page(role, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [role.pk], "post": "yes"}
    desk.post("/admin/customers/role/", chosen)
    assert Role.objects.filter(pk=role.pk).exists()


def test_a_group_with_members_does_not_become_a_person(desk, db):
    group = Party.objects.create(name="Sales", kind="group")
    Party.objects.create(name="Ann", group=group)
    response = desk.post(page(group), form_data(desk, page(group), kind="person"))
    assert errors_of(response) == ["It has members, so it is a group. Move them to another group first."]


def test_a_script_in_a_name_stays_text(desk, project, manager):
    evil = "<script>alert(1)</script>"
    stakeholder = make_customer(project, evil, "Customer", by=manager)
    criterion = make_criterion(stakeholder, evil, by=manager)
    pages = [
        page(row, name)
        for row in (stakeholder, stakeholder.party, criterion)
        for name in ("change", "delete", "history")
    ]
    pages += ["/admin/customers/stakeholder/", "/admin/customers/party/", "/admin/valuecriteria/valuecriterion/"]
    for url in pages:
        assert evil not in desk.get(url).content.decode(), url


@pytest.mark.django_db(transaction=True)
def test_ten_administrators_name_an_accountable_sponsor_and_one_wins(admin, project, manager, new_client):
    from django.db import connection

    parts = [make_customer(project, f"Sponsor {number}", by=manager) for number in range(6)]
    role = sponsor_role()
    clients = [new_client(admin) for _ in parts]
    answers = []

    def name(client, part):
        data = {
            "stakeholder": part.pk,
            "role": role.pk,
            "from_on": "2026-01-01",
            "is_accountable": "on",
        }
        try:
            answers.append(client.post("/admin/customers/roleassignment/add/", data).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=name, args=pair) for pair in zip(clients, parts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 422, 422, 422, 422, 422]
    assert RoleAssignment.objects.filter(is_accountable=True).count() == 1
    assert Representation.objects.count() == 0


def test_the_list_counts_no_further_than_a_thousand(desk, db):
    Party.objects.bulk_create(Party(name=f"P{n}", name_key=f"p{n}", search_text=f"p{n}") for n in range(1100))
    assert "1,000+ people and groups" in desk.get("/admin/customers/party/").content.decode()
    assert desk.get("/admin/customers/party/", {"p": "21"}).status_code == 200
    assert desk.get("/admin/customers/party/", {"q": "p1099"}).content.decode().count("action-select") == 1


def test_make_project_is_found_by_word_and_key(desk, project, others):
    make_project("ABC9", "Résumé of everything", manager=others.managers.get())
    shown = desk.get("/admin/projects/project/", {"q": "resume"}).content.decode()
    assert "ABC9" in shown
    assert "CRM1" not in shown
