"""Questions about value criteria that other pages ask: each is one statement."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from customers.models import Stakeholder
from projects.models import Project

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
    mine = Stakeholder.objects.filter(project=OuterRef("pk"), party__user=user.pk).sponsors()
    sponsored = Project.objects.open().filter(Exists(mine)).order_by()
    waiting = sponsored.annotate(waiting=count_per_project(ValueCriterion.objects.waiting()))
    numbers = list(waiting.values_list("waiting", flat=True))
    return sum(numbers) if numbers else None
