"""The organisation picture in a browser: no fault that axe sees, every name reached by keyboard, one page of paper."""

import re

from playwright.sync_api import expect

from customers.models import Role
from tests.browser.surfing import look_at
from tests.cast import make_customer, make_project

ADDRESS = "/projects/CRM1/organisation/"
NAMES = ["שרה כהן", "فاطمة الزهراء", "Ø", "W" * 200, "Zoë 🦊 O’Hara"]


def make_forty(manager):
    project = make_project(manager=manager)
    make_customer(project, "Dana Whitfield", "Sponsor", "Customer", by=manager)
    roles = list(Role.objects.filter(counts_as_customer=True).exclude(kind=Role.Kind.SPONSOR))
    groups = [make_customer(project, f"Group {number}", by=manager, kind="group").party for number in range(6)]
    for number in range(33):
        name = NAMES[number] if number < len(NAMES) else f"Person {number}"
        role = roles[number % len(roles)].name
        make_customer(project, name, role, by=manager, group=groups[number % 6])


def test_forty_customers_at_a_desk_on_a_phone_and_on_paper(new_page, manager):
    make_forty(manager)
    page = new_page(manager)
    look_at(page, [ADDRESS])
    assert page.locator("h1").inner_text() == (
        "Dana Whitfield answers for CRM1; 40 customers in 6 groups, 6 groups nobody represents"
    )
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1
    [(width, height)] = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert float(width) > float(height)


def test_every_name_is_a_link_without_javascript(new_page, manager):
    make_forty(manager)
    page = new_page(manager, java_script_enabled=False)
    page.goto(ADDRESS)
    assert page.locator(".org .org-part > a:first-child").count() == 40
    page.locator(".org").get_by_role("link", name="שרה כהן").click()
    expect(page.locator("h1")).to_have_text("שרה כהן")
