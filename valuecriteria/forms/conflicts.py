"""The sponsor's decision between two criteria; it carries what was on the screen."""

from django import forms

from registry.forms import LARGEST_KEY, Form

from ..conflicts import words_of
from ..models import ConflictDecision
from .verbs import RELOAD

HINTS = {
    "one": "it is kept as it is; the other one gives way where they meet",
    "other": "it is kept as it is; the first one gives way where they meet",
    "both": "say how they live together",
    "none": "remembered until either of them is worded anew",
}


class PairForm(Form):
    """Which two criteria an address is about: "12-34"."""

    pair = forms.RegexField(r"^\d{1,18}-\d{1,18}$", max_length=37)


class ConflictForm(Form):
    outcome = forms.ChoiceField(
        label="What holds?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what holds."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        help_text="Kept on both criteria, for the project's managers and sponsors; customers do not see it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: it stands on both criteria."},
    )
    one_revision = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=LARGEST_KEY, error_messages=RELOAD
    )
    other_revision = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=LARGEST_KEY, error_messages=RELOAD
    )
    seen = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=LARGEST_KEY, error_messages=RELOAD
    )

    def __init__(self, data=None, *, conflict):
        super().__init__(data, initial=carried(conflict))
        self.conflict, self.stale = conflict, False
        outcome = self.fields["outcome"]
        outcome.choices = [(each, words_of(each, *conflict.both)) for each in ConflictDecision.Outcome.values]
        outcome.hints = HINTS

    def carry(self, conflict):
        """From now on this form is about the conflict as it stands now; what was typed stays."""
        self.conflict, self.stale = conflict, True
        self.renew(**{name: "" if value is None else str(value) for name, value in carried(conflict).items()})


def carried(conflict):
    return {
        "one_revision": conflict.one.current_revision_id,
        "other_revision": conflict.other.current_revision_id,
        "seen": conflict.latest.pk if conflict.latest else None,
    }
