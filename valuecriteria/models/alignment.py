"""How a criterion supports, or conflicts with, a goal of its project."""

from django.core.exceptions import ValidationError
from django.db import models

from projects.models import Goal
from registry.history import Records
from registry.models import Entry, EntryQuerySet, longest, one_of

from .criteria import ValueCriterion


class Alignment(Entry):
    """One criterion beside one goal of the same project: supports it (weak, medium, strong), or conflicts with it."""

    class Effect(models.TextChoices):
        WEAK = "weak", "supports weakly"
        MEDIUM = "medium", "supports medium"
        STRONG = "strong", "supports strongly"
        CONFLICT = "conflict", "conflicts"

    # The same before the goal's name.
    BEFORE_GOAL = {
        Effect.WEAK: "weakly supports",
        Effect.MEDIUM: "moderately supports",
        Effect.STRONG: "strongly supports",
        Effect.CONFLICT: "conflicts with",
    }

    criterion = models.ForeignKey(ValueCriterion, on_delete=models.CASCADE, related_name="alignments")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="alignments")
    effect = models.CharField(max_length=8, choices=Effect)
    reason = models.CharField(max_length=300, blank=True, help_text="Why, in one sentence.")

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "noted", "-": "took back"}
    history_shows = ("effect", "reason")

    class Meta:
        ordering = ["goal__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "goal"],
                name="valuecriteria_alignment_once",
                violation_error_message="This criterion and this goal are aligned already.",
            ),
            one_of("effect", ["weak", "medium", "strong", "conflict"]),
            longest("reason", 300),
        ]

    def __str__(self):
        return f"{self.before_goal} {self.goal.label}"

    @property
    def before_goal(self):
        return self.BEFORE_GOAL.get(self.effect, self.effect)

    def clean(self):
        if self.criterion_id and self.goal_id and self.criterion.stakeholder.project_id != self.goal.project_id:
            raise ValidationError({"goal": "That goal belongs to another project."})

    @property
    def seen(self):
        """This alignment as it stands now, for a form to carry: another one in its place, or a later save, differs."""
        return f"{self.pk}.{self.version}"

    @property
    def history_project_id(self):
        return self.goal.project_id

    def history_subject(self):
        return f"how criterion {self.criterion.number} of {self.criterion.stakeholder} stands to {self.goal.label}"
