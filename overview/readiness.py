"""Readiness where many projects are listed: the same figure as on each one's page, for all of them in one statement."""

from dataclasses import dataclass

from projects.models import Project
from projects.permissions import Permission, may

from .gaps import RULES, conditions


@dataclass(frozen=True)
class Readiness:
    """How many checks hold out of how many, and the sentences of those that do not, the most urgent first."""

    total: int
    failing: list

    @property
    def holding(self):
        return self.total - len(self.failing)


def bring_readiness(projects, user):
    """Give each its `readiness`; None where `user` may not know what its customers value.

    Over the keys of one page, not in the statement that looks for it: that would work it out for every project first.
    """
    readable = [project.pk for project in projects if may(user, Permission.SEE_VALUE, project)]
    found = Project.objects.filter(pk__in=readable).annotate(**conditions()).order_by() if readable else []
    by_key = {project.pk: project for project in found}
    for project in projects:
        known = by_key.get(project.pk)
        failing = [rule.holds for rule in RULES if known and not getattr(known, rule.name)]
        project.readiness = known and Readiness(len(RULES), failing)
