"""What asks something of a project manager today: late, for this week, or able to wait. Never kept by hand."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import date_format

from projects.models import Project
from pulse.saying import day_of
from registry.templatetags.register import plural
from valuecriteria.models import State

from .due import PULSE, SOON, promise_of_mine, pulse_due
from .gaps import ASSUMED_DAYS, REVIEW_DAYS, Gap, assumption, checks_of, for_row, quoted

CHANGE_DAYS = 7
LIMITS = {"assumed": ASSUMED_DAYS, "review": REVIEW_DAYS}
# What a project cannot do without for another week; the rest can wait.
THIS_WEEK = {
    "sponsor",
    "purpose",
    "goal",
    "unspoken",
    "unrepresented",
    "silent",
    "sponsor-value",
}


# The word on the link to the form, by check.
DO = {
    "sponsor": "Name somebody",
    "purpose": "Choose it",
    "goal": "Add a goal",
    "review": "Open it",
    "assumed": "Note the answer",
    "unspoken": "Log somebody",
    "unrepresented": "Name somebody",
    "silent": "Write it down",
    "sponsor-value": "Write it down",
    "goal-value": "Align criteria",
    "kinds": "Write it down",
    "recipient": "Say who",
    "deliverable-goal": "Tick a goal",
    "aligned": "Align it",
    "complete": "Complete it",
    "owner": "Name somebody",
    "lent": "Name somebody",
    "lent-until": "Extend it",
    "provider": "Decide",
    "conflict": "See both",
    "change": "Reword it",
    "risk": "Promise it",
    "promise": "Open it",
    "untold": "Tell them",
    "unheard": "Ask them",
    "round": "Open it",
}


@dataclass(frozen=True)
class Item:
    """One thing to do. `days`: how many late; below zero, how many are left this week; 0, it can wait.

    `turn` is its place among those of its check and project: the first of each kind come before the second of any.
    """

    project: Project
    gap: Gap
    when: str
    do: str
    days: int = 0
    turn: int = 0


@dataclass(frozen=True)
class Block:
    """A part of the work with its first items, and where the others are: [(project, how many)].

    `late` and `soon` are how many of all are late, and for this week.
    """

    name: str
    total: int
    items: list
    elsewhere: list
    late: int
    soon: int

    @property
    def in_words(self):
        """How many of a mixed block the page's heading counts as late, and as for this week: "3 late, 14 this week"."""
        return ", ".join(f"{n} {word}" for n, word in ((self.late, "late"), (self.soon, "this week")) if n)

    @property
    def more(self):
        return self.total - len(self.items)


def work_of(facts_by_project, most, mine=()):
    """The blocks Late, Pulse, This week and Can wait of these projects, each with its first `most` items.

    What customers were asked, and are owed after it, stands together in the second. `mine` are items from elsewhere:
    what the reader promised in projects that others manage.
    """
    pulse = [*mine, *(item for facts in facts_by_project for item in pulse_items(facts))]
    items = [item for facts in facts_by_project for item in items_of(facts)]
    late = [item for item in items if item.days > 0]
    soon = [item for item in items if item.days < 0]
    rest = [item for item in items if item.days == 0]
    return [
        block_of("Late", sorted(late, key=lambda item: -item.days), most),
        block_of("Pulse", sorted(pulse, key=place_in_pulse), most),
        block_of("This week", sorted(soon, key=lambda item: (-item.days, item.turn)), most),
        block_of("Can wait", sorted(rest, key=lambda item: item.turn), most),
    ]


def place_in_pulse(item):
    """Late ones first, the latest before the others; then the first of each kind before the second of any."""
    return (0, -item.days) if item.days > 0 else (1, item.turn, item.days == 0, -item.days)


def block_of(name, items, most):
    left = Counter(item.project for item in items[most:])
    late, soon = (sum(sign * item.days > 0 for item in items) for sign in (1, -1))
    return Block(name, len(items), items[:most], sorted(left.items(), key=lambda pair: pair[0].key), late, soon)


def items_of(facts):
    """A project's gaps and change requests as items."""
    for check in checks_of(facts):
        if check.name in PULSE:
            continue
        for turn, gap in enumerate(check.gaps):
            do = DO[check.name]
            if check.name in LIMITS:
                yield due_item(facts.project, facts.today, gap, do, gap.days - LIMITS[check.name])
            elif check.name == "lent-until" and gap.days > -7:
                yield due_item(facts.project, facts.today, gap, do, gap.days)
            elif check.name in THIS_WEEK:
                yield Item(facts.project, gap, "This week", do, -7, turn)
            else:
                yield Item(facts.project, gap, "Any day", do, 0, turn)
    yield from change_requests(facts)
    yield from soon_assumed_too_long(facts)


def pulse_items(facts):
    """What a project's customers were asked and are owed after it; the silent ones together, as one thing to do."""
    for name, turn, gap, days in pulse_due(facts):
        if days is None:
            yield Item(facts.project, gap, "This week", DO[name], -7, turn)
        else:
            yield due_item(facts.project, facts.today, gap, DO[name], days)


def mine_of(promises, today, known):
    """What the reader promised in projects that others manage; `known` are those whose pages they may open."""
    for promise in promises:
        project = promise.stakeholder.project
        gap, days = promise_of_mine(promise, today, is_known=project.pk in known)
        if days < -SOON:
            yield Item(project, gap, day_of(promise.due_on), DO["promise"])
        else:
            yield due_item(project, today, gap, DO["promise"], days)


def change_requests(facts):
    for criterion in facts.open_criteria:
        if criterion.state != State.CHANGE:
            continue
        days = facts.days_since(criterion.decided_at)
        gap = Gap(
            f"Answer the change asked for in {quoted(criterion)}",
            f"{criterion.stakeholder.party.name} has waited for it. Asked for {plural(days, 'day')} ago.",
            for_row(criterion, "criterion-edit"),
            for_row(criterion, "criterion"),
            days,
        )
        yield due_item(facts.project, facts.today, gap, DO["change"], days - CHANGE_DAYS)


def soon_assumed_too_long(facts):
    """Assumptions whose fourteen days end within the week."""
    for criterion in facts.open_criteria:
        days = facts.days_since(criterion.current_revision.written_at)
        if criterion.state == State.ASSUMED and ASSUMED_DAYS - 7 <= days <= ASSUMED_DAYS:
            gap = assumption(criterion, days)
            yield due_item(facts.project, facts.today, gap, DO["assumed"], days - ASSUMED_DAYS)


def due_item(project, today, gap, do, days):
    """Late, or due on a day of this week."""
    if days > 0:
        return Item(project, gap, f"{plural(days, 'day')} late", do, days)
    due = today - timedelta(days=days)
    when = "Today" if days == 0 else date_format(due, "l")
    return Item(project, gap, when, do, days - 1)
