"""Tables that we gave out ourselves and that come in again: known by their headings, and then read word for word.

What we wrote is no riddle: a name with a bracket is that name, a cell with commas holds the roles that it names, and no
row is a footer. So a file of ours brought in again changes nothing but what somebody changed in it.
"""

from exchange.fields import Field

from .words import key_of

BULLET = "• "  # before each of several things in one cell

_WHO = {
    "Name": Field.NAME,
    "Person or group": Field.PERSON_OR_GROUP,
    "Job title": Field.TITLE,
    "Group": Field.ORGANISATION,
    "Internal or external": Field.INTERNAL_EXTERNAL,
    "Roles": Field.ROLES,
    "E-mail": Field.EMAIL,
    "Phone": Field.PHONE,
    "Kept informed": Field.COMMUNICATION,
    "Influence (1-5)": Field.INFLUENCE,
    "Interest (1-5)": Field.INTEREST,
    "Engagement now": Field.ENGAGEMENT_NOW,
    "Engagement wanted": Field.ENGAGEMENT_WANTED,
    "How to win them": Field.STRATEGY,
    "Private notes": Field.NOTES,
}
# What is worked out from other entries, or is changed elsewhere.
_BESIDE = (
    "Why a customer",
    "Represented by",
    "Criteria",
    "Last heard",
    "Looked after by",
    "No own benefit",
    "Assessed on",
)
CUSTOMERS = _WHO | dict.fromkeys(_BESIDE, Field.IGNORE)
# Only in files for those who may see how customers are judged.
ASSESSED = {"Influence (1-5)", "Interest (1-5)", "Current engagement", "Desired engagement", "Engagement strategy"}
CONTACT = {"E-mail", "Phone"}  # only in files for readers of the directory
PMBOK = {
    "Stakeholder name": Field.NAME,
    "Position": Field.TITLE,
    "Organisation": Field.ORGANISATION,
    "Role in project": Field.ROLES,
    "E-mail": Field.EMAIL,
    "Phone": Field.PHONE,
    "Major requirements": Field.EXPECTATIONS,
    "Main expectations": Field.EXPECTATIONS,
    "Influence (1-5)": Field.INFLUENCE,
    "Interest (1-5)": Field.INTEREST,
    "Internal / external": Field.INTERNAL_EXTERNAL,
    "Current engagement": Field.ENGAGEMENT_NOW,
    "Desired engagement": Field.ENGAGEMENT_WANTED,
    "Engagement strategy": Field.STRATEGY,
    "Communication": Field.COMMUNICATION,
}


class Ours:
    """A table that we give out. `signs` are headings that together tell it from everybody else's.

    `alone`: only if it has no other heading than ours. Its headings are a textbook's, which others use too.
    """

    def __init__(self, table, signs, *, alone=False):
        self.fields = {key_of(heading): field for heading, field in table.items()}
        self.signs, self.alone = {key_of(heading) for heading in signs}, alone

    def is_it(self, headers):
        return self.signs <= headers and not (self.alone and headers - self.fields.keys())


TABLES = [
    Ours(CUSTOMERS, ["Person or group", "Why a customer"]),
    Ours(PMBOK, [heading for heading in PMBOK if heading not in ASSESSED | CONTACT], alone=True),
]


def fields_of(headers):
    """{folded heading: its field} of our own table that has these folded headings; {} for somebody else's table."""
    headers = set(headers)
    return next((table.fields for table in TABLES if table.is_it(headers)), {})
