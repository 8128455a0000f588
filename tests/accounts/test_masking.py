"""Secrets in addresses never reach a log: not Django's, not the development server's, not gunicorn's."""

import io
import logging
import runpy
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from gunicorn.config import Config

from config.access_log import SecretsHidden
from config.masking import HideSecrets, hidden

SECRET = "oJk3_Yx-9vQeT2hRbn0LpWz7sUaC4dFm"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"/calendar/{SECRET}.ics", "/calendar/…"),
        (f"/l/{SECRET}/", "/l/…/"),
        (f"/l/{SECRET}/answer/3/?page=2", "/l/…/answer/3/?page=2"),
        (f'"GET /calendar/{SECRET}.ics?x=1 HTTP/1.1" 200 5', '"GET /calendar/…?x=1 HTTP/1.1" 200 5'),
        (f"from https://register.example.org/l/{SECRET}#top", "from https://register.example.org/l/…#top"),
        (f"//l//{SECRET}/", "//l//…/"),
        (f"/account/login/?next=%2Fl%2F{SECRET}%2F&a=b", "/account/login/?next=%2Fl%2F…%2F&a=b"),
        (f"/account/login/?next=/calendar/{SECRET}.ics", "/account/login/?next=/calendar/…"),
        (f"/calendar/{SECRET}%2Eics", "/calendar/…"),
        (f"/l/{SECRET[:9]}%5F{SECRET[9:]}/", "/l/…/"),
        (f"/l/{SECRET}/ then /calendar/{SECRET}.ics", "/l/…/ then /calendar/…"),
        ("/calendar/", "/calendar/"),
        ("/projects/CRM1/customers/", "/projects/CRM1/customers/"),
    ],
)
def test_only_the_secret_of_an_address_is_hidden(written, left):
    assert hidden(written) == left


@pytest.fixture
def console():
    """What the handler that settings.LOGGING makes would write."""
    handler = next(handler for handler in logging.getLogger("django").handlers if handler.name == "console")
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def test_an_address_that_is_not_there(client, db, console, caplog):
    with caplog.at_level(logging.WARNING, "django.request"):  # which the other tests leave unsaid
        client.get(f"/calendar/{SECRET}/nothing/")
    assert console.getvalue().endswith("WARNING django.request Not Found: /calendar/…/nothing/\n")


def test_the_development_server(console):
    handler = WSGIRequestHandler.__new__(WSGIRequestHandler)
    handler.request, handler.client_address = None, ("127.0.0.1", 1)
    handler.log_date_time_string = lambda: "now"
    handler.log_message('"%s" %s %s', f"GET /l/{SECRET}/ HTTP/1.1", "200", "5")
    assert console.getvalue().endswith('django.server "GET /l/…/ HTTP/1.1" 200 5\n')


def test_a_traceback(console, expect_errors):
    try:
        raise LookupError(f"no /l/{SECRET}/ here")
    except LookupError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/l/{SECRET}/")
    assert "Internal Server Error: /l/…/\nTraceback" in console.getvalue()
    assert console.getvalue().endswith("LookupError: no /l/…/ here\n")


def test_whatever_an_app_writes_and_whatever_it_hands_over(console):
    logging.getLogger("accounts").warning("asked for %s with 100%%", SimpleNamespace(path=f"/l/{SECRET}/"))
    logging.getLogger("elsewhere").warning(f"100% of /l/{SECRET}/")
    assert "with 100%\n" in console.getvalue()
    assert "100% of /l/…/\n" in console.getvalue()
    assert SECRET not in console.getvalue()


def test_a_message_that_its_arguments_do_not_fit_is_no_way_out():
    record = logging.LogRecord("any", logging.INFO, "", 0, "%s and %s", (f"/l/{SECRET}/",), None)
    assert HideSecrets().filter(record)
    assert record.getMessage() == "%s and %s ('/l/…/',)"


@pytest.fixture
def gunicorn_log(tmp_path):
    config = Config()
    config.set("accesslog", str(tmp_path / "access"))
    config.set("errorlog", str(tmp_path / "error"))
    log = SecretsHidden(config)
    yield log, tmp_path
    for logger in (log.access_log, log.error_log):
        for handler in logger.handlers:
            handler.close()
        logger.handlers, logger.filters = [], []


def test_gunicorn_hides_the_address_and_the_referrer(gunicorn_log):
    log, folder = gunicorn_log
    address = f"/calendar/{SECRET}.ics"
    environ = {
        "REMOTE_ADDR": "192.0.2.1",
        "REQUEST_METHOD": "GET",
        "RAW_URI": address,
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://register.example.org/l/{SECRET}/",
        "HTTP_USER_AGENT": "Thunderbird",
    }
    answer = SimpleNamespace(status="200 OK", sent=5, headers=[])
    log.access(answer, SimpleNamespace(headers=[]), environ, timedelta(milliseconds=3))
    log.error("Error handling request %s", address)
    assert '"GET /calendar/… HTTP/1.1" 200 5 "https://register.example.org/l/…/" "Thunderbird"' in (
        folder / "access"
    ).read_text("utf-8")
    assert "Error handling request /calendar/…" in (folder / "error").read_text("utf-8")


def test_gunicorn_is_told_to(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "for the tests only, with fifty characters or more of it")
    settings = runpy.run_path("config/gunicorn.conf.py")
    assert settings["logger_class"] == f"{SecretsHidden.__module__}.{SecretsHidden.__name__}"
