"""Agreeing with many wordings at once: all that was on the screen, and nothing that was not."""

import pytest

from tests.cast import make_criterion, make_customer, make_project, make_user
from tests.stage import scene
from valuecriteria import actions
from valuecriteria.models import Review, ValueCriterion
from valuecriteria.together import Shown

from .reading import errors_of, heading, said, text_of, words_on

URL = "/reviews/together/"


def mark(criterion):
    return Shown.of(ValueCriterion.objects.get(pk=criterion.pk)).mark


def state(criterion):
    return ValueCriterion.objects.get(pk=criterion.pk).state


@scene
def three(tom, manager):
    return [make_criterion(tom, f"{n} words.", by=manager, confirmed=True) for n in ("First", "Second", "Third")]


@scene
def ana(project, manager):
    """A second sponsor of the same project."""
    user = make_user("Ana Ruiz")
    make_customer(project, "Ana Ruiz", "Sponsor", by=manager, user=user)
    return user


class TestTheList:
    def test_all_in_full_each_ticked(self, client, sponsor, manager, tom, three):
        make_criterion(tom, "Only assumed.", by=manager)
        three[0].why = "Two prices."
        forward = make_criterion(tom, "Put forward only.", by=manager)
        actions.put_forward(revision=forward.current_revision, by=manager)
        page = client.sign_in(sponsor).get(URL)
        assert heading(page) == "3 wordings stand as their customers confirmed them"
        assert words_on(page) == ["First words.", "Second words.", "Third words."]
        assert page.content.decode().count(" checked>") == 3
        assert "Tom Bexley in CRM1, deliverable; confirmed by Tom Bexley in a meeting" in text_of(page)
        assert "1 other waits and is not listed here" in text_of(page)
        assert f'href="{URL}"' in client.get("/reviews/").content.decode()

    def test_what_was_changed_beside_the_words_since_is_not_unchanged(self, client, sponsor, manager, three):
        changed = ValueCriterion.objects.get(pk=three[0].pk)
        changed.target = "None at all"
        actions.revise(criterion=changed, statement=changed.statement, theme="", by=manager)
        client.sign_in(sponsor)
        assert words_on(client.get(URL)) == ["Second words.", "Third words."]
        assert len(words_on(client.get("/reviews/"))) == 3

    def test_what_was_said_with_the_words_at_the_first_talk_is_unchanged(self, client, sponsor, manager, tom):
        criterion = ValueCriterion(stakeholder=tom, kind="service", why="Two prices.")
        said = {"said_by": "Tom", "how": "meeting"}
        actions.capture(criterion=criterion, statement="At once.", confirmed=said, theme="Prices", by=manager)
        assert "Why it matters Two prices." in text_of(client.sign_in(sponsor).get(URL)).replace(
            "mattersTwo", "matters Two"
        )

    def test_nothing_to_agree_with(self, client, sponsor):
        assert heading(client.sign_in(sponsor).get(URL)) == "Nothing waits as its customer confirmed it"


class TestAgreeing:
    def test_what_is_ticked_is_agreed_with_the_comment(self, client, sponsor, three):
        data = {"agree": [mark(three[0]), mark(three[2])], "comment": " Well said. "}
        response = client.sign_in(sponsor).post(URL, data)
        assert (response.status_code, response["Location"]) == (302, "/reviews/")
        assert said(response) == ["Agreed: 2 wordings. You can decide on each again."]
        assert [state(each) for each in three] == ["agreed", "confirmed", "agreed"]
        assert {(r.comment, r.decided_by) for r in Review.objects.all()} == {("Well said.", sponsor)}
        told = Review.history.order_by("history_id").first()
        assert (told.subject, told.in_project) == (
            "the review of wording 1 of criterion 1 of Tom Bexley",
            three[0].stakeholder.project_id,
        )
        assert (told.history_user, [each["new"] for each in told.changes]) == (sponsor, ["Agreed", "Well said."])

    def test_what_changed_meanwhile_is_left_out_and_told(self, client, sponsor, ana, manager, tom, three):
        more = [make_criterion(tom, f"{n} words.", by=manager, confirmed=True) for n in ("Fourth", "Fifth")]
        marks = [mark(each) for each in (*three, *more)]
        actions.reword(criterion=ValueCriterion.objects.get(pk=three[0].pk), statement="Other words.", by=manager)
        actions.review(revision=three[1].current_revision, decision="ask", comment="Why?", by=ana)
        beside = ValueCriterion.objects.get(pk=three[2].pk)
        beside.why = "Another reason"
        beside.save()
        actions.settle(criterion=ValueCriterion.objects.get(pk=more[0].pk), outcome="met", by=manager)
        response = client.sign_in(sponsor).post(URL, {"agree": marks, "comment": ""})
        done, left = said(response)
        assert done == "Agreed: 1 wording. You can decide on each again."
        assert left == (
            "Left out, because you read it otherwise: “Other words.” of Tom Bexley: the words changed; "
            "“Second words.” of Tom Bexley: Ana Ruiz asked for a change; "
            "“Third words.” of Tom Bexley: what is said beside the words changed; "
            "“Fourth words.” of Tom Bexley: it is met by now."
        )
        assert [r.revision.statement for r in Review.objects.filter(decided_by=sponsor)] == ["Fifth words."]

    def test_where_all_of_it_changed_the_comment_is_kept(self, client, sponsor, manager, three):
        data = {"agree": [mark(three[0])], "comment": "Long typed"}
        actions.reword(criterion=three[0], statement="Other words.", by=manager)
        response = client.sign_in(sponsor).post(URL, data)
        assert (response.status_code, Review.objects.count()) == (409, 0)
        assert "“Other words.”: the words changed." in text_of(response)
        assert "Long typed" in response.content.decode()
        assert response.content.decode().count(" checked>") == 0

    def test_sent_twice_it_is_agreed_once(self, client, sponsor, three):
        data = {"agree": [mark(three[0])], "comment": ""}
        client.sign_in(sponsor).post(URL, data)
        response = client.post(URL, data)
        assert (response.status_code, Review.objects.count()) == (409, 1)
        assert "“First words.”: Dana Whitfield agreed." in text_of(response)

    @pytest.mark.parametrize(
        ("agree", "comment"),
        [
            ([], "x"),
            (["x"], ""),
            (["1.2"], ""),
            ([f"{9**30}.1.1"], ""),
            (["1.1.1"] * 51, ""),
            (["²"], ""),
            (["own"], "x" * 2001),
        ],
    )
    def test_nonsense_is_a_form_error(self, client, sponsor, three, agree, comment):
        agree = [mark(three[0])] if agree == ["own"] else agree
        response = client.sign_in(sponsor).post(URL, {"agree": agree, "comment": comment})
        assert (response.status_code, Review.objects.count()) == (422, 0)
        assert errors_of(response)

    def test_nothing_ticked(self, client, sponsor, three):
        response = client.sign_in(sponsor).post(URL, {"comment": "Kept"})
        assert errors_of(response)["agree"] == ["Tick at least one: only what is ticked is agreed."]
        assert "Kept" in response.content.decode()


class TestWhoMay:
    def test_sponsors_of_an_open_project_only(
        self, client, sponsor, three, manager, admin, pmo, customer, outsider, closed
    ):
        data = {"agree": [mark(three[0])], "comment": ""}
        for user in (manager, admin, pmo, customer, outsider):
            client.sign_in(user)
            assert (client.get(URL).status_code, client.post(URL, data).status_code) == (403, 403)
        closed()
        client.sign_in(sponsor)
        assert (client.get(URL).status_code, client.post(URL, data).status_code) == (403, 403)
        assert Review.objects.count() == 0

    def test_what_is_another_sponsors_is_not_agreed_and_not_told(self, client, three, others, manager):
        user = make_user("Sid Other")
        make_customer(others, "Sid Other", "Sponsor", by=manager, user=user)
        response = client.sign_in(user).post(URL, {"agree": [mark(each) for each in three], "comment": ""})
        assert (response.status_code, Review.objects.count()) == (409, 0)
        assert "words." not in text_of(response)


@pytest.mark.parametrize("number", [1, 3, 50])
def test_statements(client, sponsor, manager, tom, statements, number):
    second = make_project("SITE3", "A web site", manager=manager)
    make_customer(second, "Dana Whitfield", "Sponsor", by=manager)
    ines = make_customer(second, "Ines", by=manager)
    criteria = [make_criterion((tom, ines)[n % 2], f"Words {n}", by=manager, confirmed=True) for n in range(number)]
    data = {"agree": [mark(each) for each in criteria], "comment": "Yes"}
    client.sign_in(sponsor)
    with statements(at_most=7) as seen:
        assert len(words_on(client.get(URL))) == number
    with statements(at_most=15) as seen:
        assert client.post(URL, data).status_code == 302
    assert len(seen) <= 15
    assert Review.objects.count() == number
