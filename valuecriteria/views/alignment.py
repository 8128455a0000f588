"""How what customers value and what the project wants stand to each other: from either side, and all at once."""

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from projects.frame import open_project
from projects.models import Goal
from projects.permissions import Permission
from registry.board import Board
from registry.paging import keyset_page

from ..forms import Cell, CriterionFilter, LineFilter, MeantGoal
from ..matrix import conflicts_in, finding, rows_by_customer
from ..models import Alignment, State, ValueCriterion
from .access import FORM, join, open_criterion
from .criteria import IN_ORDER, SERVES, filtered
from .customers import shortened

MATRIX_ROWS = 100
MOST_LISTED = 100


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


@require_safe
def alignment(request, key):
    """Goals as columns, criteria by customer as rows, and what is missing on either side."""
    project = open_project(request, key, Permission.SEE_VALUE)
    form = CriterionFilter(request.GET)
    live = ValueCriterion.objects.filter(stakeholder__project=project).live()
    goals = list(goals_with_totals(project))
    page = keyset_page(
        filtered(live, form.asked).for_reading().prefetch_related(SERVES),
        IN_ORDER,
        request.GET.get("after", ""),
        size=MATRIX_ROWS,
    )
    for criterion in page:
        join(criterion, project)
    unaligned = live.unaligned().for_reading().order_by(*IN_ORDER)[: MOST_LISTED + 1]
    unserved = [join(criterion, project) for criterion in unaligned]
    groups = rows_by_customer(page.rows, goals)
    unvalued = [goal for goal in goals if not goal.supported]
    context = {
        "project": project,
        "tab": "Alignment",
        "goals": goals,
        "unvalued": unvalued,
        "unagreed": [goal for goal in goals if goal.supported and not goal.supported_by_agreed],
        "unserved": unserved[:MOST_LISTED],
        "groups": groups,
        "columns": len(goals) + 2,
        "conflicts": conflicts_in(groups),
        "page": page,
        "form": form.drawn(),
        "chips": form.chips(request.GET),
        "finding": finding(goals, len(unvalued), capped(len(unserved)), criteria=page.rows or form.asked),
    }
    return render(request, "valuecriteria/alignment.html", context)


def goals_with_totals(project):
    """The goals with how many live criteria support each, how many of them agreed, and how many conflict with it."""
    alignments = Alignment.objects.filter(goal=OuterRef("pk")).exclude(criterion__outcome=State.WITHDRAWN)
    agreed = ValueCriterion.objects.in_state(State.AGREED, State.MET).filter(pk=OuterRef("criterion"))
    supports = alignments.exclude(effect=Alignment.Effect.CONFLICT)
    return (
        Goal.objects.filter(project=project)
        .annotate(
            supported=count_of(supports),
            supported_by_agreed=Exists(supports.filter(Exists(agreed))),
            conflicts=count_of(alignments.filter(effect=Alignment.Effect.CONFLICT)),
        )
        .order_by("number")
    )


def count_of(alignments):
    """How many of these alignments each goal has, as an expression over Goal."""
    counted = alignments.order_by().values("goal").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def capped(number):
    return number if number <= MOST_LISTED else f"{MOST_LISTED}+"
