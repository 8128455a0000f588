"""Which of two entries stays, and which of the two says what: one choice for each fact in which they differ."""

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime

from customers.actions.merge import FIELDS
from customers.models import Party
from registry.forms import LARGEST_KEY, Form, VersionForm

CHANGED = "Somebody changed one of the two after you opened this page. Look at both again; your choices stand below."


class MergeForm(VersionForm):
    """Carries the versions of both. A choice is the key of one of the two: it means the same whoever stands left."""

    other_version = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, widget=forms.HiddenInput)
    survivor = forms.TypedChoiceField(label="Which entry stays?", coerce=int, widget=forms.RadioSelect)

    stale = False

    def __init__(self, data, *, one, other):
        self.one, self.other = one, other
        super().__init__(data)
        self.fields["survivor"].choices = [(party.pk, self.known_as(party)) for party in (one, other)]
        self.initial |= {"survivor": one.pk, "version": one.version, "other_version": other.version}
        for name in FIELDS:
            values = [self.shown(party, name) for party in (one, other)]
            if values[0] != values[1]:
                label = str(Party._meta.get_field(name).verbose_name).capitalize()
                choices = [(party.pk, value or "(empty)") for party, value in zip((one, other), values, strict=True)]
                self.fields[name] = forms.TypedChoiceField(
                    label=label,
                    required=False,
                    choices=choices,
                    coerce=int,
                    widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                )
                self.initial[name] = self.fuller(name, values).pk

    def known_as(self, party):
        """The name, and what tells two of one name apart."""
        since = date_format(localtime(party.created_at), "j F Y, H:i")
        return f"{party.name}, known since {since}" if self.one.name == self.other.name else party.name

    def shown(self, party, name):
        return party.get_side_display() if name == "side" else str(getattr(party, name) or "")

    def fuller(self, name, values):
        """What is chosen at first: what is there beside what is not, else that of the first one.

        Of two names the one that is not turned round ("Pillai, Rajesh"), then the longer one.
        """
        if name == "side":
            return self.one if self.one.side or not self.other.side else self.other
        if name == "name":
            one, other = (("," not in value, len(value)) for value in values)
            return self.other if other > one else self.one
        return self.one if values[0] else self.other

    def clean(self):
        cleaned = super().clean()
        opened = cleaned.get("version"), cleaned.get("other_version")
        if None not in opened and opened != (self.one.version, self.other.version):
            self.mark_stale(self.one)
        return cleaned

    @property
    def same(self):
        """[(label, value)] of what both say alike: nothing to choose."""
        alike = [name for name in FIELDS if name not in self.fields and getattr(self.one, name)]
        return [
            (str(Party._meta.get_field(name).verbose_name).capitalize(), self.shown(self.one, name)) for name in alike
        ]

    @property
    def choices(self):
        """The bound fields of the facts to choose."""
        return [self[name] for name in FIELDS if name in self.fields]

    def facts(self):
        """What actions.merge takes."""
        survivor, other = (self.one, self.other)
        if self.cleaned_data["survivor"] == self.other.pk:
            survivor, other = other, survivor
        self.one.version, self.other.version = self.cleaned_data["version"], self.cleaned_data["other_version"]
        taken = [name for name in FIELDS if self.cleaned_data.get(name) == other.pk]
        return {"survivor": survivor, "other": other, "fields": taken}

    def mark_stale(self, entry):
        """Refused because one of the two moved on: the versions are those of now, the choices stay."""
        self.stale = True
        now = Party.objects.select_related("group", "user").in_bulk([self.one.pk, self.other.pk])
        self.one, self.other = now.get(self.one.pk, self.one), now.get(self.other.pk, self.other)
        self.renew(version=self.one.version, other_version=self.other.version)
        self.add_error(None, CHANGED)

    theirs = ()


class PairForm(Form):
    """Two entries that somebody says are two."""

    first = forms.ModelChoiceField(Party.objects.none(), widget=forms.HiddenInput)
    second = forms.ModelChoiceField(Party.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].queryset = Party.objects.visible_to(user)
