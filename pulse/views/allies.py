"""Whom to turn to when a project is in trouble, and whom it is losing: exact lists, each with its reasons."""

from dataclasses import dataclass
from functools import partial

from django.db.models import OuterRef, Q, Subquery
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.models import Assessment, Stakeholder
from projects.frame import open_project
from projects.models import Status
from projects.permissions import Permission
from pulse import saying
from pulse.standing import ALLY_FROM, FALL, RISK_TO, with_standing, with_unasked
from registry.templatetags.register import plural

from .common import PULSE

MOST, MOST_ROWS = 200, 1000  # of each list, and of all together
BY_NAME = ("party__name_key", "pk")
MARKS = ("is_ally", "is_at_risk", "has_fallen", "is_silent", "is_unasked")
# Of each list: what those on it are, one and many; the rule; what is said where it is empty.
SAID = {
    "allies": (
        "ally to turn to,allies to turn to",
        f"The last score is {ALLY_FROM} or more.",
        f"No ally: nobody gave {ALLY_FROM} or more last",
    ),
    "risk": (
        "customer at risk,customers at risk",
        f"The last score is {RISK_TO} or less, or {FALL} or more below the one before, and no promise answers it.",
        "Nobody is at risk without a promise",
    ),
    "fell": (
        f"customer fell by {FALL} or more,customers fell by {FALL} or more",
        "From the answer before to the last one, with a promise or without.",
        "Nobody fell",
    ),
    "silent": (
        "customer not heard,customers not heard",
        "Not heard within the rhythm, which is: {how_often}.",
        "Nobody has been silent for longer than the rhythm",
    ),
    "unasked": (
        "end user nobody asked,end users nobody asked",
        "End users of today without any answer in any round.",
        "No end user was left unasked",
    ),
}


@dataclass(frozen=True)
class Listed:
    """One list: `rows` are [(customer, reason)], the first MOST of them; `title` is the words for one and for many."""

    name: str
    title: str
    rule: str
    rows: list
    is_more: bool
    none: str

    @property
    def heading(self):
        """The finding: "1 ally to turn to"; of none, the sentence that says so."""
        if not self.rows:
            return self.none
        return plural(f"{len(self.rows)}+" if self.is_more else len(self.rows), self.title)


@require_safe
def pulse_allies(request, key):
    """Allies, at risk, fallen, silent, never asked. The influence of an ally is judgement: for managers alone."""
    project = open_project(request, key, Permission.SEE_VALUE)
    customers = with_unasked(with_standing(Stakeholder.objects.filter(project=project.pk).customers()))
    customers = customers.select_related("party__group").with_representative()
    if project.can["see_judgement"]:
        newest = Assessment.objects.filter(stakeholder=OuterRef("pk")).order_by("-assessed_on")
        customers = customers.annotate(influence=Subquery(newest.values("influence")[:1]))
    on_any = Q(*[(mark, True) for mark in MARKS], _connector=Q.OR)
    found = list(customers.filter(on_any).order_by(*BY_NAME)[:MOST_ROWS])
    silence = partial(saying.silence, project=project)
    lists = [
        listed(found, "allies", "is_ally", saying.last, key=lambda customer: -customer.last_score),
        listed(found, "risk", "is_at_risk", saying.risk, key=lambda customer: customer.last_score),
        listed(found, "fell", "has_fallen", saying.fall, key=lambda customer: customer.last_score),
        listed(found, "silent", "is_silent", silence, how_often=project.get_rhythm_display().lower()),
        listed(found, "unasked", "is_unasked", lambda customer: "an end user without any answer yet"),
    ]
    context = {
        "project": project,
        "tab": PULSE,
        "lists": lists,
        "heading": heading(lists),
        "is_worried": project.status != Status.GREEN,
    }
    return render(request, "pulse/allies.html", context)


def listed(found, name, mark, reason, *, key=None, **said):
    """The list of those with a mark: by `key`, then by name, as they were found."""
    marked = sorted((customer for customer in found if getattr(customer, mark)), key=key or (lambda customer: 0))
    title, rule, none = SAID[name]
    rows = [(customer, reason(customer)) for customer in marked[:MOST]]
    return Listed(name, title, rule.format(**said), rows, len(marked) > MOST, none)


def heading(lists):
    """The finding: "3 allies to turn to, 2 customers at risk"."""
    numbers = {each.name: len(each.rows) for each in lists}
    said = [plural(numbers["allies"], "ally,allies") + " to turn to"]
    if numbers["risk"]:
        said.append(f"{plural(numbers['risk'], 'customer')} at risk")
    elif numbers["silent"]:
        said.append(f"{plural(numbers['silent'], 'customer')} not heard")
    return ", ".join(said)
