"""The verbs of the pulse: what they write, keep and refuse, whoever calls them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from customers import actions as customers
from projects.actions import move_stage
from projects.models import Project
from pulse import actions
from pulse.models import Answer, Promise, Score
from registry.models import Refused, Stale
from tests.cast import make_answer, make_criterion, make_customer, make_promise, make_round

pytestmark = pytest.mark.django_db


def versions(row):
    return [(v.history_type, v.score, v.words) for v in type(row).history.filter(id=row.pk).order_by("history_id")]


def test_a_score_is_noted_and_corrected_and_both_stay_in_history(asked, tom, speed, manager):
    first = make_answer(asked, tom, 4, "Too slow.", scores={speed: (3, "Ten seconds a page.")}, by=manager)
    again = make_answer(asked, tom, 5, "Slow.", scores={speed: (4, "Ten seconds a page.")}, by=manager)
    assert (again.pk, again.version) == (first.pk, 2)
    assert versions(again) == [("+", 4, "Too slow."), ("~", 5, "Slow.")]
    assert [kind for kind, *_ in versions(Score.objects.get())] == ["+", "~"]
    assert (again.channel, again.given_by, again.noted_by) == ("meeting", None, manager)


def test_saying_the_same_again_writes_nothing(asked, tom, speed, manager):
    said = {"scores": {speed: (3, "Slow.")}, "by": manager}
    first = make_answer(asked, tom, 4, "Too slow.", **said)
    assert make_answer(asked, tom, 4, " Too  slow. ", **said).version == first.version
    assert Answer.history.count() == Score.history.count() == 1


def test_criteria_left_out_stay_and_emptied_ones_go(asked, tom, speed, manager):
    make_answer(asked, tom, 4, scores={speed: (3, "")}, by=manager)
    make_answer(asked, tom, 6, by=manager)
    assert Score.objects.get().score == 3
    answer = make_answer(asked, tom, 6, scores={speed: (None, "")}, by=manager)
    assert (answer.version, Score.objects.count()) == (3, 0)
    assert versions_of_scores() == ["+", "-"]


def versions_of_scores():
    return [version.history_type for version in Score.history.order_by("history_id")]


@pytest.mark.parametrize("score", [0, 11, -1, 10**9, "x", None])
def test_a_score_out_of_bounds_is_refused_at_the_score(asked, tom, manager, score):
    with pytest.raises(ValidationError) as refused:
        make_answer(asked, tom, score, by=manager)
    assert list(refused.value.message_dict) == ["score"]
    assert not Answer.objects.exists()


@pytest.mark.parametrize("words", ["a\x00b", "x" * 2001, "exe.\u202egnp"])
def test_words_that_cannot_be_kept_are_refused(asked, tom, speed, manager, words):
    with pytest.raises(ValidationError):
        make_answer(asked, tom, 5, words, by=manager)
    with pytest.raises(ValidationError):
        make_answer(asked, tom, 5, "", scores={speed: (5, words)}, by=manager)
    assert not Answer.objects.exists()


def test_another_customers_criterion_and_another_projects_customer_are_refused(asked, tom, manager, others):
    ana = make_customer(tom.project, "Ana Ruiz", by=manager)
    foreign = make_customer(others, "Zora Zimmermann", by=manager)
    with pytest.raises(ValidationError, match="no criterion of Tom Bexley"):
        make_answer(asked, tom, scores={make_criterion(ana, by=manager): (5, "")}, by=manager)
    with pytest.raises(ValidationError, match="no part in this project"):
        make_answer(asked, foreign, by=manager)


def test_what_was_on_the_screen_has_to_be_what_stands(asked, tom, manager):
    first = make_answer(asked, tom, 4, seen="", by=manager)
    with pytest.raises(Stale):
        make_answer(asked, tom, 5, seen="", by=manager)
    corrected = make_answer(asked, tom, 5, seen=first.seen, by=manager)
    with pytest.raises(Stale) as stale:
        make_answer(asked, tom, 6, seen=first.seen, by=manager)
    assert stale.value.entry.score == 5
    actions.take_back_answer(answer=corrected, by=manager)
    with pytest.raises(Stale):
        make_answer(asked, tom, 6, seen=corrected.seen, by=manager)


def test_a_group_answers_through_its_representative(project, asked, tom, manager):
    group = make_customer(project, "Sales", kind="group", by=manager)
    assert make_answer(asked, group, by=manager).given_by is None
    customers.name_representative(stakeholder=group, person=tom.party, by=manager)
    assert make_answer(asked, group, 9, by=manager).given_by == tom.party


def test_a_customer_answers_by_link_without_anybody_signed_in(asked, tom, speed):
    answer = make_answer(asked, tom, 9, scores={speed: (8, "")}, channel="link", by=None)
    version = Answer.history.get()
    assert (answer.noted_by, version.history_user, version.source) == (None, None, "link")


def test_a_closed_round_takes_corrections_from_the_team_alone(asked, tom, manager):
    actions.close_round(round=asked, by=manager)
    for channel in ("link", "login"):
        with pytest.raises(Refused, match="closed by now"):
            make_answer(asked, tom, channel=channel, by=None)
    assert make_answer(asked, tom, 7, by=manager).score == 7


def test_a_closed_project_is_read_only(project, asked, tom, manager):
    made = make_promise(tom, by=manager)
    move_stage(project=Project.objects.get(), verb="close", by=manager)
    for verb in (
        lambda: make_answer(asked, tom, by=manager),
        lambda: actions.not_heard(round=asked, stakeholder=tom, state="not_asked", by=manager),
        lambda: actions.close_round(round=asked, by=manager),
        lambda: actions.open_round(project=project, by=manager),
        lambda: actions.take_back_round(round=asked, by=manager),
        lambda: actions.set_rhythm(project=project, rhythm="weekly", by=manager),
        lambda: make_promise(tom, by=manager),
        lambda: actions.keep(promise=made, by=manager),
        lambda: actions.take_back_promise(promise=made, by=manager),
    ):
        with pytest.raises(Refused, match="is closed"):
            verb()


def test_who_was_not_heard_is_noted_and_heard_later(asked, tom, manager):
    tomorrow = timezone.localdate() + timedelta(days=1)
    missed = actions.not_heard(round=asked, stakeholder=tom, state="not_reached", by=manager)
    assert str(missed) == "Tom Bexley: not reached"
    with pytest.raises(ValidationError, match="a day to come"):
        actions.not_heard(round=asked, stakeholder=tom, state="waiting", by=manager)
    waiting = actions.not_heard(round=asked, stakeholder=tom, state="waiting", wait_until=tomorrow, by=manager)
    assert (waiting.pk, waiting.wait_until) == (missed.pk, tomorrow)
    heard = make_answer(asked, tom, 9, by=manager)
    assert (heard.pk, heard.state, heard.wait_until) == (missed.pk, "heard", None)
    with pytest.raises(Refused, match="has answered"):
        actions.not_heard(round=asked, stakeholder=tom, state="not_asked", by=manager)


def test_an_answer_is_taken_back_with_its_scores_unless_a_promise_stands_on_it(asked, tom, speed, manager):
    answer = make_answer(asked, tom, 4, scores={speed: (3, "")}, by=manager)
    made = make_promise(tom, answer=answer, by=manager)
    with pytest.raises(Refused, match="promise"):
        actions.take_back_answer(answer=answer, by=manager)
    actions.take_back_promise(promise=made, by=manager)
    actions.take_back_answer(answer=answer, by=manager)
    assert not Answer.objects.exists()
    assert versions_of_scores() == ["+", "-"]


def test_one_round_is_open_at_a_time(project, asked, manager):
    with pytest.raises(Refused, match="Round 1 is open already"):
        actions.open_round(project=project, by=manager)
    actions.close_round(round=asked, by=manager)
    with pytest.raises(Refused, match="closed already"):
        actions.close_round(round=asked, by=manager)
    second = actions.open_round(project=project, by=manager)
    assert second.number == 2
    with pytest.raises(Refused, match="Round 2 is open"):
        actions.reopen_round(round=asked, by=manager)
    actions.take_back_round(round=second, by=manager)
    actions.reopen_round(round=asked, by=manager)
    assert [round.is_open for round in project.rounds.all()] == [True]


def test_a_round_with_answers_stays(asked, tom, manager):
    make_answer(asked, tom, by=manager)
    with pytest.raises(Refused, match="has answers"):
        actions.take_back_round(round=asked, by=manager)


def test_a_promise_is_told_once_it_is_done_and_each_step_can_be_taken_back(tom, manager):
    made = make_promise(tom, by=manager)
    with pytest.raises(Refused, match="before it is done"):
        actions.tell(promise=made, text="Done!", by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.update(told_on=timezone.localdate(), told_text="Done!")
    actions.keep(promise=made, by=manager)
    with pytest.raises(ValidationError, match="what they were told"):
        actions.tell(promise=made, text=" ", by=manager)
    made.refresh_from_db()
    actions.tell(promise=made, text="You said it is slow. It is not any more.", by=manager)
    assert Promise.objects.told().get().told_by == manager
    with pytest.raises(Refused, match="was told"):
        actions.not_kept(promise=made, by=manager)
    with pytest.raises(Refused, match="was told"):
        actions.edit_promise(promise=made, by=manager)
    actions.not_told(promise=made, by=manager)
    actions.not_kept(promise=made, by=manager)
    assert not Promise.objects.get().done_on


def test_a_promise_is_somebodys_and_of_one_customer(project, tom, asked, manager):
    ana = make_customer(project, "Ana Ruiz", by=manager)
    with pytest.raises(ValidationError, match="Say who does it"):
        make_promise(tom, who="", owner=None, by=manager)
    with pytest.raises(ValidationError, match="Say who does it"):
        make_promise(tom, who="Bo", owner=manager, by=manager)
    with pytest.raises(ValidationError, match="somebody else than Tom"):
        make_promise(tom, answer=make_answer(asked, ana, by=manager), by=manager)
    assert make_promise(tom, who="Bo Lindqvist", by=manager).by_whom == "Bo Lindqvist"


def test_nothing_is_done_tomorrow(tom, manager):
    made = make_promise(tom, by=manager)
    with pytest.raises(ValidationError, match="still to come"):
        actions.keep(promise=made, by=manager, on=date(2100, 1, 1))


def test_two_people_change_one_promise_and_the_second_is_told(tom, manager):
    made = make_promise(tom, by=manager)
    same = Promise.objects.get()
    actions.keep(promise=made, by=manager)
    with pytest.raises(Stale):
        actions.keep(promise=same, by=manager)
    with pytest.raises(Stale):
        actions.take_back_promise(promise=Promise(pk=made.pk, version=1, stakeholder=tom), by=manager)


def test_two_parts_become_one_and_no_answer_is_lost(project, asked, tom, speed, manager):
    twin = make_customer(project, "Tom Bexly", by=manager)
    other = make_criterion(twin, "No surprises.", by=manager)
    make_answer(asked, tom, 4, "Slow.", scores={speed: (3, "")}, by=manager)
    theirs = make_answer(asked, twin, 8, "Kind people.", scores={other: (9, "")}, by=manager)
    make_promise(twin, answer=theirs, by=manager)
    second = make_round(project, by=manager)
    actions.not_heard(round=second, stakeholder=tom, state="not_reached", by=manager)
    make_answer(second, twin, 9, "Better.", by=manager)
    made = customers.merge(survivor=tom.party, other=twin.party, by=manager)
    first, later = Answer.objects.order_by("round__number")
    assert (first.score, first.words, first.stakeholder) == (4, "Slow.\n\nKind people.", tom)
    assert sorted(first.scores.values_list("score", flat=True)) == [3, 9]
    assert (later.score, later.words) == (9, "Better.")
    assert Promise.objects.get().answer == first
    customers.undo_merge(made=made, by=manager)
    assert sorted(Answer.objects.values_list("score", flat=True), key=str) == [4, 8, 9, None]
    assert Promise.objects.get().answer == theirs


def test_who_sees_what(asked, tom, manager, sponsor, customer, outsider, pmo, admin):
    ana = make_customer(tom.project, "Ana Ruiz", by=manager)
    for part in (tom, ana):
        make_answer(asked, part, by=manager)
        made = make_promise(part, by=manager)
    actions.keep(promise=made, by=manager)
    seen = {
        user.name: (
            Answer.objects.visible_to(user).count(),
            Promise.objects.visible_to(user).count(),
            asked.__class__.objects.visible_to(user).count(),
        )
        for user in (manager, sponsor, customer, outsider, pmo, admin)
    }
    everything = (2, 2, 1)
    assert seen == {
        "Priya Nair": everything,
        "Dana Whitfield": everything,
        "Olu Viewer": everything,
        "Ada Admin": everything,
        "Tom Bexley": (1, 0, 0),
        "Otto Outsider": (0, 0, 0),
    }
