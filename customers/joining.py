"""What a merge will move, said before it is done: per project what the two are there, and how much hangs on each."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from projects.models import Project
from registry.undo import links_to

from .models import Party, RoleAssignment, Stakeholder


@dataclass(frozen=True)
class Together:
    """One project: the parts of the two (None: no part there), and what moves from the one that goes."""

    project: Project
    one: Stakeholder | None
    other: Stakeholder | None

    @property
    def parts(self):
        return [self.one, self.other]

    @property
    def become_one(self):
        return self.one is not None and self.other is not None


def counted(model, *, without=()):
    """{annotation: (words, its expression)}: how many rows name an entry of `model`, by what they are."""
    found = {}
    for link in links_to(model):
        if link.model in without:
            continue
        rows = link.model._base_manager.filter(**{link.name: OuterRef("pk")}).order_by().values(link.name)
        number = Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)
        found[f"n_{link.model._meta.model_name}_{link.name}"] = (link.model, number)
    return found


def hanging(entry, counts, *, with_judgement):
    """["2 value criteria", ...]: what hangs on an entry, from its annotations; judgement only for its readers."""
    totals = {}
    for name, (model, _) in counts.items():
        if with_judgement or not model.is_judgement:
            totals[model] = totals.get(model, 0) + getattr(entry, name)
    return [
        f"{number} {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"
        for model, number in totals.items()
        if number
    ]


def parts_together(one, other, user):
    """([Together] of the projects that `user` may see, how many others there are), in one statement and the roles'.

    Of the others no more is told than their number.
    """
    counts = counted(Stakeholder, without={RoleAssignment})
    managed = Project.managers.through.objects.filter(project=OuterRef("project"), user=user.pk)
    both = Stakeholder.objects.filter(party__in=[one.pk, other.pk]).select_related("project", "party").with_roles()
    both = both.annotate(
        is_seen=Q(project__in=Project.objects.visible_to(user).values("pk")),
        is_judged=Exists(managed),
        **{name: number for name, (_, number) in counts.items()},
    )
    found, unseen = {}, set()
    for part in both.order_by("project__name_key", "pk"):
        if not part.is_seen:
            unseen.add(part.project_id)
            continue
        part.hanging = hanging(part, counts, with_judgement=user.is_administrator or part.is_judged)
        found.setdefault(part.project, {})[part.party_id] = part
    known = [Together(project, parts.get(one.pk), parts.get(other.pk)) for project, parts in found.items()]
    return known, len(unseen)


def beside_parts(*parties):
    """[(entry, ["12 people and groups", ...])]: what hangs on each besides its parts in projects, in one statement."""
    counts = counted(Party, without={Stakeholder})
    entries = Party.objects.annotate(**{name: number for name, (_, number) in counts.items()})
    found = entries.in_bulk([party.pk for party in parties])
    return [(party, hanging(found[party.pk], counts, with_judgement=False)) for party in parties]
