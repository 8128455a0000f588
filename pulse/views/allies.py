"""Whom to turn to when a project is in trouble, and whom it is losing: exact lists, each with its reasons."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.models import Assessment, Stakeholder
from projects.frame import open_project
from projects.models import Status
from projects.permissions import Permission
from pulse import saying
from pulse.standing import ALLY_FROM, FALL, RISK_TO, unasked_end_users, with_standing
from registry.templatetags.register import plural

from .common import PULSE

MOST = 200


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
    customers = with_standing(Stakeholder.objects.filter(project=project.pk).customers()).select_related("party__group")
    customers = customers.with_representative()
    if project.can["see_judgement"]:
        newest = Assessment.objects.filter(stakeholder=OuterRef("pk")).order_by("-assessed_on")
        customers = customers.annotate(influence=Subquery(newest.values("influence")[:1]))
    by_name = ("party__name_key", "pk")
    lists = [
        listed(
            "allies",
            "ally to turn to,allies to turn to",
            f"The last score is {ALLY_FROM} or more.",
            customers.filter(is_ally=True).order_by("-last_score", *by_name),
            saying.last,
            f"No ally: nobody gave {ALLY_FROM} or more last",
        ),
        listed(
            "risk",
            "customer at risk,customers at risk",
            f"The last score is {RISK_TO} or less, or {FALL} or more below the one before, and no promise answers it.",
            customers.filter(is_at_risk=True).order_by("last_score", *by_name),
            saying.risk,
            "Nobody is at risk without a promise",
        ),
        listed(
            "fell",
            f"customer fell by {FALL} or more,customers fell by {FALL} or more",
            "From the answer before to the last one, with a promise or without.",
            customers.filter(has_fallen=True).order_by("last_score", *by_name),
            saying.fall,
            "Nobody fell",
        ),
        listed(
            "silent",
            "customer not heard,customers not heard",
            f"Not heard within the rhythm, which is: {project.get_rhythm_display().lower()}.",
            customers.filter(is_silent=True).order_by(*by_name),
            lambda customer: saying.silence(customer, project),
            "Everybody was heard within the rhythm",
        ),
        listed(
            "unasked",
            "end user nobody asked,end users nobody asked",
            "End users of today without any answer in any round.",
            unasked_end_users(customers).order_by(*by_name),
            lambda customer: "an end user without any answer yet",
            "Every end user was heard",
        ),
    ]
    context = {
        "project": project,
        "tab": PULSE,
        "lists": lists,
        "heading": heading(lists, project),
        "is_worried": project.status != Status.GREEN,
    }
    return render(request, "pulse/allies.html", context)


def listed(name, title, rule, customers, reason, none):
    rows = list(customers[: MOST + 1])
    return Listed(name, title, rule, [(row, reason(row)) for row in rows[:MOST]], len(rows) > MOST, none)


def heading(lists, project):
    """The finding: "3 allies to turn to, 2 customers at risk"."""
    numbers = {each.name: len(each.rows) for each in lists}
    said = [plural(numbers["allies"], "ally,allies") + " to turn to"]
    if numbers["risk"]:
        said.append(f"{plural(numbers['risk'], 'customer')} at risk")
    elif numbers["silent"]:
        said.append(f"{plural(numbers['silent'], 'customer')} not heard")
    return ", ".join(said)
