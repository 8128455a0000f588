"""The customers of a project."""

from django.views.decorators.http import require_safe

from customers.forms import CustomerFilter
from customers.listed import brought
from customers.queries import number_of
from customers.tables import customer_table
from projects.frame import asked_of, open_project
from registry.export import exported
from registry.paging import capped, keyset_page

from .common import TAB, searched


@require_safe
def customer_list(request, key):
    project = open_project(request, key)
    filters = CustomerFilter(request.GET, project=project)
    found = filters.found()
    if word := asked_of(request, project):
        return exported(word, f"{project.key}-customers", customer_table(filters, found, request.user))
    rows = filters.sorted(found).annotate(number_found=number_of(found))
    rows = rows.select_related("party__group", "relationship_owner__person")
    page = keyset_page(rows.with_roles().with_representative(), filters.order, request.GET.get("after", ""))
    if project.can["see_value"]:
        page.rows = brought(page.rows)
    context = {
        "project": project,
        "tab": TAB,
        "filters": filters,
        "page": page,
        "count": capped(page.rows[0].number_found if page.rows else 0),
        "may_pick": project.can["edit"] or project.can["export"],
    }
    return searched(request, "customers/list.html", "customers/_list_found.html", context)
