"""The sponsor's pack: a project on paper, and the same as a workbook.

Built from an allow-list: what stands in the functions below, field by field, and nothing else reaches page or workbook.
They give plain data, so a template cannot ask a row for more. No judgement is in it, whoever asks.
"""

from collections import defaultdict

from customers.models import Stakeholder
from customers.reasons import is_customer, reason

from .conflicts import conflicts_of
from .matrix import SIGNS
from .models import Alignment, ValueCriterion
from .shares import give_shares
from .snapshots import is_agreed, role_as_data


def pack_of(project):
    """All that the pack says of a project, as plain data. Eight statements, whatever the rows."""
    goals = list(project.goals.prefetch_related("organisational_goals").order_by("number", "pk"))
    criteria = criteria_of(project)
    customers = [customer_as_data(each, criteria[each.pk]) for each in customers_of(project, valuing=set(criteria))]
    supported = support_of(customers)
    return {
        "project": project_as_data(project, customers),
        "goals": [goal_as_data(goal, supported[goal.number]) for goal in goals],
        "customers": customers,
        "criteria": [criterion for customer in customers for criterion in customer["criteria"]],
        "conflicts": [conflict_as_data(conflict) for conflict in conflicts_of(project)],
    }


def customers_of(project, valuing):
    """The customers, and those who value something here without being one: the sponsors first, then by name."""
    found = Stakeholder.objects.filter(project=project).select_related("party__group").with_roles()
    found = found.with_representative().order_by("party__name_key", "pk")
    kept = [each for each in found if is_customer(each) or each.pk in valuing]
    return sorted(kept, key=lambda each: not is_sponsor(each))


def is_sponsor(stakeholder):
    return any(held.role.kind == "sponsor" for held in stakeholder.held)


def criteria_of(project):
    """{customer's key: what they value and have not withdrawn, as data}."""
    found = ValueCriterion.objects.filter(stakeholder__project=project).live().for_reading()
    found = found.order_by("stakeholder", "number", "pk")
    serves = defaultdict(list)
    for alignment in (
        Alignment.objects.filter(goal__project=project).select_related("goal").order_by("goal__number", "pk")
    ):
        serves[alignment.criterion_id].append(alignment_as_data(alignment))
    by_customer = defaultdict(list)
    for criterion in found:
        by_customer[criterion.stakeholder_id].append(criterion)
    return defaultdict(
        list,
        {
            key: [criterion_as_data(criterion, serves[criterion.pk]) for criterion in give_shares(criteria)]
            for key, criteria in by_customer.items()
        },
    )


def support_of(customers):
    """{goal's number: how many criteria support it}."""
    supported = defaultdict(int)
    for customer in customers:
        for criterion in customer["criteria"]:
            for alignment in criterion["serves"]:
                supported[alignment["number"]] += alignment["effect"] != Alignment.Effect.CONFLICT
    return supported


def project_as_data(project, customers):
    return {
        "key": project.key,
        "name": project.name,
        "stage": project.get_stage_display(),
        "status": project.get_status_display(),
        "status_note": project.status_note,
        "benefit": project.benefit,
        "starts_on": project.starts_on,
        "ends_on": project.ends_on,
        "purposes": [goal.name for goal in project.organisational_goals.all()],
        "sponsors": [customer["name"] for customer in customers if customer["is_sponsor"]],
        "baseline": project.baseline_number,
        "signed_at": project.baseline_signed_at,
    }


def goal_as_data(goal, supported):
    return {
        "label": goal.label,
        "statement": goal.statement,
        "measure": goal.measure,
        "target": goal.target,
        "purposes": [each.name for each in goal.organisational_goals.all()],
        "supported": supported,
    }


def customer_as_data(stakeholder, criteria):
    party = stakeholder.party
    return {
        "key": stakeholder.pk,
        "name": party.name,
        "kind": party.get_kind_display(),
        "title": party.title,
        "group": party.group.name if party.group else "",
        "side": "External" if party.is_external else "Internal",
        "roles": [role_as_data(held) for held in stakeholder.held],
        "reason": reason(stakeholder),
        "speaker": stakeholder.representative_name or "",
        "no_own_benefit": stakeholder.no_own_benefit,
        "is_sponsor": is_sponsor(stakeholder),
        "criteria": [criterion | {"customer": party.name} for criterion in criteria],
    }


def criterion_as_data(criterion, serves):
    wording = criterion.current_revision
    return {
        "key": criterion.pk,
        "number": criterion.number,
        "wording": wording.number,
        "statement": wording.statement,
        "state": criterion.state.value,
        "state_word": criterion.state.label,
        "is_agreed": is_agreed(criterion),
        "confirmed_by": wording.confirmation.said_by if wording.is_confirmed else "",
        "confirmed_on": wording.confirmation.on if wording.is_confirmed else None,
        "decided_by": criterion.decided_by_name or "",
        "decided_at": criterion.decided_at,
        "comment": criterion.decision_comment or "",
        "agreed_words": criterion.agreed_statement if criterion.differs_from_agreed else "",
        "kind": criterion.get_kind_display(),
        "why": criterion.why,
        "how": criterion.how,
        "importance": criterion.importance,
        "share": criterion.share,
        "theme": criterion.theme.name if criterion.theme else "",
        "measure": criterion.measure,
        "baseline": criterion.baseline,
        "target": criterion.target,
        "due_on": criterion.due_on,
        "deliverable": criterion.deliverable.name if criterion.deliverable else "",
        "serves": serves,
    }


def conflict_as_data(conflict):
    """Both criteria, why they are in conflict, and what the sponsor decided; without a decision its words are empty."""
    decision = conflict.decision
    return {
        **{side: side_as_data(getattr(conflict, side)) for side in ("one", "other")},
        "causes": [cause.sentence for cause in conflict.causes],
        "is_open": conflict.is_open,
        "decision": conflict.words_of_outcome if decision else "",
        "reason": decision.reason if decision else "",
        "decided_by": decision.decided_by.name if decision and decision.decided_by else "",
        "decided_at": decision.decided_at if decision else None,
    }


def side_as_data(criterion):
    return {
        "customer": criterion.stakeholder.party.name,
        "number": criterion.number,
        "statement": criterion.current_revision.statement,
    }


def alignment_as_data(alignment):
    return {
        "number": alignment.goal.number,
        "label": alignment.goal.label,
        "goal": alignment.goal.statement,
        "effect": alignment.effect,
        "sign": SIGNS[alignment.effect],
        "words": alignment.get_effect_display(),
        "reason": alignment.reason,
    }


def sheets_of(pack):
    """The pack as the sheets of a workbook: [(title, columns, rows)]."""
    project = pack["project"]
    facts = [
        ("Project", f"{project['key']} {project['name']}"),
        ("Stage", project["stage"]),
        ("Status", project["status"]),
        ("Why this status", project["status_note"]),
        ("Starts on", project["starts_on"]),
        ("Ends on", project["ends_on"]),
        ("Expected benefit", project["benefit"]),
        ("Serves", ", ".join(project["purposes"])),
        ("Sponsors", ", ".join(project["sponsors"])),
        ("Latest baseline", project["baseline"]),
        ("Signed", project["signed_at"]),
    ]
    return [
        ("Project", ["Fact", "Value"], facts),
        table("Goals", GOALS, pack["goals"]),
        table("Customers", CUSTOMERS, pack["customers"]),
        table("Criteria", CRITERIA, pack["criteria"]),
        table("Conflicts", CONFLICTS, pack["conflicts"]),
        table("Alignment", ALIGNMENT, [(each, standing) for each in pack["criteria"] for standing in each["serves"]]),
    ]


def table(title, columns, entries):
    return title, list(columns), [[read(entry) for read in columns.values()] for entry in entries]


def text(name):
    return lambda entry: entry[name]


def listed(name):
    return lambda entry: ", ".join(entry[name])


GOALS = {
    "Goal": text("label"),
    "Statement": text("statement"),
    "Measure": text("measure"),
    "Target": text("target"),
    "Serves": listed("purposes"),
    "Criteria that support it": text("supported"),
}
CUSTOMERS = {
    "Name": text("name"),
    "Person or group": text("kind"),
    "Job title": text("title"),
    "Group": text("group"),
    "Internal or external": text("side"),
    "Roles": listed("roles"),
    "Why a customer": text("reason"),
    "Represented by": text("speaker"),
    "Criteria": lambda entry: len(entry["criteria"]),
    "No own benefit": lambda entry: "yes" if entry["no_own_benefit"] else "",
}
CRITERIA = {
    "Customer": text("customer"),
    "Number": text("number"),
    "In their words": text("statement"),
    "Wording": text("wording"),
    "State": text("state_word"),
    "Confirmed by": text("confirmed_by"),
    "Confirmed on": text("confirmed_on"),
    "Decided by": text("decided_by"),
    "Decided": text("decided_at"),
    "Comment": text("comment"),
    "Agreed wording, if another": text("agreed_words"),
    "Kind": text("kind"),
    "Why it matters": text("why"),
    "How they benefit": text("how"),
    "Importance": text("importance"),
    "Share of their 100": text("share"),
    "Theme": text("theme"),
    "Measure": text("measure"),
    "Now": text("baseline"),
    "Target": text("target"),
    "By": text("due_on"),
    "Deliverable": text("deliverable"),
}
ALIGNMENT = {
    "Customer": lambda pair: pair[0]["customer"],
    "Criterion": lambda pair: pair[0]["number"],
    "In their words": lambda pair: pair[0]["statement"],
    "Goal": lambda pair: pair[1]["label"],
    "Goal's statement": lambda pair: pair[1]["goal"],
    "Stands to it": lambda pair: pair[1]["words"],
    "Reason": lambda pair: pair[1]["reason"],
}
CONFLICTS = {
    "One customer": lambda entry: entry["one"]["customer"],
    "In their words": lambda entry: entry["one"]["statement"],
    "Other customer": lambda entry: entry["other"]["customer"],
    "In their words, too": lambda entry: entry["other"]["statement"],
    "Why it is one": lambda entry: " ".join(entry["causes"]),
    "Decision": text("decision"),
    "Reason": text("reason"),
    "Decided by": text("decided_by"),
    "Decided": text("decided_at"),
}
