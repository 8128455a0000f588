"""A sponsor says that they have no benefit of their own, or takes that back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.html import format_html

from customers.models import Stakeholder
from projects.frame import open_project
from registry.forms import STALE, VersionForm, status_of
from registry.models import Refused, Stale

from .. import actions
from .access import FORM, demand_own


@FORM
def no_own_benefit(request, key, pk):
    """Said by the sponsor themselves, and legitimate: no criteria of theirs are missing then. It also undoes it."""
    project = open_project(request, key)
    stakeholder = Stakeholder.objects.filter(project=project.pk, pk=pk).with_head().first()
    if stakeholder is None:
        raise Http404("No such customer.")
    stakeholder.project = project
    demand_own(request.user, project, stakeholder)
    if not (stakeholder.no_own_benefit or project.is_sponsored):
        raise PermissionDenied("Only a sponsor can have no benefit of their own: others take part for their own sake.")
    form = VersionForm(request.POST if request.method == "POST" else None, initial={"version": stakeholder.version})
    if request.method == "POST" and said(form, stakeholder, by=request.user):
        return told(request, project, stakeholder)
    count = stakeholder.criteria.live().count()
    context = {"project": project, "tab": "Value", "stakeholder": stakeholder, "form": form, "count": count}
    return render(request, "valuecriteria/benefit.html", context, status=status_of(form))


def said(form, stakeholder, *, by):
    """Turn it round; False if it is refused, or somebody else saved this part since the page was opened."""
    if not form.is_valid():
        return False
    stakeholder.version = form.cleaned_data["version"]
    try:
        actions.say_own_benefit(stakeholder=stakeholder, none=not stakeholder.no_own_benefit, by=by)
    except Stale:
        stakeholder.refresh_from_db(fields=["version", "no_own_benefit"])
        form.stale = True
        form.renew(version=str(stakeholder.version))
        form.add_error(None, STALE)
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def told(request, project, stakeholder):
    if stakeholder.no_own_benefit:
        where = request.path
        messages.success(request, format_html("Noted: no benefit of your own. <a href='{}'>Take it back</a>", where))
    else:
        messages.success(request, "Taken back: now it is for you to say what you value.")
    return redirect("customer-value", project.key, stakeholder.pk)
