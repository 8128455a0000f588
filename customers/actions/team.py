"""The verbs of a project's team: put on it, changed, ended, taken back; and who of it looks after a customer."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from customers.models import DeclinedProvider, Party, Role, Stakeholder, TeamMember
from registry.history import acting
from registry.models import Refused, Stale
from registry.search import fold

from .locks import lock_part, lock_project
from .parties import find_or_make_group, save_party
from .parts import log_customer


@transaction.atomic
def join_team(*, project, user, by, on=None):
    """The member of the project's team that this login is: put on it from a day on (today) if they are not yet.

    Their own entry in the directory is used; without one they get it.
    """
    lock_project(project)
    with acting(by):
        # In all projects at once there is one person of this login: whoever makes it locks the login.
        type(user).objects.select_for_update(no_key=True).get(pk=user.pk)
        person = Party.objects.filter(user=user.pk).first()
        if person is None:
            person = Party(name=str(user), email=user.email, user=user)
            person.save()
        member = TeamMember.objects.filter(project=project.pk, person=person).current().first()
        if member is None:
            member = TeamMember(project=project, person=person, from_on=on or timezone.localdate())
            member.save()
    return member


@transaction.atomic
def save_part(*, stakeholder, by):
    """Save a part as a form left it. An owner who is a manager and no member of the team yet joins it first.

    Raises Stale if somebody saved the part since it was read.
    """
    lock_part(stakeholder)
    owner = stakeholder.relationship_owner
    if owner is not None and owner._state.adding:
        member = join_team(project=stakeholder.project, user=owner.person.user, by=by)
        stakeholder.relationship_owner = member
    with acting(by):
        stakeholder.save()
    return stakeholder


@transaction.atomic
def put_on_team(*, project, name, by, person=None, surely_new=False, home_group="", provider=None, **facts):
    """Put somebody on the project's team: a known person (linked, never copied), or a new one of that name.

    `home_group` is found by its name, or made; a new person belongs to it. `provider` is a Party, saved or not. `facts`
    are fields of TeamMember. A name that was put on the team a moment ago, by a second press of the button say, is the
    same one, unless `surely_new`. Raises ValidationError, as `save_member` does.
    """
    lock_project(project)
    with acting(by):
        if person is None and not surely_new:
            there = TeamMember.objects.filter(project=project.pk, person__name_key=fold(name)[:200])
            again = there.select_related("person").order_by("-pk").first()
            person = again and again.person
        if person is None:
            person = save_party(party=Party(name=name), organisation=home_group, by=by)
        member = TeamMember(project=project, person=person, **facts)
        return save_member(member=member, home_group=home_group, provider=provider, by=by)


@transaction.atomic
def save_member(*, member, home_group, provider, by):
    """Save a place on the team as a form left it: home group by name (found, or made), provider a Party, saved or not.

    Raises ValidationError, with a sentence, for days on which that person is on this team already; Stale.
    """
    lock_project(member.project)
    if not (member.home_group and fold(member.home_group.name) == fold(home_group)):
        member.home_group = find_or_make_group(name=home_group, by=by)
    if provider is not None and provider._state.adding:
        provider = save_party(party=provider, organisation="", by=by)
    member.provider = provider
    member.clean()  # alone and first: it says when they are on the team, and one of the constraints only that they are
    with acting(by):
        member.full_clean()
        member.save()
    return member


@transaction.atomic
def end_membership(*, member, by, on):
    """Let somebody leave the team from a day on; they are kept with that end.

    Whom they look after stays named until then and has nobody afterwards. Raises Refused for an end before the
    beginning; Stale.
    """
    lock_project(member.project)
    if on < member.from_on:
        since = date_format(member.from_on, "j F Y")
        raise Refused(f"{member} joins on {since}; they cannot leave before that day. Take the entry back instead.")
    with acting(by):
        member.to_on = on
        member.save()


@transaction.atomic
def take_off_team(*, member, by):
    """Take back an entry that was wrong: it goes, the person stays in the directory.

    Whoever they looked after has nobody afterwards. Raises Stale.
    """
    lock_project(member.project)
    if not TeamMember.objects.filter(pk=member.pk, version=member.version).exists():
        raise Stale(member)
    with acting(by):
        for stakeholder in Stakeholder.objects.filter(relationship_owner=member.pk):
            stakeholder.relationship_owner = None
            stakeholder.save()
        member.delete()


@transaction.atomic
def log_provider(*, project, party, by):
    """Log somebody who provides people as a customer of the project: a resource provider. Returns the stakeholder.

    What was said against it before is taken back. Raises Refused for somebody who provides nobody, or without a role
    to give.
    """
    lock_project(project)
    if not TeamMember.objects.not_left().filter(project=project.pk, provider=party.pk).exists():
        raise Refused(f"{party} provides nobody to {project.key} any more.")
    role = Role.objects.filter(kind=Role.Kind.PROVIDER).order_by("position", "pk").first()
    if role is None:
        raise Refused("No role is left for those who provide people. Log them as a customer with another role.")
    reconsider_provider(project=project, party=party, by=by)
    return log_customer(project=project, party=party, roles=[role], by=by)


@transaction.atomic
def decline_provider(*, project, party, by):
    """Remember that somebody who provides people is no customer of the project: they are not suggested again.

    Raises Refused for somebody who provides nobody.
    """
    lock_project(project)
    if not TeamMember.objects.not_left().filter(project=project.pk, provider=party.pk).exists():
        raise Refused(f"{party} provides nobody to {project.key} any more.")
    if not Party.objects.select_for_update(no_key=True).filter(pk=party.pk):
        raise Refused(f"{party} is gone by now: merged with somebody, or deleted. Look again.")
    with acting(by):
        DeclinedProvider.objects.get_or_create(project=project, party=party)


@transaction.atomic
def reconsider_provider(*, project, party, by):
    """Forget that somebody was declined: they are suggested again. Nothing happens to one who was not."""
    with acting(by):
        for declined in DeclinedProvider.objects.filter(project=project.pk, party=party.pk):
            declined.delete()
