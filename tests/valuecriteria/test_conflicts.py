"""Conflicts between customers: the planted ones are found, none in a clean project; the sponsor decides."""

import pytest

from registry.models import Refused, Stale
from tests.cast import make_criterion, make_customer, make_goal, make_user, settle_between
from tests.stage import scene
from valuecriteria import actions
from valuecriteria.conflicts import conflicts_of, number_undecided
from valuecriteria.models import ConflictDecision

from .reading import text_of

pytestmark = pytest.mark.django_db
PAGE, DECIDE = "/projects/CRM1/conflicts/", "/projects/CRM1/conflicts/decide/"


@scene
def speed(manager):
    return actions.find_or_make_theme(name="Speed", by=manager)


@scene
def ines(project, manager):
    return make_customer(project, "Ines Carvalho", "Customer", by=manager)


@scene
def opposed(tom, ines, speed, manager):
    """Two customers of one theme, the same thing up and down; each has another criterion beside it."""
    make_criterion(tom, "A list that prints.", by=manager)
    make_criterion(ines, "A name to call.", by=manager, kind="service")
    quick = make_criterion(
        tom, "Offers go out fast.", by=manager, theme=speed, measure="Time to offer", baseline="5 days", target="2 days"
    )
    careful = make_criterion(
        ines,
        "Time to check offers.",
        by=manager,
        theme=speed,
        measure="Time to offer",
        baseline="2 days",
        target="4 days",
    )
    return quick, careful


def found(project):
    """{(statement, statement): the kinds of the causes} of what waits for a decision."""
    return {
        tuple(sorted(str(each) for each in conflict.both)): sorted(cause.kind for cause in conflict.causes)
        for conflict in conflicts_of(project)
        if conflict.is_open
    }


def only(project):
    [conflict] = conflicts_of(project)
    return conflict


def test_nothing_is_found_where_customers_agree(project, tom, ines, speed, manager):
    """One theme, one direction, shares not far apart, goals supported by all."""
    goal = make_goal(project)
    for stakeholder, target in ((tom, "2 days"), (ines, "3 days")):
        criterion = make_criterion(
            stakeholder, f"{stakeholder} wants it soon.", by=manager, theme=speed, baseline="5 days", target=target
        )
        make_criterion(stakeholder, "And something else.", by=manager, baseline="1", target="9")
        actions.align(criterion=criterion, goal=goal, effect="strong", by=manager)
    assert conflicts_of(project) == []


def test_opposite_directions(project, opposed):
    assert found(project) == {("Offers go out fast.", "Time to check offers."): ["direction"]}
    assert [cause.sentence for cause in only(project).causes] == [
        "Both about Speed, in opposite directions: "
        "Ines Carvalho from 2 days to 4 days, Tom Bexley from 5 days to 2 days."
    ]


def test_targets_that_exclude_each_other(project, tom, ines, speed, manager):
    make_criterion(tom, "Short.", by=manager, theme=speed, measure="Pages", target="1 page")
    make_criterion(ines, "Whole.", by=manager, theme=speed, measure="pages", target="10 pages")
    assert found(project) == {("Short.", "Whole."): ["target"]}
    assert (
        "no result meets both targets: Ines Carvalho 10 pages, Tom Bexley 1 page." in only(project).causes[0].sentence
    )


def test_shares_far_apart(project, tom, ines, speed, manager):
    """3 of 3 + 2 is 60 of 100 to Tom, 1 of 5 is 20 to Ines: 40 points. Importance 2 of 6 makes 33, and 27 points."""
    make_criterion(tom, "Fast.", by=manager, theme=speed, importance=3)
    make_criterion(tom, "Else.", by=manager, importance=2)
    hers = make_criterion(ines, "Not slow.", by=manager, theme=speed, importance=1)
    make_criterion(ines, "Other.", by=manager, importance=4)
    assert found(project) == {("Fast.", "Not slow."): ["share"]}
    words = "Speed weighs 20 of 100 to Ines Carvalho, 60 to Tom Bexley: 40 points apart."
    assert [cause.sentence for cause in only(project).causes] == [words]
    hers.importance = 2
    hers.save()
    assert found(project) == {}


def test_who_has_one_criterion_has_divided_nothing(project, tom, ines, speed, manager):
    make_criterion(tom, "All I want.", by=manager, theme=speed)
    make_criterion(ines, "Not slow.", by=manager, theme=speed, importance=1)
    make_criterion(ines, "Other.", by=manager, importance=5)
    assert found(project) == {}


def test_one_supports_a_goal_that_the_other_conflicts_with(project, tom, ines, manager):
    goal = make_goal(project)
    one, other = make_criterion(tom, "More calls.", by=manager), make_criterion(ines, "Fewer calls.", by=manager)
    own = make_criterion(ines, "Her own support.", by=manager)
    for criterion, effect in ((one, "strong"), (own, "weak"), (other, "conflict")):
        actions.align(criterion=criterion, goal=goal, effect=effect, by=manager)
    assert found(project) == {("Fewer calls.", "More calls."): ["goal"]}
    supported = "What Tom Bexley values strongly supports G1 Cross-sell to existing customers"
    words = f"{supported}, what Ines Carvalho values conflicts with it."
    assert only(project).causes[0].sentence == words


def test_of_one_customer_or_with_an_outcome_nothing_is_found(project, tom, ines, opposed, speed, manager):
    make_criterion(tom, "And slow.", by=manager, theme=speed, baseline="2 days", target="9 days")
    assert ("And slow.", "Offers go out fast.") not in found(project)
    actions.settle(criterion=opposed[1], outcome="met", by=manager)
    assert found(project) == {}


def test_no_conflict_is_remembered_until_a_wording_changes(project, opposed, sponsor, manager):
    quick, careful = opposed
    settle_between(quick, careful, outcome="none", reason="Different offers.", by=sponsor)
    conflict = only(project)
    assert (conflict.is_open, conflict.is_none) == (False, True)
    careful.refresh_from_db()
    careful.why = "Because."
    careful.save()
    assert not only(project).is_open
    actions.reword(criterion=careful, statement="Time to check every offer twice.", by=manager)
    conflict = only(project)
    assert (conflict.is_open, conflict.is_none, conflict.latest.reason) == (True, False, "Different offers.")


def test_what_was_decided_stays_when_nothing_sets_them_apart_any_more(project, opposed, sponsor):
    quick, careful = opposed
    settle_between(quick, careful, outcome="one", reason="Speed wins.", by=sponsor)
    careful.refresh_from_db()
    careful.theme = None
    careful.save()
    conflict = only(project)
    assert (conflict.causes, conflict.is_open, conflict.words_of_outcome) == ([], False, "Tom Bexley’s goes first")


# --- deciding ---------------------------------------------------------------------------------------------------------


def form_of(conflict, **typed):
    latest = conflict.latest.pk if conflict.latest else ""
    carried = {"one_revision": conflict.one.current_revision_id, "other_revision": conflict.other.current_revision_id}
    return {**carried, "seen": latest, "outcome": "other", "reason": "Mistakes cost more.", **typed}


def address(conflict):
    return f"{DECIDE}?pair={conflict.name}"


def test_the_sponsor_decides_and_both_criteria_say_so(client, project, opposed, sponsor, manager):
    client.sign_in(sponsor)
    conflict = only(project)
    page = client.get(PAGE).content.decode()
    assert "1 conflict waits for the sponsor" in page
    assert address(conflict) in page
    assert client.get(address(conflict)).status_code == 200
    answer = client.post(address(conflict), form_of(conflict))
    assert answer.headers["Location"] == PAGE
    page = client.get(PAGE).content.decode()
    assert "1 conflict is decided" in page
    assert "Ines Carvalho’s goes first" in page
    for criterion in opposed:
        shown = client.sign_in(manager).get(f"/projects/CRM1/value/{criterion.pk}/").content.decode()
        assert "Ines Carvalho’s goes first" in shown
        assert "Mistakes cost more." in shown
    assert "decided" in client.get("/projects/CRM1/history/").content.decode()


def test_a_customer_is_told_nothing_of_it_on_their_own_page(client, opposed, sponsor, customer):
    settle_between(*opposed, reason="Speed wins.", by=sponsor)
    page = client.sign_in(customer).get(f"/projects/CRM1/value/{opposed[0].pk}/").content.decode()
    assert "Offers go out fast." in page
    for word in ("Speed wins.", "Ines Carvalho", "onflict"):
        assert word not in page


def test_a_later_decision_counts_and_the_earlier_one_stays(client, project, opposed, sponsor):
    client.sign_in(sponsor)
    client.post(address(only(project)), form_of(only(project)))
    client.post(address(only(project)), form_of(only(project), outcome="both", reason="After lunch."))
    conflict = only(project)
    assert [decision.outcome for decision in conflict.decisions] == ["both", "other"]
    assert "1 earlier decision Ines Carvalho’s goes first: “Mistakes cost more.”" in text_of(client.get(PAGE))


def test_new_words_meanwhile_are_shown_and_nothing_typed_is_lost(client, project, opposed, sponsor, manager):
    conflict = only(project)
    typed = form_of(conflict)
    actions.reword(criterion=opposed[1], statement="Time to check offers twice.", by=manager)
    answer = client.sign_in(sponsor).post(address(conflict), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What changed of Ines Carvalho’s words" in page
    assert "Mistakes cost more." in page
    assert not ConflictDecision.objects.exists()
    again = {name: answer.context["form"].data[name] for name in typed}
    assert client.post(address(conflict), again).status_code == 302


def test_of_two_sponsors_at_once_the_second_is_told(client, project, opposed, sponsor, manager):
    deputy = make_user("Deputy Sponsor")
    make_customer(project, "Deputy Sponsor", "Sponsor", by=manager, user=deputy)
    conflict = only(project)
    typed = form_of(conflict)
    assert client.sign_in(sponsor).post(address(conflict), typed).status_code == 302
    answer = client.sign_in(deputy).post(address(conflict), {**typed, "outcome": "one", "reason": "Speed wins."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dana Whitfield decided meanwhile: Ines Carvalho’s goes first" in page
    assert "Speed wins." in page
    assert ConflictDecision.objects.count() == 1
    with pytest.raises(Stale):
        actions.decide_conflict(
            one=conflict.one, other=conflict.other, outcome="one", reason="x", by=deputy,
            revisions=[conflict.one.current_revision_id, conflict.other.current_revision_id],
        )  # fmt: skip


def test_words_that_change_while_it_is_being_sent_are_shown_too(
    client, project, opposed, sponsor, manager, monkeypatch
):
    conflict, decide = only(project), actions.decide_conflict

    def too_late(**asked):
        monkeypatch.undo()
        actions.reword(criterion=opposed[1], statement="Time to check offers twice.", by=manager)
        return decide(**asked)

    monkeypatch.setattr(actions, "decide_conflict", too_late)
    answer = client.sign_in(sponsor).post(address(conflict), form_of(conflict))
    assert answer.status_code == 409
    assert "Time to check offers twice." in answer.content.decode()
    assert [diff for _, diff in answer.context["form"].diffs]
    again = {name: answer.context["form"].data[name] for name in form_of(conflict)}
    assert client.post(address(conflict), again).status_code == 302


def test_a_long_list_is_paged_and_the_matrix_says_how_many_wait(client, project, opposed, speed, manager, pmo):
    for at in range(51):
        another = make_customer(project, f"Customer {at:02}", by=manager)
        make_criterion(another, f"Slow {at:02}.", by=manager, theme=speed, baseline="1 day", target="9 days")
    assert number_undecided(project) == len(conflicts_of(project)) == 52
    first = client.sign_in(pmo).get(PAGE)
    assert "52 conflicts wait for the sponsor" in first.content.decode()
    assert len(first.context["waiting"]) == 50
    second = client.get(PAGE, {"after": first.context["page"].after}).context["waiting"]
    assert len(second) == 2
    for conflict in (first.context["waiting"][-1], second[-1]):  # what other pages lead to
        led = client.get(PAGE + conflict.place.partition("#")[0])
        assert f'id="c{conflict.name}"' in led.content.decode()
    assert len(client.get(PAGE, {"at": second[-1].name, "after": "0"}).context["waiting"]) == 50
    for nonsense in ("x", "-1", "999999", "²", "9" * 30):
        assert len(client.get(PAGE, {"after": nonsense, "at": nonsense}).context["waiting"]) == 50
    assert "52 undecided" in client.get("/projects/CRM1/alignment/").content.decode()


@pytest.mark.parametrize(("typed", "said"), [
    ({"reason": ""}, "Say why"), ({"outcome": ""}, "Choose what holds"), ({"outcome": "other?"}, "Select a valid"),
    ({"reason": "x" * 1001}, "at most 1000"), ({"one_revision": ""}, "Reload the page"),
])  # fmt: skip
def test_bad_input(client, project, opposed, sponsor, typed, said):
    answer = client.sign_in(sponsor).post(address(only(project)), form_of(only(project), **typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ConflictDecision.objects.exists()


def test_a_reason_is_needed_and_an_outcome_ends_it(opposed, sponsor, manager):
    with pytest.raises(Refused, match="Say why"):
        settle_between(*opposed, reason=" ", by=sponsor)
    actions.settle(criterion=opposed[0], outcome="met", by=manager)
    with pytest.raises(Refused, match="nothing to decide"):
        settle_between(*opposed, by=sponsor)


def test_who_reads_and_who_decides(client, project, opposed, manager, sponsor, admin, pmo, customer, outsider):
    conflict = only(project)
    everybody = (manager, sponsor, admin, pmo, customer, outsider)
    got = [client.sign_in(user).get(PAGE).status_code for user in everybody]
    assert got == [200, 200, 200, 200, 403, 404]
    got = [client.sign_in(user).get(address(conflict)).status_code for user in everybody]
    assert got == [403, 200, 403, 403, 403, 404]
    got = [client.sign_in(user).post(address(conflict), form_of(conflict)).status_code for user in everybody]
    assert got == [403, 302, 403, 403, 403, 404]
    assert client.sign_in(manager).post(PAGE).status_code == 405
    assert DECIDE not in client.get(PAGE).content.decode()


def test_only_pairs_in_conflict_have_a_page(client, opposed, sponsor):
    client.sign_in(sponsor)
    pairs = ["", "x", "1", "1-1", f"{opposed[1].pk}-{opposed[0].pk}", "9" * 18 + "-" + "9" * 18]
    assert {client.get(DECIDE, {"pair": pair}).status_code for pair in pairs} == {404}
    assert client.get(DECIDE).status_code == 404


def test_a_closed_project_is_read_only(client, project, opposed, sponsor, closed):
    conflict = only(project)
    closed()
    assert client.sign_in(sponsor).get(PAGE).status_code == 200
    assert client.post(address(conflict), form_of(conflict)).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_statements(client, project, tom, opposed, speed, manager, sponsor, statements, number):
    for at in range(number):
        another = make_customer(project, f"Customer {at}", by=manager)
        criterion = make_criterion(another, f"Slow {at}.", by=manager, theme=speed, baseline="1 day", target="9 days")
        settle_between(opposed[0], criterion, by=sponsor)
    assert len(conflicts_of(project)) == number + 1
    client.sign_in(sponsor)
    waiting = next(conflict for conflict in conflicts_of(project) if conflict.is_open)
    with statements(at_most=8):
        client.get(PAGE)
    with statements(at_most=8):
        client.get(address(waiting))
    with statements(at_most=8):
        client.get(f"/projects/CRM1/value/{opposed[0].pk}/")
