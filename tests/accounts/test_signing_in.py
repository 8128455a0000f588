"""Signing in: by e-mail, with or without a second factor, at a bounded rate; everything else is closed."""

import logging
import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache, caches
from django.urls import URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from django.utils import timezone

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_guessed(db):
    """The counts of wrong passwords stand in a table that is no model's: no test's end empties it."""
    cache.clear()


def sign_in(client, email, password=PASSWORD, **fields):
    return client.post("/account/login/", {"login": email, "password": password, **fields})


def who(client):
    return int(client.session.get("_auth_user_id", 0))


@pytest.mark.parametrize("typed", ["priya@example.org", "Priya@Example.ORG", "  priya@example.org "])
def test_the_address_is_known_whatever_its_case(client, manager, typed):
    assert sign_in(client, typed)["Location"] == "/"
    assert who(client) == manager.pk


def test_signing_in_is_logged_and_what_was_typed_is_not(client, manager, caplog):
    with caplog.at_level(logging.INFO, "accounts"):
        sign_in(client, "secret-typed-here", "wrong")
        sign_in(client, "priya@example.org", "wrong")
        sign_in(client, "priya@example.org")
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("accounts")]
    # An address that is none is refused before anything is looked up.
    assert lines == ["sign-in failed from 127.0.0.1", f"user {manager.pk} signed in from 127.0.0.1"]
    assert "secret-typed-here" not in caplog.text


def test_a_wrong_password_says_no_more_for_a_known_address(client, manager):
    answers = [sign_in(client, email, "wrong") for email in ("priya@example.org", "nobody@example.org")]
    assert [answer.status_code for answer in answers] == [200, 200]
    said = [answer.context["form"].errors for answer in answers]
    assert said[0] == said[1]
    assert who(client) == 0


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example.com/", "//evil.example.com", "/\\evil.example.com", "javascript:alert(1)"]
)
def test_next_leads_nowhere_else(client, manager, elsewhere):
    assert sign_in(client, "priya@example.org", next=elsewhere)["Location"] == "/"
    assert client.get("/account/login/", {"next": elsewhere})["Location"] == "/"


def test_next_leads_back_to_the_page_asked_for(client, manager):
    asked = client.get("/projects/?q=crm")
    assert asked["Location"] == "/account/login/?next=/projects/%3Fq%3Dcrm"
    assert sign_in(client, "priya@example.org", next="/projects/?q=crm")["Location"] == "/projects/?q=crm"


def test_nobody_signs_up(client):
    typed = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert "invite" in client.get("/account/signup/").content.decode().lower()
    client.post("/account/signup/", typed)
    from accounts.models import User

    assert not User.objects.exists()


def test_a_reset_link_goes_to_known_addresses_only_and_ends_other_sessions(client, new_client, manager):
    elsewhere = new_client(manager)
    assert elsewhere.get("/projects/").status_code == 200
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert mail.outbox == []
    known = client.post("/account/password/reset/", {"email": "PRIYA@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["priya@example.org"], "Choose a new password")
    link = message.body.split("http://testserver")[1].split()[0]
    visitor = new_client()
    form = visitor.get(link, follow=True)
    chosen = {"password1": "another long one 3", "password2": "another long one 3"}
    assert visitor.post(form.request["PATH_INFO"], chosen).status_code == 302
    assert who(visitor) == manager.pk
    assert elsewhere.get("/projects/").status_code == 302
    assert sign_in(new_client(), "priya@example.org", "another long one 3").status_code == 302


def test_a_mail_server_that_is_away_tells_strangers_nothing(client, manager, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    known = client.post("/account/password/reset/", {"email": "priya@example.org"})
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_guessing_one_persons_password_is_slowed_down_for_all_processes(new_client, manager):
    codes = [sign_in(new_client(), "priya@example.org", "wrong").status_code for _ in range(5)]
    assert codes == [200] * 5
    # The right password of that address has to wait as well, on whichever process it arrives.
    refused = sign_in(new_client(), "priya@example.org")
    assert "Too many failed login attempts" in str(refused.context["form"].errors)


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_when_all_guess_at_once(new_client, manager):
    """Each thread has its own connection and its own cache object, as each process has."""
    from django.db import connection

    clients, wrong = [new_client() for _ in range(12)], []

    def guess(client):
        assert caches["default"] is not cache
        answer = sign_in(client, "priya@example.org", "wrong")
        wrong.append("Too many" not in answer.content.decode())
        connection.close()

    threads = [threading.Thread(target=guess, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(wrong) <= 5


def confirm_password(client, url):
    """Where second factors are changed, the password is asked for again."""
    asked = client.get(url)["Location"]
    assert asked.startswith("/account/reauthenticate/")
    assert client.post(asked, {"password": PASSWORD})["Location"] == url


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(iter(counters()))))


def counters():
    from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time

    return yield_hotp_counters_from_time()


@pytest.mark.django_db(transaction=True)
def test_signing_in_with_an_authenticator_app(client, new_client, manager, time_machine):
    time_machine.move_to(timezone.now(), tick=False)  # a code is good for half a minute
    EmailAddress.objects.create(user=manager, email=manager.email, verified=True, primary=True)
    sign_in(client, "priya@example.org")
    confirm_password(client, "/account/2fa/totp/activate/")
    form = client.get("/account/2fa/totp/activate/")
    assert form.status_code == 200
    secret = form.context["form"].secret
    assert client.post("/account/2fa/totp/activate/", {"code": code_for(secret)}).status_code == 302
    assert [message.subject for message in mail.outbox] == ["An authenticator app was added"]
    assert TOTP(manager.authenticator_set.get(type="totp")).instance.user == manager
    time_machine.shift(60)  # and good once
    phone = new_client()
    asked = sign_in(phone, "priya@example.org")
    assert asked["Location"] == "/account/2fa/authenticate/"
    assert phone.get("/projects/").status_code == 302
    assert phone.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert phone.post("/account/2fa/authenticate/", {"code": code_for(secret)}).status_code == 302
    assert phone.get("/projects/").status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_activate_totp"])
def test_pages_of_second_factors_open(client, manager, name):
    sign_in(client, "priya@example.org")
    if client.get(reverse(name)).status_code == 302:
        confirm_password(client, reverse(name))
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert "script-src 'self'" in response["Content-Security-Policy"]


OPEN = {
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_logout",
    "healthz",
    "personal",
    "personal-mail",
    "admin:login",
}
SECRET = {"calendar-feed"}  # who has the address is let in, and nobody is sent to the door


def test_everything_needs_signing_in_but_signing_in(client, db):
    seen = {}
    for name, converters in named(get_resolver()):
        if name not in OPEN | SECRET:
            response = client.get(reverse(name, kwargs={key: sample(each) for key, each in converters.items()}))
            seen[name] = (response.status_code, response.get("Location", "").split("?")[0])
    assert len(seen) > 100
    for name in SECRET:
        assert client.get(reverse(name, args=["x"])).status_code == 404
    doors = {(302, "/account/login/"), (302, "/admin/login/")}
    assert {name: answer for name, answer in seen.items() if answer not in doors} == {}


def named(resolver, namespace="", converters=None):
    """Every named address of the site: its full name and what its parts are made of."""
    for pattern in resolver.url_patterns:
        groups = pattern.pattern.regex.groupindex if isinstance(pattern.pattern, RegexPattern) else {}
        parts = {**(converters or {}), **pattern.pattern.converters, **groups}
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named(pattern, inner, parts)
        elif pattern.name:
            yield f"{namespace}{pattern.name}", parts


def sample(converter):
    """Something that fits: converters of paths, and numbers of groups where Django and allauth use expressions."""
    texts = {"KeyConverter": "CRM1", "StringConverter": "x", "SlugConverter": "x", "int": "projects"}
    return texts.get(type(converter).__name__, 1)


def test_a_session_ends_after_two_weeks_and_is_gone_once_deleted(client, manager, statements, time_machine):
    client.sign_in(manager)
    assert client.get("/").status_code == 200
    with statements(at_most=15) as seen:
        client.get("/")
    assert sum("django_session" in query["sql"] for query in seen) == 1
    time_machine.move_to(timezone.now() + timedelta(days=14, minutes=1))
    assert client.get("/")["Location"] == "/account/login/?next=/"
    client.sign_in(manager)
    assert client.get("/").status_code == 200
    Session.objects.all().delete()
    assert client.get("/")["Location"] == "/account/login/?next=/"


@pytest.mark.parametrize("key", [r'"\000aaaaaaaaaa"', "x" * 5000, "é" * 8, "' OR 1=1 --", "a"])
def test_a_cookie_that_somebody_made_up_is_nobody_s(client, db, key):
    answer = client.get("/", headers={"cookie": f"sessionid={key}"})
    assert answer["Location"] == "/account/login/?next=/"
