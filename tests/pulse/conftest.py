"""Six rounds with a drop and a recovery, worked out by hand: what test_standing.py and test_trends.py meet exactly.

round    1  2  3  4  5  6     after the last one
Ann      7  7  4  5  7  8     the drop and the recovery: an ally
Ben      9  9  9  9  9  7     fell by two; nobody answered it: at risk
Cleo     8  8  8  8  8  6     fell by two and low, and a promise was made since: fell, not at risk
Dov      6  -  6  -  6  -     low, last heard in round 5, within the month: at risk
Eve      8  8  -  -  -  -     an ally once, not heard since: silent
Finn     -  -  -  -  -  -     an end user nobody asked: silent
Gus      5  5  5  5  5  5     low, and a promise of before is still open: not at risk
Hal     10 10 10 10 10  8     fell by two and an ally: both, and at risk
"""

from datetime import timedelta

from django.utils import timezone

from customers.models import Stakeholder
from tests.cast import make_answer, make_criterion, make_customer, make_promise, make_round
from tests.stage import scene

SCORES = {
    "Ann": "7 7 4 5 7 8",
    "Ben": "9 9 9 9 9 7",
    "Cleo": "8 8 8 8 8 6",
    "Dov": "6 - 6 - 6 -",
    "Eve": "8 8 - - - -",
    "Finn": "- - - - - -",
    "Gus": "5 5 5 5 5 5",
    "Hal": "10 10 10 10 10 8",
}
DAYS_AGO = [150, 120, 90, 60, 30, 2]


@scene
def six(project, manager):
    """The customers by name; all of them were logged before the first round."""
    people = {
        name: make_customer(project, name, "End user" if name == "Finn" else "Customer", by=manager) for name in SCORES
    }
    Stakeholder.objects.update(created_at=timezone.now() - timedelta(days=200))
    today = timezone.localdate()
    for at, days in enumerate(DAYS_AGO):
        day = today - timedelta(days=days)
        asked = make_round(project, by=manager, on=day)
        for name, scores in SCORES.items():
            if (score := scores.split()[at]) != "-":
                make_answer(asked, people[name], int(score), f"{name} in {at + 1}", by=manager, on=day)
    make_promise(people["Cleo"], by=manager, on=today - timedelta(days=1))
    make_promise(people["Gus"], by=manager, on=today - timedelta(days=100))
    return people


@scene
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


@scene
def speed(tom, manager):
    return make_criterion(tom, by=manager)


@scene
def asked(project, manager):
    return make_round(project, by=manager)
