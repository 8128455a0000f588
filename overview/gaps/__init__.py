"""What a project still lacks, worked out from its facts and never stored.

Each check is a sentence that holds or not. A gap is one thing that makes it fail: what to do, naming the thing; why it
matters, in one line; and the address of the form that closes it. Readiness is the share of checks that hold.
"""

from .criteria import ASSUMED_DAYS, REVIEW_DAYS, assumption, incomplete, late_reviews, long_assumed, unaligned
from .customers import never_asked, one_sided, silent_sponsors, unowned, unrepresented
from .gap import Check, Gap, Rule, for_row, quoted
from .project import no_goal, no_purpose, no_sponsor, unvalued_goals
from .service import for_no_goal, for_nobody, unspoken_for
from .team import ENDING_DAYS, ending, unlogged_providers, unprovided

__all__ = ["ASSUMED_DAYS", "REVIEW_DAYS", "RULES", "Gap", "assumption", "checks_of", "for_row", "quoted"]


def checks_of(facts):
    """All checks of a project, the most urgent first."""
    found = [(rule, rule.gaps(facts)) for rule in RULES]
    return [Check(rule.name, rule.holds, gaps, not gaps and bool(rule.premise(facts))) for rule, gaps in found]


RULES = (
    Rule("sponsor", "somebody is accountable as sponsor", no_sponsor),
    Rule("purpose", "it serves an organisational goal", no_purpose),
    Rule("goal", "it has goals", no_goal),
    Rule("review", f"no review waits longer than {REVIEW_DAYS} days", late_reviews),
    Rule("assumed", f"nothing is assumed for longer than {ASSUMED_DAYS} days", long_assumed),
    Rule("unspoken", "somebody speaks for the end users", unspoken_for),
    Rule("recipient", "somebody gets each deliverable", for_nobody),
    Rule("deliverable-goal", "each deliverable serves a goal", for_no_goal),
    Rule("unrepresented", "every group has a representative", unrepresented),
    Rule("silent", "every customer was asked what they value", never_asked, lambda facts: facts.customers),
    Rule(
        "sponsor-value", "each sponsor has criteria, or none on purpose", silent_sponsors, lambda facts: facts.sponsors
    ),
    Rule("goal-value", "an agreed criterion supports every goal", unvalued_goals, lambda facts: facts.goals),
    Rule("kinds", "every customer was asked for service and deliverable", one_sided, lambda facts: facts.criteria),
    Rule("aligned", "every criterion is aligned with a goal", unaligned, lambda facts: facts.criteria),
    Rule("complete", "every criterion has why, how, measure and target", incomplete, lambda facts: facts.criteria),
    Rule("lent", "every secondment says who provides the person", unprovided),
    Rule("lent-until", f"no secondment ends within {ENDING_DAYS} days", ending),
    Rule("provider", "whoever provides people is a customer, or none on purpose", unlogged_providers),
    Rule("owner", "somebody of the team looks after each customer", unowned, lambda facts: facts.customers),
)
