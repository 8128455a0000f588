"""Questions about customers that the frame of a project and several pages ask."""

from django.db.models import Case, Count, OuterRef, Prefetch, Subquery, Value, When
from django.db.models.functions import Coalesce

from registry.search import fold

from .models import RoleAssignment, Stakeholder

MOST_KNOWN = 8


def customer_count():
    """The number of a project's customers today, as an expression over Project."""
    counted = (
        Stakeholder.objects.customers()
        .filter(project=OuterRef("pk"))
        .order_by()
        .values("project")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted), 0)


def number_of(stakeholders):
    """How many these parts in one project are, as an expression that their own list can carry along."""
    counted = stakeholders.order_by().values("project").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def of_sponsor(column):
    """A column of the accountable sponsor's assignment today, as an expression over Project; None without one."""
    found = RoleAssignment.objects.accountable().filter(project=OuterRef("pk")).order_by("-from_on", "-pk")
    return Subquery(found.values(column)[:1])


def with_parts(parties, user):
    """People and groups, each with `parts`: what they are in the projects `user` may see, roles included."""
    parts = Stakeholder.objects.visible_to(user).select_related("project").order_by("project__key", "pk")
    return parties.prefetch_related(Prefetch("stakeholders", queryset=parts.with_roles(), to_attr="parts"))


def known_as(parties, name, user):
    """Those of `parties` who may be meant by a typed name, the same name first; at most MOST_KNOWN + 1 of them."""
    exact = Case(When(name_key=fold(name)[:200], then=Value(0)), default=Value(1))
    found = parties.similar_to(name).select_related("group").order_by(exact, "name_key", "pk")
    return list(with_parts(found, user)[: MOST_KNOWN + 1])
