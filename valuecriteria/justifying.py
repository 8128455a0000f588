"""The verb that answers "drop it, or justify it?" for a gap of the alignment."""

from django.db import transaction
from django.utils import timezone

from projects.actions import hold_open
from projects.models import Goal
from registry.history import acting
from registry.models import Refused, Stale

from .models import Alignment, Justification, Review, ValueCriterion


def about(gap):
    """The link of a justification to what it is about: a goal or a criterion."""
    return {"goal" if isinstance(gap, Goal) else "criterion": gap}


@transaction.atomic
def justify(*, gap, reason, by, seen=None):
    """Say why a goal that nobody values, or a criterion that serves no goal, is kept; an empty reason takes it back.

    Saying what stands already changes nothing. `seen` is what was on the screen (`Justification.seen`, "" for none): if
    another one stands by now, Stale is raised with it (`entry` is None where it was taken back), nothing is written.
    Raises Refused for a new reason where there is no gap (any more).
    """
    hold_open(gap.project_id if isinstance(gap, Goal) else gap.stakeholder.project_id)
    # Whoever justifies the same gap waits here, so that two first reasons cannot meet.
    type(gap).objects.select_for_update(of=("self",)).get(pk=gap.pk)
    justification = Justification.objects.filter(**about(gap)).first()
    reason = reason.strip()
    if reason == (justification.reason if justification else ""):
        return justification
    if seen is not None and seen != (justification.seen if justification else ""):
        raise Stale(justification)
    if reason and not is_gap(gap):
        raise Refused(
            "An agreed criterion supports this goal by now: there is nothing to justify."
            if isinstance(gap, Goal)
            else "This criterion is aligned with a goal by now: there is nothing to justify."
        )
    with acting(by):
        if not reason:
            justification.delete()
            return None
        justification = justification or Justification(**about(gap))
        justification.reason, justification.noted_by, justification.noted_at = reason, by, timezone.now()
        justification.full_clean()
        justification.save()
    return justification


def is_gap(gap):
    """Whether no agreed criterion supports this goal, or this criterion is aligned with no goal."""
    if not isinstance(gap, Goal):
        return not Alignment.objects.filter(criterion=gap).exists()
    agreed = ValueCriterion.objects.live().with_facts().filter(decision=Review.Decision.AGREE)
    support = Alignment.objects.filter(goal=gap).exclude(effect=Alignment.Effect.CONFLICT)
    return not support.filter(criterion__in=agreed.values("pk")).exists()
