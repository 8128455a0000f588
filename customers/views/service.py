"""Who gets what: the deliverables of a project and their recipients; and who speaks for whom."""

from copy import copy

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from customers import service
from customers.actions import service as actions
from customers.forms.fields import pk_of
from customers.forms.service import DeliverableForm, ReceivesForm, SpeaksForForm, SpokenForForm
from customers.models import Role
from customers.tables import deliverable_table
from projects.frame import asked_of, open_project
from projects.models import Deliverable
from projects.permissions import Permission
from registry.export import exported
from registry.forms import VersionForm, saved, status_of
from registry.models import Refused, Stale
from registry.paging import capped_count, keyset_page
from registry.templatetags.register import plural

from .common import TAB, part_or_404, way_back

FORM = require_http_methods(["GET", "HEAD", "POST"])
MOST_CRITERIA = 100


@require_safe
def deliverable_list(request, key):
    project = open_project(request, key)
    if word := asked_of(request, project):
        return exported(word, f"{project.key}-deliverables", deliverable_table(project))
    found = Deliverable.objects.filter(project=project.pk)
    rows = service.with_recipients(found.with_due().prefetch_related("goals"))
    page = keyset_page(rows, found.IN_ORDER, request.GET.get("after", ""))
    for deliverable in page:
        deliverable.project = project
    context = {"project": project, "tab": TAB, "page": page, "finding": finding(page, found)}
    return render(request, "customers/deliverables.html", context)


def finding(page, found):
    """What the list's heading says: how many, and what most of all is missing."""
    if not page.rows:
        return "Nobody gets anything yet"
    if page.after or page.before:
        return f"{capped_count(found)} deliverables"
    words = plural(len(page), "deliverable")
    for number, missing in (
        (sum(deliverable.is_overdue for deliverable in page), "overdue"),
        (sum(not deliverable.shown for deliverable in page), "without a recipient"),
        (sum(not deliverable.goals.all() for deliverable in page), "without a goal"),
    ):
        if number:
            return f"{words}, {number} {missing}" if len(page) > 1 else f"{words}, {missing}"
    return f"{words}, each for somebody" if len(page) > 1 else f"{words}, for somebody"


@require_safe
def deliverable_detail(request, key, pk):
    """A link of the chain: the goals it serves and what for, who gets it, and the criteria that name it."""
    project = open_project(request, key)
    deliverable = deliverable_or_404(project, pk, Deliverable.objects.with_neighbours())
    criteria = deliverable.criteria.visible_to(request.user).live().with_facts()
    criteria = criteria.select_related("current_revision", "stakeholder__party")
    context = {
        "project": project,
        "tab": TAB,
        "deliverable": deliverable,
        "served": service.served_by(deliverable),
        "recipients": service.recipients_of(deliverable),
        "criteria": list(criteria.order_by("stakeholder__party__name_key", "number")[:MOST_CRITERIA]),
    }
    return render(request, "customers/deliverable.html", context)


def deliverable_or_404(project, pk, deliverables=None):
    deliverables = Deliverable.objects.all() if deliverables is None else deliverables
    deliverable = get_object_or_404(deliverables.filter(project=project.pk), pk=pk)
    deliverable.project = project  # the one that knows what the reader may
    return deliverable


@FORM
def deliverable_new(request, key):
    """A new deliverable; a link from a customer's page proposes them as a recipient (`to`)."""
    project = open_project(request, key, Permission.EDIT)
    to = [pk_of(request.GET.get("to", ""))]
    form = DeliverableForm(request.POST if request.method == "POST" else None, project=project, to=to)
    if request.method == "POST" and saved(form, lambda: save(form, request.user)):
        say(request, form.instance, "{} is added.")
        if "another" in request.POST:
            return redirect(request.get_full_path())
        return redirect(way_back(request, reverse("deliverables", args=[project.key])))
    return deliverable_page(request, project, form)


@FORM
def deliverable_edit(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    deliverable = deliverable_or_404(project, pk)
    form = DeliverableForm(
        request.POST if request.method == "POST" else None, project=project, instance=copy(deliverable)
    )
    if request.method == "POST" and saved(form, lambda: save(form, request.user)):
        say(request, form.instance, "{} is saved.")
        return redirect(way_back(request, form.instance.get_absolute_url()))
    return deliverable_page(request, project, form, deliverable)


def save(form, by):
    if "version" in form.cleaned_data:
        form.instance.version = form.cleaned_data["version"]
    named, taken_off = form.changed_ticks()
    actions.save_deliverable(
        deliverable=form.instance, goals=form.cleaned_data.get("goals", []), named=named, taken_off=taken_off, by=by
    )


def say(request, deliverable, text):
    link = format_html('<a href="{}">{}</a>', deliverable.get_absolute_url(), deliverable)
    messages.success(request, format_html(text, link))


def deliverable_page(request, project, form, deliverable=None):
    context = {"project": project, "tab": TAB, "form": form, "deliverable": deliverable}
    return render(request, "customers/deliverable_form.html", context, status=status_of(form))


@FORM
def deliverable_delete(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    deliverable = deliverable_or_404(project, pk)
    now = {"version": deliverable.version}
    form = VersionForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        doomed = copy(deliverable)
        doomed.version = form.cleaned_data["version"]
        try:
            made = actions.delete_deliverable(deliverable=doomed, by=request.user)
        except Stale:
            form = VersionForm(now)
            form.add_error(None, "Somebody changed this after you opened the page. Look again; nothing is deleted yet.")
            form.stale = True
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            back = reverse("deliverables", args=[project.key])
            undo = reverse("batch-undo", args=[project.key, made.pk])
            text = '“{}” is deleted. <a href="{}?next={}">Undo</a>'
            messages.success(request, format_html(text, deliverable, undo, back))
            return redirect(back)
    context = {
        "section": "projects",
        "project": project,
        "deliverable": deliverable,
        "form": form,
        "recipients": deliverable.recipients.count(),
        "criteria": deliverable.criteria.count(),
        "title": f"Delete {deliverable}?",
        "submit": "Delete it",
        "cancel_url": deliverable.get_absolute_url(),
    }
    return render(request, "customers/deliverable_delete.html", context, status=status_of(form))


@FORM
def customer_receives(request, key, pk):
    """What a customer will get, ticked among the project's deliverables."""
    project = open_project(request, key, Permission.EDIT)
    customer = part_or_404(project, pk)
    form = ReceivesForm(request.POST if request.method == "POST" else None, stakeholder=customer)

    def give():
        named, taken_off = ([(each, customer) for each in some] for some in form.changed_ticks())
        actions.set_who_gets(project=project, named=named, taken_off=taken_off, by=request.user)

    if request.method == "POST" and saved(form, give):
        return told(request, customer, "What {} gets is saved.")
    return ticks_page(request, "customers/receives.html", customer, form)


@FORM
def customer_speaks_for(request, key, pk):
    """The end users for whom a senior user speaks."""
    project = open_project(request, key, Permission.EDIT)
    customer = part_or_404(project, pk)
    if not holds(customer, Role.Kind.SENIOR_USER):
        return not_asked(request, customer, "{} is no senior user today; only senior users speak for end users.")
    form = SpeaksForForm(request.POST if request.method == "POST" else None, stakeholder=customer)

    def let_speak():
        named, taken_off = ([(customer, each) for each in some] for some in form.changed_ticks())
        actions.set_who_speaks(project=project, named=named, taken_off=taken_off, by=request.user)

    if request.method == "POST" and saved(form, let_speak):
        return told(request, customer, "For whom {} speaks is saved.")
    return ticks_page(request, "customers/speaks_for.html", customer, form)


@FORM
def customer_spoken_for(request, key, pk):
    """The senior users who speak for an end user, or a group of them."""
    project = open_project(request, key, Permission.EDIT)
    customer = part_or_404(project, pk)
    if not holds(customer, Role.Kind.END_USER):
        return not_asked(request, customer, "{} is no end user today; senior users speak for end users.")
    form = SpokenForForm(request.POST if request.method == "POST" else None, stakeholder=customer)

    def let_speak():
        named, taken_off = ([(each, customer) for each in some] for some in form.changed_ticks())
        actions.set_who_speaks(project=project, named=named, taken_off=taken_off, by=request.user)

    if request.method == "POST" and saved(form, let_speak):
        return told(request, customer, "Who speaks for {} is saved.")
    return ticks_page(request, "customers/spoken_for.html", customer, form)


def holds(customer, kind):
    return any(held.role.kind == kind for held in customer.held)


def not_asked(request, customer, text):
    messages.info(request, text.format(customer))
    return redirect(customer)


def told(request, customer, text):
    link = format_html('<a href="{}">{}</a>', customer.get_absolute_url(), customer)
    messages.success(request, format_html(text, link))
    return redirect(way_back(request, customer.get_absolute_url()))


def ticks_page(request, template, customer, form):
    context = {"project": customer.project, "tab": TAB, "customer": customer, "form": form}
    return render(request, template, context, status=status_of(form))
