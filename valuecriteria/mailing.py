"""What waits for a sponsor, as their mail tells it (accounts.mailing): wordings to review, conflicts to decide."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.mailing import Thing
from customers.models import Stakeholder
from projects.models import Project

from .conflicts import conflicts_of
from .models import ValueCriterion

LONGEST = 100


def sponsors():
    """The users who sponsor an open project today."""
    parts = Stakeholder.objects.filter(project__in=Project.objects.open(), party__user__isnull=False).sponsors()
    return parts.order_by().values_list("party__user", flat=True).distinct()


def sponsors_awaited():
    """Those of them for whom a wording waits."""
    waiting = ValueCriterion.objects.waiting().values("stakeholder__project")
    return sponsors().filter(project__in=waiting)


def reviews_for(user):
    """The wordings that wait for this sponsor, the longest waiting first; one that is put forward and then confirmed is
    the same one."""
    return [review_of(criterion) for criterion in waiting_for(user)]


def waiting_for(user):
    """The criteria whose wordings those are."""
    found = ValueCriterion.objects.waiting_for(user).with_waiting_since()
    found = found.select_related("stakeholder__project", "stakeholder__party", "current_revision")
    return found.order_by("waiting_since", "pk")


def review_of(criterion):
    said = "Confirmed by the customer" if criterion.is_confirmed else "Assumed by the manager and put forward"
    since = date_format(timezone.localtime(criterion.waiting_since), "j F Y")
    return Thing(
        key=f"review {criterion.current_revision_id}",
        word="value",
        since=criterion.waiting_since,
        place=str(criterion.stakeholder.project),
        sentence=f"{criterion.stakeholder}: “{in_short(criterion)}” {said}, has waited for you since {since}.",
        path=reverse("review", args=[criterion.pk]),
    )


def conflicts_for(user):
    """The undecided conflicts in the projects of this sponsor; asked anew when a wording changes, they are new ones."""
    parts = Stakeholder.objects.filter(party__user=user.pk).sponsors()
    projects = Project.objects.open().filter(pk__in=parts.values("project")).order_by("key")
    return [
        conflict_of(project, conflict) for project in projects for conflict in conflicts_of(project) if conflict.is_open
    ]


def conflict_of(project, conflict):
    """A conflict is worked out, so nothing says since when it is one: at the earliest since its sides were last edited
    (an alignment or another criterion's importance may have made it later)."""
    one, other = conflict.both
    return Thing(
        key=f"conflict {one.current_revision_id} {other.current_revision_id}",
        word="conflict",
        since=max(one.updated_at, other.updated_at),
        place=str(project),
        sentence=" ".join([f"{side_of(one)} and {side_of(other)}:", *(cause.sentence for cause in conflict.causes)]),
        path=f"{reverse('conflicts', args=[project.key])}{conflict.place}",
    )


def side_of(criterion):
    return f"{criterion.stakeholder} (“{in_short(criterion)}”)"


def in_short(criterion):
    words = " ".join(criterion.statement.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
