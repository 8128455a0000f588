"""Somebody takes the register into their own calendar: from the account to an address, and off again."""

import pytest

from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE, axe


@pytest.mark.parametrize(
    ("viewport", "color_scheme", "javascript"),
    [(DESKTOP, "light", True), (PHONE, "dark", True), (PHONE, "light", False)],
)
def test_an_address_is_made_read_and_ended(new_page, manager, live_server, settings, javascript):
    settings.SITE_URL = live_server.url
    page = new_page(manager)
    person = Person(page, keyboard=javascript)
    page.goto("/account/2fa/")
    person.follow("See it in your calendar")
    person.press("Make an address")
    field = person.main.get_by_label("The address of your calendar")
    address = field.input_value()
    field.press("x")
    assert field.input_value() == address
    person.no_sideways_scroll()
    if javascript:
        axe(page)
    reader = new_page()
    assert reader.request.get(address).text().startswith("BEGIN:VCALENDAR")
    person.press("Switch it off")
    person.sees("Your calendar is switched off")
    assert reader.request.get(address).status == 404
