"""How the team reads a customer. Judgement: for the project's managers and administrators only."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from registry.bulk import delete_all, update_all
from registry.history import Records
from registry.models import Entry, EntryQuerySet, in_bounds, longest, one_of

from .stakeholders import Stakeholder

LOW_TO_HIGH = [(1, "1 low"), (2, "2"), (3, "3 middling"), (4, "4"), (5, "5 high")]
MOST_STRATEGY = 1000
MOST_NOTES = 4000
# What an assessment says, none of it needed.
SAID = ("influence", "interest", "engagement_now", "engagement_wanted", "strategy", "notes")


class Engagement(models.TextChoices):
    """In the order of the PMBOK's engagement matrix."""

    UNAWARE = "unaware", "Unaware"
    RESISTANT = "resistant", "Resistant"
    NEUTRAL = "neutral", "Neutral"
    SUPPORTIVE = "supportive", "Supportive"
    LEADING = "leading", "Leading"


class AssessmentQuerySet(EntryQuerySet):
    def newest(self, on=None):
        """The last one of each customer, of all days or up to that day."""
        assessments = self.filter(assessed_on__lte=on) if on else self
        later = Assessment.objects.filter(stakeholder=OuterRef("stakeholder"), assessed_on__gt=OuterRef("assessed_on"))
        return assessments.exclude(Exists(later.filter(assessed_on__lte=on) if on else later))

    def where_it_began(self):
        """The first one of each customer."""
        before = Assessment.objects.filter(stakeholder=OuterRef("stakeholder"), assessed_on__lt=OuterRef("assessed_on"))
        return self.exclude(Exists(before))


class Assessment(Entry):
    """How the team read one customer on one day: the newest is how it reads them now, the first is where it began.

    Nothing in it is needed. Never part of anything made for customers or sponsors.
    """

    is_judgement = True

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="assessments")
    assessed_on = models.DateField("as of", default=timezone.localdate)
    influence = models.PositiveSmallIntegerField(null=True, blank=True, choices=LOW_TO_HIGH)
    interest = models.PositiveSmallIntegerField(null=True, blank=True, choices=LOW_TO_HIGH)
    engagement_now = models.CharField(max_length=10, blank=True, choices=Engagement)
    engagement_wanted = models.CharField(max_length=10, blank=True, choices=Engagement)
    strategy = models.TextField(
        "how to win them", blank=True, max_length=MOST_STRATEGY, help_text="What the team does to get them there."
    )
    notes = models.TextField("private notes", blank=True, max_length=MOST_NOTES)

    history = Records()
    objects = AssessmentQuerySet.as_manager()
    history_verbs = {"+": "assessed", "-": "took back the assessment of"}
    history_shows = ("assessed_on", *SAID)

    class Meta:
        ordering = ["stakeholder", "-assessed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["stakeholder", "assessed_on"],
                name="customers_assessment_one_a_day",
                violation_error_message="There is an assessment of that day already.",
            ),
            in_bounds("assessed_on"),
            longest("strategy", MOST_STRATEGY),
            longest("notes", MOST_NOTES),
            one_of("engagement_now", ["", *Engagement.values]),
            one_of("engagement_wanted", ["", *Engagement.values]),
            models.CheckConstraint(
                condition=Q(influence__isnull=True) | Q(influence__range=(1, 5)),
                name="customers_assessment_influence_1_to_5",
                violation_error_message="Influence goes from 1 to 5.",
            ),
            models.CheckConstraint(
                condition=Q(interest__isnull=True) | Q(interest__range=(1, 5)),
                name="customers_assessment_interest_1_to_5",
                violation_error_message="Interest goes from 1 to 5.",
            ),
        ]

    def __str__(self):
        return f"Assessment of {self.stakeholder}"

    @classmethod
    def follow(cls, rows, link, new):
        """Two parts become one: of one day there is one assessment, its blanks filled in, the texts of both joined."""
        days = {row.assessed_on: row for row in cls.objects.select_for_update(of=("self",)).filter(stakeholder=new.pk)}
        update_all([row for row in rows if row.assessed_on not in days], stakeholder=new)
        for row in rows:
            if row.assessed_on in days:
                days[row.assessed_on].take_in(row)

    def take_in(self, other):
        """Become what both say of the same day; of two figures this one's stays, the history keeps the other."""
        for name in SAID:
            setattr(self, name, getattr(self, name) or getattr(other, name))
        for name, most in (("strategy", MOST_STRATEGY), ("notes", MOST_NOTES)):
            mine, theirs = getattr(self, name), getattr(other, name)
            if theirs not in mine:
                setattr(self, name, f"{mine}\n\n{theirs}"[:most])
        delete_all([other])
        self.save()

    def clean(self):
        """Refuses a day to come: nobody reads people ahead."""
        if self.assessed_on and self.assessed_on > timezone.localdate():
            raise ValidationError({"assessed_on": "This day is still to come. Choose today or an earlier day."})

    @property
    def mark(self):
        """Which assessment this is, in which version, as a text that a form can carry."""
        return f"{self.pk}.{self.version}"

    @property
    def is_empty(self):
        return not any(getattr(self, name) for name in SAID)

    @property
    def history_project_id(self):
        return self.stakeholder.project_id

    def history_subject(self):
        return f"customer “{self.stakeholder}”"
