"""A project's register as files: the whole of it, and in the words of four methods; what is in which, for whom."""

from datetime import datetime
from io import BytesIO
from itertools import product

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from customers.models import Assessment, Party, Representation, Stakeholder, TeamMember
from exchange.out import FILES
from exchange.out.communication import taken_apart
from exchange.out.files import Judgement
from tests.cast import make_answer, make_criterion, make_customer, make_goal, make_promise, make_round
from tests.stage import scene
from valuecriteria import actions as value
from valuecriteria.signing import sign
from valuecriteria.snapshots import snapshot_of

from .files import cells_of, rows_of, sheets_of

P = "/projects/CRM1/export/"
ADDRESSES = {file.name: f"{P}{file.name}/" for file in FILES}
EVERY = [f"{ADDRESSES[file.name]}?export={word}" for file in FILES for word in file.formats]
OF_JUDGEMENT = {file.name for file in FILES if file.judgement is Judgement.ALL}
# What the team thinks of people, and the headings that would tell that it does.
SAID = ("resistant", "supportive", "win them with figures", "golf on fridays", "power", "influence", "classification")


@scene
def full(project, manager, sponsor, customer):
    """Tom, an end user, assessed and informed; the sales team, a group with two roles and a representative."""
    goal = make_goal(project, target="+10 %")
    sales = Party.objects.create(kind="group", name="Sales")
    dana = project.stakeholders.get(party__user=sponsor)
    member = TeamMember.objects.create(project=project, person=dana.party, discipline="Selling")
    helper = Party.objects.create(name="Jun Helper", email="jun@example.org", title="Tester")
    TeamMember.objects.create(project=project, person=helper, discipline="Testing", is_seconded=True, provider=sales)
    tom = project.stakeholders.get(party__user=customer)
    team = make_customer(project, "=Sales team", "Customer", "Senior user", by=manager, kind="group", group=sales)
    Representation.objects.create(stakeholder=team, person=tom.party)
    Party.objects.filter(pk=tom.party_id).update(
        email="tom@example.org", phone="+49 30 1", title="Account manager", group=sales
    )
    Stakeholder.objects.filter(pk=tom.pk).update(
        communication="steering report, by e-mail, monthly", relationship_owner=member
    )
    agreed = make_criterion(tom, "Every offer on one page", by=manager, confirmed=True)
    value.align(criterion=agreed, goal=goal, effect="strong", reason="They ask.", by=manager)
    value.review(revision=agreed.current_revision, decision="agree", comment="At last", by=sponsor)
    make_criterion(tom, "No typing\nat night", by=manager)
    make_criterion(tom, "+2 people at the desk", by=manager, kind="service")
    gone = make_criterion(tom, "A slip of the pen", by=manager)
    value.settle(criterion=gone, outcome="withdrawn", reason="A slip", by=manager)
    sign(project=project, seen=snapshot_of(project), comment="By June", by=sponsor)
    make_answer(make_round(project, by=manager), tom, 5, by=manager)
    make_promise(tom, by=manager)
    Assessment.objects.create(
        stakeholder=tom,
        influence=4,
        interest=2,
        engagement_now="resistant",
        engagement_wanted="supportive",
        strategy="Win them with figures",
        notes="Golf on Fridays",
    )
    Assessment.objects.create(stakeholder=team, engagement_now="leading", engagement_wanted="leading")
    return project


def row(response, name):
    """{heading: cell} of the row that begins with this name."""
    heading, *rows = rows_of(response)
    return dict(zip(heading, next(each for each in rows if each[0] == name), strict=True))


# What is in them


def test_the_whole_register_is_one_workbook(client, full, manager):
    sheets = sheets_of(client.sign_in(manager).get(ADDRESSES["register"]))
    assert {title: len(rows) - 1 for title, rows in sheets.items()} == {
        "Project": 13,
        "Goals": 1,
        "Customers": 3,
        "Value criteria": 4,
        "Deliverables": 0,
        "Team": 2,
        "Reviews": 1,
        "Answers": 1,
        "Promises": 1,
        "Conflicts": 0,
        "Baselines": 1,
    }
    assert ["Accountable sponsor", "Dana Whitfield"] in sheets["Project"]
    assert ["Managed by", "Priya Nair"] in sheets["Project"]
    tom = dict(zip(sheets["Customers"][0], sheets["Customers"][3], strict=True))
    assert tom["Roles"] == "End user"
    assert (tom["Group"], tom["E-mail"], tom["Phone"]) == ("Sales", "tom@example.org", "+49 30 1")
    assert tom["Looked after by"] == "Dana Whitfield"
    assert tom["Kept informed"] == "steering report, by e-mail, monthly"
    assert (tom["Influence (1-5)"], tom["Interest (1-5)"]) == ("4", "2")
    assert (tom["Engagement now"], tom["Engagement wanted"]) == ("Resistant", "Supportive")
    assert (tom["How to win them"], tom["Private notes"]) == ("Win them with figures", "Golf on Fridays")
    agreed = dict(zip(sheets["Value criteria"][0], sheets["Value criteria"][1], strict=True))
    assert (agreed["State"], agreed["Decided by"], agreed["Comment"]) == ("Agreed", "Dana Whitfield", "At last")
    assert agreed["Goals it serves"] == "G1 supports strongly"
    answer, promise = sheets["Answers"][1], sheets["Promises"][1]
    assert answer[:5] == ["1", "Tom Bexley", "Heard", "5", "It gets better."]
    assert promise[:3] == ["Show every open offer on one page", "Tom Bexley", "Priya Nair"]
    assert [each[14:16] for each in sheets["Value criteria"][1:]] == [["3", "34"], ["3", "33"], ["3", "33"], ["3", ""]]


def test_the_workbook_is_fit_for_work(client, full, manager):
    """Heads in sight, columns as wide as what is in them, days as days, texts as texts."""
    book = load_workbook(BytesIO(client.sign_in(manager).get(ADDRESSES["register"]).getvalue()))
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold for cell in sheet[1])
        assert {8 < sheet.column_dimensions[cell.column_letter].width <= 62 for cell in sheet[1]} == {True}
        assert not [cell for cells in sheet.iter_rows() for cell in cells if cell.data_type == "f"]
    heads = [cell.value for cell in book["Customers"][1]]
    sales, tom = book["Customers"][3], book["Customers"][4]
    assert (sales[0].value, sales[0].data_type, sales[0].quotePrefix) == ("=Sales team", "s", True)
    assert isinstance(tom[heads.index("Assessed on")].value, datetime)
    assert tom[heads.index("Assessed on")].value.date() == timezone.localdate()
    assert tom[heads.index("Assessed on")].number_format == "yyyy-mm-dd"
    assert tom[heads.index("Influence (1-5)")].value == 4


def test_the_stakeholder_register_of_the_pmbok_guide(client, full, manager):
    assert row(client.sign_in(manager).get(EVERY[3]), "Tom Bexley") == {
        "Stakeholder name": "Tom Bexley",
        "Position": "Account manager",
        "Organisation": "Sales",
        "Role in project": "End user",
        "E-mail": "tom@example.org",
        "Phone": "+49 30 1",
        "Major requirements": "• Every offer on one page\n• No typing at night",
        "Main expectations": "+2 people at the desk",
        "Influence (1-5)": "4",
        "Interest (1-5)": "2",
        "Internal / external": "Internal",
        "Current engagement": "Resistant",
        "Desired engagement": "Supportive",
        "Engagement strategy": "Win them with figures",
        "Communication": "steering report, by e-mail, monthly",
    }


def test_the_engagement_assessment_matrix(client, full, manager):
    assert rows_of(client.sign_in(manager).get(f"{ADDRESSES['engagement-matrix']}?export=csv")) == [
        ["Stakeholder", "Unaware", "Resistant", "Neutral", "Supportive", "Leading"],
        ["Dana Whitfield", "", "", "", "", ""],
        ["'=Sales team", "", "", "", "", "CD"],
        ["Tom Bexley", "", "C", "", "D", ""],
    ]


def test_the_communication_table_of_prince2(client, full, manager):
    answer = client.sign_in(manager).get(f"{ADDRESSES['communication']}?export=csv")
    assert row(answer, "Tom Bexley") == {
        "Stakeholder": "Tom Bexley",
        "Role": "End user",
        "Information needs": "steering report",
        "Method or channel": "by e-mail",
        "Frequency": "monthly",
        "Sender": "Dana Whitfield",
        "Recipient": "Tom Bexley",
    }
    assert row(client.get(ADDRESSES["communication"]), "=Sales team")["Recipient"] == "Tom Bexley"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ("", "", "")),
        ("steering report, by e-mail, monthly", ("steering report", "by e-mail", "monthly")),
        ("Figures; Risks\nevery Tuesday", ("Figures, Risks", "", "every Tuesday")),
        ("weekly call", ("", "weekly call", "")),
        ("whatever she asks for", ("whatever she asks for", "", "")),
    ],
)
def test_how_they_are_informed_is_taken_apart_and_nothing_lost(text, parts):
    assert taken_apart(text) == parts


def test_the_stakeholder_matrix_of_pm2(client, full, manager):
    answer = client.sign_in(manager).get(f"{ADDRESSES['stakeholder-matrix']}?export=csv")
    heading, *rows = rows_of(answer)
    assert heading[:3] == ["Name", "PM2 role", "Role in the project"]
    assert [each[:3] for each in rows] == [
        ["Dana Whitfield", "Project Owner (PO), Project Core Team (PCT)", "Accountable sponsor, Selling"],
        ["'=Sales team", "Client, User Representative (UR)", "Customer, Senior user"],
        ["Tom Bexley", "User", "End user"],
        ["Jun Helper", "Project Core Team (PCT)", "Testing"],
        ["Priya Nair", "Project Manager (PM)", ""],
    ]
    tom = dict(zip(heading, rows[2], strict=True))
    assert (tom["Power (1-5)"], tom["Interest (1-5)"], tom["Classification"]) == ("4", "2", "Keep satisfied")
    assert dict(zip(heading, rows[3], strict=True))["E-mail"] == "jun@example.org"


def test_an_empty_project_goes_out_too(client, project, manager):
    for address in EVERY:
        assert client.sign_in(manager).get(address).status_code == 200


# Who gets what


def test_who_gets_the_files(full, new_client, manager, sponsor, pmo, admin, customer, outsider):
    readers = ((manager, 200), (admin, 200), (sponsor, 200), (pmo, 200), (customer, 403), (outsider, 404), (None, 302))
    for user, status in readers:
        client = new_client(user)
        assert client.get(P).status_code == status
        for address in EVERY:
            judged = any(name in address for name in OF_JUDGEMENT)
            expected = 404 if judged and user in (sponsor, pmo) else status
            assert client.get(address).status_code == expected, (address, user)


def test_a_closed_project_still_goes_out(full, new_client, manager, sponsor):
    full.stage = "closed"
    full.save()
    assert {new_client(user).get(ADDRESSES["register"]).status_code for user in (manager, sponsor)} == {200}


def test_no_judgement_reaches_a_sponsor_or_a_pmo_viewer(full, new_client, sponsor, pmo):
    """Every cell of every file, and the page itself."""
    for client, address in product([new_client(sponsor), new_client(pmo)], EVERY):
        answer = client.get(address)
        if answer.status_code == 404:
            continue
        cells = [cell.casefold() for cell in cells_of(answer)]
        assert "tom bexley" in cells
        assert not [cell for cell in cells if any(said in cell for said in SAID)], address
        assert not [cell for cell in cells if "engagement" in cell or "interest (" in cell], address


def test_addresses_reach_readers_of_the_directory_alone(full, new_client, manager, pmo, sponsor):
    files = [address for address in EVERY if "engagement-matrix" not in address and "communication" not in address]
    for user in (manager, pmo, sponsor):
        client = new_client(user)
        for address in files:
            answer = client.get(address)
            if answer.status_code == 200:
                cells = " ".join(cells_of(answer))
                assert ("tom@example.org" in cells, "+49 30 1" in cells) == ((user != sponsor),) * 2, (address, user)


def test_the_page_lists_what_the_reader_may_have(full, new_client, manager, admin, sponsor, pmo):
    for user in (manager, admin, sponsor, pmo):
        page = new_client(user).get(P).content.decode()
        for file in FILES:
            is_theirs = user in (manager, admin) or file.judgement is not Judgement.ALL
            assert (file.title in page) == is_theirs, (file.name, user)
            assert [f"{ADDRESSES[file.name]}?export={word}" in page for word in file.formats] == [is_theirs] * len(
                file.formats
            )
        assert ("With judgement of people" in page) == (user in (manager, admin))


def test_the_way_there(full, new_client, manager, sponsor, customer):
    for user, offered in ((manager, True), (sponsor, True), (customer, False)):
        for address in ("/projects/CRM1/", "/projects/CRM1/customers/"):
            page = new_client(user).get(address).content.decode()
            assert (f'href="{P}"' in page) == offered, (address, user)


# Bad questions


def test_an_unknown_file_or_format(client, full, manager):
    client.sign_in(manager)
    assert client.get(f"{P}nothing/").status_code == 404
    for word in ("", "pdf", "csv"):
        answer = client.get(ADDRESSES["register"], {"export": word})
        assert answer["Content-Disposition"] == 'attachment; filename="CRM1-register.xlsx"'
    assert client.get(ADDRESSES["customers"], {"export": "pdf"})["Content-Disposition"].endswith('.xlsx"')


def test_nothing_is_posted_to_them(client, full, manager):
    client.sign_in(manager)
    assert {client.post(address).status_code for address in (P, *EVERY)} == {405}


def test_statements_with_one_customer_and_with_many(client, full, manager, statements):
    client.sign_in(manager)
    client.get(P)
    with statements(at_most=8):
        client.get(P)
    few = {}
    for address in EVERY:
        with statements(at_most=60) as counted:
            client.get(address).getvalue()
        few[address] = len(counted)
    for number in range(12):
        tom = make_customer(full, f"Tom {number}", by=manager)
        make_criterion(tom, f"Offers {number}", by=manager)
    for address in EVERY:
        with statements(at_most=few[address]):
            client.get(address).getvalue()
