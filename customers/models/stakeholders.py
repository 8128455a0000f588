"""Parts in projects: who is what to which project, and who speaks for a group."""

from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from customers import reasons
from customers.periods import end_of, in_words, is_empty, overlapping, period, q_overlapping, without
from projects.models import Project
from registry.bulk import delete_all, update_all
from registry.history import Records
from registry.merging import merge_into
from registry.models import Entry, EntryQuerySet, Refused, in_bounds, longest
from registry.paging import beyond, flip, in_order

from .parties import Party
from .roles import Role, RoleAssignment, q_current
from .team import TeamMember, people_provided


class StakeholderQuerySet(EntryQuerySet):
    def visible_to(self, user):
        return self.filter(project__in=Project.objects.known_to(user).values("pk"))

    def spoken_by(self, user):
        """Those `user` speaks for: their own part, and the groups that they represent today."""
        if user.pk is None:
            return self.none()
        own = Stakeholder.objects.filter(party__user=user.pk).order_by().values("pk")
        represented = Representation.objects.current().filter(person__user=user.pk).order_by()
        return self.filter(pk__in=own.union(represented.values("stakeholder")))

    def having_role(self, **role):
        """Those with a role in force today, narrowed by fields of Role: having_role(kind="sponsor")."""
        held = RoleAssignment.objects.current().filter(stakeholder=OuterRef("pk"))
        return self.filter(Exists(held.filter(**{f"role__{name}": value for name, value in role.items()})))

    def sponsors(self):
        return self.having_role(kind=Role.Kind.SPONSOR)

    def customers(self):
        """Those with at least one current role that counts as customer, or declared one."""
        held = RoleAssignment.objects.current().filter(stakeholder=OuterRef("pk"), role__counts_as_customer=True)
        return self.filter(Q(is_declared_customer=True) | Exists(held))

    def accountable(self):
        held = RoleAssignment.objects.accountable().filter(stakeholder=OuterRef("pk"))
        return self.filter(Exists(held))

    def with_roles(self):
        """Each with what its reason is made of: `held`, its roles in force today, and `people_provided`.

        One further statement for all of them.
        """
        held = Prefetch("assignments", queryset=held_today(), to_attr="held")
        return self.annotate(people_provided=people_provided()).prefetch_related(held)

    def with_representative(self):
        """Each with representative_pk, _name and _user (their login), None where nobody speaks for it."""
        current = Representation.objects.current().filter(stakeholder=OuterRef("pk")).order_by("-from_on", "-pk")
        return self.annotate(
            representative_pk=Subquery(current.values("person")[:1]),
            representative_name=Subquery(current.values("person__name")[:1]),
            representative_user=Subquery(current.values("person__user")[:1]),
        )

    def with_neighbours(self, found=None, order=("party__name_key", "pk")):
        """Each with previous_pk, previous_name, next_pk, next_name: those beside it among `found`, in that order.

        Without `found` they are the customers by name. An order is field names as for `keyset_page`; annotations that
        it names have to be on both querysets.
        """
        if found is None:
            found = Stakeholder.objects.customers().filter(project=OuterRef("project"))
        order, back = list(order), [flip(name) for name in order]
        sides = {"previous": back, "next": order}
        beside = {
            side: in_order(found.filter(beyond(way, [OuterRef(name.removeprefix("-")) for name in way])), way)
            for side, way in sides.items()
        }
        return self.annotate(
            **{f"{side}_pk": Subquery(rows.values("pk")[:1]) for side, rows in beside.items()},
            **{f"{side}_name": Subquery(rows.values("party__name")[:1]) for side, rows in beside.items()},
        )

    def with_head(self):
        """All that templates/customers/_customer_head.html draws but the neighbours, in two statements."""
        related = self.select_related("party__group", "relationship_owner__person")
        return related.with_roles().with_representative()


def held_today():
    return RoleAssignment.objects.current().select_related("role").order_by("role__position", "role__name", "pk")


class Stakeholder(Entry):
    """A party's part in one project: one row per project and party, however many roles.

    A customer is one with a current role that counts as customer, or one declared so with a reason (`why`).
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stakeholders")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="stakeholders", verbose_name="who")
    is_declared_customer = models.BooleanField(
        "a customer whatever the roles",
        default=False,
        help_text="For somebody no role makes a customer.",
    )
    why = models.CharField(
        "why a customer",
        max_length=200,
        blank=True,
        help_text="In half a sentence: “pays from the sales budget”. Left empty, the page says it from the roles.",
    )
    no_own_benefit = models.BooleanField(
        "no own benefit",
        default=False,
        help_text="A sponsor may sponsor for others alone; then no criteria are missing.",
    )
    communication = models.TextField(
        "kept informed",
        max_length=500,
        blank=True,
        help_text="What they are told, how and how often: “steering report, by e-mail, monthly”.",
    )
    relationship_owner = models.ForeignKey(
        TeamMember,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="looks_after",
        help_text="Who of the team looks after them.",
    )

    history = Records()
    objects = StakeholderQuerySet.as_manager()
    history_verbs = {"+": "logged", "-": "took back"}
    merged_facts = ("is_declared_customer", "why", "no_own_benefit", "communication", "relationship_owner")

    class Meta:
        verbose_name = "customer of a project"
        verbose_name_plural = "customers of projects"
        ordering = ["project", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "party"],
                name="customers_stakeholder_once_per_project",
                violation_error_message="They have a part in this project already.",
            ),
            longest("why", 200),
            longest("communication", 500),
            models.CheckConstraint(
                condition=Q(is_declared_customer=False) | ~Q(why=""),
                name="customers_stakeholder_declared_with_reason",
                violation_error_message="Say why they are a customer: no role of theirs does.",
            ),
        ]

    def __str__(self):
        return self.party.name

    def is_spoken_by(self, user):
        """Whether `user` speaks here: it is their own part, or a group's that they represent today."""
        if user.pk is None or not self.party.is_group:
            return user.pk is not None and self.party.user_id == user.pk
        if "representative_user" not in self.__dict__:
            current = self.representations.current().values_list("person__user", flat=True)
            self.representative_user = current.first()
        return self.representative_user == user.pk

    def get_absolute_url(self):
        return reverse("customer", args=[self.project.key, self.pk])

    def clean(self):
        """Refuses an owner of another project's team."""
        owner = self.relationship_owner
        if owner is not None and owner.project_id != self.project_id:
            text = f"{owner} is on the team of {owner.project.key}; choose somebody of this project's team."
            raise ValidationError({"relationship_owner": text})

    @classmethod
    def follow(cls, rows, link, new):
        """Two people or groups become one: their two parts in one project become one, with all that hangs on both."""
        if link != "party":
            super().follow(rows, link, new)
            return
        projects = [row.project_id for row in rows]
        there = cls.objects.select_for_update(of=("self",)).filter(party=new.pk, project__in=projects)
        parts = {part.project_id: part for part in there}
        update_all([row for row in rows if row.project_id not in parts], party=new)
        for row in rows:
            if row.project_id in parts:
                parts[row.project_id].take_in(row, new)

    def take_in(self, other, party):
        """Become what both parts were; of two reasons or two owners this one's stays, the history keeps the other."""
        self.party = party  # at hand, for what the history calls it
        merge_into(other, self)
        facts = {name: getattr(self, name) or getattr(other, name) for name in self.merged_facts}
        if any(getattr(self, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(self, name, value)
            self.save()

    @property
    def owner_now(self):
        """Who of the team looks after them; None too when whoever did has left the team."""
        owner = self.relationship_owner
        return None if owner is None or owner.has_left else owner

    @cached_property
    def held(self):
        """The roles in force today, as `with_roles()` brings them for many."""
        return list(held_today().filter(stakeholder=self.pk))

    @cached_property
    def people_provided(self):
        """How many people on the team today they provide, as `with_roles()` brings it for many."""
        lent = TeamMember.objects.current().filter(project=self.project_id, provider=self.party_id)
        return lent.values("person").distinct().count()

    @property
    def is_customer(self):
        return reasons.is_customer(self)

    @property
    def is_sponsor(self):
        return any(assignment.role.kind == Role.Kind.SPONSOR for assignment in self.held)

    @property
    def reason(self):
        return reasons.reason(self)

    @property
    def reason_from_roles(self):
        return reasons.reason_from_roles(self)

    def history_subject(self):
        return f"customer “{self.party.name}”"


class RepresentationQuerySet(EntryQuerySet):
    def current(self, on=None):
        return self.filter(q_current(on))


class Representation(Entry):
    """Who speaks for a group in a project, from a day until before another; at most one at a time.

    The group keeps its criteria and its history when the person is replaced.
    """

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="representations")
    person = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="represents",
        limit_choices_to={"kind": Party.Kind.PERSON},
        verbose_name="representative",
    )
    from_on = models.DateField("from", default=timezone.localdate)
    to_on = models.DateField("until", null=True, blank=True)

    history = Records()
    objects = RepresentationQuerySet.as_manager()
    history_verbs = {"+": "named"}
    history_shows = ("person",)

    class Meta:
        verbose_name = "representative of a group"
        verbose_name_plural = "representatives of groups"
        ordering = ["stakeholder", "-from_on", "-pk"]
        constraints = [
            in_bounds("from_on"),
            in_bounds("to_on"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="customers_representation_ends_after_start",
                violation_error_message="The representation ends before it starts: check the two dates.",
            ),
            models.UniqueConstraint(
                fields=["stakeholder"],
                condition=Q(to_on__isnull=True),
                name="customers_representation_one_at_a_time",
                violation_error_message="The group has a representative already; replace them instead.",
            ),
        ]

    def __str__(self):
        return f"{self.person} for {self.stakeholder}"

    @classmethod
    def follow(cls, rows, link, new):
        """Two parts of a group become one: while somebody spoke for the one that stays, nobody else did.

        Two people become one: what each of them represents, that one does.
        """
        if link == "person":
            super().follow(rows, link, new)
            return
        for row in rows:
            taken = cls.objects.select_for_update(of=("self",)).filter(stakeholder=new.pk)
            left = without([period(row)], sorted(map(period, taken)))
            if not left:
                delete_all([row])
            for at, (start, end) in enumerate(left):
                each = cls(person=row.person) if at else row
                each.stakeholder, each.from_on, each.to_on = new, start, end_of(end)
                each.save()

    @classmethod
    def after_undo(cls, keys):
        """Raises Refused if what is back would overlap with who was named since."""
        groups = cls.objects.filter(pk__in=keys).values("stakeholder")
        rows = cls.objects.filter(stakeholder__in=groups).select_related("person", "stakeholder__party")
        together = [list(same) for _, same in groupby(rows.order_by("stakeholder"), key=lambda row: row.stakeholder_id)]
        for one, other in filter(None, map(overlapping, together)):
            raise Refused(f"Both would speak on the same days: {one} {in_words(one)}, and {other} {in_words(other)}.")

    def clean(self):
        """Refuses a group as representative, one for a person, and two on any day."""
        if self.person_id and self.person.is_group:
            raise ValidationError({"person": "A group is represented by a person."})
        if self.stakeholder_id and not self.stakeholder.party.is_group:
            raise ValidationError("Only a group takes a representative; a person speaks for themselves.")
        if not (self.stakeholder_id and self.from_on) or is_empty(self):
            return
        others = Representation.objects.filter(q_overlapping(self), stakeholder=self.stakeholder_id)
        if other := others.select_related("person").first():
            raise ValidationError(
                f"{other.person} speaks for {self.stakeholder} {in_words(other)}, and only one person does on any day."
            )

    @property
    def history_project_id(self):
        return self.stakeholder.project_id

    def history_subject(self):
        return f"the representative of {self.stakeholder}"
