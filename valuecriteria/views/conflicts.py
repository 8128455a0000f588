"""Conflicts between customers: what is found, what was decided, and deciding one of them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from projects.frame import asked_of, demand, open_project
from projects.permissions import Permission
from registry.export import exported
from registry.forms import STALE, status_of
from registry.kept import restore
from registry.models import Refused, Stale
from registry.paging import Page
from registry.templatetags.register import plural
from registry.wording import words_diff

from .. import actions
from ..conflicts import conflicts_of, words_of
from ..forms import ConflictForm, PairForm
from ..models import Revision
from ..tables import conflict_table
from .access import FORM

AT_ONCE = 50
WAITING, DECIDED, NONE = range(3)  # in the order of the page


@require_safe
def conflict_list(request, key):
    """Both sides of each, side by side: first what waits for a decision, then what is decided."""
    project = open_project(request, key, Permission.SEE_VALUE)
    conflicts = sorted(conflicts_of(project), key=rank)
    if word := asked_of(request, project):
        return exported(word, f"{project.key}-conflicts", conflict_table(conflicts))
    page = page_of(conflicts, request.GET)
    waiting = sum(conflict.is_open for conflict in conflicts)
    none = sum(conflict.is_none for conflict in conflicts)
    context = {
        "project": project,
        "tab": "Alignment",
        "heading": heading(waiting, len(conflicts) - waiting - none),
        "page": page,
        "waiting": [each for each in page if rank(each) == WAITING],
        "decided": [each for each in page if rank(each) == DECIDED],
        "none": [each for each in page if rank(each) == NONE],
    }
    return render(request, "valuecriteria/conflicts.html", context)


def rank(conflict):
    return WAITING if conflict.is_open else NONE if conflict.is_none else DECIDED


def page_of(rows, query):
    """The page that begins at a place (`after`), else the one with a conflict (`at`), else the first. Conflicts are
    worked out, so there is no key in the database to go by."""
    after, names = query.get("after", ""), [row.name for row in rows]
    if after.isascii() and after.isdigit() and len(after) < 7:
        start = int(after)
    elif (name := query.get("at")) in names:
        start = names.index(name) // AT_ONCE * AT_ONCE
    else:
        start = 0
    start = start if start < len(rows) else 0
    end = start + AT_ONCE
    before = "" if start == 0 else str(max(start - AT_ONCE, 0))
    return Page(rows[start:end], after=str(end) if end < len(rows) else "", before=before)


def heading(waiting, decided):
    """The finding: "2 conflicts wait for the sponsor, 1 is decided"."""
    parts = [f"{plural(waiting, 'conflict waits,conflicts wait')} for the sponsor"] if waiting else []
    if decided:
        parts.append(f"{decided if waiting else plural(decided, 'conflict')} {'is' if decided == 1 else 'are'} decided")
    return ", ".join(parts) or "No two customers are in conflict"


@FORM
def conflict_decide(request, key):
    """One conflict before the sponsor. The decision is of the two wordings that the form carries."""
    project = open_project(request, key, Permission.SEE_VALUE)
    conflicts = conflicts_of(project)
    conflict = the_one(conflicts, request.GET)
    demand(request.user, Permission.REVIEW, project)
    form = ConflictForm(request.POST if request.method == "POST" else None, conflict=conflict)
    if request.method == "POST" and decided(form, project, conflict, request.user):
        tell(request, project, conflict, form.cleaned_data["outcome"])
        left = [each for each in conflicts if each.is_open and each is not conflict]
        return redirect(address(project, left[0]) if left else reverse("conflicts", args=[project.key]))
    form = restore(form, request)
    context = {
        "project": project,
        "tab": "Alignment",
        "conflict": form.conflict,
        "form": form,
        "waiting": sum(each.is_open for each in conflicts),
    }
    return render(request, "valuecriteria/conflict.html", context, status=status_of(form))


def the_one(conflicts, query):
    """The conflict that the address names; 404 for none, or for two criteria that nothing sets against each other."""
    form = PairForm(query)
    if form.is_valid():
        for conflict in conflicts:
            if conflict.name == form.cleaned_data["pair"]:
                return conflict
    raise Http404("No such conflict.")


def decided(form, project, conflict, by):
    """Save a valid form's decision; False, with what is wrong said in the form and nothing lost, if refused.

    Where words or decisions moved on, the form is about what stands now, which is read anew: it may have happened after
    `conflict` was read.
    """
    if not form.is_valid():
        return False
    typed = form.cleaned_data
    shown = typed["one_revision"], typed["other_revision"]
    try:
        actions.decide_conflict(
            one=conflict.one,
            other=conflict.other,
            revisions=shown,
            outcome=typed["outcome"],
            reason=typed["reason"],
            seen=typed["seen"],
            by=by,
        )
    except actions.WordingChanged:
        form.carry(now(project, conflict))
        form.diffs = changed(form.conflict, shown)
        form.add_error(None, "The words changed while you were reading. See below what changed, and decide again.")
    except Stale as stale:
        newest = stale.entry
        said = words_of(newest.outcome, conflict.one, conflict.other)
        form.carry(now(project, conflict))
        form.add_error(None, f"{newest.decided_by} decided meanwhile: {said}, because “{newest.reason}”. {STALE}")
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def now(project, conflict):
    return next((each for each in conflicts_of(project) if each.name == conflict.name), conflict)


def changed(conflict, shown):
    """[(criterion, what changed of its words since they were shown)], for the one or the two that were worded anew."""
    seen = Revision.objects.in_bulk(shown)
    pairs = zip(conflict.both, shown, strict=True)
    return [
        (criterion, words_diff(seen[key].statement, criterion.statement))
        for criterion, key in pairs
        if key != criterion.current_revision_id and key in seen and seen[key].criterion_id == criterion.pk
    ]


def address(project, conflict):
    return f"{reverse('conflict-decide', args=[project.key])}?{urlencode({'pair': conflict.name})}"


def tell(request, project, conflict, outcome):
    said = words_of(outcome, conflict.one, conflict.other)
    again = address(project, conflict)
    messages.success(request, format_html('Decided: {}. <a href="{}">Decide it again</a>', said, again))
