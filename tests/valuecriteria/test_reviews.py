"""The sponsor's review: the queue, one decision at a time, always of the words on the screen."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import make_criterion, make_customer, make_goal, make_project, make_user
from valuecriteria import actions
from valuecriteria.models import Review, ValueCriterion

from .reading import errors_of, heading, said, text_of, words_on


def address(criterion):
    return f"/reviews/{criterion.pk}/"


def sent(criterion, decision="agree", comment=""):
    return {"revision": criterion.current_revision.pk, "decision": decision, "comment": comment}


@pytest.fixture
def three(tom, manager, time_machine):
    """Three wordings that wait, the second put forward only; the oldest first."""
    today, criteria = timezone.now(), []
    for days, words, confirmed in ((1, "First words.", True), (2, "Second words.", False), (3, "Third words.", True)):
        time_machine.move_to(today + timedelta(days=days), tick=False)
        criteria.append(make_criterion(tom, words, by=manager, confirmed=confirmed))
        if not confirmed:
            actions.put_forward(revision=criteria[-1].current_revision, by=manager)
    time_machine.move_to(today + timedelta(days=11), tick=False)
    return criteria


def state(criterion):
    return ValueCriterion.objects.get(pk=criterion.pk).state


class TestQueue:
    def test_a_sentence_each_the_oldest_first(self, client, sponsor, three):
        page = client.sign_in(sponsor).get("/reviews/")
        assert heading(page) == "3 wordings wait for you"
        assert words_on(page) == ["First words.", "Second words.", "Third words."]
        assert "Tom Bexley in CRM1, assumed by the manager, put forward, has waited for 9 days" in text_of(page)

    def test_over_all_projects_of_the_sponsor_and_no_others(self, client, sponsor, three, manager):
        second = make_project("SITE3", "A web site", manager=manager)
        make_customer(second, "Dana Whitfield", "Sponsor", by=manager)
        make_criterion(make_customer(second, "Ines", by=manager), "On the site.", by=manager, confirmed=True)
        foreign = make_project("OTH9", "Not theirs", manager=manager)
        make_criterion(make_customer(foreign, "Ines", by=manager), "Foreign.", by=manager, confirmed=True)
        assert words_on(client.sign_in(sponsor).get("/reviews/")) == [
            "First words.",
            "Second words.",
            "Third words.",
            "On the site.",
        ]

    def test_nothing_waits(self, client, sponsor, manager, outsider):
        for user in (sponsor, manager, outsider):
            assert heading(client.sign_in(user).get("/reviews/?after=x")) == "Nothing waits for you"


class TestDeciding:
    def test_one_after_the_other(self, client, sponsor, three):
        client.sign_in(sponsor)
        page = client.get(address(three[0]))
        assert words_on(page)[0] == "First words."
        assert "Review 1 of 3" in text_of(page)
        response = client.post(address(three[0]), sent(three[0]))
        assert response.headers["Location"] == address(three[1]) + "?done=1"
        assert said(response) == ["Agreed: “First words.”. Take it back"]
        page = client.get(address(three[1]) + "?done=1")
        assert "Review 2 of 3" in text_of(page)
        assert "put forward by Priya Nair" in text_of(page)
        response = client.post(address(three[1]) + "?done=1", sent(three[1], "ask", " How soon? "))
        assert response.headers["Location"] == address(three[2]) + "?done=2"
        response = client.post(address(three[2]) + "?done=2", sent(three[2]))
        assert response.headers["Location"] == "/reviews/"
        assert [state(criterion) for criterion in three] == ["agreed", "change", "agreed"]
        assert Review.objects.get(decision="ask").comment == "How soon?"

    def test_later_skips_to_the_next(self, client, sponsor, three):
        client.sign_in(sponsor)
        assert client.get(address(three[0])).context["place"]["later"] == address(three[1])
        assert client.get(address(three[2])).context["place"]["later"] == "/reviews/"
        for nonsense in ("x", "-1", "9999", "²", ""):
            assert "Review 1 of 3" in text_of(client.get(address(three[0]) + f"?done={nonsense}"))

    def test_a_request_for_change_needs_a_comment_at_its_field(self, client, sponsor, three):
        response = client.sign_in(sponsor).post(address(three[0]), sent(three[0], "ask", " "))
        assert response.status_code == 422
        assert dict(errors_of(response)) == {"comment": ["Say what should change, so that they know what to ask."]}
        assert Review.objects.count() == 0

    def test_a_decision_can_be_decided_again_and_the_latest_counts(self, client, sponsor, three):
        client.sign_in(sponsor).post(address(three[0]), sent(three[0]))
        page = client.get(address(three[0]))
        assert "Your earlier decision stays in the history; the latest counts." in text_of(page)
        client.post(address(three[0]), sent(three[0], "ask", "On second thoughts"))
        assert state(three[0]) == "change"
        assert Review.objects.count() == 2

    def test_words_that_changed_meanwhile_are_not_decided(self, client, sponsor, manager, three):
        data = sent(three[0], "ask", "Which ones?")
        actions.reword(criterion=three[0], statement="First new words.", by=manager)
        response = client.sign_in(sponsor).post(address(three[0]), data)
        assert response.status_code == 409
        assert Review.objects.count() == 0
        assert words_on(response)[:2] == ["First new words."] * 2
        assert [part for part in response.context["form"].diff if part[0] == "ins"] == [("ins", "new")]
        assert "Which ones?" in response.content.decode()
        now = ValueCriterion.objects.get(pk=three[0].pk)
        assert response.context["form"]["revision"].value() == str(now.current_revision_id)
        assert "The new words are not before you yet" in text_of(response)
        buttons = re.findall(r'name="decision" value="(\w+)"', response.content.decode())
        assert buttons == ["ask"]  # with their comment; there is nothing to agree with
        assert address(three[1]) in response.content.decode()
        again = {**data, "revision": now.current_revision_id}
        assert client.post(address(three[0]), again).status_code == 422
        actions.confirm(revision=now.current_revision, said_by="Tom", how="phone", by=manager)
        assert client.post(address(three[0]), again).status_code == 302
        assert Review.objects.get().revision_id == now.current_revision_id

    def test_what_changed_since_they_agreed(self, client, sponsor, manager, three):
        client.sign_in(sponsor).post(address(three[0]), sent(three[0]))
        criterion = ValueCriterion.objects.get(pk=three[0].pk)
        actions.reword(criterion=criterion, statement="First better words.", by=manager)
        actions.put_forward(revision=criterion.current_revision, by=manager)
        page = client.get(address(three[0]))
        assert "What changed since you agreed" in text_of(page)
        assert [part for part in page.context["diff"] if part[0] == "ins"] == [("ins", "better")]

    def test_all_that_is_needed_to_decide_is_on_the_page(self, client, sponsor, manager, tom, project):
        criterion = make_criterion(tom, by=manager, confirmed=True, why="Two prices.", how="One price.", target="0")
        actions.align(criterion=criterion, goal=make_goal(project), effect="strong", reason="There", by=manager)
        page = text_of(client.sign_in(sponsor).get(address(criterion)))
        for words in ("Tom Bexley", "End user", "Two prices.", "One price.", "+++ strong G1 Cross-sell", "“There”"):
            assert words in page
        assert "100 of their 100" in page

    def test_what_is_not_before_them_is_not_decided(self, client, sponsor, manager, tom):
        criterion = make_criterion(tom, by=manager)
        client.sign_in(sponsor)
        assert "not before you yet" in text_of(client.get(address(criterion)))
        assert client.post(address(criterion), sent(criterion)).status_code == 422
        actions.settle(criterion=criterion, outcome="met", by=manager)
        assert "there is nothing to decide" in text_of(client.get(address(criterion)))
        assert client.post(address(criterion), sent(criterion)).status_code == 422
        assert Review.objects.count() == 0

    @pytest.mark.parametrize(
        "changes",
        [
            {"revision": ""},
            {"revision": "x"},
            {"revision": "99999999999999999999"},
            {"revision": "7777777"},
            {"decision": ""},
            {"decision": "nonsense"},
            {"comment": "x" * 2001},
            {"comment": "x" * 1_000_000},
        ],
    )
    def test_hostile_values_are_form_errors(self, client, sponsor, three, changes):
        response = client.sign_in(sponsor).post(address(three[0]), {**sent(three[0]), **changes})
        assert (response.status_code, Review.objects.count()) == (422, 0)


class TestWhoMay:
    def test_only_the_projects_sponsor_decides(self, client, three, manager, admin, pmo, customer, outsider, team):
        for user, status in ((manager, 403), (admin, 403), (pmo, 403), (customer, 403), (outsider, 404)):
            client.sign_in(user)
            assert client.get(address(three[0])).status_code == status
            assert client.post(address(three[0]), sent(three[0])).status_code == status
        other = make_criterion(team, by=manager, confirmed=True)
        assert client.sign_in(customer).get(address(other)).status_code == 404
        assert client.get("/reviews/999999999999999999/").status_code == 404
        assert Review.objects.count() == 0

    def test_a_sponsor_of_another_project_is_an_outsider(self, client, three, others, manager):
        user = make_user("Sid Other")
        make_customer(others, "Sid Other", "Sponsor", by=manager, user=user)
        assert client.sign_in(user).get(address(three[0])).status_code == 404

    def test_nothing_is_decided_in_a_closed_project(self, client, sponsor, three, closed):
        closed()
        response = client.sign_in(sponsor).post(address(three[0]), sent(three[0]))
        assert (response.status_code, Review.objects.count()) == (403, 0)
        assert "is closed" in text_of(response)
