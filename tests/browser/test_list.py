"""The list of customers by keyboard, and without JavaScript: many changed in one go, and changed back."""

import pytest
from playwright.sync_api import expect

from customers.models import RoleAssignment
from tests.browser.person import Person
from tests.browser.surfing import axe
from tests.cast import make_customer

LIST = "/projects/CRM1/customers/"


@pytest.fixture
def three(project, manager, transactional_db):
    for name in ("Ann", "Ben", "Cem"):
        make_customer(project, name, by=manager)


def end_users():
    held = RoleAssignment.objects.filter(role__name="End user").order_by("stakeholder__party__name_key")
    return [str(each.stakeholder) for each in held.select_related("stakeholder__party")]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_role_for_two_of_three_and_undone(new_page, manager, three, javascript):
    page = new_page(manager)
    page.goto(LIST)
    if javascript:
        expect(page.get_by_role("button", name="Add a role")).to_be_hidden()
        for key in ("j", "x", "j", "x"):
            page.keyboard.press(key)
        expect(page.get_by_text("2 ticked")).to_be_visible()
    else:
        page.get_by_label("Tick Ann").check()
        page.get_by_label("Tick Ben").check()
    page.get_by_role("button", name="Add a role").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a role to 2 customers")
    page.get_by_label("End user").check()
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("2 customers change")
    if javascript:
        axe(page)
    assert end_users() == []
    page.get_by_role("button", name="Add the role: 2 customers").click()
    expect(page.get_by_text("Gave 2 customers the role end user")).to_be_visible()
    assert end_users() == ["Ann", "Ben"]
    Person(page).follow("Undo", within=page)
    if javascript:
        axe(page)
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_text("It is as it was before")).to_be_visible()
    assert end_users() == []


def test_all_that_match_is_the_filter(new_page, manager, three):
    page = new_page(manager)
    page.goto(f"{LIST}?q=ann")
    page.get_by_label("Tick Ann").check()
    page.get_by_label("All 1 that match").check()
    axe(page)
    page.get_by_role("button", name="Add a role").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a role to 1 customer")


def test_copying_without_a_mouse(new_page, manager, three, others):
    others.managers.add(manager)
    make_customer(others, "Kim", "End user", by=manager)
    page = new_page(manager)
    page.goto(f"{LIST}copy/")
    axe(page)
    Person(page, keyboard=True).follow("Warehouse move")
    axe(page)
    page.get_by_label("Copy Kim").press("Space")
    page.get_by_role("button", name="Copy those ticked").press("Enter")
    expect(page.get_by_text("Copied 1 customer from WHS2")).to_be_visible()


def test_enter_opens_and_the_way_back_is_the_same_list(new_page, manager, three):
    page = new_page(manager)
    page.goto(f"{LIST}?sort=-name")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cem")
    page.get_by_role("link", name="Next customer: Ben").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben")
    page.get_by_label("Breadcrumb").get_by_role("link", name="Customers").click()
    expect(page).to_have_url(f"{page.base_url}{LIST}?sort=-name")
