"""Editing a criterion: other words make the next wording, the same words reset nothing, nobody is overwritten."""

import pytest

from tests.cast import make_criterion
from valuecriteria import actions
from valuecriteria.models import ValueCriterion

from .reading import errors_of, said, text_of

WORDS = "I see every open offer before I call."


def address(criterion, more=""):
    return f"/projects/CRM1/value/{criterion.pk}/{more}"


def edited(criterion, **changes):
    """The edit form as it is sent when nothing but `changes` was touched."""
    fields = ("kind", "why", "how", "importance", "measure", "baseline", "target")
    data = {name: getattr(criterion, name) for name in fields}
    return {
        "entry": criterion.pk,
        "version": criterion.version,
        "statement": criterion.statement,
        "theme_name": criterion.theme.name if criterion.theme else "",
        "due_on": "",
        **data,
        **changes,
    }


def only():
    return ValueCriterion.objects.for_reading().get()


def test_other_words_make_the_next_wording_which_is_assumed_again(client, manager, tom):
    criterion = make_criterion(tom, by=manager, confirmed=True)
    data = edited(criterion, statement="New words.", why="Because", theme_name="Offers")
    response = client.sign_in(manager).post(address(criterion, "edit/"), data)
    assert response.headers["Location"] == address(criterion)
    assert said(response) == ["Saved as wording 2, assumed until Tom Bexley confirms it: “New words.”."]
    after = only()
    assert (after.statement, after.state, after.why, after.theme.name) == (
        "New words.",
        "assumed",
        "Because",
        "Offers",
    )
    assert [r.statement for r in after.revisions.order_by("number")] == [WORDS, "New words."]


def test_the_same_words_reset_nothing(client, manager, tom):
    criterion = make_criterion(tom, by=manager, confirmed=True)
    data = edited(criterion, statement=f"  {WORDS} \r\n", importance=5)
    response = client.sign_in(manager).post(address(criterion, "edit/"), data)
    assert said(response) == [f"Saved: “{WORDS}”."]
    after = only()
    assert (after.state, after.importance, after.revisions.count(), after.version) == (
        "confirmed",
        5,
        1,
        criterion.version + 1,
    )


def test_the_form_says_what_other_words_mean(client, manager, tom):
    page = client.sign_in(manager).get(address(make_criterion(tom, by=manager), "edit/"))
    assert "Other words make wording 2, which is assumed again until Tom Bexley confirms it." in text_of(page)


def test_somebody_was_quicker(client, manager, tom):
    criterion = make_criterion(tom, by=manager)
    data = edited(criterion, statement="Mine.", why="My reason")
    theirs = ValueCriterion.objects.get()
    actions.reword(criterion=theirs, statement="Theirs.", by=manager)
    response = client.sign_in(manager).post(address(criterion, "edit/"), data)
    assert response.status_code == 409
    rows = [(row["name"], row["theirs"], row["yours"]) for row in response.context["form"].theirs]
    assert rows == [("statement", "Theirs.", "Mine."), ("why", "", "My reason")]
    assert only().statement == "Theirs."
    again = {**data, "version": response.context["form"]["version"].value()}
    assert client.post(address(criterion, "edit/"), again).status_code == 302
    assert [r.statement for r in only().revisions.order_by("number")] == [WORDS, "Theirs.", "Mine."]


@pytest.mark.parametrize("version", [None, "", "x", "0", "99999999999999999999"])
def test_without_a_version_nothing_is_saved(client, manager, tom, version):
    criterion = make_criterion(tom, by=manager)
    data = edited(criterion, statement="Mine.", version=version or "")
    if version is None:
        del data["version"]
    response = client.sign_in(manager).post(address(criterion, "edit/"), data)
    assert response.status_code in (409, 422)
    assert only().statement == WORDS


def test_what_has_an_outcome_is_not_reworded(client, manager, tom):
    criterion = make_criterion(tom, by=manager)
    actions.settle(criterion=criterion, outcome="met", by=manager)
    response = client.sign_in(manager).post(address(criterion, "edit/"), edited(criterion, statement="Other."))
    assert response.status_code == 422
    assert errors_of(response)["statement"] == ["This criterion is met; take that back before rewording it."]
    assert client.post(address(criterion, "edit/"), edited(criterion, why="Because")).status_code == 302
    assert (only().why, only().statement) == ("Because", WORDS)
