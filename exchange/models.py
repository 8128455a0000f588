"""A register on its way in, and how people read its headers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from customers.models import Role
from projects.models import Project
from registry.models import Batch, longest, one_of

from .limits import MOST_BYTES


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A register on its way in is seen by whoever chose it, and by nobody else."""
        return self.filter(by=user.pk)


class Upload(models.Model):
    """A file or pasted cells, kept until they are committed or thrown away; and all that its reader has said of it.

    Bookkeeping of one user, so it is no entry of the register and keeps no history: what it did to the register is in
    the batch. Committed, the content goes; what is left says where the rows came from.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        READING = "reading", "being read"
        READY = "ready", "ready"
        UNREADABLE = "unreadable", "cannot be read"
        COMMITTING = "committing", "being written"
        COMMITTED = "committed", "written"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200, help_text="Of the file; empty for pasted cells.", blank=True)
    content = models.BinaryField(max_length=MOST_BYTES)
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    message = models.CharField(max_length=500, blank=True)

    # What the reader corrected of what was understood; the rest is understood anew each time.
    sheet = models.PositiveSmallIntegerField(null=True)
    header_row = models.PositiveIntegerField(null=True)
    fields = models.JSONField(default=dict)  # {index of a column: name of a field, or null}
    meanings = models.JSONField(default=list)  # [[field, value as folded, what it means]]
    answers = models.JSONField(default=dict)  # {number of a row: an answer, see plan.Answer}
    default_role = models.ForeignKey(Role, null=True, on_delete=models.SET_NULL, related_name="+")
    leave_out = models.BooleanField(default=False, help_text="Rejected rows are left out of the commit.")

    # What came of it, worked out; `asked` counts what was said, `found_for` which of that the findings answer.
    asked = models.PositiveIntegerField(default=1)
    found_for = models.PositiveIntegerField(default=0)
    findings = models.BinaryField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=60, blank=True)
    beat_at = models.DateTimeField(null=True)  # when the work was last heard of
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "register on its way in"
        verbose_name_plural = "registers on their way in"
        ordering = ["-made_at", "-pk"]
        constraints = [
            longest("name", 200),
            longest("message", 500),
            one_of("state", ["waiting", "reading", "ready", "unreadable", "committing", "committed"]),
            models.CheckConstraint(
                condition=~Q(state="committed") | Q(content=b""),
                name="exchange_upload_committed_keeps_nothing",
            ),
        ]

    def __str__(self):
        return self.name or "Pasted cells"


class Reading(models.Model):
    """What a user took the columns of a set of headers for: used again for the same set, and offered to colleagues."""

    header_set = models.CharField(max_length=64, help_text="A digest of the folded headers, in their order.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField()  # {index of a column: name of a field, or null}: of those corrected
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "reading of headers"
        verbose_name_plural = "readings of headers"
        ordering = ["-used_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["header_set", "by"], name="exchange_reading_one_each"),
            longest("header_set", 64),
        ]

    def __str__(self):
        return f"{self.by}: {len(self.fields)} columns"
