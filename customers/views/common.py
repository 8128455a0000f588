"""What the pages of customers share."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from customers.models import Stakeholder
from projects.permissions import may

TAB = "Customers"  # the word of this app's tab in the frame of a project


def demand(user, permission):
    """403 with a sentence unless `user` may do this on the site."""
    if not may(user, permission):
        raise PermissionDenied(f"You may not do this: {permission}. The help page says who may.")


def part_or_404(project, pk, parts=None):
    """The customer of a page; 404 for one of another project."""
    parts = Stakeholder.objects.select_related("party__group") if parts is None else parts
    stakeholder = get_object_or_404(parts.filter(project=project.pk), pk=pk)
    stakeholder.project = project  # the one that knows what the reader may
    return stakeholder


def way_back(request, default):
    """Where the reader came from, as the page that led here said it (`next`), if that is a page of this site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return default


def searched(request, template, part, context):
    """A list: the whole page, or only what was found for a browser that searches while somebody types."""
    in_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, part if in_part else template, {**context, "swapped": bool(in_part)})
    patch_vary_headers(response, ["HX-Request"])
    return response
