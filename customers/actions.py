"""The verbs of customers. Each is one transaction, says who did it, and can refuse with a sentence."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from registry.history import acting
from registry.models import Refused
from registry.search import fold

from .models import Party, Representation, Role, RoleAssignment, Stakeholder


def find_or_make_group(*, name, by):
    """The group of that name (folded: case, accents and punctuation aside), made if there is none; None for a blank one.

    With several of that name the oldest is taken: typing a name never makes another copy.
    """
    name = " ".join(name.split())
    if not name:
        return None
    known = (
        Party.objects.groups().filter(name_key=fold(name)[:200]).order_by("pk").first()
    )
    if known is not None:
        return known
    with acting(by):
        group = Party(kind=Party.Kind.GROUP, name=name)
        group.full_clean()
        group.save()
    return group


@transaction.atomic
def log_customer(
    *, project, party, roles, by, why="", is_declared_customer=False, from_on=None
):
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
        if not is_new and why and not stakeholder.why:
            stakeholder.why = why
            stakeholder.save()
        for role in roles:
            give_role(stakeholder=stakeholder, role=role, from_on=from_on, by=by)
    return stakeholder


@transaction.atomic
def give_role(*, stakeholder, role, by, from_on=None):
    """Open a role; one they have already stays as it is. Returns the assignment in force.

    A sponsor is accountable while nobody else is: the database decides between concurrent requests, the loser becomes a
    further sponsor.
    """
    held = stakeholder.assignments.filter(role=role, to_on__isnull=True).first()
    if held is not None:
        return held
    assignment = RoleAssignment(
        stakeholder=stakeholder, role=role, from_on=from_on or timezone.localdate()
    )
    nobody_answers = not stakeholder.project.assignments.filter(
        is_accountable=True, to_on__isnull=True
    ).exists()
    with acting(by):
        if role.kind == Role.Kind.SPONSOR and nobody_answers:
            assignment.is_accountable = True
            try:
                with transaction.atomic():
                    assignment.save()
                return assignment
            except IntegrityError:
                assignment.is_accountable = False
                assignment.pk, assignment._state.adding = None, True
        assignment.save()
    return assignment


@transaction.atomic
def end_role(*, assignment, by, on=None):
    """Take one role away from a day on; it is kept with its end, the other roles and all criteria stay.

    Raises Refused for an end before its beginning.
    """
    on = on or timezone.localdate()
    if on < assignment.from_on:
        raise Refused(
            f"{assignment.stakeholder} has been {assignment.role} since {assignment.from_on}; it cannot end before."
        )
    with acting(by):
        assignment.to_on = on
        assignment.save()


@transaction.atomic
def set_roles(*, stakeholder, roles, by, on=None):
    """Make `roles` the ones in force: opens what is missing, ends what is not named."""
    roles = set(roles)
    for assignment in stakeholder.assignments.filter(to_on__isnull=True).select_related(
        "role", "stakeholder__party"
    ):
        if assignment.role not in roles:
            end_role(assignment=assignment, by=by, on=on)
    for role in sorted(roles, key=lambda role: (role.position, role.pk)):
        give_role(stakeholder=stakeholder, role=role, by=by, from_on=on)


@transaction.atomic
def hand_over(*, project, to, by, seen=None, on=None):
    """Make `to` (a stakeholder) the accountable sponsor; the one before keeps an assignment that ends on that day.

    `seen` is the assignment that was on the screen (None: nobody). Raises Refused if another one is in force by now, if
    `to` is it already, or if the day lies before the present one began; Stale if two hand over at once.
    """
    on = on or timezone.localdate()
    present = (
        project.assignments.filter(is_accountable=True, to_on__isnull=True)
        .select_related("stakeholder__party")
        .first()
    )
    if present != seen:
        name = present.stakeholder if present else "nobody"
        raise Refused(
            f"The accountable sponsor changed meanwhile: it is {name} now. Look again before handing over."
        )
    if present is not None and present.stakeholder_id == to.pk:
        raise Refused(f"{to} is the accountable sponsor already.")
    with acting(by):
        if present is not None:
            if seen is not None:
                present.version = seen.version
            end_role(assignment=present, by=by, on=on)
        role = (
            present.role
            if present
            else Role.objects.filter(kind=Role.Kind.SPONSOR)
            .order_by("position", "pk")
            .first()
        )
        held = to.assignments.filter(role=role, to_on__isnull=True).first()
        if held is not None and held.from_on < on:
            end_role(assignment=held, by=by, on=on)
            held = None
        assignment = held or RoleAssignment(stakeholder=to, role=role, from_on=on)
        assignment.is_accountable = True
        try:
            with transaction.atomic():
                assignment.save()
        except IntegrityError:
            raise Refused(
                "Somebody else named an accountable sponsor at the same moment. Look again."
            ) from None
    return assignment


@transaction.atomic
def name_representative(*, stakeholder, person, by, on=None):
    """Let a person speak for a group from a day on; whoever did before is kept with an end. None: nobody any more.

    Raises Refused for somebody who is not a person, or a part that is not a group's.
    """
    on = on or timezone.localdate()
    if not stakeholder.party.is_group:
        raise Refused(
            "Only a group takes a representative; a person speaks for themselves."
        )
    if person is not None and person.is_group:
        raise Refused("A group is represented by a person.")
    present = stakeholder.representations.filter(to_on__isnull=True).first()
    if present is not None and person is not None and present.person_id == person.pk:
        return present
    with acting(by):
        if present is not None:
            present.to_on = max(on, present.from_on)
            present.save()
        if person is None:
            return None
        representation = Representation(
            stakeholder=stakeholder, person=person, from_on=on
        )
        representation.save()
    return representation


@transaction.atomic
def take_back(*, stakeholder, by):
    """Undo the logging of a customer: the part goes, the person or group stays in the directory.

    Raises Refused once something hangs on it (criteria): then its roles can be ended instead.
    """
    if stakeholder.criteria.exists():
        raise Refused(
            f"{stakeholder} has value criteria by now; end their roles instead, the criteria are kept."
        )
    with acting(by):
        stakeholder.delete()
