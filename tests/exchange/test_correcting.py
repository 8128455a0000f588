"""A register about people who are known already: it corrects them, and undo has them as they were."""

import pytest

from customers.models import Assessment, Party, Role
from exchange.importing import commit
from registry.models import Refused
from registry.undo import ChangedSince, undo
from tests.cast import make_criterion, make_customer
from valuecriteria.models import ValueCriterion

from .whole import bring_in, counted, dumped, study

pytestmark = pytest.mark.django_db

HEADER = "Name,Organisation,Role,E-mail,Phone,Job title,Influence,Engagement now,Expectations,Communication\n"


def csv(*rows):
    return (HEADER + "\n".join(rows) + "\n").encode()


def look(content, project, by, **corrections):
    return study(content, project, by, name="register.csv", **corrections)


@pytest.fixture
def rosa(project, manager):
    """Somebody known, with all that a register may correct."""
    sales = Party.objects.create(kind="group", name="Sales")
    part = make_customer(project, "Rosa Lindqvist", by=manager, group=sales)
    part.communication = "A letter"
    part.save()
    part.party.email, part.party.title = "rosa@example.org", "Clerk"
    part.party.save()
    Assessment.objects.create(
        stakeholder=part, assessed_on="2026-01-05", influence=2, engagement_now="resistant", notes="Busy in May"
    )
    make_criterion(part, "Fewer clicks per order", by=manager)
    return part


CORRECTED = csv(
    "Rosa Lindqvist,Purchasing,Sponsor,rosa@example.org,+49 30 555 0101,Head of purchasing,5,Supportive,"
    "Orders answered within a day,Weekly talk"
)


def test_old_and_new_are_shown_beside_each_other(project, manager, rosa):
    (item,) = look(CORRECTED, project, manager).plan.items
    assert item.bucket == "changed"
    assert item.changes == [
        ("Job title", "Clerk", "Head of purchasing"),
        ("Phone", "", "+49 30 555 0101"),
        ("Organisation or group", "Sales", "Purchasing"),
        ("Role", "", "Sponsor"),
        ("Communication", "A letter", "Weekly talk"),
        ("Influence", "2", "5"),
        ("Engagement now", "Resistant", "Supportive"),
        ("Draft criterion", "", "Orders answered within a day"),
    ]


def test_what_was_corrected_is_as_it_was_after_the_undo(project, manager, rosa):
    before = dumped()
    batch = bring_in(CORRECTED, project, manager)
    party = Party.objects.get(pk=rosa.party_id)
    assert (party.title, party.group.name) == ("Head of purchasing", "Purchasing")
    assert ValueCriterion.objects.filter(stakeholder=rosa).count() == 2
    assert Assessment.objects.filter(stakeholder=rosa).newest().get().influence == 5
    assert look(CORRECTED, project, manager).plan.counts["unchanged"] == 1
    undo(batch, by=manager)
    assert dumped() == before
    assert look(CORRECTED, project, manager).plan.counts["changed"] == 1


@pytest.mark.parametrize("number", [2, 6])
def test_however_many_are_corrected_as_many_statements(project, manager, statements, number):
    def register(title, group):
        return csv(*(f"Somebody {n},{group},,s{n}@example.org,,{title},{n % 5 + 1},,,{title}" for n in range(number)))

    bring_in(register("Clerk", "Sales"), project, manager)
    studied = look(register("Buyer", "Purchasing"), project, manager)
    assert counted(studied) == {"changed": number}
    with statements(at_most=40):
        commit(studied, by=manager)


def test_a_blank_cell_and_a_role_not_named_leave_things_as_they_are(project, manager, rosa):
    before = dumped()
    studied = look(csv("Rosa Lindqvist,,,,,,,,,"), project, manager)
    assert counted(studied) == {"unchanged": 1}
    assert dumped() == before


def test_a_wording_that_is_theirs_already_is_no_second_criterion(project, manager, rosa):
    studied = look(csv("Rosa Lindqvist,Sales,,,,,,,Fewer  clicks per order,"), project, manager)
    assert counted(studied) == {"unchanged": 1}


def test_what_was_changed_since_is_listed_and_the_others_are_undone(project, manager, rosa):
    two = csv("Rosa Lindqvist,,,rosa@example.org,,Buyer,,,,", "Olu Adeyemi,,,olu@example.org,,Nurse,,,,")
    batch = bring_in(two, project, manager)
    party = rosa.party
    party.refresh_from_db()
    party.title = "Head of buying"
    party.save()
    changed = dumped()
    with pytest.raises(ChangedSince) as refused:
        undo(batch, by=manager)
    assert [each.subject for each in refused.value.changed] == ["person “Rosa Lindqvist”"]
    assert dumped() == changed
    undo(batch, by=manager, leave_changed=True)
    party.refresh_from_db()
    assert party.title == "Head of buying"
    assert not Party.objects.filter(name="Olu Adeyemi").exists()
    with pytest.raises(Refused):
        undo(batch, by=manager)


def test_a_new_customer_without_a_role_is_a_customer_and_the_only_sponsor_answers(project, manager):
    bring_in(csv("Rosa Lindqvist,,,,,,,,,", "Olu Adeyemi,,Sponsor,,,,,,,"), project, manager)
    held = {each.stakeholder.party.name: each for each in project.assignments.select_related("stakeholder__party")}
    assert held["Rosa Lindqvist"].role.kind == Role.Kind.CUSTOMER
    assert held["Olu Adeyemi"].is_accountable


# Whom a row means


def bucket_of(row, project, manager, **corrections):
    (item,) = look(csv(row), project, manager, **corrections).plan.items
    return item


@pytest.mark.parametrize(
    "row",
    [
        "R. Lindqvist,,,ROSA@example.org,,,,,,",  # the address, and a name that may be hers
        "Lindqvist Rosa,,,rosa@example.org,,,,,,",
        "Rosa Lindqvist,Sales,,,,,,,,",  # the name and the organisation
        "ROSA LINDQVIST,sales,,,,,,,,",
        "Rosa Lindqvist,,,,,,,,,",  # the only one of that name in the project
    ],
)
def test_whom_a_row_means_for_certain_is_linked(project, manager, rosa, row):
    item = bucket_of(row, project, manager)
    assert (item.bucket, item.party) == ("unchanged", "Rosa Lindqvist")


@pytest.mark.parametrize(
    "row",
    [
        "Rosa Lindqvist,Logistics,,,,,,,,",  # another organisation
        "Dr. Rosa Lindqvist,Sales,,,,,,,,",  # nearly that name
        '"lindqvist, rosa",Sales,,,,,,,,',  # and in small letters, turned round
        "Hans Meier,,,rosa@example.org,,,,,,",  # her address, another name
    ],
)
def test_whom_a_row_may_mean_is_asked_and_never_guessed(project, manager, rosa, row):
    item = bucket_of(row, project, manager)
    assert item.bucket == "needs_you"
    assert rosa.party_id in [key for key, _ in item.options]
    answered = bucket_of(row, project, manager, answers={2: rosa.party_id})
    assert answered.party == "Rosa Lindqvist"
    assert bucket_of(row, project, manager, answers={2: "new"}).bucket == "new"
    assert bucket_of(row, project, manager, answers={2: "out"}).bucket == "skipped"


def test_somebody_of_another_project_is_linked_and_not_copied(project, others, manager):
    known = make_customer(others, "Olu Adeyemi", by=manager).party
    known.email = "olu@example.org"
    known.save()
    bring_in(csv("Olu Adeyemi,,,olu@example.org,,,,,,"), project, manager)
    assert Party.objects.get(name="Olu Adeyemi") == known
    assert project.stakeholders.filter(party=known).exists()


def test_one_organisation_in_many_rows_is_one_group(project, manager):
    bring_in(
        csv(*(f"Person{n} Tester{n},{o},,,,,,,," for n, o in enumerate(["Acme", "ACME", " acme ", "Acme"]))),
        project,
        manager,
    )
    (acme,) = Party.objects.filter(name__iexact="acme")
    assert acme.members.count() == 4


def test_two_of_one_name_in_two_organisations_are_two(project, manager):
    bring_in(csv("Jon Dahl,Sales,,,,,,,,", "Jon Dahl,Logistics,,,,,,,,"), project, manager)
    assert Party.objects.filter(name="Jon Dahl").count() == 2


def test_several_people_in_a_cell_are_asked_about_and_split_only_when_told(project, manager):
    row = "Ana Roe / Bo Lund,Sales,,,,,,,,"
    assert bucket_of(row, project, manager).bucket == "needs_you"
    bring_in(csv(row), project, manager, answers={2: "split"})
    assert set(Party.objects.filter(group__name="Sales").values_list("name", flat=True)) == {"Ana Roe", "Bo Lund"}


def test_values_of_one_row_never_stand_in_another(project, manager):
    bring_in(
        csv("Ana Roe,Sales,Sponsor,ana@example.org,,Head,5,Leading,Calm,Talk", "Bo Lund,,,,,,,,,"), project, manager
    )
    bo = Party.objects.get(name="Bo Lund")
    assert (bo.group, bo.email, bo.title) == (None, "", "")
    part = project.stakeholders.get(party=bo)
    assert part.communication == ""
    assert not part.criteria.exists()
    assert not part.assessments.exists()
