"""A sponsor settles a conflict of two customers: by thumb on the phone, without JavaScript, by keyboard at a desk."""

import pytest

from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE, axe
from tests.cast import make_criterion, make_customer, make_manager, make_project, make_user
from valuecriteria import actions
from valuecriteria.models import ConflictDecision


@pytest.fixture
def sponsor(transactional_db):
    """The sponsor of a project in which one customer wants it quick and another wants it slow."""
    manager, sponsor = make_manager(), make_user("Dana Whitfield")
    project = make_project(manager=manager)
    make_customer(project, "Dana Whitfield", "Sponsor", by=manager, user=sponsor)
    theme = actions.find_or_make_theme(name="Speed", by=manager)
    for name, words, now, target in [
        ("Sales team", "Offers go out fast.", "5 days", "2 days"),
        ("Legal", "Time to check each offer.", "2 days", "4 days"),
    ]:
        part = make_customer(project, name, "Customer", by=manager, kind="group")
        make_criterion(part, words, by=manager, theme=theme, baseline=now, target=target, confirmed=True)
    return sponsor


@pytest.mark.parametrize(("viewport", "javascript", "keyboard"), [
    (PHONE, True, False), (PHONE, False, False), (DESKTOP, True, True),
], ids=["phone", "phone without JavaScript", "keyboard"])  # fmt: skip
def test_one_decision_with_a_reason(new_page, sponsor, javascript, keyboard):
    page = new_page(sponsor)
    page.watch.expect("status of 422")
    page.goto("/projects/CRM1/conflicts/")
    dana = Person(page, keyboard=keyboard)
    dana.sees("1 conflict waits for the sponsor")
    dana.no_sideways_scroll()
    dana.follow("Decide between")
    dana.sees("Both about Speed, in opposite directions")
    dana.press("Decide")
    dana.sees("Say why")
    dana.choose("What holds?", "Legal’s goes first")
    dana.write("Why?", "A wrong offer costs more than a late one.")
    if javascript:
        axe(page)
    dana.no_sideways_scroll()
    dana.press("Decide")
    dana.sees("1 conflict is decided")
    dana.sees("A wrong offer costs more than a late one.")
    assert ConflictDecision.objects.get().decided_by == sponsor
