"""Addresses of entries that were merged: they lead to the one that stays, for those who may see it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from customers.models import Party, Stakeholder, merged_into

PARTY, PART = "people/<id:pk>/", "/customers/<id:pk>/"


class MovedMiddleware:
    """A page that was not found for /people/<old>/... or .../customers/<old>/... is looked for where the old one went.

    For a while only (302, not 301): undoing the merge brings the old address back. What was typed into a form of the
    old one is not saved, and said so: it was typed over other facts.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 404 and request.resolver_match and request.user.is_authenticated:
            return self.moved(request) or response
        return response

    def moved(self, request):
        match = request.resolver_match
        if match.route.startswith(PARTY):
            found = Party.objects.visible_to(request.user).filter(pk=merged_into("party", match.kwargs["pk"]))
        elif PART in match.route and "key" in match.kwargs:
            parts = Stakeholder.objects.visible_to(request.user).select_related("project", "party")
            found = parts.filter(project__key=match.kwargs["key"], pk=merged_into("stakeholder", match.kwargs["pk"]))
        else:
            return None
        entry = found.first()
        if entry is None:
            return None
        if request.method not in ("GET", "HEAD"):
            messages.warning(
                request, f"This entry was merged into {entry} meanwhile, so nothing was saved. Look again."
            )
            return redirect(entry)
        address = reverse(match.view_name, kwargs={**match.kwargs, "pk": entry.pk})
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{address}?{query}" if query else address)
