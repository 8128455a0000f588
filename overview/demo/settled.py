"""What the demo's sponsors decided between two customers. By project: the two, what holds, why, how long ago.

"one" and "other" are the criteria as the pair names them; everything else that is found still waits.
"""

from valuecriteria import actions as value
from valuecriteria.conflicts import conflicts_of

SETTLED = {
    "CRM1": (
        (
            {"Northgate Retail", "Customer service"},
            "both",
            "Releases come on a Tuesday and campaigns start the day after. Both said yes to that on the phone.",
            2,
        ),
        (
            {"Finance operations", "Sales team"},
            "none",
            "Offers wait for the second half-day of training, so finance gets what was entered by trained people.",
            2,
        ),
    ),
}


def settle_conflicts(demo, project, sponsor):
    for names, outcome, reason, days in SETTLED.get(project.key, ()):
        conflict = next(
            each for each in conflicts_of(project) if {str(customer) for customer in each.customers} == names
        )
        with demo.clock(days):
            value.decide_conflict(
                one=conflict.one,
                other=conflict.other,
                revisions=[criterion.current_revision_id for criterion in conflict.both],
                outcome=outcome,
                reason=reason,
                by=sponsor,
            )
