"""Mail of the pulse: customers get their link and one reminder, users hear of rounds and promises that are due."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import StringIO
from threading import Barrier

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.utils import timezone

from accounts.actions import choose_mail
from customers import actions as customers
from customers.models import Party
from projects.models import Project, Stage
from pulse import actions, mailing
from pulse.models import LinkMail, PersonalLink
from tests.cast import make_answer, make_customer, make_promise, make_round
from tests.meanwhile import Meanwhile
from tests.pulse.reading import typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    """It is ten o'clock in the morning of a Tuesday, and stays so until a test moves it on."""
    settings.SITE_URL = "https://register.example.org"
    time_machine.move_to("2026-03-03T10:00:00Z", tick=False)
    return time_machine


@pytest.fixture
def staged(clock, theatre, django_db_blocker):
    """Nobody stands there from another day: all are made on this one."""
    with django_db_blocker.unblock():
        return theatre.bring({})


def run():
    said = StringIO()
    call_command("send_mail_due", stdout=said)
    return said.getvalue().strip()


def link_in(message):
    return next(word for word in message.body.split() if "/l/" in word).removeprefix("https://register.example.org")


class TestLinks:
    @pytest.fixture
    def mailed(self, asked, tom, manager):
        actions.ask_for_mail(round=asked, stakeholders=[tom], by=manager)
        return tom

    def test_the_message(self, client, mailed, asked):
        assert run() == "1 message sent."
        (message,) = mail.outbox
        assert message.to == ["tom@example.org"]
        assert message.reply_to == ["priya@example.org"]
        assert message.subject == "How does Customer management software do for you?"
        link = link_in(message)
        assert message.body == (
            "Tom Bexley,\n\n"
            "Priya Nair asks you: how does Customer management software do for you? A number from 1 to 10, and your own"
            " words: a minute, on a phone too, without signing in.\n\n"
            f"https://register.example.org{link}\n\n"
            "The link is for you alone and works until 2 April 2026, while the questions are open. You can come back"
            " and change your answer.\n\n"
            "To get no more mail of this kind, from any project: "
            f"https://register.example.org{link}mail/\n\n"
            "Customer register, register.example.org\n"
        )
        assert message.extra_headers["List-Unsubscribe"] == f"<https://register.example.org{link}mail/>"
        assert client.get(link).status_code == 200
        assert client.get(f"{link}mail/").status_code == 200

    def test_it_is_sent_once(self, mailed):
        run()
        assert run() == "No mail was due."
        assert len(mail.outbox) == 1

    def test_one_reminder_whose_link_works_beside_the_first(self, client, clock, mailed):
        run()
        clock.move_to("2026-03-08T09:59:00Z", tick=False)
        assert run() == "No mail was due."
        clock.move_to("2026-03-08T10:00:00Z", tick=False)
        assert run() == "1 message sent."
        assert mail.outbox[1].subject == "Once more: How does Customer management software do for you?"
        assert "a few days ago Priya Nair asked you" in mail.outbox[1].body
        assert {client.get(link_in(message)).status_code for message in mail.outbox} == {200}
        clock.move_to("2026-03-20T10:00:00Z", tick=False)
        assert run() == "No mail was due."

    def test_who_answered_is_not_reminded(self, client, clock, mailed):
        run()
        client.post(link_in(mail.outbox[0]), typed(mailed, score=8))
        clock.move_to("2026-03-09T10:00:00Z", tick=False)
        assert run() == "No mail was due."

    def test_nor_who_is_to_be_left_alone_until_a_day(self, clock, mailed, asked, manager):
        actions.not_heard(round=asked, stakeholder=mailed, state="waiting", wait_until=date(2026, 3, 10), by=manager)
        assert run() == "No mail was due."
        clock.move_to("2026-03-10T10:00:00Z", tick=False)
        assert run() == "1 message sent."

    @pytest.mark.parametrize(
        "what", ["closed round", "closed project", "no mail", "no address", "answered", "withdrawn"]
    )
    def test_nothing_goes_out_any_more(self, project, mailed, asked, manager, what):
        party = Party.objects.filter(pk=mailed.party_id)
        if what == "closed round":
            actions.close_round(round=asked, by=manager)
        elif what == "closed project":
            Project.objects.filter(pk=project.pk).update(stage=Stage.CLOSED)
        elif what == "no mail":
            actions.stop_mail(person=mailed.party)
        elif what == "no address":
            party.update(email="", user=None)
        elif what == "answered":
            make_answer(asked, mailed, by=manager)
        else:
            actions.withdraw_links(round=asked, stakeholder=mailed, by=manager)
        assert run() == "No mail was due."
        assert not PersonalLink.objects.exists()

    def test_a_group_s_goes_to_who_speaks_for_it(self, project, asked, manager):
        team = make_customer(project, "Sales team", kind="group", by=manager)
        actions.ask_for_mail(round=asked, stakeholders=[team], by=manager)
        assert run() == "No mail was due."
        ines = Party.objects.create(name="Ines Carvalho", email="ines@example.org")
        customers.name_representative(stakeholder=team, person=ines, by=manager)
        assert LinkMail.objects.get().not_before is not None  # the run above looked
        LinkMail.objects.update(not_before=None)
        assert run() == "1 message sent."
        assert mail.outbox[0].to == ["ines@example.org"]
        assert mail.outbox[0].subject == "How does Customer management software do for Sales team?"
        assert "do for Sales team, for whom you speak?" in mail.outbox[0].body

    def test_what_could_not_be_sent_is_tried_again_and_leaves_no_link(self, clock, mailed, monkeypatch):
        def refuse(self, messages):
            raise smtplib.SMTPRecipientsRefused({"tom@example.org": (550, b"unknown")})

        with monkeypatch.context() as broken:
            broken.setattr(EmailBackend, "send_messages", refuse)
            with pytest.raises(CommandError, match="Not sent to Tom Bexley in CRM1"):
                run()
        assert not PersonalLink.objects.exists()
        assert run() == "No mail was due."
        clock.move_to("2026-03-03T10:31:00Z", tick=False)
        assert run() == "1 message sent."

    def test_when_the_server_is_away_the_next_run_sends(self, mailed, monkeypatch):
        def away(self):
            raise ConnectionRefusedError("no answer")

        with monkeypatch.context() as broken:
            broken.setattr(EmailBackend, "open", away)
            with pytest.raises(CommandError, match="The mail server is away"):
                run()
        assert not PersonalLink.objects.exists()
        assert run() == "1 message sent."

    def test_the_secret_reaches_no_log(self, mailed, caplog, monkeypatch):
        said = []

        def refuse(self, messages):
            said.extend(link_in(message).split("/")[2] for message in messages)
            raise smtplib.SMTPDataError(554, b"spam")

        monkeypatch.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(CommandError):
            run()
        assert said
        assert caplog.records
        assert said[0] not in caplog.text


@pytest.fixture
def waiting(project, customer, manager):
    """The one link that waits to be mailed, of a kind that other threads see."""
    tom = project.stakeholders.get(party__user=customer)
    (mail,) = actions.ask_for_mail(round=make_round(project, by=manager), stakeholders=[tom], by=manager)
    return LinkMail.objects.get(stakeholder=mail)


@pytest.mark.django_db(transaction=True)
def test_of_two_runs_at_once_one_sends(waiting):
    start = Barrier(2)
    with ThreadPoolExecutor() as pool:
        both = [pool.submit(lambda: (start.wait(), run_alone())) for _ in range(2)]
        [each.result() for each in both]
    assert len(mail.outbox) == 1
    assert PersonalLink.objects.count() == 1


def run_alone():
    try:
        return run()
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_who_waited_for_another_to_claim_it_does_not_send(waiting):
    """The second looked before the first had said that it sends, and its turn comes after."""
    with transaction.atomic():
        assert mailing.is_claimed(waiting)
        other = Meanwhile(run)
    assert other.result() == "No mail was due."
    assert mail.outbox == []


class TestRounds:
    @pytest.fixture
    def last(self, project, manager):
        round = make_round(project, by=manager, on=timezone.localdate() - timedelta(days=31))
        actions.close_round(round=round, by=manager, on=round.opened_on)
        return round

    def test_the_manager_is_told_when_the_next_one_is_due(self, last, manager):
        assert run() == "1 message sent."
        (message,) = mail.outbox
        assert message.to == ["priya@example.org"]
        assert message.subject == "One round waits for you in CRM1 Customer management software"
        assert (
            "- The next round has been due since 3 March: customers are asked every month, the last time on"
            in message.body
        )
        assert "https://register.example.org/projects/CRM1/pulse/" in message.body
        assert run() == "No mail was due."

    def test_not_a_day_before(self, clock, last):
        clock.move_to("2026-03-02T10:00:00Z", tick=False)
        assert run() == "No mail was due."

    @pytest.mark.parametrize("facts", [{"rhythm": "once"}, {"rhythm": "not_yet"}, {"stage": "on_hold"}])
    def test_where_nobody_is_to_be_asked_nobody_is_told(self, project, last, facts):
        Project.objects.filter(pk=project.pk).update(**facts)
        assert run() == "No mail was due."

    def test_an_open_round_is_not_due(self, project, last, manager):
        actions.open_round(project=project, by=manager)
        assert run() == "No mail was due."

    def test_told_anew_for_the_one_after_it(self, project, clock, last, manager):
        run()
        clock.move_to("2026-03-05T10:00:00Z", tick=False)
        actions.close_round(round=actions.open_round(project=project, by=manager), by=manager)
        clock.move_to("2026-04-05T10:00:00Z", tick=False)
        assert run() == "1 message sent."


class TestPromises:
    def test_who_owns_one_is_told_on_the_day(self, clock, project, tom, manager):
        make_promise(tom, "A shorter form", by=manager, due_on=date(2026, 3, 4))
        assert run() == "No mail was due."
        clock.move_to("2026-03-04T10:00:00Z", tick=False)
        assert run() == "1 message sent."
        assert mail.outbox[0].subject == "One promise waits for you in CRM1 Customer management software"
        assert "- What you promised Tom Bexley: “A shorter form”, is due today." in mail.outbox[0].body
        clock.move_to("2026-03-05T10:00:00Z", tick=False)
        assert run() == "No mail was due."

    def test_another_day_is_another_thing(self, clock, tom, manager):
        late = make_promise(tom, "A shorter form", by=manager, due_on=date(2026, 3, 1))
        run()
        assert "was due on 1 March." in mail.outbox[0].body
        late.due_on = date(2026, 3, 4)
        actions.edit_promise(promise=late, by=manager)
        clock.move_to("2026-03-05T10:00:00Z", tick=False)
        assert run() == "1 message sent."

    def test_a_kept_one_is_not_told(self, tom, manager):
        actions.keep(promise=make_promise(tom, by=manager, due_on=date(2026, 3, 1)), by=manager)
        assert run() == "No mail was due."

    def test_who_may_not_open_the_project_is_led_to_their_own_page(self, tom, manager, outsider):
        make_promise(tom, by=manager, owner=outsider, due_on=date(2026, 3, 1))
        run()
        (message,) = mail.outbox
        assert message.to == ["otto@example.org"]
        assert "/projects/" not in message.body

    def test_who_wants_no_mail_gets_none(self, tom, manager):
        make_promise(tom, by=manager, due_on=date(2026, 3, 1))
        choose_mail(user=manager, choice="never")
        assert run() == "No mail was due."
