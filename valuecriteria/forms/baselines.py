"""Signing what is agreed, and choosing two baselines to compare."""

from django import forms
from django.core import signing

from registry.forms import Form

from .lists import QueryForm
from .verbs import RELOAD

NOW = "now"


class SignForm(Form):
    """Carries what was on the sponsor's screen, whole and sealed: so a refusal can show what changed since."""

    seen = forms.CharField(widget=forms.HiddenInput, error_messages=RELOAD)
    comment = forms.CharField(
        label="Your comment",
        required=False,
        max_length=2000,
        help_text="If you like: what this sign-off is for, or its conditions. Whoever reads the baseline reads it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data=None, *, project, snapshot):
        self.salt = f"baseline of project {project.pk}"
        super().__init__(data, initial={"seen": self.packed(snapshot)})

    def packed(self, snapshot):
        return signing.dumps(snapshot, salt=self.salt, compress=True)

    def clean_seen(self):
        try:
            return signing.loads(self.cleaned_data["seen"], salt=self.salt)
        except signing.BadSignature:
            raise forms.ValidationError(RELOAD["invalid"]) from None

    def carry(self, snapshot):
        """From now on this form is about what stands now; what was typed stays."""
        self.stale = True
        self.renew(seen=self.packed(snapshot))


class BaselinesForm(QueryForm):
    """From which baseline (`from`) to which one, or to now (`to`)."""

    def __init__(self, *args, numbers, **kwargs):
        self.base_fields = self.declared_fields = {
            "from": forms.TypedChoiceField(label="From", coerce=int, choices=[(n, f"baseline {n}") for n in numbers]),
            "to": forms.ChoiceField(
                label="to", choices=[*((str(n), f"baseline {n}") for n in numbers), (NOW, "what stands now")]
            ),
        }
        super().__init__(*args, **kwargs)
