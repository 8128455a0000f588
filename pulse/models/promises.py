"""What somebody undertook after a score or a review, and when the customer was told: you said, we did."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from customers.models import Stakeholder
from projects.models import Project
from registry.history import Records
from registry.models import Entry, EntryQuerySet, in_bounds, longest, not_blank
from valuecriteria.models import Review, ValueCriterion

from .answers import Answer

MOST_WHAT = 500
MOST_TOLD = 2000


class PromiseQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """All where `user` may see all value; of those they speak for, what they were told of."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        projects = Project.objects.value_known_to(user).values("pk")
        own = Stakeholder.objects.spoken_by(user).values("pk")
        return self.filter(Q(stakeholder__project__in=projects) | Q(stakeholder__in=own, told_on__isnull=False))

    def open(self):
        return self.filter(done_on=None)

    def overdue(self, on=None):
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def untold(self):
        """Those that are done and that the customer does not know of yet."""
        return self.filter(done_on__isnull=False, told_on=None)

    def told(self):
        return self.filter(told_on__isnull=False)


class Promise(Entry):
    """What was undertaken for a customer: what, who, by when, done when, told when.

    `owner` is a login, or `who` is the name of somebody without one: one of the two. It comes from an answer, from a
    review of a criterion, or from the customer alone; `criterion` says what it is about, where it is about one.
    It is told once it is done, never before: the database holds that.
    """

    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="promises", verbose_name="customer"
    )
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="promises")
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="promises")
    criterion = models.ForeignKey(
        ValueCriterion, null=True, blank=True, on_delete=models.PROTECT, related_name="promises"
    )
    what = models.CharField("promise", max_length=MOST_WHAT, help_text="What will be done, in one sentence.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="promises"
    )
    who = models.CharField(
        "who, without a login", max_length=200, blank=True, help_text="The name of somebody who does not sign in."
    )
    due_on = models.DateField("by")
    made_on = models.DateField("promised on", default=timezone.localdate)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    done_on = models.DateField("done on", null=True, blank=True)
    told_on = models.DateField("told on", null=True, blank=True)
    told_text = models.TextField("what they were told", max_length=MOST_TOLD, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    history = Records()
    objects = PromiseQuerySet.as_manager()
    history_verbs = {"+": "made", "-": "took back"}
    history_shows = ("due_on",)
    history_ignores = ("made_by", "told_by")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            not_blank("what"),
            longest("what", MOST_WHAT),
            longest("who", 200),
            longest("told_text", MOST_TOLD),
            in_bounds("due_on"),
            in_bounds("made_on"),
            in_bounds("done_on"),
            in_bounds("told_on"),
            models.CheckConstraint(
                condition=Q(owner__isnull=False, who="") | Q(Q(owner__isnull=True) & ~Q(who="")),
                name="pulse_promise_somebodys",
                violation_error_message="Say who does it: somebody who signs in, or a name; one of the two.",
            ),
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(review__isnull=True),
                name="pulse_promise_one_source",
                violation_error_message="It comes from an answer or from a review: one of the two.",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(done_on__isnull=False, told_on__gte=F("done_on")),
                name="pulse_promise_told_when_done",
                violation_error_message="Nobody is told of it before it is done.",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_text="") | Q(Q(told_on__isnull=False) & ~Q(told_text="")),
                name="pulse_promise_told_whole",
                violation_error_message="Say what they were told.",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(done_on=None), name="pulse_promise_due"),
            models.Index(fields=["stakeholder", "made_on"], name="pulse_promise_to_customer"),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("promise", args=[self.stakeholder.project.key, self.pk])

    @property
    def by_whom(self):
        return self.owner.name if self.owner_id else self.who

    @property
    def is_overdue(self):
        return self.done_on is None and self.due_on < timezone.localdate()

    def clean(self):
        """Refuses what belongs to another customer, and to say today that it will be done tomorrow."""
        errors = {}
        if self.stakeholder_id:
            theirs = {
                "answer": self.answer_id and self.answer.stakeholder_id,
                "review": self.review_id and self.review.revision.criterion.stakeholder_id,
                "criterion": self.criterion_id and self.criterion.stakeholder_id,
            }
            errors = {
                name: f"That is of somebody else than {self.stakeholder}."
                for name, key in theirs.items()
                if key and key != self.stakeholder_id
            }
        for name in ("done_on", "made_on"):
            if getattr(self, name) and getattr(self, name) > timezone.localdate():
                errors[name] = "This day is still to come. Choose today or an earlier day."
        if errors:
            raise ValidationError(errors)

    @property
    def history_project_id(self):
        return self.stakeholder.project_id

    def history_subject(self):
        return f"the promise to {self.stakeholder} “{self.what}”"
