"""Agreeing with many wordings at once: exactly those that were on the sponsor's screen, as they stood there."""

from dataclasses import dataclass

from django.db import transaction

from projects.models import Project
from registry.bulk import create_all
from registry.history import acting

from .models import Review, ValueCriterion

MOST = 50  # on one page, and so in one agreement


@dataclass(frozen=True)
class Shown:
    """A criterion as it stood on a screen: in which wording, and in which version of all that is said beside it."""

    criterion: int
    revision: int
    version: int

    @classmethod
    def of(cls, criterion):
        return cls(criterion.pk, criterion.current_revision_id, criterion.version)

    @classmethod
    def read(cls, mark):
        """From its mark, as a form carries it. Raises ValueError for anything else."""
        numbers = mark.split(".")
        if len(numbers) != 3 or not all(number.isascii() and number.isdigit() for number in numbers):
            raise ValueError(mark)
        if any(int(number) >= 2**63 for number in numbers):
            raise ValueError(mark)
        return cls(*map(int, numbers))

    @property
    def mark(self):
        return f"{self.criterion}.{self.revision}.{self.version}"


@dataclass(frozen=True)
class Agreed:
    """What became of it: the criteria agreed, and [(criterion, why not)] of those left out."""

    agreed: list
    left_out: list


@transaction.atomic
def agree_together(*, shown, comment, by):
    """Record that a sponsor agrees with each of these, as far as it still stands as it was shown.

    What was changed, decided or settled meanwhile is left out and told with the reason; what is none of their business
    (any more) is left out without a word. Four statements for any number.
    """
    wanted = {each.criterion: each for each in shown}
    # Locked first and read afterwards: whoever rewords or decides one of them now waits, or has been waited for.
    projects = Project.objects.filter(stakeholders__criteria__in=wanted).values("pk")
    list(Project.objects.select_for_update(no_key=True).filter(pk__in=projects).order_by("pk").values_list("pk"))
    list(ValueCriterion.objects.select_for_update(of=("self",)).filter(pk__in=wanted).only("pk").order_by("pk"))
    found = ValueCriterion.objects.sponsored_by(by).filter(pk__in=wanted).for_reading()
    agreed, left_out = [], []
    for criterion in found.order_by("pk"):
        reason = why_not(criterion, wanted[criterion.pk])
        if reason:
            left_out.append((criterion, reason))
        else:
            agreed.append(criterion)
    reviews = []
    for criterion in agreed:
        criterion.current_revision.criterion = criterion  # at hand, for what the history calls it
        reviews.append(
            Review(
                revision=criterion.current_revision,
                decision=Review.Decision.AGREE,
                comment=comment.strip(),
                decided_by=by,
            )
        )
    with acting(by):
        create_all(reviews)
    return Agreed(agreed, left_out)


def why_not(criterion, shown):
    """Why a criterion cannot be agreed as it was shown, in half a sentence; "" if it can. Needs `for_reading()`."""
    if criterion.current_revision_id != shown.revision:
        return "the words changed"
    if criterion.outcome:
        return f"it is {criterion.get_outcome_display().lower()} by now"
    if criterion.decision:
        verb = "agreed" if criterion.decision == Review.Decision.AGREE else "asked for a change"
        return f"{criterion.decided_by_name} {verb}"
    if criterion.version != shown.version:
        return "what is said beside the words changed"
    if not criterion.is_confirmed:
        return "it is not confirmed any more"
    return ""
