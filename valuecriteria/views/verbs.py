"""What is said about one wording, and what became of a criterion: confirm, put forward, met, not met, withdrawn."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from projects.frame import demand
from projects.permissions import Permission
from registry.forms import STALE, status_of
from registry.kept import restore
from registry.models import Refused, Stale
from registry.wording import words_diff

from .. import actions
from ..forms import ConfirmForm, OutcomeForm, OwnConfirmForm, TakeBackForm, WordingForm
from ..models import Confirmation, Revision
from .access import FORM, demand_own, open_criterion, speaker
from .customers import shortened

CHANGED = "The words changed after you opened this page. Compare below: this form is about the new ones now."


def about_wording(form, criterion, verb):
    """Do `verb(revision)` for a valid form about a wording; False, with what is wrong said in the form, if refused.

    If another wording is current by now nothing is done: the form tells so (`moved`, `diff`) and carries the new one.
    """
    if not form.is_valid():
        return False
    seen = Revision.objects.filter(criterion=criterion, pk=form.cleaned_data["revision"]).first()
    if seen is None:
        form.add_error(None, "That is no wording of this criterion. Reload the page.")
        return False
    try:
        verb(seen)
    except actions.WordingChanged as changed:
        carry_new_wording(form, seen, changed.current)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def carry_new_wording(form, seen, current):
    form.stale = True
    form.diff = words_diff(seen.statement, current.statement)
    form.seen, form.current = seen, current
    form.renew(revision=str(current.pk))
    form.add_error(None, CHANGED)


@FORM
def criterion_confirm(request, key, pk):
    """Note that the customer confirmed the wording on the screen; the customer themselves only have to say so."""
    project, criterion = open_criterion(request, key, pk)
    as_customer = not project.can["edit"] and criterion.stakeholder.is_spoken_by(request.user)
    if as_customer:
        demand_own(request.user, project, criterion.stakeholder)
        form = OwnConfirmForm(request.POST if request.method == "POST" else None, initial=of_wording(criterion))
    else:
        demand(request.user, Permission.EDIT, project)
        form = ConfirmForm(request.POST if request.method == "POST" else None, initial=confirmation_of(criterion))

    def confirm(revision):
        said = {"said_by": str(criterion.stakeholder), "how": Confirmation.How.LOGIN}
        if not as_customer:
            said = {name: form.cleaned_data[name] for name in ("said_by", "how", "on")}
        actions.confirm(revision=revision, by=request.user, **said)

    if request.method == "POST" and about_wording(form, criterion, confirm):
        return done(request, criterion, "Confirmed")
    return wording_page(request, criterion, restore(form, request), "confirm", as_customer=as_customer)


@FORM
def criterion_put_forward(request, key, pk):
    """Show an unconfirmed wording to the sponsor, who is told that it is only assumed."""
    _, criterion = open_criterion(request, key, pk, Permission.EDIT)
    form = WordingForm(request.POST if request.method == "POST" else None, initial=of_wording(criterion))

    def put_forward(revision):
        actions.put_forward(revision=revision, by=request.user)

    if request.method == "POST" and about_wording(form, criterion, put_forward):
        return done(request, criterion, "Put forward to the sponsor")
    return wording_page(request, criterion, form, "put_forward")


def of_wording(criterion):
    return {"revision": criterion.current_revision_id}


def confirmation_of(criterion):
    """What a confirmation starts from: whoever speaks for the customer, in a meeting, today."""
    return of_wording(criterion) | {
        "said_by": speaker(criterion.stakeholder),
        "how": Confirmation.How.MEETING,
        "on": timezone.localdate(),
    }


def wording_page(request, criterion, form, verb, **more):
    context = page_of(criterion, form) | more
    return render(request, f"valuecriteria/{verb}.html", context, status=status_of(form))


def page_of(criterion, form):
    return {
        "project": criterion.stakeholder.project,
        "tab": "Value",
        "criterion": criterion,
        "stakeholder": criterion.stakeholder,
        "form": form,
    }


def done(request, criterion, verb):
    project = criterion.stakeholder.project
    where = reverse("criterion", args=[project.key, criterion.pk])
    messages.success(request, format_html("{}: <a href='{}'>“{}”</a>.", verb, where, shortened(criterion.statement)))
    return redirect("customer-value", project.key, criterion.stakeholder_id)


@FORM
def criterion_outcome(request, key, pk):
    """Say what became of a criterion (met, not met, withdrawn with a reason), or take that back."""
    _, criterion = open_criterion(request, key, pk, Permission.EDIT)
    form_class = TakeBackForm if criterion.outcome else OutcomeForm
    form = form_class(request.POST if request.method == "POST" else None, initial={"version": criterion.version})
    if request.method == "POST" and settled(form, criterion, by=request.user):
        word = criterion.get_outcome_display() if criterion.outcome else "Outcome taken back"
        return done(request, criterion, word)
    context = page_of(criterion, restore(form, request))
    return render(request, "valuecriteria/outcome.html", context, status=status_of(form))


def settled(form, criterion, *, by):
    """Give or take back the outcome, as the form says; False if it is refused or was opened before a newer save."""
    if not form.is_valid():
        return False
    try:
        criterion.version = form.cleaned_data["version"]
        if isinstance(form, TakeBackForm):
            actions.take_outcome_back(criterion=criterion, by=by)
        else:
            outcome, reason = form.cleaned_data["outcome"], form.cleaned_data["reason"]
            actions.settle(criterion=criterion, outcome=outcome, reason=reason, by=by)
    except Stale:
        criterion.refresh_from_db()
        form.stale = True
        form.renew(version=str(criterion.version))
        form.add_error(None, STALE)
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
