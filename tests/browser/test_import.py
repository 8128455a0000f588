"""A register brought in by a manager in a meeting: pasted, looked at, answered, imported, taken back."""

import pytest
from playwright.sync_api import expect

from customers.models import Party
from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE, axe

PASTED = """Stakeholder Register

No.\tStakeholder\tOrganisation\tProject role\tE-mail\tInfluence\tExpectations
1\tRosa Lindqvist\tSales\tKey user\trosa@example.org\tH\tFewer clicks for every order
2\tOlu Adeyemi\tNordwind Ltd\tCustomer\tolu@example.org\tX9\tOne invoice a month
3\tTom Bexley\tElsewhere\tEnd user\t\tLow\t
4\tHugo Brandt\t\tCustomer\tno address\tL\t
"""


def names(project):
    return set(project.stakeholders.values_list("party__name", flat=True))


@pytest.mark.parametrize(
    ("viewport", "javascript"), [(DESKTOP, True), (PHONE, False)], ids=["by keyboard", "phone without JavaScript"]
)
def test_a_register_is_pasted_answered_imported_and_undone(new_page, project, manager, customer, viewport, javascript):
    tom = project.stakeholders.get().party
    tom.group = Party.objects.create(kind="group", name="Operations")
    tom.save()
    page = new_page(manager)
    person = Person(page, keyboard=javascript)
    page.goto("/projects/CRM1/customers/")
    person.follow("Import")
    person.write("Or paste cells", PASTED)
    person.press("See what is in it")
    person.sees("4 rows below the headers in row 3")
    person.no_sideways_scroll()
    person.press("Next: what each row does")
    person.sees("1 new customer; 2 rows need you")
    person.sees("Fewer clicks for every order")
    person.sees("This is not an e-mail address. Correct it, or leave the cell blank.")
    person.no_sideways_scroll()
    if javascript:
        axe(page)
    assert names(project) == {"Tom Bexley"}

    choose(person, "“X9” in Influence", "Leave blank")
    choose(person, "Row 6, Tom Bexley", "The same as Tom Bexley")
    person.press("Work the answers in")
    person.sees("2 new customers, 1 row changes")
    person.press("Import 3 rows")
    person.sees("1 row is rejected, so nothing was written. Correct the file, or ask to leave them out.")
    assert names(project) == {"Tom Bexley"}
    person.tick("Leave the rejected rows out")
    person.press("Import 3 rows")
    expect(page).to_have_url(f"{page.base_url}/projects/CRM1/customers/")
    assert names(project) == {"Tom Bexley", "Rosa Lindqvist", "Olu Adeyemi"}
    assert Party.objects.get(pk=tom.pk).group.name == "Elsewhere"

    person.follow("Undo", within=page)
    person.press("Undo it")
    assert names(project) == {"Tom Bexley"}
    assert Party.objects.get(pk=tom.pk).group.name == "Operations"


def choose(person, label, option):
    field = person.main.get_by_label(label)
    if person.keyboard:
        person.reach(field)
    options = field.locator("option").all_text_contents()
    field.select_option(label=next(each for each in options if each.startswith(option)))


def test_what_was_changed_since_is_listed_and_the_others_are_undone(new_page, project, manager, customer):
    page = new_page(manager)
    page.watch.expect("status of 409")  # rows were changed since
    person = Person(page)
    page.goto("/projects/CRM1/customers/import/")
    person.write("Or paste cells", "Name\tTitle\nRosa Lindqvist\tClerk\nOlu Adeyemi\tNurse\n")
    person.press("See what is in it")
    person.press("Next: what each row does")
    person.press("Import 2 rows")
    rosa = Party.objects.get(name="Rosa Lindqvist")
    rosa.title = "Head of sales"
    rosa.save()
    person.follow("Undo")
    person.press("Undo it")
    person.sees("Rosa Lindqvist")
    axe(page)
    assert names(project) == {"Tom Bexley", "Rosa Lindqvist", "Olu Adeyemi"}
    person.press("Undo the others, leave these as they are")
    assert names(project) == {"Tom Bexley"}
    assert list(Party.objects.filter(name__in=["Rosa Lindqvist", "Olu Adeyemi"])) == [rosa]
