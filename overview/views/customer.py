"""What is missing about one customer of a project: the checks that concern them, and the forms that close the gaps."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.frame import open_project
from projects.permissions import Permission

from ..facts import facts_of
from ..gaps import checks_about


@require_safe
def customer_readiness(request, key, pk):
    """Their own checks alone, worked out by the same rules as the project's; 404 for somebody of another project."""
    project = open_project(request, key, Permission.SEE_VALUE)
    facts = facts_of([project])[project.pk]
    customer = next((each for each in facts.stakeholders if each.pk == pk), None)
    if customer is None:
        raise Http404("No such customer.")
    checks = checks_about(customer, facts)
    context = {
        "project": project,
        "tab": "Customers",
        "customer": customer,
        "checks": checks,
        "failing": [check for check in checks if check.gaps],
        "holding": sum(check.holds for check in checks),
        "missing": sum(len(check.gaps) for check in checks),
    }
    return render(request, "overview/customer_readiness.html", context)
