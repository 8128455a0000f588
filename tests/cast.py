"""The cast of the tests, with names: who they are is what projects/permissions.py calls their standing.

CRM1 is managed by the manager, sponsored by the sponsor (accountable), and has the customer among its customers. The
outsider has a login and nothing else. `others` is a second project, WHS2, of which only its own manager knows.
"""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management.color import no_style
from django.db import connection

from accounts.models import PMO_VIEWERS, PROJECT_MANAGERS, User
from customers import actions as customers
from customers.models import (
    Assessment,
    DeclinedProvider,
    NotTheSame,
    Party,
    Recipient,
    Role,
    SpeaksFor,
    TeamMember,
)
from projects.models import Deliverable, Goal, OrganisationalGoal, Project, Stage
from pulse import actions as pulse
from tests.stage import STAGE, scenes_of
from valuecriteria import actions as value
from valuecriteria.models import ValueCriterion

PASSWORD = "correct horse battery"


def keys_begin_anew():
    """Numbers rows from one again, as far as none are there: PostgreSQL goes on where another test ended.

    For tests that try every number: there are few, and the same on both engines.
    """
    models = [*apps.get_models()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def make_user(name, **fields):
    return User.objects.create_user(f"{name.split()[0].lower()}@example.org", PASSWORD, name=name, **fields)


def make_project(key="CRM1", name="Customer management software", *, manager, **fields):
    project = Project.objects.create(key=key, name=name, **{"stage": Stage.ACTIVE, **fields})
    goal, _ = OrganisationalGoal.objects.get_or_create(name="More revenue")
    project.organisational_goals.add(goal)
    project.managers.add(manager)
    return project


def make_customer(project, name, *roles, by, user=None, kind="person", group=None, **fields):
    """Somebody with a part in a project; roles by name ("Sponsor", "Customer", ...)."""
    party, _ = Party.objects.get_or_create(name=name, defaults={"kind": kind, "group": group, "user": user})
    roles = [Role.objects.get(name=role) for role in roles or ["Customer"]]
    return customers.log_customer(project=project, party=party, roles=roles, by=by, **fields)


def make_criterion(
    stakeholder,
    statement="I see every open offer before I call.",
    *,
    by,
    confirmed=False,
    **fields,
):
    criterion = ValueCriterion(stakeholder=stakeholder, **{"kind": "deliverable", **fields})
    value.capture(criterion=criterion, statement=statement, by=by)
    if confirmed:
        value.confirm(
            revision=criterion.current_revision,
            said_by=str(stakeholder),
            how="meeting",
            by=by,
        )
    return criterion


def settle_between(one, other, *, by, outcome="both", reason="Each in its own place."):
    """The sponsor's decision between two criteria, on the words of today."""
    one, other = sorted([one, other], key=lambda criterion: criterion.pk)
    revisions = [one.current_revision_id, other.current_revision_id]
    return value.decide_conflict(one=one, other=other, revisions=revisions, outcome=outcome, reason=reason, by=by)


def make_goal(project, statement="Cross-sell to existing customers", **fields):
    return Goal.objects.create(project=project, number=project.goals.count() + 1, statement=statement, **fields)


def make_surroundings(stakeholder, group, mark=""):
    """Around a person and a group with a part in the same project: one row of all that hangs on customers."""
    project, person = stakeholder.project, stakeholder.party
    deliverable = Deliverable.objects.create(project=project, name=f"Handbook {mark}".strip())
    Recipient.objects.create(deliverable=deliverable, stakeholder=stakeholder)
    SpeaksFor.objects.create(speaker=stakeholder, spoken_for=group)
    Assessment.objects.create(stakeholder=stakeholder, influence=4, interest=2, engagement_now="neutral")
    member = Party.objects.create(name=f"Member {mark}".strip())
    TeamMember.objects.create(project=project, person=member, is_seconded=True, provider=person)
    DeclinedProvider.objects.create(project=project, party=person)
    first, second = sorted([person, member], key=lambda party: party.pk)
    NotTheSame.objects.create(first=first, second=second)


def make_round(project, *, by, on=None):
    """A round of its own: one that is open is closed first."""
    for other in project.rounds.open():
        pulse.close_round(round=other, by=by, on=on)
    return pulse.open_round(project=project, by=by, on=on)


def make_answer(round, stakeholder, score=8, words="It gets better.", *, by, on=None, **said):
    return pulse.answer(
        round=round, stakeholder=stakeholder, score=score, words=words, by=by, on=on, **{"channel": "meeting", **said}
    )


def make_link(round, stakeholder, *, by):
    """The address of a new personal link, as its owner opens it."""
    _, token = pulse.make_link(round=round, stakeholder=stakeholder, by=by)
    return f"/l/{token}/"


def make_promise(stakeholder, what="Show every open offer on one page", *, by, due_on="2030-05-02", **fields):
    fields = fields if "who" in fields else {"owner": by, **fields}
    return pulse.promise(stakeholder=stakeholder, what=what, due_on=due_on, by=by, **fields)


def make_pulse(criterion, *, by):
    """A round in which this criterion's customer answered, and a promise made after it, kept and told.

    And a personal link of theirs, asked for by mail too, which they do not want.
    """
    stakeholder = criterion.stakeholder
    asked = make_round(stakeholder.project, by=by)
    said = make_answer(asked, stakeholder, 5, scores={criterion: (4, "Slower than before.")}, by=by)
    promised = make_promise(stakeholder, answer=said, criterion=criterion, by=by)
    pulse.keep(promise=promised, by=by)
    pulse.tell(promise=promised, text="You said it is slow. We did something about it.", by=by)
    make_link(asked, stakeholder, by=by)
    pulse.ask_for_mail(round=asked, stakeholders=[stakeholder], by=by)
    pulse.stop_mail(person=stakeholder.party, by=by)
    return said


def make_admin():
    return User.objects.create_superuser("admin@example.org", PASSWORD, name="Ada Admin")


def make_manager():
    user = make_user("Priya Nair")
    user.groups.add(Group.objects.get(name=PROJECT_MANAGERS))
    return user


def make_pmo():
    user = make_user("Olu Viewer")
    user.groups.add(Group.objects.get(name=PMO_VIEWERS))
    return user


def make_part(cast, name, role):
    user = make_user(name)
    make_customer(cast["project"], name, role, by=cast["manager"], user=user)
    return user


# In the order in which they come; each is made of those before it.
MAKERS = {
    "manager": lambda cast: make_manager(),
    "project": lambda cast: make_project(manager=cast["manager"]),
    "sponsor": lambda cast: make_part(cast, "Dana Whitfield", "Sponsor"),
    "customer": lambda cast: make_part(cast, "Tom Bexley", "End user"),
    "admin": lambda cast: make_admin(),
    "outsider": lambda cast: make_user("Otto Outsider"),
    "pmo": lambda cast: make_pmo(),
    "others": lambda cast: make_project("WHS2", "Warehouse move", manager=make_user("Mona Other")),
}
NEEDS = {"project": ["manager"], "sponsor": ["manager", "project"], "customer": ["manager", "project"]}


@pytest.fixture(scope="session")
def theatre(django_db_setup, django_db_blocker):
    yield STAGE
    with django_db_blocker.unblock():
        STAGE.clear()


@pytest.fixture
def staged(request, theatre, django_db_blocker):
    """Whom the test names, as they stand around its own transaction: before that begins."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    makers = {} if commits or (marker and marker.kwargs.get("transaction")) else makers_for(request)
    with django_db_blocker.unblock():
        return theatre.bring(makers)


def makers_for(request):
    """Whom scenes need, the scenes, and then whoever else is named: so that a scene stays while others come and go."""
    scenes = scenes_of(request)
    around = with_needed(name for stand in scenes.values() for name in stand.needs)
    named = with_needed(request.fixturenames)
    first = {name: make for name, make in MAKERS.items() if name in around}
    others = {name: make for name, make in MAKERS.items() if name in named}

    def maker(stand):
        return lambda cast: stand.make(**{name: cast[scenes.get(name, name)] for name in stand.needs})

    return first | {stand: maker(stand) for stand in scenes.values()} | others


def with_needed(names):
    named = MAKERS.keys() & set(names)
    return named.union(*(NEEDS.get(name, ()) for name in named))


@pytest.fixture
def _django_db_helper(staged, _django_db_helper):
    """pytest-django's own, which begins the test's transaction."""


@pytest.fixture
def cast(staged, db):
    """`cast(name)`: from the stage, or made within the test."""

    def find(name):
        for needed in NEEDS.get(name, ()):
            find(needed)
        if name not in staged:
            staged[name] = MAKERS[name](staged)
        return staged[name]

    return find


@pytest.fixture
def admin(cast):
    return cast("admin")


@pytest.fixture
def manager(cast):
    return cast("manager")


@pytest.fixture
def pmo(cast):
    return cast("pmo")


@pytest.fixture
def outsider(cast):
    return cast("outsider")


@pytest.fixture
def project(cast):
    return cast("project")


@pytest.fixture
def sponsor(cast):
    return cast("sponsor")


@pytest.fixture
def customer(cast):
    return cast("customer")


@pytest.fixture
def others(cast):
    return cast("others")
