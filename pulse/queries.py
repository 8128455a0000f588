"""Questions about the pulse of a project that its pages ask: each is one statement."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from customers.models import Stakeholder
from registry.prepared import PROJECT, ROWS, ask
from valuecriteria.models import ValueCriterion
from valuecriteria.queries import NEVER
from valuecriteria.queries import last_heard as last_worded

from .models import Answer, Promise, PulseRound, Score
from .standing import with_standing
from .trends import Spread, spread_of, spread_of_counts

ROUNDS_SHOWN = 12
MARKS = ("is_ally", "has_fallen", "is_at_risk", "is_silent")


def open_round_number():
    """Over Project: the number of its open round, None without one."""
    return Subquery(PulseRound.objects.open().filter(project=OuterRef("pk")).order_by().values("number")[:1])


def last_round_opened_on():
    """Over Project: the day on which its newest round opened, None before the first."""
    return Subquery(PulseRound.objects.filter(project=OuterRef("pk")).newest_first().values("opened_on")[:1])


def open_promises():
    """Over Project: how many promises are not kept yet."""
    found = Promise.objects.open().filter(stakeholder__project=OuterRef("pk")).order_by()
    return Coalesce(Subquery(found.values("stakeholder__project").annotate(n=Count("pk")).values("n")), 0)


def with_heard(rounds):
    """Each with `heard`: how many customers answered."""
    return rounds.annotate(heard=Count("answers", filter=Q(answers__state=Answer.State.HEARD)))


@dataclass(frozen=True)
class Asked:
    """A round and the scores that were given in it."""

    round: PulseRound
    spread: Spread


def rounds_of(project):
    """The newest rounds with their scores, oldest first. Two statements."""
    rounds = list(project.rounds.newest_first()[:ROUNDS_SHOWN])[::-1]
    counts = defaultdict(Counter)
    found = Answer.objects.heard().filter(round__in=[round.pk for round in rounds]).order_by()
    for pk, score, number in found.values_list("round", "score").annotate(number=Count("pk")):
        counts[pk][score] = number
    for round in rounds:
        round.project = project
    return [Asked(round, spread_of_counts(counts[round.pk])) for round in rounds]


def scores_of(stakeholders, rounds):
    """{customer: {round's number: answer}} of what they answered in these rounds, heard or not."""
    found = Answer.objects.filter(
        stakeholder__in=[each.pk for each in stakeholders], round__in=[round.pk for round in rounds]
    ).annotate(number=F("round__number"))
    answers = defaultdict(dict)
    for answer in found.defer("words"):
        answers[answer.stakeholder_id][answer.number] = answer
    return answers


def standing_counts(project):
    """How many customers of a project are allies, fell, are at risk, silent; and how many there are."""
    rows = ask(standings, project=project.pk)
    counts = {mark: sum(row["number"] for row in rows if row[mark]) for mark in MARKS}
    return counts | {"total": sum(row["number"] for row in rows)}


def standings():
    """How many customers there are of each combination of marks."""
    customers = with_standing(Stakeholder.objects.filter(project=PROJECT).customers())
    return customers.order_by().values(*MARKS).annotate(number=Count("pk"))


def last_scores(criteria):
    """Criteria with last_score, last_words, last_round, last_on and previous_score of their own; None before any."""
    scores = Score.objects.filter(criterion=OuterRef("pk"), score__isnull=False).order_by("-answer__round__number")
    columns = {"score": "score", "words": "words", "round": "answer__round__number", "on": "answer__heard_on"}
    return criteria.annotate(
        **{f"last_{name}": Subquery(scores.values(column)[:1]) for name, column in columns.items()},
        previous_score=Subquery(scores.values("score")[1:2]),
    )


def themes_of(project, most=8):
    """[(theme's key or None, name, spread of the last scores of its criteria)], the lowest first; open ones alone."""
    by_theme = defaultdict(list)
    for theme, name, score in ask(theme_scores, project=project.pk):
        by_theme[theme, name].append(score)
    spreads = [(pk, name or "No theme", spread_of(scores)) for (pk, name), scores in by_theme.items()]
    return sorted(spreads, key=lambda each: (each[2].median, each[1]))[:most]


def theme_scores():
    criteria = ValueCriterion.objects.filter(stakeholder__project=PROJECT, outcome="")
    found = last_scores(criteria).exclude(last_score=None).order_by()
    return found.values_list("theme", "theme__name", "last_score")


def last_heard():
    """The day on which a customer last said what they value or how the project does for them, over Stakeholder."""
    answers = Answer.objects.heard().filter(stakeholder=OuterRef("pk")).order_by("-heard_on")
    return Greatest(last_worded(), Coalesce(Subquery(answers.values("heard_on")[:1]), NEVER))


def days_heard():
    """The days of the answers of some customers, as valuecriteria.queries.HEARD takes them."""
    answers = Answer.objects.heard().filter(stakeholder__in=ROWS).order_by()
    return answers.values_list("stakeholder", Value(None, output_field=CharField()), "heard_on")
