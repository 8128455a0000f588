"""The team of a project: who is on it, who lends them, and whether those who lend are customers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers import actions
from customers.forms import EndForm, KnownForm, MemberForm, ProviderForm, TakeOffForm, TeamForm
from customers.models import Party, Stakeholder, TeamMember
from customers.providers import declined_providers, new_providers, with_providers
from customers.reasons import provides
from customers.tables import team_table
from projects.frame import asked_of, open_project
from projects.permissions import Permission, Site
from registry.export import exported
from registry.forms import saved, status_of
from registry.models import Refused
from registry.undo import batch

from .common import TAB, demand, way_back

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def team_list(request, key):
    """Who is on the team, who will be and who was; who lends people and is no customer yet."""
    project = open_project(request, key)
    members = TeamMember.objects.filter(project=project.pk).select_related("person__group", "home_group", "provider")
    members = list(with_providers(members).order_by("person__name_key", "from_on", "pk"))
    if word := asked_of(request, project):
        return exported(word, f"{project.key}-team", team_table(members))
    parts = Stakeholder.objects.filter(project=project.pk, party__team_memberships__project=project.pk).distinct()
    hats = {part.party_id: part for part in parts.with_roles()}
    for member in members:
        member.project, member.part = project, hats.get(member.person_id)
    here = [member for member in members if not (member.has_left or member.is_to_come)]
    context = {
        "project": project,
        "tab": TAB,
        "here": here,
        "seconded": sum(member.is_seconded for member in here),
        "coming": [member for member in members if member.is_to_come and not member.has_left],
        "past": [member for member in members if member.has_left],
        "new_providers": [(party, provides(number)) for party, number in new_providers(members)],
        "declined_providers": declined_providers(members),
    }
    return render(request, "customers/team.html", context)


@FORM
def team_new(request, key):
    project = open_project(request, key, Permission.EDIT)
    form = TeamForm(request.POST if request.method == "POST" else None, user=request.user, project=project)
    back = way_back(request, reverse("team", args=[project.key]))
    if request.method == "POST":
        put = []
        if saved(form, lambda: put.append(put_on_team(form, project, request.user))):
            member, made = put[0]
            say(request, project, made, "{} is on the team of {}.", link_to(member), project.key)
            return redirect(request.get_full_path() if "another" in request.POST else back)
    context = {"project": project, "tab": TAB, "form": form, "back": back}
    return render(request, "customers/team_new.html", context, status=status_of(form))


def put_on_team(form, project, by):
    facts = form.facts()
    who = facts["person"] or facts["name"]
    with batch(kind="team", words=f"put {who} on the team of {project.key}", by=by, project=project) as made:
        return actions.put_on_team(project=project, by=by, **facts), made


@FORM
def team_edit(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    member = member_or_404(project, pk)
    form = MemberForm(request.POST if request.method == "POST" else None, instance=member, user=request.user)
    if request.method == "POST" and saved(form, lambda: save(form, request.user)):
        messages.success(request, format_html("{} is saved.", link_to(member)))
        return redirect(way_back(request, reverse("team", args=[project.key])))
    return page(request, "customers/team_edit.html", member, form)


def save(form, by):
    form.instance.version = form.cleaned_data["version"]
    actions.save_member(member=form.instance, by=by, **form.place())


@FORM
def team_end(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    member = member_or_404(project, pk)
    initial = {"on": timezone.localdate(), "version": member.version}
    form = EndForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        ended = []
        if saved(form, lambda: ended.append(end(form, member, request.user))):
            day = date_format(member.to_on, "j F Y")
            say(request, project, ended[0], "{} is on the team of {} until {}.", link_to(member), project.key, day)
            return redirect(way_back(request, reverse("team", args=[project.key])))
    return page(request, "customers/team_end.html", member, form)


def end(form, member, by):
    member.version = form.cleaned_data["version"]
    words = f"let {member} leave the team of {member.project.key}"
    with batch(kind="team", words=words, by=by, project=member.project) as made:
        actions.end_membership(member=member, on=form.cleaned_data["on"], by=by)
    return made


@FORM
def team_remove(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    member = member_or_404(project, pk)
    form = TakeOffForm(request.POST if request.method == "POST" else None, instance=member)
    if request.method == "POST":
        taken, person = [], member.person
        if saved(form, lambda: taken.append(take_off(form, member, request.user))):
            link = format_html('<a href="{}">{}</a>', person.get_absolute_url(), person)
            say(request, project, taken[0], "The entry of {} on the team of {} is taken back.", link, project.key)
            return redirect(way_back(request, reverse("team", args=[project.key])))
    return page(request, "customers/team_remove.html", member, form)


def take_off(form, member, by):
    member.version = form.cleaned_data["version"]
    words = f"took {member} back from the team of {member.project.key}"
    with batch(kind="team", words=words, by=by, project=member.project) as made:
        actions.take_off_team(member=member, by=by)
    return made


# Each decision: the verb, the words of the batch, what is said afterwards.
DECISIONS = {
    "accept": (actions.log_provider, "logged {} as a customer of {}", "{} is logged as a customer of {}."),
    "decline": (
        actions.decline_provider,
        "decided that {} is not a customer of {}",
        "{} is not suggested as a customer of {} again.",
    ),
    "reconsider": (
        actions.reconsider_provider,
        "suggested {} as a customer of {} again",
        "{} is suggested as a customer of {} again.",
    ),
}


@require_POST
def team_provider(request, key, pk):
    """Somebody who lends people to the project is logged as its customer, declined, or thought about once more."""
    project = open_project(request, key, Permission.EDIT)
    party = get_object_or_404(Party.objects.filter(provides__project=project.pk).distinct(), pk=pk)
    back = way_back(request, reverse("team", args=[project.key]))
    form = ProviderForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"Say whether {party} is a customer of {project.key}, or not.")
        return redirect(back)
    verb, words, text = DECISIONS[form.cleaned_data["decision"]]
    try:
        with batch(kind="team", words=words.format(party, project.key), by=request.user, project=project) as made:
            verb(project=project, party=party, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        link = format_html('<a href="{}">{}</a>', party.get_absolute_url(), party)
        say(request, project, made, text, link, project.key)
    return redirect(back)


@require_safe
def known_names(request):
    """Names of people and groups for a <datalist>, while somebody types who lends a person."""
    demand(request.user, Site.EDIT_DIRECTORY)
    form = KnownForm({"name": request.GET.get("provider", "")})
    found = Party.objects.none()
    if form.is_valid():
        found = Party.objects.similar_to(form.cleaned_data["name"]).order_by("name_key", "pk")[:10]
    return render(request, "customers/_groups.html", {"groups": found})


def member_or_404(project, pk):
    members = TeamMember.objects.filter(project=project.pk).select_related("person__group", "home_group", "provider")
    member = get_object_or_404(members, pk=pk)
    member.project = project
    return member


def link_to(member):
    return format_html('<a href="{}">{}</a>', reverse("team-edit", args=[member.project.key, member.pk]), member)


def say(request, project, made, text, *parts):
    """What was done, and the way to undo all of it."""
    undo = reverse("batch-undo", args=[project.key, made.pk])
    back = reverse("team", args=[project.key])
    messages.success(request, format_html(text + ' <a href="{}?next={}">Undo</a>', *parts, undo, back))


def page(request, template, member, form):
    looks_after = Stakeholder.objects.filter(relationship_owner=member.pk).select_related("party")
    context = {
        "project": member.project,
        "tab": TAB,
        "member": member,
        "form": form,
        "looks_after": list(looks_after.order_by("party__name_key", "pk")),
        "back": way_back(request, reverse("team", args=[member.project.key])),
    }
    return render(request, template, context, status=status_of(form))
