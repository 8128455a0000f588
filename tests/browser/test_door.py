"""At the door: the sign-in page is light, and a passkey still opens it though its scripts come only when pressed."""

import re

from playwright.sync_api import expect

from tests.browser.surfing import sign_in_by_form
from tests.cast import PASSWORD

MOST_REQUESTS = 6


def test_a_passkey_is_added_and_opens_the_door(new_page, manager):
    page = new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )

    page.goto("/account/login/")
    assert len(requests) <= MOST_REQUESTS, requests
    assert not any("webauthn" in address for address in requests)

    sign_in_by_form(page, manager)
    expect(page.get_by_role("heading", level=1)).to_contain_text("nothing waits for you")
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="It is me").click()
    expect(page.get_by_label("Passwordless")).to_be_visible()
    requests.clear()
    page.reload()
    assert len(requests) <= MOST_REQUESTS, requests
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page).not_to_have_url(re.compile("/add/$"))

    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("nothing waits for you")
