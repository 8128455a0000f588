"""The state of a criterion: derived from facts, never stored, defined once for SQL and for Python.

The facts are the criterion's outcome, the sponsor's latest decision on its current wording, and whether that wording is
confirmed. The first rule that holds names the state. Source: DOMAIN.md, "State is derived from facts".
"""

from django.db import models
from django.db.models import Case, Q, Value, When


class State(models.TextChoices):
    ASSUMED = "assumed", "Assumed"
    CONFIRMED = "confirmed", "Confirmed"
    AGREED = "agreed", "Agreed"
    CHANGE = "change", "Change requested"
    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    WITHDRAWN = "withdrawn", "Withdrawn"


RULES = [
    ({"outcome": "met"}, State.MET),
    ({"outcome": "not_met"}, State.NOT_MET),
    ({"outcome": "withdrawn"}, State.WITHDRAWN),
    ({"decision": "ask"}, State.CHANGE),
    ({"decision": "agree"}, State.AGREED),
    ({"is_confirmed": True}, State.CONFIRMED),
]


def state_of(facts):
    """The state of an object with the attributes outcome, decision and is_confirmed."""
    for rule, state in RULES:
        if all(getattr(facts, name) == value for name, value in rule.items()):
            return state
    return State.ASSUMED


def state_in_sql():
    """The same, over a queryset annotated with those facts."""
    return Case(
        *[When(Q(**rule), then=Value(state.value)) for rule, state in RULES],
        default=Value(State.ASSUMED.value),
        output_field=models.CharField(),
    )


def counted(states):
    """[(state, word, number)] in the order of states, for components/pips.html; withdrawn ones are not counted."""
    states = list(states)
    return [(s.value, s.label, states.count(s)) for s in State if s != State.WITHDRAWN and s in states]
