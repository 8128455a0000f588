"""The organisation picture of a project."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.models import Stakeholder, TeamMember
from customers.organisation import picture
from customers.queries import groups_around, spoken_pairs, with_speakers
from projects.frame import open_project
from projects.permissions import Site, may
from registry.templatetags.register import plural

from .common import TAB

MOST_DRAWN = 500


@require_safe
def organisation(request, key):
    """Who answers for the project, whom it serves and who works on it, each once. Names and roles: nothing else."""
    project = open_project(request, key)
    found = Stakeholder.objects.filter(project=project.pk).select_related("party__group")
    found = with_speakers(found.with_roles().with_representative())
    parts = list(found.order_by("party__name_key", "pk")[: MOST_DRAWN + 1])
    drawn = picture(
        parts[:MOST_DRAWN],
        groups=groups_around(project),
        speaks=spoken_pairs(parts),
        team=list(
            TeamMember.objects.filter(project=project.pk)
            .current()
            .select_related("person", "provider")
            .order_by("person__name_key", "pk")[:MOST_DRAWN]
        ),
    )
    is_more = len(parts) > MOST_DRAWN
    context = {
        "project": project,
        "tab": TAB,
        "drawn": drawn,
        "finding": finding(project, drawn, is_more),
        "customers_heading": customers_heading(drawn),
        "most": MOST_DRAWN if is_more else 0,
        "reads_directory": may(request.user, Site.READ_DIRECTORY),
        "part_of_party": {part.party_id: part for part in drawn.everybody},
    }
    return render(request, "customers/organisation.html", context)


def finding(project, drawn, is_more):
    """ "Dana Whitfield answers for CRM1; 12 customers in 5 groups, 2 groups nobody represents".

    Where not all are drawn, how many customers there are, and nothing that was counted among the drawn ones alone.
    """
    who = f"{drawn.accountable} answers for {project.key}" if drawn.accountable else f"Nobody answers for {project.key}"
    if is_more:
        return f"{who}; {plural(project.customer_count, 'customer')}"
    if not drawn.customers:
        return f"{who}; no customers yet"
    words = f"{who}; {plural(len(drawn.customers), 'customer')}"
    if drawn.groups:
        words += f" in {plural(len(drawn.groups), 'group')}"
    if drawn.unrepresented:
        words += f", {plural(len(drawn.unrepresented), 'group')} nobody represents"
    return words


def customers_heading(drawn):
    """Of those who stand in the tree: sponsors and end users stand in parts of their own, and are said to."""
    if not drawn.boxed:
        return "Customers, by group"
    others = "other " if len(drawn.boxed) < len(drawn.customers) else ""
    words = plural(len(drawn.boxed), f"{others}customer")
    return f"{words}, by group" if drawn.boxes else f"{words}, of no group"
