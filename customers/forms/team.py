"""A place on a project's team: who, what they do, where they belong, and who lends them until when."""

from django import forms
from django.forms.widgets import RadioSelect
from django.urls import reverse
from django.utils import timezone

from customers.models import Party, TeamMember
from customers.queries import known_as
from registry.forms import EntryForm, Form, VersionForm, form_field
from registry.search import fold

from .fields import DayField, pk_of, suggest
from .party import names_before
from .who import WhoForm, listed

TERMS = [("False", "Permanent"), ("True", "Seconded, lent for a time")]


class TermsForm(forms.Form):
    """What the two forms below have in common.

    The provider is typed: the one person or group of that name is linked. When several have it, or nobody, the list in
    `provider_known` asks which one is meant, or whether somebody new is a person or a group. `provider_party` becomes a
    Party, not saved if new; None for nobody.
    """

    discipline = forms.CharField(
        label="What do they do here?", max_length=100, required=False, help_text="Their discipline: testing, training."
    )
    organisation = forms.CharField(
        label="Home group",
        max_length=200,
        required=False,
        help_text="Where they belong otherwise. Made if it is not known yet.",
    )
    is_seconded = forms.TypedChoiceField(
        label="Permanent or seconded?",
        choices=TERMS,
        coerce=lambda value: value == "True",
        initial="False",
        widget=RadioSelect,
    )
    provider = forms.CharField(
        label="Who provides them?",
        max_length=200,
        required=False,
        help_text="For a secondment: the executive or the group who lends them.",
    )
    provider_is = forms.CharField(label="Who lends them?", max_length=20, required=False, widget=RadioSelect)
    provider_for = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    from_on = DayField(label="From", help_text="Their first day.")
    to_on = DayField(
        label="Until", required=False, help_text="The first day on which they are not here any more. Empty: no end."
    )

    provider_known, provider_more, provider_party, present_provider = None, False, None, None

    def prepare(self, user):
        self.user = user
        suggest(self.fields["organisation"], reverse("known-groups"))
        suggest(self.fields["provider"], reverse("known-names"), into="known-names")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("provider"):
            self.find_provider(cleaned)
        from_on, to_on = cleaned.get("from_on"), cleaned.get("to_on")
        if from_on and to_on and to_on < from_on:
            self.add_error("to_on", "It ends before it starts: check the two dates")
        return cleaned

    def find_provider(self, cleaned):
        if cleaned.get("is_seconded") is False:
            self.add_error("provider", "Only a secondment has somebody who provides the person: choose Seconded above")
            return
        name = cleaned["provider"]
        if self.present_provider and fold(self.present_provider.name) == fold(name):
            self.provider_party = self.present_provider
            return
        candidates = Party.objects.visible_to(self.user)
        known = known_as(candidates, name, self.user)
        called = [party for party in known if party.name_key == fold(name)[:200]]
        choice = cleaned.get("provider_is") if fold(cleaned.get("provider_for", "")) == fold(name) else ""
        if choice in Party.Kind.values:
            self.provider_party = Party(name=name, kind=choice)
        elif choice:
            self.provider_party = candidates.similar_to(name).filter(pk=pk_of(choice)).first()
        elif len(called) == 1:
            self.provider_party = called[0]
        if self.provider_party is None or choice:
            # Stays on the page when it comes back for another reason.
            self.provider_known, self.provider_more = listed(known)
        if self.provider_party is None:
            text = f"Say which “{name}” you mean" if known else f"Nobody known is called “{name}”: say what it is"
            self.add_error("provider", text)

    def place(self):
        """What both verbs of a place on the team take beside its fields."""
        return {"home_group": self.cleaned_data["organisation"], "provider": self.provider_party}


class TeamForm(TermsForm, WhoForm):
    """Somebody to be put on the team: known already, or new."""

    kind_asked = Party.Kind.PERSON

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, initial={"from_on": timezone.localdate()}, **kwargs)
        self.prepare(user)

    def facts(self):
        """What actions.put_on_team takes."""
        cleaned = self.cleaned_data
        facts = {name: cleaned[name] for name in ("name", "discipline", "is_seconded", "from_on", "to_on")}
        return {**facts, **self.place(), "person": cleaned["party"], "surely_new": self.surely_new}


class MemberForm(TermsForm, EntryForm):
    """A place on the team as it stands. The person stays the same."""

    field_order = ["discipline", "organisation", "is_seconded", "provider", "from_on", "to_on"]

    class Meta:
        model = TeamMember
        fields = ["discipline", "is_seconded", "from_on", "to_on"]
        formfield_callback = form_field

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.prepare(user)
        self.present_provider = self.instance.provider
        for name, group in (("organisation", self.instance.home_group), ("provider", self.instance.provider)):
            self.fields[name].initial = group.name if group else ""

    def mark_stale(self, entry):
        super().mark_stale(entry)
        current = TeamMember.objects.select_related("home_group", "provider").get(pk=entry.pk)
        opened = self.as_opened(current)
        for name, field in (("organisation", "home_group"), ("provider", "provider")):
            theirs = str(getattr(current, field) or "")
            self.compare(name, theirs, *names_before(opened, f"{field}_id"))


class EndForm(VersionForm):
    """From which day somebody is not on the team any more."""

    on = DayField(label="From which day are they gone?")
    stale, theirs = False, ()

    def mark_stale(self, entry):
        self.stale = True
        self.renew(version=str(TeamMember.objects.get(pk=entry.pk).version))
        self.add_error(None, "Somebody changed this after you opened it. Look again, then save.")


class TakeOffForm(EntryForm):
    """Nothing but the version that was on the screen."""

    class Meta:
        model = TeamMember
        fields = []


class ProviderForm(Form):
    """What is decided about somebody who provides people."""

    decision = forms.ChoiceField(choices=[(word, word) for word in ("accept", "decline", "reconsider")])
