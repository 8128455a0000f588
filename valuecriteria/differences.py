"""What changed from one snapshot to another: each difference once, in the place where a reader looks for it.

Pure: two snapshots (valuecriteria.snapshots) in, a `Differences` out. Criteria, goals and customers are the same when
their keys are; a criterion in both is compared by its words, then by each other field, then goal by goal.
"""

from dataclasses import dataclass, field
from datetime import date

from registry.dates import day
from registry.wording import words_diff

from .models import Alignment, ValueCriterion

KINDS = dict(ValueCriterion.Kind.choices)
EFFECTS = dict(Alignment.Effect.choices)
OUTCOMES = dict(ValueCriterion._meta.get_field("outcome").choices)


def plain(value):
    return value


FIELDS = {
    "wording": ("wording number", plain),
    "number": ("number", plain),
    "why": ("why it matters", plain),
    "how": ("how they benefit", plain),
    "kind": ("kind", lambda value: KINDS[value].lower()),
    "importance": ("importance", lambda value: f"{value} of 5"),
    "share": ("share of their 100", plain),
    "theme": ("theme", plain),
    "measure": ("measure", plain),
    "baseline": ("now", plain),
    "target": ("target", plain),
    "due": ("by", lambda value: day(date_of(value))),
    "deliverable": ("deliverable", plain),
    "confirmed": ("confirmed by the customer", lambda value: "yes" if value else "no"),
    "outcome": ("outcome", lambda value: OUTCOMES[value].lower() if value else ""),
}
GOAL_FIELDS = {
    "number": ("number", lambda value: f"G{value}"),
    "statement": ("goal", plain),
    "measure": ("measure", plain),
    "target": ("target", plain),
}
CUSTOMER_FIELDS = {
    "name": ("name", plain),
    "group": ("group", plain),
    "roles": ("roles", lambda value: ", ".join(value) or "none"),
    "speaker": ("represented by", plain),
}


@dataclass(frozen=True)
class Change:
    """One field: its label, and what it said on either side, as people read it ("" for nothing)."""

    label: str
    old: object
    new: object


@dataclass(frozen=True)
class Changed:
    """A criterion, goal or customer that is in both, with its changed fields; `diff` for changed words."""

    entry: dict
    changes: list = ()
    diff: list = ()
    old: dict = None


@dataclass(frozen=True)
class Aligned:
    """How a criterion stands to a goal, before and after; None where they are not aligned."""

    criterion: dict
    goal: dict
    old: dict | None
    new: dict | None


@dataclass
class Differences:
    """Criteria and goals are data as in a snapshot; a criterion has its customer under `said_by`.

    Those removed may say under `fate` what became of them (see snapshots.tell_fates).
    """

    added: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    reworded: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    aligned: list = field(default_factory=list)
    goals_added: list = field(default_factory=list)
    goals_removed: list = field(default_factory=list)
    goals_changed: list = field(default_factory=list)
    customers_changed: list = field(default_factory=list)

    def __len__(self):
        return sum(len(found) for found in vars(self).values())


def differences(old, new):
    """What one has to do to the older snapshot to get the newer one."""
    found = Differences()
    before, after = with_customers(old), with_customers(new)
    found.added = [criterion for key, criterion in after.items() if key not in before]
    found.removed = [criterion for key, criterion in before.items() if key not in after]
    both = [(before[key], after[key]) for key in after if key in before]
    for was, now in both:
        rewords = was["statement"].split() != now["statement"].split()
        if rewords:
            found.reworded.append(Changed(now, diff=words_diff(was["statement"], now["statement"]), old=was))
        fields = {name: look for name, look in FIELDS.items() if not (rewords and name == "wording")}
        changes = changes_in(was, now, fields)
        if was["said_by"]["party"] != now["said_by"]["party"]:
            changes.insert(0, Change("customer", was["said_by"]["name"], now["said_by"]["name"]))
        if changes:
            found.changed.append(Changed(now, changes, old=was))
    goals, goals_now = by_key(old["goals"]), by_key(new["goals"])
    found.aligned = [each for pair in both for each in realigned(*pair, goals | goals_now)]
    found.goals_added = [goal for key, goal in goals_now.items() if key not in goals]
    found.goals_removed = [goal for key, goal in goals.items() if key not in goals_now]
    found.goals_changed = in_both(goals, goals_now, GOAL_FIELDS)
    found.customers_changed = in_both(by_key(old["customers"]), by_key(new["customers"]), CUSTOMER_FIELDS)
    return found


def by_key(entries):
    return {entry["key"]: entry for entry in entries}


def with_customers(snapshot):
    """{key: criterion with `said_by`, its customer, `due_on`, a date, and `serves` with the goals themselves}."""
    customers, goals = by_key(snapshot["customers"]), by_key(snapshot["goals"])
    return {
        each["key"]: each
        | {
            "said_by": customers[each["customer"]],
            "due_on": date_of(each["due"]),
            "serves": [standing | {"goal": goals[standing["goal"]]} for standing in each["serves"]],
        }
        for each in snapshot["criteria"]
    }


def date_of(text):
    return date.fromisoformat(text) if text else None


def changes_in(was, now, fields):
    return [
        Change(label, look(was[name]), look(now[name]))
        for name, (label, look) in fields.items()
        if was[name] != now[name]
    ]


def in_both(before, after, fields):
    pairs = [(before[key], after[key]) for key in after if key in before]
    found = [Changed(now, changes_in(was, now, fields), old=was) for was, now in pairs]
    return [each for each in found if each.changes]


def realigned(was, now, goals):
    before = {each["goal"]["key"]: each for each in was["serves"]}
    after = {each["goal"]["key"]: each for each in now["serves"]}
    for key in sorted(before.keys() | after.keys(), key=lambda key: (goals[key]["number"], key)):
        sides = [stands(each.get(key)) for each in (before, after)]
        if sides[0] != sides[1]:
            yield Aligned(now, goals[key], *sides)


def stands(alignment):
    if alignment is None:
        return None
    return {"words": EFFECTS[alignment["effect"]], "reason": alignment["reason"]}
