"""Who works on a project: permanent or seconded, from which home group, and provided by whom."""

from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from customers.periods import clusters, end_of, in_words, is_empty, overlapping, q_overlapping, until
from projects.models import Project
from registry.bulk import update_all
from registry.history import Records
from registry.merging import follow_once, merge_into
from registry.models import Entry, EntryQuerySet, Refused, in_bounds, longest

from .parties import Party
from .roles import q_current


class TeamMemberQuerySet(EntryQuerySet):
    def visible_to(self, user):
        return self.filter(project__in=Project.objects.known_to(user).values("pk"))

    def current(self, on=None):
        return self.filter(q_current(on))

    def not_left(self):
        """Those on the team today, and those to come."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gt=timezone.localdate()))


def people_provided():
    """How many people a stakeholder provides to the project today, as an expression over Stakeholder."""
    lent = TeamMember.objects.current().filter(project=OuterRef("project"), provider=OuterRef("party")).order_by()
    counted = lent.values("provider").annotate(number=Count("person", distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


class TeamMember(Entry):
    """A person on a project's team, from a day until before another (open: no end).

    A secondment names who provides the person: somebody (or a group) who gives people to the project and is therefore
    suggested as one of its customers.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="team_memberships",
        limit_choices_to={"kind": Party.Kind.PERSON},
    )
    discipline = models.CharField(max_length=100, blank=True, help_text="What they do here: testing, training.")
    home_group = models.ForeignKey(
        Party,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="team_members_from",
        limit_choices_to={"kind": Party.Kind.GROUP},
        help_text="Where they belong when they are not here.",
    )
    is_seconded = models.BooleanField("seconded", default=False, help_text="Lent to the project for a time.")
    provider = models.ForeignKey(
        Party,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="provides",
        verbose_name="provided by",
        help_text="The executive or the group who lends them.",
    )
    from_on = models.DateField("from", default=timezone.localdate)
    to_on = models.DateField("until", null=True, blank=True)

    history = Records()
    objects = TeamMemberQuerySet.as_manager()
    history_verbs = {"+": "put on the team"}
    history_shows = ("discipline", "from_on")

    class Meta:
        verbose_name = "team member"
        ordering = ["project", "pk"]
        constraints = [
            longest("discipline", 100),
            in_bounds("from_on"),
            in_bounds("to_on"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="customers_teammember_ends_after_start",
                violation_error_message="It ends before it starts: check the two dates.",
            ),
            models.CheckConstraint(
                condition=Q(provider__isnull=True) | Q(is_seconded=True),
                name="customers_teammember_provider_seconds",
                violation_error_message="Only a secondment has somebody who provides the person.",
            ),
            models.CheckConstraint(
                condition=Q(provider__isnull=True) | ~Q(provider=F("person")),
                name="customers_teammember_not_own_provider",
                violation_error_message="Nobody provides themselves.",
            ),
            models.UniqueConstraint(
                fields=["project", "person"],
                condition=Q(to_on__isnull=True),
                name="customers_teammember_once",
                violation_error_message="They are on the team already.",
            ),
        ]

    def __str__(self):
        return self.person.name

    @property
    def has_left(self):
        return self.to_on is not None and self.to_on <= timezone.localdate()

    @property
    def is_to_come(self):
        return self.from_on > timezone.localdate()

    @classmethod
    def after_undo(cls, keys):
        """Raises Refused if what is back would overlap with a time on the team that was noted since."""
        back = cls.objects.filter(pk__in=keys)
        rows = cls.objects.filter(project__in=back.values("project"), person__in=back.values("person"))
        ordered = rows.select_related("person").order_by("project", "person", "pk")
        for _, same in groupby(ordered, key=lambda row: (row.project_id, row.person_id)):
            if pair := overlapping(same):
                one, other = pair
                raise Refused(f"{one} would be on the team twice: {in_words(one)}, and {in_words(other)}.")

    @classmethod
    def follow(cls, rows, link, new):
        """Two people become one: who was twice on a team at the same time is on it once, as long as either was.

        Nobody provides themselves: a provider who turns out to be the person provided goes.
        """
        if link == "home_group":
            super().follow(rows, link, new)
            return
        own = [row for row in rows if new.pk in (row.person_id, row.provider_id)]
        update_all(own, provider=None)
        if link == "provider":
            update_all([row for row in rows if row not in own], provider=new)
            return
        for project in {row.project_id: row for row in rows}:
            theirs = list(cls.objects.select_for_update(of=("self",)).filter(person=new.pk, project=project))
            coming = [row for row in rows if row.project_id == project]
            for cluster in clusters([*theirs, *coming]):
                cls.put_together(sorted(cluster, key=lambda row: row in coming), coming, new)

    @classmethod
    def put_together(cls, cluster, coming, new):
        """Of times on one team that overlap, one: the person's own first, its blanks filled in from the others."""
        first, *others = cluster
        if not any(row in coming for row in cluster):
            return
        facts = {
            "person": new,
            "from_on": min(row.from_on for row in cluster),
            "to_on": end_of(max(map(until, cluster))),
            "is_seconded": any(row.is_seconded for row in cluster),
        }
        for name in ("discipline", "home_group", "provider"):
            facts[name] = next((getattr(row, name) for row in cluster if getattr(row, name)), getattr(first, name))
        for other in others:
            merge_into(other, first)
        for name, value in facts.items():
            setattr(first, name, value)
        first.save()

    def clean(self):
        """Refuses a group on the team, a person as a home group, and days on which they are on this team already."""
        if self.person_id and self.person.is_group:
            raise ValidationError({"person": "Only a person can be on the team."})
        if self.home_group_id and not self.home_group.is_group:
            raise ValidationError({"home_group": f"{self.home_group} is a person; a home group is a group."})
        if not (self.project_id and self.person_id and self.from_on) or is_empty(self):
            return
        same = TeamMember.objects.filter(q_overlapping(self), project=self.project_id, person=self.person_id)
        if other := same.order_by("from_on").first():
            raise ValidationError(
                f"{self.person} is on the team {in_words(other)} already. Change that entry, or choose other days."
            )

    def history_subject(self):
        return f"team member “{self.person.name}”"


class DeclinedProvider(Entry):
    """Somebody who provides people to a project and is, on purpose, not one of its customers: not suggested again."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="declined_providers")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="declined_as_provider")

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "decided against", "-": "reconsidered"}

    class Meta:
        verbose_name = "declined provider"
        ordering = ["project", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "party"], name="customers_declinedprovider_once"),
        ]

    def __str__(self):
        return self.party.name

    @classmethod
    def follow(cls, rows, link, new):
        """Two become one: decided against once in each project."""
        follow_once(rows, link, new, beside="project_id")

    def history_subject(self):
        return f"customer “{self.party.name}”"
