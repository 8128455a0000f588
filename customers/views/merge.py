"""Entries that may be one: the suggested pairs, two side by side, merging and its undoing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers import actions
from customers.forms import MergeForm, PairForm
from customers.forms.fields import pk_of
from customers.joining import beside_parts, parts_together
from customers.models import NotTheSame, Party, current_party
from customers.queries import MOST_KNOWN, known_as
from customers.suggestions import look_alikes, suggested_pairs
from projects.models import Project
from projects.permissions import Site
from registry.forms import saved, status_of
from registry.models import Batch, Refused
from registry.undo import ChangedSince

from .common import demand

LATEST = 10
FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def duplicates(request):
    demand(request.user, Site.MERGE)
    page, told = suggested_pairs(request.GET.get("after", ""), LATEST)
    context = {
        "page": page,
        "is_first": "after" not in request.GET,
        "merges": Batch.objects.filter(kind="merge").select_related("by", "undone_by__by").order_by("-pk")[:LATEST],
        "told": told,
    }
    return render(request, "customers/duplicates.html", context)


@require_POST
def not_the_same(request):
    demand(request.user, Site.MERGE)
    form = PairForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, "One of the two is gone by now: merged, or deleted.")
        return redirect("duplicates")
    one, other = form.cleaned_data["first"], form.cleaned_data["second"]
    try:
        actions.tell_apart(one=one, other=other, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{one} and {other} are two: they are not suggested any more.")
    return redirect("duplicates")


@require_POST
def reconsider(request, pk):
    demand(request.user, Site.MERGE)
    told = get_object_or_404(NotTheSame.objects.select_related("first", "second"), pk=pk)
    actions.reconsider(told=told, by=request.user)
    messages.success(request, f"{told.first} and {told.second} may be suggested again.")
    return redirect("duplicates")


@FORM
def party_merge(request, pk):
    """With whom (`with`): the two side by side. Without: a search for the other one."""
    asked = request.GET.get("with", "")
    wanted = pk_of(asked)
    both = Party.objects.visible_to(request.user).select_related("group", "user").filter(pk__in=[pk, wanted or pk])
    found = {each.pk: each for each in both}
    if pk not in found:
        raise Http404("Nobody of that number.")
    demand(request.user, Site.MERGE)
    party, other = found[pk], found.get(wanted) or (current_party(wanted) if wanted else None)
    if other is None:
        return choose_other(request, party, "They are not in the directory any more." if asked else "")
    if other == party:
        return choose_other(request, party, f"That is {party} already. Choose another one.")
    return side_by_side(request, party, other)


def choose_other(request, party, refusal):
    name = " ".join(request.GET.get("q", "")[:200].split())
    alike = Party.objects.visible_to(request.user).filter(kind=party.kind).exclude(pk=party.pk)
    known = known_as(alike, name, request.user) if name else []
    context = {
        "party": party,
        "q": name,
        "known": known[:MOST_KNOWN],
        "more": len(known) > MOST_KNOWN,
        "pairs": look_alikes(party),
        "refusal": refusal,
    }
    return render(request, "customers/merge_choose.html", context)


def side_by_side(request, one, other):
    """Two entries, what is taken from which, and what will move; the button merges."""
    form = MergeForm(request.POST if request.method == "POST" else None, one=one, other=other)
    if request.method == "POST":
        merged = []
        names = {party.pk: party.name for party in (one, other)}
        if saved(form, lambda: merged.append(actions.merge(by=request.user, **form.facts()))):
            stays = Party.objects.get(pk=form.cleaned_data["survivor"])
            gone = names[other.pk if stays.pk == one.pk else one.pk]
            stays_linked = format_html('<a href="{}">{}</a>', stays.get_absolute_url(), stays)
            # By the name it had: the entry that stays may have taken that.
            told = "{1} is one entry now." if gone == stays.name else "{0} is merged into {1}."
            undo = format_html(' <a href="{}">Undo</a>', reverse("merge-undo", args=[merged[0].pk]))
            messages.success(request, format_html(told, gone, stays_linked) + undo)
            return redirect(stays)
        if Party.objects.filter(pk__in=[one.pk, other.pk]).count() < 2:
            messages.warning(request, f"{one} or {other} is gone by now: somebody was quicker. Nothing was merged.")
            return redirect(current_party(one.pk) or "duplicates")
    together, unseen = parts_together(one, other, request.user)
    context = {
        "one": one,
        "other": other,
        "form": form,
        "together": together,
        "unseen": unseen,
        "beside": beside_parts(one, other),
        "told": NotTheSame.objects.filter(first=min(one.pk, other.pk), second=max(one.pk, other.pk)).first(),
    }
    return render(request, "customers/merge.html", context, status=status_of(form))


@FORM
def merge_undo(request, pk):
    demand(request.user, Site.MERGE)
    made = get_object_or_404(Batch.objects.select_related("by", "undone_by__by"), pk=pk, kind="merge")
    changed, refusal = [], ""
    if request.method == "POST":
        try:
            actions.undo_merge(made=made, by=request.user)
        except ChangedSince as refused:
            changed = refused.changed
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(
                request,
                f"“{made.words[:1].upper()}{made.words[1:]}” is undone; both entries are back as they were before.",
            )
            return redirect("duplicates")
    seen = set(Project.objects.value_known_to(request.user).values_list("pk", flat=True)) | {None}
    context = {
        "batch": made,
        "changed": [each for each in changed if each.in_project in seen],
        "unseen": sum(each.in_project not in seen for each in changed),
        "refusal": refusal,
    }
    return render(request, "customers/merge_undo.html", context, status=409 if changed or refusal else 200)
