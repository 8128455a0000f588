"""Undoing what somebody did to many entries in one go: first what goes back, then a button."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from projects.frame import open_project
from projects.permissions import Permission
from registry.history import timeline, tracked_models
from registry.models import Batch, Refused
from registry.undo import ChangedSince, undo

from .posting import FORM


@require_http_methods(FORM)
def batch_undo(request, key, pk):
    """A batch of this project: what it did and what would go back; what was changed since stands in the way."""
    project = open_project(request, key, Permission.EDIT)
    made = get_object_or_404(Batch.objects.select_related("by", "undone_by__by"), pk=pk, in_project=project.pk)
    back = back_from(request, project)
    changed, refusal = [], ""
    if request.method == "POST":
        try:
            undoing = undo(made, by=request.user, leave_changed="leave" in request.POST)
        except ChangedSince as refused:
            changed = refused.changed
        except Refused as refused:
            refusal = str(refused)
        else:
            redo = reverse("batch-undo", args=[project.key, undoing.pk])
            text = 'It is as it was before: {}. <a href="{}">Do it again after all</a>'
            messages.success(request, format_html(text, made.words, redo))
            return redirect(back)
    context = {
        "project": project,
        "tab": "History",
        "batch": made,
        "changed": changed,
        "refusal": refusal,
        "back": back,
        "page": what_it_did(made, project, request.GET.get("after", "")),
    }
    return render(request, "projects/batch_undo.html", context, status=409 if changed or refusal else 200)


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
