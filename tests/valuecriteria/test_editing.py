"""Editing a criterion: other words make the next wording, the same words reset nothing, nobody is overwritten."""

import pytest

from tests.cast import make_criterion
from valuecriteria import actions
from valuecriteria.models import Revision, Theme, ValueCriterion

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


def test_a_save_without_other_words_leaves_confirmation_and_agreement(client, manager, sponsor, tom):
    """White space aside, the same words are the same wording, whatever else is saved with them."""
    criterion = make_criterion(tom, by=manager, confirmed=True)
    actions.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
    client.sign_in(manager)
    for changes in (
        {},
        {"statement": "I see  every open\r\noffer before I call. "},
        {"theme_name": "Offers", "kind": "service"},
    ):
        assert client.post(address(criterion, "edit/"), edited(only(), **changes)).status_code == 302
        after = only()
        assert (after.state, after.statement, after.agreed_number, after.confirmed_number) == ("agreed", WORDS, 1, 1)
    assert Revision.objects.count() == Revision.history.count() == 1
    assert (after.kind, after.theme.name) == ("service", "Offers")


def test_changed_words_say_why_the_criterion_is_assumed_again(client, manager, sponsor, tom, time_machine):
    time_machine.move_to("2026-11-03 10:00:00+00:00", tick=False)
    criterion = make_criterion(tom, by=manager, confirmed=True)
    client.sign_in(manager)
    everywhere = (address(criterion), "/projects/CRM1/value/", f"/projects/CRM1/customers/{tom.pk}/value/")
    changed = "again because the words were changed by Priya Nair on 3 November"
    for page in everywhere:
        assert changed not in text_of(client.get(page))

    client.post(address(criterion, "edit/"), edited(only(), statement="New words."))
    for page in everywhere:
        assert f"Assumed {changed}: wording 1 was confirmed" in text_of(client.get(page))

    actions.confirm(revision=only().current_revision, said_by="Tom Bexley", how="phone", by=manager)
    actions.review(revision=only().current_revision, decision="agree", comment="", by=sponsor)
    client.post(address(criterion, "edit/"), edited(only(), statement="Newest words."))
    for page in everywhere:
        assert f"Assumed {changed}: wording 2 was confirmed and agreed" in text_of(client.get(page))


def test_words_that_nobody_confirmed_are_not_assumed_again(client, manager, tom):
    criterion = make_criterion(tom, by=manager)
    actions.reword(criterion=criterion, statement="New words.", by=manager)
    page = text_of(client.sign_in(manager).get(address(criterion)))
    assert "not yet their words" in page
    assert "again because" not in page


def test_agreed_unconfirmed_then_changed(client, manager, sponsor, tom):
    """What was put forward unconfirmed can be agreed: then only the agreement is dropped."""
    criterion = make_criterion(tom, by=manager)
    actions.put_forward(revision=criterion.current_revision, by=manager)
    actions.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
    actions.reword(criterion=only(), statement="New words.", by=manager)
    assert "wording 1 was agreed" in text_of(client.sign_in(manager).get(address(criterion)))


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
    assert rows == [("statement", "Theirs.", "Mine.")]
    assert only().statement == "Theirs."
    again = {**data, "version": response.context["form"]["version"].value()}
    assert client.post(address(criterion, "edit/"), again).status_code == 302
    assert [r.statement for r in only().revisions.order_by("number")] == [WORDS, "Theirs.", "Mine."]
    assert only().why == "My reason"


def test_words_that_somebody_changed_meanwhile_stay_where_only_the_reason_was_typed(client, manager, tom):
    criterion = make_criterion(tom, by=manager, theme=Theme.objects.create(name="Speed"))
    data = edited(criterion, why="My reason")
    actions.revise(criterion=only(), statement="Theirs.", theme="Focus", by=manager)
    response = client.sign_in(manager).post(address(criterion, "edit/"), data)
    form = response.context["form"]
    assert [(row["name"], row["theirs"], row["is_kept"]) for row in form.theirs] == [
        ("statement", "Theirs.", True), ("theme_name", "Focus", True)
    ]  # fmt: skip
    assert "nothing: what they saved stays" in response.content.decode()
    again = {name: form[name].value() or "" for name in form.fields}
    assert client.post(address(criterion, "edit/"), again).status_code == 302
    assert (only().statement, only().theme.name, only().why) == ("Theirs.", "Focus", "My reason")


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
