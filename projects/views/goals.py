"""Pages about a project's goals."""

from copy import copy

from django.contrib import messages
from django.db.models import F, OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import actions
from projects.forms import GoalForm, GoalVerbForm, MoveForm
from projects.frame import asked_of, open_project
from projects.models import Goal
from projects.permissions import Permission
from projects.tables import goal_table
from registry.export import exported
from registry.forms import saved, status_of
from registry.models import Refused, Stale
from registry.paging import keyset_page

from .posting import FORM, stale_verb, typed

MOST_ALIGNED = 100


@require_safe
def goal_list(request, key):
    project = open_project(request, key)
    goals = project.goals.prefetch_related("organisational_goals")
    if project.can["see_value"]:
        goals = goals.with_aligned_count()
    if word := asked_of(request, project):
        return exported(word, f"{project.key}-goals", goal_table(goals, sees_value=project.can["see_value"]))
    page = keyset_page(goals, ("number",), request.GET.get("after", ""))
    context = {"project": project, "tab": "Goals", "page": page, "finding": finding(project, page)}
    return render(request, "projects/goals.html", context)


def finding(project, page):
    """What the list's heading says: how many, and what most of all is missing."""
    number = project.goal_count
    if not number:
        return "No goals yet"
    words = f"{number} goal{'' if number == 1 else 's'}"
    if page.after or page.before:
        return words
    without = sum(1 for goal in page if not goal.target)
    if not without:
        return f"{words}, {'it has' if number == 1 else 'each with'} a target"
    return f"{words}, {without} without a target" if number > 1 else f"{words}, without a target"


@require_safe
def goal_detail(request, key, number):
    project = open_project(request, key)
    goal = get_object_or_404(with_neighbours(project.goals.prefetch_related("organisational_goals")), number=number)
    alignments = aligned(goal) if project.can["see_value"] else []
    deliverables = list(goal.deliverables.in_order())
    for deliverable in deliverables:
        deliverable.project = project
    context = {"project": project, "tab": "Goals", "goal": goal, "alignments": alignments, "deliverables": deliverables}
    return render(request, "projects/goal.html", {**context, "heading": alignment_heading(alignments)})


def with_neighbours(goals):
    """Goals that know the numbers of the one before and the one after."""
    others = Goal.objects.filter(project=OuterRef("project")).order_by()
    before = others.filter(number__lt=OuterRef("number")).order_by("-number")
    after = others.filter(number__gt=OuterRef("number")).order_by("number")
    return goals.annotate(
        number_before=Subquery(before.values("number")[:1]), number_after=Subquery(after.values("number")[:1])
    )


def aligned(goal):
    """The alignments of a goal with their criteria, which know their state; withdrawn criteria no longer count."""
    alignments = goal.alignments.model
    criteria = alignments._meta.get_field("criterion").related_model.objects.filter(alignments__goal=goal.pk).live()
    bearing = {"effect": F("alignments__effect"), "reason": F("alignments__reason")}
    found = criteria.with_facts().annotate(**bearing).select_related("current_revision", "stakeholder__party")
    return [
        alignments(goal=goal, criterion=criterion, effect=criterion.effect, reason=criterion.reason)
        for criterion in found.order_by("effect", "alignments__pk")[:MOST_ALIGNED]
    ]


def alignment_heading(alignments):
    against = sum(1 for alignment in alignments if alignment.effect == "conflict")
    supporting = len(alignments) - against
    if not alignments:
        return "No criterion supports this goal yet"
    words = {0: "No criterion supports it", 1: "1 criterion supports it"}.get(
        supporting, f"{supporting} criteria support it"
    )
    return f"{words}, {against} conflict{'s' if against == 1 else ''} with it" if against else words


@require_http_methods(FORM)
def goal_new(request, key):
    project = open_project(request, key, Permission.EDIT)
    form = GoalForm(typed(request), project=project)

    def save():
        purposes = form.cleaned_data.get("organisational_goals", [])
        actions.add_goal(project=project, goal=form.instance, organisational_goals=purposes, by=request.user)

    if form.is_bound and saved(form, save):
        messages.success(request, said(project, form.instance, "is added"))
        return redirect("goal-new" if "another" in request.POST else "goals", project.key)
    return goal_page(request, project, form)


@require_http_methods(FORM)
def goal_edit(request, key, number):
    project = open_project(request, key, Permission.EDIT)
    if request.method == "POST":
        goal = project.goals.filter(pk=entry_of(request)).first()
        if goal is None:
            return deleted_meanwhile(request, project)
    else:
        goal = get_object_or_404(project.goals, number=number)
    form = GoalForm(typed(request), project=project, instance=copy(goal))

    def save():
        purposes = form.cleaned_data.get("organisational_goals", [])
        actions.edit_goal(goal=form.instance, organisational_goals=purposes, by=request.user)

    if form.is_bound and saved(form, save):
        messages.success(request, said(project, form.instance, "is saved"))
        return redirect("goal", project.key, form.instance.number)
    return goal_page(request, project, form, goal)


def entry_of(request):
    """The goal that a posted form is about, whatever number it has by now; 0 for none."""
    form = GoalVerbForm(request.POST)
    form.is_valid()
    return form.cleaned_data.get("entry", 0)


def deleted_meanwhile(request, project):
    """What was typed about a goal that is gone: offered as a new one."""
    form = GoalForm(request.POST, project=project)
    form.add_error(
        None, "Somebody deleted this goal meanwhile. What you typed is below: save it as a new goal, or leave."
    )
    form.stale = True
    return goal_page(request, project, form)


def goal_page(request, project, form, goal=None):
    context = {"project": project, "tab": "Goals", "form": form, "goal": goal}
    return render(request, "projects/goal_form.html", context, status=status_of(form))


def said(project, goal, what):
    url = reverse("goal", args=[project.key, goal.number])
    return format_html('<a href="{}">{}</a> {}.', url, goal, what)


@require_POST
def goal_move(request, key, number):
    project = open_project(request, key, Permission.EDIT)
    form = MoveForm(request.POST)
    goal = project.goals.filter(pk=entry_of(request)).first()
    if form.is_valid() and goal is not None:
        goal.version = form.cleaned_data["version"]
        try:
            actions.move_goal(goal=goal, up=form.cleaned_data["to"] == "up", by=request.user)
            return redirect("goals", project.key)
        except (Refused, Stale):
            pass
    messages.error(request, "The goals changed after you opened the page. Nothing was moved; look again.")
    return redirect("goals", project.key)


@require_http_methods(FORM)
def goal_delete(request, key, number):
    project = open_project(request, key, Permission.EDIT)
    if request.method == "POST":
        goal = project.goals.filter(pk=entry_of(request)).first()
        if goal is None:
            messages.info(request, "Somebody deleted that goal already.")
            return redirect("goals", project.key)
    else:
        goal = get_object_or_404(project.goals, number=number)
    form = GoalVerbForm(typed(request), initial={"version": goal.version, "entry": goal.pk})
    if form.is_bound and form.is_valid():
        doomed = copy(goal)
        doomed.version = form.cleaned_data["version"]
        try:
            actions.delete_goal(goal=doomed, by=request.user)
        except Stale:
            form = stale_verb(GoalVerbForm, {"version": goal.version, "entry": goal.pk})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{goal} is deleted.")
            return redirect("goals", project.key)
    context = {
        "section": "projects",
        "project": project,
        "goal": goal,
        "form": form,
        "alignments": aligned(goal),
        "title": f"Delete {goal.label}?",
        "submit": f"Delete {goal.label}",
        "cancel_url": goal.get_absolute_url(),
    }
    return render(request, "projects/goal_delete.html", context, status=status_of(form))
