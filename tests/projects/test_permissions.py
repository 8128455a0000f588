"""Who may do what: the table of the domain, written down a second time and compared with every standing.

The code's table (projects/permissions.py) is not read here, so that a slip in it shows.
"""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from accounts.models import PMO_VIEWERS, PROJECT_MANAGERS, User
from customers import actions as customers
from customers.models import Stakeholder
from projects.models import Project, Stage
from projects.permissions import Permission, Site, may
from tests.cast import make_customer, make_user

P = Permission
READS = {P.SEE_PROJECT, P.SEE_VALUE, P.EXPORT}
CUSTOMER = {P.SEE_PROJECT, P.OWN_VALUE}
SPONSOR = {*READS, P.OWN_VALUE, P.REVIEW}
MANAGER = {*READS, P.OWN_VALUE, P.SEE_JUDGEMENT, P.JUDGE, P.EDIT, P.REOPEN}
PMO = READS
EVERYTHING_BUT_REVIEW = MANAGER

# Somebody who is ...: what they may do in CRM1 while it is open.
IN_PROJECT = {
    "nobody signed in": set(),
    "outsider": set(),
    "project manager of other projects": set(),
    "sponsor of another project": set(),
    "inactive manager": set(),
    "inactive sponsor": set(),
    "inactive administrator": set(),
    "staff without more": set(),
    "customer": CUSTOMER,
    "former sponsor": CUSTOMER,
    "sponsor": SPONSOR,
    "manager": MANAGER,
    "manager outside the group": MANAGER,
    "PMO viewer": PMO,
    "administrator": EVERYTHING_BUT_REVIEW,
    "manager and sponsor": MANAGER | SPONSOR,
    "administrator and sponsor": EVERYTHING_BUT_REVIEW | SPONSOR,
    "PMO viewer and customer": PMO | CUSTOMER,
}

CHANGES = {P.EDIT, P.JUDGE, P.REVIEW}

ON_SITE = {
    "nobody signed in": set(),
    "outsider": set(),
    "project manager of other projects": {Site.CREATE_PROJECT, Site.READ_DIRECTORY, Site.EDIT_DIRECTORY, Site.MERGE},
    "sponsor of another project": set(),
    "inactive manager": set(),
    "inactive sponsor": set(),
    "inactive administrator": set(),
    "staff without more": set(),
    "customer": set(),
    "former sponsor": set(),
    "sponsor": set(),
    "manager": {Site.CREATE_PROJECT, Site.READ_DIRECTORY, Site.EDIT_DIRECTORY, Site.MERGE},
    "manager outside the group": {Site.READ_DIRECTORY, Site.EDIT_DIRECTORY, Site.MERGE},
    "PMO viewer": {Site.READ_DIRECTORY},
    "administrator": set(Site),
    "manager and sponsor": {Site.CREATE_PROJECT, Site.READ_DIRECTORY, Site.EDIT_DIRECTORY, Site.MERGE},
    "administrator and sponsor": set(Site),
    "PMO viewer and customer": {Site.READ_DIRECTORY},
}


@pytest.fixture
def somebody(project, others, manager, sponsor, customer, pmo, admin, outsider):
    """A function from "who they are" to a user of that standing."""

    def take_part(user, *roles, where=project):
        make_customer(where, f"{user.name} {where.key}", *roles, by=manager, user=user)
        return user

    def in_group(user, name):
        user.groups.add(Group.objects.get(name=name))
        return user

    def switched_off(user):
        user.is_active = False
        user.save()
        return user

    def former_sponsor():
        user = take_part(make_user("Fiona Former"), "Sponsor")
        assignment = project.stakeholders.get(party__user=user).assignments.get()
        assignment.from_on = timezone.localdate() - timezone.timedelta(days=30)
        assignment.save()
        customers.end_role(assignment=assignment, by=manager)
        return user

    def manages(user):
        project.managers.add(user)
        return user

    made = {
        "nobody signed in": AnonymousUser,
        "outsider": lambda: outsider,
        "project manager of other projects": lambda: in_group(others.managers.get(), PROJECT_MANAGERS),
        "sponsor of another project": lambda: take_part(make_user("Else Where"), "Sponsor", where=others),
        "inactive manager": lambda: switched_off(manages(make_user("Gone Manager"))),
        "inactive sponsor": lambda: switched_off(take_part(make_user("Asleep Sponsor"), "Sponsor")),
        "inactive administrator": lambda: switched_off(make_user("Idle Admin", is_superuser=True, is_staff=True)),
        "staff without more": lambda: make_user("Stan Staff", is_staff=True),
        "customer": lambda: customer,
        "former sponsor": former_sponsor,
        "sponsor": lambda: sponsor,
        "manager": lambda: manager,
        "manager outside the group": lambda: manages(make_user("Nora Nogroup")),
        "PMO viewer": lambda: pmo,
        "administrator": lambda: admin,
        "manager and sponsor": lambda: take_part(manager, "Sponsor"),
        "administrator and sponsor": lambda: take_part(admin, "Sponsor"),
        "PMO viewer and customer": lambda: take_part(in_group(make_user("Both Hats"), PMO_VIEWERS), "End user"),
    }

    def make(who):
        user = made[who]()
        # As the session does it: fetched with the groups.
        return User.objects.with_groups().get(pk=user.pk) if user.pk else user

    return make


def allowed(user, project):
    return {permission for permission in Permission if may(user, permission, project)}


@pytest.mark.parametrize("who", IN_PROJECT)
@pytest.mark.parametrize("stage", [Stage.PROPOSED, Stage.ACTIVE, Stage.ON_HOLD])
def test_open_project(somebody, project, who, stage):
    user = somebody(who)
    Project.objects.filter(pk=project.pk).update(stage=stage)
    assert allowed(user, Project.objects.get(pk=project.pk)) == IN_PROJECT[who]


@pytest.mark.parametrize("who", IN_PROJECT)
def test_closed_project_is_read_only_but_for_reopening(somebody, project, who):
    user = somebody(who)
    Project.objects.filter(pk=project.pk).update(stage=Stage.CLOSED)
    assert allowed(user, Project.objects.get(pk=project.pk)) == IN_PROJECT[who] - CHANGES


@pytest.mark.parametrize("who", ON_SITE)
def test_site(somebody, who):
    user = somebody(who)
    assert {permission for permission in Site if may(user, permission)} == ON_SITE[who]


@pytest.mark.parametrize("who", IN_PROJECT)
def test_querysets_give_the_same_answer(somebody, project, who):
    """Lists (visible_to, value_known_to) and single pages (may) cannot disagree."""
    user = somebody(who)
    assert (project in Project.objects.visible_to(user)) == (P.SEE_PROJECT in IN_PROJECT[who])
    assert (project in Project.objects.value_known_to(user)) == (P.SEE_VALUE in IN_PROJECT[who])


@pytest.mark.parametrize("who", IN_PROJECT)
def test_standings_that_came_with_the_project_are_the_same_as_asked_for(
    somebody, project, who, django_assert_num_queries
):
    user = somebody(who)
    if not user.is_authenticated:
        return
    brought = Project.objects.with_standings(user).get(pk=project.pk)
    with django_assert_num_queries(0):
        answer = allowed(user, brought)
    assert answer == IN_PROJECT[who]


def test_every_standing_and_every_permission_is_in_the_tables_above(project):
    assert set(IN_PROJECT) == set(ON_SITE)
    assert set().union(*IN_PROJECT.values()) == set(Permission)
    assert set().union(*ON_SITE.values()) == set(Site)


def test_a_part_that_is_taken_away_takes_the_project_away(project, customer):
    assert project in Project.objects.visible_to(customer)
    Stakeholder.objects.get(party__user=customer).delete()
    assert project not in Project.objects.visible_to(customer)
