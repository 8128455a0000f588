"""A project's customers as its overview shows them: the sponsor first, then group by group."""

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from customers.models import Role, Stakeholder
from customers.reasons import reason, reason_from_roles
from registry.search import fold

from .facts import state_counts

MOST_SHOWN = 60


@dataclass(frozen=True)
class Row:
    """One customer: their roles, why they are one, and what they value, if the reader may see it."""

    stakeholder: Stakeholder
    roles: list
    why: str
    shows_value: bool
    pips: list


@dataclass(frozen=True)
class Section:
    """Customers under one heading; the sponsors stand without one."""

    name: str
    is_external: bool
    rows: list


def sections_of(facts, user):
    """The first MOST_SHOWN customers: the sponsors, then group by group; what a reader may not see is not in it."""
    if not facts.project.can["see_value"]:
        return sections_for_customer(facts, user)
    sponsors = facts.sponsors
    rows = [(None if s in sponsors else home_of(s), s in sponsors, row_of(s)) for s in in_order(facts)[:MOST_SHOWN]]
    return [
        Section(name_of(group, is_sponsor), bool(group and group.is_external), [row for _, _, row in found])
        for (group, is_sponsor), found in groupby(rows, key=itemgetter(0, 1))
    ]


def sections_for_customer(facts, user):
    """For a customer with a login: what they value themselves and for their groups, then the others by name."""
    own = [customer for customer in facts.stakeholders if customer.is_spoken_by(user)]
    others = [customer for customer in in_order(facts) if customer not in own][:MOST_SHOWN]
    sections = [
        Section("You", False, [row_of(customer, reason_from_roles) for customer in own]),
        Section("Who else", False, [Row(other, badges(other), "", False, []) for other in others]),
    ]
    return [section for section in sections if section.rows]


def in_order(facts):
    """The customers: accountable sponsor, other sponsors, then by group and name; those without a group come last."""
    sponsors, accountable = facts.sponsors, facts.accountable

    def place(customer):
        group = None if customer in sponsors else home_of(customer)
        return (
            customer != accountable,
            customer not in sponsors,
            group is None,
            (fold(group.name), group.pk) if group else ("", 0),
            customer.party.name_key,
            customer.pk,
        )

    return sorted(facts.customers, key=place)


def home_of(customer):
    """The group a customer is shown under: the one they belong to; one at the top of the tree stands under itself."""
    return customer.party.group or (customer.party if customer.party.is_group else None)


def name_of(group, is_sponsor):
    if is_sponsor:
        return ""
    return group.name if group else "Without a group"


def row_of(customer, why=reason):
    return Row(customer, badges(customer), why(customer), True, state_counts(customer.valued))


def badges(customer):
    """The roles in force, the sponsor's first."""
    return sorted(customer.held, key=lambda held: (not held.is_accountable, held.role.kind != Role.Kind.SPONSOR))
