"""Taking a register out in a browser: the page of files, and a filtered list, by keyboard and without JavaScript."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE, axe
from tests.cast import make_customer

PAGE, LIST = "/projects/CRM1/export/", "/projects/CRM1/customers/"


@pytest.fixture
def two(transactional_db, project, manager, sponsor):
    for name in ("=Ann Berg", "Ben Holt"):
        make_customer(project, name, by=manager)


def saved(page, press):
    """(the name, the bytes) of the file that comes when `press` is done."""
    with page.expect_download() as download:
        press()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_whole_register_by_keyboard(new_page, manager, two, javascript):
    page = new_page(manager)
    person = Person(page, keyboard=True)
    page.goto(LIST)
    person.follow("Export")
    link = person.main.get_by_role("link", name="Excel The whole register")
    person.reach(link)
    name, content = saved(page, lambda: page.keyboard.press("Enter"))
    assert name == "CRM1-register.xlsx"
    assert "=Ann Berg" in [row[0] for row in load_workbook(BytesIO(content))["Customers"].values]


def test_the_list_goes_out_as_it_was_searched_while_typing(new_page, manager, two):
    page = new_page(manager)
    page.goto(LIST)
    page.get_by_label("Search", exact=True).first.press_sequentially("holt")
    page.get_by_text("1 customer", exact=False).first.wait_for()
    page.wait_for_url("**q=holt**")
    name, content = saved(page, page.get_by_role("link", name="CSV", exact=True).click)
    assert name == "CRM1-customers.csv"
    assert [line.split(",")[0] for line in content.decode("utf-8-sig").splitlines()] == ["Name", "Ben Holt"]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_page_of_files_is_fit_for_everybody(new_page, manager, sponsor, two, viewport, color_scheme):
    for user, is_judge in ((manager, True), (sponsor, False)):
        page = new_page(user)
        page.goto(PAGE)
        assert page.get_by_role("heading", name="engagement assessment matrix").count() == is_judge
        Person(page).no_sideways_scroll()
        axe(page)
