"""Two entries of the directory become one: all that hangs on them comes together, and an undo takes all of it back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from customers import actions
from customers.models import (
    Assessment,
    DeclinedProvider,
    Merged,
    NotTheSame,
    Party,
    Recipient,
    Representation,
    Role,
    RoleAssignment,
    SpeaksFor,
    Stakeholder,
    TeamMember,
    current_party,
)
from projects.models import Deliverable, Stage
from registry.models import Refused, Stale
from registry.undo import ChangedSince
from tests.cast import make_criterion, make_customer, make_goal, make_project, make_surroundings, make_user
from tests.customers.everything import dump
from valuecriteria import actions as value

pytestmark = pytest.mark.django_db


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def merge(survivor, other, by, *fields):
    survivor.refresh_from_db()
    other.refresh_from_db()
    return actions.merge(survivor=survivor, other=other, fields=fields, by=by)


def role_of(stakeholder, name, from_on, to_on=None, **facts):
    return RoleAssignment.objects.create(
        stakeholder=stakeholder, role=Role.objects.get(name=name), from_on=from_on, to_on=to_on, **facts
    )


@pytest.fixture
def two(project, manager):
    """Tom twice: both sponsor and customer of CRM1, with all that can hang on a person around both."""
    group = make_customer(project, "Field sales", kind="group", by=manager)
    goal = make_goal(project)
    parts = []
    for name in ("Tom Bexley", "Tom Bexly"):
        part = make_customer(project, name, "Sponsor", "Customer", "Senior user", by=manager)
        criterion = make_criterion(part, f"{name} sees every offer.", by=manager, confirmed=True)
        value.align(criterion=criterion, goal=goal, effect="strong", reason="Offers", by=manager)
        make_criterion(part, f"{name} is called back.", by=manager)
        make_surroundings(part, group, mark=name)
        parts.append(part)
    kept, other = parts
    Recipient.objects.create(deliverable=Deliverable.objects.get(name="Handbook Tom Bexley"), stakeholder=other)
    SpeaksFor.objects.create(speaker=kept, spoken_for=other)
    Representation.objects.create(stakeholder=group, person=other.party, from_on=days_ago(20))
    for part in parts:
        member = TeamMember.objects.create(project=project, person=part.party, from_on=days_ago(3))
    make_customer(project, "Looked after", by=manager)
    looked_after = Stakeholder.objects.get(party__name="Looked after")
    looked_after.relationship_owner = member
    looked_after.save()
    NotTheSame.objects.create(first=kept.party, second=other.party)
    other.party.email, other.party.title = "tom@example.org", "Head of sales"
    other.party.save()
    return kept, other


def test_undoing_a_merge_of_sponsor_and_customer_leaves_every_row_as_it_was(two, manager):
    kept, other = two
    before = dump()
    made = merge(kept.party, other.party, manager, "email", "title")
    assert dump() != before
    assert not Party.objects.filter(pk=other.party_id).exists()
    actions.undo_merge(made=made, by=manager)
    assert dump() == before


def test_undoing_in_the_other_direction_too(two, manager):
    kept, other = two
    before = dump()
    made = merge(other.party, kept.party, manager, "name")
    assert other.project.assignments.accountable().get().stakeholder.party_id == other.party_id
    actions.undo_merge(made=made, by=manager)
    assert dump() == before


def test_two_parts_in_one_project_become_one_with_all_that_hangs_on_both(two, manager, project):
    kept, other = two
    merge(kept.party, other.party, manager, "email")
    party, part = Party.objects.get(pk=kept.party_id), Stakeholder.objects.get(pk=kept.pk)
    assert (party.name, party.email, party.title) == ("Tom Bexley", "tom@example.org", "")
    assert Stakeholder.objects.filter(project=project, party=party).get() == part
    assert sorted(str(held.role) for held in part.assignments.current()) == ["Customer", "Senior user", "Sponsor"]
    assert project.assignments.accountable().get().stakeholder == part
    assert list(part.criteria.order_by("number").values_list("number", "current_revision__statement")) == [
        (1, "Tom Bexley sees every offer."),
        (2, "Tom Bexley is called back."),
        (3, "Tom Bexly sees every offer."),
        (4, "Tom Bexly is called back."),
    ]
    assert [str(criterion.state) for criterion in part.criteria.order_by("number")] == ["confirmed", "assumed"] * 2
    assert part.criteria.filter(alignments__effect="strong").count() == 2
    assert part.receives.count() == 2
    assert [str(each.spoken_for) for each in part.speaks_for.all()] == ["Field sales"]
    assert part.assessments.get().influence == 4
    assert party.represents.get().stakeholder.party.name == "Field sales"
    assert party.provides.count() == 2
    assert DeclinedProvider.objects.get().party == party
    member = party.team_memberships.get()
    assert Stakeholder.objects.get(party__name="Looked after").relationship_owner == member
    assert NotTheSame.objects.count() == 2  # of "Member ..." and Tom; that Tom is not Tom is withdrawn


def test_a_role_held_by_both_is_held_as_long_as_either_held_it(project, manager):
    kept, other = (make_customer(project, name, "Other", by=manager) for name in ("Ana Ruiz", "A. Ruiz"))
    role_of(kept, "Customer", date(2025, 1, 1), date(2025, 6, 1))
    role_of(other, "Customer", date(2025, 3, 1), date(2025, 9, 1))
    role_of(other, "End user", date(2024, 1, 1), date(2024, 2, 1))
    role_of(kept, "End user", date(2024, 2, 1))
    before = dump()
    made = merge(kept.party, other.party, manager)
    held = kept.assignments.exclude(role__name="Other").order_by("role__name", "from_on")
    assert list(held.values_list("role__name", "from_on", "to_on")) == [
        ("Customer", date(2025, 1, 1), date(2025, 9, 1)),
        ("End user", date(2024, 1, 1), date(2024, 2, 1)),
        ("End user", date(2024, 2, 1), None),
    ]
    actions.undo_merge(made=made, by=manager)
    assert dump() == before


@pytest.mark.parametrize("accountable", ["kept", "other"])
def test_whoever_was_accountable_was_so_on_those_days_only(project, manager, accountable):
    kept = make_customer(project, "Ana Ruiz", "Other", by=manager)
    other = make_customer(project, "A. Ruiz", "Other", by=manager)
    answers, further = (kept, other) if accountable == "kept" else (other, kept)
    role_of(further, "Sponsor", date(2024, 1, 1))
    role_of(answers, "Sponsor", date(2025, 1, 1), date(2025, 7, 1), is_accountable=True)
    role_of(answers, "Sponsor", date(2025, 7, 1))
    before = dump()
    made = merge(kept.party, other.party, manager)
    held = kept.assignments.filter(role__name="Sponsor").order_by("from_on")
    assert list(held.values_list("from_on", "to_on", "is_accountable")) == [
        (date(2024, 1, 1), date(2025, 1, 1), False),
        (date(2025, 1, 1), date(2025, 7, 1), True),
        (date(2025, 7, 1), None, False),
    ]
    actions.undo_merge(made=made, by=manager)
    assert dump() == before


def test_notes_of_one_day_are_joined(project, manager):
    kept, other = (make_customer(project, name, by=manager) for name in ("Ana Ruiz", "A. Ruiz"))
    Assessment.objects.create(stakeholder=kept, influence=2, notes="Likes tea.")
    Assessment.objects.create(stakeholder=other, influence=5, interest=4, notes="Likes coffee.")
    Assessment.objects.create(stakeholder=other, influence=1, assessed_on=date(2025, 1, 1))
    before = dump()
    made = merge(kept.party, other.party, manager)
    newest, first = kept.assessments.order_by("-assessed_on")
    assert (newest.influence, newest.interest, newest.notes) == (2, 4, "Likes tea.\n\nLikes coffee.")
    assert first.influence == 1
    actions.undo_merge(made=made, by=manager)
    assert dump() == before


def test_groups_merge_with_their_people_sub_groups_and_sides(project, manager):
    kept = Party.objects.create(name="Meridian", kind="group", side="internal")
    other = Party.objects.create(name="Meridian Ltd", kind="group", side="external")
    desk = Party.objects.create(name="Desk", kind="group", group=other)
    person = Party.objects.create(name="Ana Ruiz", group=desk)
    own = Party.objects.create(name="Own Side", group=other, side="external")
    parts = [make_customer(project, party.name, by=manager) for party in (kept, other)]
    people = [Party.objects.create(name=f"Speaker {number}") for number in range(2)]
    Representation.objects.create(stakeholder=parts[0], person=people[0], from_on=days_ago(10))
    Representation.objects.create(stakeholder=parts[1], person=people[1], from_on=days_ago(30))
    before = dump()
    made = merge(kept, other, manager)
    desk.refresh_from_db()
    assert desk.group == kept
    assert not Party.objects.get(pk=person.pk).is_external
    assert Party.objects.get(pk=own.pk).is_external
    spoken = Representation.objects.filter(stakeholder=parts[0]).order_by("from_on")
    assert list(spoken.values_list("person__name", "from_on", "to_on")) == [
        ("Speaker 1", days_ago(30), days_ago(10)),
        ("Speaker 0", days_ago(10), None),
    ]
    actions.undo_merge(made=made, by=manager)
    assert dump() == before


@pytest.mark.parametrize("kept", ["top", "middle", "low"])
@pytest.mark.parametrize("other", ["top", "middle", "low"])
@pytest.mark.parametrize("fields", [(), ("group",)])
def test_groups_of_one_branch_merge_without_a_ring(manager, kept, other, fields):
    if kept == other:
        return
    over = Party.objects.create(name="over", kind="group", side="external")
    top = Party.objects.create(name="top", kind="group", group=over)
    middle = Party.objects.create(name="middle", kind="group", group=top)
    low = Party.objects.create(name="low", kind="group", group=middle)
    Party.objects.create(name="person", group=low)
    groups = {"top": top, "middle": middle, "low": low}
    before = dump()
    made = merge(groups[kept], groups[other], manager, *fields)
    person = Party.objects.select_related("group__group__group__group").get(name="person")
    way, above = [], person.group
    while above is not None:
        assert above.pk not in way
        way.append(above.pk)
        above = above.group
    assert way[-1] == over.pk
    assert len(way) == (2 if {kept, other} == {"top", "low"} else 3)
    assert person.is_external
    actions.undo_merge(made=made, by=manager)
    assert dump() == before


def test_a_login_goes_with_its_person_and_two_logins_are_refused(project, manager, customer):
    tom = Party.objects.get(user=customer)
    other = Party.objects.create(name="Tom B.")
    before = dump()
    made = merge(other, tom, manager)
    other.refresh_from_db()
    assert other.user == customer
    assert project.stakeholders.spoken_by(customer).get().party == other
    actions.undo_merge(made=made, by=manager)
    assert dump() == before
    other.refresh_from_db()
    other.user = make_user("Second Login")
    other.save()
    with pytest.raises(Refused, match="Both have a login of their own"):
        merge(tom, other, manager)


def test_what_cannot_be_one_is_refused(project, manager, sponsor, pmo, outsider):
    person, other = Party.objects.create(name="Ana"), Party.objects.create(name="Anna")
    group = Party.objects.create(name="Ana", kind="group")
    for one, two, words in ((person, person, "one entry already"), (person, group, "A person and a group are never")):
        with pytest.raises(Refused, match=words):
            merge(one, two, manager)
    for user in (sponsor, pmo, outsider):
        with pytest.raises(PermissionDenied):
            merge(person, other, user)
    read = Party.objects.get(pk=other.pk)
    other.phone = "12345"
    other.save()
    with pytest.raises(Stale):
        actions.merge(survivor=person, other=read, by=manager)
    gone = Party.objects.get(pk=other.pk)
    other.delete()
    with pytest.raises(Refused, match="Anna is gone by now"):
        actions.merge(survivor=person, other=gone, by=manager)
    assert Party.objects.filter(name__startswith="An").count() == 2


def test_two_parts_in_a_closed_project_are_put_together_by_administrators_only(project, manager, admin, others):
    kept, other = (make_customer(project, name, by=manager).party for name in ("Ana Ruiz", "A. Ruiz"))
    once = make_customer(others, "Once", by=manager).party
    others.stage = project.stage = Stage.CLOSED
    project.save()
    others.save()
    with pytest.raises(Refused, match="Both have a part in CRM1, which is closed"):
        merge(kept, other, manager)
    merge(kept, once, manager)  # a part that only changes its name
    merge(kept, other, admin)
    for project_of in (project, others):
        assert project_of.stakeholders.get().party == kept


def test_old_keys_lead_to_the_survivor_through_chains_and_back(project, manager):
    first, second, third = (Party.objects.create(name=f"Ana {letter}") for letter in "ABC")
    one = merge(second, first, manager)
    two = merge(third, second, manager)
    assert [current_party(party.pk) for party in (first, second, third)] == [third] * 3
    assert current_party(10**9) is None
    with pytest.raises(ChangedSince) as refused:
        actions.undo_merge(made=one, by=manager)
    assert [each.subject for each in refused.value.changed] == ["person “Ana B”"]
    actions.undo_merge(made=two, by=manager)
    assert [current_party(party.pk).pk for party in (first, second, third)] == [second.pk, second.pk, third.pk]
    actions.undo_merge(made=one, by=manager)
    assert not Merged.objects.exists()
    with pytest.raises(Refused, match="is undone already"):
        actions.undo_merge(made=one, by=manager)


def test_what_was_changed_since_is_listed_and_nothing_is_undone(two, manager, sponsor):
    kept, other = two
    made = merge(kept.party, other.party, manager)
    criterion = kept.criteria.get(number=3)
    criterion.why = "Because."
    criterion.save()
    survivor = Party.objects.get(pk=kept.party_id)
    survivor.phone = "0121 496 0000"
    survivor.save()
    before = dump()
    with pytest.raises(ChangedSince) as refused:
        actions.undo_merge(made=made, by=manager)
    subjects = sorted(each.subject for each in refused.value.changed)
    assert subjects == ["criterion 3 of Tom Bexley", "person “Tom Bexley”"]
    assert dump() == before


def test_moving_many_costs_few_statements(project, manager, statements):
    kept = Party.objects.create(name="Meridian", kind="group")
    other = Party.objects.create(name="Meridian Ltd", kind="group")
    for number in range(60):
        Party.objects.create(name=f"Person {number}", group=other)
    with statements(at_most=80):
        merge(kept, other, manager)
    assert kept.members.count() == 60


def test_times_on_a_team_are_put_together_where_they_overlap(manager):
    project = make_project("TEAM1", "Team", manager=manager)
    kept, other = (Party.objects.create(name=name) for name in ("Ana Ruiz", "A. Ruiz"))
    lender = Party.objects.create(name="Lender")
    TeamMember.objects.create(project=project, person=kept, from_on=date(2024, 1, 1), to_on=date(2024, 6, 1))
    TeamMember.objects.create(
        project=project, person=other, from_on=date(2025, 1, 1), discipline="Tests", is_seconded=True, provider=lender
    )
    TeamMember.objects.create(project=project, person=kept, from_on=date(2025, 5, 1))
    TeamMember.objects.create(project=project, person=lender, is_seconded=True, provider=other)
    before = dump()
    made = merge(kept, other, manager)
    assert list(kept.team_memberships.order_by("from_on").values_list("from_on", "to_on", "discipline")) == [
        (date(2024, 1, 1), date(2024, 6, 1), ""),
        (date(2025, 1, 1), None, "Tests"),
    ]
    again = merge(lender, kept, manager)
    assert not TeamMember.objects.filter(person=lender).exclude(provider=None).exists()
    actions.undo_merge(made=again, by=manager)
    actions.undo_merge(made=made, by=manager)
    assert dump() == before
