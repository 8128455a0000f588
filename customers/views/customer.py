"""One customer of a project: who they are to it, and the verbs that change that."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from customers import actions
from customers.forms import CustomerFilter, CustomerForm, RemoveForm, RepresentativeForm, RolesForm
from customers.models import Party, Stakeholder
from customers.readings import reading_of
from customers.service import service_of
from projects.frame import open_project
from projects.permissions import Permission
from registry.forms import saved, status_of

from .common import TAB, part_or_404, way_back

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def customer_detail(request, key, pk):
    project = open_project(request, key)
    listed = CustomerFilter(request.GET, project=project)
    customer = part_or_404(project, pk, listed.beside(Stakeholder.objects.with_head().prefetch_related(None)))
    customer.list_query = listed.query
    today = timezone.localdate()
    sees_details = project.can["see_value"] or customer.is_spoken_by(request.user)
    roles = customer.assignments.select_related("role")
    assignments = list(roles.order_by("role__position", "role__name", "from_on", "pk"))
    customer.held = [each for each in assignments if each.from_on <= today and not has_ended(each, today)]
    service = service_of(customer)
    context = {
        "project": project,
        "tab": TAB,
        "customer": customer,
        "sees_details": sees_details,
        "service": service,
        "value_url": reverse("customer-value", args=[project.key, customer.pk]) if sees_details else "",
        "current": customer.held,
        "coming": [each for each in assignments if each.from_on > today],
        "past": [each for each in assignments if has_ended(each, today)],
        "representations": service.representations,
        "today": today,
        **judgement(project, customer),
    }
    return render(request, "customers/detail.html", context)


def judgement(project, customer):
    """How the team reads them, for those who may see it; nothing at all for everybody else."""
    if not project.can["see_judgement"]:
        return {}
    reading, assessments = reading_of(customer)
    noted = next((each for each in assessments if each.notes), None)
    return {"reading": reading, "assessments": assessments, "noted": noted}


def has_ended(row, today):
    return row.to_on is not None and row.to_on <= today


@FORM
def customer_edit(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    customer = part_or_404(project, pk)
    form = CustomerForm(request.POST if request.method == "POST" else None, instance=customer)
    if request.method == "POST" and saved(form, lambda: save(form, request.user)):
        return back_to(request, customer, "{} is saved.")
    return page(request, "customers/edit.html", customer, form)


def save(form, by):
    form.instance.version = form.cleaned_data["version"]
    actions.save_part(stakeholder=form.instance, by=by)


@FORM
def customer_roles(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    customer = part_or_404(project, pk)
    form = RolesForm(request.POST if request.method == "POST" else None, stakeholder=customer)
    if request.method == "POST" and saved(form, lambda: set_roles(form, customer, request.user)):
        if project.sponsor_id == customer.pk and not actions.accountable_now(project):
            text = 'Nobody answers for {} now. <a href="{}">Name an accountable sponsor</a>'
            messages.warning(request, format_html(text, project.key, reverse("hand-over", args=[project.key])))
        return back_to(request, customer, "The roles of {} are saved.")
    return page(request, "customers/roles.html", customer, form)


def set_roles(form, customer, by):
    typed = form.cleaned_data
    actions.set_roles(stakeholder=customer, roles=typed["roles"], on=typed["on"], seen=typed["seen"], by=by)


@FORM
def customer_representative(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    customer = part_or_404(project, pk)
    if not customer.party.is_group:
        messages.info(request, f"{customer} is a person and speaks for themselves; only a group is represented.")
        return redirect(customer)
    present = customer.representations.filter(to_on__isnull=True).select_related("person").first()
    form = RepresentativeForm(
        request.POST if request.method == "POST" else None,
        user=request.user, project=project, stakeholder=customer, present=present,
    )  # fmt: skip
    if request.method == "POST" and saved(form, lambda: represent(form, customer, request.user)):
        return back_to(request, customer, "Who represents {} is saved.")
    return page(request, "customers/representative.html", customer, form, present=present)


def represent(form, customer, by):
    typed, person = form.cleaned_data, form.cleaned_data["party"]
    if person is None and not typed.get("nobody"):
        person = actions.save_party(party=Party(name=typed["name"]), organisation=str(customer), by=by)
    actions.name_representative(stakeholder=customer, person=person, on=typed["on"], seen=form.present, by=by)


@FORM
def customer_remove(request, key, pk):
    project = open_project(request, key, Permission.EDIT)
    customer = part_or_404(project, pk)
    form = RemoveForm(request.POST if request.method == "POST" else None, instance=customer)
    url, name = customer.get_absolute_url(), str(customer)
    if request.method == "POST" and saved(form, lambda: actions.take_back(stakeholder=customer, by=request.user)):
        party = reverse("party", args=[customer.party_id])
        text = '{} is not a customer of {} any more. They stay <a href="{}">in the directory</a>.'
        messages.success(request, format_html(text, name, project.key, party))
        return redirect(way_back(request, reverse("customers", args=[project.key])))
    context = {
        "project": project,
        "tab": TAB,
        "customer": customer,
        "form": form,
        "criteria": customer.criteria.count(),
        "cancel_url": url,
    }
    return render(request, "customers/remove.html", context, status=status_of(form))


def back_to(request, customer, text):
    link = format_html('<a href="{}">{}</a>', customer.get_absolute_url(), customer)
    messages.success(request, format_html(text, link))
    return redirect(way_back(request, customer.get_absolute_url()))


def page(request, template, customer, form, **more):
    context = {"project": customer.project, "tab": TAB, "customer": customer, "form": form, **more}
    return render(request, template, context, status=status_of(form))
