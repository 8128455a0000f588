"""What the rows of a register ask: values that could not be read, and whom a row means."""

from django import forms

from customers.models import Engagement, Role
from exchange.fields import Field
from exchange.items import Bucket
from exchange.plan import NEW, ONE, OUT, SPLIT
from registry.forms import Form
from registry.search import fold

LATER, BLANK = "", "-"
ONE_TO_FIVE = [(str(n), word) for n, word in zip(range(1, 6), ["1 low", "2", "3 middling", "4", "5 high"], strict=True)]
WORDS = {
    Field.INFLUENCE: ONE_TO_FIVE,
    Field.INTEREST: ONE_TO_FIVE,
    Field.ENGAGEMENT_NOW: Engagement.choices,
    Field.ENGAGEMENT_WANTED: Engagement.choices,
    Field.PERSON_OR_GROUP: [("person", "Person"), ("group", "Group")],
    Field.INTERNAL_EXTERNAL: [("internal", "Internal"), ("external", "External")],
}
MOST_VALUES = 100


class RowsForm(Form):
    """Each distinct value that could not be read, and each row on the page that asks; what is left open stays open."""

    def __init__(self, data=None, *, findings, rows, upload, roles):
        self.findings, self.upload = findings, upload
        super().__init__(data)
        self.values = distinct(findings.items.of(Bucket.NEEDS_YOU))
        for at, (field, column, value, _) in enumerate(self.values):
            choices = [(role.name, role.name) for role in roles] if field == Field.ROLES else WORDS.get(field, [])
            self.add(f"value-{at}", f"“{value}” in {column}", [(LATER, "Not said"), (BLANK, "Leave blank"), *choices])
        self.asking = [row for row in rows if row.bucket == Bucket.NEEDS_YOU and not row.asks]
        for row in self.asking:
            self.add(f"row-{row.row}", f"Row {row.row}, {row.party}", [(LATER, "Not said"), *options(row)])
        many = [(LATER, "Ask me"), (NEW, "Somebody new each"), (OUT, "Leave them out")]
        self.add("others", "All that ask who they are", many)
        self.add("default_role", "Who has no role in the file becomes", [(str(r.pk), r.name) for r in roles])
        self.fields["default_role"].initial = str(findings.default_role or "")
        self.fields["leave_out"] = forms.BooleanField(
            label="Leave the rejected rows out", required=False, initial=upload.leave_out
        )
        self.fields["leave_out"].widget.attrs["class"] = "form-check-input"

    def add(self, name, label, choices):
        field = forms.ChoiceField(label=label, choices=choices, required=False)
        field.widget.attrs["class"] = "form-select"
        self.fields[name] = field

    @property
    def value_lines(self):
        return [(self[f"value-{at}"], number) for at, (*_, number) in enumerate(self.values)]

    def field_of(self, row):
        name = f"row-{row.row}"
        return self[name] if name in self.fields else None

    def says_something(self):
        """Whether an answer was given that changes what would be done."""
        cleaned = self.cleaned_data
        asked = any(cleaned.get(name) for name in self.fields if name.startswith(("value-", "row-")))
        role = cleaned.get("default_role")
        return asked or bool(cleaned.get("others")) or bool(role and role != str(self.findings.default_role))

    def keep(self):
        """Put the answers into the upload (unsaved)."""
        cleaned, upload = self.cleaned_data, self.upload
        for at, (field, _, value, _) in enumerate(self.values):
            if said := cleaned.get(f"value-{at}"):
                upload.meanings.append([str(field), fold(value), meaning(field, said)])
        if others := cleaned.get("others"):
            for row in self.findings.items.of(Bucket.NEEDS_YOU):
                if not row.asks:
                    upload.answers[str(row.row)] = ONE if row.names and others == NEW else others
        for row in self.asking:
            if said := cleaned.get(f"row-{row.row}"):
                upload.answers[str(row.row)] = int(said) if said.isdigit() else said
        upload.leave_out = cleaned.get("leave_out", False)
        if role := cleaned.get("default_role"):
            upload.default_role = Role.objects.filter(pk=role).first()


def options(row):
    """What a row may be answered with."""
    if row.names:
        several = f"{len(row.names)} people: {', '.join(row.names)}"
        return [(ONE, f"One: {row.party}"), (SPLIT, several), (OUT, "Leave out")]
    known = [(str(key), f"The same as {name}") for key, name in row.options if key]
    return [*known, (NEW, "Somebody new"), (OUT, "Leave out")]


def distinct(rows):
    """[(field, column, value, in how many rows)] of the values that could not be read, in the order of the file."""
    found = {}
    for row in rows:
        for field, column, value in row.asks:
            key = (Field(field), fold(value))
            field, column, value, number = found.get(key, (Field(field), column, value, 0))
            found[key] = (field, column, value, number + 1)
    return list(found.values())[:MOST_VALUES]


def meaning(field, said):
    if said == BLANK:
        return ""
    return int(said) if field in (Field.INFLUENCE, Field.INTEREST) else said
