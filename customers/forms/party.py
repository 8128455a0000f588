"""A person or a group in the directory."""

from django import forms
from django.urls import reverse

from customers.models import Party
from registry.forms import EntryForm, form_field
from registry.search import fold

from .fields import suggest
from .who import WhoForm


class PartyForm(EntryForm):
    """Facts about somebody known. The organisation is typed: found by its name, or made."""

    organisation = forms.CharField(
        label="Organisation or group they belong to",
        max_length=200,
        required=False,
        help_text="One that is not known yet is made. Empty: none.",
    )
    field_order = ["name", "title", "organisation", "side", "email", "phone"]

    class Meta:
        model = Party
        fields = ["name", "title", "side", "email", "phone"]
        widgets = {"side": forms.RadioSelect}
        formfield_callback = form_field

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].initial = self.instance.group.name if self.instance.group else ""
        suggest(self.fields["organisation"], reverse("known-groups"))
        if self.instance.is_group:  # which moves by a page of its own, with all below it
            del self.fields["organisation"], self.fields["title"]
            self.fields["side"].help_text = "Everybody in it who follows their group changes with it."

    def mark_stale(self, entry):
        super().mark_stale(entry)
        if "organisation" not in self.fields:
            return
        current = Party.objects.select_related("group").get(pk=entry.pk)
        self.compare("organisation", str(current.group or ""), *names_before(self.as_opened(current), "group_id"))


def names_before(opened, column):
    """[the name of the party that an entry named in this column when its form was opened], [] if that is not known."""
    if opened is None:
        return []
    named = Party.objects.filter(pk=getattr(opened, column)).first()
    return [str(named or "")]


class NewPartyForm(WhoForm):
    """Somebody new for the directory; who may be meant already is shown and asked about first."""

    kind = forms.ChoiceField(
        label="Is it a person or a group?", choices=Party.Kind.choices, initial="person", widget=forms.RadioSelect
    )
    organisation = forms.CharField(
        label="Organisation or group they belong to",
        max_length=200,
        required=False,
        help_text="One that is not known yet is made.",
    )
    side = forms.ChoiceField(
        label="Internal or external", choices=Party.Side.choices, required=False, widget=forms.RadioSelect
    )
    title = forms.CharField(label="Job title", max_length=200, required=False)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    phone = forms.CharField(label="Phone", max_length=50, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, project=None, **kwargs)
        suggest(self.fields["organisation"], reverse("known-groups"))

    def clean(self):
        cleaned = super().clean()
        organisation = fold(cleaned.get("organisation") or "")
        if cleaned.get("kind") == "group" and organisation and organisation == fold(cleaned.get("name") or ""):
            self.add_error("organisation", "A group cannot belong to itself")
        return cleaned

    def facts(self):
        return {name: self.cleaned_data[name] for name in ("name", "kind", "side", "title", "email", "phone")}
