"""What criteria lack: a yes, a review, a goal, a part of what makes them clear."""

from registry.templatetags.register import plural
from valuecriteria.models import State

from .gap import Gap, for_project, for_row, listed, oldest_first, quoted, speaker

ASSUMED_DAYS, REVIEW_DAYS = 14, 7


def late_reviews(facts):
    """Wordings before the sponsor for longer than a week."""
    sponsor = facts.accountable.party.name if facts.accountable else "a sponsor"
    waiting = [
        (facts.days_since(c.waiting_since), c)
        for c in facts.open_criteria
        if c.waiting_since and c.decision is None and facts.days_since(c.waiting_since) > REVIEW_DAYS
    ]
    return [
        Gap(
            f"Remind {sponsor} of {quoted(criterion)}",
            f"{criterion.stakeholder.party.name} has waited for the review for {days} days.",
            for_row(criterion, "criterion"),
            for_row(criterion, "criterion"),
            days,
        )
        for days, criterion in oldest_first(waiting)
    ]


def undecided(facts):
    """Conflicts between customers that no sponsor has decided on the words of today."""
    sponsor = facts.accountable.party.name if facts.accountable else "a sponsor"
    return [
        Gap(
            f"Ask {sponsor} what holds between {conflict.one.stakeholder} and {conflict.other.stakeholder}",
            conflict.causes[0].sentence,
            f"{for_project(facts, 'conflicts')}{conflict.place}",
            f"{for_project(facts, 'conflicts')}{conflict.place}",
        )
        for conflict in facts.undecided
    ]


def long_assumed(facts):
    assumed = [
        (facts.days_since(c.current_revision.written_at), c)
        for c in facts.open_criteria
        if c.state == State.ASSUMED and facts.days_since(c.current_revision.written_at) > ASSUMED_DAYS
    ]
    return [assumption(criterion, days) for days, criterion in oldest_first(assumed)]


def assumption(criterion, days):
    return Gap(
        f"Ask {speaker(criterion.stakeholder)} whether {quoted(criterion)} is what they mean",
        f"Assumed for {plural(days, 'day')}: still our words, not theirs.",
        for_row(criterion, "criterion-confirm"),
        for_row(criterion, "criterion"),
        days,
    )


def unaligned(facts):
    """Criteria that stand to no goal, but for those that somebody gave a reason to keep all the same."""
    return [
        Gap(
            f"Align {quoted(criterion)} with a goal",
            f"{criterion.stakeholder.party.name} values it and no goal is served by it: align it, or justify it.",
            for_row(criterion, "criterion-align"),
            for_row(criterion, "criterion"),
        )
        for criterion in facts.open_criteria
        if not criterion.effects and not criterion.is_justified
    ]


# What a criterion may lack, as said to people, and what it is good for; the first one missing gives the reason.
PARTS = {
    "why": ("why it matters", "Without the why nobody can weigh it against other wishes."),
    "how": ("how they benefit", "Without it nobody can tell whether they got something out of it."),
    "measure": ("a measure", "Without a measure it stays a feeling."),
    "target": ("a target", "Without a target nobody can say whether it was met."),
}


def incomplete(facts):
    gaps = []
    for criterion in facts.open_criteria:
        missing = [part for part in PARTS if not getattr(criterion, part)]
        if missing:
            gaps.append(
                Gap(
                    f"Add {listed(PARTS[part][0] for part in missing)} to {quoted(criterion)}",
                    PARTS[missing[0]][1],
                    for_row(criterion, "criterion-edit"),
                    for_row(criterion, "criterion"),
                )
            )
    return gaps
