"""The verbs of judgement: how the team reads a customer, day by day."""

from django.core.exceptions import ValidationError
from django.db import transaction

from customers.models import Assessment
from registry.history import acting
from registry.models import Refused, Stale

from .locks import lock_part


@transaction.atomic
def assess(*, stakeholder, on, by, seen="", **said):
    """Say how the team reads a customer on a day: corrects that day's assessment, or makes the first of that day.

    `seen` is the `mark` of that day's assessment as it was on the screen, "" for none; Stale if there is another by
    now, unless it says the same. What `said` leaves out stays, and the strategy goes on into another day. Raises
    ValidationError for a day to come, for what is out of bounds, and when nothing is said at all.
    """
    lock_part(stakeholder)
    entry = Assessment.objects.filter(stakeholder=stakeholder, assessed_on=on).first()
    entry = entry or Assessment(assessed_on=on, strategy=strategy_before(stakeholder, on))
    entry.stakeholder = stakeholder
    if entry.pk and all(getattr(entry, name) == value for name, value in said.items()):
        return entry
    if entry.pk and seen != entry.mark:
        raise Stale(entry)
    for name, value in said.items():
        setattr(entry, name, value)
    if entry.is_empty:
        raise ValidationError("Say at least one thing about them, or go back without saving.")
    entry.full_clean()
    with acting(by):
        entry.save()
    return entry


def strategy_before(stakeholder, on):
    before = Assessment.objects.filter(stakeholder=stakeholder, assessed_on__lt=on).order_by("-assessed_on")
    return before.values_list("strategy", flat=True).first() or ""


@transaction.atomic
def take_back_assessment(*, stakeholder, seen, by):
    """Take back the assessment with that `mark`, made in error, and return it; the history keeps it.

    Raises Refused where there is none: it was changed, or taken back already, after somebody opened it.
    """
    lock_part(stakeholder)
    assessments = Assessment.objects.filter(stakeholder=stakeholder).select_related("stakeholder__party")
    found = next((each for each in assessments if each.mark == seen), None)
    if found is None:
        raise Refused("Nothing was taken back: the assessment was changed after you opened it. Look at it again.")
    with acting(by):
        found.delete()
    return found
