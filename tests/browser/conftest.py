"""The system's Chromium, and pages in it: `page`, or `new_page(user, ...)` for several people or sizes in one test.

A test chooses what kind of page it gets by naming it:
    @pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
    @pytest.mark.parametrize("color_scheme", ["light", "dark"])
    @pytest.mark.parametrize("javascript", [True, False])
"""

import os
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import expect, sync_playwright

from tests.browser.surfing import DESKTOP, Watch, sign_in
from tests.chromium import find_chromium

# No sandbox, because tests run as root in containers; the rest keeps Chromium from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium():
    path = find_chromium()
    if not path:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium was found, and REQUIRE_BROWSER=1 asks for one")
        pytest.skip("no Chromium was found; CHROMIUM= names one")
    # Playwright runs an event loop in this thread; Django would take the tests' own queries for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def made_once():
    """`made_once(make)`: what `make` returned to the module's first test; its rows are copied back for the others.

    Browser tests run on SQLite. A module has one such `make`.
    """
    made = []
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as copy:

        def bring(make):
            connection.ensure_connection()
            if made:
                copy.backup(connection.connection)
            else:
                made.append(make())
                connection.connection.backup(copy)
            return made[0]

        yield bring


@pytest.fixture
def viewport():
    return DESKTOP


@pytest.fixture
def color_scheme():
    return "light"


@pytest.fixture
def javascript():
    return True


@pytest.fixture
def new_page(chromium, live_server, viewport, color_scheme, javascript):
    """Makes a page of its own, signed in as `user`; at the end of the test the browser must have had no complaint."""
    assert not live_server.thread.connections_override, "the server's threads share one connection: that crashes"
    with ExitStack() as contexts:
        watches = []

        def make(user=None, **options):
            context = chromium.new_context(
                base_url=live_server.url,
                **{
                    "viewport": viewport,
                    "color_scheme": color_scheme,
                    "java_script_enabled": javascript,
                    "reduced_motion": "reduce",
                    "locale": "en-GB",
                    **options,
                },
            )
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.base_url = live_server.url
            page.watch = Watch(page, urlsplit(live_server.url).netloc)
            watches.append(page.watch)
            if user:
                sign_in(page, user)
            return page

        yield make
        complaints = [complaint for watch in watches for complaint in watch.complaints()]
    assert not complaints, "the browser complained:\n" + "\n".join(complaints)


@pytest.fixture
def page(new_page):
    return new_page()
