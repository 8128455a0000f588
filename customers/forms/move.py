"""Where a group shall belong."""

from django import forms
from django.core.exceptions import ValidationError

from customers.models import Party
from registry.forms import Form

from .who import WhoForm

NOT_KNOWN = "No group is called that yet: add it to the directory first"


class MoveForm(WhoForm):
    """The group that it shall belong to, by its name, or none."""

    kind_asked = Party.Kind.GROUP
    top = forms.BooleanField(label="To no group: it stands at the top", required=False)

    def __init__(self, *args, group, **kwargs):
        self.group = group
        super().__init__(*args, project=None, **kwargs)
        self.fields["name"].label = f"Which group does {group} belong to?"
        self.fields["name"].help_text = "Start typing its name, then choose it."
        self.fields["name"].required = False

    def candidates(self):
        return super().candidates().exclude(pk=self.group.pk)

    def clean(self):
        cleaned = super().clean()
        to = cleaned.get("party")
        if cleaned.get("top"):
            if cleaned.get("name") or to:
                self.add_error("top", "Either choose a group or tick this, not both")
        elif to is None and not self.errors:
            self.add_error(
                "name", NOT_KNOWN if cleaned.get("name") else "Type a name, or tick that it stands at the top"
            )
        elif to is not None:
            self.refuse_ring(to)
        return cleaned

    def refuse_ring(self, to):
        """Says early what saving would find, under its lock, in any case."""
        there = Party.objects.get(pk=self.group.pk)
        there.group = to
        try:
            there.refuse_ring()
        except ValidationError as ring:
            self.add_error("name", ring.message_dict["group"])


class SureForm(Form):
    """The move that was on the screen, as a mark."""

    stale, theirs = False, ()
    seen = forms.CharField(max_length=200, widget=forms.HiddenInput, error_messages={"required": "Look again below."})

    def mark_stale(self, entry):
        self.stale = True
        self.add_error(None, "Somebody changed this group meanwhile. Look again below, then move.")
