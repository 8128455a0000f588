"""A manager's round by keyboard, ten customers in minutes; on a phone without JavaScript; promised, kept, told."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from pulse import actions
from pulse.models import Answer, Promise, Score
from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE, axe, look_at
from tests.cast import make_answer, make_criterion, make_customer, make_round

KEY, THINK = 0.28, 1.35  # seconds, by the keystroke-level model
WORDS = "It gets better, slowly"
BY_KEYBOARD_AND_BY_HAND = pytest.mark.parametrize(
    ("viewport", "javascript"), [(DESKTOP, True), (PHONE, False)], ids=["by keyboard", "phone without JavaScript"]
)


@pytest.fixture
def ten(project, manager):
    """Ten customers who were asked a month ago; the first has two criteria."""
    people = [make_customer(project, f"Customer {at}", by=manager) for at in range(10)]
    criteria = [make_criterion(people[0], f"Words of value {at}", by=manager) for at in range(2)]
    on = timezone.localdate() - timedelta(days=31)
    asked = make_round(project, by=manager, on=on)
    for each in people:
        make_answer(asked, each, 6, f"Last words of {each}", by=manager, on=on)
    actions.close_round(round=asked, by=manager)
    return people, criteria


def heard():
    return dict(Answer.objects.filter(round__number=2).values_list("stakeholder__party__name", "score"))


def test_ten_customers_in_three_minutes_by_keyboard(new_page, manager, ten):
    people, _ = ten
    page = new_page(manager)
    person = Person(page, keyboard=True)
    page.goto("/projects/CRM1/pulse/")
    person.press("Open a round")
    pressed = 2

    def keys(text):
        nonlocal pressed
        pressed += len(text)
        page.keyboard.type(text)

    def key(name):
        nonlocal pressed
        pressed += 1
        page.keyboard.press(name)

    person.sees("Last words of Customer 0")
    expect(page.get_by_label("Overall score of Customer 0")).to_be_focused()
    for at in range(10):
        keys(str(at + 1))
        key("Tab")
        keys(WORDS)
        if at == 0:
            for score in (7, 9):
                key("Tab")
                keys(str(score))
                key("Tab")
        key("Enter")
        if at < 9:
            expect(page.get_by_label(f"Overall score of Customer {at + 1}")).to_be_focused()
    expect(page.get_by_text("10 of 10 heard")).to_be_visible()
    assert heard() == {f"Customer {at}": at + 1 for at in range(10)}
    assert sorted(Score.objects.values_list("score", flat=True)) == [7, 9]
    assert set(Answer.objects.filter(round__number=2).values_list("words", flat=True)) == {WORDS}
    seconds = pressed * KEY + 2 * len(people) * THINK
    assert seconds < 180, f"{pressed} keys take {seconds:.0f} s"
    expect(page.get_by_role("button", name="Save all that was typed")).to_be_focused()
    axe(page)


def test_what_is_wrong_brings_one_back_and_loses_nothing(new_page, manager, ten):
    page = new_page(manager)
    page.watch.expect("status of 422")
    make_round(ten[0][0].project, by=manager)
    page.goto("/projects/CRM1/pulse/rounds/2/ask/")
    score = page.get_by_label("Overall score of Customer 0")
    score.fill("11")
    page.get_by_label("Words of Customer 0", exact=True).fill("Kept as typed")
    page.keyboard.press("Enter")
    expect(page.get_by_text("A score is a whole number from 1 to 10.")).to_be_visible()
    expect(score).to_be_focused()
    expect(page.get_by_label("Words of Customer 0", exact=True)).to_have_value("Kept as typed")
    axe(page)
    page.keyboard.press("Control+A")
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    expect(page.get_by_text("10 of 10, in a meeting")).to_be_visible()
    assert heard() == {"Customer 0": 10}


def test_a_new_line_and_buttons_of_a_row(new_page, manager, ten):
    page = new_page(manager)
    make_round(ten[0][0].project, by=manager)
    page.goto("/projects/CRM1/pulse/rounds/2/ask/")
    page.get_by_label("Overall score of Customer 1").fill("4")
    page.get_by_label("Words of Customer 1", exact=True).fill("First")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Second")
    page.get_by_role("button", name="Save Customer 1").click()
    expect(page.get_by_text("4 of 10, in a meeting")).to_be_visible()
    assert Answer.objects.get(round__number=2).words == "First\nSecond"
    page.get_by_role("button", name=re.compile("Not reached.*Customer 2")).click()
    expect(
        page.locator("fieldset").filter(has_text="Customer 2").get_by_text("Not reached", exact=True)
    ).to_be_visible()
    page.get_by_role("button", name="Take back what is noted of Customer 2").click()
    expect(page.get_by_role("button", name=re.compile("Not reached.*Customer 2"))).to_be_visible()
    assert heard() == {"Customer 1": 4}


def test_somebody_else_saved_meanwhile(new_page, manager, admin, ten):
    people, _ = ten
    page = new_page(manager)
    page.watch.expect("status of 409")
    asked = make_round(people[0].project, by=manager)
    page.goto("/projects/CRM1/pulse/rounds/2/ask/")
    make_answer(asked, people[0], 9, "Theirs", by=admin)
    page.get_by_label("Overall score of Customer 0").fill("4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Somebody saved meanwhile: 9, “Theirs”.")).to_be_visible()
    assert heard() == {"Customer 0": 9}
    expect(page.get_by_label("Overall score of Customer 0")).to_have_value("4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("4 of 10, in a meeting")).to_be_visible()
    assert [v.score for v in Answer.history.filter(stakeholder=people[0]).order_by("history_id")] == [6, 9, 4]


def test_signed_out_meanwhile_what_was_typed_is_kept(new_page, manager, ten):
    page = new_page(manager)
    make_round(ten[0][0].project, by=manager)
    page.goto("/projects/CRM1/pulse/rounds/2/ask/")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Overall score of Customer 0").fill("4")
    page.watch.expect("403")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/account/login/" in page.url
    assert not heard()


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, False)])
def test_a_round_on_a_phone_without_javascript(new_page, manager, ten):
    page = new_page(manager)
    person = Person(page)
    page.goto("/projects/CRM1/pulse/")
    person.press("Open a round")
    person.sees("Last words of Customer 0")
    person.no_sideways_scroll()
    for at in (0, 3):
        page.get_by_label(f"Overall score of Customer {at}").fill(str(at + 5))
        page.get_by_label(f"Words of Customer {at}", exact=True).fill(WORDS)
    person.press("Save all that was typed")
    person.sees("2 customers saved: Customer 0, Customer 3.")
    assert heard() == {"Customer 0": 5, "Customer 3": 8}
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Not reached.*Customer 4")).click()
    assert Answer.objects.get(state="not_reached").stakeholder == ten[0][4]
    page.watch.expect("status of 422")
    for at in (1, 2):
        page.get_by_label(f"Overall score of Customer {at}").fill("0" if at == 1 else "9")
    person.press("Save all that was typed")
    person.sees("Customer 1: A score is a whole number from 1 to 10.")
    person.no_sideways_scroll()
    assert heard()["Customer 2"] == 9


@BY_KEYBOARD_AND_BY_HAND
def test_promised_kept_and_told(new_page, manager, project, ten, viewport, javascript):
    asked = make_round(project, by=manager)
    make_answer(asked, ten[0][0], 3, "You never tell us.", by=manager)
    page = new_page(manager)
    person = Person(page, keyboard=javascript)
    page.goto("/projects/CRM1/pulse/")
    person.follow("At risk: promise something")
    person.sees("You never tell us.")
    person.write("Promise", "A call every Friday")
    due = (timezone.localdate() + timedelta(days=7)).isoformat()
    page.get_by_label("By", exact=True).fill(due)
    person.press("Save the promise")
    person.sees("A call every Friday")
    page.goto("/")
    person.sees("Keep the promise to Customer 0: “A call every Friday”")
    page.goto("/projects/CRM1/promises/")
    person.no_sideways_scroll()
    person.press("Done : A call every Friday")
    person.sees("Tell Customer 0 that it is done")
    if javascript:
        axe(page)
    person.press("I told them")
    person.sees("Noted: Customer 0 was told.")
    assert Promise.objects.get().told_text.startswith("You said: “You never tell us.”")


@BY_KEYBOARD_AND_BY_HAND
def test_a_customer_answers_signed_in(new_page, project, manager, customer, viewport, javascript):
    tom = project.stakeholders.get(party__user=customer)
    make_criterion(tom, by=manager)
    make_round(project, by=manager)
    page = new_page(customer)
    person = Person(page, keyboard=javascript)
    page.goto("/")
    person.follow("Say how CRM1 does for you")
    person.no_sideways_scroll()
    if javascript:
        axe(page)
    person.choose("Overall", "8")
    person.write("In your words", "It opens before I have said hello.")
    person.choose("I see every open offer", "9")
    person.press("Send my answer")
    person.sees("Thank you: your answer is saved.")
    answer = Answer.objects.get()
    assert (answer.score, answer.channel, answer.scores.get().score) == (8, "login", 9)


def test_pictures_and_lists_light_and_dark(new_page, manager, project, ten):
    people, criteria = ten
    asked = make_round(project, by=manager)
    for at, each in enumerate(people[:8]):
        make_answer(asked, each, at + 3, "Words", scores={criteria[0]: (4, "")} if at == 0 else None, by=manager)
    project.status = "red"
    project.save()
    page = new_page(manager)
    there = "/projects/CRM1/pulse/"
    look_at(page, [there, f"{there}allies/", f"{there}criteria/", f"{there}customers/{people[0].pk}/", "/"])
