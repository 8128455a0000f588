"""Two pictures of how the team reads the customers: influence and interest; engagement now and wanted. Judgement."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers import engagement, grid
from customers.forms import DayAsked, EngagementAsked
from customers.models import Engagement, Role
from customers.readings import HIGH, MOST, STRATEGIES, readings_of
from projects.frame import open_project
from projects.permissions import Permission
from registry.templatetags.register import plural

from .common import TAB

MOST_LISTED = 100


@require_safe
def customer_grid(request, key):
    """Where each customer stands by influence and interest; those who moved since then, and who is not placed yet."""
    project = open_project(request, key, Permission.SEE_JUDGEMENT)
    then_on = DayAsked(request.GET).day
    readings = readings_of(project, then_on)
    placed = [each for each in readings if each.is_placed]
    open_ones = [each for each in readings if not each.is_placed]
    order = list(STRATEGIES.values())
    kinds = {each.kind for each in placed}
    context = {
        **shared(project, readings, then_on),
        "picture": grid.drawn(placed),
        "placed": sorted(placed, key=lambda each: (order.index(each.strategy), -each.influence, -each.interest)),
        "open_ones": open_ones[:MOST_LISTED],
        "open_more": max(0, len(open_ones) - MOST_LISTED),
        "kinds": [(grid.glyph_of(kind), kind.label) for kind in Role.Kind if kind in kinds],
        "moved": moved(placed, ("influence", "interest")),
        "high": HIGH,
        "finding": grid_finding(readings, placed),
    }
    return render(request, "customers/grid.html", context)


def moved(readings, labels):
    """Those of whom one of these things changed since then."""
    return [each for each in readings if any(move.label in labels for move in each.moves)]


def grid_finding(readings, placed):
    """ "3 customers to manage closely, 2 of them not yet supportive"."""
    if not readings:
        return "No customers yet"
    if not placed:
        return "Nobody's influence and interest is assessed yet"
    close = [each for each in placed if each.strategy == STRATEGIES[True, True]]
    if not close:
        return "No customer to manage closely"
    doubting = sum(each.is_not_yet_supportive for each in close)
    words = f"{plural(len(close), 'customer')} to manage closely"
    if not doubting:
        return words
    return f"{words}, {doubting} of them not yet supportive" if len(close) > 1 else f"{words}, not yet supportive"


@require_safe
def customer_engagement(request, key):
    """Where each customer stands and is wanted, the widest distance first; the counts narrow the table."""
    project = open_project(request, key, Permission.SEE_JUDGEMENT)
    then_on, asked = DayAsked(request.GET).day, EngagementAsked(request.GET).asked
    readings = readings_of(project, then_on)
    open_ones = [each for each in readings if not engagement.is_known(each)]
    context = {
        **shared(project, readings, then_on),
        "rows": engagement.rows_of(engagement.narrowed(readings, **asked)),
        "counts": engagement.counts_of(readings),
        "moved": moved(readings, ("engagement", "engagement wanted")),
        "compared": sum(each.distance is not None for each in readings),
        "steps": Engagement,
        "asked": {name: Engagement(value).label.lower() for name, value in asked.items()},
        "open_ones": open_ones[:MOST_LISTED],
        "open_more": max(0, len(open_ones) - MOST_LISTED),
        "finding": engagement_finding(readings),
    }
    return render(request, "customers/engagement.html", context)


def engagement_finding(readings):
    """ "4 customers are not where they are wanted"."""
    if not readings:
        return "No customers yet"
    known = [each for each in readings if each.distance is not None]
    if not known:
        return "Nobody's engagement, now and wanted, is assessed yet"
    away = len(engagement.away(known))
    if away:
        return f"{plural(away, 'customer')} {'is' if away == 1 else 'are'} not where they are wanted"
    return f"{plural(len(known), 'customer')} {'is' if len(known) == 1 else 'are'} where they are wanted"


def shared(project, readings, then_on):
    return {
        "project": project,
        "tab": TAB,
        "then_on": then_on,
        "day_form": DayAsked(initial={"on": then_on}),
        "total": len(readings),
        "most": MOST if len(readings) >= MOST else 0,
    }
