"""The verbs of roles: given, ended, changed together. Nothing is deleted to take a role away."""

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.formats import date_format

from customers.models import Role, RoleAssignment
from customers.periods import q_overlapping
from registry.history import acting
from registry.models import Refused, Stale

from .locks import lock_part
from .periods import save_period


def q_open(on=None):
    """Roles that have no end, or one later than that day and than today."""
    return Q(to_on__isnull=True) | Q(to_on__gt=max(on or timezone.localdate(), timezone.localdate()))


@transaction.atomic
def give_role(*, stakeholder, role, by, from_on=None):
    """Open a role; one they have already stays as it is. Returns the assignment in force.

    From a day at which they still had it earlier, it goes on where that one ended.

    One that is still to come begins on that day instead.

    A sponsor is accountable if nobody else is on any day from then on: the database decides between concurrent
    requests, the loser becomes a further sponsor.
    """
    from_on = from_on or timezone.localdate()
    lock_part(stakeholder)
    same = stakeholder.assignments.filter(role=role)
    held = same.filter(q_open(from_on)).order_by(F("to_on").desc(nulls_first=True)).first()
    if held is not None:
        if timezone.localdate() < held.from_on and from_on < held.from_on:
            held.from_on = from_on
            save_period(row=held, by=by)
        return held
    from_on = max(from_on, same.aggregate(last=Max("to_on"))["last"] or from_on)
    assignment = RoleAssignment(stakeholder=stakeholder, role=role, from_on=from_on)
    answers = stakeholder.project.assignments.filter(q_overlapping(assignment), is_accountable=True)
    nobody_answers = not answers.exists()
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
        since = date_format(assignment.from_on, "j F Y")
        raise Refused(
            f"{assignment.stakeholder} has been {assignment.role} since {since}; it cannot end before that day."
        )
    with acting(by):
        assignment.to_on = on
        assignment.save()


@transaction.atomic
def set_roles(*, stakeholder, roles, by, on=None, seen=None):
    """Make `roles` the ones in force from a day on: opens what is missing, ends what is not named.

    What begins only later stays as it is, unless it is named: then it begins on that day.

    `seen` are the roles that were on the screen (as `roles_mark` gives them; None: no screen); Stale if others are in
    force by now. Raises Refused like end_role.
    """
    roles, on = set(roles), on or timezone.localdate()
    lock_part(stakeholder)
    if seen is not None and seen != roles_mark(stakeholder):
        raise Stale(stakeholder)
    begun = stakeholder.assignments.filter(q_open(on), from_on__lte=max(on, timezone.localdate()))
    held = list(begun.select_related("role", "stakeholder__party"))
    for assignment in held:
        if assignment.role not in roles:
            end_role(assignment=assignment, by=by, on=on)
    kept = {assignment.role for assignment in held}
    for role in sorted(roles - kept, key=lambda role: (role.position, role.pk)):
        give_role(stakeholder=stakeholder, role=role, by=by, from_on=on)


def roles_mark(stakeholder):
    """Which roles of theirs are in force, in which version, as a text that a form can carry."""
    open_now = stakeholder.assignments.filter(q_open()).order_by("pk")
    return " ".join(f"{pk}.{version}" for pk, version in open_now.values_list("pk", "version"))
