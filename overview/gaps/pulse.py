"""What the pulse lacks: to be heard, to be promised something, to be told."""

from django.urls import reverse
from django.utils.http import urlencode

from pulse import saying
from registry.templatetags.register import plural

from .gap import Gap, for_project, for_row, oldest_first


def unheard(facts):
    """Customers not heard within the project's rhythm."""
    return [
        Gap(
            f"Ask {customer.party.name} how the project does for them",
            saying.sentence(saying.silence(customer, facts.project)),
            asking(facts),
            for_row(customer, "customer-pulse"),
        )
        for customer in facts.customers
        if customer.is_silent
    ]


def asking(facts):
    """Where customers are asked: the page of the round that is open, else where one is opened."""
    number = getattr(facts.project, "open_round", None)
    return reverse("pulse-ask", args=[facts.project.key, number]) if number else for_project(facts, "pulse")


def unanswered(facts):
    """Customers at risk to whom nothing is promised."""
    return [
        Gap(
            f"Promise {customer.party.name} something",
            f"At risk: {saying.risk(customer)}.",
            f"{for_project(facts, 'promise-new')}?{urlencode({'answer': customer.last_answer})}",
            for_row(customer, "customer-pulse"),
        )
        for customer in facts.customers
        if customer.is_at_risk
    ]


def overdue(facts):
    late = [(facts.days_late(promise), promise) for promise in facts.promises if promise.is_overdue]
    return [undertaking(promise, days) for days, promise in oldest_first(late)]


def undertaking(promise, days):
    """A promise to keep; `days` is for how long it is late, below zero how many are left."""
    due = f"is due {saying.day_of(promise.due_on)}" if days < 0 else f"was due {saying.day_of(promise.due_on)}"
    return Gap(
        f"Keep the promise to {promise.stakeholder.party.name}: “{promise}”",
        f"{promise.by_whom} does it; it {'is due today' if days == 0 else due}.",
        for_row(promise, "promise"),
        for_row(promise, "promise"),
        days,
    )


def untold(facts):
    """Promises that are done and that the customer does not know of."""
    done = [((facts.today - promise.done_on).days, promise) for promise in facts.promises if promise.done_on]
    return [
        Gap(
            f"Tell {promise.stakeholder.party.name} that it is done: “{promise}”",
            f"Done {plural(days, 'day')} ago, and they do not know it." if days else "Done today. Let them know.",
            for_row(promise, "promise-tell"),
            for_row(promise, "promise"),
            days,
        )
        for days, promise in oldest_first(done)
    ]
