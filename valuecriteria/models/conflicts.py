"""What a sponsor decided about two criteria that pull in different directions. Never edited; the newest one counts."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from registry.history import Records
from registry.models import Entry, EntryQuerySet, longest, not_blank, one_of

from .criteria import ValueCriterion
from .revisions import Revision


class ConflictDecision(Entry):
    """A decision, with its reason, about two criteria of one project, on the wordings that were on the screen.

    That two criteria are in conflict is worked out (`valuecriteria.conflicts`), never stored. `one` is the criterion
    with the smaller key, so that a pair has one name.
    """

    class Outcome(models.TextChoices):
        ONE = "one", "The first one goes first"
        OTHER = "other", "The second one goes first"
        BOTH = "both", "Both stay"
        NONE = "none", "No conflict"

    one = models.ForeignKey(ValueCriterion, on_delete=models.CASCADE, related_name="decisions_as_one")
    other = models.ForeignKey(ValueCriterion, on_delete=models.CASCADE, related_name="decisions_as_other")
    one_revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    other_revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=5, choices=Outcome)
    reason = models.TextField(max_length=1000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "decided"}
    history_shows = ("outcome", "reason")

    class Meta:
        verbose_name = "decision on a conflict"
        verbose_name_plural = "decisions on conflicts"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(one__lt=F("other")), name="valuecriteria_conflict_in_order"),
            one_of("outcome", ["one", "other", "both", "none"]),
            not_blank("reason"),
            longest("reason", 1000),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.reason}"

    @property
    def history_project_id(self):
        return self.one.history_project_id

    def history_subject(self):
        return f"the conflict between {of(self.one)} and {of(self.other)}"


def of(criterion):
    return f"criterion {criterion.number} of {criterion.stakeholder}"
