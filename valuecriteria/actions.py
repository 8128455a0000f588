"""The verbs of value criteria. Each is one transaction, says who did it, and can refuse with a sentence."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from customers.models import Stakeholder
from projects.actions import hold_open
from projects.models import Goal
from registry.history import acting
from registry.models import Refused, Stale

from .models import (
    Alignment,
    Confirmation,
    ConflictDecision,
    Review,
    Revision,
    State,
    Theme,
    ValueCriterion,
)


class WordingChanged(Refused):
    """The wording that was on the screen is not the current one any more; `current` is."""

    def __init__(self, current):
        self.current = current
        super().__init__("The words changed while you were reading. Compare below and decide again.")


def find_or_make_theme(*, name, by):
    """The theme of that name, whatever its case and accents; made if there is none; None for a blank one."""
    name = " ".join(name.split())
    if not name:
        return None
    known = Theme.objects.named(name).first()
    if known is not None:
        return known
    with acting(by):
        theme = Theme(name=name)
        theme.clean_fields()
        try:
            with transaction.atomic():
                theme.save()
        except IntegrityError:  # somebody else made it at the same moment
            return Theme.objects.named(name).get()
    return theme


@transaction.atomic
def capture(*, criterion, statement, by, theme="", confirmed=None, goals=()):
    """Save a new criterion of a customer with its first wording. It is assumed until the customer confirms it.

    `theme` is a name. `confirmed` says that they did already: {"said_by": ..., "how": ...}. `goals` are those that it
    serves, medium at first: how strongly can be said later. Raises Refused when the customer is gone by now.
    """
    hold_open(criterion.stakeholder.project_id)
    # Of itself alone: the order of parts would lock their project along with them, after them, against all other verbs.
    stakeholder = Stakeholder.objects.select_for_update(of=("self",)).filter(pk=criterion.stakeholder_id).first()
    if stakeholder is None:
        raise Refused("This customer was merged with another, or removed, a moment ago. Look for them in the list.")
    with acting(by):
        criterion.number = (stakeholder.criteria.aggregate(last=Max("number"))["last"] or 0) + 1
        criterion.theme = find_or_make_theme(name=theme, by=by) or criterion.theme
        criterion.save()
        word(criterion=criterion, number=1, statement=statement, by=by)
    if confirmed:
        confirm(revision=criterion.current_revision, by=by, **confirmed)
    for goal in goals:
        align(criterion=criterion, goal=goal, effect=Alignment.Effect.MEDIUM, by=by)
    return criterion


def propose(*, criterion, statement, by, theme=""):
    """Save a new criterion that its customer wrote themselves, signed in.

    It is confirmed at once, by login: a confirmation says "yes, that is what I mean", and nobody could say so with more
    right than the one who chose the words. So it waits for the sponsor without anybody asking the customer again.
    """
    confirmed = {"said_by": str(criterion.stakeholder), "how": Confirmation.How.LOGIN}
    return capture(criterion=criterion, statement=statement, theme=theme, confirmed=confirmed, by=by)


@transaction.atomic
def revise(*, criterion, statement, theme, by):
    """Save the changed fields of a criterion together with its wording and its theme (a name): one save, one version.

    Other words make the next wording, which is assumed again; the same words leave confirmation and agreement alone.
    Raises Stale if somebody else saved it since it was read; Refused for other words while it has an outcome.
    """
    unmoved(criterion)
    rewords = not same_words(statement, criterion.statement)
    if rewords and criterion.outcome:
        raise Refused(
            f"This criterion is {criterion.get_outcome_display().lower()}; take that back before rewording it."
        )
    with acting(by):
        criterion.theme = find_or_make_theme(name=theme, by=by)
        if rewords:
            word(criterion=criterion, number=criterion.current_revision.number + 1, statement=statement, by=by)
        else:
            criterion.save()
    return rewords


def unmoved(criterion):
    """Lock a criterion until the transaction ends; Stale if it was saved by somebody else since it was read."""
    hold_open(criterion.stakeholder.project_id)
    current = ValueCriterion.objects.select_for_update(of=("self",)).get(pk=criterion.pk)
    if current.version != criterion.version:
        raise Stale(criterion)
    return current


@transaction.atomic
def reword(*, criterion, statement, by):
    """Give a criterion a new wording if the words differ (white space aside); True if they did.

    The new revision is assumed again: confirmation and agreement stay with the wording they were given to.
    Raises Stale if the criterion was saved by somebody else since `criterion` was read.
    """
    if same_words(statement, criterion.statement):
        return False
    unmoved(criterion)
    with acting(by):
        word(
            criterion=criterion,
            number=criterion.current_revision.number + 1,
            statement=statement,
            by=by,
        )
    return True


def word(*, criterion, number, statement, by):
    revision = Revision(criterion=criterion, number=number, statement=statement.strip(), written_by=by)
    revision.full_clean(exclude=["written_by"])
    before = criterion.statement if criterion.current_revision_id else ""
    revision._listed_changes = [
        {
            "field": "statement",
            "label": "words",
            "old": before,
            "new": revision.statement,
        }
    ]
    revision.save()
    criterion.current_revision = revision
    criterion.save()
    return revision


def same_words(one, other):
    return one.split() == other.split()


def current_wording(revision):
    """The criterion of a wording, locked until the decision is written; WordingChanged if a newer wording exists.

    The wording is read anew under the lock: somebody else may have put it forward meanwhile.
    """
    hold_open(revision.criterion.stakeholder.project_id)
    criterion = ValueCriterion.objects.select_for_update(of=("self",)).get(pk=revision.criterion_id)
    if criterion.current_revision_id != revision.pk:
        raise WordingChanged(criterion.current_revision)
    if criterion.outcome:
        raise Refused(f"This criterion is {criterion.get_outcome_display().lower()}; take that back first.")
    revision.refresh_from_db(fields=["put_forward_at", "put_forward_by", "version"])
    return criterion


@transaction.atomic
def confirm(*, revision, said_by, how, by, on=None):
    """Note that the customer said of this wording "yes, that is what I mean".

    Raises WordingChanged, or Refused if it is confirmed already or the criterion has an outcome.
    """
    current_wording(revision)
    if Confirmation.objects.filter(revision=revision).exists():
        raise Refused("This wording is confirmed already.")
    with acting(by):
        confirmation = Confirmation(
            revision=revision,
            said_by=said_by,
            how=how,
            on=on or timezone.localdate(),
            noted_by=by,
        )
        confirmation.save()
    return confirmation


@transaction.atomic
def put_forward(*, revision, by):
    """Show an unconfirmed wording to the sponsor, who is told that it is only assumed.

    Raises WordingChanged, or Refused if it waits for the sponsor already or the criterion has an outcome.
    """
    current_wording(revision)
    if revision.put_forward_at or Confirmation.objects.filter(revision=revision).exists():
        raise Refused("This wording is with the sponsor already.")
    with acting(by):
        revision.put_forward_by, revision.put_forward_at = by, timezone.now()
        revision.save()


@transaction.atomic
def review(*, revision, decision, comment, by):
    """Record the sponsor's decision on exactly this wording; an earlier one of theirs stays in the history.

    Raises WordingChanged if the words were changed meanwhile; Refused for a request for change without a comment, or a
    wording that does not wait for the sponsor (neither confirmed nor put forward, or with an outcome).
    """
    current_wording(revision)
    if decision == Review.Decision.ASK and not comment.strip():
        raise Refused("Say what should change, so that they know what to ask.")
    if not (revision.put_forward_at or Confirmation.objects.filter(revision=revision).exists()):
        raise Refused("This wording is not before you yet: it is neither confirmed nor put forward.")
    with acting(by):
        decided = Review(revision=revision, decision=decision, comment=comment.strip(), decided_by=by)
        decided.save()
    return decided


@transaction.atomic
def decide_conflict(*, one, other, revisions, outcome, reason, by, seen=None):
    """Record a sponsor's decision between two criteria, on the wordings that were on their screen; earlier ones stay.

    `one` has the smaller key; `revisions` are the keys of the two wordings. `seen` is the key of the newest decision
    that was on the screen, None for none: if there is a newer one by now, Stale is raised with it. Raises
    WordingChanged if either was worded anew; Refused without a reason, or where one has an outcome by now.
    """
    hold_open(one.stakeholder.project_id)
    locked = ValueCriterion.objects.select_for_update(of=("self",))
    pair = {criterion.pk: criterion for criterion in locked.filter(pk__in=[one.pk, other.pk]).order_by("pk")}
    for criterion, revision in zip((one, other), revisions, strict=True):
        if pair[criterion.pk].current_revision_id != revision:
            raise WordingChanged(pair[criterion.pk].current_revision)
        if pair[criterion.pk].outcome:
            raise Refused(f"“{criterion}” is {pair[criterion.pk].get_outcome_display().lower()}: nothing to decide.")
    newest = ConflictDecision.objects.filter(one=one.pk, other=other.pk).order_by("-pk").first()
    if newest is not None and newest.pk != seen:
        raise Stale(newest)
    if not reason.strip():
        raise Refused("Say why: it stands on both criteria.")
    with acting(by):
        decision = ConflictDecision(
            one=one,
            other=other,
            one_revision_id=revisions[0],
            other_revision_id=revisions[1],
            outcome=outcome,
            reason=reason.strip(),
            decided_by=by,
        )
        decision.full_clean()
        decision.save()
    return decision


@transaction.atomic
def settle(*, criterion, outcome, by, reason=""):
    """Give a criterion its outcome (met, not_met, withdrawn); withdrawn needs a reason. Raises Refused, Stale."""
    hold_open(criterion.stakeholder.project_id)
    if criterion.outcome:
        raise Refused(f"This criterion is {criterion.get_outcome_display().lower()} already; take that back first.")
    if outcome == State.WITHDRAWN and not reason.strip():
        raise Refused("Say why it is withdrawn.")
    with acting(by):
        criterion.outcome, criterion.outcome_reason = outcome, reason.strip()
        criterion.outcome_by, criterion.outcome_at = by, timezone.now()
        criterion.save()


@transaction.atomic
def take_outcome_back(*, criterion, by):
    """Take met, not met or withdrawn back; the state follows from the wording's facts again."""
    hold_open(criterion.stakeholder.project_id)
    with acting(by):
        (
            criterion.outcome,
            criterion.outcome_reason,
            criterion.outcome_by,
            criterion.outcome_at,
        ) = "", "", None, None
        criterion.save()


@transaction.atomic
def align(*, criterion, goal, effect, by, reason="", seen=None):
    """Say how a criterion stands to a goal of its project; an empty effect takes the alignment away.

    Saying what stands already changes nothing. `seen` is what was on the screen (`Alignment.seen`, "" for none): if
    another one stands by now, Stale is raised with it (`entry` is None where it was taken away), nothing is written.
    Raises ValidationError for a goal of another project.
    """
    hold_open(criterion.stakeholder.project_id)
    # Whoever aligns the same criterion waits here, so that two first alignments with one goal cannot meet.
    ValueCriterion.objects.select_for_update(of=("self",)).get(pk=criterion.pk)
    if not Goal.objects.filter(pk=goal.pk).exists():
        raise ValidationError("Somebody deleted this goal a moment ago.")
    alignment = Alignment.objects.filter(criterion=criterion, goal=goal).first()
    reason = reason.strip() if effect else ""
    stands = (alignment.effect, alignment.reason) if alignment else ("", "")
    if stands == (effect, reason):
        return alignment
    if seen is not None and seen != (alignment.seen if alignment else ""):
        raise Stale(alignment)
    with acting(by):
        if not effect:
            alignment.delete()
            return None
        alignment = alignment or Alignment(criterion=criterion, goal=goal)
        alignment.effect, alignment.reason = effect, reason
        alignment.full_clean()
        alignment.save()
    return alignment


@transaction.atomic
def say_own_benefit(*, stakeholder, none, by):
    """Note that a sponsor has no benefit of their own (`none`), or that they have. Raises Stale."""
    hold_open(stakeholder.project_id)
    with acting(by):
        stakeholder.no_own_benefit = none
        stakeholder.save(update_fields=["no_own_benefit"])
