"""The sponsor's pack: a page to print, and the same as a workbook."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects.frame import open_project
from projects.permissions import Permission
from registry.workbooks import workbook_response

from ..pack import pack_of, sheets_of


@require_safe
def sponsor_pack(request, key):
    """Goals, customers, what they value and its state, alignment, conflicts and decisions: on paper."""
    project = open_project(request, key, Permission.EXPORT)
    pack = pack_of(project)
    context = {
        "project": project,
        "tab": "Value",
        "pack": pack,
        "agreed": sum(criterion["is_agreed"] for criterion in pack["criteria"]),
        "today": timezone.localdate(),
    }
    return render(request, "valuecriteria/pack.html", context)


@require_safe
def sponsor_pack_xlsx(request, key):
    project = open_project(request, key, Permission.EXPORT)
    return workbook_response(sheets_of(pack_of(project)), f"{project.key}-sponsors-pack.xlsx")
