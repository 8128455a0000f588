"""What a sponsor signs: a project's agreed criteria, their customers, goals and alignment, as plain data.

Data and not rows, because it is to stay as it was: compared by equality, kept as JSON, and carried by the form that
signs it. Everything in it that was typed is named in `models.baselines.texts_in`.
"""

from collections import defaultdict

from customers.models import Stakeholder
from registry.wording import words_diff

from .models import Alignment, State, ValueCriterion
from .shares import give_shares


def snapshot_of(project):
    """What signing this project now would keep. Six statements, whatever the rows."""
    criteria = list(live_criteria(project))
    return snapshot_from(project, criteria)


def live_criteria(project):
    """The criteria of a project that still count, with the facts of their state, and their shares."""
    found = ValueCriterion.objects.filter(stakeholder__project=project).live().with_facts()
    found = found.select_related("current_revision__confirmation", "theme", "deliverable").order_by(
        "stakeholder", "number", "pk"
    )
    by_customer = defaultdict(list)
    for criterion in found:
        by_customer[criterion.stakeholder_id].append(criterion)
    for criteria in by_customer.values():
        yield from give_shares(criteria)


def is_agreed(criterion):
    """Whether the sponsor agreed with its current wording; what became of it since (met, not met) takes nothing back.

    What was withdrawn counts no more.
    """
    return criterion.decision == "agree" and criterion.outcome != State.WITHDRAWN


def snapshot_from(project, criteria):
    agreed = [criterion for criterion in criteria if is_agreed(criterion)]
    goals, serves = list(project.goals.order_by("number", "pk")), defaultdict(list)
    found = Alignment.objects.filter(goal__in=goals, criterion__stakeholder__project=project)
    for alignment in found.order_by("goal__number", "pk"):
        entry = {"goal": alignment.goal_id, "effect": alignment.effect, "reason": alignment.reason}
        serves[alignment.criterion_id].append(entry)
    customers = [customer_as_data(each) for each in customers_of(project, agreed)]
    place = {customer["key"]: at for at, customer in enumerate(customers)}
    agreed = [criterion for criterion in agreed if criterion.stakeholder_id in place]
    agreed.sort(key=lambda criterion: (place[criterion.stakeholder_id], criterion.number))
    return {
        "goals": [goal_as_data(goal) for goal in goals],
        "customers": customers,
        "criteria": [criterion_as_data(criterion) | {"serves": serves[criterion.pk]} for criterion in agreed],
    }


def customers_of(project, criteria):
    """The customers of these criteria, by name, with their roles of today and who speaks for them."""
    found = Stakeholder.objects.filter(project=project, pk__in={each.stakeholder_id for each in criteria})
    found = found.select_related("party__group").with_roles().with_representative()
    return found.order_by("party__name_key", "pk")


def goal_as_data(goal):
    facts = {name: getattr(goal, name) for name in ("number", "statement", "measure", "target")}
    return {"key": goal.pk, **facts}


def customer_as_data(stakeholder):
    party = stakeholder.party
    return {
        "key": stakeholder.pk,
        "party": party.pk,
        "name": party.name,
        "group": party.group.name if party.group else "",
        "roles": [role_as_data(held) for held in stakeholder.held],
        "speaker": stakeholder.representative_name or "",
        "speaker_party": stakeholder.representative_pk,
    }


def role_as_data(held):
    return f"Accountable {held.role.name.lower()}" if held.is_accountable else held.role.name


def criterion_as_data(criterion):
    same = ("number", "kind", "why", "how", "importance", "share", "measure", "baseline", "target", "outcome")
    return {
        "key": criterion.pk,
        "customer": criterion.stakeholder_id,
        "wording": criterion.current_revision.number,
        "statement": criterion.statement,
        "confirmed": criterion.is_confirmed,
        "theme": criterion.theme.name if criterion.theme else "",
        "due": criterion.due_on.isoformat() if criterion.due_on else "",
        "deliverable": criterion.deliverable.name if criterion.deliverable else "",
        **{name: getattr(criterion, name) for name in same},
    }


def left_out(criteria):
    """The criteria that signing now would leave out: those that the sponsor has not agreed with as they stand."""
    return [criterion for criterion in criteria if not is_agreed(criterion)]


def tell_fates(found):
    """Let the criteria that were removed (Differences) say what became of them by now: `fate`, and `fate_diff` if other
    words stand in their place. One statement."""
    keys = [criterion["key"] for criterion in found.removed]
    current = ValueCriterion.objects.filter(pk__in=keys).with_facts().select_related("current_revision")
    known = {criterion.pk: criterion for criterion in current} if keys else {}
    for criterion in found.removed:
        criterion["fate"], criterion["fate_diff"] = fate(criterion, known.get(criterion["key"]))
    return found


def fate(then, now):
    if now is None:
        return "It was deleted.", None
    if now.state == State.WITHDRAWN:
        return f"Withdrawn: {now.outcome_reason}", None
    if now.current_revision.number == then["wording"]:
        return "The sponsor asked for a change since.", None
    words = f"Wording {now.current_revision.number} is not agreed yet ({now.state.label.lower()})."
    return words, words_diff(then["statement"], now.statement)
