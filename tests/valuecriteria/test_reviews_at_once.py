"""Reviews that meet at the same moment, as requests: old words are never decided, and two sponsors both count."""

from contextlib import suppress
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from registry.models import Stale
from tests.cast import make_criterion, make_customer, make_user
from valuecriteria import actions
from valuecriteria.models import Review, Revision, ValueCriterion
from valuecriteria.together import Shown

pytestmark = pytest.mark.django_db(transaction=True)

SPONSORS, TRIES = 4, 100


@pytest.fixture
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


@pytest.fixture
def ana(project, manager):
    user = make_user("Ana Ruiz")
    make_customer(project, "Ana Ruiz", "Sponsor", by=manager, user=user)
    return user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def at_once(*jobs):
    """Run these in threads, all starting together; what each returned."""
    start, results = Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
        try:
            start.wait(10)
            results[place] = job()
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def fresh(criterion):
    return ValueCriterion.objects.select_related("current_revision", "stakeholder__party").get(pk=criterion.pk)


def test_words_that_changed_between_opening_and_sending_are_refused_every_time(tom, manager, sponsor):
    """Of 100 reviews of words that are not current any more, sent in parallel while they change on, none counts."""
    criterion = make_criterion(tom, "First.", by=manager, confirmed=True)
    data = {"revision": criterion.current_revision_id, "decision": "agree", "comment": "My comment"}
    actions.reword(criterion=fresh(criterion), statement="Second.", by=manager)

    def send():
        client = signed_in(sponsor)
        answers = [client.post(f"/reviews/{criterion.pk}/", data) for _ in range(TRIES // SPONSORS)]
        return [(answer.status_code, b"My comment" in answer.content) for answer in answers]

    def change_on():
        for number in range(10):
            current = fresh(criterion)
            actions.reword(criterion=current, statement=f"Words {number}.", by=manager)
            actions.put_forward(revision=current.current_revision, by=manager)

    *answers, _ = at_once(*[send] * SPONSORS, change_on)
    assert [each for some in answers for each in some] == [(409, True)] * TRIES
    assert (Review.objects.count(), Revision.objects.count()) == (0, 12)


def test_two_sponsors_who_decide_at_once_are_both_recorded_and_the_later_is_told(tom, manager, sponsor, ana):
    for number in range(3):
        criterion = make_criterion(tom, f"Words {number}.", by=manager, confirmed=True)
        url, revision = f"/reviews/{criterion.pk}/", criterion.current_revision_id
        people = (
            (signed_in(sponsor), {"revision": revision, "decision": "agree"}),
            (signed_in(ana), {"revision": revision, "decision": "ask", "comment": "Sooner."}),
        )
        pages = at_once(
            *[lambda client=client, url=url, data=data: client.post(url, data, follow=True) for client, data in people]
        )
        decisions = list(Review.objects.filter(revision=revision).order_by("pk"))
        assert {each.decided_by for each in decisions} == {sponsor, ana}
        assert fresh(criterion).state == {"agree": "agreed", "ask": "change"}[decisions[-1].decision]
        told = [b"the same words before you" in page.content for page in pages]
        assert told == [decisions[-1].decided_by == who for who in (sponsor, ana)]


def test_two_sponsors_who_agree_with_all_at_once_agree_with_each_once(tom, manager, sponsor, ana):
    criteria = [make_criterion(tom, f"Words {n}.", by=manager, confirmed=True) for n in range(4)]
    data = {"agree": [Shown.of(fresh(each)).mark for each in criteria]}
    clients = signed_in(sponsor), signed_in(ana)
    answers = at_once(
        *[lambda client=client: client.post("/reviews/together/", data).status_code for client in clients]
    )
    assert sorted(answers) == [302, 409]
    assert [each.reviews.count() for each in Revision.objects.all()] == [1] * 4


def test_all_at_once_while_somebody_rewords_one(tom, manager, sponsor):
    for number in range(5):
        one, other = [make_criterion(tom, f"{n} {number}.", by=manager, confirmed=True) for n in ("One", "Other")]
        seen, opened = one.current_revision_id, fresh(one)
        data = {"agree": [Shown.of(fresh(each)).mark for each in (one, other)]}
        client = signed_in(sponsor)

        def reword(opened=opened):
            with suppress(Stale):
                return actions.reword(criterion=opened, statement="Other words.", by=manager)

        assert (
            at_once(lambda client=client, data=data: client.post("/reviews/together/", data).status_code, reword)[0]
            == 302
        )
        assert fresh(other).state == "agreed"
        assert fresh(one).state == "assumed"
        # Agreed, if at all, were the words that stood on the screen, while they were current.
        for review in Review.objects.filter(revision__criterion=one):
            assert review.revision_id == seen
            assert review.decided_at <= Revision.objects.get(criterion=one, number=2).created_at
