"""The verbs of a project's team: put on it, changed, ended, taken back; and who of it looks after a customer."""

from django.db import transaction

from customers.models import Party, TeamMember
from registry.history import acting

from .locks import lock_project


@transaction.atomic
def join_team(*, project, user, by):
    """The member of the project's team that this login is: put on it from today on if they are not, never twice.

    Their own entry in the directory is used; without one they get it.
    """
    lock_project(project)
    with acting(by):
        person = Party.objects.filter(user=user.pk).first()
        if person is None:
            person = Party(name=str(user), email=user.email, user=user)
            person.save()
        member = TeamMember.objects.filter(project=project.pk, person=person).current().first()
        if member is None:
            member = TeamMember(project=project, person=person)
            member.save()
    return member


@transaction.atomic
def save_part(*, stakeholder, by):
    """Save a part as a form left it. An owner who is a manager and no member of the team yet joins it first.

    Raises Stale if somebody saved the part since it was read.
    """
    owner = stakeholder.relationship_owner
    if owner is not None and owner._state.adding:
        member = join_team(project=stakeholder.project, user=owner.person.user, by=by)
        stakeholder.relationship_owner = member
    with acting(by):
        stakeholder.save()
    return stakeholder
