"""A customer's own page, by a personal link: what it shows and takes, whom it refuses; opening it writes nothing."""

import logging
import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connections
from django.urls import get_resolver
from django.utils import timezone

from config.masking import HideSecrets
from customers import actions as customers
from customers.models import Party, Stakeholder
from projects.models import Project, Stage
from pulse import actions
from pulse.models import Answer, NoMail, PersonalLink, Score
from registry.history import tracked_models
from registry.secret import digest_of
from registry.timeline import project_timeline
from tests.cast import make_answer, make_criterion, make_customer, make_link, make_promise, make_round
from tests.overview.reading import read
from tests.pulse.reading import sent_by, typed
from valuecriteria import actions as value
from valuecriteria.models import Confirmation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_tried(db):
    """The counts of wrong secrets stand in a table that is no model's: no test's end empties it."""
    cache.clear()


@pytest.fixture
def link(asked, tom, manager):
    return make_link(asked, tom, by=manager)


@pytest.fixture
def team(project, manager):
    """A group for which Ines speaks."""
    team = make_customer(project, "Sales team", kind="group", by=manager)
    customers.name_representative(stakeholder=team, person=Party.objects.create(name="Ines Carvalho"), by=manager)
    return team


class TestThePage:
    def test_their_scores_words_and_criteria(self, client, project, tom, speed, manager, statements):
        first = make_round(project, by=manager)
        make_answer(first, tom, 4, "Too slow.", scores={speed: (3, "Ten seconds a page.")}, by=manager)
        link = make_link(make_round(project, by=manager), tom, by=manager)
        with statements(at_most=8):
            page = client.get(link)
        text = read(page)
        assert "How does Customer management software do for you?" in text
        assert "For Tom Bexley alone" in text
        assert "Last time you gave 4: Too slow." in text
        assert speed.statement in text
        assert "Last time you gave 3." in text
        assert "Yes, that is what I mean" in text

    def test_statements_do_not_grow_with_criteria(self, client, link, tom, speed, manager, statements):
        with statements(at_most=8) as one:
            client.get(link)
        for number in range(3):
            make_criterion(tom, f"Words {number}.", by=manager)
        with statements(at_most=len(one)):
            client.get(link)

    def test_you_said_we_did(self, client, link, tom, asked, manager):
        kept = make_promise(tom, "A shorter form", by=manager)
        make_promise(tom, "Secret plan", by=manager)
        actions.keep(promise=kept, by=manager)
        assert "A shorter form" not in read(client.get(link))
        actions.tell(promise=kept, text="You said it is long. It has four fields now.", by=manager)
        text = read(client.get(link))
        assert "You said, we did" in text
        assert "It has four fields now." in text
        assert "Secret plan" not in text

    def test_an_answer_comes_from_the_customer_themselves(self, client, link, tom, speed, project):
        page = client.get(link)
        data = typed(tom, score=8, words="It gets better.", **{f"s{speed.pk}": 7, f"w{speed.pk}": "Two seconds."})
        page = client.post(link, sent_by(page) | data, follow=True)
        answer = Answer.objects.get()
        assert (answer.score, answer.words, answer.channel, answer.noted_by) == (8, "It gets better.", "link", None)
        assert (answer.scores.get().score, answer.scores.get().words) == (7, "Two seconds.")
        assert "Thank you, Tom Bexley. Your answer is saved: 8 of 10." in read(page)
        said = [(row.by, row.source) for row in project_timeline(project, with_judgement=False).rows]
        assert said[0] == ("", "link") or said[0] == (None, "link")

    def test_a_second_post_corrects_the_first_and_both_are_kept(self, client, link, tom):
        client.post(link, typed(tom, score=3, words="Slow."))
        client.post(link, typed(tom, score=6, words="Better."))
        assert Answer.objects.get().score == 6
        assert [(v.score, v.words) for v in Answer.history.order_by("history_id")] == [(3, "Slow."), (6, "Better.")]

    def test_the_last_word_is_the_customer_s(self, client, link, tom, asked, manager):
        page = client.get(link)
        make_answer(asked, tom, 9, "Heard on the stairs.", by=manager)
        client.post(link, sent_by(page) | typed(tom, score=2, words="No."))
        assert (Answer.objects.get().score, Answer.objects.get().channel) == (2, "link")
        assert [v.score for v in Answer.history.order_by("history_id")] == [9, 2]

    def test_sent_twice_it_is_one(self, client, link, tom):
        for _ in range(2):
            assert client.post(link, typed(tom, score=8)).status_code == 302
        assert Answer.history.count() == 1

    @pytest.mark.parametrize(
        ("score", "said"),
        [("", "Give a score from 1 to 10."), ("11", "whole number from 1 to 10"), ("x", "whole number from 1 to 10")],
    )
    def test_a_wrong_score_loses_nothing(self, client, link, tom, score, said):
        page = client.post(link, typed(tom, score=score, words="My long words."))
        assert page.status_code == 422
        assert said in read(page)
        assert "My long words." in read(page)
        assert not Answer.objects.exists()

    def test_a_form_without_fields_is_told_what_is_missing(self, client, link):
        assert "Give a score from 1 to 10." in read(client.post(link))

    def test_a_group_answers_through_who_speaks_for_it(self, client, asked, team, manager):
        link = make_link(asked, team, by=manager)
        text = read(client.get(link))
        assert "How does Customer management software do for Sales team?" in text
        assert "For Ines Carvalho alone, who speaks for Sales team" in text
        client.post(link, typed(team, score=7))
        assert str(Answer.objects.get().given_by) == "Ines Carvalho"


class TestConfirming:
    def test_a_yes_is_of_the_words_on_the_screen(self, client, link, tom, speed):
        page = client.get(link)
        client.post(link, sent_by(page) | typed(tom, score=8, **{f"y{speed.pk}": "on"}))
        confirmation = Confirmation.objects.get()
        assert (confirmation.revision, confirmation.how) == (speed.current_revision, "link")
        assert (confirmation.said_by, confirmation.noted_by) == ("Tom Bexley", None)
        assert "You said that this is what you mean." in read(client.get(link))

    def test_a_yes_may_be_all_they_say(self, client, link, tom, speed):
        page = client.post(link, sent_by(client.get(link)) | typed(tom, **{f"y{speed.pk}": "on"}), follow=True)
        assert Confirmation.objects.get().how == "link"
        assert not Answer.objects.exists()
        assert "What you said yes to is saved." in read(page)
        assert client.post(link, sent_by(page)).status_code == 422  # nothing at all is said

    def test_words_with_a_yes_still_ask_for_a_score(self, client, link, tom, speed):
        data = typed(tom, words="Slow.", **{f"y{speed.pk}": "on", f"r{speed.pk}": speed.current_revision_id})
        page = client.post(link, data)
        assert page.status_code == 422
        assert "Give a score from 1 to 10." in read(page)
        assert "Slow." in read(page)
        assert not Confirmation.objects.exists()

    def test_nothing_is_confirmed_without_a_yes(self, client, link, tom, speed):
        client.post(link, sent_by(client.get(link)) | typed(tom, score=8))
        assert not Confirmation.objects.exists()

    def test_other_words_meanwhile_are_shown_and_asked_again(self, client, link, tom, speed, manager):
        page = client.get(link)
        value.reword(criterion=speed, statement="Quite other words.", by=manager)
        yes = typed(tom, score=8, words="Kept.", **{f"y{speed.pk}": "on"})
        refused = client.post(link, sent_by(page) | yes)
        assert refused.status_code == 422
        assert "The words of this were changed while you were reading." in read(refused)
        assert "Quite other words." in read(refused)
        assert "Kept." in read(refused)
        assert not Confirmation.objects.exists()
        assert not Answer.objects.exists()
        assert client.post(link, sent_by(refused) | yes | typed(tom, **{f"r{speed.pk}": revision_of(speed)}))
        assert str(Confirmation.objects.get().revision.statement) == "Quite other words."

    def test_what_somebody_tampered_with_confirms_nothing(self, client, link, tom, speed):
        data = typed(tom, score=8, **{f"y{speed.pk}": "on", f"r{speed.pk}": "99999"})
        assert client.post(link, data).status_code == 422
        assert not Confirmation.objects.exists()


def revision_of(criterion):
    criterion.refresh_from_db()
    return criterion.current_revision_id


def everything():
    """Every row of every table of ours, to see that nothing was written."""
    from django.apps import apps

    models = [model for model in apps.get_models() if model._meta.app_label not in ("contenttypes", "auth")]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


class TestOpening:
    def test_a_scanner_changes_nothing(self, client, link, tom, speed, asked, manager):
        """Mail scanners open every address in a message, several times, in ways of their own."""
        before = everything()
        for address in (link, f"{link}mail/", f"{link}?saved=1", link.rstrip("/")):
            for method in (client.get, client.head, client.options):
                for _ in range(10):
                    assert method(address).status_code in (200, 301, 405)
        assert everything() == before

    def test_it_leaves_no_trace_in_browsers_and_elsewhere(self, client, link):
        for address in (link, f"{link}mail/", "/l/unknown/"):
            page = client.get(address)
            assert page["Referrer-Policy"] == "no-referrer"
            assert "no-store" in page["Cache-Control"]
            assert page["X-Robots-Tag"] == "noindex, nofollow"
            assert not page.cookies
            assert "<script" not in page.content.decode()

    def test_it_needs_no_cookie_and_no_token_of_a_form(self, tom, link):
        from django.test import Client

        client = Client(enforce_csrf_checks=True, headers={"origin": "null"})
        assert client.post(link, typed(tom, score=8)).status_code == 302
        assert not client.cookies

    def test_the_secret_is_kept_as_a_hash_alone(self, link):
        secret = link.split("/")[2]
        assert len(secret) == 32
        assert PersonalLink.objects.get().digest == digest_of(secret)
        assert secret not in repr(everything())
        assert secret not in repr([list(model.history.values()) for model in tracked_models()])

    def test_the_secret_reaches_no_log(self, client, link, caplog, monkeypatch):
        """As our handlers write it: with the filter that settings.LOGGING gives them."""
        log, secret = logging.getLogger("django.request"), link.split("/")[2]
        monkeypatch.setattr(log, "handlers", [caplog.handler])
        monkeypatch.setattr(caplog.handler, "filters", [HideSecrets()])
        with caplog.at_level(logging.WARNING, log.name):
            client.put(link)
            client.get(f"{link[:-1]}x/")
        assert "/l/…/" in caplog.text
        assert secret not in caplog.text


class TestWhatOpensNothing:
    def gone(self, client, address):
        got, posted = client.get(address), client.post(address, {"score": "8"})
        assert (got.status_code, posted.status_code) == (404, 404)
        assert got.content == posted.content
        return got.content

    def test_all_of_them_are_answered_alike(self, client, project, asked, tom, team, manager, others):
        def fresh():
            return make_link(asked, tom, by=manager)

        pages = {"unknown": self.gone(client, "/l/unknown/"), "long": self.gone(client, f"/l/{'x' * 500}/")}
        link = fresh()
        pages["damaged"] = self.gone(client, f"{link[:-3]}/")
        pages["case"] = self.gone(client, link.swapcase().replace("/L/", "/l/"))
        actions.withdraw_links(round=asked, stakeholder=tom, by=manager)
        pages["withdrawn"] = self.gone(client, link)
        link = fresh()
        PersonalLink.objects.update(created_at=timezone.now() - timedelta(31), expires_at=timezone.now())
        pages["expired"] = self.gone(client, link)
        link = make_link(asked, team, by=manager)
        successor = Party.objects.create(name="Jonas Weber")
        customers.name_representative(stakeholder=team, person=successor, by=manager)
        pages["speaks no more"] = self.gone(client, link)
        link = fresh()
        actions.close_round(round=asked, by=manager)
        pages["closed"] = self.gone(client, link)
        assert set(pages.values()) == {pages["unknown"]}
        assert "Ask the person who sent it to you for a new one." in read(client.get("/l/unknown/"))

    def test_a_closed_project_s(self, client, project, link, manager):
        Project.objects.filter(pk=project.pk).update(stage=Stage.CLOSED)
        self.gone(client, link)

    def test_of_a_customer_who_is_none_any_more(self, client, project, asked, manager):
        ann = make_customer(project, "Ann", by=manager)
        link = make_link(asked, ann, by=manager)
        customers.take_back(stakeholder=Stakeholder.objects.get(pk=ann.pk), by=manager)
        self.gone(client, link)

    def test_who_tries_many_has_to_wait_and_who_has_a_link_has_not(self, client, link):
        statuses = [client.get(f"/l/guess{number}/").status_code for number in range(32)]
        assert statuses == [404] * 30 + [429] * 2
        assert client.get(link).status_code == 200
        assert "Wait five minutes" in read(client.get("/l/guess/"))

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods(self, client, link, method):
        assert getattr(client, method)(link).status_code == 405


class TestNobodyElse:
    def test_no_page_of_theirs_holds_another_customer_s_words(self, client, project, asked, tom, team, manager):
        """Every address tried with every link."""
        owners = {"Tom": tom, "Team": team, "Ann": make_customer(project, "Ann Marsh", by=manager)}
        for name, each in owners.items():
            mine = make_criterion(each, f"Statement of {name}", by=manager, why=f"Why of {name}")
            make_answer(asked, each, 5, f"Words of {name}", scores={mine: (4, f"Score of {name}")}, by=manager)
            kept = make_promise(each, f"Promise to {name}", by=manager)
            actions.keep(promise=kept, by=manager)
            actions.tell(promise=kept, text=f"Told to {name}", by=manager)
        again = make_round(project, by=manager)
        links = {name: make_link(again, each, by=manager) for name, each in owners.items()}
        words = r"(?:Statement|Why|Words|Score|Promise|Told) (?:of|to) "
        for name, link in links.items():
            pages = [client.get(link), client.get(f"{link}mail/"), client.post(link), client.post(f"{link}mail/")]
            pages.extend(client.post(link, typed(each, score=1, words="Mine.")) for each in owners.values())
            text = " ".join(page.content.decode() for page in pages)
            assert f"Words of {name}" in text
            assert set(re.findall(f"{words}(\\w+)", text)) == {name}
            assert {n for n, each in owners.items() if str(each) in text} - {name} == set()
        assert Answer.objects.filter(round=again, words="Mine.").count() == 3
        assert set(opened_without_signing_in()) == {"l/<str:token>/", "l/<str:token>/mail/"}

    def test_a_link_signs_nobody_in(self, client, link, tom, project):
        client.get(link)
        for address in (f"/projects/{project.key}/", f"/projects/{project.key}/customers/{tom.pk}/", "/"):
            assert client.get(address).status_code == 302


def opened_without_signing_in():
    """The addresses of this app that ask nobody to sign in."""
    for pattern in get_resolver().url_patterns:
        for each in getattr(pattern, "url_patterns", []):
            ours = each.callback and each.callback.__module__.startswith("pulse.")
            if ours and not getattr(each.callback, "login_required", True):
                yield str(each.pattern)


class TestMail:
    def test_no_more_of_it_and_again(self, client, link, tom):
        page = client.get(f"{link}mail/")
        assert "You get mail with links" in read(page)
        assert "You get no mail with links" in read(client.post(f"{link}mail/", {"mail": "stop"}, follow=True))
        assert (NoMail.objects.get().person, NoMail.objects.get().noted_by) == (tom.party, None)
        client.post(f"{link}mail/", {"mail": "stop"})
        assert NoMail.objects.count() == 1
        assert "You get mail with links" in read(client.post(f"{link}mail/", {"mail": "allow"}, follow=True))
        assert not NoMail.objects.exists()

    def test_one_press_in_a_mailbox_does_it(self, client, link):
        client.post(f"{link}mail/", "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert NoMail.objects.exists()

    def test_when_the_round_is_over_too(self, client, link, asked, manager):
        actions.close_round(round=asked, by=manager)
        assert client.get(f"{link}mail/").status_code == 200
        client.post(f"{link}mail/", {"mail": "stop"})
        assert NoMail.objects.exists()

    def test_nonsense_changes_nothing(self, client, link):
        assert client.post(f"{link}mail/", {"mail": "nonsense"}).status_code == 302
        assert not NoMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_fifty_posts_at_once_make_one_answer_and_its_history(project, customer, manager):
    from django.test import Client

    tom = project.stakeholders.get(party__user=customer)
    criterion = make_criterion(tom, by=manager)
    link = make_link(make_round(project, by=manager), tom, by=manager)
    number, statuses = 50, []
    start = Barrier(number)

    def post(score):
        try:
            start.wait()
            said = typed(tom, score=score % 10 + 1, words=f"Words {score}", **{f"s{criterion.pk}": score % 10 + 1})
            said |= typed(tom, **{f"y{criterion.pk}": "on", f"r{criterion.pk}": criterion.current_revision_id})
            statuses.append(Client().post(link, said).status_code)
        finally:
            connections.close_all()

    threads = [Thread(target=post, args=(score,)) for score in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [302] * number
    assert Confirmation.objects.count() == 1
    answer, score = Answer.objects.get(), Score.objects.get()
    versions = [(v.score, v.words) for v in Answer.history.order_by("history_id")]
    assert sorted(words for _, words in versions) == sorted(f"Words {each}" for each in range(number))
    assert versions[-1] == (answer.score, answer.words)
    assert answer.score == score.score
