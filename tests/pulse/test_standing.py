"""Who stands how after six rounds with a drop and a recovery (conftest.py), worked out by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.models import Rhythm, Stage
from pulse import actions
from pulse.models import Answer, PulseRound
from pulse.standing import next_round_on, unasked_end_users, with_last, with_standing
from pulse.trends import sparkline, spread_of, spread_of_counts
from tests.cast import make_answer, make_customer, make_round

pytestmark = pytest.mark.django_db


def named(rows):
    return sorted(row.party.name for row in rows)


def standings(project):
    found = with_standing(project.stakeholders.select_related("party"))
    marks = ("is_ally", "has_fallen", "is_low", "is_at_risk", "is_silent")
    return {mark: named(row for row in found if getattr(row, mark)) for mark in marks}


def test_who_stands_how_after_six_rounds(six, project):
    assert standings(project) == {
        "is_ally": ["Ann", "Eve", "Hal"],
        "has_fallen": ["Ben", "Cleo", "Hal"],
        "is_low": ["Cleo", "Dov", "Gus"],
        "is_at_risk": ["Ben", "Dov", "Hal"],
        "is_silent": ["Eve", "Finn"],
    }
    assert named(unasked_end_users(with_last(project.stakeholders.select_related("party")))) == ["Finn"]


def test_filters_say_the_same_as_the_columns(six, project):
    found = with_standing(project.stakeholders.select_related("party"))
    said = standings(project)
    assert {mark: named(found.filter(**{mark: True})) for mark in said} == said


def test_the_last_answer_and_the_one_before_it(six, project):
    last = {
        row.party.name: (row.last_round, row.last_score, row.previous_score, row.last_words)
        for row in with_last(project.stakeholders.select_related("party"))
    }
    assert last == {
        "Ann": (6, 8, 7, "Ann in 6"),
        "Ben": (6, 7, 9, "Ben in 6"),
        "Cleo": (6, 6, 8, "Cleo in 6"),
        "Dov": (5, 6, 6, "Dov in 5"),
        "Eve": (2, 8, 8, "Eve in 2"),
        "Finn": (None, None, None, None),
        "Gus": (6, 5, 5, "Gus in 6"),
        "Hal": (6, 8, 10, "Hal in 6"),
    }


def test_in_the_drop_it_was_another_list(six, project, manager):
    """As it stood after round 3: Ann had fallen from 7 to 4."""
    for later in PulseRound.objects.filter(number__gt=3):
        for answer in Answer.objects.filter(round=later):
            actions.take_back_answer(answer=answer, by=manager)
    said = standings(project)
    assert said["has_fallen"] == ["Ann"]
    assert said["is_at_risk"] == ["Ann", "Dov"]
    assert said["is_ally"] == ["Ben", "Cleo", "Eve", "Hal"]


@pytest.mark.parametrize(
    ("rhythm", "silent"),
    [
        (Rhythm.WEEKLY, ["Dov", "Eve", "Finn"]),
        (Rhythm.FORTNIGHTLY, ["Dov", "Eve", "Finn"]),
        (Rhythm.MONTHLY, ["Eve", "Finn"]),
        (Rhythm.QUARTERLY, ["Eve", "Finn"]),
        (Rhythm.ONCE, ["Finn"]),
        (Rhythm.NOT_YET, []),
    ],
)
def test_silence_follows_the_rhythm(six, project, manager, rhythm, silent):
    actions.set_rhythm(project=project, rhythm=rhythm, by=manager)
    assert standings(project)["is_silent"] == silent


def test_silence_begins_the_day_after_the_last_day_of_the_rhythm(project, manager):
    ann = make_customer(project, "Ann", by=manager)
    assert standings(project)["is_silent"] == []
    for days, silent in ((31, []), (32, ["Ann"])):
        on = timezone.localdate() - timedelta(days=days)
        asked = make_round(project, by=manager, on=on)
        make_answer(asked, ann, by=manager, on=on)
        assert standings(project)["is_silent"] == silent
        actions.take_back_answer(answer=Answer.objects.get(), by=manager)


def test_nobody_is_silent_in_a_project_that_is_not_active(six, project):
    for stage in (Stage.PROPOSED, Stage.ON_HOLD, Stage.CLOSED):
        type(project).objects.update(stage=stage)
        assert standings(project)["is_silent"] == []


def test_medians_and_spread_by_hand():
    fifth = spread_of([7, 9, 8, 6, 5, 10])
    assert (fifth.median, fifth.middle, fifth.lowest, fifth.highest) == (7.5, (6, 9), 5, 10)
    assert fifth.said == "median 7.5 of 6"
    sixth = spread_of([8, 7, 6, 5, 8, None])
    assert (sixth.median, sixth.middle, sixth.said) == (7, (5.5, 8), "median 7 of 5")
    assert (sixth.share(2), spread_of([8, 9, 9, 9]).share(3)) == (40, None)


def test_few_answers_are_shown_as_they_are():
    assert spread_of([]).said == "no answer"
    assert spread_of([6]).said == "6"
    assert spread_of([9, 4]).said == "4 and 9"
    assert spread_of([9, 4, 4, 10]).said == "4, 4, 9 and 10"


def test_counts_say_the_same_as_scores():
    scores = [3, 3, 7, 8, 8, 8, 10]
    assert spread_of_counts({score: scores.count(score) for score in {*scores}}) == spread_of(scores)


def test_a_line_leaves_out_the_rounds_without_an_answer():
    drawn = sparkline({1: 10, 3: 1}, [1, 2, 3])
    assert [(point.round, point.x, point.y) for point in drawn.points] == [(1, 6.0, 6.0), (3, 174.0, 38.0)]
    assert sparkline({}, [1]).last is None


def test_when_the_next_round_is_due(project):
    today = timezone.localdate()
    assert next_round_on(project, None) == today
    assert next_round_on(project, today) == today + timedelta(days=31)
    project.rhythm = Rhythm.ONCE
    assert (next_round_on(project, None), next_round_on(project, today)) == (today, None)
    project.rhythm = Rhythm.NOT_YET
    assert next_round_on(project, None) is None
