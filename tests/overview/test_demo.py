"""The demo: what it makes, and that it is alive whenever it is loaded."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from customers.models import Party, Representation, RoleAssignment, Stakeholder
from overview.facts import facts_of
from overview.gaps import checks_of
from projects.models import Project
from projects.permissions import Permission, may
from pulse.models import Answer, Promise, PulseRound
from pulse.standing import with_standing
from registry.timeline import project_timeline
from tests.stage import kept
from valuecriteria.conflicts import conflicts_of
from valuecriteria.models import Alignment, Revision, State, ValueCriterion

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for the tests of this file that only read it; what it said."""
    yield from kept(django_db_blocker, load)


def load(*options):
    said = StringIO()
    call_command("load_demo", *options, stdout=said)
    return said.getvalue()


def user(login):
    return User.objects.get(email=f"{login}@example.org")


def test_three_projects_with_12_25_and_8_customers_and_six_sign_ins(demo, settings):
    customers = Stakeholder.objects.customers().values_list("project__key").annotate(Count("pk"))
    assert dict(customers.order_by("project__key")) == {"CRM1": 12, "FLOW2": 25, "SITE3": 8}
    for login in ("admin", "manager", "sponsor", "customer", "pmo", "outsider"):
        assert f"{login}@example.org" in demo
        assert user(login).check_password(settings.DEMO_PASSWORD)
    assert settings.DEMO_PASSWORD in demo


def test_whoever_speaks_for_a_group_belongs_somewhere(demo):
    assert not Representation.objects.filter(person__group=None).exists()
    assert Party.objects.get(name="Ingrid Solheim").is_external


def test_who_may_see_what(demo):
    visible = {
        login: [*Project.objects.visible_to(user(login)).order_by("key").values_list("key", flat=True)]
        for login in ("admin", "manager", "sponsor", "customer", "pmo", "outsider")
    }
    everything = ["CRM1", "FLOW2", "SITE3"]
    assert visible == {
        "admin": everything,
        "manager": everything,
        "sponsor": ["CRM1"],
        "customer": ["CRM1"],
        "pmo": everything,
        "outsider": [],
    }
    crm = Project.objects.get(key="CRM1")
    assert may(user("sponsor"), Permission.REVIEW, crm)
    assert not may(user("customer"), Permission.SEE_VALUE, crm)


def test_conflicts_of_several_kinds_some_decided(demo):
    conflicts = conflicts_of(Project.objects.get(key="CRM1"))
    assert {cause.kind for conflict in conflicts for cause in conflict.causes} == {"direction", "goal"}
    assert {conflict.latest.outcome for conflict in conflicts if not conflict.is_open} == {"both", "none"}
    assert sum(conflict.is_open for conflict in conflicts) > 3


def test_criteria_in_every_state_and_reviews_for_the_sponsor(demo):
    states = ValueCriterion.objects.with_facts().values_list("state_name", flat=True)
    assert set(states) == set(State.values)
    assert ValueCriterion.objects.waiting_for(user("sponsor")).count() >= 3
    assert ValueCriterion.objects.filter(stakeholder__party__user=user("customer")).count() == 3
    agreed_then_reworded = Revision.objects.filter(number=1, reviews__decision="agree", criterion__revisions__number=2)
    assert agreed_then_reworded.exists()


def test_facts_that_the_pages_have_to_cope_with(demo):
    assert Alignment.objects.filter(effect="conflict").exists()
    dana = Stakeholder.objects.get(party__name="Dana Whitfield")
    roles = dana.assignments.current().values_list("role__name", flat=True)
    assert set(roles) == {"Sponsor", "Customer"}
    before = RoleAssignment.objects.get(stakeholder__party__name="Henrik Sand")
    assert before.is_accountable
    assert before.to_on == dana.assignments.get(is_accountable=True).from_on
    assert Stakeholder.objects.get(party__name="Anselm Okafor").no_own_benefit
    assert Party.objects.get(name="Emergency care").group.name == "Lakeside General Hospital"
    assert Party.objects.get(name="Webshop team").is_external
    assert Representation.objects.current().count() > 20


def test_planted_gaps_of_every_kind_but_those_of_an_empty_project(demo):
    facts = facts_of(Project.objects.all())
    found = {check.name for known in facts.values() for check in checks_of(known) if check.gaps}
    missing = {check.name for check in checks_of(next(iter(facts.values())))} - found
    assert missing == {"sponsor", "purpose", "goal"}


def test_rounds_with_a_drop_and_a_recovery_promises_in_every_state_and_somebody_nobody_hears(demo):
    rounds = PulseRound.objects.values_list("project__key").annotate(Count("pk"))
    assert dict(rounds.order_by("project__key")) == {"CRM1": 6, "FLOW2": 3, "SITE3": 2}
    team = Stakeholder.objects.get(party__name="Sales team")
    scores = Answer.objects.filter(stakeholder=team).order_by("round__number").values_list("score", flat=True)
    assert [*scores] == [7, 6, 4, 5, 7, 8]
    promises = Promise.objects.all()
    for found in (promises.overdue(), promises.open(), promises.untold(), promises.told(), promises.filter(owner=None)):
        assert found.exists()
    assert Promise.objects.exclude(answer=None).exists()
    silent = with_standing(Stakeholder.objects.filter(project__key="CRM1").customers()).filter(is_silent=True)
    assert "Night shift agents" in {str(each) for each in silent.select_related("party")}


def test_a_customer_of_two_projects_whom_the_next_round_need_not_ask_so_soon(demo, client):
    shared = Party.objects.annotate(parts=Count("stakeholders")).get(parts=2, stakeholders__project__key="SITE3")
    assert str(shared) == "Northgate Retail"
    client.force_login(user("manager"))
    client.post("/projects/SITE3/pulse/rounds/open/")
    page = client.get("/projects/SITE3/pulse/rounds/3/ask/").content.decode()
    assert "CRM1</a> asked them on" in page


def test_the_history_lies_in_the_past_and_says_who(demo):
    now = timezone.now()
    newest = project_timeline(Project.objects.get(key="CRM1"), with_judgement=False).rows
    assert newest[0].at <= now
    assert now - newest[0].at < timedelta(days=7)
    assert {"Priya Nair", "Dana Whitfield", "Tom Bexley"} <= {change.by for change in newest}
    assert not ValueCriterion.objects.filter(created_at__gt=now - timedelta(hours=1)).exists()
    crm = Project.objects.get(key="CRM1")
    assert crm.updated_at < now - timedelta(days=1)
    assert crm.stage_since == timezone.localdate() - timedelta(days=165)


def test_each_thing_is_said_once(demo):
    said = list(Revision.objects.order_by("pk").values_list("statement", flat=True))
    assert len(said) == len(set(said))
    assert said[0].startswith("I can tell the board in March")
