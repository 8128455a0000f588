"""Fields and widgets that several forms of customers share."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from customers.models import Role
from registry.forms import DateInput

DATES = "Dates lie between 1900 and 2200."


def pk_of(text):
    """A primary key from a form, 0 for what cannot be one (SQLite fails on numbers of more than 64 bits)."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


class RolesField(forms.ModelMultipleChoiceField):
    """Roles as check boxes; drawn with badges by components/role_boxes.html."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        kwargs.setdefault("queryset", Role.objects.filter(is_offered=True))
        super().__init__(**{"label": "Roles", **kwargs})

    def _check_values(self, value):
        for each in value:
            if not pk_of(str(each)):
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": each})
        return super()._check_values(value)


class DayField(forms.DateField):
    """A day, by the browser's picker, within the bounds that the database holds."""

    def __init__(self, **kwargs):
        within = [
            MinValueValidator(date(1900, 1, 1), message=DATES),
            MaxValueValidator(date(2200, 12, 31), message=DATES),
        ]
        super().__init__(widget=DateInput, validators=within, **kwargs)


def suggest(field, url, into="known-groups"):
    """Make a text field fetch known names into its <datalist> while somebody types; Enter takes only what is typed."""
    field.widget.attrs.update(
        {
            "autocomplete": "off",
            "list": into,
            "hx-get": url,
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{into}",
            "hx-sync": "this:replace",
        }
    )
