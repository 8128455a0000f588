"""The verbs of days: when somebody had a role, or spoke for a group; written down late, corrected, taken back."""

from django.db import transaction

from customers.models import RoleAssignment
from registry.history import acting
from registry.models import Stale
from registry.undo import batch

from .locks import lock_part


@transaction.atomic
def save_period(*, row, by):
    """Save a role or a representation with these days, in the past or to come.

    Raises ValidationError, with a sentence, for days on which they have that role already, on which another sponsor
    answers for the project or another person speaks for the group, and for an end before the beginning; Stale.
    """
    lock_part(row.stakeholder)
    if isinstance(row, RoleAssignment):
        row.project_id = row.stakeholder.project_id
    row.full_clean()
    with acting(by):
        row.save()
    return row


def take_back_period(*, row, by):
    """Take a role or a representation back that was never so; it stays in the history. Returns the batch, for undoing.

    To say that it has ended, give it an end instead. Raises Stale if somebody changed it since it was read.
    """
    project = row.stakeholder.project
    with batch(kind="correction", words=f"took back {row.history_subject()}", by=by, project=project) as made:
        lock_part(row.stakeholder)
        if not type(row).objects.filter(pk=row.pk, version=row.version).exists():
            raise Stale(row)
        row.delete()
    return made
