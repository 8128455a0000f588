"""What is missing about the team: who lends people, until when, and whether those who lend are customers."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format

from customers.providers import new_providers
from customers.reasons import provides
from registry.templatetags.register import plural

from .gap import Gap, for_project

ENDING_DAYS = 30


def unprovided(facts):
    """Secondments that name nobody behind them."""
    return [
        Gap(
            f"Say who provides {member.person.name}",
            "Lent by nobody we know of: nobody to ask when it ends, and a customer overlooked.",
            form_of(member, "id_provider"),
            for_project(facts, "team"),
        )
        for member in seconded(facts)
        if member.provider_id is None
    ]


def ending(facts):
    """Secondments that end within thirty days and that no later entry of the same person follows."""
    ends = facts.today + timedelta(days=ENDING_DAYS)
    followed = {(m.person_id, m.from_on) for m in facts.team}
    return [
        Gap(
            f"{member.person.name}'s secondment ends on {day_of(member.to_on)}: extend it or find somebody",
            f"{plural((member.to_on - facts.today).days, 'day')} left"
            + (f" to hand over what they do: {member.discipline}." if member.discipline else "."),
            form_of(member, "id_to_on"),
            for_project(facts, "team"),
            (facts.today - member.to_on).days,
        )
        for member in sorted(seconded(facts), key=lambda member: (member.to_on is None, member.to_on))
        if member.to_on and member.to_on <= ends and (member.person_id, member.to_on) not in followed
    ]


def unlogged_providers(facts):
    """Those who provide people and are neither customers nor declined as such."""
    return [
        Gap(
            f"Log {party.name} as a customer, or say that they are none",
            f"{party.name} {provides(people)}: whoever gives to the project is owed something by it.",
            for_project(facts, "team"),
            for_project(facts, "team"),
        )
        for party, people in new_providers(facts.team)
    ]


def seconded(facts):
    return [member for member in facts.team if member.is_seconded and not member.has_left]


def form_of(member, field):
    return f"{reverse('team-edit', args=[member.project.key, member.pk])}#{field}"


def day_of(day):
    return date_format(day, "j F")
