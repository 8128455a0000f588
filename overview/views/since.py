"""What happened in a project since its sponsor last looked, and their "I have seen this"."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from customers.models import Stakeholder
from projects.frame import open_project
from projects.models import Project
from projects.permissions import Permission
from registry.forms import status_of
from registry.templatetags.register import plural
from registry.timeline import difference_of
from registry.wording import words_diff
from valuecriteria import looks
from valuecriteria.conflicts import conflicts_of
from valuecriteria.models import ValueCriterion

from ..forms import SeenForm
from ..news import news_since

MOST_LINES = 100  # of each kind on one page


@require_http_methods(["GET", "HEAD", "POST"])
def project_since(request, key):
    """Criteria added, changed and withdrawn, roles changed, conflicts found. Opening it changes nothing (see looks)."""
    project = open_project(request, key, Permission.REVIEW)
    seen = looks.with_looks(Project.objects.filter(pk=project.pk), request.user).first()
    if seen is None:
        raise Http404("No such project.")
    moment = looks.since(seen)
    news = news_since({project.pk: moment}, request.user)[project.pk]
    form = SeenForm(
        request.POST if request.method == "POST" else None,
        initial={"until": news.until.isoformat() if news.until else ""},
    )
    if request.method == "POST" and form.is_valid():
        return answer(request, project, form)
    context = {
        "project": project,
        "tab": "History",
        "seen": seen,
        "moment": moment,
        "news": news,
        "sections": sections_of(project, news),
        "conflicts": [c for c in conflicts_of(project) if c.is_open and news.touched & {c.one.pk, c.other.pk}],
        "form": form,
        "heading": heading(news, seen),
    }
    return render(request, "overview/since.html", context, status=status_of(form))


def answer(request, project, form):
    """Do what was pressed, and say how to take it back."""
    here = reverse("project-since", args=[project.key])
    if form.cleaned_data["verb"] == SeenForm.AGAIN:
        looks.unsaw(project=project, by=request.user)
        messages.success(request, "What happened before is shown again.")
        return redirect(here)
    looks.saw(project=project, until=form.cleaned_data["until"], by=request.user)
    text = "Seen: what happened in {} until now is no news any more. <a href='{}'>Take it back</a>"
    messages.success(request, format_html(text, project.key, here))
    return redirect("my-work")


def heading(news, seen):
    since = "since you last looked" if seen.seen_until else "since you became sponsor"
    number = len(news.lines)
    return f"{plural(number, 'thing')} happened {since}" if number else f"Nothing happened {since}"


SECTIONS = (
    ("added", "criterion,criteria", "added", ("added",)),
    ("reworded", "criterion,criteria", "reworded", ("reworded",)),
    ("changed", "criterion,criteria", "changed beside the words", ("changed",)),
    ("ended", "criterion,criteria", "withdrawn, met or taken up again", ("ended", "gone")),
    ("roles", "role", "changed", ("given", "role", "taken")),
)


def sections_of(project, news):
    """[{name, title, lines, more}] of what happened, each line with the thing it is about and what changed, to draw."""
    keys = {line.row for line in news.lines if not line.is_role}
    parts = {line.part for line in news.lines if line.is_role}
    found = ValueCriterion.objects.filter(pk__in=keys).select_related("current_revision", "stakeholder__party")
    criteria = {criterion.pk: criterion for criterion in found} if keys else {}
    there = set(Stakeholder.objects.filter(pk__in=parts).values_list("pk", flat=True)) if parts else set()
    sections = []
    for name, what, verb, kinds in SECTIONS:
        lines = [drawn(project, line, criteria.get(line.row), there) for line in news.of(*kinds)]
        if lines:
            sections.append(
                {
                    "name": name,
                    "title": f"{plural(len(lines), what)} {verb}",
                    "lines": lines[:MOST_LINES],
                    "more": max(0, len(lines) - MOST_LINES),
                }
            )
    return sections


def drawn(project, line, criterion, there):
    """A line as the template draws it: the criterion with its words, or a sentence about a role; both with a link."""
    news = [change for change in line.changes if change["old"] or change["new"] not in ("", "no")]
    differences = [difference_of(change) for change in news]
    if line.is_role:
        address = reverse("customer", args=[project.key, line.part]) if line.part in there else ""
        return {"words": role_words(line), "address": address, "differences": differences}
    if criterion is None or line.kind == "gone":
        return {"words": f"{line.subject[:1].upper()}{line.subject[1:]} was deleted", "address": "", "differences": []}
    return {
        "criterion": criterion,
        "address": reverse("criterion", args=[project.key, criterion.pk]),
        "diff": words_diff(line.before, criterion.statement) if line.before else [],
        "differences": differences,
    }


def role_words(line):
    """A sentence about a role: given, ended, taken back."""
    subject = line.subject.removeprefix("the ")
    if line.kind == "taken":
        return f"Taken back: {subject}"
    if line.kind == "given":
        return f"New: {subject}"
    ends = any(change["field"] == "to_on" and change["new"] for change in line.changes)
    return f"Ends: {subject}" if ends else f"Changed: {subject}"
