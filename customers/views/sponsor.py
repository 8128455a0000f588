"""Handing the accountability for a project over."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from customers import actions
from customers.forms import HandOverForm
from projects.frame import open_project
from projects.permissions import Permission
from registry.forms import saved, status_of

from .common import TAB, way_back


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request, key):
    project = open_project(request, key, Permission.EDIT)
    present = actions.accountable_now(project)
    form = HandOverForm(
        request.POST if request.method == "POST" else None, user=request.user, project=project, present=present
    )
    back = way_back(request, reverse("customers", args=[project.key]))
    if request.method == "POST":
        named = []
        if saved(form, lambda: named.append(over(form, project, request.user))):
            customer = named[0].stakeholder
            link = format_html('<a href="{}">{}</a>', reverse("customer", args=[project.key, customer.pk]), customer)
            day = date_format(named[0].from_on, "j F Y")
            messages.success(request, format_html("{} answers for {} from {} on.", link, project.key, day))
            return redirect(back)
    context = {"project": project, "tab": TAB, "form": form, "present": present, "back": back}
    return render(request, "customers/hand_over.html", context, status=status_of(form))


def over(form, project, by):
    typed = form.cleaned_data
    return actions.hand_over_to(
        project=project, party=typed["party"], name=typed["name"], seen=form.present, on=typed["on"], by=by
    )
