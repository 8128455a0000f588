""" "Drop it, or justify it?", asked of a goal that nobody values and of a criterion that serves no goal."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from projects.frame import open_project
from projects.permissions import Permission
from registry.forms import saved, status_of
from registry.kept import restore

from ..forms import ReasonForm
from ..justifying import about, is_gap
from ..models import Justification
from .access import FORM, open_criterion
from .matrix import goal_of


@FORM
def goal_justify(request, key, goal):
    """Why a goal that nobody values is kept, or taking that reason back."""
    project = open_project(request, key, Permission.EDIT)
    goal = goal_of(project, goal)
    return justify_page(request, project, goal, {"goal": goal, "drop": reverse("goal-delete", args=[key, goal.number])})


@FORM
def criterion_justify(request, key, pk):
    """Why a criterion that serves no goal is kept, or taking that reason back."""
    project, criterion = open_criterion(request, key, pk, Permission.EDIT)
    drop = reverse("criterion-outcome", args=[key, pk])
    more = {"criterion": criterion, "stakeholder": criterion.stakeholder, "drop": drop}
    return justify_page(request, project, criterion, more)


def justify_page(request, project, gap, more):
    given = Justification.objects.filter(**about(gap)).select_related("noted_by").first()
    data = request.POST if request.method == "POST" else None
    form = restore(ReasonForm(data, gap=gap, justification=given), request)
    back = f"{reverse('alignment', args=[project.key])}{'?' if request.GET else ''}{request.GET.urlencode()}"
    if request.method == "POST" and saved(form, save=partial(form.justify, by=request.user), refused_at="reason"):
        messages.success(request, form.done)
        return redirect(f"{back}#gaps")
    context = {
        "project": project,
        "tab": "Alignment",
        "form": form,
        "given": given,
        "back": back,
        "is_open": is_gap(gap),
        **more,
    }
    return render(request, "valuecriteria/justify.html", context, status=status_of(form))
