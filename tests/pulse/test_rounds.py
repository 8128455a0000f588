"""Rounds opened and closed, each on its page; one answer alone, noted by the manager or given by the customer."""

import pytest

from projects.models import Project
from pulse import actions
from pulse.models import Answer, PulseRound
from tests.cast import make_answer, make_customer, make_promise
from tests.overview.reading import heading, read
from tests.pulse.reading import sent_by, typed

pytestmark = pytest.mark.django_db

ASK = "/projects/CRM1/pulse/rounds/1/ask/"


class TestRounds:
    def opened(self, client):
        return client.post("/projects/CRM1/pulse/rounds/open/", follow=True)

    def test_opened_closed_and_opened_again(self, client, manager, project, tom):
        client.sign_in(manager)
        assert "Round 1 is open." in read(self.opened(client))
        assert "Round 1 is open already. Close it before you open another one." in read(self.opened(client))
        there = "/projects/CRM1/pulse/rounds/1/"
        version = {"version": PulseRound.objects.get().version}
        assert "Round 1 is closed." in read(client.post(f"{there}close/", version, follow=True))
        stale = client.post(f"{there}reopen/", version, follow=True)
        assert "somebody changed the round meanwhile" in read(stale)
        version = {"version": PulseRound.objects.get().version}
        assert "Round 1 is open again." in read(client.post(f"{there}reopen/", version, follow=True))
        version = {"version": PulseRound.objects.get().version}
        assert "Round 1 is taken back." in read(client.post(f"{there}take-back/", version, follow=True))
        assert not PulseRound.objects.exists()

    def test_a_verb_without_its_version_does_nothing(self, client, manager, asked):
        answer = client.sign_in(manager).post("/projects/CRM1/pulse/rounds/1/close/", follow=True)
        assert "Nothing was done" in read(answer)
        assert PulseRound.objects.get().is_open

    def test_a_round_with_answers_is_not_taken_back(self, client, manager, asked, tom):
        make_answer(asked, tom, by=manager)
        version = {"version": PulseRound.objects.get().version}
        answer = client.sign_in(manager).post("/projects/CRM1/pulse/rounds/1/take-back/", version, follow=True)
        assert "Round 1 has answers, so it stays." in read(answer)

    def test_the_round_s_page_shows_every_answer_behind_its_median(self, client, manager, asked, tom, speed):
        make_answer(asked, tom, 4, "Too slow.", scores={speed: (3, "Ten seconds a page.")}, by=manager)
        page = client.sign_in(manager).get("/projects/CRM1/pulse/rounds/1/")
        assert heading(page) == "Round 1: 1 answer, 4"
        for said in ("Too slow.", "Ten seconds a page.", "in a meeting"):
            assert said in read(page)

    @pytest.mark.parametrize("number", ["0", "2", "99999", "9" * 30])
    def test_no_such_round(self, client, manager, asked, number):
        for rest in ("", "ask/"):
            assert client.sign_in(manager).get(f"/projects/CRM1/pulse/rounds/{number}/{rest}").status_code == 404

    def test_the_rhythm(self, client, manager, project):
        url = "/projects/CRM1/pulse/rhythm/"
        page = client.sign_in(manager).get(url)
        version = sent_by(page)["version"]
        answer = client.post(url, {"rhythm": "weekly", "version": version}, follow=True)
        assert "The customers are asked: every week." in read(answer)
        assert client.post(url, {"rhythm": "quarterly", "version": version}).status_code == 409
        assert client.post(url, {"rhythm": "daily", "version": int(version) + 1}).status_code == 422
        project.refresh_from_db()
        assert project.rhythm == "weekly"

    def test_a_closed_project_is_read_only(self, client, manager, asked, tom, project):
        Project.objects.update(stage="closed")
        client.sign_in(manager)
        assert client.get("/projects/CRM1/pulse/").status_code == 200
        assert client.get("/projects/CRM1/pulse/rounds/1/").status_code == 200
        for url in (ASK, "/projects/CRM1/pulse/rhythm/", "/projects/CRM1/promises/new/"):
            assert client.get(url).status_code == 403
            assert client.post(url, {}).status_code == 403
        assert self.opened(client).status_code == 403


class TestAnAnswerAlone:
    def alone(self, customer):
        return f"/projects/CRM1/pulse/rounds/1/answers/{customer.pk}/"

    def test_the_customer_answers_signed_in_and_corrects_it(self, client, customer, asked, tom, speed):
        page = client.sign_in(customer).get(self.alone(tom))
        assert heading(page) == "How does CRM1 do for you?"
        data = sent_by(page) | typed(tom, score=4, words="Too slow.", **{f"s{speed.pk}": 3})
        assert "Thank you: your answer is saved." in read(client.post(self.alone(tom), data, follow=True))
        answer = Answer.objects.get()
        assert (answer.score, answer.channel, answer.noted_by, answer.scores.get().score) == (4, "login", customer, 3)
        again = sent_by(client.get(self.alone(tom))) | typed(tom, score=5)
        client.post(self.alone(tom), again)
        assert [v.score for v in Answer.history.order_by("history_id")] == [4, 5]

    def test_without_a_score_it_is_asked_for_and_the_words_stay(self, client, customer, asked, tom, speed):
        page = client.sign_in(customer).get(self.alone(tom))
        answer = client.post(self.alone(tom), sent_by(page) | typed(tom, words="Too slow."))
        assert answer.status_code == 422
        assert "Give a score from 1 to 10." in read(answer)
        assert "Too slow." in read(answer)

    def test_in_a_closed_round_only_the_team_corrects(self, client, new_client, customer, manager, asked, tom):
        page = client.sign_in(customer).get(self.alone(tom))
        actions.close_round(round=PulseRound.objects.get(), by=manager)
        answer = client.post(self.alone(tom), sent_by(page) | typed(tom, score=4, words="Kept."))
        assert answer.status_code == 422
        assert "Round 1 is closed by now" in read(answer)
        assert "Kept." in read(answer)
        theirs = new_client(manager)
        data = sent_by(theirs.get(self.alone(tom))) | typed(tom, score=4, channel="phone")
        assert theirs.post(self.alone(tom), data).status_code == 302
        assert Answer.objects.get().channel == "phone"

    def test_one_never_sees_the_answer_of_another(self, client, customer, manager, project, asked, tom):
        ann = make_customer(project, "Ann", by=manager)
        make_answer(asked, ann, 3, "Secret words.", by=manager)
        client.sign_in(customer)
        for url in (self.alone(ann), f"/projects/CRM1/pulse/customers/{ann.pk}/"):
            assert client.get(url).status_code == 403
            assert "Secret words." not in read(client.get(url))
        assert client.post(self.alone(ann), typed(ann, score=9)).status_code == 403
        assert Answer.objects.get().score == 3

    def test_what_became_of_their_words_stands_before_they_are_asked_again(self, client, customer, manager, asked, tom):
        made = make_promise(tom, "Open offers on one page", by=manager)
        client.sign_in(customer)
        assert "You said, we did" not in read(client.get(self.alone(tom)))
        actions.keep(promise=made, by=manager)
        actions.tell(promise=made, text="You said it is slow. It is on one page now.", by=manager)
        page = read(client.get(self.alone(tom)))
        assert "You said, we did Open offers on one page You said it is slow. It is on one page now." in page
