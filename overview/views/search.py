"""Search over everything."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.permissions import Site, may
from registry.forms import status_of
from registry.search import fold

from ..forms import SearchForm
from ..search import criteria_found, parties_found, projects_found


@require_safe
def search(request):
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "text": text, "search_text": text[:200], "asked": bool(fold(text))}
    if context["asked"]:
        user = request.user
        found = {
            "projects": projects_found(user, text),
            "parties": parties_found(user, text, reads_directory=may(user, Site.READ_DIRECTORY)),
            "criteria": criteria_found(user, text),
        }
        context |= found
        context["number"] = sum(len(hits) for hits in found.values())
        context["is_more"] = any(hits.more for hits in found.values())
    return render(request, "overview/search.html", context, status=status_of(form))
