"""A project's customers in depth: its team, who gets what, a hand-over, two entries that are one, and taking it back.

Told with nothing but the keyboard, and on a phone without JavaScript.
"""

import re

import pytest
from playwright.sync_api import expect

from customers.models import Party, RoleAssignment, SpeaksFor, Stakeholder, TeamMember
from projects.models import Deliverable
from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE
from tests.cast import make_criterion, make_customer, make_goal, make_project

HERE = "/projects/CRM1/"


@pytest.fixture
def people(transactional_db, manager):
    project = make_project(manager=manager)
    make_goal(project)
    sales = Party.objects.create(name="Sales", kind="group")
    Party.objects.create(name="Gareth Pugh")
    make_customer(project, "Dana Whitfield", "Sponsor", "Customer", by=manager)
    ines = make_customer(project, "Ines Carvalho", "Senior user", by=manager, group=sales)
    tom = make_customer(project, "Tom Bexley", "End user", by=manager, group=sales)
    make_criterion(tom, by=manager)
    make_customer(project, "Tom Bexly", "Customer", by=manager, group=sales)
    return {"ines": ines, "tom": tom}


@pytest.mark.parametrize(
    ("viewport", "javascript", "keyboard"),
    [
        pytest.param(DESKTOP, True, True, id="keyboard"),
        pytest.param(PHONE, False, False, id="phone without JavaScript"),
    ],
)
def test_from_the_team_to_two_entries_that_are_one(new_page, manager, people, keyboard):
    priya = Person(new_page(manager), keyboard=keyboard)
    priya.page.watch.expect("status of 422")  # saving asks which Ines is meant
    somebody_lent_to_the_team(priya)
    who_gets_what(priya)
    who_speaks_for_whom(priya, people["ines"])
    a_hand_over(priya)
    two_entries_that_are_one(priya, people["tom"])


def somebody_lent_to_the_team(priya):
    priya.page.goto(f"{HERE}team/")
    priya.follow("Put the first on the team")
    priya.write("Who is it?", "Jun Watanabe")
    priya.choose("Permanent or seconded", "Seconded")
    priya.write("Who provides them?", "Gareth Pugh")
    priya.press("Save")
    assert TeamMember.objects.get().provider.name == "Gareth Pugh"
    priya.press(re.compile("^Log as a customer"))
    gareth = Stakeholder.objects.get(party__name="Gareth Pugh")
    assert [held.role.kind for held in gareth.assignments.all()] == ["provider"]
    priya.page.goto(gareth.get_absolute_url())
    priya.sees("rovides 1 person")


def who_gets_what(priya):
    priya.page.goto(f"{HERE}deliverables/new/")
    priya.write("Deliverable", "Client record on the phone")
    priya.tick("G1")
    priya.tick("Tom Bexley")
    priya.press("Save")
    deliverable = Deliverable.objects.get()
    assert [each.stakeholder.party.name for each in deliverable.recipients.all()] == ["Tom Bexley"]
    priya.page.goto(deliverable.get_absolute_url())
    priya.follow("Tom Bexley")
    priya.sees("Client record on the phone")


def who_speaks_for_whom(priya, ines):
    priya.page.goto(f"{ines.get_absolute_url()}speaks-for/")
    priya.tick("Tom Bexley")
    priya.press("Save")
    assert str(SpeaksFor.objects.get()) == "Ines Carvalho for Tom Bexley"
    priya.page.goto(f"{HERE}organisation/")
    priya.sees("speaks for")


def a_hand_over(priya):
    priya.page.goto(f"{HERE}sponsor/")
    label = "Who answers for the project from now on?"
    if priya.keyboard:
        priya.write(label, "Ines Carvalho")
        priya.page.keyboard.press("ArrowDown")  # before the names are there: it waits for them
        expect(priya.main.get_by_role("list", name="Known already").get_by_label("Ines Carvalho").first).to_be_checked()
        priya.page.keyboard.press("Enter")
    else:
        priya.write(label, "Ines Carvalho")
        priya.press("Hand over")
        priya.main.get_by_label("Ines Carvalho").first.check()
    priya.press("Hand over")
    answers = RoleAssignment.objects.filter(is_accountable=True).order_by("pk")
    assert [(str(each.stakeholder), each.to_on is None) for each in answers] == [
        ("Dana Whitfield", False),
        ("Ines Carvalho", True),
    ]
    priya.page.goto(f"{HERE}roles/")
    priya.sees("Ines Carvalho answers for CRM1 today")


def two_entries_that_are_one(priya, tom):
    before = sorted(Party.objects.values_list("pk", "name"))
    priya.page.goto("/people/duplicates/")
    priya.follow("Compare Tom Bexley and Tom Bexly")
    priya.press("Merge")
    priya.sees("is merged into")
    assert Stakeholder.objects.filter(party__name__startswith="Tom").count() == 1
    assert {held.role.name for held in tom.assignments.all()} == {"End user", "Customer"}
    priya.follow("Undo")
    priya.press("Undo the merge")
    priya.sees("both entries are back as they were before")
    assert sorted(Party.objects.values_list("pk", "name")) == before
    assert tom.criteria.count() == 1


def test_an_arrow_waits_for_the_names_that_were_typed_and_for_no_others(new_page, manager, people):
    priya = Person(new_page(manager), keyboard=True)
    page, asked = priya.page, []
    page.watch.expect("htmx:|Failed to load resource|request failed|status of 422")
    page.route("**/known/**", lambda route: asked.append(route))
    page.goto(f"{HERE}customers/log/")
    ines, checked = page.get_by_role("radio", name="Ines Carvalho"), page.locator(".known input:checked")

    def typed(name):
        number = len(asked)
        priya.write("Who is it?", name)
        page.keyboard.press("ArrowDown")
        for _ in range(100):
            if len(asked) > number:
                return asked[-1]
            page.wait_for_timeout(50)
        raise AssertionError(f"nobody asked for {name}")

    older = typed("Tom Bex")
    wanted = typed("Ines Carvalho")
    older.abort()  # as the page did already
    expect(checked).to_have_count(0)
    wanted.continue_()
    expect(ines.first).to_be_checked()
    expect(ines.first).to_be_focused()

    page.goto(f"{HERE}customers/log/")
    typed("Ines").continue_()
    expect(ines.first).to_be_checked()
    page.keyboard.press("Escape")
    typed("Tom Bex").abort()  # the connection broke: what stands there belongs to another name
    expect(page.get_by_label("Who is it?", exact=True).first).to_be_focused()
    expect(checked).to_have_count(0)
    with page.expect_navigation():
        page.keyboard.press("Enter")  # saving asks
    expect(page.locator(".known").first).to_contain_text("Tom Bexley")
