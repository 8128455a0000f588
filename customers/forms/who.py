"""Who is meant: a typed name, and the choice among those known already. Choosing one links; nobody is copied."""

from django import forms
from django.forms.widgets import RadioSelect

from customers.models import Party
from customers.queries import MOST_KNOWN, known_as
from registry.forms import Form
from registry.search import fold

from .fields import pk_of

NEW = "new"


class KnownForm(Form):
    """What a browser sends while somebody types a name: for the list of those who may be meant."""

    name = forms.CharField(max_length=200, required=False)
    party = forms.CharField(max_length=20, required=False)
    kind = forms.ChoiceField(choices=[("", "any"), *Party.Kind.choices], required=False)


class WhoForm(Form):
    """A form that asks who is meant.

    The list is asked for again unless the choice was made for the name that is typed now (`shown_for`): a choice never
    counts for another name than the one it was shown beside. `party` becomes the chosen Party, `surely_new` whether
    "somebody new" was chosen; both are None and False for a name that nobody known resembles.
    """

    name = forms.CharField(label="Who is it?", max_length=200)
    party = forms.CharField(label="Who is it?", max_length=20, required=False, widget=RadioSelect)
    shown_for = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput, strip=False)

    # Narrowed by forms that take only people.
    kind_asked = ""
    stale, theirs = False, ()

    def __init__(self, *args, user, project, **kwargs):
        self.user, self.project = user, project
        self.known, self.more, self.chosen, self.surely_new = [], False, "", False
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs.update({"autocomplete": "off", "data-known": "", "autofocus": True})

    def candidates(self):
        parties = Party.objects.visible_to(self.user)
        return parties.filter(kind=self.kind_asked) if self.kind_asked else parties

    def suggested(self):
        """Those offered before anything is typed, who can be chosen without a name."""
        return []

    def clean(self):
        cleaned = super().clean()
        choice, cleaned["party"] = cleaned.get("party", ""), None
        if not cleaned.get("name"):
            self.choose_suggested(choice)
        else:
            self.choose_known(choice)
        return cleaned

    def choose_suggested(self, choice):
        offered = {str(party.pk): party for party in self.suggested()}
        if choice in offered:
            self.chosen, self.cleaned_data["party"] = choice, offered[choice]
            self.errors.pop("name", None)

    def choose_known(self, choice):
        name = self.cleaned_data["name"]
        self.known, self.more = listed(known_as(self.candidates(), name, self.user))
        if fold(self.cleaned_data.get("shown_for", "")) != fold(name):
            choice = ""
        if choice == NEW:
            self.chosen, self.surely_new = NEW, True
        elif choice:
            self.cleaned_data["party"] = self.candidates().similar_to(name).filter(pk=pk_of(choice)).first()
            self.chosen = choice if self.cleaned_data["party"] else ""
        if self.known and not self.chosen:
            self.add_error("party", f"Say which “{name}” you mean, or that they are new")

    @property
    def list_for_name(self):
        """What templates/customers/_known.html draws: for the name as it was typed."""
        name = str(self["name"].value() or "").strip()[:200]
        if name:
            return {"name": name, "known": self.known, "more": self.more, "chosen": self.chosen}
        return {"name": "", "known": self.suggested(), "more": False, "chosen": self.chosen}

    def mark_stale(self, entry):
        self.stale = True
        self.add_error(None, "Somebody changed this after you opened it. Look again below, then save.")


def listed(found):
    return found[:MOST_KNOWN], len(found) > MOST_KNOWN
