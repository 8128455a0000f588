"""Questions about value criteria that other pages ask: each is one statement, where it does not say otherwise."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, DateField, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, TruncDate

from customers.listed import Choice
from customers.models import Stakeholder
from projects.models import Project
from registry.prepared import PROJECT, READER, ROWS, ask

from .matrix import Weighed, weigh
from .models import Alignment, Baseline, Confirmation, Revision, State, ValueCriterion
from .models.revisions import decision_on
from .models.states import counted

NEVER = Value(date(1900, 1, 1), output_field=DateField())  # before every day that the register takes


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


def baseline_number():
    """The number of a project's latest baseline, as an expression over Project; null while nothing is signed."""
    return Subquery(latest_baseline().values("number"))


def baseline_signed_at():
    return Subquery(latest_baseline().values("signed_at"))


def latest_baseline():
    return Baseline.objects.filter(project=OuterRef("pk")).order_by("-number")[:1]


def weighed_in(project):
    """{primary key: Weighed} of the project's live criteria, with their shares and effects (valuecriteria.matrix).

    Two statements: one number of points needs all that its customer values, so nothing is left out here.
    """
    return weigh(
        [Weighed(*row, is_agreed=decision == "agree") for *row, decision in ask(weights, project=project.pk)],
        ask(effects, project=project.pk),
    )


def weights():
    criteria = ValueCriterion.objects.filter(stakeholder__project=PROJECT).live()
    columns = ("pk", "stakeholder", "number", "importance", "stakeholder__party__is_external", "decision")
    return criteria.annotate(decision=decision_on("current_revision")["decision"]).order_by().values_list(*columns)


def effects():
    found = Alignment.objects.filter(goal__project=PROJECT).order_by("goal__number", "pk")
    return found.values_list("criterion", "goal", "effect")


def reviews_waiting(user):
    """How many wordings wait for this user's decision; None for somebody who is sponsor of no open project today."""
    if not user.is_authenticated or not user.is_active:
        return None
    projects = ask(sponsored_projects, reader=user.pk)
    return sum(project.waiting for project in projects) if projects else None


def sponsored_projects():
    """The open projects that some reader sponsors today, each with how many wordings wait (see registry.prepared)."""
    mine = Stakeholder.objects.filter(party__user=READER).sponsors()
    sponsored = Project.objects.open().filter(pk__in=mine.values("project")).order_by()
    return sponsored.annotate(waiting=count_per_project(ValueCriterion.objects.waiting()))


def with_last_heard(criteria):
    """Criteria with `heard_on`: the day of their newest wording or of a confirmation, whichever is later."""
    worded = Revision.objects.filter(criterion=OuterRef("pk")).order_by("-written_at")
    confirmed = Confirmation.objects.filter(revision__criterion=OuterRef("pk")).order_by("-on")
    return criteria.annotate(
        heard_on=Greatest(
            Coalesce(Subquery(worded.values(day=TruncDate("written_at"))[:1]), NEVER),
            Coalesce(Subquery(confirmed.values("on")[:1]), NEVER),
        )
    )


def last_heard():
    """The day on which a customer last said something about what they value, as an expression over Stakeholder."""
    theirs = with_last_heard(ValueCriterion.objects.filter(stakeholder=OuterRef("pk")))
    return Coalesce(Subquery(theirs.order_by("-heard_on").values("heard_on")[:1]), NEVER)


def number_of_criteria():
    """How many criteria of theirs still count, as an expression over Stakeholder."""
    live = ValueCriterion.objects.live().filter(stakeholder=OuterRef("pk")).order_by()
    return Coalesce(Subquery(live.values("stakeholder").annotate(number=Count("pk")).values("number")), 0)


def bring_value(stakeholders):
    """Give each of them `pips`, the states of their criteria with numbers, and `heard_on`, None for never."""
    states, days = defaultdict(list), defaultdict(list)
    for stakeholder, state, day in ask(states_and_days, rows=[each.pk for each in stakeholders]):
        states[stakeholder] += filter(None, [state])
        days[stakeholder].append(day)
    for each in stakeholders:
        each.pips = counted(states[each.pk])
        heard = max(days[each.pk], default=NEVER.value)
        each.heard_on = None if heard == NEVER.value else heard


HEARD = []  # of higher floors: functions that return, for ROWS, (stakeholder, None, a day on which they said something)


def states_and_days():
    criteria = ValueCriterion.objects.filter(stakeholder__in=ROWS).with_facts()
    worded = with_last_heard(criteria).order_by().values_list("stakeholder", "state_name", "heard_on")
    return worded.union(*[make() for make in HEARD], all=True)


def having(criteria):
    """A function that narrows stakeholders to those with some of these criteria; `criteria` is a function too."""
    return lambda stakeholders: stakeholders.filter(Exists(criteria().filter(stakeholder=OuterRef("pk"))))


def having_none(stakeholders):
    return stakeholders.exclude(Exists(ValueCriterion.objects.live().filter(stakeholder=OuterRef("pk"))))


CRITERIA = {
    "none": Choice("None yet", having_none),
    "assumed": Choice("Some assumed", having(lambda: ValueCriterion.objects.in_state(State.ASSUMED))),
    "confirmed": Choice("Some confirmed", having(lambda: ValueCriterion.objects.in_state(State.CONFIRMED))),
    "waiting": Choice("Some waiting for the sponsor", having(lambda: ValueCriterion.objects.waiting())),
    "change": Choice("A change requested", having(lambda: ValueCriterion.objects.in_state(State.CHANGE))),
    "agreed": Choice("Some agreed", having(lambda: ValueCriterion.objects.in_state(State.AGREED))),
}
