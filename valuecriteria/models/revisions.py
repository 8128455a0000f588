"""The wordings of a criterion, and the latest decision on one."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from registry.history import Records
from registry.models import Entry, EntryQuerySet, longest, not_blank

LONGEST_STATEMENT = 1000


def decision_on(wording):
    """Annotations that tell the latest decision on the wording that this column names; None where there is none."""
    from .decisions import Review

    latest = Review.objects.filter(revision=OuterRef(wording)).order_by("-pk")
    columns = {
        "decision": "decision",
        "decided_by_name": "decided_by__name",
        "decided_at": "decided_at",
        "decision_comment": "comment",
    }
    return {name: Subquery(latest.values(column)[:1]) for name, column in columns.items()}


class RevisionQuerySet(EntryQuerySet):
    def with_decision(self):
        return self.annotate(**decision_on("pk"))


class Revision(Entry):
    """A numbered wording of a criterion, in the customer's words. Never edited: a change of wording makes the next one.

    `put_forward_at/by`: the manager shows it to the sponsor although the customer has not confirmed it.
    """

    criterion = models.ForeignKey("ValueCriterion", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(editable=False)
    statement = models.TextField("in their words", max_length=LONGEST_STATEMENT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    put_forward_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    put_forward_at = models.DateTimeField(null=True, editable=False)

    history = Records()
    objects = RevisionQuerySet.as_manager()
    history_verbs = {"+": "wrote", "~": "put forward"}

    class Meta:
        verbose_name = "wording"
        ordering = ["criterion", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "number"],
                name="valuecriteria_revision_one_per_number",
            ),
            not_blank("statement"),
            longest("statement", LONGEST_STATEMENT),
            models.CheckConstraint(
                condition=Q(put_forward_by__isnull=True, put_forward_at__isnull=True)
                | Q(put_forward_by__isnull=False, put_forward_at__isnull=False),
                name="valuecriteria_revision_put_forward_whole",
            ),
        ]

    def __str__(self):
        return f"wording {self.number} of criterion {self.criterion.number} of {self.criterion.stakeholder}"

    @property
    def before_since(self):
        """Since when the sponsor can decide on it: put forward, else confirmed; None while it is neither.

        What is confirmed is not put forward any more, so the first of the two is the earlier one.
        """
        return self.put_forward_at or (self.confirmation.created_at if self.is_confirmed else None)

    @property
    def is_confirmed(self):
        return hasattr(self, "confirmation")

    @property
    def history_project_id(self):
        return self.criterion.stakeholder.project_id

    def history_subject(self):
        return str(self)
