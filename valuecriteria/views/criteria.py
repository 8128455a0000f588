"""All that a project's customers value; one criterion with its wordings and its history; editing it."""

from functools import partial

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from projects.frame import asked_of, open_project
from projects.permissions import Permission
from registry.export import exported
from registry.forms import saved, status_of
from registry.kept import restore
from registry.paging import keyset_page
from registry.prepared import ROW, ask
from registry.timeline import ready_timeline
from registry.wording import words_diff

from ..forms import CompareForm, CriterionFilter, EditForm
from ..models import Alignment, Confirmation, ConflictDecision, Review, Revision, State, Theme, ValueCriterion
from ..tables import IN_ORDER, SERVES, criterion_table
from .access import FORM, join, may_state, open_criterion
from .customers import MOST_THEMES, shortened, themes_beside, themes_url
from .standing import standing_of


@require_safe
def criterion_list(request, key):
    """What the customers of a project value, by customer, as far as the filters ask for it.

    What was withdrawn counts no more: it is listed only if that state is asked for.
    """
    project = open_project(request, key, Permission.SEE_VALUE)
    form = CriterionFilter(request.GET)
    everything = ValueCriterion.objects.filter(stakeholder__project=project)
    chosen = filtered(everything if form.asked.get("state") == State.WITHDRAWN else everything.live(), form.asked)
    if word := asked_of(request, project):
        return exported(word, f"{project.key}-value-criteria", criterion_table(chosen, project))
    page = keyset_page(chosen.for_reading().prefetch_related(SERVES), IN_ORDER, request.GET.get("after", ""))
    for criterion in page:
        join(criterion, project)
    context = {
        "project": project,
        "tab": "Value",
        "form": form.drawn(),
        "asked": form.asked,
        "chips": form.chips(request.GET),
        "page": page,
        "states": count_states(everything, form.asked),
        "themes": Theme.objects.in_use(project)[:MOST_THEMES],
    }
    return render(request, "valuecriteria/list.html", context)


def filtered(criteria, asked):
    """The criteria that the valid filters ask for."""
    if "q" in asked:
        criteria = criteria.search(asked["q"])
    if "customer" in asked:
        criteria = criteria.filter(stakeholder__party__search_text__words=asked["customer"])
    if "side" in asked:
        criteria = criteria.filter(stakeholder__party__is_external=asked["side"] == "external")
    if "kind" in asked:
        criteria = criteria.filter(kind=asked["kind"])
    if "theme" in asked:
        criteria = criteria.filter(theme__in=Theme.objects.named(asked["theme"]))
    if "waiting" in asked:
        criteria = criteria.filter(pk__in=criteria.waiting().values("pk"))
    if "state" in asked:
        criteria = criteria.in_state(asked["state"])
    return criteria


def count_states(criteria, asked):
    """[(state, its word, how many)] under the other filters, for states that occur; and how many the list holds."""
    others = {name: value for name, value in asked.items() if name != "state"}
    counted = filtered(criteria, others).with_facts().order_by().values("state_name").annotate(number=Count("pk"))
    numbers = {row["state_name"]: row["number"] for row in counted}
    rows = [(state, state.label, numbers[state]) for state in State if state in numbers]
    chosen = [asked["state"]] if "state" in asked else [state for state in numbers if state != State.WITHDRAWN]
    return {"rows": rows, "total": sum(numbers.get(state, 0) for state in chosen)}


@require_safe
def criterion_detail(request, key, pk):
    """One criterion: its words, what is known of it, its wordings compared, and what happened to it."""
    project, criterion = open_criterion(request, key, pk)
    sees_all = project.can["see_value"]
    wordings = ask(wordings_of_one, row=criterion.pk)
    compare = compared(request, criterion, wordings)
    context = {
        "project": project,
        "tab": "Value",
        "criterion": criterion,
        "stakeholder": criterion.stakeholder,
        "wordings": wordings,
        "compare": compare,
        **(standing_of(criterion) if sees_all else {}),
        "history": history_of(criterion, request) if sees_all else None,
        "may_confirm": may_state(request.user, project, criterion.stakeholder),
    }
    return render(request, "valuecriteria/detail.html", context)


def wordings_of_one():
    """Every wording of a criterion, the newest first, with its confirmation and the latest decision on it."""
    return (
        Revision.objects.filter(criterion=ROW)
        .with_decision()
        .select_related("written_by", "put_forward_by", "confirmation__noted_by")
        .order_by("-number")
    )


def serves_of(criterion):
    """How a criterion stands to the project's goals."""
    return ask(alignments_of_one, row=criterion.pk)


def alignments_of_one():
    return Alignment.objects.filter(criterion=ROW).select_related("goal").order_by("goal__number")


def compared(request, criterion, wordings):
    """The form that asks for two wordings, and what lies between them; None for one.

    Unless asked, from the agreed one to the current one; where those are the same, or none is agreed, the last two.
    """
    if len(wordings) < 2:
        return None
    by_number = {wording.number: wording for wording in wordings}
    form = CompareForm(request.GET, numbers=sorted(by_number))
    before = criterion.agreed_number if criterion.differs_from_agreed else wordings[1].number
    pair = {"a": before, "b": wordings[0].number} | form.asked
    old, new = by_number[pair["a"]], by_number[pair["b"]]
    form = CompareForm(numbers=sorted(by_number), initial=pair)
    return {"form": form, "old": old, "new": new, "diff": words_diff(old.statement, new.statement)}


def history_of(criterion, request):
    return ready_timeline(histories, cursor=request.GET.get("after", ""), row=criterion.pk)


def histories(row=ROW):
    """The versions of everything that belongs to a criterion."""
    of_wordings = {"revision__in": Revision.objects.filter(criterion=row).values("pk")}
    return [
        ValueCriterion.history.filter(id=row),
        Revision.history.filter(criterion=row),
        Confirmation.history.filter(**of_wordings),
        Review.history.filter(**of_wordings),
        Alignment.history.filter(criterion=row),
        ConflictDecision.history.filter(Q(one=row) | Q(other=row)),
    ]


@FORM
def criterion_edit(request, key, pk):
    """Change what is written down about a criterion; other words make its next wording."""
    project, criterion = open_criterion(request, key, pk, Permission.EDIT)
    data = request.POST if request.method == "POST" else None
    form = EditForm(data, instance=criterion, beside=criterion.siblings, themes_url=themes_url(project))
    form = restore(form, request)
    before = criterion.current_revision
    revise = partial(form.revise, by=request.user)
    if request.method == "POST" and saved(form, save=revise, refused_at="statement"):
        tell_saved(request, criterion, before)
        return redirect("criterion", project.key, criterion.pk)
    context = {
        "project": project,
        "tab": "Value",
        "criterion": criterion,
        "stakeholder": criterion.stakeholder,
        "form": form,
        "themes": themes_beside(criterion.siblings),
    }
    return render(request, "valuecriteria/edit.html", context, status=status_of(form))


def tell_saved(request, criterion, before):
    where = reverse("criterion", args=[criterion.stakeholder.project.key, criterion.pk])
    words = shortened(criterion.statement)
    if criterion.current_revision == before:
        messages.success(request, format_html("Saved: <a href='{}'>“{}”</a>.", where, words))
        return
    number = criterion.current_revision.number
    sentence = "Saved as wording {}, assumed until {} confirms it: <a href='{}'>“{}”</a>."
    messages.success(request, format_html(sentence, number, criterion.stakeholder, where, words))
