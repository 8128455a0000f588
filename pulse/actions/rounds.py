"""Asking: the rhythm of a project, and its rounds. All refuse in a closed project."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from projects.actions import hold_open
from pulse.models import PulseRound
from registry.history import acting
from registry.models import Refused, Stale


@transaction.atomic
def set_rhythm(*, project, rhythm, by):
    """Say how often a project asks its customers. Raises Refused, Stale if the project was changed meanwhile."""
    hold_open(project.pk)
    with acting(by):
        project.rhythm = rhythm
        project.save(update_fields=["rhythm"])


@transaction.atomic
def open_round(*, project, by, on=None):
    """Open the project's next round. Raises Refused while another one is open."""
    hold_open(project.pk)
    refuse_second(project)
    last = project.rounds.aggregate(last=Max("number"))["last"] or 0
    opened = PulseRound(project=project, number=last + 1, opened_by=by, opened_on=on or timezone.localdate())
    with acting(by):
        opened.save()
    return opened


def refuse_second(project):
    if other := project.rounds.open().first():
        raise Refused(f"Round {other.number} is open already. Close it before you open another one.")


@transaction.atomic
def close_round(*, round, by, on=None):
    """Close a round: whom nobody heard by now was not heard in it. Raises Refused, Stale."""
    hold_open(round.project_id)
    if not round.is_open:
        raise Refused(f"Round {round.number} is closed already.")
    with acting(by):
        # A round opened a moment ago in another time zone closes no earlier than it opened.
        round.closed_on, round.closed_by = max(on or timezone.localdate(), round.opened_on), by
        round.save()


@transaction.atomic
def reopen_round(*, round, by):
    """Open a closed round again: the undo of closing it. Raises Refused while another one is open, Stale."""
    hold_open(round.project_id)
    if round.is_open:
        raise Refused(f"Round {round.number} is open.")
    refuse_second(round.project)
    with acting(by):
        round.closed_on, round.closed_by = None, None
        round.save()


@transaction.atomic
def take_back_round(*, round, by):
    """Delete a round opened in error. Raises Refused once there is an answer in it."""
    hold_open(round.project_id)
    if not PulseRound.objects.filter(pk=round.pk, version=round.version).exists():
        raise Stale(round)
    if round.answers.exists():
        raise Refused(f"Round {round.number} has answers, so it stays. Close it instead.")
    with acting(by):
        round.delete()
