"""How customers stand to a project by what they answer: allies, fallen, at risk, silent. The one home of these rules.

They are conditions over Stakeholder, so that filters, lists and pages mean the same: `with_standing` brings each as a
column. Source: DOMAIN.md, "Ally / at risk", and the rhythm of a project.

The *last* score is that of the latest round in which they were heard; the *fall* is from the one before it. What
somebody fell by, or how low they are, is *answered* by a promise to them that is still open, or that was made since.
"""

from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from customers.models import Role, RoleAssignment
from projects.models import Rhythm, Stage

from .models import Answer, Promise, PulseRound

ALLY_FROM = 8
RISK_TO = 6
FALL = 2
# A customer is silent who was not heard for longer than this; asked once, who was not heard at all by then.
DAYS = {Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14, Rhythm.MONTHLY: 31, Rhythm.QUARTERLY: 92, Rhythm.ONCE: 31}

Q_ALLY = Q(last_score__gte=ALLY_FROM)
Q_FELL = Q(last_score__lte=F("previous_score") - FALL)
Q_LOW = Q(last_score__lte=RISK_TO)
Q_AT_RISK = (Q_LOW | Q_FELL) & Q(is_answered=False)
Q_NEVER_HEARD = Q(last_score=None)


def with_last(stakeholders):
    """Each with its last answer: last_score, _words, _on, _round, _answer, and previous_score; None without one."""
    heard = Answer.objects.heard().filter(stakeholder=OuterRef("pk")).newest_first()
    columns = {"score": "score", "words": "words", "on": "heard_on", "round": "round__number", "answer": "pk"}
    return stakeholders.annotate(
        **{f"last_{name}": Subquery(heard.values(column)[:1]) for name, column in columns.items()},
        previous_score=Subquery(heard.values("score")[1:2]),
    )


def with_standing(stakeholders):
    """Each with its last answer, and is_answered, is_ally, has_fallen, is_low, is_at_risk, is_silent: true or not."""
    return with_answered(with_last(stakeholders)).annotate(
        is_ally=holds(Q_ALLY),
        has_fallen=holds(Q_FELL),
        is_low=holds(Q_LOW),
        is_at_risk=holds(Q_AT_RISK),
        is_silent=holds(q_silent()),
    )


def with_answered(stakeholders):
    """Stakeholders `with_last`, each with is_answered: a promise to them is open, or was made since."""
    since = Q(done_on=None) | Q(made_on__gte=OuterRef("last_on"))
    return stakeholders.annotate(is_answered=Exists(Promise.objects.filter(since, stakeholder=OuterRef("pk"))))


def at_risk(stakeholders):
    """Those at risk alone; `with_standing` says the same, and everything else besides."""
    return with_answered(with_last(stakeholders)).filter(Q_AT_RISK)


def silent(stakeholders):
    """The silent alone; `with_standing` says the same, and everything else besides."""
    return with_last(stakeholders).filter(q_silent())


def holds(condition):
    return Case(When(condition, then=Value(True)), default=Value(False))


def q_silent():
    """Not heard within the rhythm of their project, which has to be active; counted from the day they were logged."""
    today = timezone.localdate()
    silent = Q()
    for rhythm, days in DAYS.items():
        day = today - timedelta(days=days)
        never = Q(last_on=None, created_at__lt=timezone.make_aware(datetime.combine(day, time.min)))
        long_ago = Q() if rhythm == Rhythm.ONCE else Q(last_on__lt=day)
        silent |= Q(project__rhythm=rhythm) & (never | long_ago if long_ago else never)
    return Q(project__stage=Stage.ACTIVE) & silent


def with_unasked(stakeholders):
    """Stakeholders `with_last`, each with is_unasked: an end user of today who was never heard."""
    held = RoleAssignment.objects.current().filter(stakeholder=OuterRef("pk"), role__kind=Role.Kind.END_USER)
    return stakeholders.annotate(is_unasked=holds(Q_NEVER_HEARD & Exists(held)))


def next_round_on(project, opened_on):
    """The day on which the next round is due, by when the last one opened (None: there was none); None for no more."""
    if project.stage != Stage.ACTIVE or project.rhythm == Rhythm.NOT_YET:
        return None
    if opened_on is None:
        return timezone.localdate()
    return None if project.rhythm == Rhythm.ONCE else opened_on + timedelta(days=DAYS[project.rhythm])


def with_round_due(projects):
    """Projects whose next round is due, by the same rule, each with last_round_on; never the first one."""
    today = timezone.localdate()
    opened = PulseRound.objects.filter(project=OuterRef("pk")).newest_first()
    rhythms = [
        Q(rhythm=rhythm, last_round_on__lte=today - timedelta(days=days))
        for rhythm, days in DAYS.items()
        if rhythm != Rhythm.ONCE
    ]
    found = projects.filter(stage=Stage.ACTIVE).exclude(rounds__in=PulseRound.objects.open())
    return found.annotate(last_round_on=Subquery(opened.values("opened_on")[:1])).filter(reduce(or_, rhythms))
