"""Until when a sponsor has seen what happened in a project."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.models import Project


class Look(models.Model):
    """What happened in a project until `seen_until` is no news to this user: they said so, with a button.

    Bookkeeping of one reader, so it is no entry of the register and keeps no history. `before` is what it was until
    they said so last (null: they never had), so that saying it by mistake can be taken back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="looks")
    seen_until = models.DateTimeField()
    before = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "project"], name="valuecriteria_look_one_each"),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | Q(before__lt=F("seen_until")),
                name="valuecriteria_look_goes_forward",
            ),
        ]

    def __str__(self):
        return f"{self.user} has seen {self.project.key} until {self.seen_until:%Y-%m-%d %H:%M}"
