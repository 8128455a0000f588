"""A project's own pages: its overview, and what happened in it."""

from functools import partial

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects.frame import asked_of, open_project
from projects.permissions import Permission
from registry.export import exported
from registry.paging import PAGE
from registry.templatetags.register import plural
from registry.timeline import history_table, project_timeline

from ..customers import MOST_SHOWN, sections_of
from ..facts import facts_of, organisational_goals_of
from ..gaps import checks_of

QUIET_DAYS = 7


@require_safe
def project_overview(request, key):
    """Opens on the customers, beside them what is missing. Who may not see value sees names, roles, their own part."""
    project = open_project(request, key)
    facts = facts_of([project])[project.pk]
    checks = checks_of(facts) if project.can["see_value"] else []
    customers = facts.customers
    served = organisational_goals_of(facts.goals)
    context = {
        "project": project,
        "tab": "Overview",
        "facts": facts,
        "accountable": facts.accountable,
        "sections": sections_of(facts, request.user),
        "customer_total": len(customers),
        "not_shown": max(0, len(customers) - MOST_SHOWN),
        "silent": sum(len(check.gaps) for check in checks if check.name in ("silent", "sponsor-value")),
        "goals": [(goal, served.get(goal.pk, [])) for goal in facts.goals],
        "checks": checks,
        "failing": [check for check in checks if check.gaps],
        "holding": sum(check.holds for check in checks),
        "missing": sum(len(check.gaps) for check in checks),
    }
    return render(request, "overview/project.html", context)


@require_safe
def project_history(request, key):
    """What happened, newest first, as sentences by day; judgement only for those who may see it."""
    project = open_project(request, key, Permission.SEE_VALUE)
    pages = partial(project_timeline, project, with_judgement=project.can["see_judgement"])
    if word := asked_of(request, project):
        return exported(word, f"{project.key}-history", history_table(pages))
    page = pages(cursor=request.GET.get("after", ""))
    context = {
        "project": project,
        "tab": "History",
        "page": page,
        "heading": heading(page.rows, is_first="after" not in request.GET),
    }
    return render(request, "overview/history.html", context)


def heading(changes, *, is_first):
    """The finding of a page of history: "12 changes in the last 7 days", "Quiet for 3 weeks"."""
    if not changes or not is_first:
        return "What happened before" if changes else "Nothing has happened yet"
    days = (timezone.now() - changes[0].at).days
    if days >= QUIET_DAYS:
        return f"Quiet for {plural(days, 'day')}"
    recent = sum((timezone.now() - change.at).days < QUIET_DAYS for change in changes)
    more = "More than " if recent == len(changes) >= PAGE else ""
    return f"{more}{plural(recent, 'change')} in the last {QUIET_DAYS} days"
