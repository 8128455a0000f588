"""A project's customers as its overview shows them: the sponsor first, then group by group."""

from dataclasses import dataclass

from customers.models import Stakeholder
from customers.reasons import reason, reason_from_roles
from registry.search import fold

from .facts import state_counts

MOST_SHOWN = 60


@dataclass(frozen=True)
class Row:
    """One customer: badges from `stakeholder.held`, why they are one, and what they value, if the reader may see it."""

    stakeholder: Stakeholder
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
    """The first MOST_SHOWN customers, sectioned. Readers who may not see value get names, roles and their own part."""
    may_read = facts.project.can["see_value"]
    sponsors = facts.sponsors
    accountable = facts.accountable
    customers = sorted(facts.customers, key=lambda s: place_of(s, s == accountable, s in sponsors))[:MOST_SHOWN]
    sections = []
    for customer in customers:
        group = None if customer in sponsors else home_of(customer)
        key = group.pk if group else customer not in sponsors
        if not sections or sections[-1][0] != key:
            sections.append((key, Section(name_of(group, customer in sponsors), bool(group and group.is_external), [])))
        sections[-1][1].rows.append(row_of(customer, user, may_read))
    return [section for _, section in sections]


def place_of(customer, is_accountable, is_sponsor):
    """Where a customer stands: accountable sponsor, other sponsors, then by group; those without one come last."""
    group = home_of(customer)
    return (
        not is_accountable,
        not is_sponsor,
        "" if is_sponsor else (fold(group.name) if group else "\uffff"),
        0 if is_sponsor or group is None else group.pk,
        customer.party.name_key,
        customer.pk,
    )


def home_of(customer):
    """The group a customer is shown under: the one they belong to; one at the top of the tree stands under itself."""
    return customer.party.group or (customer.party if customer.party.is_group else None)


def name_of(group, is_sponsor):
    if is_sponsor:
        return ""
    return group.name if group else "Without a group"


def row_of(customer, user, may_read):
    own = customer.party.user_id == user.pk
    shows = may_read or own
    return Row(
        customer,
        reason(customer) if may_read else reason_from_roles(customer),
        shows,
        state_counts(customer.valued) if shows else [],
    )
