"""The browser's pages as the tests see them: every complaint of the browser is noted, and fails the test at its end."""

import re
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client

from tests.browser.person import Person
from tests.cast import PASSWORD

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}


class Watch:
    """What went wrong in a page without anybody seeing it: console errors, failed or foreign requests.

    Chromium reports a violation of the content security policy as a console error.
    """

    def __init__(self, page, host):
        self.host = host
        self.seen = []
        self.expected = []
        self.paused = False
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.note(f"script error: {error}"))
        page.on("request", self.request)
        page.on("requestfailed", self.failed)

    def note(self, complaint):
        if not self.paused:
            self.seen.append(complaint)

    def console(self, message):
        if message.type in ("error", "warning"):
            self.note(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.host:
            self.note(f"request to another host: {request.url}")

    def failed(self, request):
        # Aborted: the browser itself gave up, because somebody went on to the next page or the answer was a download.
        if request.failure != "net::ERR_ABORTED":
            self.note(f"request failed: {request.url} {request.failure}")

    def expect(self, pattern):
        """For a test of something that goes wrong: `expect("status of 409")`."""
        self.expected.append(pattern)

    def complaints(self):
        return [text for text in self.seen if not any(re.search(pattern, text) for pattern in self.expected)]


def sign_in(page, user):
    """The fast way: the cookie that the form would have set. Sessions are not what most stories are about."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page.base_url}])


def sign_in_by_form(page, user):
    """As people do it."""
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def axe(page):
    """Fails with a readable list where the page breaks a rule of WCAG 2.2 AA that a machine sees. Needs JavaScript."""
    page.wait_for_load_state()
    page.watch.paused = True  # what axe's own script does to the page is no fault of the page
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then(results => results.violations)", AXE_OPTIONS)
    page.watch.paused = False
    violations = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        + "\n".join(f"    {node['html']}\n    {node['failureSummary']}" for node in violation["nodes"])
        for violation in found
    ]
    assert not violations, f"axe on {page.url}:\n" + "\n".join(violations)


def look_at(page, addresses):
    """Each page twice: at a desk in the light, and on a phone in the dark. Where one ends the next begins."""
    looks = [(DESKTOP, "light"), (PHONE, "dark")]
    page.add_init_script(AXE_SCRIPT)  # sent once, not for each page
    for address in addresses:
        for at, (size, scheme) in enumerate(looks):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            if at == 0:
                load(page, address)
            Person(page).no_sideways_scroll()
            axe(page)
        looks.reverse()


def load(page, address):
    answer = page.goto(address)
    assert answer.status == 200, f"{address} answers {answer.status}"
    assert page.locator("h1").count() == 1, f"{address} has {page.locator('h1').count()} headings of the first level"
