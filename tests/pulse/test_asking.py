"""Asking in a round: the long page, a row of it alone, one answer alone; correcting, groups, two people at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers import actions as customers
from customers.models import Party, Stakeholder
from pulse import actions
from pulse.models import Answer, PulseRound, Score
from registry.history import project_timeline
from tests.cast import make_answer, make_criterion, make_customer, make_project, make_round
from tests.overview.reading import heading, read, section
from tests.pulse.reading import sent_by

pytestmark = pytest.mark.django_db

ASK = "/projects/CRM1/pulse/rounds/1/ask/"


def typed(customer, **fields):
    """Fields of one customer: score=8, words="...", s5=7 (criterion 5)."""
    return {f"c{customer.pk}-{name}": value for name, value in fields.items()}


def row(customer):
    return f"{ASK}{customer.pk}/"


@pytest.fixture
def page(client, manager, asked, tom, speed):
    return client.sign_in(manager).get(ASK)


class TestThePage:
    def test_sponsors_first_each_with_last_time_beside_the_fields(self, client, manager, project, asked, tom, speed):
        make_customer(project, "Zoe Sponsor", "Sponsor", by=manager)
        make_answer(asked, tom, 4, "Too slow.", scores={speed: (3, "Ten seconds a page.")}, by=manager)
        make_round(project, by=manager)
        page = client.sign_in(manager).get("/projects/CRM1/pulse/rounds/2/ask/")
        text = read(page)
        assert text.index("Zoe Sponsor") < text.index("Tom Bexley")
        assert "Round 1: 4 Too slow." in text
        assert "3 Ten seconds a page." in text
        assert "0 of 2 heard" in text

    def test_ten_customers_are_saved_at_once_without_javascript(self, client, manager, project, asked):
        people = [make_customer(project, f"Customer {at}", by=manager) for at in range(10)]
        data = sent_by(client.sign_in(manager).get(ASK))
        for at, each in enumerate(people):
            data |= typed(each, score=at + 1, words=f"Words {at}")
        page = client.post(ASK, data, follow=True)
        assert "10 customers saved: Customer 0, Customer 1, Customer 2 and 7 more." in read(page)
        assert sorted(Answer.objects.values_list("score", flat=True)) == list(range(1, 11))
        assert "10 of 10 heard" in read(page)

    def test_who_was_not_touched_is_left_alone(self, client, page, project, manager, tom, asked):
        ann = make_customer(project, "Ann", by=manager)
        data = sent_by(client.get(ASK)) | typed(ann, score=7)
        make_answer(asked, tom, 9, by=manager)  # by somebody else meanwhile
        assert client.post(ASK, data).status_code == 302
        assert {str(a.stakeholder): a.score for a in Answer.objects.all()} == {"Ann": 7, "Tom Bexley": 9}
        assert Answer.objects.get(stakeholder=tom).version == 1

    def test_nothing_typed_saves_nothing(self, client, page):
        assert "Nothing was typed, so nothing was saved." in read(client.post(ASK, sent_by(page), follow=True))
        assert not Answer.objects.exists()

    def test_one_wrong_score_stops_no_other_and_loses_nothing(self, client, page, project, manager, tom):
        ann = make_customer(project, "Ann", by=manager)
        data = sent_by(client.get(ASK)) | typed(ann, score=7) | typed(tom, score=11, words="Too much.")
        answer = client.post(ASK, data)
        assert answer.status_code == 422
        assert "Tom Bexley: A score is a whole number from 1 to 10." in read(answer)
        assert 'value="11"' in answer.content.decode()
        assert "Too much." in read(answer)
        assert [str(a.stakeholder) for a in Answer.objects.all()] == ["Ann"]

    def test_words_without_a_score_ask_for_one(self, client, page, tom):
        answer = client.post(ASK, sent_by(page) | typed(tom, words="It is slow."))
        assert (answer.status_code, Answer.objects.count()) == (422, 0)
        assert "Tom Bexley: Give a score too." in read(answer)
        assert "It is slow." in read(answer)

    def test_whom_to_show(self, client, manager, page, project, asked, tom):
        ann = make_customer(project, "Ann", by=manager)
        make_answer(asked, tom, by=manager)
        assert "Tom Bexley" not in section(client.get(f"{ASK}?show=open"), "<form method", "</form>")
        make_answer(asked, ann, by=manager)
        assert "Everybody was asked" in read(client.get(f"{ASK}?show=open"))

    def test_more_customers_than_a_page_holds(self, client, manager, project, asked):
        for at in range(27):
            make_customer(project, f"Customer {at:02}", by=manager)
        first = client.sign_in(manager).get(ASK)
        assert "Customer 24" in read(first)
        assert "Customer 25" not in section(first, "<form method", "</form>")
        assert 'rel="next"' in first.content.decode()


class TestCorrecting:
    def test_a_corrected_score_keeps_both_in_history(self, client, manager, page, asked, tom, speed, project):
        client.post(ASK, sent_by(page) | typed(tom, score=4, words="Too slow.", **{f"s{speed.pk}": 3}))
        again = client.get(ASK)
        assert f'name="c{tom.pk}-score" id="id_c{tom.pk}-score" value="4"' in again.content.decode()
        client.post(ASK, sent_by(again) | typed(tom, score=6, words="Better.", **{f"s{speed.pk}": 5}))
        answer = Answer.objects.get()
        assert (answer.score, answer.words, answer.scores.get().score) == (6, "Better.", 5)
        assert [v.score for v in Answer.history.order_by("history_id")] == [4, 6]
        assert [v.score for v in Score.history.order_by("history_id")] == [3, 5]
        said = [f"{row.by} {row.verb} {row.subject}" for row in project_timeline(project, with_judgement=False).rows]
        assert "Priya Nair corrected the answer of Tom Bexley in round 1" in said
        assert "Priya Nair corrected what Tom Bexley says of criterion 1 in round 1" in said

    def test_an_answer_in_a_closed_round_is_corrected_too(self, client, manager, asked, tom):
        make_answer(asked, tom, 4, by=manager)
        actions.close_round(round=PulseRound.objects.get(), by=manager)
        client.sign_in(manager).post(ASK, sent_by(client.get(ASK)) | typed(tom, score=5))
        assert Answer.objects.get().score == 5

    def test_taken_back_and_gone(self, client, page, asked, tom, manager):
        make_answer(asked, tom, 4, by=manager)
        client.post(ASK, sent_by(client.get(ASK)) | {"do": f"clear:{tom.pk}"})
        assert not Answer.objects.exists()
        assert Answer.history.filter(history_type="-").exists()

    def test_an_answer_that_a_promise_came_from_stays(self, client, page, asked, tom, manager):
        from tests.cast import make_promise

        answer = make_answer(asked, tom, 4, by=manager)
        make_promise(tom, answer=answer, by=manager)
        refused = client.post(ASK, sent_by(client.get(ASK)) | {"do": f"clear:{tom.pk}"})
        assert refused.status_code == 422
        assert "A promise was made after this answer, so it stays. Correct it instead." in read(refused)

    @pytest.mark.parametrize(
        ("do", "state", "said"),
        [("not_reached", "not_reached", "Not reached"), ("not_asked", "not_asked", "Not asked")],
    )
    def test_why_there_is_no_answer(self, client, page, tom, do, state, said):
        answer = client.post(ASK, sent_by(page) | {"do": f"{do}:{tom.pk}"}, follow=True)
        assert Answer.objects.get().state == state
        assert said in read(answer)

    def test_what_was_typed_beside_the_button_is_asked_about(self, client, page, tom):
        answer = client.post(ASK, sent_by(page) | typed(tom, score=4) | {"do": f"not_reached:{tom.pk}"})
        assert answer.status_code == 422
        assert "You typed an answer: save it, or empty it first." in read(answer)
        assert not Answer.objects.exists()

    @pytest.mark.parametrize("until", ["", "2026-01-01", "9999-12-31", "0001-01-01"])
    def test_waiting_needs_a_day_to_come(self, client, page, tom, until):
        answer = client.post(ASK, sent_by(page) | {"do": f"wait:{tom.pk}:{until}"})
        assert answer.status_code == 422
        assert "Choose a day to come, within a year." in read(answer)
        assert not Answer.objects.exists()

    def test_hidden_marks_that_somebody_tampered_with(self, client, page, tom):
        answer = client.post(ASK, sent_by(page) | typed(tom, score=4, was="x" * 5000, seen="y" * 5000))
        assert answer.status_code == 422
        assert not Answer.objects.exists()

    @pytest.mark.parametrize("do", ["", "nonsense", "clear", "clear:", "clear:x", "wait:1:2026-02-30", "drop:1"])
    def test_a_button_that_makes_no_sense_does_nothing(self, client, page, do):
        assert client.post(ASK, sent_by(page) | {"do": do}).status_code == 302
        assert not Answer.objects.exists()


class TestTwoAtOnce:
    def test_the_second_is_told_sees_both_and_loses_nothing(self, client, new_client, admin, page, tom, asked, manager):
        data = sent_by(page) | typed(tom, score=4, words="What I typed.")
        make_answer(asked, tom, 9, "What they typed.", by=admin)
        answer = client.post(ASK, data)
        assert answer.status_code == 409
        assert "Somebody saved meanwhile: 9, “What they typed.”. Saving again keeps what you typed." in read(answer)
        assert "What I typed." in read(answer)
        assert Answer.objects.get().score == 9
        again = client.post(ASK, sent_by(answer) | typed(tom, score=4, words="What I typed."))
        assert (again.status_code, Answer.objects.get().score) == (302, 4)
        assert [v.score for v in Answer.history.order_by("history_id")] == [9, 4]

    def test_a_row_alone_is_told_the_same(self, client, page, tom, asked, admin):
        data = sent_by(page) | typed(tom, score=4, words="What I typed.")
        make_answer(asked, tom, 9, by=admin)
        answer = client.post(row(tom), data)
        assert answer.status_code == 409
        assert "Somebody saved meanwhile" in read(answer)
        assert "What I typed." in read(answer)

    def test_a_form_without_what_was_on_the_screen_is_not_taken(self, client, page, tom, asked, admin):
        make_answer(asked, tom, 9, by=admin)
        client.post(ASK, typed(tom, score=4))
        assert Answer.objects.get().score == 9


class TestARowAlone:
    def test_saved_and_answered_with_the_row_as_it_stands(self, client, page, tom, speed):
        answer = client.post(row(tom), sent_by(page) | typed(tom, score=8, words="Good.", **{f"s{speed.pk}": 7}))
        assert (answer.status_code, Answer.objects.get().score, Score.objects.get().score) == (200, 8, 7)
        html = answer.content.decode()
        assert html.lstrip().startswith("<fieldset")
        assert 'data-heard="1 of 1"' in html
        assert 'data-said="Tom Bexley: saved, 8 of 10"' in html

    def test_what_is_wrong_comes_back_in_the_row(self, client, page, tom):
        answer = client.post(row(tom), sent_by(page) | typed(tom, score="ten", words="Words."))
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()
        assert "Words." in read(answer)

    def test_only_posts(self, client, page, tom):
        assert client.get(row(tom)).status_code == 405

    def test_of_somebody_else_s_project(self, client, page, others, manager):
        stranger = make_customer(others, "Stranger", by=manager)
        assert client.post(row(stranger), {}).status_code == 404


class TestGroups:
    def test_a_group_answers_through_its_representative(self, client, manager, project, asked):
        team = make_customer(project, "Sales team", kind="group", by=manager)
        speaker = Party.objects.create(name="Ines Carvalho")
        customers.name_representative(stakeholder=team, person=speaker, by=manager)
        page = client.sign_in(manager).get(ASK)
        assert "Ines Carvalho speaks for it" in read(page)
        client.post(ASK, sent_by(page) | typed(team, score=7, channel="phone"))
        answer = Answer.objects.get()
        assert (answer.given_by, answer.channel, answer.noted_by) == (speaker, "phone", manager)
        assert "7 of 10, on the phone, Ines Carvalho" in read(client.get(ASK))

    def test_after_a_new_representative_the_old_answer_stays_hers(self, client, manager, project, asked):
        team = make_customer(project, "Sales team", kind="group", by=manager)
        first, second = (Party.objects.create(name=name) for name in ("Ines Carvalho", "Jo Tanaka"))
        customers.name_representative(stakeholder=team, person=first, by=manager)
        make_answer(asked, team, 7, by=manager)
        customers.name_representative(stakeholder=team, person=second, by=manager)
        client.sign_in(manager).post(ASK, sent_by(client.get(ASK)) | typed(team, score=6, words="Corrected."))
        assert Answer.objects.get().given_by == first

    def test_a_group_without_one_is_named_as_such(self, client, manager, project, asked):
        make_customer(project, "Sales team", kind="group", by=manager)
        assert "nobody speaks for it" in read(client.sign_in(manager).get(ASK))


class TestAskedElsewhere:
    @pytest.fixture
    def elsewhere(self, tom, manager):
        """Tom is a customer of another project too; asked there so many days ago."""
        other = make_project("OTH1", "Another", manager=manager)
        part = make_customer(other, "Tom Bexley", by=manager)
        asked = make_round(other, by=manager, on=timezone.localdate() - timedelta(days=30))

        def ask(days, **said):
            on = timezone.localdate() - timedelta(days=days)
            return make_answer(asked, part, by=manager, on=on, **said)

        ask.project = other
        return ask

    def test_the_page_says_who_and_offers_to_wait(self, client, page, elsewhere, tom):
        elsewhere(3)
        page = client.get(ASK)
        assert "OTH1 asked them on" in read(page)
        until = timezone.localdate() + timedelta(days=11)
        button = f'name="do" value="wait:{tom.pk}:{until:%Y-%m-%d}"'
        assert button in page.content.decode()
        client.post(ASK, sent_by(page) | {"do": f"wait:{tom.pk}:{until:%Y-%m-%d}"})
        answer = Answer.objects.get(stakeholder=tom)
        assert (answer.state, answer.wait_until, answer.score) == ("waiting", until, None)
        assert "Waits until" in read(client.get(ASK))
        assert "Tom Bexley" not in section(client.get(f"{ASK}?show=open"), "<h1", "</main>")

    @pytest.mark.parametrize(("days", "is_said"), [(0, True), (13, True), (14, False)])
    def test_within_14_days(self, client, page, elsewhere, days, is_said):
        elsewhere(days)
        assert ("asked them on" in read(client.get(ASK))) == is_said

    def test_a_project_that_the_reader_may_not_know_of_is_not_named(self, client, page, elsewhere, manager, admin):
        elsewhere(3)
        elsewhere.project.managers.set([admin])
        text = read(client.get(ASK))
        assert "Another project asked them on" in text
        assert "OTH1" not in text

    def test_whoever_spoke_for_a_group_was_asked_too(self, client, manager, page, project, tom):
        other = make_project("OTH1", "Another", manager=manager)
        team = make_customer(other, "Sales team", kind="group", by=manager)
        customers.name_representative(stakeholder=team, person=tom.party, by=manager)
        make_answer(make_round(other, by=manager), team, by=manager)
        assert "OTH1 asked them on" in read(client.get(ASK))

    def test_who_answered_already_is_not_asked_to_wait(self, client, page, elsewhere, asked, tom, manager):
        elsewhere(3)
        make_answer(asked, tom, by=manager)
        assert "asked them on" not in read(client.get(ASK))

    def test_waiting_is_over_on_the_day(self, client, page, asked, tom, manager, time_machine):
        until = timezone.localdate() + timedelta(days=3)
        actions.not_heard(round=asked, stakeholder=tom, state="waiting", wait_until=until, by=manager)
        assert "Everybody was asked" in read(client.get(f"{ASK}?show=open"))
        time_machine.move_to(timezone.now() + timedelta(days=3))
        assert "Tom Bexley" in read(client.sign_in(manager).get(f"{ASK}?show=open"))


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
        from tests.cast import make_promise

        made = make_promise(tom, "Open offers on one page", by=manager)
        client.sign_in(customer)
        assert "You said, we did" not in read(client.get(self.alone(tom)))
        actions.keep(promise=made, by=manager)
        actions.tell(promise=made, text="You said it is slow. It is on one page now.", by=manager)
        page = read(client.get(self.alone(tom)))
        assert "You said, we did Open offers on one page You said it is slow. It is on one page now." in page


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
        from projects.models import Project

        Project.objects.update(stage="closed")
        client.sign_in(manager)
        assert client.get("/projects/CRM1/pulse/").status_code == 200
        assert client.get("/projects/CRM1/pulse/rounds/1/").status_code == 200
        for url in (ASK, "/projects/CRM1/pulse/rhythm/", "/projects/CRM1/promises/new/"):
            assert client.get(url).status_code == 403
            assert client.post(url, {}).status_code == 403
        assert self.opened(client).status_code == 403


def test_a_customer_of_another_project_is_not_on_the_page(client, manager, asked, others, tom):
    make_customer(others, "Stranger", by=manager)
    assert "Stranger" not in read(client.sign_in(manager).get(ASK))
    assert Stakeholder.objects.count() == 2


def test_what_was_typed_when_the_session_ended_waits_for_its_owner(client, manager, page, tom):
    data = {**sent_by(page), **typed(tom, score=4, words="What I typed.")}
    client.logout()
    answer = client.post(ASK, data)
    assert answer.status_code == 302
    assert not Answer.objects.exists()
    client.force_login(manager)
    again = client.get(ASK)
    assert "Draft kept" in read(again)
    assert "What I typed." in read(again)


def test_criteria_with_an_outcome_are_not_asked_about(client, manager, page, tom, speed):
    from valuecriteria import actions as value

    other = make_criterion(tom, "Offers print on one page.", by=manager)
    value.settle(criterion=other, outcome="met", reason="", by=manager)
    assert "Offers print on one page." not in read(client.get(ASK))
