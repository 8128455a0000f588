"""The matrix of goals and criteria, each of its cells, and how a goal's total comes about."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import reswap, retarget

from projects.frame import asked_of, open_project
from projects.permissions import Permission
from registry.board import Board
from registry.export import exported
from registry.kept import restore
from registry.paging import keyset_page
from registry.prepared import PROJECT, ROWS, ask

from ..conflicts import number_undecided
from ..forms import MatrixFilter, OneCell, SmallCell
from ..matrix import count_support, finding, grouped, rows_of, split, square
from ..models import Alignment, Justification, Theme, ValueCriterion
from ..queries import weighed_in
from ..tables import matrix_table
from .access import FORM, join, open_criterion
from .criteria import IN_ORDER, filtered
from .customers import MOST_THEMES, shortened

MATRIX_ROWS = 200
MOST_LISTED = 100
SHORT = 60  # characters of a goal in the head of its column; all of them stand below the matrix
# By theme, what has none comes last.
BY_THEME = ("themeless", "theme_key", *IN_ORDER)


@require_safe
def alignment(request, key):
    """Goals as columns, criteria by customer or by theme as rows, their totals, and what is missing on either side."""
    project = open_project(request, key, Permission.SEE_VALUE)
    form = MatrixFilter(request.GET)
    if word := asked_of(request, project):
        goals = list(project.goals.order_by("number"))
        table = matrix_table(*criteria_in_order(project, form), goals, weighed_in(project))
        return exported(word, f"{project.key}-alignment", table)
    figures = figures_of(project)
    page = page_of_criteria(project, form, request.GET.get("after", ""))
    context = figures | {
        "tab": "Alignment",
        "groups": grouped(rows_of(page, figures["weighed"], figures["goals"]), form.by_what),
        "by": form.by_what,
        "page": page,
        "form": form.drawn(),
        "is_part": form.narrows or page.before or page.after,
        "chips": form.chips(request.GET),
        "query": query_of(request),
        "clear_url": f"{request.path}{'?by=theme' if form.by_what == 'theme' else ''}",
        "columns": len(figures["goals"]) + 2,
        "short": SHORT,
        "cut": any(len(goal.statement) > SHORT for goal in figures["goals"]),
        "themes": Theme.objects.in_use(project)[:MOST_THEMES],
        "undecided": number_undecided(project),
    }
    return render(request, "valuecriteria/alignment.html", context)


def query_of(request):
    """The query string of the matrix that somebody came from, to go back to it as it was filtered and grouped."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def criteria_in_order(project, form):
    """(the criteria that the filters ask for, the order of the matrix)."""
    criteria = ValueCriterion.objects.filter(stakeholder__project=project).live()
    found = filtered(criteria, form.asked).select_related("stakeholder__party", "current_revision", "theme")
    if form.by_what == "theme":
        themeless = Case(When(theme=None, then=1), default=0)
        found = found.annotate(themeless=themeless, theme_key=Coalesce("theme__name_key", Value("")))
    return found, BY_THEME if form.by_what == "theme" else IN_ORDER


def page_of_criteria(project, form, after):
    page = keyset_page(*criteria_in_order(project, form), after, size=MATRIX_ROWS)
    for criterion in page:
        criterion.stakeholder.project = project
    return page


def figures_of(project):
    """All that the whole project says, whatever the page shows of it: totals, gaps, conflicts, and the finding."""
    goals, weighed = list(project.goals.order_by("number")), weighed_in(project)
    for goal in goals:
        goal.project = project
    count_support(weighed, goals)
    reasons = reasons_in(project)
    for goal in goals:
        goal.reason_given = reasons.get(("goal", goal.pk))
    unvalued = Gaps.of([goal for goal in goals if not goal.supported], lambda goal: goal.reason_given)
    kept = [goal for goal in goals if goal.reason_given and not goal.supported_by_agreed]
    bare = Gaps.of([pk for pk, w in weighed.items() if not w.effects], lambda pk: reasons.get(("criterion", pk)))
    for pk in bare.justified:
        weighed[pk].is_kept = True
    conflicts = ask(conflicting, project=project.pk)
    return {
        "project": project,
        "goals": goals,
        "weighed": weighed,
        "sides": split(weighed, goals),
        "unvalued": unvalued.still_open,
        "kept": kept,
        "unserved": Gaps(
            listed_criteria(project, bare.still_open), listed_criteria(project, bare.justified, reasons=reasons)
        ),
        "bare": bare,
        "unagreed": [g for g in goals if g.supported and not g.supported_by_agreed and not g.reason_given],
        "conflicts": conflicts[:MOST_LISTED],
        "most_listed": MOST_LISTED,
        "finding": finding(
            len(goals),
            len(weighed),
            still_open=(len(unvalued.still_open), len(bare.still_open)),
            justified=(len(unvalued.justified), len(bare.justified)),
        ),
    }


@dataclass(frozen=True)
class Gaps:
    """What is missing on one side of the matrix: the open ones, and those that somebody gave a reason to keep."""

    still_open: list
    justified: list

    @classmethod
    def of(cls, gaps, reason):
        return cls([gap for gap in gaps if not reason(gap)], [gap for gap in gaps if reason(gap)])


def reasons_in(project):
    """{("goal" or "criterion", its primary key): the Justification}."""
    found = ask(justifications, project=project.pk)
    return {("goal", j.goal_id) if j.goal_id else ("criterion", j.criterion_id): j for j in found}


def justifications():
    about = Q(goal__project=PROJECT) | Q(criterion__stakeholder__project=PROJECT)
    return Justification.objects.filter(about).select_related("noted_by").order_by()


def listed_criteria(project, keys, reasons=None):
    """The first of these criteria, with what the list beside the matrix says of each; no statement for none."""
    if not keys:
        return []
    for criterion in (criteria := [join(each, project) for each in ask(first_to_read, rows=keys)]):
        criterion.reason_given = reasons and reasons.get(("criterion", criterion.pk))
    return criteria


def first_to_read():
    return ValueCriterion.objects.filter(pk__in=ROWS).for_reading().order_by(*IN_ORDER)[:MOST_LISTED]


def conflicting():
    """The alignments that conflict, of live criteria, by goal."""
    found = Alignment.objects.filter(goal__project=PROJECT, effect=Alignment.Effect.CONFLICT)
    found = found.exclude(criterion__outcome="withdrawn")
    related = ("goal", "criterion__current_revision", "criterion__stakeholder__party")
    return found.select_related(*related).order_by("goal__number", "pk")[:MOST_LISTED]


@FORM
def cell(request, key, pk, goal):
    """One criterion beside one goal: read by whoever may see the matrix, changed by whoever may edit the project.

    Within the matrix (htmx) it answers with the cell alone, and after saving with every figure that it moves.
    """
    permission = Permission.EDIT if request.method == "POST" else Permission.SEE_VALUE
    project, criterion = open_criterion(request, key, pk, permission)
    goal = goal_of(project, goal)
    in_place = request.htmx and project.can["edit"]
    standing = Alignment.objects.filter(criterion=criterion, goal=goal).first()
    data = request.POST if request.method == "POST" else None
    form = (SmallCell if in_place else OneCell)(
        data, criterion=criterion, goal=goal, alignment=standing, prefix=f"c{criterion.pk}"
    )
    board = Board([restore(form, request)])
    if request.method == "POST" and board.saved(by=request.user):
        return cell_saved(request, project, criterion, goal, in_place=in_place)
    context = {
        "project": project,
        "tab": "Alignment",
        "criterion": criterion,
        "stakeholder": criterion.stakeholder,
        "goal": goal,
        "alignment": standing,
        "board": board,
        "cell": form,
        "back": back_to_cell(request, project, criterion, goal),
    }
    template = "valuecriteria/_place.html" if in_place else "valuecriteria/cell.html"
    response = render(request, template, context, status=board.status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def goal_of(project, pk):
    goal = project.goals.filter(pk=pk).first()
    if goal is None:
        raise Http404("No such goal.")
    goal.project = project
    return goal


def cell_saved(request, project, criterion, goal, *, in_place):
    """Back to the same spot of the matrix; within it, the cell as it stands now and what goes with it."""
    if not in_place:
        messages.success(request, f"Saved how “{shortened(criterion.statement)}” stands to {goal.label}.")
        return redirect(back_to_cell(request, project, criterion, goal))
    form, figures = MatrixFilter(request.GET), figures_of(project)
    weighed = figures["weighed"].get(criterion.pk)
    effect = weighed.effects.get(goal.pk) if weighed else None
    context = figures | {
        "criterion": criterion,
        "goal": goal,
        "row": rows_of([criterion], figures["weighed"], figures["goals"])[0] if weighed else None,
        "square": square(goal, effect),
        "query": query_of(request),
        "by": form.by_what,
        "is_part": form.narrows or "after" in request.GET,
        "swapped": True,
    }
    response = render(request, "valuecriteria/_cell_saved.html", context)
    return reswap(retarget(response, f"#r{criterion.pk}"), "outerHTML")


def back_to_cell(request, project, criterion, goal):
    """The matrix as it was filtered and grouped (the same query string), at this cell."""
    return f"{reverse('alignment', args=[project.key])}{query_of(request)}#c{criterion.pk}-{goal.pk}"


@require_safe
def goal_total(request, key, goal):
    """How a goal's total comes about: every criterion that stands to it, its share, its strength, its points."""
    project = open_project(request, key, Permission.SEE_VALUE)
    goal = goal_of(project, goal)
    weighed = weighed_in(project)
    count_support(weighed, [goal])
    found = ValueCriterion.objects.filter(alignments__goal=goal).live().with_facts()
    rows = []
    for criterion in found.select_related("stakeholder__party", "current_revision").order_by(*IN_ORDER):
        here = weighed.get(criterion.pk)
        if here is None or goal.pk not in here.effects:
            continue  # aligned, or withdrawn, between the two statements
        criterion.stakeholder.project = project
        rows.append((criterion, here, square(goal, here.effects[goal.pk]), here.points(goal.pk)))
    sides = [(side, side.total) for side in split(weighed, [goal])]
    context = {
        "project": project,
        "tab": "Alignment",
        "goal": goal,
        "rows": sorted(rows, key=lambda row: -row[3]),
        "sides": sides,
        "back": query_of(request),
    }
    return render(request, "valuecriteria/goal_total.html", context)
