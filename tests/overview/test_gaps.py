"""Gaps and readiness, by facts worked out by hand: what is missing, when it is, and what closes it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers import actions as customers
from customers.actions import service
from customers.models import Party, Role
from overview.facts import facts_of
from overview.gaps import RULES, checks_of, conditions
from projects.models import Deliverable, Project
from tests.cast import make_criterion, make_customer, make_goal
from valuecriteria import actions as value
from valuecriteria.conflicts import undecided_in
from valuecriteria.justifying import justify
from valuecriteria.models import Review, Revision

pytestmark = pytest.mark.django_db

WHOLE = {"why": "Because.", "how": "So.", "measure": "Offers", "target": "0"}


def gaps(project, name):
    """The todos of one check, and whether it holds; lists of projects say the same of every check."""
    project = Project.objects.get(pk=project.pk)
    checks = checks_of(facts_of([project])[project.pk])
    listed = Project.objects.filter(pk=project.pk).annotate(**conditions()).values(*conditions()).get()
    listed["conflict"] = not undecided_in([project.pk])
    assert {check.name: check.holds for check in checks} == listed
    check = next(check for check in checks if check.name == name)
    return [gap.todo for gap in check.gaps], check.holds


def forms(project, name):
    check = next(check for check in checks_of(facts_of([project])[project.pk]) if check.name == name)
    return [gap.form for gap in check.gaps]


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def written(criterion, days):
    """As if its current wording had been written that long ago."""
    Revision.objects.filter(pk=criterion.current_revision_id).update(written_at=days_ago(days))


@pytest.fixture
def tom(project, manager):
    return make_customer(project, "Tom Bexley", "End user", by=manager)


def test_a_new_project_lacks_nearly_everything(project):
    project.organisational_goals.clear()
    checks = checks_of(facts_of([project])[project.pk])
    assert {check.name: len(check.gaps) for check in checks if check.gaps} == {"sponsor": 1, "purpose": 1, "goal": 1}
    assert [check.name for check in checks if check.holds] == [
        "review", "conflict", "assumed", "unspoken", "risk", "promise", "untold", "recipient",
        "deliverable-goal", "unrepresented", "lent", "lent-until", "provider",
    ]  # fmt: skip
    assert len(checks) == len(RULES) == 24


def test_organisational_goal(project):
    assert gaps(project, "purpose") == ([], True)
    project.organisational_goals.clear()
    assert gaps(project, "purpose") == (["Name the organisational goal it serves"], False)
    assert forms(project, "purpose") == ["/projects/CRM1/edit/"]


def test_accountable_sponsor(project, manager):
    assert gaps(project, "sponsor") == (["Name an accountable sponsor"], False)
    assert forms(project, "sponsor") == ["/projects/CRM1/sponsor/"]
    make_customer(project, "Dana Whitfield", "Sponsor", by=manager)
    assert gaps(project, "sponsor") == ([], True)


def test_a_sponsor_owes_criteria_unless_they_sponsor_for_others(project, manager):
    dana = make_customer(project, "Dana Whitfield", "Sponsor", by=manager)
    assert gaps(project, "sponsor-value") == (["Ask Dana Whitfield what they value themselves"], False)
    assert gaps(project, "silent") == ([], True)  # said once, not twice
    dana.no_own_benefit = True
    dana.save()
    assert gaps(project, "sponsor-value") == ([], True)
    assert gaps(project, "kinds") == ([], False)  # nothing to check yet


def test_goals(project):
    assert gaps(project, "goal") == (["Write down the project's first goal"], False)
    assert gaps(project, "goal-value") == ([], False)
    make_goal(project)
    assert gaps(project, "goal") == ([], True)


def test_a_goal_needs_an_agreed_criterion(project, manager, sponsor, tom):
    goal = make_goal(project)
    todo = "Find out who values G1 Cross-sell to existing customers"
    assert gaps(project, "goal-value") == ([todo], False)
    criterion = make_criterion(tom, by=manager, confirmed=True)
    value.align(criterion=criterion, goal=goal, effect="conflict", by=manager)
    assert gaps(project, "goal-value") == ([todo], False)
    value.align(criterion=criterion, goal=goal, effect="weak", by=manager)
    assert gaps(project, "goal-value") == ([todo], False)
    value.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
    assert gaps(project, "goal-value") == ([], True)
    criterion.refresh_from_db()
    value.settle(criterion=criterion, outcome="withdrawn", reason="Not any more.", by=manager)
    assert gaps(project, "goal-value") == ([todo], False)


def test_customers_without_criteria(project, manager, tom):
    assert gaps(project, "silent") == (["Ask Tom Bexley what they value"], False)
    assert forms(project, "silent") == [f"/projects/CRM1/customers/{tom.pk}/value/new/"]
    criterion = make_criterion(tom, by=manager)
    assert gaps(project, "silent") == ([], True)
    value.settle(criterion=criterion, outcome="withdrawn", reason="Not any more.", by=manager)
    assert gaps(project, "silent") == (["Ask Tom Bexley what they value"], False)


def test_a_group_is_asked_through_its_representative(project, manager, tom):
    team = make_customer(project, "Sales team", by=manager, kind="group")
    assert gaps(project, "unrepresented") == (["Name who represents Sales team"], False)
    customers.name_representative(stakeholder=team, person=tom.party, by=manager)
    assert gaps(project, "unrepresented") == ([], True)
    assert "Ask Tom Bexley what Sales team values" in gaps(project, "silent")[0]


def test_customers_asked_for_one_kind_only(project, manager, tom):
    make_criterion(tom, by=manager, kind="deliverable")
    assert gaps(project, "kinds") == (["Ask Tom Bexley about the service"], False)
    assert forms(project, "kinds") == [f"/projects/CRM1/customers/{tom.pk}/value/new/?kind=service"]
    make_criterion(tom, "Tell me first.", by=manager, kind="service")
    assert gaps(project, "kinds") == ([], True)


def test_incomplete_criteria_name_what_they_lack(project, manager, tom):
    criterion = make_criterion(tom, by=manager, **{**WHOLE, "how": "", "target": ""})
    todo = "Add how they benefit and a target to “I see every open offer before I call.”"
    assert gaps(project, "complete") == ([todo], False)
    for part, text in WHOLE.items():
        setattr(criterion, part, text)
    criterion.save()
    assert gaps(project, "complete") == ([], True)


def test_assumed_for_longer_than_14_days(project, manager, tom):
    criterion = make_criterion(tom, by=manager)
    written(criterion, 14)
    assert gaps(project, "assumed") == ([], True)
    written(criterion, 15)
    todo = "Ask Tom Bexley whether “I see every open offer before I call.” is what they mean"
    assert gaps(project, "assumed") == ([todo], False)
    assert forms(project, "assumed") == [f"/projects/CRM1/value/{criterion.pk}/confirm/"]
    value.confirm(revision=criterion.current_revision, said_by="Tom", how="phone", by=manager)
    assert gaps(project, "assumed") == ([], True)


def test_a_review_that_waits_for_longer_than_7_days(project, manager, sponsor, tom):
    criterion = make_criterion(tom, by=manager)
    value.put_forward(revision=criterion.current_revision, by=manager)
    for days, todo in ((7, []), (8, ["Remind Dana Whitfield of “I see every open offer before I call.”"])):
        Revision.objects.filter(criterion=criterion).update(put_forward_at=days_ago(days))
        assert gaps(project, "review") == (todo, not todo)
    value.review(revision=criterion.current_revision, decision="ask", comment="Say when.", by=sponsor)
    assert gaps(project, "review") == ([], True)
    assert Review.objects.count() == 1


def test_criteria_aligned_with_no_goal(project, manager, tom):
    goal = make_goal(project)
    criterion = make_criterion(tom, by=manager)
    assert gaps(project, "aligned") == (["Align “I see every open offer before I call.” with a goal"], False)
    value.align(criterion=criterion, goal=goal, effect="conflict", by=manager)
    assert gaps(project, "aligned") == ([], True)


def test_end_users_nobody_speaks_for(project, manager, tom):
    desk = make_customer(project, "Bid desk", "End user", by=manager, kind="group")
    assert gaps(project, "unspoken") == (["Find a senior user who speaks for Bid desk and Tom Bexley"], False)
    assert forms(project, "unspoken") == ["/projects/CRM1/customers/log/"]
    ines = make_customer(project, "Ines Carvalho", "Senior user", by=manager)
    assert gaps(project, "unspoken") == (["Say who speaks for Bid desk", "Say who speaks for Tom Bexley"], False)
    assert forms(project, "unspoken")[1] == f"/projects/CRM1/customers/{tom.pk}/spoken-for/"
    service.set_who_speaks(project=project, named=[(ines, tom)], taken_off=[], by=manager)
    assert gaps(project, "unspoken") == (["Say who speaks for Bid desk"], False)
    service.set_who_speaks(project=project, named=[(ines, desk)], taken_off=[], by=manager)
    assert gaps(project, "unspoken") == ([], True)


def test_whoever_was_a_senior_user_speaks_for_nobody_any_more(project, manager, tom):
    ines = make_customer(project, "Ines Carvalho", "Senior user", by=manager)
    make_customer(project, "Rajesh Pillai", "Senior user", "End user", by=manager)  # speaks for himself
    service.set_who_speaks(project=project, named=[(ines, tom)], taken_off=[], by=manager)
    assert gaps(project, "unspoken") == ([], True)
    customers.set_roles(stakeholder=ines, roles=[Role.objects.get(name="Customer")], by=manager)
    assert gaps(project, "unspoken") == (["Say who speaks for Tom Bexley"], False)


def test_deliverables_without_a_recipient_or_a_goal(project, manager, tom):
    assert gaps(project, "recipient") == gaps(project, "deliverable-goal") == ([], True)
    deliverable = Deliverable.objects.create(project=project, name="Handbook")
    form = f"/projects/CRM1/deliverables/{deliverable.pk}/edit/"
    assert gaps(project, "recipient") == (["Say who gets Handbook"], False)
    assert gaps(project, "deliverable-goal") == (["Say which goal Handbook serves"], False)
    assert forms(project, "recipient") == forms(project, "deliverable-goal") == [form]
    service.save_deliverable(deliverable=deliverable, goals=[make_goal(project)], named=[tom], by=manager)
    assert gaps(project, "recipient") == gaps(project, "deliverable-goal") == ([], True)


def test_customers_nobody_looks_after(project, manager, tom):
    assert gaps(project, "owner") == (["Say who looks after Tom Bexley"], False)
    tom.relationship_owner = customers.join_team(project=project, user=manager, by=manager)
    tom.save()
    assert gaps(project, "owner") == ([], True)


def test_an_owner_who_has_left_the_team_looks_after_nobody(project, manager, tom):
    member = customers.join_team(project=project, user=manager, by=manager)
    tom.relationship_owner = member
    tom.save()
    member.to_on = timezone.localdate() + timedelta(days=1)
    member.save()
    assert gaps(project, "owner") == ([], True)
    member.to_on = timezone.localdate()
    member.save()
    assert gaps(project, "owner") == (["Say who looks after Tom Bexley"], False)
    check = next(c for c in checks_of(facts_of([project])[project.pk]) if c.name == "owner")
    assert check.gaps[0].why == "Priya Nair looked after them and has left the team."


def test_people_without_a_customer_role_are_asked_for_nothing(project, manager):
    make_customer(project, "Brightwell Systems", "Supplier", by=manager, kind="group")
    assert gaps(project, "unrepresented") == ([], True)
    assert gaps(project, "silent") == ([], False)
    assert gaps(project, "owner") == ([], False)


def test_a_project_that_lacks_nothing(project, manager, sponsor, tom):
    goal = make_goal(project)
    ines = make_customer(project, "Ines Carvalho", "Senior user", by=manager)
    service.set_who_speaks(project=project, named=[(ines, tom)], taken_off=[], by=manager)
    for stakeholder in project.stakeholders.all():
        stakeholder.relationship_owner = customers.join_team(project=project, user=manager, by=manager)
        stakeholder.save()
        for kind in ("service", "deliverable"):
            criterion = make_criterion(stakeholder, f"A good {kind}.", by=manager, confirmed=True, kind=kind, **WHOLE)
            value.align(criterion=criterion, goal=goal, effect="strong", by=manager)
            value.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
    checks = checks_of(facts_of([project])[project.pk])
    assert [check.name for check in checks if not check.holds] == []


@pytest.mark.parametrize("number", [1, 3])
def test_facts_cost_eight_statements_however_much_there_is(project, others, manager, number, django_assert_num_queries):
    goal = make_goal(project)
    for name in range(number):
        stakeholder = make_customer(project, f"Customer {name}", by=manager)
        deliverable = Deliverable.objects.create(project=project, name=f"Thing {name}")
        service.save_deliverable(deliverable=deliverable, goals=[goal], named=[stakeholder], by=manager)
        for wording in range(number):
            criterion = make_criterion(stakeholder, f"Words {wording}", by=manager)
            value.align(criterion=criterion, goal=goal, effect="weak", by=manager)
    projects = list(Project.objects.all())
    with django_assert_num_queries(8):
        for facts in facts_of(projects).values():
            checks_of(facts)


def lend(project, name, *, days=None, by, provider=None, **facts):
    to_on = None if days is None else timezone.localdate() + timedelta(days=days)
    given = {"home_group": "", "is_seconded": True, "from_on": timezone.localdate() - timedelta(days=5), **facts}
    return customers.put_on_team(project=project, name=name, provider=provider, to_on=to_on, by=by, **given)


def test_secondments_that_nobody_is_named_for(project, manager):
    lend(project, "Ana Costa", by=manager, is_seconded=False)
    lend(project, "Dov Peretz", by=manager, days=-1)
    assert gaps(project, "lent") == ([], True)
    member = lend(project, "Ben Adler", by=manager)
    assert gaps(project, "lent") == (["Say who provides Ben Adler"], False)
    assert forms(project, "lent") == [f"/projects/CRM1/team/{member.pk}/edit/#id_provider"]


def test_secondments_that_end_within_30_days(project, manager):
    lend(project, "Ana Costa", by=manager, days=30)
    lend(project, "Ben Adler", by=manager, days=31)
    lend(project, "Cleo Marsh", by=manager, days=0)
    lend(project, "Dov Peretz", by=manager, days=7)
    lend(project, "Eve Stone", by=manager, days=20, is_seconded=False)
    todos, holds = gaps(project, "lent-until")
    assert [todo.split("'")[0] for todo in todos] == ["Dov Peretz", "Ana Costa"]
    assert todos[0].endswith(": extend it or find somebody")
    assert not holds
    dov = project.team.get(person__name="Dov Peretz")
    assert forms(project, "lent-until")[0] == f"/projects/CRM1/team/{dov.pk}/edit/#id_to_on"
    # Who comes back the day it ends has been extended.
    lend(project, "Dov Peretz", by=manager, person=dov.person, from_on=dov.to_on)
    lend(project, "Ana Costa", by=manager, person=project.team.get(person__name="Ana Costa").person, from_on=day(30))
    assert gaps(project, "lent-until") == ([], True)


def day(days):
    return timezone.localdate() + timedelta(days=days)


def test_whoever_lends_people_is_a_customer_or_none_on_purpose(project, manager):
    ines = Party.objects.create(name="Ines Carvalho")
    lend(project, "Ben Adler", by=manager, provider=ines)
    todo = "Log Ines Carvalho as a customer, or say that they are none"
    assert gaps(project, "provider") == ([todo], False)
    assert forms(project, "provider") == ["/projects/CRM1/team/"]
    customers.decline_provider(project=project, party=ines, by=manager)
    assert gaps(project, "provider") == ([], True)
    customers.reconsider_provider(project=project, party=ines, by=manager)
    assert gaps(project, "provider") == ([todo], False)
    customers.log_provider(project=project, party=ines, by=manager)
    assert gaps(project, "provider") == ([], True)


def test_a_gap_with_a_reason_to_keep_it_is_open_no_more(project, manager, tom):
    goal = make_goal(project)
    criterion = make_criterion(tom, by=manager)
    assert gaps(project, "goal-value") == (["Find out who values G1 Cross-sell to existing customers"], False)
    assert gaps(project, "aligned") == (["Align “I see every open offer before I call.” with a goal"], False)
    justify(gap=goal, reason="The board wants it.", by=manager)
    assert gaps(project, "goal-value") == ([], True)
    assert gaps(project, "aligned")[1] is False
    justify(gap=criterion, reason="It costs nothing.", by=manager)
    assert gaps(project, "aligned") == ([], True)
    justify(gap=goal, reason="", by=manager)
    justify(gap=criterion, reason="", by=manager)
    assert [gaps(project, name)[1] for name in ("goal-value", "aligned")] == [False, False]
