"""Assessing customers: one with notes, or many in a row. Judgement: managers and administrators only."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from customers import actions
from customers.forms import AssessForm, DayAsked, RowForm
from customers.models import Assessment, Stakeholder
from projects.frame import open_project
from projects.permissions import Permission
from registry.board import Board
from registry.dates import day as in_words
from registry.forms import saved, status_of
from registry.models import Refused
from registry.paging import keyset_page
from registry.templatetags.register import plural
from registry.undo import batch

from .common import TAB, part_or_404, way_back

FORM = require_http_methods(["GET", "HEAD", "POST"])
BY_NAME = ("party__name_key", "pk")


@FORM
def customer_assess(request, key, pk):
    """One customer as of a day: `?on=`, else today. That day's assessment is corrected or taken back here."""
    project = open_project(request, key, Permission.JUDGE)
    customer = part_or_404(project, pk)
    if "take_back" in request.POST:
        return take_back(request, customer)
    day = DayAsked(request.GET).day or timezone.localdate()
    known = list(customer.assessments.filter(assessed_on__lte=day).order_by("-assessed_on")[:1])
    entry = known[0] if known and known[0].assessed_on == day else None
    form = AssessForm(
        request.POST if request.method == "POST" else None,
        stakeholder=customer, day=day, entry=entry, before=known[0] if known else None,
    )  # fmt: skip
    if request.method == "POST" and saved(form, lambda: form.save(by=request.user)):
        where = in_words(form.cleaned_data["assessed_on"])
        link = format_html('<a href="{}">{}</a>', customer.get_absolute_url(), customer)
        messages.success(request, format_html("{} is assessed as of {}.", link, where))
        return redirect(way_back(request, customer.get_absolute_url()))
    context = {"project": project, "tab": TAB, "customer": customer, "form": form, "entry": entry}
    return render(request, "customers/assess.html", context, status=status_of(form))


def take_back(request, customer):
    try:
        gone = actions.take_back_assessment(stakeholder=customer, seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        text = "The assessment of {} as of {} is taken back. The history keeps it."
        messages.success(request, format_html(text, customer, in_words(gone.assessed_on)))
    return redirect(customer)


@FORM
def assess_all(request, key):
    """The customers of a project, fifty at a time, each a row to fill in: for a meeting. `?on=` is the day."""
    project = open_project(request, key, Permission.JUDGE)
    day = DayAsked(request.GET).day or timezone.localdate()
    customers = Stakeholder.objects.filter(project=project.pk).customers().select_related("party").with_roles()
    page = keyset_page(customers, BY_NAME, request.GET.get("after", ""))
    newest = {each.stakeholder_id: each for each in of_page(page, day)}
    data = request.POST if request.method == "POST" else None
    board = Board(RowForm(data, stakeholder=each, day=day, assessment=newest.get(each.pk)) for each in page)
    if request.method == "POST":
        made = saved_together(board, project, request.user)
        if made is not None:
            tell(request, project, board, made)
            return redirect(request.get_full_path())
    context = {
        "project": project,
        "tab": TAB,
        "board": board,
        "page": page,
        "day": day,
        "today": timezone.localdate(),
        "form": DayAsked(initial={"on": day}),
    }
    return render(request, "customers/assess_all.html", context, status=board.status)


def of_page(page, day):
    return Assessment.objects.filter(stakeholder__in=[each.pk for each in page]).newest(day).defer("notes")


class NotSavedError(Exception):
    """Takes the batch back that was begun for rows that could not be saved."""


def saved_together(board, project, by):
    """The batch of what was saved, () if nothing was touched; None, and nothing written, if a row was refused."""
    try:
        with batch(kind="assess", words="assessed several customers", by=by, project=project) as made:
            if not board.saved(by=by):
                raise NotSavedError
            if not board.changed:
                made.delete()
    except NotSavedError:
        return None
    return made if board.changed else ()


def tell(request, project, board, made):
    if not made:
        messages.info(request, "Nothing was changed, so nothing was saved.")
        return
    undo = reverse("batch-undo", args=[project.key, made.pk])
    text = '{} saved. <a href="{}">Undo</a>'
    messages.success(request, format_html(text, plural(board.changed, "assessment"), undo))
