"""Pages about the site itself: is it healthy, and what to do when something went wrong."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from registry.kept import kept_instead

from .middleware import database_away


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """200 when the database answers and every migration is applied; 503 with the reason otherwise."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "database not reachable"}, status=503)
    if behind:
        return JsonResponse({"status": "migrations missing", "missing": len(behind)}, status=503)
    return JsonResponse({"status": "ok"})


def session_expired(request, reason=""):
    """A form whose token is not the current one: nearly always a page left open overnight.

    Back to the form with what was typed, where it can be kept (registry.kept); else 403, and Back brings it.
    """
    return kept_instead(request) or render(request, "403_csrf.html", status=403)


def server_error(request):
    """500, or 503 when the database went away before the page's own code began."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away()
    # Without the request: what a page usually asks the database for may be what failed.
    return HttpResponseServerError(render_to_string("500.html"))
