"""Mail that tells a sponsor what waits: whom, when, what it says, once, nothing lost; the page where they choose."""

import smtplib
from datetime import timedelta
from io import StringIO
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts import mailing
from accounts.actions import choose_mail
from accounts.models import Announced, Postbox, User
from config import settings as configured
from customers import actions as customers
from projects.models import Project
from tests.cast import make_criterion, make_customer, make_goal, make_project, make_user, settle_between
from valuecriteria import actions as value

pytestmark = pytest.mark.django_db
PAGE = "/mail/"


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


@pytest.fixture
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


@pytest.fixture
def at_once(sponsor):
    choose_mail(user=sponsor, choice="at_once")
    return sponsor


def run():
    """What the command said on the terminal."""
    said = StringIO()
    call_command("send_mail_due", stdout=said)
    return said.getvalue().strip()


def subjects():
    return [message.subject for message in mail.outbox]


# --- what it says -----------------------------------------------------------------------------------------------------


def test_the_finding_a_sentence_for_each_and_how_to_change_it(tom, at_once, manager):
    make_criterion(tom, "I see every open offer\nbefore I call.", by=manager, confirmed=True)
    forward = make_criterion(tom, "Answers within a day.", by=manager)
    value.put_forward(revision=forward.current_revision, by=manager)
    make_criterion(tom, "Nobody has asked me yet.", by=manager)
    assert run() == "1 message sent."
    (message,) = mail.outbox
    confirmed, put_forward = tom.criteria.order_by("number")[:2]
    assert message.to == ["dana@example.org"]
    assert message.subject == "2 values wait for you in CRM1 Customer management software"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.body == (
        "Dana Whitfield,\n\n"
        "2 values wait for you in CRM1 Customer management software.\n\n"
        "- Tom Bexley: “I see every open offer before I call.” Confirmed by the customer, has waited for you"
        f" since 3 March 2026.\n  https://register.example.org/reviews/{confirmed.pk}/\n\n"
        "- Tom Bexley: “Answers within a day.” Assumed by the manager and put forward, has waited for you since 3 March"
        f" 2026.\n  https://register.example.org/reviews/{put_forward.pk}/\n\n"
        "All that waits for you: https://register.example.org/\n\n"
        "You asked to be told at once. To be told at another time, or not at all: https://register.example.org/mail/\n\n"
        "Customer register, register.example.org\n"
    )


def test_every_link_in_it_opens(client, tom, at_once, manager):
    make_criterion(tom, by=manager, confirmed=True)
    run()
    links = [word for word in mail.outbox[0].body.split() if word.startswith("https://")]
    assert len(links) == 3
    client.sign_in(at_once)
    assert {client.get(link.removeprefix("https://register.example.org")).status_code for link in links} == {200}


def test_what_is_new_is_told_apart_from_what_waited_before(tom, at_once, manager):
    make_criterion(tom, "First.", by=manager, confirmed=True)
    run()
    make_criterion(tom, "Second.", by=manager, confirmed=True)
    run()
    assert subjects() == [
        "One value waits for you in CRM1 Customer management software",
        "One more value waits for you in CRM1 Customer management software",
    ]
    assert "First." not in mail.outbox[1].body
    assert "1 that you were told of before waits, too." in mail.outbox[1].body


def test_a_conflict_is_told_until_it_is_decided_and_anew_with_other_words(project, tom, at_once, manager):
    goal, ines = make_goal(project), make_customer(project, "Ines Carvalho", by=manager)
    for_it, against = make_criterion(tom, "Sell more.", by=manager), make_criterion(ines, "Call less.", by=manager)
    value.align(criterion=for_it, goal=goal, effect="strong", by=manager)
    value.align(criterion=against, goal=goal, effect="conflict", by=manager)
    run()
    assert subjects() == ["One conflict waits for you in CRM1 Customer management software"]
    assert "Tom Bexley (“Sell more.”) and Ines Carvalho (“Call less.”): What Tom Bexley values" in mail.outbox[0].body
    pair = f"{for_it.pk}-{against.pk}"
    assert f"/projects/CRM1/conflicts/?at={pair}#c{pair}" in mail.outbox[0].body
    value.reword(criterion=against, statement="Call on Mondays only.", by=manager)
    make_criterion(tom, "And this.", by=manager, confirmed=True)
    run()
    assert subjects()[1:] == ["One value and one conflict wait for you in CRM1 Customer management software"]
    against.refresh_from_db()
    settle_between(for_it, against, by=at_once)
    assert run() == "No mail was due."


def test_several_projects_are_headings_and_a_long_list_is_cut(project, tom, at_once, manager):
    other = make_project("DSK2", "Service desk", manager=manager)
    part = customers.log_customer(
        project=other, party=project.stakeholders.get(party__user=at_once).party, roles=sponsors_role(), by=manager
    )
    for number in range(21):
        make_criterion(tom, f"Words {number}.", by=manager, confirmed=True)
    make_criterion(part, "And mine.", by=manager, confirmed=True)
    run()
    (message,) = mail.outbox
    assert message.subject == "22 values wait for you in 2 projects"
    assert "CRM1 Customer management software\n\n- Tom Bexley: “Words 0.”" in message.body
    assert "\nAnd 2 more.\n" in message.body
    assert (message.body.count("\n- "), Announced.objects.count()) == (20, 22)


def sponsors_role():
    from customers.models import Role

    return [Role.objects.get(name="Sponsor")]


# --- whom -------------------------------------------------------------------------------------------------------------


def test_sponsors_alone_are_told_and_of_their_own_projects(tom, sponsor, customer, manager, admin, pmo, others):
    mona = others.managers.get()
    stranger = make_customer(others, "Zoe Elsewhere", by=mona)
    make_criterion(stranger, "Elsewhere.", by=mona, confirmed=True)
    make_criterion(tom, by=manager, confirmed=True)
    for user in User.objects.all():
        choose_mail(user=user, choice="at_once")
    run()
    assert [message.to for message in mail.outbox] == [["dana@example.org"]]
    assert "Elsewhere" not in mail.outbox[0].body


def close(project, part, user):
    Project.objects.filter(pk=project.pk).update(stage="closed")


def end(project, part, user):
    part.assignments.update(from_on="2026-01-01", to_on="2026-03-03")


def deactivate(project, part, user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def lose_address(project, part, user):
    User.objects.filter(pk=user.pk).update(email="")


def want_none(project, part, user):
    choose_mail(user=user, choice="never")


@pytest.mark.parametrize("change", [close, end, deactivate, lose_address, want_none])
def test_nobody_is_told_whom_it_does_not_concern_any_more(project, tom, at_once, manager, change):
    make_criterion(tom, by=manager, confirmed=True)
    change(project, project.stakeholders.get(party__user=at_once), at_once)
    assert (run(), mail.outbox, Announced.objects.count()) == ("No mail was due.", [], 0)


def test_whoever_wants_mail_again_is_told_what_still_waits(tom, sponsor, manager):
    choose_mail(user=sponsor, choice="never")
    make_criterion(tom, by=manager, confirmed=True)
    run()
    choose_mail(user=sponsor, choice="at_once")
    run()
    assert subjects() == ["One value waits for you in CRM1 Customer management software"]


def test_what_was_reviewed_or_reworded_meanwhile_is_not_told(tom, at_once, manager):
    reviewed, reworded = (make_criterion(tom, f"Words {n}.", by=manager, confirmed=True) for n in (1, 2))
    value.review(revision=reviewed.current_revision, decision="agree", comment="", by=at_once)
    value.reword(criterion=reworded, statement="Other words.", by=manager)
    assert (run(), mail.outbox) == ("No mail was due.", [])


def test_what_is_settled_between_the_first_look_and_the_claim_is_not_told(tom, at_once, manager, monkeypatch):
    criterion = make_criterion(tom, by=manager, confirmed=True)
    claim = mailing.claim_postbox

    def review_first(key):
        value.review(revision=criterion.current_revision, decision="agree", comment="", by=at_once)
        return claim(key)

    monkeypatch.setattr(mailing, "claim_postbox", review_first)
    assert (run(), mail.outbox) == ("No mail was due.", [])
    assert Postbox.objects.filter(not_before=None, claimed_by=None).count() == 1


# --- when -------------------------------------------------------------------------------------------------------------


def test_at_once_is_at_the_next_run_at_any_hour(clock, tom, at_once, manager):
    clock.move_to("2026-03-03T02:00:00Z", tick=False)
    make_criterion(tom, "First.", by=manager, confirmed=True)
    run()
    clock.shift(300)
    make_criterion(tom, "Second.", by=manager, confirmed=True)
    run()
    assert len(mail.outbox) == 2


def test_the_default_is_one_message_a_day_from_seven(clock, tom, sponsor, manager):
    make_criterion(tom, "Monday's.", by=manager, confirmed=True)
    assert run() == "No mail was due."  # it came after seven: tomorrow's message tells it
    for moment, number in [("04T06:59", 0), ("04T07:00", 1), ("04T07:05", 1)]:
        clock.move_to(f"2026-03-{moment}:00Z", tick=False)
        run()
        assert len(mail.outbox) == number, moment
    make_criterion(tom, "Second.", by=manager, confirmed=True)
    make_criterion(tom, "Third.", by=manager, confirmed=True)
    for moment, number in [("04T23:59", 1), ("05T00:01", 1), ("05T09:00", 2), ("05T15:00", 2), ("06T09:00", 2)]:
        clock.move_to(f"2026-03-{moment}:00Z", tick=False)
        run()
        assert len(mail.outbox) == number, moment
    assert subjects()[1] == "2 more values wait for you in CRM1 Customer management software"
    assert "You are told once a day, from 7:00." in mail.outbox[1].body


def test_the_day_is_that_of_the_sites_clock(clock, settings, tom, sponsor, manager):
    settings.TIME_ZONE = "Asia/Tokyo"
    timezone.activate(ZoneInfo("Asia/Tokyo"))
    try:
        make_criterion(tom, by=manager, confirmed=True)
        clock.move_to("2026-03-03T21:59:00Z", tick=False)
        run()
        assert mail.outbox == []
        clock.move_to("2026-03-03T22:00:00Z", tick=False)  # seven on the fourth, in Tokyo
        run()
        assert len(mail.outbox) == 1
    finally:
        timezone.deactivate()


def test_who_was_told_at_once_today_and_now_wants_one_a_day_waits_for_tomorrow(clock, tom, at_once, manager):
    clock.move_to("2026-03-03T06:00:00Z", tick=False)
    make_criterion(tom, "First.", by=manager, confirmed=True)
    run()
    make_criterion(tom, "Second.", by=manager, confirmed=True)
    choose_mail(user=at_once, choice="daily")
    clock.move_to("2026-03-03T08:00:00Z", tick=False)
    run()
    assert len(mail.outbox) == 1
    clock.move_to("2026-03-04T08:00:00Z", tick=False)
    run()
    assert len(mail.outbox) == 2


# --- once, and nothing lost -------------------------------------------------------------------------------------------


def test_run_twice_nothing_is_told_twice(tom, at_once, manager):
    make_criterion(tom, by=manager, confirmed=True)
    assert [run(), run()] == ["1 message sent.", "No mail was due."]


def test_put_forward_and_then_confirmed_is_one_thing(tom, at_once, manager):
    criterion = make_criterion(tom, by=manager)
    value.put_forward(revision=criterion.current_revision, by=manager)
    run()
    value.confirm(revision=criterion.current_revision, said_by="Tom", how="phone", by=manager)
    run()
    assert len(mail.outbox) == 1


def test_the_mail_server_away_and_back_again(settings, tom, at_once, manager):
    make_criterion(tom, by=manager, confirmed=True)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for _ in range(2):
        with pytest.raises(CommandError, match=r"^Mail was due\. The mail server is away .* at the next run\.$"):
            run()
    assert Announced.objects.count() == 0
    settings.EMAIL_BACKEND = working
    assert [run(), run()] == ["1 message sent.", "No mail was due."]


class Fussy(EmailBackend):
    """Takes no mail for the Dana of the moment."""

    refuses = True

    def send_messages(self, messages):
        if self.refuses and messages[0].to == ["dana@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"dana@example.org": (550, b"No such mailbox")})
        return super().send_messages(messages)


@pytest.fixture
def fussy(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Fussy"
    return lambda refuses: monkeypatch.setattr(Fussy, "refuses", refuses)


def test_one_that_is_refused_stops_nobody_else_and_is_tried_again(clock, project, tom, at_once, manager, fussy):
    eve = make_user("Eve Second")
    make_customer(project, "Eve Second", "Sponsor", by=manager, user=eve)
    choose_mail(user=eve, choice="at_once")
    make_criterion(tom, by=manager, confirmed=True)
    with pytest.raises(CommandError) as told:
        run()
    assert str(told.value).startswith("1 message sent. Not sent to dana@example.org (")
    assert "550" in str(told.value)
    assert [message.to for message in mail.outbox] == [["eve@example.org"]]
    fussy(False)
    assert run() == "No mail was due."  # half an hour, so that cron does not knock every five minutes
    clock.shift(timedelta(minutes=31))
    assert run() == "1 message sent."
    assert mail.outbox[1].to == ["dana@example.org"]


def test_a_message_that_cannot_be_made_is_logged_and_stops_nobody(tom, at_once, manager, monkeypatch, expect_errors):
    make_criterion(tom, by=manager, confirmed=True)
    monkeypatch.setattr(mailing, "message_of", lambda news: 1 / 0)
    with pytest.raises(CommandError, match=r"Not sent to dana@example\.org \(division by zero\)"):
        run()
    (record,) = expect_errors
    assert record.exc_info


def test_a_crash_after_sending_tells_it_again_under_the_same_mark(clock, tom, at_once, manager, monkeypatch):
    """Killed between the mail server's yes and our note of it: silent for a quarter of an hour, then at least once."""
    make_criterion(tom, by=manager, confirmed=True)

    def killed(news, claim):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(mailing, "record", killed)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert run() == "No mail was due."
    clock.shift(timedelta(minutes=16))
    assert [run(), run()] == ["1 message sent.", "No mail was due."]
    first, again = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == again
    assert first.endswith("@register.example.org>")


@pytest.mark.django_db(transaction=True)
def test_four_at_once_send_one(tom, at_once, manager, monkeypatch):
    """All have seen the news before the first claims it, and all have claimed before the first sends."""
    make_criterion(tom, by=manager, confirmed=True)
    seen, claimed, said, claim = Barrier(4), Barrier(4), [], mailing.claim_postbox

    def claim_together(key):
        seen.wait(20)
        mine = claim(key)
        claimed.wait(20)
        return mine

    def job():
        try:
            said.append(run())
        finally:
            connection.close()

    monkeypatch.setattr(mailing, "claim_postbox", claim_together)
    threads = [Thread(target=job) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(said) == ["1 message sent.", *["No mail was due."] * 3]
    assert (len(mail.outbox), Announced.objects.count()) == (1, 1)


def test_a_thing_is_kept_once_and_a_claim_ends(sponsor):
    Announced.objects.create(user=sponsor, thing="review 1")
    Postbox.objects.create(user=sponsor)
    for refused in (
        lambda: Announced.objects.create(user=sponsor, thing="review 1"),
        lambda: Postbox.objects.update(claimed_by="12345678123456781234567812345678"),
        lambda: Postbox.objects.update(choice="hourly"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()


def test_statements_do_not_grow_with_what_waits(tom, at_once, manager, statements):
    make_criterion(tom, by=manager, confirmed=True)
    with statements(at_most=34) as one:
        run()
    for number in range(3):
        make_criterion(tom, f"Words {number}.", by=manager, confirmed=True)
    with statements(at_most=len(one)):
        run()
    with statements(at_most=17):  # nothing new: looked at, nothing written
        run()


# --- the address of the site ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "is_one"),
    [
        ("https://register.example.org", True),
        ("http://127.0.0.1:8000", True),
        ("https://example.org/register", True),
        ("register.example.org", False),
        ("ftp://example.org", False),
        ("https://", False),
        ("https://example.org:port", False),
        ("https://example.org/?a=1", False),
        ("https://user:secret@example.org", False),
        ("https://[", False),
    ],
)
def test_a_site_url_is_checked_at_the_start(given, is_one):
    assert configured.is_site_url(given) is is_one


def test_without_an_address_nothing_is_sent(settings, tom, at_once, manager):
    settings.SITE_URL = ""
    make_criterion(tom, by=manager, confirmed=True)
    with pytest.raises(CommandError, match="set SITE_URL"):
        run()
    assert mail.outbox == []


# --- the page ---------------------------------------------------------------------------------------------------------


def test_choosing(client, sponsor, statements):
    client.sign_in(sponsor)
    with statements(at_most=8):
        page = client.get(PAGE).content.decode()
    assert "Mail tells you once a day what waits" in page
    assert "dana@example.org" in page
    for choice, said in [
        ("never", "No mail tells you what waits"),
        ("at_once", "Mail tells you at once what waits"),
    ]:
        answer = client.post(PAGE, {"choice": choice}, follow=True)
        assert (answer.redirect_chain, said in answer.content.decode()) == ([(PAGE, 302)], True)
        assert Postbox.objects.get().choice == choice


@pytest.mark.parametrize("sent", [{}, {"choice": ""}, {"choice": "hourly"}])
def test_nonsense_is_refused_and_changes_nothing(client, sponsor, sent):
    choose_mail(user=sponsor, choice="never")
    assert client.sign_in(sponsor).post(PAGE, sent).status_code == 422
    assert Postbox.objects.get().choice == "never"


def test_nobody_signed_in_chooses_nothing(client, db):
    for answer in (client.get(PAGE), client.post(PAGE, {"choice": "never"})):
        assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={PAGE}")
    assert Postbox.objects.count() == 0


def test_the_administrator_sees_what_they_chose_and_when_the_last_one_went(client, admin, tom, at_once, manager):
    make_criterion(tom, by=manager, confirmed=True)
    run()
    page = client.sign_in(admin).get(f"/admin/accounts/user/{at_once.pk}/change/").content.decode()
    assert "At once; the last one on 3 March 2026, 10:00" in page
    page = client.get(f"/admin/accounts/user/{manager.pk}/change/").content.decode()
    assert "Once a day; none so far" in page
