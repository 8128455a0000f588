"""Each page of value, by each kind of reader; in a closed project; and what it costs the database."""

import pytest

from tests.cast import make_criterion, make_customer, make_goal
from tests.stage import scene
from valuecriteria import actions
from valuecriteria.models import Alignment, Confirmation, Review, Revision, ValueCriterion

FORMS = ("new", "edit", "confirm", "put-forward", "outcome", "align", "goal", "review")


@scene
def pages(project, tom, manager):
    criterion = make_criterion(tom, by=manager)
    goal = make_goal(project)
    actions.align(criterion=criterion, goal=goal, effect="weak", by=manager)
    here = f"/projects/CRM1/value/{criterion.pk}/"
    return {
        "value": "/projects/CRM1/value/",
        "alignment": "/projects/CRM1/alignment/",
        "customer": f"/projects/CRM1/customers/{tom.pk}/value/",
        "criterion": here,
        "new": f"/projects/CRM1/customers/{tom.pk}/value/new/",
        "edit": f"{here}edit/",
        "confirm": f"{here}confirm/",
        "put-forward": f"{here}put-forward/",
        "outcome": f"{here}outcome/",
        "align": f"{here}goals/",
        "goal": "/projects/CRM1/goals/1/criteria/",
        "review": f"/reviews/{criterion.pk}/",
    }


READ = dict.fromkeys(("value", "alignment", "customer", "criterion"), 200)
NO_FORMS = dict.fromkeys(FORMS, 403)
EXPECTED = {
    "manager": READ | dict.fromkeys(FORMS, 200) | {"review": 403},
    "admin": READ | dict.fromkeys(FORMS, 200) | {"review": 403},
    "sponsor": READ | NO_FORMS | {"review": 200},
    "pmo": READ | NO_FORMS,
    "customer": NO_FORMS
    | {"value": 403, "alignment": 403, "customer": 200, "criterion": 200, "new": 200, "confirm": 200},
    "outsider": dict.fromkeys([*READ, *FORMS], 404),
}


@pytest.mark.parametrize("who", EXPECTED)
def test_who_gets_what(request, client, pages, who):
    client.sign_in(request.getfixturevalue(who))
    assert {name: client.get(url).status_code for name, url in pages.items()} == EXPECTED[who]


@pytest.mark.parametrize("who", ["sponsor", "pmo", "customer", "outsider"])
def test_who_may_not_open_a_form_may_not_send_it_either(request, client, pages, who):
    client.sign_in(request.getfixturevalue(who))
    before = facts()
    for name, url in pages.items():
        if EXPECTED[who][name] in (403, 404):
            assert client.post(url, {}).status_code in (EXPECTED[who][name], 405)
    assert facts() == before


def facts():
    models = (ValueCriterion, Revision, Confirmation, Review, Alignment)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_nobody_signed_in_is_asked_to_sign_in(client, pages):
    for url in [*pages.values(), "/reviews/"]:
        assert client.get(url).headers["Location"].startswith("/account/login/")


def test_pages_without_a_form_take_no_post(client, pages, manager):
    client.sign_in(manager)
    for name in READ:
        assert client.post(pages[name], {}).status_code == 405
    assert client.post("/reviews/", {}).status_code == 405


def test_reading_writes_nothing(client, pages, manager):
    client.sign_in(manager)
    before = facts()
    for url in pages.values():
        client.get(url)
        client.head(url)
    assert facts() == before


@pytest.mark.parametrize("who", ["manager", "admin", "sponsor", "customer"])
def test_a_closed_project_is_read_only(request, client, pages, closed, who):
    client.sign_in(request.getfixturevalue(who))
    closed()
    before = facts()
    for name, url in pages.items():
        readable = EXPECTED[who][name] == 200 and name in READ
        response = client.get(url)
        assert response.status_code == (200 if readable else 403), name
        if readable:
            for form in ("/edit/", "/confirm/", "/put-forward/", "/outcome/", "/value/new/"):
                assert form not in response.content.decode()
        else:
            client.post(url, {"revision": ValueCriterion.objects.get().current_revision_id})
    assert facts() == before


@pytest.mark.parametrize(
    "url",
    [
        "/projects/CRM1/value/999999999999999999/",
        "/projects/CRM1/value/9999999999999999999999/",
        "/projects/CRM1/value/x/",
        "/projects/CRM1/customers/999999999999999999/value/",
        "/projects/CRM1/customers/999999999999999999/value/new/",
        "/projects/CRM1/goals/999999999999999999/criteria/",
        "/projects/NOPE/value/",
        "/reviews/0/",
    ],
)
def test_wrong_ids_are_404(client, manager, pages, url):
    assert client.sign_in(manager).get(url).status_code == 404


def test_what_belongs_to_another_project_is_not_found_here(client, admin, pages, others, manager):
    foreign = make_customer(others, "Foreign", by=manager)
    criterion = make_criterion(foreign, by=manager)
    client.sign_in(admin)
    assert client.get(f"/projects/CRM1/value/{criterion.pk}/").status_code == 404
    assert client.get(f"/projects/CRM1/customers/{foreign.pk}/value/").status_code == 404


class TestStatements:
    """At most 8 on lists and details, 15 on the matrix, the same with one row and with three."""

    def rich(self, stakeholder, goal, *, manager, sponsor):
        criterion = make_criterion(stakeholder, f"Words of {stakeholder}", by=manager, confirmed=True)
        actions.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
        actions.reword(criterion=criterion, statement=f"Other words of {stakeholder}", by=manager)
        actions.put_forward(revision=criterion.current_revision, by=manager)
        actions.align(criterion=criterion, goal=goal, effect="strong", by=manager)
        actions.align(criterion=criterion, goal=make_goal(stakeholder.project, "More"), effect="conflict", by=manager)

    def test_same_with_one_and_three(
        self, new_client, pages, tom, manager, admin, sponsor, customer, project, statements
    ):
        readers = {"manager": manager, "admin": admin, "sponsor": sponsor, "customer": customer}
        clients = {who: new_client(user) for who, user in readers.items()}

        def costs():
            return {
                (who, name): self.cost(client, url, statements, name)
                for who, client in clients.items()
                for name, url in (pages | {"reviews": "/reviews/"}).items()
                if name == "reviews" or EXPECTED[who][name] == 200
            }

        with_one = costs()
        goal = project.goals.first()
        self.rich(tom, goal, manager=manager, sponsor=sponsor)
        for name in ("Ines Carvalho", "Rajesh Pillai", "Luca Ferrante"):
            self.rich(make_customer(project, name, by=manager), goal, manager=manager, sponsor=sponsor)
        # A prefetch asks nothing while there is nothing to ask for: more rows may cost one statement once, not each.
        assert {page: cost for page, cost in costs().items() if cost != with_one[page]} == {}

    def cost(self, client, url, statements, name):
        with statements(at_most=15 if name == "alignment" else 8) as seen:
            assert client.get(url).status_code == 200
        return len(seen)
