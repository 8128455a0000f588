"""Undoing what somebody did to many entries in one go: first what goes back, then a button."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from projects.frame import open_project
from projects.permissions import Permission
from registry import undoing
from registry.history import tracked_models
from registry.models import Batch, Refused
from registry.timeline import timeline
from registry.undo import ChangedSince, undo

from .posting import FORM


@require_http_methods(FORM)
def batch_undo(request, key, pk):
    """A batch of this project: what it did and what would go back; what was changed since stands in the way.

    A large one is undone in a process of its own: `asked` in the address shows how far that is and how it ended.
    """
    project, made = batch_of(request, key, pk)
    back = back_from(request, project)
    changed, number, refusal = [], 0, ""
    asked = getattr(made, "undoing", None) if "asked" in request.GET else None
    if request.method == "POST":
        leave = "leave" in request.POST
        changes = undoing.size(made)
        if changes > undoing.LARGE and not made.is_undone:
            undoing.start(made, by=request.user, changes=changes, leave_changed=leave)
            return redirect(f"{request.path}?{urlencode({'asked': 1, 'next': back})}")
        try:
            again = undo(made, by=request.user, leave_changed=leave)
        except ChangedSince as refused:
            changed, number = refused.changed, len(refused.changed)
        except Refused as refused:
            refusal = str(refused)
        else:
            redo = reverse("batch-undo", args=[project.key, again.pk])
            text = 'It is as it was before: {}. <a href="{}">Do it again after all</a>'
            messages.success(request, format_html(text, made.words, redo))
            return redirect(back)
    elif asked and undoing.is_under_way(asked):
        context = {"project": project, "tab": "History", "batch": made, "asked": asked, "back": back}
        return render(request, "projects/batch_undoing.html", context)
    elif asked:
        changed, number = undoing.in_the_way(asked), asked.number_in_the_way
        refusal = "" if changed else asked.refusal or "The work on it has stopped. Nothing was undone: start it again."
    context = {
        "project": project,
        "tab": "History",
        "batch": made,
        "changed": changed[: undoing.SHOWN],
        "number": number,
        "more": number - len(changed[: undoing.SHOWN]),
        "refusal": refusal,
        "back": back,
        "just": "asked" in request.GET,
        "page": what_it_did(made, project, request.GET.get("after", "")),
    }
    is_refused = request.method == "POST"
    return render(request, "projects/batch_undo.html", context, status=409 if is_refused else 200)


@require_safe
def batch_undo_progress(request, key, pk):
    """For the page that looks again while a large undo is under way; it loads anew when that has ended."""
    _, made = batch_of(request, key, pk)
    asked = getattr(made, "undoing", None)
    if asked and undoing.is_under_way(asked):
        return render(request, "projects/_undoing.html", {"asked": asked})
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response


def batch_of(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    batches = Batch.objects.select_related("by", "undone_by__by", "undone_by__undone_by", "undoing")
    return project, get_object_or_404(batches, pk=pk, in_project=project.pk)


def what_it_did(made, project, cursor):
    """The changes of a batch as a page of history; judgement only for those who may see it."""
    models = [model for model in tracked_models() if project.can["see_judgement"] or not model.is_judgement]
    return timeline([model.history.filter(batch=made.pk) for model in models], cursor)


def back_from(request, project):
    """Where the reader was (`next`), if that is a page of this site; else the list of customers."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse("customers", args=[project.key])
