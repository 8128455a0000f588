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
from registry.kept import restore
from registry.prepared import ROW, ask
from registry.wording import words_diff

from ..forms import CaptureForm, KnownThemeForm, ProposeForm
from ..models import Alignment, State, Theme, ValueCriterion
from ..shares import give_shares, stack
from .access import FORM, demand_own, may_state, open_customer, speaker, the_customer

MOST_THEMES = 20


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
    so_far = give_shares(ask(criteria_so_far, row=stakeholder.pk))
    form_class, options = CaptureForm, {"speaker": speaker(stakeholder), "themes_url": themes_url(project)}
    if not project.can["edit"]:
        if not stakeholder.is_spoken_by(request.user):
            demand(request.user, Permission.EDIT, project)
        demand_own(request.user, project, stakeholder)
        form_class, options = ProposeForm, {}
    data = request.POST if request.method == "POST" else None
    form = form_class(data, initial=asked_kind(request), stakeholder=stakeholder, beside=so_far, **options)
    form = restore(form, request)
    if request.method == "POST" and saved(form, save=lambda: form.capture(by=request.user)):
        return captured(request, project, stakeholder, form.instance)
    live = [criterion for criterion in so_far if criterion.outcome != State.WITHDRAWN]
    context = {
        "project": project,
        "tab": "Value",
        "stakeholder": stakeholder,
        "form": form,
        "themes": themes_beside(so_far),
        "so_far": live,
        "missing_kind": missing_kind(live),
    }
    return render(request, "valuecriteria/new.html", context, status=status_of(form))


def criteria_so_far():
    """A customer's criteria with their words and state, as captured (registry.prepared)."""
    return (
        ValueCriterion.objects.filter(stakeholder=ROW)
        .with_facts()
        .select_related("current_revision", "theme")
        .order_by("number")
    )


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


def themes_url(project):
    return reverse("known-themes", args=[project.key])


def themes_beside(criteria):
    """The themes that a customer's criteria have already; those of others come while somebody types."""
    return sorted({str(criterion.theme) for criterion in criteria if criterion.theme})


@require_safe
def known_themes(request, key):
    """Themes in use for a <datalist>, while somebody types one: this project's first."""
    project = open_project(request, key, Permission.SEE_VALUE)
    form = KnownThemeForm(request.GET)
    themes = Theme.objects.in_use(project).beginning(form.cleaned_data["theme_name"]) if form.is_valid() else []
    return render(request, "valuecriteria/_themes.html", {"themes": themes[:MOST_THEMES]})
