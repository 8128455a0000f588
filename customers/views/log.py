"""Logging a customer, the most frequent task: one short page, by keyboard."""

from datetime import datetime, time

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from customers import actions
from customers.forms import KnownForm, LogForm, listed
from customers.models import Party, Stakeholder
from customers.queries import known_as
from customers.reasons import within_sentence
from projects.frame import open_project
from projects.permissions import Permission, Site
from registry.forms import saved, status_of
from registry.search import fold

from .common import TAB, demand, way_back

LATEST = 5


@require_http_methods(["GET", "HEAD", "POST"])
def customer_log(request, key):
    project = open_project(request, key, Permission.EDIT)
    form = LogForm(request.POST if request.method == "POST" else None, user=request.user, project=project)
    back = way_back(request, reverse("customers", args=[project.key]))
    if request.method == "POST":
        logged = []
        if saved(form, lambda: logged.append(log(form, project, request.user))):
            say(request, project, logged[0])
            return redirect(request.get_full_path() if "another" in request.POST else back)
    context = {"project": project, "tab": TAB, "form": form, "back": back, "today": logged_today(project)}
    return render(request, "customers/log.html", context, status=status_of(form))


def log(form, project, by):
    return actions.log_somebody(project=project, by=by, **form.facts())


def logged_today(project):
    """The latest customers that anybody logged in this project today."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    latest = Stakeholder.objects.filter(project=project.pk, created_at__gte=midnight).order_by("-created_at", "-pk")
    return list(latest.select_related("party").with_roles()[:LATEST])


def say(request, project, logged):
    """What was done, with a link to it, and the way to undo it where that undoes nothing else."""
    customer, url = logged.stakeholder, reverse("customer", args=[project.key, logged.stakeholder.pk])
    link = format_html('<a href="{}">{}</a>', url, customer)
    roles = ", ".join(within_sentence(assignment.role.name) for assignment in logged.new_roles)
    if logged.was_here and not roles:
        messages.info(request, format_html("{} had a part in {} with these roles already.", link, project.key))
    elif logged.was_here:
        text = "{} had a part in {} already and is now also {}."
        messages.success(request, format_html(text, link, project.key, roles))
    else:
        undo = reverse("customer-remove", args=[project.key, customer.pk])
        text = '{} is logged as {}. <a href="{}">Undo</a>'
        messages.success(request, format_html(text, link, roles or "declared customer", undo))
    if logged.is_accountable:
        text = "{} is now the accountable sponsor of {}."
        messages.info(request, format_html(text, customer, project.key))
    if logged.kept:
        text = "Nothing known about {} was overwritten: what you typed as {} differs. <a href='{}'>Change it there</a>"
        party = reverse("party-edit", args=[customer.party_id])
        messages.warning(request, format_html(text, customer, " and ".join(logged.kept), party))


@require_safe
def known(request, key):
    """For the name field, while somebody types: who is known by that name and may be meant."""
    project = open_project(request, key, Permission.EDIT)
    return known_names(request, project)


@require_safe
def known_anywhere(request):
    """The same for the directory's own form."""
    demand(request.user, Site.EDIT_DIRECTORY)
    return known_names(request, None)


def known_names(request, project):
    form = KnownForm(request.GET)
    found, more = [], False
    if form.is_valid():
        parties = Party.objects.visible_to(request.user)
        if form.cleaned_data["kind"]:
            parties = parties.filter(kind=form.cleaned_data["kind"])
        found, more = listed(known_as(parties, form.cleaned_data["name"], request.user))
    name, chosen = form.cleaned_data.get("name", ""), form.cleaned_data.get("party", "")
    who = {"name": name, "known": found, "more": more, "chosen": chosen if fold(name) else ""}
    return render(request, "customers/_known.html", {"project": project, "who": who, "swapped": True})


@require_safe
def known_groups(request):
    """Names of groups for a <datalist>, while somebody types an organisation."""
    demand(request.user, Site.EDIT_DIRECTORY)
    form = KnownForm({"name": request.GET.get("organisation", "")})
    groups = Party.objects.none()
    if form.is_valid():
        groups = Party.objects.groups().similar_to(form.cleaned_data["name"]).order_by("name_key", "pk")[:10]
    return render(request, "customers/_groups.html", {"groups": groups})
