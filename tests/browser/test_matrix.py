"""The matrix in a browser: a cell changed where it stands by nothing but the keyboard; and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.surfing import PHONE, axe
from tests.cast import make_criterion, make_customer, make_goal
from valuecriteria import actions
from valuecriteria.models import Alignment, Justification

MATRIX = "/projects/CRM1/alignment/"


@pytest.fixture
def scene(transactional_db, project, manager):
    """Two customers with a criterion each, two goals, nothing aligned but the first with the first."""
    goals = [make_goal(project, "Cross-sell"), make_goal(project, "Forecast")]
    first = make_criterion(make_customer(project, "Dana Whitfield", by=manager), "Speed", by=manager)
    second = make_criterion(make_customer(project, "Tom Bexley", by=manager), "Calm", by=manager)
    actions.align(criterion=first, goal=goals[0], effect="medium", by=manager)
    return {"goals": goals, "first": first, "second": second}


def test_by_keyboard(new_page, manager, scene):
    page = new_page(manager)
    page.watch.expect("status of 409")
    page.goto(MATRIX)
    keys, cells = page.keyboard, page.locator("[data-matrix] td[id] > a")
    expect(page.locator("h1")).to_have_text("One goal nobody values, one value no goal serves")

    # One stop of the Tab key, then arrows: down to Tom's words, right to the second goal.
    Person(page, keyboard=True).reach(page.get_by_role("link", name="Speed"))
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        keys.press(key)
    expect(cells.nth(3)).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_label("How it stands to G2")).to_be_focused()
    axe(page)
    keys.press("Escape")
    expect(cells.nth(3)).to_be_focused()

    # Somebody is quicker: told so, nothing typed is lost; saved again, every figure follows.
    keys.press("Enter")
    expect(page.get_by_label("How it stands to G2")).to_be_focused()
    actions.align(criterion=scene["second"], goal=scene["goals"][1], effect="weak", by=manager)
    keys.press("s")
    keys.press("Tab")
    keys.insert_text("No surprises.")
    keys.press("Enter")
    expect(page.locator("[data-place]")).to_contain_text("Somebody saved this meanwhile: weak.")
    expect(page.get_by_label("Why, in one sentence")).to_have_value("No surprises.")
    Person(page, keyboard=True).reach(page.get_by_role("button", name="Save"))
    keys.press("Enter")
    expect(cells.nth(3)).to_have_text(re.compile("strong"))
    expect(cells.nth(3)).to_be_focused()
    expect(page.locator("h1")).to_have_text("Every goal is valued, and every value serves a goal")
    expect(page.locator("#totals")).to_contain_text("+300")
    expect(page.locator("#matrix-said")).to_have_text("Saved: strong with G2.")
    assert Alignment.objects.get(criterion=scene["second"]).reason == "No surprises."

    # What was begun in one cell is not lost by opening another.
    keys.press("Enter")
    expect(page.get_by_label("How it stands to G2")).to_be_focused()
    keys.press("w")
    cells.first.click()
    expect(page.locator("[data-place]")).to_have_count(1)
    expect(page.get_by_label("How it stands to G2")).to_have_value("weak")


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, False)])
def test_on_a_phone_without_javascript(new_page, manager, scene):
    page = new_page(manager)
    page.watch.expect("status of 422")
    tom = Person(page)
    page.goto(f"{MATRIX}?by=theme")
    tom.no_sideways_scroll()
    cell = page.locator(f"#c{scene['second'].pk}-{scene['goals'][1].pk}")
    with page.expect_navigation():
        cell.locator("a").click()
    tom.no_sideways_scroll()
    tom.choose("G2 Forecast", "conflicts")
    tom.write("Why, in one sentence", "Mondays.")
    tom.press("Save")
    assert page.url.endswith(f"{MATRIX}?by=theme#{cell.get_attribute('id')}")
    expect(cell).to_have_text(re.compile("conflicts"))
    tom.follow("justify it?")
    tom.press("Keep it, for this reason")  # without one
    tom.sees("Say why it is kept, or drop it instead.")
    tom.write("Why is it kept?", "The board asked for it.")
    tom.press("Keep it, for this reason")
    tom.sees("The board asked for it.")
    assert Justification.objects.get().goal == scene["goals"][1]
