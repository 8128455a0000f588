"""What the organisation wants, and all that serves it: the top of the chain from a goal of its own to who gets what."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from projects.models import Deliverable, Goal, OrganisationalGoal, Project

MOST_SHOWN = 100


@require_safe
def organisational_goal(request, pk):
    """The projects, goals and deliverables that serve it, as far as the reader may see them."""
    purpose = get_object_or_404(OrganisationalGoal.objects.visible_to(request.user), pk=pk)
    visible = Project.objects.visible_to(request.user)
    goals = Goal.objects.filter(organisational_goals=purpose.pk, project__in=visible.values("pk"))
    deliverables = Deliverable.objects.filter(pk__in=goals.values("deliverables")).with_due()
    parts = {
        "projects": visible.filter(organisational_goals=purpose.pk).order_by("name_key", "pk"),
        "goals": goals.select_related("project").order_by("project__name_key", "project", "number"),
        "deliverables": deliverables.select_related("project").order_by("due", "project__name_key", "name"),
    }
    shown = {name: list(rows[: MOST_SHOWN + 1]) for name, rows in parts.items()}
    context = {
        "section": "projects",
        "purpose": purpose,
        "more": [name for name, rows in shown.items() if len(rows) > MOST_SHOWN],
        "most": MOST_SHOWN,
        **{name: rows[:MOST_SHOWN] for name, rows in shown.items()},
    }
    return render(request, "projects/organisational_goal.html", context)
