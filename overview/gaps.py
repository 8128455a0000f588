"""What a project still lacks, worked out from its facts and never stored.

Each check is a sentence that holds or not. A gap is one thing that makes it fail: what to do, naming the thing; why it
matters, in one line; and the address of the form that closes it. Readiness is the share of checks that hold.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator

from customers.models import Role
from registry.templatetags.register import plural
from valuecriteria.models import Alignment, State, ValueCriterion

ASSUMED_DAYS, REVIEW_DAYS = 14, 7
MOST_LISTED = 30


@dataclass(frozen=True)
class Gap:
    """One thing that is missing. `page` is the thing itself, for readers who may not use the form."""

    todo: str
    why: str
    form: str
    page: str
    days: int = 0  # for how long, where that matters


@dataclass(frozen=True)
class Rule:
    """How a check is worked out: the sentence, the gaps, and what must be there before it can hold at all."""

    name: str
    holds: str
    gaps: Callable
    premise: Callable = lambda facts: True


@dataclass(frozen=True)
class Check:
    """A check as worked out. `rest` are the gaps after the first that a page lists, `beyond` how many it does not."""

    name: str
    words: str
    gaps: list
    holds: bool

    @property
    def more(self):
        return len(self.gaps) - 1

    @property
    def rest(self):
        return self.gaps[1:MOST_LISTED]

    @property
    def beyond(self):
        return max(0, len(self.gaps) - MOST_LISTED)


def checks_of(facts):
    """All checks of a project, the most urgent first."""
    found = [(rule, rule.gaps(facts)) for rule in RULES]
    return [Check(rule.name, rule.holds, gaps, not gaps and bool(rule.premise(facts))) for rule, gaps in found]


def quoted(criterion):
    """The words in a sentence, cut at a word: the first dozen say enough to know which ones they are."""
    return f"“{Truncator(criterion.statement).words(12, truncate='…')}”"


def speaker(stakeholder):
    """Whom to ask: the representative of a group, else the customer."""
    return stakeholder.representative_name or stakeholder.party.name


def for_project(facts, url_name):
    return reverse(url_name, args=[facts.project.key])


def for_row(row, url_name):
    """An address below the project of a stakeholder or a criterion."""
    project = row.project if hasattr(row, "project") else row.stakeholder.project
    return reverse(url_name, args=[project.key, row.pk])


def agreed(criterion):
    return criterion.decision == "agree" and is_live(criterion)


def is_live(criterion):
    return criterion.outcome != State.WITHDRAWN


def live(criteria):
    return [criterion for criterion in criteria if is_live(criterion)]


def exempt(stakeholder, facts):
    """A sponsor without a benefit of their own owes no criteria."""
    return stakeholder.no_own_benefit and stakeholder in facts.sponsors


def no_purpose(facts):
    if facts.purposes:
        return []
    return [
        Gap(
            "Name the organisational goal it serves",
            "A project exists because of at least one; without it nobody can say what the effort is for.",
            for_project(facts, "project-edit"),
            for_project(facts, "project"),
        )
    ]


def no_sponsor(facts):
    if facts.accountable:
        return []
    return [
        Gap(
            "Name an accountable sponsor",
            "Nobody answers for the project, and nobody reviews what its customers value.",
            for_project(facts, "hand-over"),
            for_project(facts, "customers"),
        )
    ]


def no_goal(facts):
    if facts.goals:
        return []
    return [
        Gap(
            "Write down the project's first goal",
            "Until there is one, no criterion can support anything.",
            for_project(facts, "goal-new"),
            for_project(facts, "goals"),
        )
    ]


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


def oldest_first(pairs):
    return sorted(pairs, key=lambda pair: -pair[0])


def silent_sponsors(facts):
    return [
        Gap(
            f"Ask {sponsor.party.name} what they value themselves",
            "A sponsor without a benefit of their own is fine too: then tick it.",
            for_row(sponsor, "criterion-new"),
            for_row(sponsor, "customer"),
        )
        for sponsor in facts.sponsors
        if not live(sponsor.valued) and not sponsor.no_own_benefit
    ]


def never_asked(facts):
    sponsors = facts.sponsors
    return [
        Gap(
            f"Ask {speaker(customer)} what they value"
            if speaker(customer) == customer.party.name
            else f"Ask {speaker(customer)} what {customer.party.name} values",
            "A customer without a criterion: nobody can tell whether the project does them good.",
            for_row(customer, "criterion-new"),
            for_row(customer, "customer"),
        )
        for customer in facts.customers
        if not live(customer.valued) and customer not in sponsors
    ]


def one_sided(facts):
    """Customers asked for the deliverable alone, or for the service alone."""
    gaps = []
    for customer in facts.customers:
        kinds = {criterion.kind for criterion in live(customer.valued)}
        if len(kinds) != 1 or exempt(customer, facts):
            continue
        missing = ({*ValueCriterion.Kind.values} - kinds).pop()
        gaps.append(
            Gap(
                f"Ask {speaker(customer)} about the {missing}",
                "How should the team treat them on the way?"
                if missing == "service"
                else "What do they want to hold in their hands at the end?",
                f"{for_row(customer, 'criterion-new')}?kind={missing}",
                for_row(customer, "customer"),
            )
        )
    return gaps


def unrepresented(facts):
    return [
        Gap(
            f"Name who represents {customer.party.name}",
            "Nobody can say “yes, that is what we mean” for it.",
            for_row(customer, "customer-representative"),
            for_row(customer, "customer"),
        )
        for customer in facts.customers
        if customer.party.is_group and not customer.representative_pk
    ]


def unspoken_for(facts):
    end_users = facts.having(Role.Kind.END_USER)
    if not end_users or facts.having(Role.Kind.SENIOR_USER):
        return []
    names = [user.party.name for user in end_users]
    shown = " and ".join(names) if len(names) < 3 else f"{names[0]} and {len(names) - 1} others"
    return [
        Gap(
            f"Find a senior user who speaks for {shown}",
            "End users whom nobody speaks for are heard last.",
            for_project(facts, "customer-log"),
            for_project(facts, "customers"),
        )
    ]


def unvalued_goals(facts):
    gaps = []
    for goal in facts.goals:
        support = [c for effect, c in goal.effects if effect != Alignment.Effect.CONFLICT and is_live(c)]
        if any(agreed(criterion) for criterion in support):
            continue
        why = (
            f"{plural(len(support), 'criterion supports,criteria support')} it, but the sponsor has agreed to none yet."
            if support
            else "No criterion supports it: either nobody values it or nobody was asked."
        )
        page = reverse("goal", args=[facts.project.key, goal.number])
        form = reverse("goal-align", args=[facts.project.key, goal.number])
        gaps.append(Gap(f"Find out who values {goal.label} {goal.statement}", why, form, page))
    return gaps


def unaligned(facts):
    return [
        Gap(
            f"Align {quoted(criterion)} with a goal",
            f"{criterion.stakeholder.party.name} values it and no goal is served by it: align it, or talk about it.",
            for_row(criterion, "criterion-align"),
            for_row(criterion, "criterion"),
        )
        for criterion in facts.open_criteria
        if not criterion.effects
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


def listed(words):
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def unowned(facts):
    return [
        Gap(
            f"Say who looks after {customer.party.name}",
            f"{customer.relationship_owner} looked after them and has left the team."
            if customer.relationship_owner
            else "Without somebody of the team it is everybody's task and nobody's.",
            for_row(customer, "customer-edit"),
            for_row(customer, "customer"),
        )
        for customer in facts.customers
        if customer.owner_now is None
    ]


RULES = (
    Rule("sponsor", "somebody is accountable as sponsor", no_sponsor),
    Rule("purpose", "it serves an organisational goal", no_purpose),
    Rule("goal", "it has goals", no_goal),
    Rule("review", f"no review waits longer than {REVIEW_DAYS} days", late_reviews),
    Rule("assumed", f"nothing is assumed for longer than {ASSUMED_DAYS} days", long_assumed),
    Rule("unspoken", "somebody speaks for the end users", unspoken_for),
    Rule("unrepresented", "every group has a representative", unrepresented),
    Rule("silent", "every customer was asked what they value", never_asked, lambda facts: facts.customers),
    Rule(
        "sponsor-value", "each sponsor has criteria, or none on purpose", silent_sponsors, lambda facts: facts.sponsors
    ),
    Rule("goal-value", "an agreed criterion supports every goal", unvalued_goals, lambda facts: facts.goals),
    Rule("kinds", "every customer was asked for service and deliverable", one_sided, lambda facts: facts.criteria),
    Rule("aligned", "every criterion is aligned with a goal", unaligned, lambda facts: facts.criteria),
    Rule("complete", "every criterion has why, how, measure and target", incomplete, lambda facts: facts.criteria),
    Rule("owner", "somebody of the team looks after each customer", unowned, lambda facts: facts.customers),
)
