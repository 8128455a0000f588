"""The loop, end to end, as the people of the register live it: log, capture, align, confirm, put forward, review.

Told three times: with nothing but the keyboard, on a phone without JavaScript, and at a desk with the mouse.
"""

import pytest
from playwright.sync_api import expect

from customers.models import Party
from projects.models import Project
from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE, sign_in_by_form
from tests.cast import make_user
from valuecriteria.models import ValueCriterion

FIRST = "I see every open offer before I walk in."
SECOND = "Tell us first when a date slips."


@pytest.mark.parametrize(
    ("viewport", "javascript", "keyboard"),
    [
        pytest.param(DESKTOP, True, True, id="keyboard"),
        pytest.param(PHONE, False, False, id="phone without JavaScript"),
        pytest.param(DESKTOP, True, False, id="desk"),
    ],
)
def test_from_a_new_project_to_the_sponsors_decisions(new_page, manager, keyboard):
    dana = make_user("Dana Whitfield")
    Party.objects.create(name="Dana Whitfield", title="Sales Director", user=dana)

    priya = Person(new_page(), keyboard=keyboard)
    priya.page.watch.expect("status of 422")  # saving asks which Dana is meant
    sign_in_by_form(priya.page, manager)
    start_a_project(priya)
    add_a_goal(priya)
    log_three_customers(priya)
    capture_two_criteria(priya)
    put_the_second_forward(priya)

    sponsor = Person(new_page(), keyboard=keyboard)
    sponsor.page.watch.expect("status of 422")  # asking for a change needs a comment
    sign_in_by_form(sponsor.page, dana)
    review_both(sponsor)

    assert {str(each): each.state for each in ValueCriterion.objects.all()} == {FIRST: "agreed", SECOND: "change"}
    priya.page.goto("/projects/CRM1/history/")
    priya.sees("Half a day is too short.")
    priya.page.goto("/")
    priya.sees("Answer the change asked for")


def start_a_project(priya):
    priya.page.goto("/projects/")
    priya.follow("New project")
    priya.write("Key", "crm1")
    priya.write("Name", "Customer management software")
    priya.write("Organisational goal", "More revenue")
    priya.press("Create")
    expect(priya.page.get_by_role("heading", level=1)).to_contain_text("Customer management software")
    priya.unfold("Stage")
    priya.follow("Activate")
    priya.press("Activate")
    assert Project.objects.get().stage == "active"


def add_a_goal(priya):
    priya.page.goto("/projects/CRM1/goals/")
    priya.follow("Add the first goal")
    priya.write("Goal", "Cross-sell to existing customers")
    priya.press("Save")
    priya.sees("Cross-sell to existing customers")


def log_three_customers(priya):
    priya.page.goto("/projects/CRM1/")
    priya.follow("Log a customer")
    # Somebody known: typing shows them, or saving asks; choosing links.
    priya.write("Who is it?", "Dana Whitfield")
    if priya.keyboard:
        expect(priya.main.get_by_label("Dana Whitfield").first).to_be_visible()
        priya.page.keyboard.press("ArrowDown")
        priya.page.keyboard.press("Enter")
        priya.tick("Sponsor")
    else:
        priya.tick("Sponsor")
        priya.press("Save and add another")
        priya.main.get_by_label("Dana Whitfield").first.check()
    priya.press("Save and add another")
    priya.sees("accountable")

    priya.choose("Is it a person or a group", "A group")
    priya.write("Who is it?", "Sales team")
    priya.write("Organisation or group", "Sales")
    priya.tick("Customer")
    priya.unfold("More")
    priya.write("Who represents the group?", "Marcus Oyelaran")
    priya.press("Save and add another")

    priya.write("Who is it?", "Tom Bexley")
    priya.write("Organisation or group", "Sales")
    priya.tick("End user")
    priya.press("Save")
    assert set(Party.objects.values_list("name", "kind", "group__name")) == {
        ("Dana Whitfield", "person", None),
        ("Sales", "group", None),
        ("Sales team", "group", "Sales"),
        ("Marcus Oyelaran", "person", "Sales team"),
        ("Tom Bexley", "person", "Sales"),
    }


def capture_two_criteria(priya):
    priya.page.goto("/projects/CRM1/customers/")
    priya.follow("Sales team")
    priya.follow("What they value")
    priya.follow("Add the first criterion")
    priya.write("What do they value?", FIRST)
    priya.choose("What kind of value", "Deliverable")
    priya.choose("Who said so", "Marcus Oyelaran confirmed it")
    priya.unfold("More")
    priya.tick("G1")
    priya.press("Save and add another")
    priya.write("What do they value?", SECOND)
    priya.choose("What kind of value", "Service")
    priya.press("Save")
    priya.sees(FIRST)
    priya.sees(SECOND)
    assert {str(each): each.state for each in ValueCriterion.objects.all()} == {FIRST: "confirmed", SECOND: "assumed"}


def put_the_second_forward(priya):
    priya.page.goto("/projects/CRM1/alignment/")
    priya.follow(SECOND[:20], within=priya.page.locator("#gaps"))
    priya.choose("G1", "medium")
    priya.press("Save")
    priya.page.goto(ValueCriterion.objects.get(number=2).get_absolute_url())
    priya.follow("Put forward")
    priya.press("Put forward")


def review_both(sponsor):
    sponsor.sees(FIRST)
    sponsor.follow(FIRST)
    sponsor.press("Agree")
    sponsor.sees(SECOND)
    sponsor.press("Ask for a change")
    sponsor.sees("Say what should change")
    sponsor.write("Your comment", "Half a day is too short.")
    sponsor.press("Ask for a change")
    sponsor.sees("Nothing waits")
