"""What went out comes in again and changes nothing: every row is unchanged, whatever the names look like."""

import pytest
from django.utils import timezone

from customers import actions
from customers.models import Assessment, Party, Representation, Role, Stakeholder, TeamMember
from exchange.fields import Field
from exchange.understanding import ours
from tests.cast import make_criterion, make_customer
from tests.stage import scene

from .whole import bring_in, counted, dumped, study

P = "/projects/CRM1/"
# What goes out and can come in again; the rest of the workbook stands beside its sheet of customers.
OUT = {
    "the list": f"{P}customers/?show=all&export=",
    "the customers": f"{P}export/customers/?export=",
    "the register": f"{P}export/register/?export=",
    "PMBOK": f"{P}export/stakeholder-register/?export=",
}
WICKED = [
    "=SUM(A1:A9)",
    "+49 Initiative",
    "-Minus Moritz",
    "@Home & Söhne",
    '"Quoted" O\'Brien, Ångström',
    "'Apostrophe",
    "Anna Berg / Jon Dahl",
    "Berg, Anna (Head of Sales)",
    "Jörg Müller-Lüdenscheidt - IT Manager",
    "Total",
    "Legend",
    "Version 2.0",
    "Name",
    "Ελένη Παπαδοπούλου",
    "שרה כהן",
    "anna.only@example.org",
    "N/A Ltd",
    "A",
]


@scene
def register(project, manager, sponsor):
    """Everybody whom reading could take for something else, with all that a table of ours says of them."""
    sales = Party.objects.create(kind="group", name="Sales, north & south")
    twins = {"email": "office@example.org", "phone": "+49 30 1234-0"}
    for number, name in enumerate(WICKED):
        kind = "group" if number % 5 == 4 else "person"
        party = Party.objects.create(name=name, kind=kind, group=sales if number % 2 else None, title="=Boss, deputy")
        part = actions.log_customer(project=project, party=party, roles=[Role.objects.get(name="Customer")], by=manager)
        make_criterion(part, f"-{number} clicks\n• less, “please”", by=manager, kind="service")
    for name in ("Ute Zwei", "Ulf Zwei"):
        make_customer(project, Party.objects.create(name=name, group=sales, **twins).name, "Customer", by=manager)
    team = make_customer(project, "Sales team", "Customer", "End user", by=manager, kind="group", group=sales)
    dana = project.stakeholders.get(party__user=sponsor)
    Representation.objects.create(stakeholder=team, person=dana.party)
    comma = Role.objects.create(name="Council, works", counts_as_customer=True)
    Role.objects.filter(kind="sponsor").update(name="Geldgeber")
    actions.give_role(stakeholder=team, role=comma, by=manager)
    make_criterion(team, "Every offer on one page", by=manager, confirmed=True)
    make_criterion(team, "=1+1 is two\nand stays two", by=manager)
    make_criterion(team, "• A bullet of their own", by=manager, kind="service")
    member = TeamMember.objects.create(project=project, person=dana.party)
    odd = make_customer(project, "Nobody's role", by=manager)
    odd.assignments.update(to_on=timezone.localdate(), from_on=timezone.localdate())
    Stakeholder.objects.filter(pk=team.pk).update(
        communication="steering report, by e-mail\nmonthly", relationship_owner=member
    )
    Party.objects.filter(pk=odd.party_id).update(phone="ask reception (ext. 12)", side="external", is_external=True)
    Assessment.objects.create(
        stakeholder=team,
        influence=2,
        interest=3,
        engagement_now="leading",
        engagement_wanted="supportive",
        strategy="- listen\n- answer",
        notes="=Golf\nInfluence: see below\n@Friday",
    )
    Assessment.objects.create(stakeholder=dana, influence=1, engagement_now="unaware")
    return project


@pytest.mark.parametrize("word", ["csv", "xlsx"])
@pytest.mark.parametrize("what", OUT)
def test_what_went_out_comes_in_unchanged(client, register, manager, what, word):
    answer = client.sign_in(manager).get(OUT[what] + word)
    name, content = answer["Content-Disposition"].split('"')[1], answer.getvalue()
    before = dumped()
    studied = study(content, register, manager, name=name)
    told = [(item.party, item.bucket, item.why, item.changes, item.problems) for item in studied.plan.items]
    assert not [each for each in told if each[1] != "unchanged"], name
    assert counted(studied) == {"unchanged": Stakeholder.objects.filter(project=register).count()}
    assert studied.plan.criteria == 0
    assert bring_in(content, register, manager) is None
    assert dumped() == before


def test_what_somebody_corrects_in_our_file_is_what_changes(client, register, manager):
    text = client.sign_in(manager).get(f"{P}export/customers/?export=csv").getvalue().decode("utf-8-sig")
    text = text.replace("ask reception (ext. 12)", "+49 40 77-12").replace("'-Minus Moritz", "'-Minus Moritz")
    studied = study(text.encode(), register, manager, name="corrected.csv")
    changed = [item for item in studied.plan.items if item.bucket == "changed"]
    assert [(item.party, item.changes) for item in changed] == [
        ("Nobody's role", [("Phone", "ask reception (ext. 12)", "+49 40 77-12")])
    ]


def test_our_headings_are_known_and_each_has_its_field(client, register, manager):
    for what, table in (("the customers", ours.CUSTOMERS), ("PMBOK", ours.PMBOK)):
        studied = study(client.sign_in(manager).get(OUT[what] + "csv").getvalue(), register, manager, name="x.csv")
        assert {column.header: column.field for column in studied.understanding.columns} == table
        assert studied.understanding.is_ours


def test_a_textbook_register_of_somebody_else_is_read_as_any_other(register, manager):
    rows = "Stakeholder name;Position;Organisation;Role in project;Major requirements;Main expectations;Location\n"
    rows += "Anna Berg / Jon Dahl;CFO;Bank;Sponsor;Fast;Cheap;Paris\n"
    studied = study(rows.encode(), register, manager, name="theirs.csv")
    assert not studied.understanding.is_ours
    assert studied.plan.items[0].bucket == "needs_you"
    assert {column.field for column in studied.understanding.columns} > {Field.NAME, Field.TITLE, Field.ROLES}
