"""Acting on what was heard: promised, done, told; each step can be taken back until the next one was made.

All refuse in a closed project, and raise Stale if somebody else changed the promise since it was read.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from projects.actions import hold_open
from pulse.models import Promise
from registry.history import acting
from registry.models import Refused, Stale


@transaction.atomic
def promise(*, stakeholder, what, due_on, by, owner=None, who="", answer=None, review=None, criterion=None, on=None):
    """Write down what was undertaken for a customer: by `owner`, a login, or by `who`, a name; one of the two.

    It may come from an answer or from a review, and be about a criterion of theirs. Raises ValidationError.
    """
    made = Promise(
        stakeholder=stakeholder,
        what=what,
        due_on=due_on,
        owner=owner,
        who=who,
        answer=answer,
        review=review,
        criterion=criterion,
        made_on=on or timezone.localdate(),
        made_by=by,
    )
    write(made, by)
    return made


@transaction.atomic
def edit_promise(*, promise, by):
    """Save changed words, person or day. Raises Refused once the customer was told of it; ValidationError."""
    if promise.told_on:
        raise Refused(f"{promise.stakeholder} was told of this already, so it stays as it is.")
    write(promise, by)


@transaction.atomic
def keep(*, promise, by, on=None):
    """Say that it is done: the customer can be told then."""
    if promise.done_on:
        raise Refused("This is done already.")
    promise.done_on = on or timezone.localdate()
    write(promise, by)


@transaction.atomic
def not_kept(*, promise, by):
    """Take "done" back. Raises Refused once the customer was told."""
    if not promise.done_on:
        raise Refused("This is not done yet.")
    if promise.told_on:
        raise Refused(f"{promise.stakeholder} was told that it is done. Take that back first.")
    promise.done_on = None
    write(promise, by)


@transaction.atomic
def tell(*, promise, text, by, on=None):
    """Note that the customer was told, in which words. Raises Refused before it is done, and a second time."""
    if not promise.done_on:
        raise Refused("Nobody is told of it before it is done.")
    if promise.told_on:
        raise Refused(f"{promise.stakeholder} was told already.")
    promise.told_on, promise.told_text, promise.told_by = on or timezone.localdate(), text, by
    write(promise, by)


@transaction.atomic
def not_told(*, promise, by):
    """Take "told" back, noted in error; the history keeps the words."""
    if not promise.told_on:
        raise Refused(f"{promise.stakeholder} was not told yet.")
    promise.told_on, promise.told_text, promise.told_by = None, "", None
    write(promise, by)


@transaction.atomic
def take_back_promise(*, promise, by):
    """Delete a promise made in error; the history keeps it. Raises Refused once it is done."""
    hold_open(promise.stakeholder.project_id)
    if promise.done_on:
        raise Refused("This is done, so it stays. Take “done” back first.")
    if not Promise.objects.filter(pk=promise.pk, version=promise.version).exists():
        raise Stale(promise)
    with acting(by):
        promise.delete()


def write(entry, by):
    hold_open(entry.stakeholder.project_id)
    entry.clean_fields(exclude=["stakeholder", "owner", "answer", "review", "criterion", "made_by", "told_by"])
    entry.clean()
    try:
        with acting(by), transaction.atomic():
            entry.save()
    except IntegrityError:  # only then are the twelve constraints asked one by one: which of them is it?
        entry.validate_constraints()
        raise
