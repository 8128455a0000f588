"""A group's pages: its place in the tree, its people and sub-groups, its projects; the tree itself, and moving."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from customers import actions
from customers.forms import MoveForm, SureForm
from customers.forms.fields import pk_of
from customers.models import Party, Stakeholder
from customers.models.trees import counts_below, tree_of
from customers.party_views import open_party
from customers.places import places_of
from customers.tables import part_table, party_table
from projects.models import Project
from projects.permissions import Site
from registry.export import asked, exported
from registry.forms import saved, status_of
from registry.paging import capped_count, keyset_page
from registry.timeline import history_table, timeline

from .common import demand

MOST_GROUPS = 50
MOST_UNFOLDED = 200  # groups that a page of the tree holds within its folds
BY_NAME = ["name_key", "pk"]
BY_PROJECT = ["project__name_key", "project__pk", "party__name_key", "pk"]


def group_page(request, context):
    """Its sub-groups, with how many each holds, and a page of its people."""
    party, user = context["party"], request.user
    members = Party.objects.visible_to(user).filter(group=party.pk)
    subgroups = list(members.groups().order_by(*BY_NAME)[: MOST_GROUPS + 1])
    people = members.people()
    if context["may_read"] and (word := asked(request)):
        return exported(word, "people-in-a-group", party_table(people, BY_NAME, user))
    counts = counts_below([party, *subgroups[:MOST_GROUPS]]) if context["may_read"] else {}
    context |= {
        "subgroups": counted(subgroups[:MOST_GROUPS], counts),
        "more_subgroups": len(subgroups) > MOST_GROUPS,
        "page": keyset_page(people, BY_NAME, request.GET.get("after", "")),
        "count": counts[party.pk].people_in_it if counts else people.count(),
        "below": counts.get(party.pk),
    }
    return render(request, "customers/party_group.html", context)


def counted(groups, counts):
    """The groups, each with `below` (a trees.Below), None for readers who may not know how many stand there."""
    for group in groups:
        group.below = counts.get(group.pk)
    return groups


@require_safe
def party_projects(request, pk):
    """Every part of a group, its sub-groups and its people in projects the reader may see."""
    context = open_party(request, pk, "Projects")
    party, user = context["party"], request.user
    reads = Q(project__in=Project.objects.value_known_to(user).values("pk")) | Q(
        pk__in=Stakeholder.objects.spoken_by(user).values("pk")
    )
    parts = Stakeholder.objects.visible_to(user).filter(Q(party=party.pk) | Q(party__group__in=tree_of(party)))
    rows = parts.annotate(sees_why=reads).select_related("project", "party__group").with_roles()
    if word := asked(request):
        return exported(word, "projects-of-a-group", part_table(rows, BY_PROJECT))
    context |= {
        "page": keyset_page(rows, BY_PROJECT, request.GET.get("after", "")),
        **places_of(party, user),
        "numbers": parts.aggregate(parts=Count("pk"), projects=Count("project", distinct=True)),
    }
    return render(request, "customers/party_projects.html", context)


@require_safe
def party_history(request, pk):
    """What changed about a person or group, for those who edit the directory."""
    context = open_party(request, pk, "What changed")
    demand(request.user, Site.EDIT_DIRECTORY)
    pages = partial(timeline, [context["party"].history.all()])
    if word := asked(request):
        return exported(word, "what-changed", history_table(pages))
    context["history"] = pages(cursor=request.GET.get("after", ""))
    return render(request, "customers/party_history.html", context)


@require_safe
def party_tree(request):
    """The groups as a tree, a page of the topmost (or of those in one group, `of`) with what stands below folded in."""
    demand(request.user, Site.READ_DIRECTORY)
    of = request.GET.get("of", "")
    context = open_party(request, pk_of(of), "Groups in it") if of else {"party": None}
    groups = Party.objects.groups().filter(group=context["party"])
    page = keyset_page(groups, BY_NAME, request.GET.get("after", ""))
    counts = counts_below(page.rows)
    context |= {
        "page": page,
        "count": capped_count(groups),
        "nodes": unfold(counted(page.rows, counts)),
        "is_part": request.htmx and not request.htmx.history_restore_request,
    }
    response = render(request, f"customers/{'_tree_part' if context['is_part'] else 'party_tree'}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def unfold(groups):
    """The groups of a page, each with `inside`: the groups below it as a tree, or None if they do not fit."""
    room, fitting = MOST_UNFOLDED, []
    for group in groups:
        group.inside = []
        if group.below.groups > room:
            group.inside = None
        elif group.below.groups:
            room -= group.below.groups
            fitting.append(group)
    if not fitting:
        return groups
    keys = [group.pk for group in fitting]
    below = list(Party.objects.groups().below(Party.objects.filter(pk__in=keys)).order_by(*BY_NAME))
    known = {group.pk: group for group in [*fitting, *below]}
    for group in below:
        group.inside = []
    for group in below:
        if group.group_id in known:
            known[group.group_id].inside.append(group)
    counted(below, counts_below(below))
    return groups


@require_http_methods(["GET", "HEAD", "POST"])
def party_move(request, pk):
    """Moving a group in two steps: which group it shall belong to, and, with `to` in the address, what that does."""
    context = open_party(request, pk, "Move")
    demand(request.user, Site.EDIT_DIRECTORY)
    party = context["party"]
    if not party.is_group:
        messages.info(request, f"{party} is a person: say here who they belong to.")
        return redirect("party-edit", pk)
    if "to" in request.GET:
        return confirm_move(request, context)
    form = MoveForm(request.POST if request.method == "POST" else None, user=request.user, group=party)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["party"]
        return redirect(f"{request.path}?to={to.pk if to else 'top'}")
    return render(request, "customers/party_move.html", {**context, "form": form}, status=status_of(form))


def confirm_move(request, context):
    party, asked = context["party"], request.GET["to"]
    to = None if asked == "top" else get_object_or_404(Party.objects.groups(), pk=pk_of(asked))
    form = SureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and saved(form, lambda: move(party, to, form, request.user)):
        back = format_html('<a href="{}?to={}">Move it back</a>', request.path, party.group_id or "top")
        link = format_html('<a href="{}">{}</a>', party.get_absolute_url(), party)
        messages.success(request, format_html("{} belongs to {} now. {}", link, to or "no group", back))
        return redirect(party)
    context |= {
        "form": form,
        "to": to,
        "would": actions.would_move(group=Party.objects.get(pk=party.pk), to=to),
        "obstacle": obstacle(party, to),
    }
    return render(request, "customers/party_move_sure.html", context, status=status_of(form))


def move(party, to, form, by):
    actions.move_group(group=Party.objects.get(pk=party.pk), to=to, seen=form.cleaned_data["seen"], by=by)


def obstacle(party, to):
    """Why it cannot be moved there at all, as a sentence, or ""."""
    if party.group_id == (to.pk if to else None):
        return f"{party} belongs to {to or 'no group'} already."
    there = Party(pk=party.pk, kind=party.kind, name=party.name, group=to)
    try:
        there.clean()
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
