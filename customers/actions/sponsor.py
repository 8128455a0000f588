"""The verb that moves accountability from one sponsor to another."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from customers.models import Party, Role, RoleAssignment, Stakeholder
from registry.history import acting
from registry.models import Refused

from .locks import lock_project
from .parties import save_party
from .periods import save_period
from .roles import end_role, q_open


def accountable_now(project):
    """The assignment of the sponsor who answers for the project without an end, else of who does so last; or None."""
    return (
        project.assignments.filter(q_open(), is_accountable=True)
        .select_related("role", "stakeholder__party")
        .order_by(F("to_on").desc(nulls_first=True), "-from_on")
        .first()
    )


@transaction.atomic
def hand_over(*, project, to, by, seen=None, on=None):
    """Make `to` (a stakeholder) the accountable sponsor from a day on, past or to come, without an end.

    The one before keeps an assignment that ends on that day, or earlier if it does so already.

    `seen` is the assignment that was on the screen (None: nobody). Raises Refused if another one is in force by now, if
    `to` is it already, if the day lies before the present one began, or if somebody else answers for the project on a
    later day; Stale if two hand over at once.
    """
    on = on or timezone.localdate()
    lock_project(project)
    present = accountable_now(project)
    if present != seen:
        name = present.stakeholder if present else "nobody"
        raise Refused(f"The accountable sponsor changed meanwhile: it is {name} now. Look again before handing over.")
    if present is not None and present.stakeholder_id == to.pk and present.to_on is None:
        raise Refused(f"{to} is the accountable sponsor already.")
    with acting(by):
        if present is not None:
            if seen is not None:
                present.version = seen.version
            if present.to_on is None or on < present.to_on:
                end_role(assignment=present, by=by, on=on)
        role = (
            present.role if present else Role.objects.filter(kind=Role.Kind.SPONSOR).order_by("position", "pk").first()
        )
        held = to.assignments.filter(Q(to_on=None) | Q(to_on__gt=on), role=role).order_by("from_on").first()
        if held is not None and held.from_on < on:
            end_role(assignment=held, by=by, on=on)
            held = None
        assignment = held or RoleAssignment(stakeholder=to, role=role)
        assignment.is_accountable, assignment.from_on, assignment.to_on = True, on, None
        return save_period(row=assignment, by=by)


@transaction.atomic
def hand_over_to(*, project, by, name="", party=None, seen=None, on=None):
    """Hand over to a person or group that has no part in the project yet, or is not even known: found or made first."""
    lock_project(project)
    if party is None:
        party = save_party(party=Party(name=name), organisation="", by=by)
    return hand_over(project=project, to=part_of(project=project, party=party, by=by), by=by, seen=seen, on=on)


def part_of(*, project, party, by):
    """The party's part in the project, made without a role if there is none: for verbs that give one right after."""
    with acting(by):
        return Stakeholder.objects.get_or_create(project=project, party=party)[0]
