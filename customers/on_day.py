"""Who was what to a project on a day: then, now or, as things stand, to come."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Max, Min, Q

from .models import Representation, Role, RoleAssignment


@dataclass
class OnDay:
    """The roles and representations of a project in force on one day."""

    on: date
    accountable: RoleAssignment | None = None
    sponsors: list = field(default_factory=list)  # the further ones
    roles: list = field(default_factory=list)  # [(role, [assignment])] of all the others, in the order of roles
    representations: list = field(default_factory=list)
    before: date | None = None  # the nearest days on which anything changed
    after: date | None = None

    @property
    def is_empty(self):
        return not (self.accountable or self.sponsors or self.roles or self.representations)


def on_day(project, on):
    """Four statements, however many customers the project has."""
    found = OnDay(on)
    held = RoleAssignment.objects.current(on).filter(project=project.pk)
    held = held.select_related("role", "stakeholder__party__group")
    roles = {}
    for assignment in held.order_by("role__position", "role__name", "stakeholder__party__name_key", "pk"):
        assignment.stakeholder.project = project
        if assignment.is_accountable:
            found.accountable = assignment
        elif assignment.role.kind == Role.Kind.SPONSOR:
            found.sponsors.append(assignment)
        else:
            roles.setdefault(assignment.role, []).append(assignment)
    found.roles = list(roles.items())
    speaking = Representation.objects.current(on).filter(stakeholder__project=project.pk)
    speaking = speaking.select_related("person", "stakeholder__party")
    found.representations = list(speaking.order_by("stakeholder__party__name_key", "pk"))
    changes = [
        changes_around(RoleAssignment.objects.filter(project=project.pk), on),
        changes_around(Representation.objects.filter(stakeholder__project=project.pk), on),
    ]
    found.before = max((day for days in changes for day in days[:2] if day), default=None)
    found.after = min((day for days in changes for day in days[2:] if day), default=None)
    return found


def changes_around(rows, on):
    """(last beginning, last end, next beginning, next end) around a day, None for none; in one statement."""
    found = rows.exclude(to_on=F("from_on")).aggregate(
        begun=Max("from_on", filter=Q(from_on__lt=on)),
        ended=Max("to_on", filter=Q(to_on__lt=on)),
        begins=Min("from_on", filter=Q(from_on__gt=on)),
        ends=Min("to_on", filter=Q(to_on__gt=on)),
    )
    return [found[name] for name in ("begun", "ended", "begins", "ends")]
