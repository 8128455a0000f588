"""The sponsor's ten minutes on a phone: what needs me, what happened, one by one or several at once, my own value."""

import re

import pytest
from playwright.sync_api import expect

from customers.models import Stakeholder
from tests.browser.person import Person
from tests.browser.surfing import PHONE, sign_in_by_form
from tests.cast import make_criterion, make_customer, make_project, make_user
from valuecriteria import actions
from valuecriteria.models import Look, ValueCriterion

WORDS = ("One price for one client.", "The forecast is right.", "Half a day of training.", "An answer in two days.")


@pytest.fixture
def dana(transactional_db, manager):
    user = make_user("Dana Whitfield")
    project = make_project(manager=manager)
    make_customer(project, "Dana Whitfield", "Sponsor", by=manager, user=user)
    tom = make_customer(project, "Tom Bexley", "End user", by=manager)
    criteria = [make_criterion(tom, words, by=manager, confirmed=True, why="Two prices.") for words in WORDS]
    calm = make_project("WHS2", "Warehouse move", manager=manager)
    make_customer(calm, "Dana Whitfield", "Sponsor", by=manager)
    actions.reword(criterion=criteria[3], statement="An answer within a day.", by=manager)
    actions.put_forward(revision=criteria[3].current_revision, by=manager)
    return user


def size_of_button(page, name):
    box = page.get_by_role("button", name=name).bounding_box()
    return box["y"] + box["height"], box["height"]


@pytest.mark.parametrize("viewport", [PHONE])
@pytest.mark.parametrize("javascript", [True, False], ids=["phone", "phone without JavaScript"])
def test_ten_minutes(new_page, dana):
    sponsor = Person(new_page())
    sign_in_by_form(sponsor.page, dana)
    what_needs_me(sponsor)
    what_happened(sponsor)
    one_by_one(sponsor)
    several_at_once(sponsor)
    my_own_value(sponsor)
    assert {str(each): each.state for each in ValueCriterion.objects.all()} == {
        WORDS[0]: "agreed",
        WORDS[1]: "agreed",
        WORDS[2]: "agreed",
        "An answer within a day.": "change",
    }


def what_needs_me(sponsor):
    expect(sponsor.page.get_by_role("heading", level=1)).to_contain_text("4 reviews wait for you")
    first = sponsor.main.locator(".day").first
    expect(first).to_contain_text("CRM1 Customer management software")
    expect(first).to_contain_text("4 reviews wait, the oldest since today")
    sponsor.no_sideways_scroll()


def what_happened(sponsor):
    sponsor.follow(re.compile("happened since you became sponsor"))
    sponsor.sees("4 criteria added")
    sponsor.no_sideways_scroll()
    assert not Look.objects.exists()
    sponsor.press("I have seen this")
    sponsor.sees("Take it back")
    expect(sponsor.main.locator(".day").first).not_to_contain_text("happened")


def one_by_one(sponsor):
    page = sponsor.page
    sponsor.follow(re.compile("^Review"))
    sponsor.sees("Review 1 of 4")
    bottom, height = size_of_button(page, "Agree")
    assert bottom <= PHONE["height"], "Agree is out of reach"
    assert height >= 44
    sponsor.press("Agree")
    sponsor.sees("Review 2 of 4")
    sponsor.follow("Later")
    sponsor.sees(WORDS[2])
    page.go_back()
    sponsor.sees(WORDS[1])
    page.go_back()
    # Where one has been, the decision stands; Back has decided nothing again.
    sponsor.sees(WORDS[0])
    page.goto("/reviews/")
    expect(page.get_by_role("heading", level=1)).to_have_text("3 wordings wait for you")


def several_at_once(sponsor):
    page = sponsor.page
    sponsor.follow("Agree with several at once")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 wordings stand as their customers confirmed them")
    sponsor.sees("1 other waits and is not listed here")
    sponsor.no_sideways_scroll()
    assert size_of_button(page, "Agree with all ticked")[0] <= PHONE["height"]
    sponsor.press("Agree with all ticked")
    sponsor.sees("Agreed: 2 wordings.")
    sponsor.follow("An answer within a day.")
    sponsor.write("Your comment", "A day is too short.")
    sponsor.press("Ask for a change")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing waits for you")


def my_own_value(sponsor):
    page = sponsor.page
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 projects need you")
    sponsor.follow(re.compile("ou have not said what you value yourself"))
    sponsor.follow("Then say so")
    sponsor.press("I have no benefit of my own")
    sponsor.sees("You have no benefit of your own")
    assert Stakeholder.objects.filter(no_own_benefit=True).count() == 1
    sponsor.follow("Take it back")
    sponsor.press("Take it back")
    assert not Stakeholder.objects.filter(no_own_benefit=True).exists()
