"""What the lists of this app say when they go out as CSV or Excel: an allow-list of columns each, without judgement.

A criterion reads here as in the sponsor's pack (valuecriteria/pack.py), whose columns these are.
"""

from django.db.models import Prefetch

from registry.export import Table, in_chunks

from .matrix import SIGNS
from .models import Alignment
from .pack import CONFLICTS, CRITERIA, alignment_as_data, conflict_as_data, criterion_as_data, text
from .queries import weighed_in

IN_ORDER = ("stakeholder__party__name_key", "stakeholder__pk", "number", "pk")
SERVES = Prefetch(
    "alignments", queryset=Alignment.objects.select_related("goal").order_by("goal__number"), to_attr="serves"
)
MORE = {
    "Goals it serves": lambda entry: "; ".join(f"{each['label']} {each['words'].lower()}" for each in entry["serves"]),
    "Came from": text("origin"),
    "Outcome": text("outcome"),
    "Why this outcome": text("outcome_reason"),
}


def as_data(criterion, share):
    """A criterion `for_reading()` with SERVES as plain data; `share` is of its customer's 100, None for no part."""
    criterion.share = share
    serves = [alignment_as_data(alignment) for alignment in criterion.serves]
    return criterion_as_data(criterion, serves) | {
        "customer": criterion.stakeholder.party.name,
        "origin": criterion.origin,
        "outcome": criterion.get_outcome_display(),
        "outcome_reason": criterion.outcome_reason,
    }


def criterion_table(criteria, project):
    """Criteria of one project, each with its share of all that its customer values, whatever the filter leaves out."""
    weighed = weighed_in(project)

    def prepare(rows):
        return [as_data(row, weighed[row.pk].share if row.pk in weighed else None) for row in rows]

    found = criteria.for_reading().prefetch_related(SERVES)
    return Table("Value criteria", CRITERIA | MORE, in_chunks(found, IN_ORDER, prepare))


def conflict_table(conflicts):
    columns = {"State": lambda entry: "Waits for the sponsor" if entry["is_open"] else "Decided"} | CONFLICTS
    return Table("Conflicts", columns, map(conflict_as_data, conflicts))


WAITING = {
    "Waits since": lambda criterion: criterion.waiting_since,
    "Project": lambda criterion: str(criterion.stakeholder.project),
    "Customer": lambda criterion: criterion.stakeholder.party.name,
    "In their words": lambda criterion: criterion.statement,
    "Wording": lambda criterion: criterion.current_revision.number,
    "State": lambda criterion: criterion.state.label,
    "Kind": lambda criterion: criterion.get_kind_display(),
    "Importance": lambda criterion: criterion.importance,
    "Why it matters": lambda criterion: criterion.why,
    "How they benefit": lambda criterion: criterion.how,
}


def waiting_table(criteria, order):
    """What waits for a sponsor, over all their projects."""
    found = criteria.for_reading().select_related("stakeholder__project")
    return Table("Waiting reviews", WAITING, in_chunks(found, order))


BASELINES = {
    "Baseline": lambda baseline: baseline.number,
    "Signed": lambda baseline: baseline.signed_at,
    "Signed by": lambda baseline: baseline.signed_by.name,
    "Criteria": lambda baseline: baseline.criterion_count,
    "Comment": lambda baseline: baseline.comment,
}


def baseline_table(project):
    signed = project.baselines.select_related("signed_by").defer("content")
    return Table("Baselines", BASELINES, in_chunks(signed, ("-number",)))


def matrix_table(criteria, order, goals, weighed):
    """Criteria as rows, goals as columns, in each cell how the two stand to each other; last the points of the row."""
    columns = {
        "Customer": lambda criterion: criterion.stakeholder.party.name,
        "Theme": lambda criterion: criterion.theme or "",
        "In their words": lambda criterion: criterion.statement,
        "Share of their 100": lambda criterion: weighed[criterion.pk].share,
    }
    for goal in goals:
        columns[str(goal)] = lambda criterion, key=goal.pk: SIGNS.get(weighed[criterion.pk].effects.get(key), "")
    columns["Points"] = lambda criterion: weighed[criterion.pk].total
    # One that was captured since the points were added up is in the next file.
    entries = (criterion for criterion in in_chunks(criteria, order) if criterion.pk in weighed)
    return Table("Alignment", columns, entries)


EVERYWHERE = {
    "Project": lambda criterion: str(criterion.stakeholder.project),
    "Customer": lambda criterion: criterion.stakeholder.party.name,
    "In their words": lambda criterion: criterion.statement,
    "State": lambda criterion: criterion.state.label,
    "Kind": lambda criterion: criterion.get_kind_display(),
    "Importance": lambda criterion: criterion.importance,
}


def party_table(criteria, order):
    """What a person or a group values in several projects."""
    return Table("What they value", EVERYWHERE, in_chunks(criteria, order))
