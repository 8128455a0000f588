"""Undoing a batch of thousands of changes in a process of its own, while its page says that it is under way."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from . import apart
from .history import tracked_models
from .models import Refused, Undoing
from .undo import Changed, ChangedSince, undo

LARGE = 5_000  # changes: about a second
SILENT = timedelta(minutes=5)  # after which a process is taken for dead; one that lives still undoes nothing twice
SHOWN = 50


def size(batch):
    """How many changes the batch made."""
    return sum(model.history.filter(batch=batch.pk).count() for model in tracked_models())


def start(batch, *, by, changes, leave_changed=False):
    """Begin to undo a batch apart. If that is under way already, nothing happens."""
    asked = {"by": by, "changes": changes, "leave_changed": leave_changed}
    with transaction.atomic():
        over = ~Q(refusal="") | Q(begun_at__lte=timezone.now() - SILENT)
        Undoing.objects.filter(over, batch=batch.pk).delete()
        undoing, is_new = Undoing.objects.get_or_create(batch=batch, defaults=asked)
    if is_new:
        apart.start("undo_batch", undoing.pk)


def is_under_way(undoing):
    return not undoing.refusal and undoing.begun_at > timezone.now() - SILENT


def in_the_way(undoing):
    """The first entries that were changed since, as `ChangedSince` lists them."""
    return [Changed(subject, by, at and datetime.fromisoformat(at)) for subject, by, at in undoing.in_the_way]


def work(pk):
    """Undo what was asked for, or note why not."""
    undoing = Undoing.objects.select_related("batch", "by").get(pk=pk)
    try:
        undo(undoing.batch, by=undoing.by, leave_changed=undoing.leave_changed)
    except ChangedSince as refused:
        first = [(each.subject, each.by, each.at and each.at.isoformat()) for each in refused.changed[:SHOWN]]
        note(pk, str(refused), in_the_way=first, number_in_the_way=len(refused.changed))
    except Refused as refused:
        note(pk, str(refused))
    except BaseException:
        note(pk, "Something went wrong; it was reported. Nothing was undone.")
        raise
    else:
        undoing.delete()


def note(pk, refusal, **found):
    Undoing.objects.filter(pk=pk).update(refusal=refusal[:500], **found)
