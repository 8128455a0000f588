"""The verbs of a part in a project: logged, represented, taken back."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.formats import date_format

from customers.models import Party, Representation, RoleAssignment, Stakeholder
from registry.history import acting
from registry.models import Refused, Stale
from registry.search import fold

from .locks import lock_part, lock_project
from .parties import fill_in, find_or_make_person, save_party
from .roles import give_role


@dataclass(frozen=True)
class Logged:
    """What logging somebody came to: `new_roles` they had not before, `kept` facts typed but known otherwise."""

    stakeholder: Stakeholder
    was_here: bool
    was_known: bool
    new_roles: list
    kept: list

    @property
    def is_accountable(self):
        return any(assignment.is_accountable for assignment in self.new_roles)


@transaction.atomic
def log_somebody(
    *,
    project,
    name,
    roles,
    by,
    party=None,
    surely_new=False,
    kind=Party.Kind.PERSON,
    organisation="",
    representative="",
    why="",
    is_declared_customer=False,
    **facts,
):
    """Log somebody by name, or a known `party` (linked, never copied; only blanks of theirs are filled in).

    A name that was logged here a moment ago, by a second press of the button say, is the same one, unless `surely_new`.
    Raises Refused and ValidationError like the verbs it is made of.
    """
    lock_project(project)
    if party is None and not surely_new:
        here = Party.objects.filter(stakeholders__project=project, kind=kind, name_key=fold(name)[:200])
        party = here.order_by("pk").first() if fold(name) else None
    was_known, kept = party is not None, []
    if was_known:
        kept = fill_in(party=party, organisation=organisation, by=by, **facts)
    else:
        party = save_party(party=Party(name=name, kind=kind, **facts), organisation=organisation, by=by)
    had = set(RoleAssignment.objects.filter(stakeholder__party=party, project=project).values_list("pk", flat=True))
    was_here = Stakeholder.objects.filter(project=project, party=party).exists()
    stakeholder = log_customer(
        project=project, party=party, roles=roles, by=by, why=why, is_declared_customer=is_declared_customer
    )
    if representative:
        if not party.is_group:
            raise Refused("Only a group takes a representative; a person speaks for themselves.")
        person = find_or_make_person(name=representative, group=party, by=by)
        name_representative(stakeholder=stakeholder, person=person, by=by)
    new_roles = list(stakeholder.assignments.exclude(pk__in=had).select_related("role"))
    return Logged(stakeholder, was_here, was_known, new_roles, kept)


@transaction.atomic
def log_customer(*, project, party, roles, by, why="", is_declared_customer=False, from_on=None):
    """Give a party a part in the project, with these roles: the same part if it has one already, never a second.

    The first sponsor of a project becomes its accountable one. Returns the stakeholder.
    Raises Refused for a part without a role that nothing declares a customer either.
    """
    roles = list(roles)
    if not roles and not is_declared_customer:
        raise Refused("Tick at least one role.")
    with acting(by):
        stakeholder, is_new = Stakeholder.objects.get_or_create(
            project=project,
            party=party,
            defaults={"why": why, "is_declared_customer": is_declared_customer},
        )
        if not is_new:
            # Found by this very party, who may be merged into somebody else before their name is read again.
            stakeholder.party = party
            say_more(stakeholder, why=why, is_declared_customer=is_declared_customer)
        for role in roles:
            give_role(stakeholder=stakeholder, role=role, from_on=from_on, by=by)
    return stakeholder


def say_more(stakeholder, *, why, is_declared_customer):
    """Add to an existing part what it does not say yet; its own reason stays."""
    facts = stakeholder.why or why, stakeholder.is_declared_customer or is_declared_customer
    if facts != (stakeholder.why, stakeholder.is_declared_customer):
        stakeholder.why, stakeholder.is_declared_customer = facts
        stakeholder.save()


NOT_ASKED = object()


@transaction.atomic
def name_representative(*, stakeholder, person, by, on=None, seen=NOT_ASKED):
    """Let a person speak for a group from a day on; whoever did before is kept with an end. None: nobody any more.

    `seen` is the representation that was on the screen (None: nobody). Raises Refused for somebody who is not a person,
    a part that is not a group's, a day before the present one began, or when another one speaks for the group by now.
    """
    on = on or timezone.localdate()
    lock_part(stakeholder)
    if not stakeholder.party.is_group:
        raise Refused("Only a group takes a representative; a person speaks for themselves.")
    if person is not None and person.is_group:
        raise Refused("A group is represented by a person.")
    present = stakeholder.representations.filter(to_on__isnull=True).first()
    if seen is not NOT_ASKED and present != seen:
        name = present.person if present else "nobody"
        raise Refused(f"The representative changed meanwhile: it is {name} now. Look again before replacing them.")
    if present is not None and person is not None and present.person_id == person.pk:
        return present
    if present is not None and on < present.from_on:
        since = date_format(present.from_on, "j F Y")
        raise Refused(f"{present.person} has spoken for {stakeholder} since {since}; choose that day or a later one.")
    with acting(by):
        if present is not None:
            present.to_on = on
            present.save()
        if person is None:
            return None
        representation = Representation(stakeholder=stakeholder, person=person, from_on=on)
        representation.save()
    return representation


@transaction.atomic
def take_back(*, stakeholder, by):
    """Undo the logging of a customer: the part goes, the person or group stays in the directory.

    Raises Refused once something hangs on it (criteria): then its roles can be ended instead; Stale if somebody edited
    the part since it was read.
    """
    lock_part(stakeholder)
    if Stakeholder.objects.filter(pk=stakeholder.pk).exclude(version=stakeholder.version).exists():
        raise Stale(stakeholder)
    if stakeholder.criteria.exists():
        raise Refused(f"{stakeholder} has value criteria by now; end their roles instead, the criteria are kept.")
    with acting(by):
        try:
            with transaction.atomic():
                stakeholder.delete()
        except ProtectedError:
            raise Refused(f"Other entries hang on {stakeholder} by now; end their roles instead.") from None
