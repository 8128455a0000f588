"""The customers of a project."""

from django.views.decorators.http import require_safe

from customers.forms import CustomerFilter
from customers.models import Stakeholder
from projects.frame import open_project
from registry.paging import capped_count, keyset_page

from .common import TAB, searched


@require_safe
def customer_list(request, key):
    project = open_project(request, key)
    filters = CustomerFilter(request.GET)
    found = filters.narrow(Stakeholder.objects.filter(project=project.pk))
    rows = filters.sorted(found).select_related("party__group").with_roles().with_representative()
    page = keyset_page(rows, filters.order, request.GET.get("after", ""))
    context = {"project": project, "tab": TAB, "filters": filters, "page": page, "count": capped_count(found)}
    return searched(request, "customers/list.html", "customers/_list_found.html", context)
