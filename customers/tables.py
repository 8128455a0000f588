"""What the lists of this app say when they go out as CSV or Excel: an allow-list of columns each, without judgement.

Customers come in again by import (exchange/understanding/ours.py knows the headings): each cell says, word for word,
what is kept.
"""

from collections import defaultdict

from django.db.models import Prefetch

from customers.listed import brought
from customers.models import Recipient, Stakeholder
from customers.models.stakeholders import held_today
from projects.models import Deliverable
from projects.permissions import Site, may
from registry.export import Table, in_chunks


def side_of(party):
    return "External" if party.is_external else "Internal"


def role_of(held):
    return role_word(held.role.name, held.is_accountable)


def role_word(name, is_accountable):
    return f"Accountable {name.lower()}" if is_accountable else name


def roles_of(stakeholder):
    return ", ".join(map(role_of, stakeholder.held))


CUSTOMERS = {
    "Name": lambda customer: customer.party.name,
    "Person or group": lambda customer: customer.party.get_kind_display(),
    "Job title": lambda customer: customer.party.title,
    "Group": lambda customer: customer.party.group or "",
    "Internal or external": lambda customer: side_of(customer.party),
    "Roles": roles_of,
    "Why a customer": lambda customer: customer.reason,
    "Represented by": lambda customer: customer.representative_name,
    "Criteria": lambda customer: ", ".join(f"{number} {word.lower()}" for _, word, number in customer.pips),
    "Last heard": lambda customer: customer.heard_on,
    "Looked after by": lambda customer: customer.owner_now,
}
# For those who may read the directory anyway.
CONTACT = {
    "E-mail": lambda customer: customer.party.email,
    "Phone": lambda customer: customer.party.phone,
}


def customer_columns(user):
    return {**CUSTOMERS, **(CONTACT if may(user, Site.READ_DIRECTORY) else {})}


def customer_rows(stakeholders, order):
    """Parts in a project with all that their columns show; `order` as for `in_chunks`."""
    found = stakeholders.with_roles().with_representative()
    return in_chunks(found.select_related("party__group", "relationship_owner__person"), order, brought)


def customer_table(filters, stakeholders, user):
    """These parts in a project, in the order of its list."""
    return Table("Customers", customer_columns(user), customer_rows(filters.sorted(stakeholders), filters.order))


PARTIES = {
    "Name": lambda party: party.name,
    "Person or group": lambda party: party.get_kind_display(),
    "Job title": lambda party: party.title,
    "Group": lambda party: party.group or "",
    "Internal or external": side_of,
    "E-mail": lambda party: party.email,
    "Phone": lambda party: party.phone,
    "Projects": lambda party: "; ".join(f"{key}: {', '.join(roles) or 'no role'}" for key, roles in party.places),
}
NEEDED = ("kind", "name", "title", "email", "phone", "is_external", "name_key", "group__name")


def party_table(parties, order, user):
    """People and groups, for readers of the directory; of projects, what the reader may see.

    There may be a great many: no more is fetched of each than is said.
    """

    def prepare(rows):
        bring_places(rows, user)
        return rows

    return Table("People and groups", PARTIES, in_chunks(parties.select_related("group").only(*NEEDED), order, prepare))


def bring_places(parties, user):
    """Give each its `places`: [(key of a project, roles of today)]. Two statements."""
    keys, places = [party.pk for party in parties], defaultdict(dict)
    parts = Stakeholder.objects.visible_to(user).filter(party__in=keys).order_by("project__key", "pk")
    for pk, party, project in parts.values_list("pk", "party", "project__key"):
        places[party][pk] = (project, [])
    held = held_today().select_related(None).filter(stakeholder__party__in=keys)
    for party, part, role, is_accountable in held.values_list(
        "stakeholder__party", "stakeholder", "role__name", "is_accountable"
    ):
        if part in places[party]:
            places[party][part][1].append(role_word(role, is_accountable))
    for party in parties:
        party.places = list(places[party.pk].values())


def deliverable_table(project):
    recipients = Recipient.objects.select_related("stakeholder__party").order_by("stakeholder__party__name_key", "pk")
    found = Deliverable.objects.filter(project=project.pk).with_due().prefetch_related("goals")
    found = found.prefetch_related(Prefetch("recipients", queryset=recipients, to_attr="everybody"))
    return Table("Deliverables", DELIVERABLES, in_chunks(found, Deliverable.objects.all().IN_ORDER))


DELIVERABLES = {
    "Deliverable": lambda deliverable: deliverable.name,
    "Description": lambda deliverable: deliverable.description,
    "Due": lambda deliverable: deliverable.due_on,
    "Handed over": lambda deliverable: deliverable.handed_over_on,
    "Goals it serves": lambda deliverable: ", ".join(
        goal.label for goal in sorted(deliverable.goals.all(), key=lambda goal: goal.number)
    ),
    "Recipients": lambda deliverable: ", ".join(each.stakeholder.party.name for each in deliverable.everybody),
}
TEAM = {
    "Name": lambda member: member.person.name,
    "Job title": lambda member: member.person.title,
    "Does here": lambda member: member.discipline,
    "Home group": lambda member: member.home_group or member.person.group or "",
    "Permanent or seconded": lambda member: "Seconded" if member.is_seconded else "Permanent",
    "Provided by": lambda member: member.provider or "",
    "From": lambda member: member.from_on,
    "Until": lambda member: member.to_on,
    "Today": lambda member: "has left" if member.has_left else "to come" if member.is_to_come else "on the team",
}


def team_table(members):
    return Table("Team", TEAM, members)


ON_DAY = {
    "Role": lambda row: row[0],
    "Who": lambda row: row[1].name,
    "Group": lambda row: row[1].group or "",
    "From": lambda row: row[2].from_on,
    "Until": lambda row: row[2].to_on,
}


def on_day_table(day):
    """Who is what on a day (an OnDay): rows (what, who, since and until when)."""
    answering = [day.accountable] if day.accountable else []
    held = [*answering, *day.sponsors, *(each for _, assignments in day.roles for each in assignments)]
    rows = [(role_of(each), each.stakeholder.party, each) for each in held]
    rows += [(f"Speaks for {each.stakeholder}", each.person, each) for each in day.representations]
    return Table("Roles on a day", ON_DAY, rows)


PARTS = {
    "Project": lambda part: f"{part.project.key} {part.project.name}",
    "Name": lambda part: part.party.name,
    "Group": lambda part: part.party.group or "",
    "Roles": roles_of,
    "Why a customer": lambda part: part.reason if part.sees_why else "",
}


def part_table(parts, order):
    """Parts in several projects, each with `sees_why`: whether the reader may read more than roles."""
    return Table("Projects", PARTS, in_chunks(parts, order))
