"""Copying customers with their roles from another project that the manager may see."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from customers import actions
from customers.forms import CopyForm, SourceForm
from customers.models import Stakeholder
from projects.frame import open_project
from projects.permissions import Permission, may
from registry.forms import saved, status_of

from .bulk import say_done
from .common import TAB

MOST_PROJECTS, MOST_PARTS = 20, 500


@require_http_methods(["GET", "HEAD", "POST"])
def customer_copy(request, key):
    """First which project, then whom of it."""
    project = open_project(request, key, Permission.EDIT)
    asked = SourceForm(request.GET, user=request.user, project=project)
    source = asked.chosen
    context = {"project": project, "tab": TAB, "asked": asked, "source": source}
    if source is None:
        found = asked.found(MOST_PROJECTS + 1)
        context |= {"found": found[:MOST_PROJECTS], "more": len(found) > MOST_PROJECTS}
        return render(request, "customers/copy_from.html", context)
    with_reasons = may(request.user, Permission.SEE_VALUE, source)
    parts = parts_of(source, project, with_reasons)
    form = CopyForm(request.POST if request.method == "POST" else None, offered=[p for p in parts if not p.obstacle])
    made = []
    if form.is_bound and saved(form, lambda: made.append(copy(form, project, request.user, with_reasons))):
        back = reverse("customers", args=[project.key])
        say_done(request, project, made[0], back)
        return redirect(back)
    picked = set(request.POST.getlist("pick"))
    for part in parts:
        part.is_picked = str(part.pk) in picked
    context |= {"form": form, "parts": parts[:MOST_PARTS], "more": len(parts) > MOST_PARTS}
    context["free"] = sum(not part.obstacle for part in parts[:MOST_PARTS])
    return render(request, "customers/copy.html", context, status=status_of(form))


def parts_of(source, project, with_reasons):
    """The other project's parts by name, each with `obstacle`: why it cannot be taken over, "" if it can."""
    parts = Stakeholder.objects.filter(project=source.pk).select_related("party__group", "project")
    parts = list(parts.with_roles().order_by("party__name_key", "pk")[: MOST_PARTS + 1])
    here = set(Stakeholder.objects.filter(project=project.pk).values_list("party", flat=True))
    for part in parts:
        part.obstacle = "" if actions.can_come(part, with_reasons) else "no role in force"
        if part.party_id in here:
            part.obstacle = f"has a part in {project.key} already"
    return parts


def copy(form, project, by, with_reasons):
    return actions.copy_customers(project=project, parts=form.cleaned_data["pick"], by=by, with_reasons=with_reasons)
