"""The list of customers as a table for a spreadsheet: what the reader's own list shows, and nothing else.

Built from an allow-list of columns; judgement is in none of them.
"""

from django.views.decorators.http import require_safe

from customers.listed import brought
from customers.models import Stakeholder
from projects.frame import open_project
from projects.permissions import Permission, Site, may
from registry.bulk import chunks
from registry.cells import csv_response
from registry.paging import in_order

from .bulk import Selection

COLUMNS = {
    "Name": lambda customer: customer.party.name,
    "Person or group": lambda customer: customer.party.get_kind_display(),
    "Job title": lambda customer: customer.party.title,
    "Group": lambda customer: customer.party.group or "",
    "Internal or external": lambda customer: "External" if customer.party.is_external else "Internal",
    "Roles": lambda customer: ", ".join(role_of(held) for held in customer.held),
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


def role_of(held):
    return f"Accountable {held.role.name.lower()}" if held.is_accountable else held.role.name


@require_safe
def customer_export(request, key):
    """Those ticked, or all that match; without either, the whole list as its query says."""
    project = open_project(request, key, Permission.EXPORT)
    selection = Selection.of(request, project)
    selection.everybody = selection.everybody or not selection.picks
    columns = {**COLUMNS, **(CONTACT if may(request.user, Site.READ_DIRECTORY) else {})}
    return csv_response(rows_of(selection, columns), f"{project.key}-customers.csv")


def rows_of(selection, columns):
    """The heading, then the customers in the order of the list, some hundred at a time."""
    yield list(columns)
    filters = selection.filters
    keys = list(in_order(filters.sorted(selection.parts), filters.order).values_list("pk", flat=True))
    for some in chunks(keys):
        found = Stakeholder.objects.filter(pk__in=some).with_roles().with_representative()
        found = found.select_related("party__group", "relationship_owner__person")
        by_key = {customer.pk: customer for customer in brought(found)}
        # Somebody may have been taken back while this was being written.
        yield from ([read(by_key[key]) for read in columns.values()] for key in some if key in by_key)
