"""Why somebody is on a list of the pulse, in half a sentence, and what to tell them of a promise. Words alone.

Over stakeholders as pulse.standing brings them.
"""

from django.utils import timezone
from django.utils.formats import date_format

from projects.models import Rhythm
from registry.templatetags.register import plural

WITHIN = {
    Rhythm.WEEKLY: "every week",
    Rhythm.FORTNIGHTLY: "every two weeks",
    Rhythm.MONTHLY: "every month",
    Rhythm.QUARTERLY: "every quarter",
    Rhythm.ONCE: "once",
}


def day_of(day):
    return date_format(day, "j F" if day.year == timezone.localdate().year else "j F Y")


def sentence(words):
    return f"{words[:1].upper()}{words[1:]}."


def last(customer):
    return f"{customer.last_score} in round {customer.last_round}, on {day_of(customer.last_on)}"


def fall(customer):
    return f"fell from {customer.previous_score} to {customer.last_score} in round {customer.last_round}"


def risk(customer):
    """Why they are at risk: a fall says more than a low score."""
    return fall(customer) if customer.has_fallen else last(customer)


def silence(customer, project):
    """Since when they were not heard, and how often the project asks."""
    asked = f"asked {WITHIN[Rhythm(project.rhythm)]}"
    if customer.last_on is None:
        days = (timezone.localdate() - timezone.localdate(customer.created_at)).days
        return f"never heard, known for {plural(days, 'day')}; {asked}"
    days = (timezone.localdate() - customer.last_on).days
    return f"last heard {plural(days, 'day')} ago, on {day_of(customer.last_on)}; {asked}"


def change(customer):
    """The difference to the answer before: +2, 0; None where there is none to compare with."""
    if customer.last_score is None or customer.previous_score is None:
        return None
    return customer.last_score - customer.previous_score


def telling(promise):
    """What to send to the customer once a promise is done: you said, we did. To be edited by whoever sends it."""
    said = (promise.answer.words if promise.answer else "") or (str(promise.criterion) if promise.criterion else "")
    lines = [f"You said: “{said}”"] if said else []
    stop = "" if promise.what.endswith((".", "!", "?", "…")) else "."
    lines.append(f"We promised: {promise.what}{stop}")
    lines.append(f"It has been done since {day_of(promise.done_on)}. Does it help? We ask again in the next round.")
    return "\n\n".join(lines)
