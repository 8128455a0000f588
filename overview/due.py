"""What the pulse asks of somebody, and when: rounds to open, customers to hear, promises to keep."""

from django.db.models import Case, Exists, OuterRef, Subquery, Value, When
from django.urls import reverse

from customers.models import Party, Stakeholder
from projects.models import Rhythm, Stage
from pulse.models import Answer
from pulse.saying import WITHIN, day_of
from pulse.standing import DAYS, next_round_on
from registry.templatetags.register import plural

from .gaps import Gap
from .gaps.gap import listed
from .gaps.pulse import overdue, unanswered, undertaking, unheard, untold

PULSE = {"risk", "promise", "untold", "unheard"}  # the checks that are about it
SOON = 7
MOST_NAMES = 3


def pulse_due(facts):
    """(name, its place among those of that name, gap, for how many days it is late; None for some time this week)."""
    found = {
        "round": round_due(facts),
        "promise": [(gap, gap.days) for gap in [*overdue(facts), *promises_soon(facts)]],
        "risk": [(gap, None) for gap in unanswered(facts)],
        "untold": [(gap, None) for gap in untold(facts)],
        "unheard": [(gap, None) for gap in to_hear(facts)],
    }
    for name, due in found.items():
        for turn, (gap, days) in enumerate(due):
            yield name, turn, gap, days


def round_due(facts):
    """[(gap, days late or None)] of a project's rounds: the one to go on with, or the next one to open."""
    project, customers = facts.project, facts.customers
    if project.stage != Stage.ACTIVE or not customers:
        return []
    page = reverse("pulse", args=[project.key])
    if number := project.open_round:
        heard = sum(customer.last_round == number for customer in customers)
        todo = f"Go on with round {number}" if heard < len(customers) else f"Close round {number}"
        why = f"{heard} of {len(customers)} customers heard; open since {day_of(project.last_round_on)}."
        view = "pulse-ask" if heard < len(customers) else "pulse-round"
        days = (facts.today - project.last_round_on).days - DAYS.get(project.rhythm, DAYS[Rhythm.MONTHLY])
        return [(Gap(todo, why, reverse(view, args=[project.key, number]), page), days if days > 0 else None)]
    due = next_round_on(project, project.last_round_on)
    if due is None or (facts.today - due).days < -SOON:
        return []
    asked = f"The customers are asked {WITHIN[Rhythm(project.rhythm)]}"
    if project.last_round_on is None:
        return [(Gap("Open the first round", f"{asked}; nobody was yet.", page, page), None)]
    why = f"{asked}; the last round opened on {day_of(project.last_round_on)}."
    return [(Gap("Open the next round", why, page, page), (facts.today - due).days)]


def to_hear(facts):
    """All who were not heard within the rhythm, as one thing to do."""
    gaps = unheard(facts)
    if not gaps:
        return []
    names = [customer.party.name for customer in facts.customers if customer.is_silent]
    more = len(names) - MOST_NAMES
    said = listed([*names[:MOST_NAMES], f"{more} more"] if more > 0 else names)
    allies = reverse("pulse-allies", args=[facts.project.key])
    return [Gap(f"Hear {said}", "Not heard within the rhythm of the project.", gaps[0].form, f"{allies}#silent")]


def promises_soon(facts):
    """Open promises of a project that are due within the week; those that are late are gaps."""
    due = [promise for promise in facts.promises if promise.done_on is None and not promise.is_overdue]
    return [undertaking(promise, facts.days_late(promise)) for promise in due if facts.days_late(promise) >= -SOON]


def promise_of_mine(promise, today, *, is_known):
    """(gap, days late) of what the reader undertook; without addresses where they may not open the project's pages."""
    days = (today - promise.due_on).days
    if is_known:
        return undertaking(promise, days), days
    todo = f"Keep the promise to {promise.stakeholder.party.name}: “{promise}”"
    return Gap(todo, f"Due {day_of(promise.due_on)}. Tell the project's manager when it is done.", "", ""), days


def with_asked(rows, reader, project="pk"):
    """Each with the first customer of its project whom `reader` speaks for and whom the open round has not heard.

    `asks` is their key, None for nobody; `asks_for` the name where it is a group's, "" where it is the reader's own.
    """
    answered = Answer.objects.heard().filter(stakeholder=OuterRef("pk"), round__closed_on=None)
    parts = Stakeholder.objects.filter(project=OuterRef(project)).spoken_by(reader).customers()
    parts = parts.filter(~Exists(answered)).order_by("-party__kind", "party__name_key", "pk")
    asked = Case(When(party__kind=Party.Kind.GROUP, then="party__name"), default=Value(""))
    return rows.annotate(
        asks=Subquery(parts.values("pk")[:1]), asks_for=Subquery(parts.annotate(asked=asked).values("asked")[:1])
    )


def said_of(number):
    return f"{plural(number, 'promise')} of yours {'is' if number == 1 else 'are'} late"
