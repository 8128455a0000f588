"""The help page: a guide, the words, and who may do what, drawn from the table that the code asks."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.permissions import REMARKS, SITE_TABLE, TABLE, Standing


@require_safe
def help_page(request):
    context = {"standings": list(Standing), "permissions": permission_rows()}
    return render(request, "overview/help.html", context)


def permission_rows():
    """[(what may be done, [(may, remark) for each standing])], of projects first, then of the site."""
    table = {**TABLE, **SITE_TABLE}
    return [
        (str(permission), [(standing in allowed, REMARKS.get((permission, standing), "")) for standing in Standing])
        for permission, allowed in table.items()
    ]
