"""What the columns of a register are."""

from django import forms

from exchange.fields import SEVERAL, Field
from registry.forms import Form

NOTHING = ""


class ColumnsForm(Form):
    """One choice for each column, set to what was understood. `corrected()` are those that the reader changed."""

    def __init__(self, data=None, *, findings, fields):
        self.findings, self.before = findings, fields
        super().__init__(data)
        for column in findings.columns:
            choice = forms.ChoiceField(
                label=column["header"] or f"Column {column['index'] + 1}",
                choices=[(NOTHING, "Leave out"), *[each for each in Field.choices if each[0] != Field.IGNORE]],
                required=False,
                initial=shown(column["field"]),
            )
            choice.widget.attrs["class"] = "form-select"
            self.fields[f"column-{column['index']}"] = choice

    def clean(self):
        cleaned = super().clean()
        taken = {}
        for column in self.findings.columns:
            name = f"column-{column['index']}"
            field = cleaned.get(name)
            if not field or Field(field) in SEVERAL:
                continue
            if field in taken and not (field == Field.NAME and self.is_split_name(taken[field], column)):
                first = self.fields[f"column-{taken[field]['index']}"].label
                self.add_error(
                    name, f"“{first}” is {Field(field).label} already: choose something else for one of them"
                )
            taken.setdefault(field, column)
        return cleaned

    def is_split_name(self, one, other):
        """First and last names in columns of their own were understood as one name together: that is no clash."""
        return one["field"] == other["field"] == Field.NAME

    def corrected(self):
        """{index: field or None} of the columns that differ from what is understood now, and of those said before."""
        fields = dict(self.before)
        for column in self.findings.columns:
            said = self.cleaned_data.get(f"column-{column['index']}", "")
            if said != shown(column["field"]):
                fields[str(column["index"])] = said or None
        return fields

    @property
    def lines(self):
        """[(column, its bound field, the first values)]."""
        return [
            (column, self[f"column-{column['index']}"], self.values_of(column["index"]))
            for column in self.findings.columns
        ]

    def values_of(self, index):
        cells = [row["cells"][index] for row in self.findings.sample if index < len(row["cells"])]
        return [cell for cell in cells if cell][:3]


def shown(field):
    return NOTHING if field in (None, Field.IGNORE) else str(field)
