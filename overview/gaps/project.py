"""What the project itself lacks: what it is for, who answers for it, what it must achieve."""

from django.urls import reverse

from registry.templatetags.register import plural
from valuecriteria.models import Alignment

from .gap import Gap, agreed, for_project, is_live


def no_purpose(facts):
    if facts.purposes:
        return []
    return [
        Gap(
            "Name the organisational goal it serves",
            "A project exists because of at least one; without it nobody can say what the effort is for.",
            for_project(facts, "project-edit"),
            for_project(facts, "project"),
        )
    ]


def no_sponsor(facts):
    if facts.accountable:
        return []
    return [
        Gap(
            "Name an accountable sponsor",
            "Nobody answers for the project, and nobody reviews what its customers value.",
            for_project(facts, "hand-over"),
            for_project(facts, "customers"),
        )
    ]


def no_goal(facts):
    if facts.goals:
        return []
    return [
        Gap(
            "Write down the project's first goal",
            "Until there is one, no criterion can support anything.",
            for_project(facts, "goal-new"),
            for_project(facts, "goals"),
        )
    ]


def unvalued_goals(facts):
    """Goals that no agreed criterion supports, but for those that somebody gave a reason to keep all the same."""
    gaps = []
    for goal in facts.goals:
        support = [c for effect, c in goal.effects if effect != Alignment.Effect.CONFLICT and is_live(c)]
        if goal.is_justified or any(agreed(criterion) for criterion in support):
            continue
        why = (
            f"{plural(len(support), 'criterion supports,criteria support')} it, but the sponsor has agreed to none yet."
            if support
            else "No criterion supports it: either nobody values it or nobody was asked."
        )
        page = reverse("goal", args=[facts.project.key, goal.number])
        form = reverse("goal-align", args=[facts.project.key, goal.number])
        gaps.append(Gap(f"Find out who values {goal.label} {goal.statement}", why, form, page))
    return gaps
