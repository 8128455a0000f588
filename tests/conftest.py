"""What every test stands on: strict templates and logs, a database as in production, a client, a counter of statements.

The people of the tests are in tests/cast.py.
"""

import gc
import logging
import os
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import django.test
import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.template.base import Template
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.sessions import SessionStore
from tests.migrated import TEMPLATE, copy_for_sqlite
from tests.strict_templates import MissingVariable

pytest_plugins = ["tests.cast"]

# The same commit gives the same answer. `pytest --hypothesis-profile=default` tries other inputs each time: whatever it
# finds becomes an @example. However slow the machine is, it is no failure.
hypothesis.settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("repeatable")


def pytest_collection_finish():
    """What has been loaded by now stays to the end: looking through it for garbage would be an eighth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def with_room(function, *arguments, **options):
    return function(*arguments, **options)


# Python keeps the frames of calls in pieces of 16 KB, and asks the system for one, and gives it back, whenever calls go
# over an edge and return: in Django's deep calls thousands of times a test, a tenth of the run. A caller that claims a
# huge frame of its own gets a piece with room in it for all that it calls.
with_room.__code__ = with_room.__code__.replace(co_stacksize=1 << 18)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """As pytest runs a test, with room."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    with_room(runtestprotocol, item, nextitem=nextitem)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """SQLite in a file, as in production: in memory, threads would share one connection and nobody would ever wait.

    Either engine starts from a copy of a migrated database, where there is one.
    """
    with TemporaryDirectory(prefix="register-sqlite-") as folder:
        if connection.vendor == "sqlite":
            copy_for_sqlite(f"{folder}/test.sqlite3")
            connection.settings_dict["TEST"] |= {"NAME": f"{folder}/test.sqlite3", "MIGRATE": False}
        elif TEMPLATE in os.environ:
            connection.settings_dict["TEST"] |= {"TEMPLATE": os.environ[TEMPLATE], "MIGRATE": False}
        yield


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """SQLite's copy is to be used as it is; it goes with its folder."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session", autouse=True)
def settings_for_tests():
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],  # a slow one would be half of the run
        WHITENOISE_AUTOREFRESH=True,  # static files from where they are: nothing has been collected
        WHITENOISE_USE_FINDERS=True,
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def as_quick_as_others():
    """What a command says of its own process (let others go first) would hold for all tests that come after it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(os, "nice", lambda more: 0)
        yield


@pytest.fixture(scope="session", autouse=True)
def strict_templates():
    from django.template import engines

    engines["django"].engine.string_if_invalid = MissingVariable(Path(django_settings.BASE_DIR))


@pytest.fixture(scope="session", autouse=True)
def only_the_page_is_told(django_test_environment):
    """`response.context` and `response.templates` are the page's own.

    Django tells of every part that a page includes, with a copy of its context each: a seventh of the run, and nobody
    asks for it.
    """

    def render(template, context):
        if not hasattr(context.render_context, "is_told"):
            context.render_context.is_told = True
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Template, "_render", render)
        yield


@pytest.fixture(scope="session", autouse=True)
def restored_after_commits():
    from tests.restored import restoring

    with pytest.MonkeyPatch.context() as monkeypatch, restoring(monkeypatch):
        yield


@pytest.fixture(scope="session", autouse=True)
def nobody_reads_warnings(django_test_environment):
    """Writing down every page that is refused, with the way it took, for four handlers: a hundredth of the run."""
    logging.getLogger("django.request").setLevel(logging.ERROR)


class Errors(logging.Handler):
    def __init__(self):
        super().__init__(logging.ERROR)
        self.records = []

    def emit(self, record):
        self.records.append(record)


@pytest.fixture(autouse=True)
def logged_errors(request):
    """A test fails when an error was logged, unless it uses `expect_errors`; then it fails when none was."""
    handler = Errors()
    loggers = [logging.getLogger(), logging.getLogger("django")]  # django does not pass its messages on
    for logger in loggers:
        logger.addHandler(handler)
    yield handler.records
    for logger in loggers:
        logger.removeHandler(handler)
    seen = [f"{record.name}: {record.getMessage()}" for record in handler.records]
    if "expect_errors" in request.fixturenames:
        assert seen, "no error was logged, and this test expects one"
    else:
        assert not seen, "logged as errors:\n" + "\n".join(seen)


@pytest.fixture
def expect_errors(logged_errors):
    """For a test of something that goes wrong: the records logged as errors so far."""
    return logged_errors


class Client(django.test.Client):
    def sign_in(self, user):
        """Signs in without the form: `client.sign_in(manager).get(...)`.

        A new browser gets what `force_login` leaves behind in one statement instead of fifteen, without a last login.
        One that was here before keeps what its session holds.
        """
        if django_settings.SESSION_COOKIE_NAME in self.cookies:
            self.force_login(user)
            return self
        known = {SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash()}
        known[BACKEND_SESSION_KEY] = django_settings.AUTHENTICATION_BACKENDS[0]
        session = Session(session_key=get_random_string(32), session_data=SessionStore().encode(known))
        session.expire_date = timezone.now() + timedelta(days=1)
        session.save(force_insert=True)
        self.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key
        return self


@pytest.fixture
def client():
    return Client()


@pytest.fixture
def new_client():
    """For tests with several people: `new_client(manager)`, `new_client(sponsor)`."""
    return lambda user=None, **options: Client(**options).sign_in(user) if user else Client(**options)


@pytest.fixture
def db_engine():
    """ "sqlite" or "postgresql"."""
    return connection.vendor


@pytest.fixture
def statements(db):
    """`with statements(at_most=8): client.get(...)`; on failure all statements are listed."""

    @contextmanager
    def counting(at_most):
        with CaptureQueriesContext(connection) as seen:
            yield seen
        listed = "\n".join(f"{number}. {query['sql']}" for number, query in enumerate(seen, 1))
        assert len(seen) <= at_most, f"{len(seen)} SQL statements, at most {at_most} wanted:\n{listed}"

    return counting
