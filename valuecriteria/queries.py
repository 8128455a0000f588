"""Questions about value criteria that other pages ask: each is one statement."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from customers.models import Stakeholder
from projects.models import Project
from registry.prepared import READER, ask

from .models import ValueCriterion


def live_criteria():
    """The number of criteria of a project that still count, as an expression over Project."""
    return count_per_project(ValueCriterion.objects.live())


def count_per_project(criteria):
    """The number of these criteria in each project, as an expression over Project."""
    counted = (
        criteria.filter(stakeholder__project=OuterRef("pk"))
        .order_by()
        .values("stakeholder__project")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted), 0)


def reviews_waiting(user):
    """How many wordings wait for this user's decision; None for somebody who is sponsor of no open project today."""
    if not user.is_authenticated or not user.is_active:
        return None
    projects = ask(sponsored_projects, reader=user.pk)
    return sum(project.waiting for project in projects) if projects else None


def sponsored_projects():
    """The open projects that some reader sponsors today, each with how many wordings wait (see registry.prepared)."""
    mine = Stakeholder.objects.filter(project=OuterRef("pk"), party__user=READER).sponsors()
    sponsored = Project.objects.open().filter(Exists(mine)).order_by()
    return sponsored.annotate(waiting=count_per_project(ValueCriterion.objects.waiting()))
