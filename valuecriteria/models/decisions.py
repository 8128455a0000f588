"""What was decided about a wording: by the customer (confirmation) and by the sponsor (review). Never edited."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from registry.history import Records
from registry.models import Entry, EntryQuerySet, in_bounds, longest, one_of

from .revisions import Revision


class Confirmation(Entry):
    """The customer said of a wording "yes, that is what I mean": when, how, who said it, and who noted it."""

    class How(models.TextChoices):
        MEETING = "meeting", "in a meeting"
        PHONE = "phone", "on the phone"
        MAIL = "mail", "in writing"
        LOGIN = "login", "signed in"
        LINK = "link", "by their link"

    # What somebody of the team may note; the other ways the customers go themselves.
    NOTED_HOW = (How.MEETING, How.PHONE, How.MAIL)

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="confirmation")
    said_by = models.CharField("who said so", max_length=200)
    how = models.CharField("how", max_length=7, choices=How, default=How.MEETING)
    on = models.DateField("when", default=timezone.localdate)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "noted"}
    history_shows = ("said_by", "how", "on")

    class Meta:
        verbose_name = "confirmation"
        ordering = ["-pk"]
        constraints = [
            longest("said_by", 200),
            one_of("how", ["meeting", "phone", "mail", "login", "link"]),
            in_bounds("on"),
        ]

    def __str__(self):
        return f"{self.said_by} {self.get_how_display()}"

    @property
    def history_project_id(self):
        return self.revision.history_project_id

    def history_subject(self):
        return f"the confirmation of {self.revision}"


class Review(Entry):
    """A sponsor's decision on one wording: agree, or ask for a change with a comment. The latest one counts."""

    class Decision(models.TextChoices):
        AGREE = "agree", "Agreed"
        ASK = "ask", "Change requested"

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="reviews")
    decision = models.CharField(max_length=5, choices=Decision)
    comment = models.TextField(blank=True, max_length=2000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    decided_at = models.DateTimeField(default=timezone.now)

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "gave"}
    history_shows = ("decision", "comment")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            one_of("decision", ["agree", "ask"]),
            longest("comment", 2000),
            models.CheckConstraint(
                condition=~Q(decision="ask") | ~Q(comment=""),
                name="valuecriteria_review_change_with_comment",
                violation_error_message="Say what should change, so that they know what to ask.",
            ),
        ]

    def __str__(self):
        return f"{self.get_decision_display()} by {self.decided_by}"

    @property
    def history_project_id(self):
        return self.revision.history_project_id

    def history_subject(self):
        return f"the review of {self.revision}"
