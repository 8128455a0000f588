"""What a query string may ask of a list. What is not understood is left aside: `asked` holds only what is valid."""

from django import forms

from registry.forms import Form

from ..models import State, ValueCriterion


class QueryForm(Form):
    """Filters in the address. Never shown with errors: a parameter that makes no sense filters nothing."""

    use_required_attribute = False
    NO_CHIPS = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="filter_%s", **kwargs)
        for field in self.fields.values():
            field.required = False

    @property
    def asked(self):
        """{name: value} of the filters in force."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}

    def drawn(self):
        """The form to draw: with what is in force in its fields, and without the rest."""
        asked = self.asked
        return type(self)(initial=asked)

    def chips(self, params):
        """The filters in force as components/chips.html draws them."""
        chips = []
        for name, value in self.asked.items():
            if name in self.NO_CHIPS:
                continue
            without = params.copy()
            for gone in (name, "after"):
                without.pop(gone, None)
            choices = dict(getattr(self.fields[name], "choices", ()))
            chips.append(
                {
                    "label": self.fields[name].label,
                    "value": "yes" if value is True else choices.get(value, value),
                    "remove_url": f"?{without.urlencode()}",
                }
            )
        return chips


class CriterionFilter(QueryForm):
    q = forms.CharField(label="Words", max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    customer = forms.CharField(label="Customer", max_length=200)
    state = forms.ChoiceField(label="State", choices=[("", "Any state"), *State.choices])
    kind = forms.ChoiceField(label="Kind", choices=[("", "Either kind"), *ValueCriterion.Kind.choices])
    theme = forms.CharField(label="Theme", max_length=60, widget=forms.TextInput(attrs={"list": "themes"}))
    waiting = forms.BooleanField(label="Waits for the sponsor")


class MatrixFilter(CriterionFilter):
    """For the matrix: how its rows are grouped is no filter, so it makes no chip."""

    side = forms.ChoiceField(
        label="Internal or external",
        choices=[("", "Internal and external"), ("internal", "Internal"), ("external", "External")],
    )
    by = forms.ChoiceField(choices=[("customer", "By customer"), ("theme", "By theme")], widget=forms.HiddenInput)
    NO_CHIPS = ("by",)

    def shown(self):
        return [self[name] for name in ("q", "customer", "side", "theme", "state", "kind")]

    @property
    def by_what(self):
        return self.asked.get("by", "customer")

    @property
    def narrows(self):
        """Whether anything is asked that may leave criteria out."""
        return bool(self.asked.keys() - {"by"})


class LineFilter(QueryForm):
    """For the criteria beside one goal."""

    q = forms.CharField(label="Words or customer", max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    open = forms.BooleanField(label="Only those that serve no goal yet")


class CompareForm(QueryForm):
    """Any two wordings of a criterion, by their numbers."""

    a = forms.TypedChoiceField(label="Compare: from wording", coerce=int)
    b = forms.TypedChoiceField(label="to wording", coerce=int)

    def __init__(self, *args, numbers, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            self.fields[name].choices = [(number, str(number)) for number in numbers]
