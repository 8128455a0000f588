"""The rounds in which a project asks its customers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from projects.models import Project
from registry.history import Records
from registry.models import Entry, EntryQuerySet, in_bounds


class PulseRoundQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Those of projects in which `user` may read what every customer answered."""
        return self.filter(project__in=Project.objects.value_known_to(user).values("pk"))

    def open(self):
        return self.filter(closed_on=None)

    def newest_first(self):
        return self.order_by("-number")


class PulseRound(Entry):
    """One asking of all customers of a project, numbered 1, 2, 3, ...; at most one is open at a time.

    A project with rounds cannot be deleted; it is closed instead.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    opened_on = models.DateField("opened on", default=timezone.localdate)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_on = models.DateField("closed on", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    history = Records()
    objects = PulseRoundQuerySet.as_manager()
    history_verbs = {"+": "opened", "-": "took back"}
    history_shows = ("opened_on",)
    history_ignores = ("opened_by", "closed_by")

    class Meta:
        verbose_name = "pulse round"
        ordering = ["project", "-number"]
        constraints = [
            in_bounds("opened_on"),
            in_bounds("closed_on"),
            models.UniqueConstraint(fields=["project", "number"], name="pulse_round_one_per_number"),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(closed_on__isnull=True),
                name="pulse_round_one_open",
                violation_error_message="A round is open already: close it first.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="pulse_round_closes_after_opening",
                violation_error_message="The round closes before it opens: check the two dates.",
            ),
        ]

    def __str__(self):
        return f"round {self.number}"

    @property
    def is_open(self):
        return self.closed_on is None

    def get_absolute_url(self):
        return reverse("pulse-round", args=[self.project.key, self.number])

    def history_subject(self):
        return f"pulse round {self.number}"
