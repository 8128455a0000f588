"""What a page of a round is made of: its customers with this round's answer and the one before, criterion by criterion.

Four statements for any number of customers on the page: the customers, their criteria, and who else asked them.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Exists, FilteredRelation, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from customers.models import RoleAssignment, Stakeholder
from projects.models import Project
from valuecriteria.models import ValueCriterion

from .models import Answer, Score

IN_ORDER = ("place", "party__name_key", "pk")
WAIT_DAYS = 14  # asked elsewhere within these days, a customer may be asked later


@dataclass(frozen=True)
class AskedElsewhere:
    """Another project asked the same person or group. `project` is None for readers who may not know of it."""

    on: object
    project: Project | None

    @property
    def wait_until(self):
        return self.on + timedelta(days=WAIT_DAYS)


def customers_of(round):
    """The customers of the round's project, sponsors first; each with `now`, its answer in this round, or None.

    And with who speaks for a group today, and the answer before this round: before_round, _score, _words.
    """
    sponsors = RoleAssignment.objects.current().sponsors().filter(stakeholder=OuterRef("pk"))
    before = Answer.objects.heard().filter(stakeholder=OuterRef("pk"), round__number__lt=round.number).newest_first()
    columns = {"round": "round__number", "score": "score", "words": "words", "on": "heard_on", "channel": "channel"}
    return (
        Stakeholder.objects.filter(project=round.project_id)
        .select_related("party__group")
        .annotate(
            is_sponsoring=Exists(sponsors),
            place=Case(When(Exists(sponsors), then=Value(0)), default=Value(1), output_field=IntegerField()),
            now=FilteredRelation("answers", condition=Q(answers__round=round.pk)),
            **{f"before_{name}": Subquery(before.values(column)[:1]) for name, column in columns.items()},
        )
        .select_related("now__given_by")
        .with_representative()
    )


def to_ask(round):
    """Those who belong on the round's page: the customers of today, and whoever has an answer in it."""
    customers = Stakeholder.objects.filter(project=round.project_id).customers()
    answered = Answer.objects.filter(round=round, stakeholder=OuterRef("pk"))
    return customers_of(round).filter(Q(pk__in=customers.values("pk")) | Exists(answered))


def still_to_ask(customers):
    """Of these: nobody noted anything about them yet, they were not reached, or the day they wait for has come."""
    waited = Q(now__state=Answer.State.WAITING, now__wait_until__lte=timezone.localdate())
    return customers.filter(Q(now__pk=None) | Q(now__state=Answer.State.NOT_REACHED) | waited)


def bring_criteria(customers, round):
    """Give each its `criteria_asked`: those without an outcome, with now_score, _words and before_score, _words.

    And `now`, None where there is no answer: without a row Django leaves it out.
    """
    scores = Score.objects.filter(criterion=OuterRef("pk"))
    now = scores.filter(answer__round=round)
    before = scores.filter(answer__round__project=round.project_id, answer__round__number__lt=round.number)
    before = before.order_by("-answer__round__number")
    found = ValueCriterion.objects.filter(stakeholder__in=[customer.pk for customer in customers], outcome="")
    found = found.select_related("current_revision").annotate(
        now_score=Subquery(now.values("score")[:1]),
        now_words=Subquery(now.values("words")[:1]),
        before_score=Subquery(before.values("score")[:1]),
        before_words=Subquery(before.values("words")[:1]),
    )
    by_customer = defaultdict(list)
    for criterion in found.order_by("stakeholder", "number"):
        by_customer[criterion.stakeholder_id].append(criterion)
    for customer in customers:
        customer.now = getattr(customer, "now", None)
        customer.criteria_asked = by_customer[customer.pk]
        for criterion in customer.criteria_asked:
            criterion.stakeholder = customer


def bring_asked_elsewhere(customers, round, user):
    """Give each its `asked_elsewhere`: the newest asking of the same person or group by another project, or None.

    Whoever speaks for a group was asked too. A project that `user` may not know of is not named.
    """
    speakers = {customer.pk: {customer.party_id, customer.representative_pk} - {None} for customer in customers}
    everybody = {key for keys in speakers.values() for key in keys}
    since = timezone.localdate() - timedelta(days=WAIT_DAYS)
    known = Project.objects.known_to(user).filter(pk=OuterRef("stakeholder__project"))
    found = (
        Answer.objects.filter(Q(stakeholder__party__in=everybody) | Q(given_by__in=everybody), heard_on__gt=since)
        .filter(state__in=[Answer.State.HEARD, Answer.State.NOT_REACHED])
        .exclude(stakeholder__project=round.project_id)
        .annotate(is_known=Exists(known))
        .select_related("stakeholder__project")
        .order_by("heard_on", "pk")
    )
    newest = {}
    for answer in found:
        asked = AskedElsewhere(answer.heard_on, answer.stakeholder.project if answer.is_known else None)
        newest[answer.stakeholder.party_id] = newest[answer.given_by_id] = asked
    for customer in customers:
        asked = [newest[key] for key in speakers[customer.pk] if key in newest]
        customer.asked_elsewhere = max(asked, key=lambda each: each.on, default=None)
