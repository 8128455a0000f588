"""What is known of projects, brought together once for their gaps, their overview and a manager's work.

Eight statements for any number of projects, customers and criteria; afterwards everything is related in Python, so
that whoever walks over it asks the database nothing more.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from customers.models import Role, Stakeholder, TeamMember
from customers.providers import with_providers
from customers.reasons import is_customer
from customers.service import speaking_today
from projects.models import Goal, Project
from pulse.standing import with_standing
from registry.prepared import ROWS, ask
from valuecriteria.conflicts import conflicts_among, decisions_of
from valuecriteria.models import Alignment, Justification, Review, State, ValueCriterion
from valuecriteria.models.states import counted

from .named import bring_named, named_in


@dataclass
class Facts:
    """One project's customers, criteria, goals and alignment, as they stand today."""

    project: Project
    today: date
    purposes: list = field(default_factory=list)  # the organisational goals it serves
    goals: list = field(default_factory=list)  # each with `effects`: [(effect, criterion)], and `is_justified`
    # each with `held`, `valued` (its criteria), `is_spoken_for`, and what pulse.standing.with_standing brings
    stakeholders: list = field(default_factory=list)
    deliverables: list = field(default_factory=list)  # each with `has_recipient` and `has_goal`
    team: list = field(default_factory=list)  # each with its person and `with_providers`, those who left included
    # each with its stakeholder, `effects`: [(effect, goal)], and `is_justified`: that it serves no goal
    criteria: list = field(default_factory=list)
    decisions: list = field(default_factory=list)  # of its sponsors about conflicts, the newest first
    promises: list = field(default_factory=list)  # not told yet: open ones by the day they are due, then those done
    checks: list | None = field(default=None, init=False)  # see gaps.checks_of

    @cached_property
    def customers(self):
        return [stakeholder for stakeholder in self.stakeholders if is_customer(stakeholder)]

    def having(self, kind):
        """Those with a role of that kind today."""
        return [s for s in self.stakeholders if any(held.role.kind == kind for held in s.held)]

    @cached_property
    def sponsors(self):
        return self.having(Role.Kind.SPONSOR)

    @cached_property
    def seniors(self):
        return self.having(Role.Kind.SENIOR_USER)

    @cached_property
    def accountable(self):
        return next((s for s in self.stakeholders if any(held.is_accountable for held in s.held)), None)

    @cached_property
    def open_criteria(self):
        """Those that still ask for something: without an outcome."""
        return [criterion for criterion in self.criteria if not criterion.outcome]

    @cached_property
    def conflicts(self):
        """Those between its customers, worked out from these facts (valuecriteria.conflicts)."""
        live = [criterion for criterion in self.criteria if criterion.outcome != State.WITHDRAWN]
        aligned = [
            Alignment(criterion_id=criterion.pk, goal=goal, effect=effect)
            for goal in self.goals
            for effect, criterion in goal.effects
        ]
        return conflicts_among(live, aligned, self.decisions)

    @property
    def undecided(self):
        return [conflict for conflict in self.conflicts if conflict.is_open]

    def days_since(self, moment):
        return (self.today - timezone.localdate(moment)).days

    def days_late(self, promise):
        """For how many days a promise is late; below zero, how many are left."""
        return (self.today - promise.due_on).days

    def about(self, stakeholder):
        """The same facts as far as they are about one of its stakeholders; who answers and who speaks stay the same."""
        narrow = replace(self, stakeholders=[stakeholder], criteria=stakeholder.valued)
        narrow.accountable, narrow.seniors = self.accountable, self.seniors
        narrow.conflicts = [each for each in self.conflicts if stakeholder in each.customers]
        narrow.promises = [each for each in self.promises if each.stakeholder_id == stakeholder.pk]
        return narrow


def facts_of(projects):
    """{project's primary key: Facts} of these projects."""
    return facts_and_promises(projects)[0]


def facts_and_promises(projects, owner=None):
    """The same, and besides what `owner` undertook in other open projects and has not done: a list of promises."""
    today = timezone.localdate()
    facts = {project.pk: Facts(project, today) for project in projects}
    keys = list(facts)
    named = named_in(keys, owner)
    if keys:
        bring_goals(facts, keys)
        bring_stakeholders(facts, keys)
    elsewhere = bring_named(facts, named)
    if keys:
        bring_team(facts, keys)
        bring_criteria(facts, keys)
        bring_alignment(facts, keys)
        bring_decisions(facts, keys)
    return facts, elsewhere


def bring_goals(facts, keys):
    for goal in ask(their_goals, rows=keys):
        goal.project, goal.effects = facts[goal.project_id].project, []
        facts[goal.project_id].goals.append(goal)


def their_goals():
    justified = Justification.objects.filter(goal=OuterRef("pk"))
    return Goal.objects.filter(project__in=ROWS).annotate(is_justified=Exists(justified)).order_by("number", "pk")


def bring_stakeholders(facts, keys):
    for stakeholder in ask(their_stakeholders, rows=keys):
        stakeholder.project, stakeholder.valued = facts[stakeholder.project_id].project, []
        facts[stakeholder.project_id].stakeholders.append(stakeholder)


def their_stakeholders():
    """Those of the projects, with all that is walked over."""
    found = Stakeholder.objects.filter(project__in=ROWS).select_related("party__group", "relationship_owner__person")
    found = found.annotate(is_spoken_for=Exists(speaking_today().filter(spoken_for=OuterRef("pk"))))
    return with_standing(found).with_roles().with_representative().order_by("party__name_key", "pk")


def bring_team(facts, keys):
    for member in ask(their_team, rows=keys):
        member.project = facts[member.project_id].project
        facts[member.project_id].team.append(member)


def their_team():
    found = TeamMember.objects.filter(project__in=ROWS).select_related("person", "provider")
    return with_providers(found).order_by("person__name_key", "from_on", "pk")


def bring_criteria(facts, keys):
    by_key = {s.pk: s for known in facts.values() for s in known.stakeholders}
    for criterion in ask(their_criteria, rows=keys):
        # Somebody may have logged a customer between the two statements: theirs shows on the next page.
        stakeholder = by_key.get(criterion.stakeholder_id)
        if stakeholder is None:
            continue
        criterion.stakeholder, criterion.effects = stakeholder, []
        stakeholder.valued.append(criterion)
        facts[stakeholder.project_id].criteria.append(criterion)


def their_criteria():
    latest = Review.objects.filter(revision=OuterRef("current_revision")).order_by("-pk")
    found = ValueCriterion.objects.filter(stakeholder__project__in=ROWS).select_related("current_revision", "theme")
    found = found.with_facts().with_waiting_since()
    found = found.annotate(
        decided_at=Subquery(latest.values("decided_at")[:1]),
        is_justified=Exists(Justification.objects.filter(criterion=OuterRef("pk"))),
    )
    return found.order_by("stakeholder", "number")


def bring_alignment(facts, keys):
    goals = {goal.pk: goal for known in facts.values() for goal in known.goals}
    criteria = {criterion.pk: criterion for known in facts.values() for criterion in known.criteria}
    for criterion, goal, effect in ask(their_alignment, rows=keys):
        if criterion in criteria and goal in goals:
            goals[goal].effects.append((effect, criteria[criterion]))
            criteria[criterion].effects.append((effect, goals[goal]))


def their_alignment():
    found = Alignment.objects.filter(goal__project__in=ROWS).order_by("goal__number", "pk")
    return found.values_list("criterion", "goal", "effect")


def bring_decisions(facts, keys):
    projects = {criterion.pk: known for known in facts.values() for criterion in known.criteria}
    for decision in ask(decisions_of, rows=keys):
        if decision.one_id in projects:
            projects[decision.one_id].decisions.append(decision)


def organisational_goals_of(goals):
    """{goal's primary key: the names of the organisational goals it serves}."""
    served = Goal.organisational_goals.through.objects.filter(goal__in=[goal.pk for goal in goals])
    names = defaultdict(list)
    for goal, name in served.order_by("organisationalgoal__name").values_list("goal", "organisationalgoal__name"):
        names[goal].append(name)
    return names


def state_counts(criteria):
    """[(state, word, number)] in the order of states, for components/pips.html; withdrawn ones are not counted."""
    return counted(criterion.state for criterion in criteria)
