"""The sponsor's signature under what is agreed. One verb, one transaction; it can refuse with a sentence."""

from django.db import transaction
from django.db.models import Max

from customers.models import Stakeholder
from projects.actions import hold_open
from registry.history import acting
from registry.models import Refused

from .models import Baseline, ValueCriterion
from .snapshots import snapshot_of

NOTHING = (
    "Nothing is agreed yet, so there is nothing to sign. Agree with what your customers value under Reviews first."
)


class SnapshotChanged(Refused):
    """What was on the screen is not what would be signed any more; `now` is."""

    def __init__(self, now):
        self.now = now
        super().__init__("What you were about to sign changed while you were reading. See below, and sign again.")


@transaction.atomic
def sign(*, project, seen, comment, by):
    """Keep what was on the sponsor's screen (`seen`, a snapshot) as the project's next baseline.

    Raises SnapshotChanged if any of it, or anything that belongs to it by now, differs from what stands; Refused for a
    closed project, for nothing agreed, and for signing again what the same sponsor signed last.
    """
    hold_all(project)
    now = snapshot_of(project)
    if not now["criteria"]:
        raise Refused(NOTHING)
    if now != seen:
        raise SnapshotChanged(now)
    last = project.baselines.select_related("project").order_by("-number").first()
    if last is not None and last.signed_by_id == by.pk and last.snapshot == now:
        raise Refused(f"You signed exactly this as baseline {last.number}, and it stands: nothing changed since.")
    number = (project.baselines.aggregate(last=Max("number"))["last"] or 0) + 1
    with acting(by):
        return Baseline.store(snapshot=now, project=project, number=number, signed_by=by, comment=comment.strip())


def hold_all(project):
    """Nobody changes a criterion, an alignment or a customer's part, nor signs, until this transaction ends.

    The project first, then its customers, then their criteria: the order in which all verbs wait for each other.
    """
    hold_open(project.pk)
    for rows in (
        Stakeholder.objects.filter(project=project),
        ValueCriterion.objects.filter(stakeholder__project=project),
    ):
        list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
