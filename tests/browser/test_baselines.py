"""A sponsor signs what is agreed on the phone; later a manager at a desk sees what changed, and prints the pack."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.surfing import PHONE, look_at
from tests.cast import make_customer, make_goal, make_user
from tests.valuecriteria.signed import agreed, reword_and_agree
from valuecriteria import actions as value
from valuecriteria.models import Baseline

HERE = "/projects/CRM1/"


@pytest.fixture
def offers(transactional_db, project, manager, sponsor):
    tom = make_customer(project, "Tom Bexley", "End user", by=manager, user=make_user("Tom Bexley"))
    criterion = agreed(tom, "I see every open offer before I call.", by=manager, sponsor=sponsor, target="all")
    value.align(criterion=criterion, goal=make_goal(project), effect="medium", by=manager)
    return criterion


def test_signed_on_the_phone_and_compared_at_a_desk(new_page, offers, project, manager, sponsor):
    dana = Person(new_page(sponsor, viewport=PHONE, java_script_enabled=False))
    dana.page.watch.expect("status of 409")  # words change while she reads
    dana.page.goto(HERE)
    dana.follow("See what you would sign")
    dana.sees("You sign 1 agreed criterion")
    dana.write("Your comment", "For the first release.")
    reword_and_agree(offers, "I see each open offer before I call.", by=manager, sponsor=sponsor)
    dana.press("Sign baseline 1")
    dana.sees("What changed since you opened this page")
    assert Baseline.objects.count() == 0
    assert dana.main.get_by_label("Your comment").input_value() == "For the first release."
    dana.no_sideways_scroll()
    dana.press("Sign baseline 1")
    dana.sees("Baseline 1, signed by Dana Whitfield")
    assert Baseline.objects.get().comment == "For the first release."

    value.align(criterion=offers, goal=project.goals.get(), effect="strong", reason="The trial showed it", by=manager)
    priya = Person(new_page(manager), keyboard=True)
    priya.page.goto(HERE)
    priya.follow("What changed since")
    expect(priya.page.get_by_role("heading", level=1)).to_have_text("1 change since baseline 1")
    priya.sees("supports strongly (The trial showed it)")
    look_at(priya.page, [f"{HERE}baselines/compare/", f"{HERE}baselines/1/"])

    priya.page.goto(HERE)
    priya.follow("Sponsor's pack")
    priya.page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".top", ".tabs", ".crumb li", ".foot", ".pack .acts"):
        expect(priya.page.locator(hidden).first).to_be_hidden()
    expect(priya.page.locator(".crumb")).to_contain_text("CRM1")  # of the way here, whose page it is
    background = "getComputedStyle(document.body).backgroundColor"
    assert priya.page.evaluate(background) == "rgb(255, 255, 255)"
