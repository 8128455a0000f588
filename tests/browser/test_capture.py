"""Writing down what a customer values while they talk: three in a row, and nothing typed is lost on the way."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE, axe, sign_in
from tests.cast import PASSWORD, make_customer, make_user
from valuecriteria.models import ValueCriterion

SAID = [
    ("I see every open offer before I walk in.", "Deliverable"),
    ("Tell us first when a date slips.", "Service"),
    ("One contact, one place.", "Deliverable"),
]
FOURTH = "Training at our desks, not in a room."


@pytest.mark.parametrize(
    ("viewport", "javascript"),
    [pytest.param(DESKTOP, True, id="keyboard"), pytest.param(PHONE, False, id="phone without JavaScript")],
)
def test_three_in_a_row_and_the_fourth_survives(new_page, project, manager, javascript):
    team = make_customer(project, "Sales team", kind="group", by=manager)
    priya = Person(new_page(manager), keyboard=javascript)
    priya.page.goto(f"/projects/CRM1/customers/{team.pk}/value/new/")
    if javascript:
        expect(the_words(priya)).to_be_focused()  # before anything is typed: keys pressed earlier go nowhere
    for number, (words, kind) in enumerate(SAID, start=1):
        say(priya, words, kind)
        priya.sees("Written down")
        assert ValueCriterion.objects.count() == number
        # The next one begins where this one began, with nothing left over.
        expect(the_words(priya)).to_be_focused()
        expect(the_words(priya)).to_have_value("")
        priya.no_sideways_scroll()
    priya.sees("3 things so far")

    if javascript:
        points_follow_the_importance(priya)
        connection_drops(priya)
    session_ends(priya, manager)
    priya.sees("Draft kept")
    expect(the_words(priya)).to_have_value(FOURTH)
    assert ValueCriterion.objects.count() == 3
    if javascript:
        axe(priya.page)
    priya.press("Save")
    assert [str(each) for each in ValueCriterion.objects.order_by("number")] == [*(words for words, _ in SAID), FOURTH]
    priya.follow("Add a criterion")
    expect(the_words(priya)).to_have_value("")
    assert not priya.main.get_by_text("Draft kept").count()


def the_words(priya):
    return priya.main.get_by_label("What do they value?")


def say(priya, words, kind):
    """By keyboard from where the focus is, the words, to Ctrl and Enter; or by finger."""
    if not priya.keyboard:
        priya.write("What do they value?", words)
        priya.choose("What kind of value", kind)
        priya.press("Save and add another")
        return
    priya.page.keyboard.insert_text(words)
    priya.choose("What kind of value", kind)
    with priya.page.expect_navigation():
        priya.page.keyboard.press("Control+Enter")


def points_follow_the_importance(priya):
    next_one = priya.main.locator(".next .share")
    expect(next_one).to_contain_text("25 of their 100")
    priya.choose("Importance", "5 decisive")
    expect(next_one).to_contain_text("36 of their 100")
    expect(priya.main.locator(".so-far li").first).to_contain_text("22 of their 100")


def connection_drops(priya):
    priya.page.watch.expect("ERR_INTERNET_DISCONNECTED")
    form = priya.page.url
    priya.write("What do they value?", FOURTH)
    priya.page.context.set_offline(True)
    with priya.page.expect_event("requestfailed"):
        priya.page.keyboard.press("Control+Enter")
    priya.page.wait_for_url("chrome-error://**")
    priya.page.context.set_offline(False)
    priya.page.goto(form)
    priya.sees("Draft kept")
    expect(the_words(priya)).to_have_value(FOURTH)
    expect(priya.main.locator(".next .share")).to_contain_text("36 of their 100")


def session_ends(priya, manager):
    """The form is sent after the session's end; signing in leads back to it, as it was."""
    priya.write("What do they value?", FOURTH)
    priya.choose("What kind of value", "Service")
    priya.page.context.clear_cookies(name="sessionid")
    priya.press("Save and add another")
    priya.sees("What you typed is kept: sign in and send it again.")
    priya.page.get_by_label("E-mail").fill(manager.email)
    priya.page.get_by_label("Password").fill(PASSWORD)
    priya.press("Sign in")


def draft_is_written(page, words):
    """When typing rests; asked from outside, because the page's policy lets nothing be evaluated in it."""
    for _ in range(100):
        if words in page.evaluate("Object.values(localStorage).join()"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"no draft holds {words!r}")


def test_a_draft_of_this_browser_is_discarded_and_is_nobody_elses(new_page, project, manager):
    team = make_customer(project, "Sales team", kind="group", by=manager)
    other = make_user("Noor Haddad")
    project.managers.add(other)
    form = f"/projects/CRM1/customers/{team.pk}/value/new/"
    priya = Person(new_page(manager))
    page = priya.page
    page.goto(form)
    the_words(priya).press_sequentially("Half a thought")
    draft_is_written(page, "Half a thought")
    sign_in(page, other)
    page.goto(form)
    expect(the_words(priya)).to_have_value("")
    sign_in(page, manager)
    page.goto("/")
    page.goto(form)
    expect(the_words(priya)).to_have_value("Half a thought")
    page.get_by_role("button", name="Discard it").click()
    expect(the_words(priya)).to_have_value("")
    page.reload()
    expect(the_words(priya)).to_have_value("")


def test_cancelling_leaves_no_draft_and_typing_goes_over_one_that_was_kept(new_page, project, manager):
    form = "/projects/CRM1/customers/log/"
    page = new_page(manager)
    name = page.get_by_label("Who is it?")
    page.goto(form)
    name.press_sequentially("Carl Away")
    draft_is_written(page, "Carl Away")
    page.goto("/")
    page.goto(form)
    expect(name).to_have_value("Carl Away")
    expect(name).to_be_focused()
    page.keyboard.type("Nina New")
    expect(name).to_have_value("Nina New")
    page.get_by_role("button", name="Discard it").click()
    expect(name).to_be_focused()
    name.press_sequentially("Carl Away")
    draft_is_written(page, "Carl Away")
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url("**/customers/")
    page.goto(form)
    expect(name).to_have_value("")
