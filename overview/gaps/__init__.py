"""What a project still lacks, worked out from its facts and never stored.

Each check is a sentence that holds or not. A gap is one thing that makes it fail: what to do, naming the thing; why it
matters, in one line; and the address of the form that closes it. *Readiness* is the share of checks that hold, said
with both numbers ("14 of 19 checks hold"): of a project over all checks, of a customer over those that concern them.
A check that nothing could fail yet, for want of what every project has (customers, goals, criteria), does not hold.
What a project may well be without (end users, groups, deliverables, secondments, promises) is checked in a sentence
that begins with "no", which is true of none.
"""

from customers.models import Role

from .criteria import (
    ASSUMED_DAYS,
    REVIEW_DAYS,
    assumption,
    incomplete,
    late_reviews,
    long_assumed,
    unaligned,
    undecided,
)
from .customers import never_asked, one_sided, silent_sponsors, unowned, unrepresented
from .gap import Check, Gap, Rule, exempt, for_row, quoted
from .listed import conditions
from .project import no_goal, no_purpose, no_sponsor, unvalued_goals
from .pulse import overdue, unanswered, unheard, untold
from .service import for_no_goal, for_nobody, unspoken_for
from .team import ENDING_DAYS, ending, unlogged_providers, unprovided

__all__ = [
    "ASSUMED_DAYS",
    "REVIEW_DAYS",
    "RULES",
    "Gap",
    "assumption",
    "checks_about",
    "checks_of",
    "conditions",
    "for_row",
    "quoted",
]


def checks_of(facts):
    """All checks of a project, the most urgent first; worked out once."""
    if facts.checks is None:
        facts.checks = [check_of(rule, facts, rule.holds) for rule in RULES]
    return facts.checks


def checks_about(stakeholder, facts):
    """Those that concern one of a project's customers, of their own criteria alone; none for who is not a customer."""
    own = facts.about(stakeholder)
    rules = [rule for rule in RULES if rule.of_one and rule.concerns(own)] if own.customers else []
    return [check_of(rule, own, rule.of_one) for rule in rules]


def check_of(rule, facts, words):
    gaps = rule.gaps(facts)
    return Check(rule.name, words, gaps, not gaps and bool(rule.premise(facts)))


def has_customers(facts):
    return facts.customers


def has_criteria(facts):
    return facts.criteria


def owes_criteria(facts):
    """Whether anything is asked of what they value; not of a sponsor for others alone who has said nothing."""
    return any(facts.criteria) or not all(exempt(customer, facts) for customer in facts.customers)


RULES = (
    Rule("sponsor", "somebody is accountable as sponsor", no_sponsor),
    Rule("purpose", "it serves an organisational goal", no_purpose),
    Rule("goal", "it has goals", no_goal),
    Rule(
        "review",
        f"no review waits longer than {REVIEW_DAYS} days",
        late_reviews,
        of_one=f"no review of theirs waits longer than {REVIEW_DAYS} days",
    ),
    Rule(
        "conflict",
        "no conflict between customers is undecided",
        undecided,
        of_one="no conflict of theirs with another customer is undecided",
    ),
    Rule(
        "assumed",
        f"nothing is assumed for longer than {ASSUMED_DAYS} days",
        long_assumed,
        of_one=f"nothing of theirs is assumed for longer than {ASSUMED_DAYS} days",
    ),
    Rule(
        "unspoken",
        "no end user is without somebody who speaks for them",
        unspoken_for,
        of_one="somebody speaks for them",
        concerns=lambda facts: facts.having(Role.Kind.END_USER),
    ),
    Rule(
        "risk",
        "nobody is at risk without a promise",
        unanswered,
        of_one="they are not at risk, or a promise answers it",
    ),
    Rule("promise", "no promise is overdue", overdue, of_one="no promise to them is overdue"),
    Rule("untold", "no promise is done and not told", untold, of_one="they know of what is done for them"),
    Rule(
        "unheard",
        "every customer was heard within the rhythm",
        unheard,
        has_customers,
        of_one="they were heard within the rhythm",
    ),
    Rule("recipient", "no deliverable is without a recipient", for_nobody),
    Rule("deliverable-goal", "no deliverable is without a goal", for_no_goal),
    Rule(
        "unrepresented",
        "no group is without a representative",
        unrepresented,
        of_one="somebody represents the group",
        concerns=lambda facts: facts.customers[0].party.is_group,
    ),
    Rule(
        "silent",
        "every customer was asked what they value",
        never_asked,
        has_customers,
        of_one="they were asked what they value",
        concerns=lambda facts: not facts.sponsors,
    ),
    Rule(
        "sponsor-value",
        "each sponsor has criteria, or none on purpose",
        silent_sponsors,
        lambda facts: facts.sponsors,
        of_one="they have criteria, or none on purpose",
        concerns=lambda facts: facts.sponsors,
    ),
    Rule("goal-value", "an agreed criterion supports every goal", unvalued_goals, lambda facts: facts.goals),
    Rule(
        "kinds",
        "every customer was asked for service and deliverable",
        one_sided,
        has_criteria,
        of_one="they were asked for service and deliverable",
        concerns=owes_criteria,
    ),
    Rule(
        "aligned",
        "every criterion is aligned with a goal",
        unaligned,
        has_criteria,
        of_one="every criterion of theirs is aligned with a goal",
        concerns=owes_criteria,
    ),
    Rule(
        "complete",
        "every criterion has why, how, measure and target",
        incomplete,
        has_criteria,
        of_one="every criterion of theirs has why, how, measure and target",
        concerns=owes_criteria,
    ),
    Rule("lent", "no secondment is without somebody who provides the person", unprovided),
    Rule("lent-until", f"no secondment ends within {ENDING_DAYS} days", ending),
    Rule("provider", "whoever provides people is a customer, or none on purpose", unlogged_providers),
    Rule(
        "owner",
        "somebody of the team looks after each customer",
        unowned,
        has_customers,
        of_one="somebody of the team looks after them",
    ),
)
