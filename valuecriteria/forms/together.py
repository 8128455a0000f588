"""Agreeing with many wordings at once: each ticked one comes as it was shown."""

from django import forms

from registry.forms import Form

from ..together import MOST, Shown
from .verbs import RELOAD


class TogetherForm(Form):
    """The sponsor agrees with what is ticked. A tick carries the wording and the version that were on the screen."""

    agree = forms.TypedMultipleChoiceField(
        label="Agree with",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one: only what is ticked is agreed."},
    )
    comment = forms.CharField(
        label="Your comment",
        required=False,
        max_length=2000,
        help_text="It goes with each of them. Leave it empty if there is nothing to add.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Whatever was ticked on an older page is read too: it is told why it was left out, not refused as a choice.
        self.fields["agree"].valid_value = lambda value: True
        self.fields["agree"].coerce = Shown.read
        self.fields["agree"].error_messages["invalid_choice"] = RELOAD["invalid"]

    def clean_agree(self):
        shown = self.cleaned_data["agree"]
        if len(shown) > MOST:
            raise forms.ValidationError(f"At most {MOST} at once. Reload the page.")
        return shown

    @property
    def ticked(self):
        """The marks that were ticked; None on a fresh page, where all are."""
        return set(self.data.getlist("agree")) if self.is_bound else None
