"""Projects, why they exist (organisational goals) and what they must achieve (goals)."""

from datetime import date

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from registry.history import Records
from registry.models import LAST_DAY, Entry, EntryQuerySet, in_bounds, longest, not_blank, one_of
from registry.search import FoldedField, SearchField


class OrganisationalGoalQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Those that a project or a goal serves which `user` may see; all for administrators and PMO viewers."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_administrator or user.is_pmo_viewer:
            return self
        projects = Project.objects.known_to(user).values("pk")
        served = Project.organisational_goals.through.objects.filter(project__in=projects)
        serves = Goal.organisational_goals.through.objects.filter(goal__project__in=projects)
        return self.filter(
            Q(pk__in=served.values("organisationalgoal")) | Q(pk__in=serves.values("organisationalgoal"))
        )


class OrganisationalGoal(Entry):
    """What the organisation wants (more revenue, a better known brand). A project exists because of at least one."""

    name = models.CharField(max_length=200, unique=True)
    description = models.TextField(blank=True, max_length=2000)

    history = Records()
    objects = OrganisationalGoalQuerySet.as_manager()

    class Meta:
        verbose_name = "organisational goal"
        ordering = ["name", "pk"]
        constraints = [
            not_blank("name"),
            longest("name", 200),
            longest("description", 2000),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisational-goal", args=[self.pk])


class Stage(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    ACTIVE = "active", "Active"
    ON_HOLD = "on_hold", "On hold"
    CLOSED = "closed", "Closed"


class Status(models.TextChoices):
    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"


class Rhythm(models.TextChoices):
    """How often a project asks its customers how it does for them (the pulse)."""

    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    ONCE = "once", "Once"
    NOT_YET = "not_yet", "Not yet"


def among(parts):
    """Whether a project is one of those of these rows."""
    return models.ExpressionWrapper(models.Q(pk__in=parts.order_by().values("project")), models.BooleanField())


class ProjectQuerySet(EntryQuerySet):
    def with_standings(self, user):
        """Projects that know what `user` is to them (see permissions.standings), in the same statement.

        Each is looked up among the few that are the user's: asked project by project, it would be of all their parts.
        """
        stakeholders = Project._meta.get_field("stakeholders").related_model.objects
        managed = Project.managers.through.objects.filter(user=user.pk)
        return self.annotate(
            standings_of=Value(user.pk, models.BigIntegerField()),
            is_managed=among(managed),
            is_sponsored=among(stakeholders.filter(party__user=user.pk).sponsors()),
            has_part=among(stakeholders.spoken_by(user)),
        )

    def visible_to(self, user):
        """The projects whose existence `user` may know of, with their standings. Everything else is a 404."""
        return self.known_to(user).with_standings(user)

    def known_to(self, user):
        """The same projects as `visible_to`, without standings: for subqueries, found from the user's few rows."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_administrator or user.is_pmo_viewer:
            return self
        stakeholders = Project._meta.get_field("stakeholders").related_model.objects
        return self.managed_or_among(user, stakeholders.spoken_by(user))

    def value_known_to(self, user):
        """The projects in which `user` may read what every customer values (Permission.SEE_VALUE)."""
        if not user.is_authenticated or not user.is_active or user.is_administrator or user.is_pmo_viewer:
            return self.known_to(user)
        stakeholders = Project._meta.get_field("stakeholders").related_model.objects
        return self.managed_or_among(user, stakeholders.filter(party__user=user.pk).sponsors())

    def managed_or_among(self, user, parts):
        managed = Project.managers.through.objects.filter(user=user.pk)
        return self.filter(pk__in=managed.values("project").union(parts.order_by().values("project")))

    def open(self):
        return self.exclude(stage=Stage.CLOSED)

    def search(self, text):
        return self.filter(search_text__words=text)


class Project(Entry):
    """A piece of work with managers, a stage, a status, dates, an expected benefit, and goals of its own.

    Closed, it is read-only but for reopening (permissions.CHANGES). Stage moves by the verbs in actions.py.
    """

    key = models.CharField(
        max_length=12,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Z][A-Z0-9-]{1,11}\Z",
                "Two to twelve capital letters, digits or hyphens, a letter first: CRM1, for example.",
            )
        ],
        help_text="Short, in capitals: CRM1. It stands in every address of the project.",
    )
    name = models.CharField(max_length=200)
    benefit = models.TextField(
        "expected benefit",
        blank=True,
        max_length=2000,
        help_text="What the organisation gains when this has worked.",
    )
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PROPOSED, editable=False)
    stage_since = models.DateField(default=timezone.localdate, editable=False)
    status = models.CharField(max_length=5, choices=Status, default=Status.GREEN)
    status_note = models.CharField("why this status", max_length=200, blank=True)
    rhythm = models.CharField(
        "asked how often",
        max_length=11,
        choices=Rhythm,
        default=Rhythm.MONTHLY,
        help_text="How often its customers are asked for a score and their words.",
    )
    starts_on = models.DateField("starts on", null=True, blank=True)
    ends_on = models.DateField("ends on", null=True, blank=True)
    organisational_goals = models.ManyToManyField(
        OrganisationalGoal,
        blank=True,
        related_name="projects",
        verbose_name="organisational goals",
        help_text="What the organisation wants that this project serves.",
    )
    managers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="managed_projects",
        blank=True,
        verbose_name="project managers",
    )
    name_key = FoldedField("name")
    search_text = SearchField("key", "name")

    history = Records(excluded_fields=["name_key", "search_text"])
    objects = ProjectQuerySet.as_manager()
    history_verbs = {"+": "started"}

    class Meta:
        ordering = ["name_key", "pk"]
        constraints = [
            not_blank("name"),
            longest("name", 200),
            longest("key", 12),
            longest("benefit", 2000),
            longest("status_note", 200),
            one_of("stage", Stage.values),
            one_of("status", Status.values),
            one_of("rhythm", Rhythm.values),
            in_bounds("starts_on"),
            in_bounds("ends_on"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="projects_project_ends_after_start",
                violation_error_message="The project ends before it starts: check the two dates.",
            ),
        ]
        indexes = [models.Index(fields=["name_key", "id"])]

    def __str__(self):
        return f"{self.key} {self.name}"

    def get_absolute_url(self):
        return reverse("project", args=[self.key])

    @property
    def is_closed(self):
        return self.stage == Stage.CLOSED

    @property
    def closed_says(self):
        """What is told to whoever would change something in it while it is closed."""
        return f"{self.key} is closed, so nothing in it can be changed. Its manager can reopen it."

    @property
    def history_project_id(self):
        return self.pk

    def history_subject(self):
        return "the project"


class GoalQuerySet(EntryQuerySet):
    def visible_to(self, user):
        return self.filter(project__in=Project.objects.known_to(user).values("pk"))

    def with_aligned_count(self):
        """How many criteria that still count are aligned with each goal."""
        alignments = Goal._meta.get_field("alignments").related_model.objects
        rows = alignments.filter(goal=OuterRef("pk")).exclude(criterion__outcome="withdrawn")
        number = rows.order_by().values("goal").annotate(number=Count("pk")).values("number")
        return self.annotate(aligned_count=Coalesce(Subquery(number), 0))


class Goal(Entry):
    """What this project must achieve: statement, measure, target; serves one or more organisational goals.

    Numbered within its project in the order the manager gives them; shown as G1, G2, ...
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField(editable=False)
    statement = models.CharField(
        "goal",
        max_length=300,
        help_text="What this project must achieve, in one sentence.",
    )
    measure = models.CharField(
        max_length=200,
        blank=True,
        help_text="How we will know: what is counted, and how often.",
    )
    target = models.CharField(max_length=200, blank=True, help_text="How much, by when.")
    organisational_goals = models.ManyToManyField(
        OrganisationalGoal,
        blank=True,
        related_name="goals",
        verbose_name="organisational goals it serves",
    )

    history = Records()
    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["project", "number"]
        constraints = [
            not_blank("statement"),
            longest("statement", 300),
            longest("measure", 200),
            longest("target", 200),
            models.UniqueConstraint(
                fields=["project", "number"],
                name="projects_goal_one_per_number",
                violation_error_message="Another goal of this project has that number.",
            ),
        ]

    def __str__(self):
        return f"{self.label} {self.statement}"

    @property
    def label(self):
        return f"G{self.number}"

    def get_absolute_url(self):
        return reverse("goal", args=[self.project.key, self.number])


class DeliverableQuerySet(EntryQuerySet):
    IN_ORDER = ("due", "name", "pk")

    def visible_to(self, user):
        return self.filter(project__in=Project.objects.known_to(user).values("pk"))

    def with_due(self):
        """Each with `due`, the day it stands by among the others: what has no date stands last."""
        return self.annotate(due=Coalesce("due_on", Value(date.fromisoformat(LAST_DAY))))

    def in_order(self):
        return self.with_due().order_by(*self.IN_ORDER)

    def with_neighbours(self):
        """Each with previous_pk, previous_name, next_pk, next_name: the project's deliverables beside it, in order."""
        others = Deliverable.objects.filter(project=OuterRef("project")).with_due()
        due, name, same_due = OuterRef("due"), OuterRef("name"), Q(due=OuterRef("due"))
        before, after = Q(due__lt=due) | same_due & Q(name__lt=name), Q(due__gt=due) | same_due & Q(name__gt=name)
        sides = {"previous": others.filter(before).order_by("-due", "-name"), "next": others.filter(after).in_order()}
        return self.with_due().annotate(
            **{f"{side}_pk": Subquery(found.values("pk")[:1]) for side, found in sides.items()},
            **{f"{side}_name": Subquery(found.values("name")[:1]) for side, found in sides.items()},
        )


class Deliverable(Entry):
    """What the project hands over, by when, and the goals it serves; who will use it are its recipients.

    It is overdue from the day after `due_on` until it says that it was handed over, or the project is closed.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="deliverables")
    name = models.CharField("deliverable", max_length=200, help_text="What is handed over: a thing, not an activity.")
    description = models.TextField(
        blank=True, max_length=1000, help_text="What belongs to it, and how one sees that it is done."
    )
    due_on = models.DateField("due", null=True, blank=True)
    handed_over_on = models.DateField(
        "handed over on", null=True, blank=True, help_text="Leave it empty until the recipients have it."
    )
    goals = models.ManyToManyField(
        Goal, blank=True, related_name="deliverables", verbose_name="goals it serves", help_text="Why it is made."
    )

    history = Records()
    objects = DeliverableQuerySet.as_manager()
    history_shows = ("due_on",)

    class Meta:
        ordering = ["project", F("due_on").asc(nulls_last=True), "name", "pk"]
        constraints = [
            not_blank("name"),
            longest("name", 200),
            longest("description", 1000),
            in_bounds("due_on"),
            in_bounds("handed_over_on"),
            models.UniqueConstraint(
                fields=["project", "name"],
                name="projects_deliverable_once_per_project",
                violation_error_message="The project has a deliverable of that name already.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("deliverable", args=[self.project.key, self.pk])

    @property
    def is_overdue(self):
        late = self.due_on is not None and self.due_on < timezone.localdate()
        return late and self.handed_over_on is None and not self.project.is_closed
