"""What one customer values, and writing down one more thing."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from projects.frame import demand, open_project
from projects.permissions import Permission
from registry.forms import saved, status_of
from registry.wording import words_diff

from ..forms import CaptureForm, ProposeForm
from ..models import Alignment, State, Theme, ValueCriterion
from ..shares import give_shares, stack
from .access import FORM, demand_own, may_state, open_customer, speaker, the_customer


def criteria_of(stakeholder, *, with_goals):
    """All criteria of a customer as captured, with shares, and what changed since the last agreed wording."""
    criteria = ValueCriterion.objects.filter(stakeholder=stakeholder).for_reading().order_by("number")
    if with_goals:
        serves = Alignment.objects.select_related("goal").order_by("goal__number")
        criteria = criteria.prefetch_related(Prefetch("alignments", queryset=serves, to_attr="serves"))
    criteria = give_shares(list(criteria))
    for criterion in criteria:
        criterion.stakeholder = stakeholder
        if criterion.differs_from_agreed:
            criterion.diff = words_diff(criterion.agreed_statement, criterion.statement)
    return criteria


def missing_kind(live):
    """The side of value that a customer has said nothing about while they said something about the other, or None."""
    said = {criterion.kind for criterion in live}
    if len(said) != 1:
        return None
    return ({ValueCriterion.Kind.SERVICE, ValueCriterion.Kind.DELIVERABLE} - said).pop().value


@require_safe
def customer_value(request, key, pk):
    """What a customer values, in their words: the words first and largest, what is known of each beside it."""
    project, stakeholder = open_customer(request, key, pk)
    criteria = criteria_of(stakeholder, with_goals=project.can["see_value"])
    live = [criterion for criterion in criteria if criterion.outcome != State.WITHDRAWN]
    if not project.can["see_value"]:
        stakeholder.previous_pk = stakeholder.next_pk = None  # what the others value is not theirs to read
    may_add = project.can["edit"] or may_state(request.user, project, stakeholder)
    new_url = reverse("criterion-new", args=[project.key, stakeholder.pk]) if may_add else ""
    context = {
        "project": project,
        "tab": "Value",
        "stakeholder": stakeholder,
        "heading": f"What {stakeholder} values",
        "live": live,
        "stack": stack(live),
        "withdrawn": [criterion for criterion in criteria if criterion.outcome == State.WITHDRAWN],
        "missing_kind": missing_kind(live),
        "is_own": stakeholder.is_spoken_by(request.user),
        "may_state": may_state(request.user, project, stakeholder),
        "may_add": may_add,
        "new_url": new_url,
        "act_url": new_url if live else "",  # without any criterion the empty state offers the same step
    }
    return render(request, "valuecriteria/customer.html", context)


@FORM
def criterion_new(request, key, pk):
    """Write down one thing that a customer values: by a manager, or by the customer themselves, signed in."""
    project = open_project(request, key)
    stakeholder = the_customer(project, pk)
    form_class, options = CaptureForm, {"stakeholder": stakeholder, "speaker": speaker(stakeholder)}
    if not project.can["edit"]:
        if not stakeholder.is_spoken_by(request.user):
            demand(request.user, Permission.EDIT, project)
        demand_own(request.user, project, stakeholder)
        form_class, options = ProposeForm, {"stakeholder": stakeholder}
    form = form_class(request.POST if request.method == "POST" else None, initial=asked_kind(request), **options)
    if request.method == "POST" and saved(form, save=lambda: form.capture(by=request.user)):
        return captured(request, project, stakeholder, form.instance)
    themes = theme_names() if project.can["see_value"] else []
    context = {"project": project, "tab": "Value", "stakeholder": stakeholder, "form": form, "themes": themes}
    return render(request, "valuecriteria/new.html", context, status=status_of(form))


def asked_kind(request):
    """The kind that a link proposes (?kind=service); anything else proposes nothing."""
    kind = request.GET.get("kind")
    return {"kind": kind} if kind in ValueCriterion.Kind.values else {}


def captured(request, project, stakeholder, criterion):
    where = reverse("criterion", args=[project.key, criterion.pk])
    messages.success(
        request, format_html("Written down: <a href='{}'>“{}”</a>.", where, shortened(criterion.statement))
    )
    if "another" in request.POST:
        return redirect("criterion-new", project.key, stakeholder.pk)
    return redirect("customer-value", project.key, stakeholder.pk)


def shortened(words, most=80):
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def theme_names():
    return list(Theme.objects.values_list("name", flat=True)[:200])
