"""Why a gap of the alignment stays open on purpose: the answer to "drop it, or justify it?"."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from projects.models import Goal
from registry.history import Records
from registry.models import Entry, EntryQuerySet, longest, not_blank

from .criteria import ValueCriterion


class Justification(Entry):
    """The reason to keep a goal that nobody values, or a criterion that serves no goal: one at a time for each.

    A justified gap is shown with its reason and is no open one any more. Changing the reason keeps the old one in the
    history; taking it back deletes the row, and opens the gap again. It outlives the gap: once somebody values the goal
    it says nothing any more, and it counts again if the gap comes back.
    """

    goal = models.OneToOneField(Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="justification")
    criterion = models.OneToOneField(
        ValueCriterion, null=True, blank=True, on_delete=models.CASCADE, related_name="justification"
    )
    reason = models.CharField(max_length=500)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "gave", "-": "took back"}
    history_shows = ("reason",)
    history_ignores = ("noted_by", "noted_at")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=False, criterion__isnull=True) | Q(goal__isnull=True, criterion__isnull=False),
                name="valuecriteria_justification_of_one",
                violation_error_message="It is about a goal or about a criterion: one of them.",
            ),
            not_blank("reason"),
            longest("reason", 500),
        ]

    def __str__(self):
        return self.reason

    @property
    def seen(self):
        """This reason as it stands now, for a form to carry: another one in its place, or a later save, differs."""
        return f"{self.pk}.{self.version}"

    @property
    def history_project_id(self):
        return self.goal.project_id if self.goal_id else self.criterion.stakeholder.project_id

    def history_subject(self):
        if self.goal_id:
            return f"the reason to keep {self.goal.label}, which nobody values"
        criterion = self.criterion
        return f"the reason to keep criterion {criterion.number} of {criterion.stakeholder}, which serves no goal"
