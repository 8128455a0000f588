"""How the project does by each criterion: the inputs of the medians by theme."""

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.frame import open_project
from projects.permissions import Permission
from pulse.forms import ThemeAsked
from pulse.queries import last_scores
from pulse.trends import shown, spread_of
from registry.paging import keyset_page
from valuecriteria.models import Theme, ValueCriterion

from .common import PULSE

IN_ORDER = ("place", "stakeholder__party__name_key", "pk")
UNSCORED = 99  # after every score


@require_safe
def pulse_criteria(request, key):
    """The criteria without an outcome, the lowest last score first; `?theme=` one theme's, or those without one."""
    project = open_project(request, key, Permission.SEE_VALUE)
    criteria = ValueCriterion.objects.filter(stakeholder__project=project.pk, outcome="")
    asked = ThemeAsked(request.GET)
    theme = Theme.objects.filter(pk=asked.key).first() if asked.key else None
    if theme or asked.none:
        criteria = criteria.filter(theme=theme)
    place = Coalesce(F("last_score"), Value(UNSCORED), output_field=IntegerField())
    found = (
        last_scores(criteria).annotate(place=place).select_related("current_revision", "stakeholder__party", "theme")
    )
    page = keyset_page(found, IN_ORDER, request.GET.get("after", ""))
    context = {
        "project": project,
        "tab": PULSE,
        "page": page,
        "theme": theme,
        "without_theme": asked.none and not theme,
        "heading": heading(page, theme),
    }
    return render(request, "pulse/criteria.html", context)


def heading(page, theme):
    spread = spread_of([criterion.last_score for criterion in page])
    about = theme.name if theme else "The criteria"
    if page.after or page.before or spread.is_few:
        return f"{about}, the lowest score first"
    return f"{about}: the median of the last scores is {shown(spread.median)}"
