"""Fields and widgets that several forms of customers share."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from accounts.models import User
from customers.models import Role
from registry.forms import DateInput
from registry.search import fold

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


class TypedUserField(forms.ModelChoiceField):
    """A user, typed by name or e-mail address with suggestions: no select over people."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(queryset=User.objects.none(), **kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            value = User.objects.filter(pk=value).first() or ""
        return "" if value is None else str(value)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        typed = fold(value)
        named = [user for user in self.queryset if typed and typed in (fold(user.name), fold(user.email))]
        if len(named) == 1:
            return named[0]
        known = ", ".join(str(user) for user in self.queryset[:8])
        raise forms.ValidationError(
            f"Several people of the team are called {value}: type the e-mail address."
            if named
            else f"Nobody in the team is called that. Choose one of: {known}."
        )


def suggest(field, url):
    """Make a text field fetch known groups into its <datalist> while somebody types; Enter takes only what is typed."""
    field.widget.attrs.update(
        {
            "autocomplete": "off",
            "list": "known-groups",
            "hx-get": url,
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#known-groups",
            "hx-sync": "this:replace",
        }
    )
