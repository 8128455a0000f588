"""People and groups across projects."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from customers import actions
from customers.forms import NewPartyForm, PartyFilter, PartyForm
from customers.models import Party, Stakeholder
from customers.party_views import open_party
from customers.places import places_of
from customers.queries import with_parts
from customers.suggestions import look_alikes
from customers.tables import party_table
from projects.models import Project
from projects.permissions import Reader, Site, may, sees_all
from registry.export import asked, exported
from registry.forms import saved, status_of
from registry.paging import capped_count, keyset_page
from registry.prepared import ROW, ask

from .common import demand, searched
from .groups import group_page

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def directory(request):
    demand(request.user, Site.READ_DIRECTORY)
    filters = PartyFilter(request.GET, user=request.user)
    found = filters.narrow(Party.objects.visible_to(request.user))
    if word := asked(request):
        return exported(word, "people-and-groups", party_table(found, filters.order, request.user))
    page = keyset_page(
        with_parts(found.select_related("group"), request.user), filters.order, request.GET.get("after", "")
    )
    context = {
        "filters": filters,
        "page": page,
        "count": capped_count(found),
        "may_edit": may(request.user, Site.EDIT_DIRECTORY),
    }
    return searched(request, "customers/directory.html", "customers/_directory_found.html", context)


@require_safe
def party_detail(request, pk):
    context = open_party(request, pk, "Overview")
    party, user = context["party"], request.user
    context["may_merge"] = may(user, Site.MERGE)
    context["pairs"] = look_alikes(party) if context["may_merge"] else []
    if party.is_group:
        return group_page(request, context)
    context |= {
        "parts": parts_of(party, user),
        **places_of(party, user),
        "sees_contact": context["may_read"] or party.user_id == user.pk,
    }
    return render(request, "customers/party.html", context)


def parts_of(party, user):
    """Every part of theirs in a project the reader may see; `sees_why` where they may read more than roles."""
    return ask(parts_of_one, sees_all(user), reader=user.pk, row=party.pk)


def parts_of_one(reads_all):
    reader = Reader(reads_all)
    reads = Q(project__in=Project.objects.value_known_to(reader).values("pk")) | Q(
        pk__in=Stakeholder.objects.spoken_by(reader).values("pk")
    )
    parts = Stakeholder.objects.visible_to(reader).filter(party=ROW).annotate(sees_why=reads)
    return parts.select_related("project", "party").with_roles().order_by("project__name_key", "pk")


@FORM
def party_new(request):
    demand(request.user, Site.EDIT_DIRECTORY)
    form = NewPartyForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST":
        made = []
        if saved(form, lambda: made.append(make(form, request.user))):
            link = format_html('<a href="{}">{}</a>', made[0].get_absolute_url(), made[0])
            was_known = form.cleaned_data["party"] is not None
            messages.success(request, format_html("{} was known already." if was_known else "{} is saved.", link))
            return redirect("party-new" if "another" in request.POST else made[0])
    return render(request, "customers/party_new.html", {"form": form}, status=status_of(form))


def make(form, by):
    """The chosen one as they are, or a new one."""
    if form.cleaned_data["party"] is not None:
        return form.cleaned_data["party"]
    return actions.save_party(party=Party(**form.facts()), organisation=form.cleaned_data["organisation"], by=by)


@FORM
def party_edit(request, pk):
    party = get_object_or_404(Party.objects.visible_to(request.user).select_related("group"), pk=pk)
    demand(request.user, Site.EDIT_DIRECTORY)
    form = PartyForm(request.POST if request.method == "POST" else None, instance=party)
    if request.method == "POST" and saved(form, lambda: save(form, request.user)):
        messages.success(request, format_html('<a href="{}">{}</a> is saved.', party.get_absolute_url(), party))
        return redirect(party)
    return render(request, "customers/party_edit.html", {"form": form, "party": party}, status=status_of(form))


def save(form, by):
    party, typed = form.instance, form.cleaned_data
    party.version = typed["version"]
    organisation = typed.get("organisation", party.group.name if party.group else "")
    actions.save_party(party=party, organisation=organisation, by=by)
