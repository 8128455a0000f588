"""Doing one thing with many customers: choose, see what would change and for whom not, apply, undo."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from customers import actions
from customers.forms import BULK_FORMS, CustomerFilter, pk_of
from customers.models import Stakeholder
from projects.frame import open_project
from projects.permissions import Permission, Site
from registry.models import Refused
from registry.paging import capped_count

from .common import TAB, demand

MOST_NAMED = 50


@dataclass
class Selection:
    """Which customers an address means: those ticked (`pick`), or all that match the list's own query (`list`)."""

    project: object
    filters: CustomerFilter
    picks: list
    everybody: bool

    @classmethod
    def of(cls, request, project):
        filters = CustomerFilter(QueryDict(request.GET.get("list", "").removeprefix("?")), project=project)
        picks = [pk_of(each) for each in request.GET.getlist("pick")]
        return cls(project, filters, picks, "all" in request.GET)

    @property
    def is_empty(self):
        return not self.everybody and not self.picks

    @property
    def parts(self):
        """Asked anew each time: whoever matches now."""
        if self.everybody:
            return self.filters.found()
        return Stakeholder.objects.filter(project=self.project.pk, pk__in=self.picks)

    @property
    def list_url(self):
        return reverse("customers", args=[self.project.key]) + self.filters.query

    def nobody(self, request):
        messages.warning(request, "Nobody was ticked. Tick customers, or all that match, then choose again.")
        return redirect(self.list_url)


@require_http_methods(["GET", "HEAD", "POST"])
def customer_bulk(request, key):
    project = open_project(request, key, Permission.EDIT)
    selection, form_class = Selection.of(request, project), BULK_FORMS.get(request.GET.get("do"))
    if form_class is None or selection.is_empty:
        return selection.nobody(request)
    if request.GET["do"] == "group":
        demand(request.user, Site.EDIT_DIRECTORY)
    form = form_class(request.POST if request.method == "POST" else None, project=project)
    plan, moved = None, False
    if form.is_bound and form.is_valid():
        try:
            if "apply" in request.POST:
                return applied(request, selection, form)
            plan = actions.plan(picked=selection.parts, change=form.change())
        except actions.PlanMoved as meanwhile:
            plan, moved = meanwhile.plan, True
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "project": project,
        "tab": TAB,
        "form": form,
        "plan": plan,
        "moved": moved,
        "heading": form.heading.format(said(capped_count(selection.parts))),
        "list_url": selection.list_url,
        "most_named": MOST_NAMED,
    }
    return render(request, "customers/bulk.html", context, status=409 if moved else 422 if form.errors else 200)


def said(count):
    return f"{count} customer" if count == "1" else f"{count} customers"


def applied(request, selection, form):
    made = actions.change_many(
        project=selection.project,
        picked=selection.parts,
        change=form.change(),
        seen=form.cleaned_data["seen"],
        by=request.user,
    )
    say_done(request, selection.project, made, selection.list_url)
    return redirect(selection.list_url)


def say_done(request, project, made, back):
    """What was done in one go, and the way to undo it, which leads back here."""
    undo = f"{reverse('batch-undo', args=[project.key, made.pk])}?{urlencode({'next': back})}"
    text = '{}. <a href="{}">Undo</a>'
    messages.success(request, format_html(text, made.words[:1].upper() + made.words[1:], undo))
