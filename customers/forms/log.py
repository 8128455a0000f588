"""Logging a customer: one short form."""

from django import forms
from django.urls import reverse

from customers.models import Party
from registry.search import fold

from .fields import RolesField, suggest
from .who import WhoForm

FOLDED = ("title", "why", "is_declared_customer", "representative")


class LogForm(WhoForm):
    """Who, what they are to the project, and what one may happen to know besides."""

    kind = forms.ChoiceField(
        label="Is it a person or a group?",
        choices=[("person", "A person"), ("group", "A group")],
        initial="person",
        widget=forms.RadioSelect,
    )
    organisation = forms.CharField(label="Organisation or group", max_length=200, required=False)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    roles = RolesField(required=False, help_text="Tick all that hold. One person can wear many hats.")
    title = forms.CharField(label="Job title", max_length=200, required=False)
    representative = forms.CharField(
        label="Who represents the group?",
        max_length=200,
        required=False,
        help_text="For a group: a person's name. Somebody not known yet is made, in this group.",
    )
    why = forms.CharField(
        label="Why are they a customer?",
        max_length=200,
        required=False,
        help_text="In half a sentence. Left empty, the page says it from the roles.",
    )
    is_declared_customer = forms.BooleanField(
        label="A customer whatever the roles",
        required=False,
        help_text="For somebody whom no role makes a customer: say why above.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "Only the name and a role are needed."
        self.fields["roles"].label = f"What are they to {self.project.key}?"
        suggest(self.fields["organisation"], reverse("known-groups"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_declared_customer") and not cleaned.get("why"):
            self.add_error("why", "Say why they are a customer: no role of theirs does")
        if "roles" in cleaned and not cleaned["roles"] and not cleaned.get("is_declared_customer"):
            self.add_error("roles", "Tick at least one role")
        party = cleaned.get("party")
        self.clean_group(cleaned, party.kind if party else cleaned.get("kind"))
        return cleaned

    def clean_group(self, cleaned, kind):
        organisation = fold(cleaned.get("organisation") or "")
        if kind == Party.Kind.PERSON and cleaned.get("representative"):
            self.add_error("representative", "Only a group takes a representative; a person speaks for themselves")
        if kind == Party.Kind.GROUP and organisation and organisation == fold(cleaned.get("name") or ""):
            self.add_error("organisation", "A group cannot belong to itself")

    @property
    def more_is_open(self):
        """Unfold what holds an error or something typed."""
        return any(self[name].errors or self[name].value() for name in FOLDED)

    def facts(self):
        """What actions.log_somebody takes."""
        cleaned = dict(self.cleaned_data)
        cleaned.pop("shown_for")
        return {**cleaned, "roles": list(cleaned["roles"]), "surely_new": self.surely_new}
