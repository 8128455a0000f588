"""How criteria and goals stand to each other: from either side, and as a matrix."""

import pytest

from projects.actions import move_goal
from tests.cast import make_criterion, make_goal
from tests.stage import scene
from valuecriteria import actions
from valuecriteria.models import Alignment

from .reading import heading, said, text_of, words_on

MATRIX = "/projects/CRM1/alignment/"


def of_criterion(criterion):
    return f"/projects/CRM1/value/{criterion.pk}/goals/"


def of_goal(goal):
    return f"/projects/CRM1/goals/{goal.number}/criteria/"


def shown(response, **changes):
    """The lines of a page as a browser sends them, with `changes` typed: {"g1-effect": "strong"}."""
    data = {}
    for cell in response.context["board"]:
        data |= {cell.add_prefix(name): cell[name].value() or "" for name in cell.fields}
    return data | changes


@scene
def criterion(tom, manager):
    return make_criterion(tom, by=manager)


@scene
def goals(project):
    return [make_goal(project, statement) for statement in ("Cross-sell", "Forecast", "Retire the old one")]


def facts():
    return sorted(Alignment.objects.values_list("goal__number", "effect", "reason"))


def test_from_the_criterion(client, manager, criterion, goals):
    client.sign_in(manager)
    page = client.get(of_criterion(criterion))
    first, second, _ = (f"g{goal.pk}" for goal in goals)
    changes = {f"{first}-effect": "strong", f"{first}-reason": "It starts there", f"{second}-effect": "conflict"}
    response = client.post(of_criterion(criterion), shown(page, **changes))
    assert response.headers["Location"] == f"/projects/CRM1/customers/{criterion.stakeholder_id}/value/"
    assert said(response) == ["Aligned: “I see every open offer before I call.”."]
    assert facts() == [(1, "strong", "It starts there"), (2, "conflict", "")]
    page = client.get(of_criterion(criterion) + "?from=matrix")
    response = client.post(of_criterion(criterion) + "?from=matrix", shown(page, **{f"{second}-effect": ""}))
    assert response.headers["Location"] == MATRIX
    assert facts() == [(1, "strong", "It starts there")]


def test_a_goal_that_moved_meanwhile_is_still_the_one_meant(client, manager, criterion, goals):
    client.sign_in(manager)
    page = client.get(of_goal(goals[0]))
    move_goal(goal=goals[0], up=False, by=manager)
    sent = shown(page, goal=goals[0].pk, **{f"c{criterion.pk}-effect": "strong"})
    assert client.post(of_goal(goals[0]), sent).headers["Location"] == "/projects/CRM1/goals/2/criteria/"
    assert Alignment.objects.get().goal == goals[0]
    assert client.post(of_goal(goals[0]), shown(page)).status_code == 404


def test_from_the_goal(client, manager, criterion, goals, team):
    other = make_criterion(team, "Another thing.", by=manager)
    client.sign_in(manager)
    page = client.get(of_goal(goals[0]))
    assert len(page.context["board"].cells) == 2
    changes = {f"c{criterion.pk}-effect": "weak", f"c{other.pk}-effect": "medium"}
    response = client.post(of_goal(goals[0]), shown(page, goal=goals[0].pk, **changes))
    assert said(response) == ["Saved how 2 of these criteria stand to G1."]
    assert facts() == [(1, "medium", ""), (1, "weak", "")]
    assert len(client.get(of_goal(goals[0]) + "?q=another").context["board"].cells) == 1
    assert len(client.get(of_goal(goals[0]) + "?open=on").context["board"].cells) == 0
    assert len(client.get(of_goal(goals[0]) + "?q=bexley&open=nonsense&after=x").context["board"].cells) == 0


def test_saving_what_stands_writes_nothing(client, manager, criterion, goals):
    actions.align(criterion=criterion, goal=goals[0], effect="weak", by=manager)
    client.sign_in(manager)
    client.post(of_criterion(criterion), shown(client.get(of_criterion(criterion))))
    assert (Alignment.objects.get().version, Alignment.history.count()) == (1, 1)


def test_a_newer_change_of_the_same_line_is_not_overwritten(client, manager, criterion, goals):
    actions.align(criterion=criterion, goal=goals[0], effect="weak", by=manager)
    client.sign_in(manager)
    first, second = f"g{goals[0].pk}", f"g{goals[1].pk}"
    sent = shown(client.get(of_criterion(criterion)), **{f"{first}-effect": "strong", f"{second}-effect": "medium"})
    actions.align(criterion=criterion, goal=goals[0], effect="conflict", reason="Mondays", by=manager)
    response = client.post(of_criterion(criterion), sent)
    assert response.status_code == 409
    assert "Somebody saved this meanwhile: conflicts: Mondays. Saving again keeps what you chose." in text_of(response)
    assert facts() == [(1, "conflict", "Mondays")], "nothing of the page is saved"
    assert client.post(of_criterion(criterion), shown(response)).status_code == 302
    assert facts() == [(1, "strong", ""), (2, "medium", "")]


def test_lines_that_nobody_touched_are_left_to_others(client, manager, criterion, goals):
    actions.align(criterion=criterion, goal=goals[0], effect="weak", by=manager)
    client.sign_in(manager)
    sent = shown(client.get(of_criterion(criterion)), **{f"g{goals[1].pk}-effect": "medium"})
    actions.align(criterion=criterion, goal=goals[0], effect="strong", by=manager)
    assert client.post(of_criterion(criterion), sent).status_code == 302
    assert facts() == [(1, "strong", ""), (2, "medium", "")]


def test_what_was_taken_away_and_made_anew_is_a_newer_change(client, manager, criterion, goals):
    actions.align(criterion=criterion, goal=goals[0], effect="weak", by=manager)
    client.sign_in(manager)
    sent = shown(client.get(of_criterion(criterion)), **{f"g{goals[0].pk}-effect": ""})
    actions.align(criterion=criterion, goal=goals[0], effect="", by=manager)
    actions.align(criterion=criterion, goal=goals[0], effect="medium", by=manager)
    assert client.post(of_criterion(criterion), sent).status_code == 409
    assert facts() == [(1, "medium", "")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("effect", "x" * 1_000_000),
        ("effect", "nonsense"),
        ("reason", "x" * 301),
        ("seen", "x" * 50),
        ("was", "x" * 400),
    ],
)
def test_hostile_values_are_errors_of_their_line(client, manager, criterion, goals, name, value):
    client.sign_in(manager)
    sent = shown(client.get(of_criterion(criterion)), **{f"g{goals[0].pk}-{name}": value})
    assert client.post(of_criterion(criterion), sent).status_code == 422
    assert facts() == []


def test_an_empty_post_saves_nothing(client, manager, criterion, goals):
    assert client.sign_in(manager).post(of_criterion(criterion), {}).status_code == 302
    assert facts() == []


def test_a_goal_of_another_project_has_no_line(client, manager, criterion, goals, others):
    foreign = make_goal(others)
    sent = {f"g{foreign.pk}-effect": "strong", f"g{foreign.pk}-seen": "", f"g{foreign.pk}-was": "|"}
    client.sign_in(manager).post(of_criterion(criterion), sent)
    assert facts() == []
    assert client.get("/projects/CRM1/goals/9/criteria/").status_code == 404


class TestMatrix:
    def test_the_heading_tells_the_finding(self, client, manager, criterion, goals, team):
        client.sign_in(manager)
        assert heading(client.get(MATRIX)) == "Three goals nobody values, one value no goal serves"
        actions.align(criterion=criterion, goal=goals[0], effect="strong", by=manager)
        make_criterion(team, "Unserved.", by=manager)
        make_criterion(team, "Unserved too.", by=manager)
        assert heading(client.get(MATRIX)) == "Two goals nobody values, two values no goal serves"

    def test_nothing_missing(self, client, manager, criterion, goals):
        for goal in goals:
            actions.align(criterion=criterion, goal=goal, effect="medium", by=manager)
        page = client.sign_in(manager).get(MATRIX)
        assert heading(page) == "Every goal is valued, and every value serves a goal"
        assert "Only criteria that the sponsor has not agreed support it." in text_of(page)

    def test_no_goal_and_no_criterion(self, client, manager, project, tom):
        client.sign_in(manager)
        assert heading(client.get(MATRIX)) == "No goal yet to align with"
        make_goal(project)
        assert heading(client.get(MATRIX)) == "No criterion yet to align"

    def test_a_conflict_supports_nothing(self, client, manager, criterion, goals):
        actions.align(criterion=criterion, goal=goals[0], effect="conflict", reason="Mondays", by=manager)
        page = client.sign_in(manager).get(MATRIX)
        assert heading(page) == "Three goals nobody values"
        assert [(g.supported, g.conflicts) for g in page.context["goals"]] == [(0, 1), (0, 0), (0, 0)]
        assert "−conflicts" in text_of(page)
        assert "against G1" in text_of(page)

    def test_the_withdrawn_count_no_more(self, client, manager, criterion, goals):
        actions.align(criterion=criterion, goal=goals[0], effect="strong", by=manager)
        actions.settle(criterion=criterion, outcome="withdrawn", reason="Said twice", by=manager)
        page = client.sign_in(manager).get(MATRIX)
        assert heading(page) == "No criterion yet to align"
        assert [goal.supported for goal in page.context["goals"]] == [0, 0, 0]
        assert words_on(page) == []

    def test_readers_get_no_forms(self, client, sponsor, criterion, goals):
        page = client.sign_in(sponsor).get(MATRIX).content.decode()
        assert "serves no goal" in page
        assert of_criterion(criterion) not in page

    def test_filters(self, client, manager, criterion, goals, team):
        make_criterion(team, "The team's.", by=manager)
        client.sign_in(manager)
        assert words_on(client.get(MATRIX + "?customer=sales")) == ["The team's."]
        assert words_on(client.get(MATRIX + "?customer=nobody")) == []
        assert client.get(MATRIX + "?state=x&kind=%00&after=x").status_code == 400
        assert client.get(MATRIX + "?state=x&kind=y&after=x").status_code == 200
