"""The customers ticked in the list as a table for a spreadsheet; the whole list goes out at its own address."""

from django.views.decorators.http import require_safe

from customers.tables import customer_table
from projects.frame import open_project
from projects.permissions import Permission
from registry.export import asked, exported

from .bulk import Selection


@require_safe
def customer_export(request, key):
    """Those ticked, or all that match; without either, the whole list as its query says. CSV, unless `export` asks."""
    project = open_project(request, key, Permission.EXPORT)
    selection = Selection.of(request, project)
    selection.everybody = selection.everybody or not selection.picks
    table = customer_table(selection.filters, selection.parts, request.user)
    return exported(asked(request) or "csv", f"{project.key}-customers", table)
