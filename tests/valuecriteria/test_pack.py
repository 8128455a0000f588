"""The sponsor's pack, on paper and as a workbook: what is in it, what never is, and who gets it."""

from datetime import date
from io import BytesIO

import pytest
from django.utils.html import strip_tags
from openpyxl import load_workbook

from customers import actions as customers
from customers.models import Assessment
from projects.models import OrganisationalGoal
from registry.dates import day
from registry.workbooks import workbook
from tests.cast import make_criterion, make_customer, make_goal
from tests.stage import scene
from tests.valuecriteria.reading import heading, text_of, words_on
from tests.valuecriteria.signed import agreed, fresh, signed
from valuecriteria import actions as value
from valuecriteria.models import Revision, ValueCriterion

PACK, XLSX = "/projects/CRM1/pack/", "/projects/CRM1/pack/xlsx/"
JUDGEMENT = ("Zibeline", "resistant", "leading", "influence", "interest", "engagement", "judge")

pytestmark = pytest.mark.django_db


@scene
def full(project, tom, team, manager, sponsor):
    """A bit of everything, and beside it what the team thinks of Tom."""
    goal = make_goal(project, "Cross-sell", measure="lines", target="30%")
    goal.organisational_goals.add(OrganisationalGoal.objects.get())
    make_goal(project, "Forecast")
    first = agreed(
        tom, "I see every offer.", by=manager, sponsor=sponsor, why="Half is lost.", target="9", due_on="2027-03-01"
    )
    value.align(criterion=first, goal=goal, effect="strong", reason="They ask.", by=manager)
    make_criterion(team, "=HYPERLINK(A1)", by=manager, importance=5)
    gone = make_criterion(team, "Gone by now.", by=manager)
    value.settle(criterion=gone, outcome="withdrawn", reason="Said twice.", by=manager)
    customers.name_representative(stakeholder=team, person=tom.party, by=manager)
    said = {"influence": 5, "interest": 4, "engagement_now": "resistant", "engagement_wanted": "leading"}
    customers.assess(stakeholder=tom, on=date(2026, 3, 3), notes="Zibeline temper", by=manager, **said)
    assert Assessment.objects.get().notes == "Zibeline temper"
    return project


def sheets(response):
    """{title: its rows as lists} of a workbook."""
    book = load_workbook(BytesIO(response.getvalue()))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


def test_all_of_it_is_on_paper(full, sponsor, new_client):
    signed(full, sponsor)
    page = new_client(sponsor).get(PACK)
    assert heading(page) == "CRM1 Customer management software: 1 of 2 criteria agreed"
    assert words_on(page) == ["=HYPERLINK(A1)", "I see every offer."]
    text = text_of(page)
    for words in (
        "2 goals", "Cross-sell", "lines: 30%", "More revenue", "supported by 1 criterion", "nobody values it",
        "3 customers and what they value", "Accountable sponsor", "represented by Tom Bexley", "Agreed",
        "confirmed by Tom Bexley", "decided by Dana Whitfield", "Half is lost.",
        strip_tags(f"9 by {day(date(2027, 3, 1))}"),
        "+++ strongly supports G1 (They ask.)", "Serves no goal.", "100 of their 100",
        "The latest baseline is number 1",
    ):  # fmt: skip
        assert words in text, words
    assert "Gone by now." not in text


def test_all_of_it_is_in_the_workbook(full, sponsor, new_client):
    response = new_client(sponsor).get(XLSX)
    assert response["Content-Disposition"] == 'attachment; filename="CRM1-sponsors-pack.xlsx"'
    found = sheets(response)
    assert list(found) == ["Project", "Goals", "Customers", "Criteria", "Conflicts", "Alignment"]
    assert found["Project"][1] == ["Project", "CRM1 Customer management software"]
    assert found["Goals"][1:] == [
        ["G1", "Cross-sell", "lines", "30%", "More revenue", 1],
        ["G2", "Forecast", None, None, None, 0],
    ]
    assert [row[0] for row in found["Customers"][1:]] == ["Dana Whitfield", "Sales team", "Tom Bexley"]
    head, *rows = found["Criteria"]
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["Customer"], row["In their words"], row["State"]) for row in told] == [
        ("Sales team", "=HYPERLINK(A1)", "Assumed"),
        ("Tom Bexley", "I see every offer.", "Agreed"),
    ]
    assert told[1]["By"].date() == date(2027, 3, 1)
    assert (told[1]["Share of their 100"], told[1]["Decided by"]) == (100, "Dana Whitfield")
    assert found["Alignment"][1] == [
        "Tom Bexley",
        1,
        "I see every offer.",
        "G1",
        "Cross-sell",
        "supports strongly",
        "They ask.",
    ]


def test_no_cell_is_a_formula():
    wicked = ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "a\x0bb", "\t=1", "x" * 40_000]
    book = load_workbook(BytesIO(workbook([("Sheet", ["=Heading"], [[text] for text in wicked])])))
    cells = [cell for (cell,) in book.active.rows]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[:6]] == ["=Heading", *wicked[:5]]
    assert (cells[6].value, len(cells[8].value)) == ("ab", 32_767)


def test_no_judgement_is_in_it_whoever_asks(full, new_client, manager, sponsor, pmo, admin):
    for user in (manager, sponsor, pmo, admin):
        client = new_client(user)
        cells = [str(value) for rows in sheets(client.get(XLSX)).values() for row in rows for value in row if value]
        page = client.get(PACK).content.decode()
        assert "Tom Bexley" in page
        assert "Tom Bexley" in cells
        main = page[page.index('<article class="pack">') :]
        for word in JUDGEMENT:
            assert word.lower() not in main.lower(), (user, word)
            assert not [cell for cell in cells if word.lower() in cell.lower()], (user, word)


def test_who_gets_it(full, new_client, manager, sponsor, pmo, admin, customer, outsider, closed):
    closed()  # a closed project can still be read and exported
    for user, status in ((manager, 200), (sponsor, 200), (pmo, 200), (admin, 200), (customer, 403), (outsider, 404)):
        assert [new_client(user).get(page).status_code for page in (PACK, XLSX)] == [status] * 2, user
    assert [new_client(manager).post(page).status_code for page in (PACK, XLSX)] == [405] * 2
    assert [new_client().get(page).status_code for page in (PACK, XLSX)] == [302] * 2


def test_an_empty_project_has_a_pack_too(project, manager, new_client):
    page = new_client(manager).get(PACK)
    assert heading(page) == "CRM1 Customer management software: 0 of 0 criteria agreed"
    assert "No customer yet" in text_of(page)
    assert len(sheets(new_client(manager).get(XLSX))["Criteria"]) == 1


def test_it_costs_the_same_with_one_and_with_two_hundred(full, tom, manager, sponsor, new_client, statements):
    client = new_client(manager)
    client.get(PACK)
    for number in (1, 199):
        many(tom, manager, number)
        for page in (PACK, XLSX):
            with statements(at_most=15):
                assert client.get(page).status_code == 200
    assert fresh(tom.criteria.last()).number == 201


def many(tom, manager, number):
    """Criteria in bulk, with a wording each: capturing one by one would be most of this test."""
    first = tom.criteria.count() + 1
    made = [ValueCriterion(stakeholder=tom, number=first + at, kind="service") for at in range(number)]
    ValueCriterion.objects.bulk_create(made)
    worded = [Revision(criterion=each, number=1, statement=f"Words {each.number}") for each in made]
    Revision.objects.bulk_create(worded)
    for criterion, revision in zip(made, worded, strict=True):
        criterion.current_revision = revision
    ValueCriterion.objects.bulk_update(made, ["current_revision"])


def test_customers_without_a_word_are_listed(full, manager, new_client):
    make_customer(full, "Quiet Quentin", by=manager)
    text = text_of(new_client(manager).get(PACK))
    assert "Quiet Quentin" in text
    assert "Nothing written down yet." in text
