"""Two people at the same moment: no decision on words that were not current, no wording lost, one of each."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from registry.models import Refused, Stale
from tests.cast import make_criterion, make_customer, make_goal, make_user, settle_between
from tests.stage import scene
from valuecriteria import actions
from valuecriteria.conflicts import conflicts_of
from valuecriteria.models import Alignment, Confirmation, ConflictDecision, Review, Revision, Theme, ValueCriterion

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    """Run these in threads, all starting together; what each returned, or the refusal it met."""
    start, results = Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
        try:
            start.wait(10)
            results[place] = job()
        except (Refused, Stale) as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=job) for job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def fresh(criterion):
    return ValueCriterion.objects.select_related("current_revision", "stakeholder__party").get(pk=criterion.pk)


@pytest.mark.parametrize("_", range(4))
def test_no_review_of_a_wording_that_was_not_current(_, tom, manager, sponsor):
    criterion = make_criterion(tom, "First.", by=manager, confirmed=True)
    seen, opened = criterion.current_revision, fresh(criterion)
    reworded, reviewed = at_once(
        lambda: actions.reword(criterion=opened, statement="Second.", by=manager),
        lambda: actions.review(revision=seen, decision="agree", comment="", by=sponsor),
    )
    assert reworded is True
    if isinstance(reviewed, actions.WordingChanged):
        assert Review.objects.count() == 0
    else:
        # The review came first: the wording it is of was current when it was written.
        assert Review.objects.get().decided_at <= Revision.objects.get(number=2).created_at
    assert (fresh(criterion).statement, fresh(criterion).state) == ("Second.", "assumed")


@scene
def pair(project, tom, manager):
    """Two criteria of two customers, one for a goal and one against it."""
    goal, ines = make_goal(project), make_customer(project, "Ines Carvalho", by=manager)
    one, other = make_criterion(tom, "First.", by=manager), make_criterion(ines, "Against.", by=manager)
    actions.align(criterion=one, goal=goal, effect="strong", by=manager)
    actions.align(criterion=other, goal=goal, effect="conflict", by=manager)
    return one, other


@pytest.mark.parametrize("_", range(3))
def test_of_two_sponsors_who_decide_one_conflict_one_is_told(_, pair, project, manager, sponsor):
    deputy = make_user("Deputy Sponsor")
    results = at_once(
        *[lambda by=by: settle_between(*pair, reason=f"Says {by}.", by=by) for by in (sponsor, deputy)],
    )
    assert sorted(type(result).__name__ for result in results) == ["ConflictDecision", "Stale"]
    [decision] = ConflictDecision.objects.all()
    [told] = [result for result in results if isinstance(result, Stale)]
    assert told.entry == decision


@pytest.mark.parametrize("_", range(3))
def test_no_conflict_is_decided_on_a_wording_that_was_not_current(_, pair, project, manager, sponsor):
    opened = fresh(pair[0])
    reworded, decided = at_once(
        lambda: actions.reword(criterion=opened, statement="Second.", by=manager),
        lambda: settle_between(*pair, by=sponsor),
    )
    assert reworded is True
    [conflict] = conflicts_of(project)
    assert conflict.is_open, "what was decided was about other words"
    if isinstance(decided, actions.WordingChanged):
        assert (decided.current.statement, ConflictDecision.objects.count()) == ("Second.", 0)
    else:
        assert ConflictDecision.objects.get().one_revision.number == 1


def test_two_rewordings_one_is_told(tom, manager):
    criterion = make_criterion(tom, "First.", by=manager)
    opened = [fresh(criterion), fresh(criterion)]
    results = at_once(
        *[
            lambda one=one, words=words: actions.reword(criterion=one, statement=words, by=manager)
            for one, words in zip(opened, ("Mine.", "Theirs."), strict=True)
        ]
    )
    assert sorted(type(result) for result in results if result is not True) == [Stale]
    assert Revision.objects.count() == 2


def test_ten_confirmations_of_one_wording(tom, manager):
    revision = make_criterion(tom, by=manager).current_revision
    pk = revision.pk
    results = at_once(
        *[
            lambda: actions.confirm(revision=Revision.objects.get(pk=pk), said_by="Tom", how="phone", by=manager)
            for _ in range(10)
        ]
    )
    assert sum(isinstance(result, Confirmation) for result in results) == 1
    assert Confirmation.objects.count() == 1


def test_put_forward_twice_at_once(tom, manager):
    pk = make_criterion(tom, by=manager).current_revision.pk
    revisions = [Revision.objects.get(pk=pk) for _ in range(2)]
    results = at_once(*[lambda one=one: actions.put_forward(revision=one, by=manager) for one in revisions])
    assert [type(result) for result in results if result is not None] == [Refused]


def test_first_alignments_with_one_goal_meet_once(tom, manager, project):
    criterion, goal = make_criterion(tom, by=manager), make_goal(project)
    results = at_once(
        *[
            lambda effect=effect: actions.align(criterion=criterion, goal=goal, effect=effect, seen="", by=manager)
            for effect in ("weak", "strong")
        ]
    )
    assert sorted(type(result).__name__ for result in results) == ["Alignment", "Stale"]
    assert Alignment.objects.count() == 1


def test_one_theme_of_one_name(manager):
    names = ["Being told", "being told", "BEING TOLD", "Being  told"]
    themes = at_once(*[lambda name=name: actions.find_or_make_theme(name=name, by=manager).pk for name in names])
    assert (len(set(themes)), Theme.objects.count()) == (1, 1)


def test_criteria_captured_at_once_are_numbered_apart(tom, manager):
    at_once(*[lambda n=n: make_criterion(tom, f"Criterion {n}", by=manager).pk for n in range(4)])
    assert sorted(ValueCriterion.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
