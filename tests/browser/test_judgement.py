"""The influence/interest grid as a browser draws it, by keyboard; and assessing in a meeting, without JavaScript."""

from itertools import combinations

import pytest
from django.utils import timezone

from customers import actions
from customers.models import Assessment
from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE, axe
from tests.cast import make_customer, make_manager, make_project

BOXES = """links => links.map(link => {
  const box = link.querySelector("text").getBoundingClientRect()
  return [box.x, box.y, box.width, box.height]
})"""
NAMES = ["Ada", "Wissenschaftlicher Mitarbeiterrat " * 5, "W" * 200, "東京都交通局" * 30, "إدارة المشتريات العامة " * 8]


@pytest.fixture
def crowd(transactional_db, made_once):
    return made_once(make_crowd)


def make_crowd():
    """Forty customers in one cell of the grid, with names of every kind, and one who is not assessed."""
    manager = make_manager()
    project = make_project(manager=manager)
    for number in range(40):
        name = f"{number} {NAMES[number % len(NAMES)]}"[:200].strip()
        stakeholder = make_customer(project, name, by=manager)
        said = {"influence": 5, "interest": 5, "engagement_now": "neutral", "engagement_wanted": "leading"}
        actions.assess(stakeholder=stakeholder, on=timezone.localdate(), by=manager, **said)
    make_customer(project, "Tom Bexley", by=manager)
    return project


def meet(one, other):
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def test_forty_labels_as_drawn_do_not_meet_and_stay_in_their_cell(new_page, crowd):
    page = new_page(crowd.managers.get())
    page.goto("/projects/CRM1/customers/grid/")
    boxes = page.locator("svg.grid a").evaluate_all(BOXES)
    assert len(boxes) == 40
    assert not [pair for pair in combinations(boxes, 2) if meet(*pair)]
    cell = page.locator("svg.grid rect.close").nth(1).bounding_box()
    for x, y, width, height in boxes:
        assert cell["x"] <= x
        assert x + width <= cell["x"] + cell["width"]
        assert cell["y"] <= y
        assert y + height <= cell["y"] + cell["height"]
    axe(page)
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    Person(page).no_sideways_scroll()
    axe(page)


def test_a_mark_is_reached_by_keyboard_and_leads_to_the_customer(new_page, crowd):
    page = new_page(crowd.managers.get())
    page.goto("/projects/CRM1/customers/grid/")
    person = Person(page, keyboard=True)
    first = page.locator("svg.grid a").first
    person.reach(first)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "0 Ada"
    person.sees("Manage closely: influence 5, interest 5")


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_in_a_meeting_the_rest_are_assessed_on_one_page(new_page, crowd):
    page = new_page(crowd.managers.get())
    page.goto("/projects/CRM1/customers/grid/")
    person = Person(page)
    person.sees("Not in the picture yet: 1 customer")
    person.follow("Assess the customers")
    for label, choice in (
        ("Influence", "2"), ("Interest", "4"), ("Engagement now", "Unaware"), ("Engagement wanted", "Supportive"),
    ):  # fmt: skip
        page.get_by_label(f"{label} of Tom Bexley", exact=True).select_option(label=choice)
    person.press("Save what changed")
    assert page.get_by_text("1 assessment saved").count()
    saved = Assessment.objects.get(stakeholder__party__name="Tom Bexley")
    assert (saved.influence, saved.interest, saved.engagement_now) == (2, 4, "unaware")
    page.goto("/projects/CRM1/customers/engagement/")
    assert page.locator("h1").inner_text() == "41 customers are not where they are wanted"
    person.no_sideways_scroll()
