"""What this app is asked and told: query strings, and what a sponsor has seen."""

from datetime import datetime

from django import forms
from django.utils import timezone

from registry.forms import Form


class SearchForm(Form):
    q = forms.CharField(label="Search everything", max_length=200, required=False, strip=True)


class MomentField(forms.CharField):
    """A moment to the microsecond, as the page carried it."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or timezone.is_naive(moment) or not 1900 <= moment.year <= 2200:
            raise forms.ValidationError("This form came damaged. Reload the page.")
        return moment


class SeenForm(Form):
    """ "I have seen this", until the newest thing that stood on the page; or "show me again"."""

    SEEN, AGAIN = "seen", "again"

    verb = forms.ChoiceField(
        choices=[(SEEN, "I have seen this"), (AGAIN, "Show me again what was before")],
        error_messages={"required": "Press one of the buttons.", "invalid_choice": "Press one of the buttons."},
        widget=forms.HiddenInput,
    )
    until = MomentField(required=False, widget=forms.HiddenInput)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("verb") == self.SEEN and not self.cleaned_data.get("until") and not self.errors:
            self.add_error(None, "This form came without what it is about. Reload the page.")
        return self.cleaned_data
