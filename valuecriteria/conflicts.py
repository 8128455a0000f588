"""Where two customers of a project want what does not go together: found from what they value, decided by the sponsor.

Source: DOMAIN.md, "Conflicts between customers". Two open criteria of different customers are in conflict when they
share a theme and go in opposite directions or have targets that exclude each other; when one customer gives a theme 40
points or more of their 100 above the other (a customer with a single criterion has divided nothing yet: its 100 says
nothing); when one supports a goal that the other conflicts with. Criteria with an outcome ask for nothing any more and
take no part. What is found is never stored; what is decided is (ConflictDecision), and counts for the wordings it was
decided on: with other words, the question is open again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import partial
from itertools import combinations, product
from operator import itemgetter
from typing import NamedTuple

from django.db.models import BigIntegerField, F, Value

from registry.prepared import ROWS, ask

from .aims import aim_of, are_opposed, exclude_each_other
from .models import Alignment, ConflictDecision, ValueCriterion
from .shares import give_shares

FAR_APART = 40  # points of 100


@dataclass(frozen=True)
class Cause:
    """Why two criteria are seen as a conflict: `kind` is direction, target, share or goal; the sentence is made when it
    is read: of a thousand conflicts a page shows some.
    """

    kind: str
    say: Callable

    @property
    def sentence(self):
        return self.say()


@dataclass(eq=False)
class Conflict:
    """Two criteria, `one` with the smaller key; the causes that hold today; the decisions, the newest first."""

    one: ValueCriterion
    other: ValueCriterion
    causes: list = field(default_factory=list)
    decisions: list = field(default_factory=list)

    @property
    def both(self):
        return [self.one, self.other]

    @property
    def customers(self):
        return [self.one.stakeholder, self.other.stakeholder]

    @property
    def name(self):
        """For addresses, forms and anchors."""
        return f"{self.one.pk}-{self.other.pk}"

    @property
    def place(self):
        """Where it stands in the list, behind the list's address."""
        return place_of(self.name)

    @property
    def latest(self):
        return self.decisions[0] if self.decisions else None

    @property
    def decision(self):
        """The newest decision, if it was about the words of today."""
        return self.latest if self.latest and about_today(self.latest, self.one, self.other) else None

    @property
    def is_open(self):
        return bool(self.causes) and self.decision is None

    @property
    def is_none(self):
        """Said by the sponsor to be no conflict."""
        return self.decision is not None and self.decision.outcome == ConflictDecision.Outcome.NONE

    @property
    def earlier(self):
        """[(what it says, the decision)] of all but the one that counts."""
        decisions = self.decisions[1:] if self.decision else self.decisions
        return [(words_of(decision.outcome, self.one, self.other), decision) for decision in decisions]

    @property
    def words_of_outcome(self):
        return words_of(self.latest.outcome, self.one, self.other) if self.latest else ""


def place_of(name):
    return f"?at={name}#c{name}"


def about_today(decision, one, other):
    today = one.current_revision_id, other.current_revision_id
    return (decision.one_revision_id, decision.other_revision_id) == today


def words_of(outcome, one, other):
    """What a decision says, with the customers' names."""
    return words_of_sides(outcome, str(one.stakeholder), str(other.stakeholder))


def words_of_sides(outcome, one, other):
    """The same, of the two names."""
    return {
        "one": f"{one}’s goes first",
        "other": f"{other}’s goes first",
        "both": "Both stay",
        "none": "No conflict",
    }[outcome]


@dataclass
class Bare:
    """As much of a criterion as it takes to find conflicts; what is said of them is said without names."""

    pk: int
    stakeholder_id: int
    number: int
    importance: int
    outcome: str
    theme_id: int | None
    measure: str
    baseline: str
    target: str
    current_revision_id: int

    stakeholder = theme = ""


class Standing(NamedTuple):
    """As much of an alignment."""

    criterion_id: int
    goal: int
    effect: str


def conflicts_of(project):
    """The conflicts of a project, the open ones first, and those decided earlier; in three statements."""
    criteria = criteria_of([project.pk])
    alignments = (
        Alignment.objects.filter(goal__project=project.pk).select_related("goal").order_by("goal__number", "pk")
    )
    return conflicts_among(criteria, alignments, decisions_of([project.pk]).select_related("decided_by"))


def undecided_in(projects):
    """Which of these projects have a conflict that waits for a decision: {primary key}, in two statements.

    For lists of projects: no further than to the first one found.
    """
    return {project for project, pairs in undecided_pairs(projects) if next(pairs, None)}


def number_undecided(project):
    """How many conflicts of a project wait for a decision, in two statements."""
    return sum(len(set(pairs)) for _, pairs in undecided_pairs([project.pk]))


def undecided_pairs(projects):
    """(project, the pairs that wait for a decision, once for each cause), from bare rows: there is nothing to say."""
    criteria, aligned, settled = defaultdict(list), defaultdict(list), {}
    for project, *facts in ask(bare_criteria, rows=projects):
        criteria[project].append(Bare(*facts))
    # The newest decision of a pair comes last.
    rows = sorted(ask(alignments_and_decisions, rows=projects), key=itemgetter(-1))
    for project, one, other, effect, *revisions, is_decision in rows:
        if is_decision:
            settled[one, other] = tuple(revisions)
        else:
            aligned[project].append(Standing(one, other, effect))
    for project, theirs in criteria.items():
        causes = causes_among(theirs, aligned[project])
        yield project, (pair_of(one, other) for one, other, _ in causes if not is_settled(one, other, settled))


def bare_criteria():
    found = ValueCriterion.objects.live().filter(stakeholder__project__in=ROWS).order_by()
    return found.values_list("stakeholder__project", *(each.name for each in fields(Bare)))


def pair_of(one, other):
    return tuple(sorted((one.pk, other.pk)))


def is_settled(one, other, settled):
    """Whether the newest decision between the two was about the words of today."""
    one, other = sorted((one, other), key=lambda criterion: criterion.pk)
    return settled.get((one.pk, other.pk)) == (one.current_revision_id, other.current_revision_id)


def alignments_and_decisions():
    """Rows of (project, criterion, goal, effect, 0, 0, 0) and (project, one, other, outcome, two wordings, key)."""
    none = Value(0, BigIntegerField())
    aligned = Alignment.objects.filter(goal__project__in=ROWS).order_by()
    aligned = aligned.annotate(first=none, second=none, at=none)
    rows = aligned.values_list("goal__project", "criterion", "goal", "effect", "first", "second", "at")
    decided = decisions_of().order_by().annotate(at=F("pk"))
    columns = ("one__stakeholder__project", "one", "other", "outcome", "one_revision", "other_revision", "at")
    return rows.union(decided.values_list(*columns), all=True)


def criteria_of(projects):
    """What takes part, with the words, the customer and the theme that are said of it."""
    found = ValueCriterion.objects.live().filter(stakeholder__project__in=projects)
    related = ("stakeholder__party", "stakeholder__project", "current_revision", "theme")
    return found.select_related(*related).order_by("stakeholder__party__name_key", "stakeholder", "number")


def decisions_of(projects=ROWS):
    return ConflictDecision.objects.filter(one__stakeholder__project__in=projects).order_by("-pk")


def conflicts_among(criteria, alignments, decisions):
    """[Conflict] of criteria (the live ones, with stakeholder and theme), alignments (with goal) and decisions."""
    criteria = list(criteria)
    by_key = {criterion.pk: criterion for criterion in criteria}
    pairs = defaultdict(list)
    for one, other, cause in causes_among(criteria, alignments):
        pairs[pair_of(one, other)].append(cause)
    decided = defaultdict(list)
    for decision in decisions:
        if decision.one_id in by_key and decision.other_id in by_key:
            decided[decision.one_id, decision.other_id].append(decision)
    found = [
        Conflict(by_key[one], by_key[other], pairs.get((one, other), []), decided.get((one, other), []))
        for one, other in {**pairs, **decided}
    ]
    return sorted(found, key=in_order(found, criteria))


def in_order(found, criteria):
    """What is open first, and more causes before fewer; what one criterion has against many stands together."""
    place = {criterion.pk: at for at, criterion in enumerate(criteria)}
    number = Counter(criterion.pk for conflict in found for criterion in conflict.both)

    def key(conflict):
        busy, other = sorted((each.pk for each in conflict.both), key=lambda pk: (-number[pk], place[pk]))
        return not conflict.is_open, -len(conflict.causes), -number[busy], place[busy], place[other]

    return key


def causes_among(criteria, alignments):
    """(one, other, Cause) for whatever sets two open criteria of different customers against each other."""
    of_customer = defaultdict(list)
    for criterion in criteria:
        of_customer[criterion.stakeholder_id].append(criterion)
    for theirs in of_customer.values():
        give_shares(theirs)
    dividing = {stakeholder for stakeholder, theirs in of_customer.items() if len(theirs) > 1}
    playing = [criterion for criterion in criteria if not criterion.outcome]
    themes = defaultdict(list)
    for criterion in playing:
        if criterion.theme_id:
            themes[criterion.theme_id].append(criterion)
    for theme in themes.values():
        yield from aims_apart(theme)
        yield from shares_apart([criterion for criterion in theme if criterion.stakeholder_id in dividing])
    yield from goals_apart({criterion.pk: criterion for criterion in playing}, alignments)


def aims_apart(criteria):
    """Among criteria of one theme: opposite directions, or targets that exclude each other."""
    aims = [(criterion, aim) for criterion in criteria if (aim := aim_of(criterion))]
    for (one, its), (other, others) in combinations(aims, 2):
        if one.stakeholder_id == other.stakeholder_id:
            continue
        if are_opposed(its, others):
            yield one, other, Cause("direction", partial(say_aims, one, other, "in opposite directions"))
        elif exclude_each_other(its, others):
            yield one, other, Cause("target", partial(say_aims, one, other, "no result meets both targets"))


def say_aims(one, other, finding):
    return f"Both about {one.theme}, {finding}: {said_of(one)}, {said_of(other)}."


def said_of(criterion):
    start = f"from {criterion.baseline} to " if criterion.baseline else ""
    return f"{criterion.stakeholder} {start}{criterion.target}"


def shares_apart(criteria):
    """Among criteria of one theme: what it weighs to each customer, said between the heaviest criteria of the two."""
    weights = defaultdict(list)
    for criterion in criteria:
        weights[criterion.stakeholder_id].append(criterion)
    summed = [(sum(c.share for c in theirs), heaviest(theirs)) for theirs in weights.values()]
    for (share, one), (others, other) in combinations(summed, 2):
        if abs(share - others) >= FAR_APART:
            yield one, other, Cause("share", partial(say_shares, one, share, other, others))


def say_shares(one, share, other, others):
    words = f"{one.theme} weighs {share} of 100 to {one.stakeholder}, {others} to {other.stakeholder}"
    return f"{words}: {abs(share - others)} points apart."


def heaviest(criteria):
    return max(criteria, key=lambda criterion: (criterion.share, -criterion.number))


def goals_apart(playing, alignments):
    """One supports a goal that another one conflicts with."""
    goals = defaultdict(lambda: ([], []))
    for alignment in alignments:
        if alignment.criterion_id in playing:
            goals[alignment.goal][alignment.effect == Alignment.Effect.CONFLICT].append(alignment)
    for support, against in goals.values():
        for one, other in product(support, against):
            yours, theirs = playing[one.criterion_id], playing[other.criterion_id]
            if yours.stakeholder_id != theirs.stakeholder_id:
                yield yours, theirs, Cause("goal", partial(say_goal, yours, one, theirs, other))


def say_goal(yours, support, theirs, against):
    effect = f"{support.before_goal} {support.goal}"
    why = f": “{against.reason}”" if against.reason else "."
    return f"What {yours.stakeholder} values {effect}, what {theirs.stakeholder} values conflicts with it{why}"
