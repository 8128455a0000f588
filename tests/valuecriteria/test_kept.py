"""What was typed survives an expired session, without JavaScript: it waits for its owner, and for nobody else."""

import re

import pytest
from django.core import signing

from registry import kept
from tests.cast import PASSWORD, make_criterion, make_goal
from valuecriteria import actions
from valuecriteria.models import Review, ValueCriterion

from .reading import said, text_of

WORDS = "Tell us first when a date slips."


def mark_on(page):
    return re.search(r'name="kept_for" value="([^"]+)"', page.content.decode())[1]


def session_ends(client):
    """As after two weeks, or when somebody cleared the server's sessions: the rest of the browser stays as it is."""
    client.cookies.pop("sessionid", None)


def value_of(form, name):
    return form[name].value()


@pytest.fixture
def new(tom):
    return f"/projects/CRM1/customers/{tom.pk}/value/new/"


@pytest.fixture
def sent_late(client, manager, new):
    """A function: the manager fills in the form, and sends it when the session has ended."""

    def send(**changes):
        mark = mark_on(client.sign_in(manager).get(new))
        session_ends(client)
        typed = {"statement": WORDS, "why": "Twice last year.", "kind": "service", "importance": "4", "said": "assumed"}
        return client.post(new, typed | {"kept_for": mark, "another": "1"} | changes)

    return send


def test_a_form_sent_after_the_session_ended_is_there_again_after_signing_in(client, manager, new, sent_late, project):
    goal = make_goal(project)
    response = sent_late(goals=[goal.pk], due_on="not a day")
    assert response.headers["Location"] == f"/account/login/?next={new}"
    assert said(response) == [kept.SIGNED_OUT]
    assert kept.SIGNED_OUT in text_of(client.get(response.headers["Location"]))

    response = client.post(response.headers["Location"], {"login": manager.email, "password": PASSWORD, "next": new})
    assert response.headers["Location"] == new
    page = client.get(new)
    form = page.context["form"]
    typed = [value_of(form, name) for name in ("statement", "why", "kind", "importance", "goals", "due_on")]
    assert typed == [WORDS, "Twice last year.", "service", "4", [str(goal.pk)], "not a day"]
    assert "Draft kept: this is what you sent on" in text_of(page)
    assert ValueCriterion.objects.count() == 0

    data = {"statement": WORDS, "kind": "service", "importance": "4", "said": "assumed", "kept_for": mark_on(page)}
    assert client.post(new, data).status_code == 302
    page = client.get(new)
    assert value_of(page.context["form"], "statement") is None
    assert "Draft kept" not in text_of(page)
    assert [str(each) for each in ValueCriterion.objects.all()] == [WORDS]


def test_it_is_nobody_elses(client, new, sent_late, manager, admin):
    """Somebody else who signs in here neither sees it nor leaves it lying for whoever signs in next."""
    sent_late()
    page = client.sign_in(admin).get(new)
    assert value_of(page.context["form"], "statement") is None
    assert WORDS not in page.content.decode()
    assert kept.KEPT not in client.session or client.session[kept.KEPT] == {}
    assert value_of(client.sign_in(manager).get(new).context["form"], "statement") is None


def test_it_is_discarded(client, new, sent_late, manager):
    sent_late()
    page = client.sign_in(manager).get(new)
    response = client.post(new, {"kept_for": mark_on(page), "discard_kept": "1"})
    assert response.headers["Location"] == new
    assert value_of(client.get(new).context["form"], "statement") is None
    assert ValueCriterion.objects.count() == 0


def test_signing_out_throws_it_away(client, new, sent_late, manager):
    sent_late()
    client.sign_in(manager).get(new)
    client.post("/account/logout/")
    assert value_of(client.sign_in(manager).get(new).context["form"], "statement") is None


@pytest.mark.parametrize(
    "change",
    [
        {"kept_for": ""},
        {"kept_for": "nonsense"},
        {"kept_for": signing.dumps([1, "/elsewhere/"], salt=kept.SALT)},
        {"kept_for": signing.dumps("no pair", salt=kept.SALT)},
        {"kept_for": signing.dumps(7, salt=kept.SALT)},
        {"why": "x" * kept.LARGEST},
        {f"field{number}": "" for number in range(kept.MOST_FIELDS)},
    ],
    ids=["no mark", "nonsense", "another address", "no pair", "a number", "too long", "too many fields"],
)
def test_what_is_not_kept(client, new, sent_late, change):
    response = sent_late(**change)
    assert response.headers["Location"].startswith("/account/login/")
    assert said(response) == []
    assert kept.KEPT not in client.session


def test_a_mark_is_good_for_a_week(client, new, sent_late, manager, time_machine):
    time_machine.move_to("2026-11-03 10:00:00+00:00", tick=False)
    mark = mark_on(client.sign_in(manager).get(new))
    time_machine.move_to("2026-11-11 10:00:00+00:00", tick=False)
    assert said(sent_late(kept_for=mark)) == []


def test_five_forms_wait_the_oldest_goes(client, manager, tom):
    criteria = [make_criterion(tom, f"Number {number}.", by=manager) for number in range(6)]
    forms = [f"/projects/CRM1/value/{criterion.pk}/edit/" for criterion in criteria]
    client.sign_in(manager)
    marks = [mark_on(client.get(form)) for form in forms]
    session_ends(client)
    for form, mark in zip(forms, marks, strict=True):
        client.post(form, {"statement": WORDS, "kept_for": mark})
    assert list(client.session[kept.KEPT]) == forms[1:]


def test_kept_over_somebody_elses_newer_change_it_is_compared(client, manager, tom):
    criterion = make_criterion(tom, by=manager)
    form = f"/projects/CRM1/value/{criterion.pk}/edit/"
    page = client.sign_in(manager).get(form)
    typed = {"statement": WORDS, "kind": "service", "importance": "3", "version": criterion.version}
    session_ends(client)
    client.post(form, typed | {"kept_for": mark_on(page)})
    actions.reword(criterion=criterion, statement="Theirs.", by=manager)
    again = client.sign_in(manager).get(form).context["form"]
    restored = typed | {"version": value_of(again, "version")}
    assert (value_of(again, "statement"), restored["version"]) == (WORDS, str(typed["version"]))
    assert client.post(form, restored).status_code == 409


def test_a_sponsors_comment_is_kept_for_the_words_it_was_about(client, manager, sponsor, tom):
    criterion = make_criterion(tom, by=manager, confirmed=True)
    form = f"/reviews/{criterion.pk}/"
    page = client.sign_in(sponsor).get(form)
    data = {"revision": criterion.current_revision_id, "comment": "How soon?", "decision": "ask"}
    session_ends(client)
    client.post(form, data | {"kept_for": mark_on(page)})
    again = client.sign_in(sponsor).get(form).context["form"]
    assert value_of(again, "comment") == "How soon?"
    assert value_of(again, "revision") == str(criterion.current_revision_id)
    assert Review.objects.count() == 0


def test_a_reason_between_two_customers_is_kept_for_these_two(client, manager, sponsor, tom, team):
    mine, theirs, third = (make_criterion(of, str(of), by=manager) for of in (tom, team, team))
    goal = make_goal(tom.project)
    for criterion, effect in ((mine, "conflict"), (theirs, "strong"), (third, "weak")):
        actions.align(criterion=criterion, goal=goal, effect=effect, by=manager)
    form, other = (f"/projects/CRM1/conflicts/decide/?pair={mine.pk}-{each.pk}" for each in (theirs, third))
    page = client.sign_in(sponsor).get(form)
    data = {name: value_of(page.context["form"], name) or "" for name in ("one_revision", "other_revision", "seen")}
    session_ends(client)
    client.post(form, data | {"outcome": "both", "reason": "On other days.", "kept_for": mark_on(page)})
    page = client.sign_in(sponsor).get(form)
    assert [value_of(page.context["form"], name) for name in ("outcome", "reason")] == ["both", "On other days."]
    assert "Draft kept" in text_of(page)
    page = client.get(other)
    assert value_of(page.context["form"], "reason") is None
    assert "Draft kept" not in text_of(page)


def test_reasons_of_the_matrix_are_kept(client, manager, tom):
    criterion, goal = make_criterion(tom, by=manager), make_goal(tom.project)
    keep = f"/projects/CRM1/value/{criterion.pk}/reason/"
    cell = f"/projects/CRM1/value/{criterion.pk}/goals/{goal.pk}/"
    name = f"c{criterion.pk}"
    for form, typed in (
        (keep, {"seen": "", "reason": "We owe it."}),
        (cell, {f"{name}-seen": "", f"{name}-was": "|", f"{name}-effect": "weak", f"{name}-reason": "We owe it."}),
    ):
        page = client.sign_in(manager).get(form)
        session_ends(client)
        client.post(form, typed | {"kept_for": mark_on(page)})
        page = client.sign_in(manager).get(form)
        assert "Draft kept" in text_of(page)
        assert "We owe it." in page.content.decode()


def test_within_the_matrix_a_form_older_than_the_last_signing_in_comes_back_as_typed(new_client, manager, tom):
    criterion, goal = make_criterion(tom, by=manager), make_goal(tom.project)
    cell, name = f"/projects/CRM1/value/{criterion.pk}/goals/{goal.pk}/?by=theme", f"c{criterion.pk}"
    client, in_place = new_client(enforce_csrf_checks=True), {"HX-Request": "true"}
    page = client.sign_in(manager).get(cell, headers=in_place)
    typed = {f"{name}-seen": "", f"{name}-was": "|", f"{name}-effect": "weak", f"{name}-reason": "We owe it."}
    answer = client.post(cell, typed | {"kept_for": mark_on(page)}, headers=in_place)
    assert answer.headers["Location"] == cell
    page = client.get(cell, headers=in_place)
    assert "We owe it." in page.content.decode()
    assert kept.TOO_LONG in text_of(page)
    assert not criterion.alignments.exists()


@pytest.mark.parametrize("marked", [True, False])
def test_a_form_older_than_the_last_signing_in(new_client, manager, new, marked):
    """Its token is refused, as ever; with a mark the way leads back to the form as it was filled in."""
    client = new_client(manager, enforce_csrf_checks=True)
    page = client.get(new)
    data = {"statement": WORDS, "csrfmiddlewaretoken": "x" * 64} | ({"kept_for": mark_on(page)} if marked else {})
    response = client.post(new, data)
    assert ValueCriterion.objects.count() == 0
    assert "taken" not in response.cookies
    if not marked:
        assert response.status_code == 403
        return
    assert (response.status_code, response.headers["Location"], said(response)) == (302, new, [kept.TOO_LONG])
    assert value_of(client.get(new).context["form"], "statement") == WORDS
    assert client.post(new, {"kept_for": mark_on(page), "discard_kept": "1"}).status_code == 403


def test_the_browser_is_told_when_its_own_draft_is_done_with(client, manager, new):
    page = client.sign_in(manager).get(new)
    data = {"statement": "", "kind": "service", "importance": "4", "said": "assumed", "kept_for": mark_on(page)}
    response = client.post(new, data)
    assert (response.status_code, "taken" in response.cookies) == (422, False)
    response = client.post(new, data | {"statement": WORDS})
    assert response.cookies["taken"].value == new.replace("/", "%2F")
