"""The reason to keep a gap of the alignment, or taking it back, over what was on the screen."""

from django import forms

from registry.forms import STALE, WITHOUT_VERSION, Form

from ..justifying import justify


class ReasonForm(Form):
    """Carries what stood there when it was opened (`seen`), and is refused without it."""

    reason = forms.CharField(
        label="Why is it kept?",
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text="One or two sentences, for whoever asks in half a year.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def __init__(self, data=None, *, gap, justification):
        self.gap, self.stale, self.theirs = gap, False, []
        standing = justification or None
        initial = {"reason": standing.reason if standing else "", "seen": standing.seen if standing else ""}
        super().__init__(data, initial=initial)
        self.takes_back = data is not None and "take_back" in data

    def clean(self):
        super().clean()
        if "seen" not in self.data:
            self.add_error(None, WITHOUT_VERSION)
        if self.cleaned_data.get("reason") == "" and not self.takes_back:
            self.add_error("reason", "Say why it is kept, or drop it instead.")
        return self.cleaned_data

    def justify(self, *, by):
        reason = "" if self.takes_back else self.cleaned_data["reason"]
        justify(gap=self.gap, reason=reason, seen=self.cleaned_data["seen"], by=by)

    @property
    def done(self):
        return "Taken back: the gap is open again." if self.takes_back else "Noted: the gap is kept on purpose."

    def mark_stale(self, justification):
        """Show what somebody else said meanwhile beside what was typed, and carry theirs from now on."""
        self.stale = True
        theirs = justification.reason if justification else ""
        self.theirs = [{"label": self["reason"].label, "theirs": theirs, "yours": self["reason"].value()}]
        self.renew(seen=justification.seen if justification else "")
        self.add_error(None, STALE)
