"""What is said about one wording: confirmed, put forward, decided; and what became of a criterion.

Each form carries what was on the screen, the wording or the version of the criterion, and is refused if that moved on.
"""

from django import forms
from django.utils import timezone

from registry.forms import LARGEST_KEY, DateInput, Form, VersionForm

from ..models import Confirmation, Review, State

RELOAD = {
    "required": "This form came without what it is about. Reload the page.",
    "invalid": "This form came without what it is about. Reload the page.",
}


class WordingForm(Form):
    """A form about one wording, which it carries."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST_KEY, error_messages=RELOAD)


class ConfirmForm(WordingForm):
    """The customer said "yes, that is what I mean": noted by a manager."""

    said_by = forms.CharField(
        label="Who said so?",
        max_length=200,
        error_messages={"required": "Name the person who said so."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    how = forms.ChoiceField(
        label="How?", choices=[(how.value, how.label) for how in Confirmation.NOTED_HOW], widget=forms.RadioSelect
    )
    on = forms.DateField(label="When?", widget=DateInput, error_messages={"required": "Say which day it was."})

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("That day is still to come: choose today or an earlier day.")
        if on.year < 1900:
            raise forms.ValidationError("Dates lie between 1900 and today here.")
        return on


class OwnConfirmForm(WordingForm):
    """The customer, signed in, says so themselves: nothing more is to be typed."""


class OutcomeForm(VersionForm):
    outcome = forms.ChoiceField(
        label="What became of it?",
        choices=[(State.MET, "Met"), (State.NOT_MET, "Not met"), (State.WITHDRAWN, "Withdrawn")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    reason = forms.CharField(
        label="Why?",
        required=False,
        max_length=500,
        help_text="Needed for withdrawn; for the others, what shows it.",
        widget=forms.Textarea,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].hints = {
            State.MET: "the customer has it",
            State.NOT_MET: "the project ends, or moved on, without it",
            State.WITHDRAWN: "it does not count any more: not meant so, not theirs, said twice",
        }

    def clean(self):
        super().clean()
        if self.cleaned_data.get("outcome") == State.WITHDRAWN and self.cleaned_data.get("reason") == "":
            self.add_error("reason", "Say why it is withdrawn.")
        return self.cleaned_data


class TakeBackForm(VersionForm):
    """Takes met, not met or withdrawn back."""


class ReviewForm(WordingForm):
    """The sponsor's decision on the wording it carries. Its two buttons are `decision`."""

    comment = forms.CharField(
        label="Your comment", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    decision = forms.ChoiceField(
        choices=Review.Decision, widget=forms.HiddenInput, error_messages={"required": "Agree, or ask for a change."}
    )

    def __init__(self, *args, readers="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comment"].help_text = f"Needed if you ask for a change. {readers}".strip()

    def clean(self):
        super().clean()
        if self.cleaned_data.get("decision") == Review.Decision.ASK and self.cleaned_data.get("comment") == "":
            self.add_error("comment", "Say what should change, so that they know what to ask.")
        return self.cleaned_data

    def carry(self, revision):
        """From now on this form is about another wording; what was typed stays."""
        self.renew(revision=str(revision.pk))
