"""Conflicts of the demo that its sponsors have settled; the others wait."""

from valuecriteria import actions as value
from valuecriteria.conflicts import conflicts_of

# By project: the words that either side begins with, whose goes first (the number of the side; None: both stay), why.
SETTLED = {
    "CRM1": [
        (
            "No release on a Monday", "One person who knows us", None,
            "Clients are called on Tuesdays; what is new for them comes on Monday evenings.",
        ),
        (
            "Training in half a day", "Contract terms reach us", 1,
            "Half a day at the desk first. Whoever enters contracts gets a second one.",
        ),
    ],
}  # fmt: skip


def settle_conflicts(demo, project, sponsor):
    """Two decisions of last week, each on the words of today."""
    for one, other, first, reason in SETTLED.get(project.key, []):
        conflict = next(each for each in conflicts_of(project) if side(each, one) and side(each, other))
        winner = side(conflict, (one, other)[first - 1]) if first else "both"
        with demo.clock(6):
            value.decide_conflict(
                one=conflict.one,
                other=conflict.other,
                revisions=[criterion.current_revision_id for criterion in conflict.both],
                outcome=winner,
                reason=reason,
                by=sponsor,
            )


def side(conflict, words):
    """Which side of a conflict begins with these words: "one", "other", or "" for neither."""
    for name in ("one", "other"):
        if getattr(conflict, name).statement.startswith(words):
            return name
    return ""
