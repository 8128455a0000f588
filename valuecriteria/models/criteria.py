"""What a customer values, and every wording of it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from customers.models import Representation, Stakeholder
from projects.models import Deliverable, Project
from registry.bulk import update_all
from registry.history import Records
from registry.models import Entry, EntryQuerySet, in_bounds, longest, one_of
from registry.search import SearchField

from .revisions import decision_on
from .states import State, state_in_sql, state_of
from .themes import Theme


class ValueCriterionQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Criteria whose words `user` may read: where they may see all value, and of those they speak for."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        projects = Project.objects.value_known_to(user).values("pk")
        own = Stakeholder.objects.spoken_by(user).values("pk")
        return self.filter(Q(stakeholder__project__in=projects) | Q(stakeholder__in=own))

    def with_facts(self):
        """Criteria that know the facts their state follows from, and with `state_name` to filter and count by."""
        from .decisions import Confirmation  # which stands on this module

        confirmed = Confirmation.objects.filter(revision=OuterRef("current_revision"))
        return self.annotate(
            decision=decision_on("current_revision")["decision"],
            is_confirmed=Exists(confirmed),
        ).annotate(state_name=state_in_sql())

    def for_reading(self):
        """Criteria with all that is said beside their words: who confirmed, put forward, decided; what was agreed.

        `agreed_*` is the newest wording whose latest review agrees: it stays agreed whatever was worded since.
        `confirmed_number` is the newest wording that the customer confirmed, the current one or an earlier one.
        """
        from .decisions import Confirmation, Review  # as above

        newest = Review.objects.filter(revision=OuterRef("revision")).order_by("-pk").values("pk")[:1]
        agreed = Review.objects.filter(
            revision__criterion=OuterRef("pk"), decision=Review.Decision.AGREE, pk=Subquery(newest)
        ).order_by("-revision__number")
        confirmed = Confirmation.objects.filter(revision__criterion=OuterRef("pk")).order_by("-revision__number")
        speaks = Representation.objects.current().filter(stakeholder=OuterRef("stakeholder"))
        speaks = speaks.order_by("-from_on", "-pk")
        return (
            self.with_facts()
            .annotate(
                representative_user=Subquery(speaks.values("person__user")[:1]),
                representative_name=Subquery(speaks.values("person__name")[:1]),
                **decision_on("current_revision"),
                agreed_number=Subquery(agreed.values("revision__number")[:1]),
                agreed_statement=Subquery(agreed.values("revision__statement")[:1]),
                agreed_at=Subquery(agreed.values("decided_at")[:1]),
                agreed_by_name=Subquery(agreed.values("decided_by__name")[:1]),
                confirmed_number=Subquery(confirmed.values("revision__number")[:1]),
            )
            .select_related(
                "stakeholder__party__group",
                "deliverable",
                "theme",
                "outcome_by",
                "current_revision__written_by",
                "current_revision__put_forward_by",
                "current_revision__confirmation",
            )
        )

    def in_state(self, *states):
        return self.with_facts().filter(state_name__in=states)

    def live(self):
        """Criteria that still count: not withdrawn."""
        return self.exclude(outcome=State.WITHDRAWN)

    def waiting(self):
        """Those whose current wording waits for the sponsor: confirmed or put forward, undecided, no outcome."""
        return self.with_facts().filter(
            Q(is_confirmed=True) | Q(current_revision__put_forward_at__isnull=False),
            decision=None,
            outcome="",
        )

    def with_waiting_since(self):
        """Since when the current wording is before the sponsor, null if it is not; as `Revision.before_since`."""
        put_forward, confirmed = "current_revision__put_forward_at", "current_revision__confirmation__created_at"
        return self.annotate(waiting_since=Coalesce(put_forward, confirmed))

    def sponsored_by(self, user):
        """Those on open projects of which this user is a sponsor today."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        # From the user to their parts to the projects: open projects first, and SQLite goes through all their parts.
        sponsored = Stakeholder.objects.filter(party__user=user.pk).sponsors().order_by()
        return self.filter(stakeholder__project__in=Project.objects.open().filter(pk__in=sponsored.values("project")))

    def waiting_for(self, user):
        """Those that wait for this user: on open projects of which they are a sponsor today."""
        return self.sponsored_by(user).waiting()

    def with_unchanged(self):
        """Whether the customer said yes to all that stands there: their words, and what was written beside them."""
        versions = self.model.history.filter(id=OuterRef("pk"), history_type="~").exclude(changes=[])
        later = versions.filter(history_date__gt=OuterRef("current_revision__confirmation__created_at"))
        return self.annotate(
            is_unchanged=Case(
                When(Q(current_revision__confirmation__isnull=True) | Exists(later), then=Value(False)),
                default=Value(True),
                output_field=models.BooleanField(),
            )
        )

    def unaligned(self):
        """Those that stand to no goal yet, neither for nor against."""
        return self.filter(alignments=None)

    def unjustified(self):
        """Of those that serve no goal: the ones that nobody gave a reason to keep all the same."""
        return self.filter(justification=None)

    def search(self, text):
        return self.filter(search_text__words=text)


class ValueCriterion(Entry):
    """One thing one customer values on one project.

    The words live in numbered revisions; `current_revision` points at the newest (actions keep it). Importance is 1-5,
    shown as a share of that customer's 100. An outcome comes whole: with who, when and, for withdrawn, why.
    """

    class Kind(models.TextChoices):
        SERVICE = "service", "Service"
        DELIVERABLE = "deliverable", "Deliverable"

    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        related_name="criteria",
        verbose_name="customer",
    )
    number = models.PositiveSmallIntegerField(editable=False, help_text="Within the customer, in the order of capture.")
    kind = models.CharField(max_length=11, choices=Kind)
    current_revision = models.OneToOneField(
        "Revision",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="current_of",
    )
    why = models.TextField("why it matters to them", blank=True, max_length=1000)
    how = models.TextField("how they benefit", blank=True, max_length=1000)
    importance = models.PositiveSmallIntegerField(
        default=3,
        choices=[
            (1, "1 slight"),
            (2, "2"),
            (3, "3 middling"),
            (4, "4"),
            (5, "5 decisive"),
        ],
    )
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="criteria")
    measure = models.CharField(
        max_length=200,
        blank=True,
        help_text="As we measure it: what is counted, and how often.",
    )
    baseline = models.CharField("now", max_length=200, blank=True, help_text="Where it stands today.")
    target = models.CharField(max_length=200, blank=True, help_text="Where it should stand.")
    due_on = models.DateField("by", null=True, blank=True)
    deliverable = models.ForeignKey(
        Deliverable,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="criteria",
        help_text="The one they mean, if they mean one. Only for the kind “deliverable”.",
    )
    origin = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="Where a wording that was brought in came from: file, column and row.",
    )
    outcome = models.CharField(
        max_length=9,
        blank=True,
        editable=False,
        choices=[("met", "Met"), ("not_met", "Not met"), ("withdrawn", "Withdrawn")],
    )
    outcome_reason = models.CharField(max_length=500, blank=True, editable=False)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    outcome_at = models.DateTimeField(null=True, editable=False)
    search_text = SearchField("statement", "why", "how", "measure")

    history = Records(excluded_fields=["search_text"])
    objects = ValueCriterionQuerySet.as_manager()
    history_verbs = {"+": "captured"}
    history_ignores = ("current_revision", "outcome_at", "outcome_by")

    class Meta:
        verbose_name = "value criterion"
        verbose_name_plural = "value criteria"
        ordering = ["stakeholder", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["stakeholder", "number"],
                name="valuecriteria_criterion_one_per_number",
            ),
            one_of("kind", ["service", "deliverable"]),
            models.CheckConstraint(
                condition=Q(deliverable__isnull=True) | Q(kind="deliverable"),
                name="valuecriteria_criterion_service_names_none",
                violation_error_message="Only a criterion of the kind “deliverable” names one.",
            ),
            models.CheckConstraint(
                condition=Q(importance__range=(1, 5)),
                name="valuecriteria_criterion_importance_1_to_5",
                violation_error_message="Importance goes from 1 to 5.",
            ),
            longest("why", 1000),
            longest("how", 1000),
            longest("measure", 200),
            longest("baseline", 200),
            longest("target", 200),
            longest("origin", 300),
            longest("outcome_reason", 500),
            in_bounds("due_on"),
            models.CheckConstraint(
                condition=Q(
                    outcome="",
                    outcome_by__isnull=True,
                    outcome_at__isnull=True,
                    outcome_reason="",
                )
                | Q(
                    outcome__in=["met", "not_met"],
                    outcome_by__isnull=False,
                    outcome_at__isnull=False,
                )
                | (
                    Q(
                        outcome="withdrawn",
                        outcome_by__isnull=False,
                        outcome_at__isnull=False,
                    )
                    & ~Q(outcome_reason="")
                ),
                name="valuecriteria_criterion_outcome_whole",
                violation_error_message="An outcome needs who, when and, if withdrawn, a reason.",
            ),
        ]

    @classmethod
    def follow(cls, rows, link, new):
        """Two parts become one: its criteria come first, those of the other one are numbered after them."""
        if link != "stakeholder":
            super().follow(rows, link, new)
            return
        last = cls.objects.filter(stakeholder=new.pk).aggregate(last=models.Max("number"))["last"] or 0
        for number, row in enumerate(sorted(rows, key=lambda row: row.number), start=last + 1):
            update_all([row], stakeholder=new, number=number)

    def __str__(self):
        return self.statement or f"Criterion {self.number}"

    def clean(self):
        """Refuses a deliverable of another project."""
        if self.deliverable_id and self.stakeholder_id and self.deliverable.project_id != self.stakeholder.project_id:
            raise ValidationError({"deliverable": f"{self.deliverable} belongs to another project."})

    def get_absolute_url(self):
        return reverse("criterion", args=[self.stakeholder.project.key, self.pk])

    @property
    def statement(self):
        return self.current_revision.statement if self.current_revision else ""

    @property
    def state(self):
        """From the facts that `with_facts()` brought along; without them, from the rows."""
        if "state_name" not in self.__dict__:
            review = self.current_revision.reviews.order_by("-pk").first() if self.current_revision else None
            self.decision = review.decision if review else None
            self.is_confirmed = bool(self.current_revision) and self.current_revision.is_confirmed
        return state_of(self)

    @property
    def is_waiting(self):
        """Whether its wording waits for the sponsor; the same question as `waiting()` asks in SQL."""
        before = self.current_revision is not None and self.current_revision.before_since
        return bool(before) and self.state in (State.ASSUMED, State.CONFIRMED)

    @property
    def days_waiting(self):
        before = timezone.localdate(self.current_revision.before_since)
        return (timezone.localdate() - before).days

    @property
    def differs_from_agreed(self):
        """Whether another wording than the current one is the last agreed one; needs `for_reading()`."""
        return self.agreed_number is not None and self.agreed_number != self.current_revision.number

    @property
    def is_assumed_again(self):
        """Whether other words took the place of confirmed or agreed ones; needs `for_reading()`."""
        return self.state == State.ASSUMED and bool(self.confirmed_number or self.agreed_number)

    @property
    def history_project_id(self):
        return self.stakeholder.project_id

    def history_subject(self):
        return f"criterion {self.number} of {self.stakeholder}"
