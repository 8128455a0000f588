"""Who gets what, and who speaks for whom."""

from django.db import models
from django.db.models import F, Q

from projects.models import Deliverable
from registry.bulk import delete_all
from registry.history import Records
from registry.merging import follow_once
from registry.models import Entry, EntryQuerySet

from .stakeholders import Stakeholder


class Recipient(Entry):
    """A customer who will use a deliverable of the same project."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="recipients")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="receives")

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "named", "-": "took off"}

    class Meta:
        ordering = ["deliverable", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable", "stakeholder"],
                name="customers_recipient_once",
                violation_error_message="They are a recipient already.",
            ),
        ]

    def __str__(self):
        return f"{self.stakeholder}: {self.deliverable}"

    @classmethod
    def follow(cls, rows, link, new):
        """Two parts become one: it receives each deliverable once."""
        follow_once(rows, link, new, beside="deliverable_id")

    @property
    def history_project_id(self):
        return self.deliverable.project_id

    def history_subject(self):
        return f"recipient {self.stakeholder} of “{self.deliverable}”"


class SpeaksFor(Entry):
    """A senior user speaks for end users, one by one or as groups, in the same project."""

    speaker = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="speaks_for")
    spoken_for = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="spoken_for_by")

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "named", "-": "took off"}

    class Meta:
        verbose_name = "speaker for end users"
        verbose_name_plural = "speakers for end users"
        ordering = ["speaker", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "spoken_for"],
                name="customers_speaksfor_once",
                violation_error_message="They speak for them already.",
            ),
            models.CheckConstraint(
                condition=~Q(speaker=F("spoken_for")),
                name="customers_speaksfor_others",
                violation_error_message="Everybody speaks for themselves anyway.",
            ),
        ]

    def __str__(self):
        return f"{self.speaker} for {self.spoken_for}"

    @classmethod
    def follow(cls, rows, link, new):
        """Two parts become one: who spoke for the other one speaks for themselves anyway; for others, once."""
        beside = "spoken_for_id" if link == "speaker" else "speaker_id"
        delete_all([row for row in rows if getattr(row, beside) == new.pk])
        others = [row for row in rows if getattr(row, beside) != new.pk]
        if others:
            follow_once(others, link, new, beside=beside)

    @property
    def history_project_id(self):
        return self.speaker.project_id

    def history_subject(self):
        return f"{self.speaker} as speaking for {self.spoken_for}"
