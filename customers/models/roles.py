"""Roles, and who wears which from when to when."""

from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from customers.periods import clusters, end_of, in_words, is_empty, joined, overlapping, period, q_overlapping, without
from registry.bulk import delete_all, update_all
from registry.history import Records
from registry.models import Entry, EntryQuerySet, Refused, in_bounds, longest, not_blank, one_of


class Role(Entry):
    """What somebody is to a project, as this organisation words it.

    Administrators rename roles, add more and say which count as customer. The well-known `kind` stays behind the
    name, so that "client" is still drawn and counted as customer.
    """

    class Kind(models.TextChoices):
        SPONSOR = "sponsor", "Sponsor"
        CUSTOMER = "customer", "Customer"
        SENIOR_USER = "senior_user", "Senior user"
        END_USER = "end_user", "End user"
        PROVIDER = "provider", "Resource provider"
        OTHER = "other", "Other"

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    name = models.CharField(max_length=60, unique=True)
    description = models.CharField(max_length=120, blank=True, help_text="One line beside the check box.")
    counts_as_customer = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=100, help_text="Where it stands among the check boxes.")
    is_offered = models.BooleanField("offered", default=True, help_text="Off: kept for the past, no longer offered.")

    history = Records()
    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name", "pk"]
        constraints = [
            not_blank("name"),
            longest("name", 60),
            longest("description", 120),
            one_of("kind", ["sponsor", "customer", "senior_user", "end_user", "provider", "other"]),
        ]

    def __str__(self):
        return self.name


def q_current(on=None, prefix=""):
    """The condition "in force on that day" over from_on and to_on: from the first day until before the last one."""
    day = on or timezone.localdate()
    return Q(**{f"{prefix}from_on__lte": day}) & (
        Q(**{f"{prefix}to_on__isnull": True}) | Q(**{f"{prefix}to_on__gt": day})
    )


class RoleAssignmentQuerySet(EntryQuerySet):
    def current(self, on=None):
        return self.filter(q_current(on))

    def sponsors(self):
        return self.filter(role__kind=Role.Kind.SPONSOR)

    def accountable(self, on=None):
        return self.current(on).filter(is_accountable=True)


class RoleAssignment(Entry):
    """A role somebody has in a project, from a day until before another (open: no end).

    `project` repeats the stakeholder's, so that the database itself holds "one accountable sponsor at a time", under
    concurrent requests too; that there are not two on any other day, past or to come, `clean()` holds, which every verb
    asks with the project locked. Nothing is deleted to take a role away: it gets an end.
    """

    stakeholder = models.ForeignKey("Stakeholder", on_delete=models.CASCADE, related_name="assignments")
    project = models.ForeignKey(
        "projects.Project",
        on_delete=models.CASCADE,
        related_name="assignments",
        editable=False,
    )
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="assignments")
    from_on = models.DateField("from", default=timezone.localdate)
    to_on = models.DateField("until", null=True, blank=True)
    is_accountable = models.BooleanField(
        "accountable",
        default=False,
        help_text="The one sponsor who answers for the project.",
    )

    history = Records()
    objects = RoleAssignmentQuerySet.as_manager()
    history_shows = ("from_on", "is_accountable")

    class Meta:
        verbose_name = "role of a customer"
        verbose_name_plural = "roles of customers"
        ordering = ["role__position", "from_on", "pk"]
        # Who holds a role in the projects that somebody may see: each of the two alone would find far too many.
        indexes = [models.Index(fields=["project", "role"], name="customers_assignment_held")]
        constraints = [
            in_bounds("from_on"),
            in_bounds("to_on"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="customers_assignment_ends_after_start",
                violation_error_message="The role ends before it starts: check the two dates.",
            ),
            models.UniqueConstraint(
                fields=["stakeholder", "role"],
                condition=Q(to_on__isnull=True),
                name="customers_assignment_role_once",
                violation_error_message="They have that role already.",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(is_accountable=True, to_on__isnull=True),
                name="customers_assignment_one_accountable",
                violation_error_message="The project has an accountable sponsor already; hand over instead.",
            ),
        ]

    def __str__(self):
        return f"{self.stakeholder}: {self.role}"

    @property
    def is_to_come(self):
        return self.from_on > timezone.localdate()

    def clean(self):
        """Refuses a role on days on which they have it already, and a second accountable sponsor on any day."""
        if not (self.stakeholder_id and self.role_id and self.from_on) or is_empty(self):
            return
        same = RoleAssignment.objects.filter(q_overlapping(self), stakeholder=self.stakeholder_id, role=self.role_id)
        if other := same.first():
            raise ValidationError(
                f"{self.stakeholder} has the role {self.role} {in_words(other)} already; the two would overlap."
            )
        if not self.is_accountable:
            return
        if self.role.kind != Role.Kind.SPONSOR:
            raise ValidationError({"is_accountable": "Only a sponsor answers for a project."})
        answers = RoleAssignment.objects.filter(
            q_overlapping(self), project=self.stakeholder.project_id, is_accountable=True
        )
        if other := answers.select_related("stakeholder__party").first():
            raise ValidationError(
                f"{other.stakeholder} answers for the project {in_words(other)}, and only one sponsor does on any day. "
                "Hand over instead, or choose other days."
            )

    @classmethod
    def after_undo(cls, keys):
        """Raises Refused if what is back would overlap with what was given since."""
        back = cls.objects.filter(pk__in=keys)
        rows = cls.objects.select_related("role", "stakeholder__party").order_by("stakeholder", "role", "pk")
        theirs = rows.filter(stakeholder__in=back.values("stakeholder"))
        together = [list(same) for _, same in groupby(theirs, key=lambda row: (row.stakeholder_id, row.role_id))]
        answering = rows.filter(project__in=back.values("project"), is_accountable=True).order_by("project", "pk")
        together += [list(same) for _, same in groupby(answering, key=lambda row: row.project_id)]
        for one, other in filter(None, map(overlapping, together)):
            raise Refused(f"Both would hold on the same days: {one} {in_words(one)}, and {other} {in_words(other)}.")

    def save(self, *args, **kwargs):
        self.project_id = self.stakeholder.project_id
        super().save(*args, **kwargs)

    @classmethod
    def follow(cls, rows, link, new):
        """Two parts become one: a role that both had at the same time is one role, for as long as either had it.

        While one of them was accountable the other one's time as a further sponsor is not told a second time.
        """
        for role in {row.role_id: row for row in rows}:
            theirs = list(cls.objects.select_for_update(of=("self",)).filter(stakeholder=new.pk, role=role))
            coming = [row for row in rows if row.role_id == role]
            for cluster in clusters([*theirs, *coming]):
                cls.put_together(cluster, coming, new)

    @classmethod
    def put_together(cls, cluster, coming, new):
        """Of rows of one role that overlap, as few as say the same, all of this stakeholder."""
        if len(cluster) == 1 or not any(row in coming for row in cluster):
            update_all([row for row in cluster if row in coming], stakeholder=new)
            return
        rows = {flag: [row for row in cluster if row.is_accountable == flag] for flag in (True, False)}
        wanted = {True: joined(map(period, rows[True]))}
        wanted[False] = without(map(period, rows[False]), wanted[True])
        kept = []
        for flag, periods in wanted.items():
            known = sorted(rows[flag], key=lambda row: row in coming)
            made = [cls(role=cluster[0].role, is_accountable=flag) for _ in periods[len(known) :]]
            kept += zip([*known, *made], periods, strict=False)
        delete_all([row for row in cluster if row.pk not in {row.pk for row, _ in kept}])
        # What ends comes first: the open one finds no other open one then.
        for row, (start, end) in sorted(kept, key=lambda each: each[1][1]):
            row.stakeholder, row.from_on, row.to_on = new, start, end_of(end)
            row.save()

    def history_subject(self):
        return f"the role {self.role} of {self.stakeholder}"
