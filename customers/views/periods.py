"""Days: who was what to a project on any of them, and when somebody had a role or spoke for a group."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from customers import actions
from customers.forms import periods as forms
from customers.models import Party, Representation, RoleAssignment
from customers.on_day import on_day
from customers.tables import on_day_table
from projects.frame import asked_of, open_project
from projects.permissions import Permission
from registry.export import exported
from registry.forms import saved, status_of

from .common import TAB, part_or_404, way_back

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def roles_on(request, key):
    """Who was, is or will be what on a day (`on`, today without one)."""
    project = open_project(request, key)
    today = timezone.localdate()
    form = forms.OnForm(request.GET if request.GET.get("on") else None, initial={"on": today})
    on = (form.is_bound and form.is_valid() and form.cleaned_data["on"]) or today
    day = on_day(project, on)
    if word := asked_of(request, project):
        return exported(word, f"{project.key}-roles-{on:%Y-%m-%d}", on_day_table(day))
    context = {"project": project, "tab": TAB, "form": form, "day": day, "today": today}
    return render(request, "customers/roles_on.html", context, status=status_of(form))


def typed(request):
    return request.POST if request.method == "POST" else None


@FORM
def role_add(request, key, pk):
    """A role with its days, written down late or early."""
    project = open_project(request, key, Permission.EDIT)
    customer = part_or_404(project, pk)
    row = RoleAssignment(stakeholder=customer, project=customer.project)
    form = forms.RoleAddForm(typed(request), instance=row)
    if request.method == "POST" and saved(form, lambda: actions.save_period(row=form.instance, by=request.user)):
        return back_saying(request, customer, "The role of {} is saved.")
    return page(request, "customers/role_add.html", customer, form)


@FORM
def role_edit(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    return edit(request, row_or_404(project, pk, RoleAssignment, "role"), forms.RolePeriodForm, "role")


@FORM
def role_take_back(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    return take_back(request, row_or_404(project, pk, RoleAssignment, "role"), forms.TakeBackRoleForm, "role")


@FORM
def representative_add(request, key, pk):
    """Somebody who spoke for a group on some days."""
    project = open_project(request, key, Permission.EDIT)
    customer = part_or_404(project, pk)
    if not customer.party.is_group:
        messages.info(request, f"{customer} is a person and speaks for themselves; only a group is represented.")
        return redirect(customer)
    form = forms.RepresentationAddForm(typed(request), user=request.user, project=project, stakeholder=customer)
    if request.method == "POST" and saved(form, lambda: represent(form, customer, request.user)):
        return back_saying(request, customer, "Who represents {} is saved.")
    return page(request, "customers/representative_add.html", customer, form)


def represent(form, customer, by):
    given = form.cleaned_data
    person = given["party"] or actions.save_party(party=Party(name=given["name"]), organisation=str(customer), by=by)
    row = Representation(stakeholder=customer, person=person, from_on=given["from_on"], to_on=given["to_on"])
    actions.save_period(row=row, by=by)


@FORM
def representative_edit(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    row = row_or_404(project, pk, Representation, "person")
    return edit(request, row, forms.RepresentationPeriodForm, "representative")


@FORM
def representative_take_back(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    row = row_or_404(project, pk, Representation, "person")
    return take_back(request, row, forms.TakeBackRepresentationForm, "representative")


def row_or_404(project, pk, model, related):
    """A role or a representation of this project, which knows the project the page was opened with."""
    rows = model.objects.filter(stakeholder__project=project.pk).select_related(related, "stakeholder__party__group")
    row = get_object_or_404(rows, pk=pk)
    row.stakeholder.project = project
    return row


def edit(request, row, form_class, kind):
    customer, form = row.stakeholder, form_class(typed(request), instance=row)
    if request.method == "POST" and saved(form, lambda: save(form, request.user)):
        return back_saying(request, customer, "The days are saved: {}.")
    return page(request, "customers/period.html", customer, form, row=row, kind=kind)


def save(form, by):
    form.instance.version = form.cleaned_data["version"]
    actions.save_period(row=form.instance, by=by)


def take_back(request, row, form_class, kind):
    customer, form, made = row.stakeholder, form_class(typed(request), instance=row), []
    take = partial(actions.take_back_period, row=row, by=request.user)
    if request.method == "POST" and saved(form, lambda: made.append(take())):
        undo = reverse("batch-undo", args=[customer.project.key, made[0].pk])
        return back_saying(request, customer, 'Taken back: {}. <a href="{}">Undo</a>', undo)
    return page(request, "customers/period_take_back.html", customer, form, row=row, kind=kind)


def back_saying(request, customer, text, *more):
    link = format_html('<a href="{}">{}</a>', customer.get_absolute_url(), customer)
    messages.success(request, format_html(text, link, *more))
    project = customer.project
    if project.sponsor_id == customer.pk and not actions.accountable_now(project):
        text = 'Nobody answers for {} now. <a href="{}">Name an accountable sponsor</a>'
        messages.warning(request, format_html(text, project.key, reverse("hand-over", args=[project.key])))
    return redirect(way_back(request, customer.get_absolute_url()))


def page(request, template, customer, form, **more):
    context = {"project": customer.project, "tab": TAB, "customer": customer, "form": form, **more}
    return render(request, template, context, status=status_of(form))
