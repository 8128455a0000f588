"""Asking in a round: the long page, a row of it alone, one answer alone; correcting, groups, two people at once."""

import pytest

from customers import actions as customers
from customers.models import Party, Stakeholder
from pulse import actions
from pulse.models import Answer, PulseRound, Score
from registry.timeline import project_timeline
from tests.cast import make_answer, make_criterion, make_customer, make_promise, make_round
from tests.overview.reading import read, section
from tests.pulse.reading import sent_by, typed
from valuecriteria import actions as value

pytestmark = pytest.mark.django_db

ASK = "/projects/CRM1/pulse/rounds/1/ask/"


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
    other = make_criterion(tom, "Offers print on one page.", by=manager)
    value.settle(criterion=other, outcome="met", reason="", by=manager)
    assert "Offers print on one page." not in read(client.get(ASK))
