"""Fetching is the access check: a criterion or a customer's value, for those who may read it; and who may write."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from customers.forms import CustomerFilter
from customers.models import Stakeholder
from projects.frame import demand, open_project
from projects.permissions import Permission, Reader, sees_all
from registry.prepared import PROJECT, ROW, ask

from ..models import ValueCriterion
from ..shares import give_shares

# A page with a form: shown by GET, saved by POST.
FORM = require_http_methods(["GET", "HEAD", "POST"])


def open_criterion(request, key, pk, permission=Permission.SEE_PROJECT):
    """(project, criterion) for a page: 404 unless the reader may read it, 403 if they may not do `permission`.

    The customer's other criteria come in the same statement: the criterion's share is worked out against them.
    """
    project = open_project(request, key)
    criterion = readable(request.user, project, pk)
    demand(request.user, permission, project)
    return project, criterion


def readable(user, project, pk):
    """One criterion of a project they know of, with its `siblings` (it among them) and its share of their 100.

    404 unless `user` may read it.
    """
    siblings = ask(siblings_for, sees_all(user), reader=user.pk, project=project.pk, row=pk)
    for criterion in give_shares(siblings):
        if criterion.pk == pk:
            criterion.siblings = siblings
            return join(criterion, project)
    raise Http404("No such criterion.")


def siblings_for(sees_all):
    """What some reader may read of a project's customer who has some criterion (registry.prepared)."""
    visible = ValueCriterion.objects.visible_to(Reader(sees_all)).filter(stakeholder__project=PROJECT)
    return visible.filter(stakeholder__criteria=ROW).for_reading().order_by()


def join(criterion, project):
    """A criterion whose customer knows, without asking the database again, its project and who speaks for it."""
    criterion.stakeholder.project = project
    criterion.stakeholder.representative_user = criterion.representative_user
    criterion.stakeholder.representative_name = criterion.representative_name
    return criterion


def open_customer(request, key, pk):
    """(project, stakeholder) for the pages of what a customer values: theirs, or those of whoever may see all value."""
    project = open_project(request, key)
    listed = CustomerFilter(request.GET, project=project)
    stakeholder = get_object_or_404(listed.beside(Stakeholder.objects.filter(project=project).with_head()), pk=pk)
    stakeholder.list_query = listed.query
    if not stakeholder.is_spoken_by(request.user):
        demand(request.user, Permission.SEE_VALUE, project)
    stakeholder.project = project
    return project, stakeholder


def may_state(user, project, stakeholder):
    """Whether `user` may write down and confirm, as the customer themselves, what they value."""
    return project.can["own_value"] and stakeholder.is_spoken_by(user) and not project.is_closed


def demand_own(user, project, stakeholder):
    """403 unless `user` is this customer and the project is open."""
    if project.is_closed and stakeholder.is_spoken_by(user):
        raise PermissionDenied(project.closed_says)
    if not may_state(user, project, stakeholder):
        raise PermissionDenied("Only the customer themselves, or the project's manager, may do this.")


def speaker(stakeholder):
    """Who says what this customer values: the person, or whoever speaks for the group."""
    return stakeholder.representative_name or str(stakeholder)


def the_customer(project, pk):
    """A customer for a form's page: its name and who speaks for it, in one statement."""
    for stakeholder in ask(with_speaker, project=project.pk, row=pk):
        stakeholder.project = project
        return stakeholder
    raise Http404("No such customer.")


def with_speaker():
    customers = Stakeholder.objects.filter(project=PROJECT, pk=ROW)
    return customers.select_related("party").with_representative().order_by()
