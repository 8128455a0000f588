"""Readiness where many projects are listed: the same figure as on each one's page, in few statements for all."""

from dataclasses import dataclass

from projects.permissions import Permission, may
from valuecriteria.conflicts import undecided_in

from .gaps import RULES, conditions

BEFORE = "check_"  # the annotations' names: beside a project's own


@dataclass(frozen=True)
class Readiness:
    """How many checks hold out of how many, and the sentences of those that do not, the most urgent first."""

    total: int
    failing: list

    @property
    def holding(self):
        return self.total - len(self.failing)


def annotations():
    """What the statement that brings a page's projects brings besides: whether a check holds, as far as SQL knows."""
    return {BEFORE + name: condition for name, condition in conditions().items()}


def bring_readiness(projects, user):
    """Give each its `readiness`; None where `user` may not know what its customers value.

    Over the projects of one page, not in the statement that looks for it: that would work it out for every project
    first. Conflicts are found in Python, from three statements for all of them.
    """
    readable = [project for project in projects if may(user, Permission.SEE_VALUE, project)]
    undecided = undecided_in([project.pk for project in readable]) if readable else set()
    for project in projects:
        project.readiness = None
    for project in readable:
        held = {rule.name: getattr(project, BEFORE + rule.name, None) for rule in RULES}
        held["conflict"] = project.pk not in undecided
        project.readiness = Readiness(len(RULES), [rule.holds for rule in RULES if not held[rule.name]])


def in_words(project):
    """The same for a spreadsheet: "17 of 20 checks hold", and "" for whoever may not know."""
    readiness = project.readiness
    return f"{readiness.holding} of {readiness.total} checks hold" if readiness else ""
