"""A customer's personal link on a phone, without JavaScript and without a login: made, opened, answered, corrected."""

import pytest
from playwright.sync_api import expect

from pulse import actions
from pulse.models import Answer
from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE, axe
from tests.cast import make_answer, make_criterion, make_customer, make_promise, make_round
from valuecriteria.models import Confirmation

LINKS = "/projects/CRM1/pulse/rounds/2/links/"


@pytest.fixture
def ann(project, manager):
    """A customer who was heard a month ago, and told since what came of it."""
    ann = make_customer(project, "Ann-Kathrin Freifrau von Hohenstein-Łukasiewicz", by=manager)
    make_criterion(ann, "I see every open offer of a customer before I call, on one page.", by=manager)
    asked = make_round(project, by=manager)
    said = make_answer(asked, ann, 4, "Ten seconds for every page.", by=manager)
    kept = make_promise(ann, "Faster pages", answer=said, by=manager)
    actions.keep(promise=kept, by=manager)
    actions.tell(promise=kept, text="You said that pages are slow. They come in a second now.", by=manager)
    make_round(project, by=manager)
    return ann


@pytest.mark.parametrize("viewport", [DESKTOP])
def test_the_manager_makes_one_and_copies_it(new_page, manager, ann):
    page = new_page(manager, permissions=["clipboard-read", "clipboard-write"])
    person = Person(page, keyboard=True)
    page.goto(LINKS)
    person.press(f"Make a link for {ann}")
    field = page.get_by_label("Personal link, to copy")
    expect(field).to_be_visible()
    person.no_sideways_scroll()
    axe(page)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, False)], ids=["phone without JavaScript"])
def test_in_a_minute_on_a_phone(new_page, project, manager, ann):
    _, token = actions.make_link(round=project.rounds.open().get(), stakeholder=ann, by=manager)
    page = new_page()
    person = Person(page)
    page.goto(f"/l/{token}/")
    person.sees("How does Customer management software do for you?")
    person.sees("You said that pages are slow. They come in a second now.")
    person.sees("Ten seconds for every page.")
    person.no_sideways_scroll()
    look_at_it(new_page, page)
    person.choose("How well does Customer management software do for you", "8")
    person.write("In your words", "Much better, thank you.")
    person.tick("Yes, that is what I mean")
    person.choose("How well does it do for this", "7")
    person.press("Send my answer")
    person.sees("Your answer is saved: 8 of 10.")
    answer = Answer.objects.get(round__number=2)
    assert (answer.score, answer.words, answer.channel) == (8, "Much better, thank you.", "link")
    assert answer.scores.get().score == 7
    assert Confirmation.objects.get().how == "link"
    person.choose("How well does Customer management software do for you", "9")
    person.press("Save the change")
    person.sees("Your answer is saved: 9 of 10.")
    assert [v.score for v in answer.history.order_by("history_id")] == [8, 9]
    person.follow("Mail with links: yes or no")
    person.press("Send me no more of it")
    person.sees("You get no mail with links")
    look_at_it(new_page, page)
    assert page.context.cookies() == []


def look_at_it(new_page, page):
    """Without scripts the page cannot be looked at by one: the same address, once more, with scripts."""
    other = new_page(java_script_enabled=True)
    other.goto(page.url)
    axe(other)
