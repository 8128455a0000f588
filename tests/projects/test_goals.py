"""Pages of goals: their order, adding, editing, moving, deleting; as manager, as others, and with bad input."""

import re

import pytest
from django.contrib.messages import get_messages

from projects import actions
from projects.models import Goal
from tests.cast import make_criterion, make_customer, make_goal
from valuecriteria import actions as value
from valuecriteria.models import Alignment

LIST, NEW = "/projects/CRM1/goals/", "/projects/CRM1/goals/new/"


def text_of(response):
    return response.content.decode()


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def managing(client, manager):
    return client.sign_in(manager)


@pytest.fixture
def three(project):
    return [make_goal(project, statement) for statement in ("First", "Second", "Third")]


def fields(goal, **changes):
    goal.refresh_from_db()
    return {
        "entry": goal.pk,
        "version": goal.version,
        "statement": goal.statement,
        "measure": goal.measure,
        "target": goal.target,
        **changes,
    }


def order(project):
    return [goal.statement for goal in project.goals.order_by("number")]


def test_goals_are_added_one_after_another(managing, project):
    purpose = project.organisational_goals.get()
    data = {
        "statement": "Cross-sell",
        "measure": "Second products",
        "target": "400",
        "organisational_goals": [purpose.pk],
    }
    response = managing.post(NEW, {**data, "another": "1"})
    assert response.headers["Location"] == NEW
    assert said(response) == ['<a href="/projects/CRM1/goals/1/">G1 Cross-sell</a> is added.']
    response = managing.post(NEW, {"statement": "One record"})
    assert response.headers["Location"] == LIST
    first, second = project.goals.order_by("number")
    assert (first.label, first.measure, first.target) == ("G1", "Second products", "400")
    assert list(first.organisational_goals.all()) == [purpose]
    assert (second.label, second.statement) == ("G2", "One record")


def test_the_list_says_what_is_missing(managing, project, three):
    three[0].target = "400 by April"
    three[0].save()
    page = text_of(managing.get(LIST))
    assert "3 goals, 2 without a target" in page
    assert page.index("First") < page.index("Second") < page.index("Third")


def test_an_empty_list_offers_the_first_step(new_client, project, manager, customer):
    assert "Add the first goal" in text_of(new_client(manager).get(LIST))
    page = text_of(new_client(customer).get(LIST))
    assert "No goal is written down yet" in page
    assert "/goals/new/" not in page


def test_editing_a_goal(managing, three):
    response = managing.post("/projects/CRM1/goals/2/edit/", fields(three[1], target="90 %"))
    assert response.headers["Location"] == "/projects/CRM1/goals/2/"
    three[1].refresh_from_db()
    assert three[1].target == "90 %"


@pytest.mark.parametrize(
    ("field", "typed", "status"),
    [
        ("statement", " ", 422),
        ("statement", "s" * 1_000_000, 422),
        ("measure", "m" * 201, 422),
        ("target", "t" * 201, 422),
        ("organisational_goals", "x", 422),
        ("organisational_goals", str(10**30), 422),
        ("version", "", 422),
        ("version", str(10**30), 409),
        ("entry", "", 409),
        ("entry", "x", 409),
        ("entry", str(10**30), 409),
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(managing, three, field, typed, status):
    data = fields(three[0], **{"target": "Kept", field: typed})
    response = managing.post("/projects/CRM1/goals/1/edit/", data)
    assert response.status_code == status
    assert response.context["form"]["target"].value() == data["target"]
    assert order(three[0].project) == ["First", "Second", "Third"]


def test_two_people_editing_a_goal(managing, three):
    mine = fields(three[0], statement="Mine")
    managing.post("/projects/CRM1/goals/1/edit/", fields(three[0], statement="Theirs"))
    response = managing.post("/projects/CRM1/goals/1/edit/", mine)
    assert response.status_code == 409
    assert "Theirs" in text_of(response)
    assert response.context["form"]["statement"].value() == "Mine"


def test_a_form_saves_the_goal_it_was_opened_for_whatever_number_that_has_now(managing, manager, project, three):
    """Numbers move: a form opened for G1 must not write over the goal that is G1 by now."""
    opened = fields(three[0], statement="Mine")
    three[1].refresh_from_db()
    actions.move_goal(goal=three[1], up=True, by=manager)
    response = managing.post("/projects/CRM1/goals/1/edit/", opened)
    assert response.status_code == 409
    assert order(project) == ["Second", "First", "Third"]


def test_what_was_typed_about_a_deleted_goal_is_offered_as_a_new_one(managing, project, three):
    opened = fields(three[2], statement="Typed for long")
    three[2].delete()
    response = managing.post("/projects/CRM1/goals/3/edit/", opened)
    assert response.status_code == 409
    assert response.context["form"]["statement"].value() == "Typed for long"
    assert f'action="{NEW}"' in text_of(response)


def test_moving(managing, project, three):
    move = "/projects/CRM1/goals/{}/move/"
    managing.post(move.format(3), fields(three[2], to="up"))
    assert order(project) == ["First", "Third", "Second"]
    managing.post(move.format(1), fields(three[0], to="down"))
    assert order(project) == ["Third", "First", "Second"]
    managing.post(move.format(1), fields(three[2], to="up"))
    assert order(project) == ["Third", "First", "Second"]
    assert [goal.number for goal in project.goals.order_by("number")] == [1, 2, 3]


@pytest.mark.parametrize(
    "changes", [{"to": "sideways"}, {"to": ""}, {"version": 99}, {"version": ""}, {"entry": 10**30}]
)
def test_moving_with_nonsense_moves_nothing(managing, project, three, changes):
    response = managing.post("/projects/CRM1/goals/3/move/", {**fields(three[2], to="up"), **changes})
    assert response.headers["Location"] == LIST
    assert said(response) == ["The goals changed after you opened the page. Nothing was moved; look again."]
    assert order(project) == ["First", "Second", "Third"]


def test_deleting_says_what_goes_with_it(managing, manager, project, three):
    customer = make_customer(project, "Sales team", by=manager, kind="group")
    criterion = make_criterion(customer, "Nobody asks twice", by=manager)
    value.align(criterion=criterion, goal=three[1], effect="strong", by=manager)
    address = "/projects/CRM1/goals/2/delete/"
    page = text_of(managing.get(address))
    assert "With it goes how 1 criterion bears on it" in page
    assert "Nobody asks twice" in page
    assert Goal.objects.count() == 3
    response = managing.post(address, fields(three[1]))
    assert said(response) == ["G2 Second is deleted."]
    assert order(project) == ["First", "Third"]
    assert Alignment.objects.count() == 0
    assert customer.criteria.count() == 1
    assert Goal.history.filter(history_type="-").get().subject == "goal “G2 Second”"


def test_deleting_from_an_old_page_is_refused(managing, project, three):
    old = fields(three[1])
    three[1].target = "New"
    three[1].save()
    address = "/projects/CRM1/goals/2/delete/"
    assert managing.post(address, old).status_code == 409
    assert managing.post(address, {**old, "version": ""}).status_code == 422
    assert order(project) == ["First", "Second", "Third"]
    managing.post(address, fields(three[1]))
    assert managing.post(address, old).status_code == 302
    assert order(project) == ["First", "Third"]


def test_a_goal_tells_its_criteria_to_those_who_may_read_them(
    new_client, manager, sponsor, customer, pmo, project, three
):
    goal = three[0]
    part = project.stakeholders.get(party__user=customer)
    for statement, effect in (("Open offers at hand", "strong"), ("No more meetings", "conflict")):
        value.align(criterion=make_criterion(part, statement, by=manager), goal=goal, effect=effect, by=manager)
    gone = make_criterion(part, "Withdrawn words", by=manager)
    value.align(criterion=gone, goal=goal, effect="weak", by=manager)
    value.settle(criterion=gone, outcome="withdrawn", reason="Not any more", by=manager)
    for user in (manager, sponsor, pmo):
        page = text_of(new_client(user).get("/projects/CRM1/goals/1/"))
        assert "1 criterion supports it, 1 conflicts with it" in page
        assert "Open offers at hand" in page
        assert "Withdrawn words" not in page
    page = text_of(new_client(customer).get("/projects/CRM1/goals/1/"))
    assert "First" in page
    assert "Open offers at hand" not in page
    assert "supports" not in page
    assert "Criteria" not in text_of(new_client(customer).get(LIST))


def test_only_those_who_edit_are_offered_to(new_client, manager, sponsor, three):
    page = text_of(new_client(manager).get("/projects/CRM1/goals/2/"))
    assert 'href="/projects/CRM1/goals/2/criteria/"' in page
    assert 'rel="prev" href="/projects/CRM1/goals/1/"' in page
    assert 'rel="next" href="/projects/CRM1/goals/3/"' in page
    page = text_of(new_client(sponsor).get("/projects/CRM1/goals/2/"))
    assert "/edit/" not in page
    assert "/criteria/" not in page
    assert "/move/" not in text_of(new_client(sponsor).get(LIST))


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("customer", 403), ("sponsor", 403), ("pmo", 403)])
def test_others_change_nothing(request, client, project, three, who, status):
    client.sign_in(request.getfixturevalue(who))
    for address in (NEW, f"{LIST}1/edit/", f"{LIST}1/delete/", f"{LIST}1/move/"):
        assert client.post(address, fields(three[0], statement="Mine", to="down")).status_code == status
    assert order(project) == ["First", "Second", "Third"]


def test_goals_of_other_projects_are_out_of_reach(managing, project, others):
    theirs = make_goal(others, "Theirs")
    assert managing.get("/projects/WHS2/goals/1/").status_code == 404
    response = managing.post(f"{LIST}1/edit/", fields(theirs, statement="Mine"))
    assert response.status_code == 409
    managing.post(f"{LIST}1/delete/", fields(theirs))
    assert order(others) == ["Theirs"]


@pytest.mark.parametrize("address", [f"{LIST}99/", f"{LIST}99/edit/", f"{LIST}99/delete/", f"{LIST}{10**17}/"])
def test_no_such_goal(managing, project, address):
    assert managing.get(address).status_code == 404


def test_moving_is_for_posting_and_reading_for_getting(managing, three):
    assert managing.get(f"{LIST}1/move/").status_code == 405
    assert managing.post(LIST).status_code == 405
    assert managing.post(f"{LIST}1/").status_code == 405
    assert managing.post("/projects/").status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_statements(managing, manager, project, statements, number):
    customer = make_customer(project, "Sales team", "Sponsor", by=manager)
    for n in range(number):
        goal = make_goal(project, f"Goal {n}")
        goal.organisational_goals.add(project.organisational_goals.get())
        for other in project.goals.all():
            value.align(
                criterion=make_criterion(customer, f"Words {n}", by=manager), goal=other, effect="weak", by=manager
            )
    managing.get(LIST)
    for address, most in ((LIST, 6), (f"{LIST}1/", 8), (NEW, 6), (f"{LIST}1/edit/", 8)):
        with statements(at_most=most):
            managing.get(address)


@pytest.mark.parametrize(
    ("address", "first"),
    [
        (NEW, "statement"),
        ("/projects/new/", "key"),
        ("/projects/CRM1/promises/new/", "customer"),
        ("/projects/CRM1/deliverables/new/", "name"),
    ],
)
def test_a_new_thing_is_typed_at_once(managing, project, address, first):
    """The first field has the focus when the form opens; an edit leaves it at the top of the page."""
    (field,) = re.findall(r"<(?:input|textarea)[^>]*\sautofocus[^>]*>", managing.get(address).content.decode())
    assert f'name="{first}"' in field
    make_goal(project)
    assert " autofocus" not in managing.get(f"{LIST}1/edit/").content.decode()
