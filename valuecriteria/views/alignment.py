"""How what customers value and what the project wants stand to each other, from either side: many lines, one button."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from projects.frame import open_project
from projects.permissions import Permission
from registry.board import Board
from registry.paging import keyset_page

from ..forms import Cell, LineFilter, MeantGoal
from ..models import Alignment, ValueCriterion
from .access import FORM, join, open_criterion
from .criteria import IN_ORDER
from .customers import shortened


@FORM
def criterion_align(request, key, pk):
    """Every goal of the project beside one criterion."""
    project, criterion = open_criterion(request, key, pk, Permission.EDIT)
    by_goal = {alignment.goal_id: alignment for alignment in criterion.alignments.all()}
    data = request.POST if request.method == "POST" else None
    board = Board(
        Cell(data, criterion=criterion, goal=goal, alignment=by_goal.get(goal.pk), prefix=f"g{goal.pk}")
        for goal in project.goals.order_by("number")
    )
    if request.method == "POST" and board.saved(by=request.user):
        where = reverse("criterion", args=[project.key, criterion.pk])
        messages.success(request, format_html("Aligned: <a href='{}'>“{}”</a>.", where, shortened(criterion.statement)))
        return redirect(
            back_to(request, project, reverse("customer-value", args=[project.key, criterion.stakeholder_id]))
        )
    context = {
        "project": project,
        "tab": "Value",
        "criterion": criterion,
        "stakeholder": criterion.stakeholder,
        "board": board,
        "from_matrix": request.GET.get("from") == "matrix",
    }
    return render(request, "valuecriteria/align.html", context, status=board.status)


@FORM
def goal_align(request, key, number):
    """The criteria of the project beside one goal, fifty at a time.

    A number can move to another goal while the page stands open: what is posted names its goal by `goal`.
    """
    project = open_project(request, key, Permission.EDIT)
    meant = MeantGoal(request.POST)
    if request.method != "POST":
        goal = project.goals.filter(number=number).first()
    else:
        goal = project.goals.filter(pk=meant.cleaned_data["goal"]).first() if meant.is_valid() else None
    if goal is None:
        raise Http404("No such goal.")
    form = LineFilter(request.GET)
    mine = Prefetch("alignments", queryset=Alignment.objects.filter(goal=goal), to_attr="with_goal")
    criteria = lines(project, form.asked).for_reading().prefetch_related(mine)
    page = keyset_page(criteria, IN_ORDER, request.GET.get("after", ""))
    data = request.POST if request.method == "POST" else None
    board = Board(
        Cell(data, criterion=join(c, project), goal=goal, alignment=next(iter(c.with_goal), None), prefix=f"c{c.pk}")
        for c in page
    )
    if request.method == "POST" and board.saved(by=request.user):
        messages.success(request, f"Saved how {board.changed} of these criteria stand to {goal.label}.")
        address = reverse("goal-align", args=[project.key, goal.number])
        return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)
    context = {
        "project": project,
        "tab": "Alignment",
        "goal": goal,
        "board": board,
        "page": page,
        "form": form.drawn(),
        "chips": form.chips(request.GET),
    }
    return render(request, "valuecriteria/goal_align.html", context, status=board.status)


def lines(project, asked):
    """The live criteria beside a goal, as far as asked for: by words or customer, or those without any goal."""
    criteria = ValueCriterion.objects.filter(stakeholder__project=project).live()
    if "q" in asked:
        by_words = Q(search_text__words=asked["q"])
        criteria = criteria.filter(by_words | Q(stakeholder__party__search_text__words=asked["q"]))
    return criteria.unaligned() if "open" in asked else criteria


def back_to(request, project, otherwise):
    """The matrix for those who came from there; no other address is believed."""
    return reverse("alignment", args=[project.key]) if request.GET.get("from") == "matrix" else otherwise
