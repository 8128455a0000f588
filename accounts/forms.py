"""What an administrator can say of a user, never a password; and what users say themselves: when mail comes."""

from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.models import Group
from django.core import signing

from registry.forms import STALE, Form, put

from .models import MailChoice, User

SHOWN = ("name", "email", "groups", "is_administrator", "is_active")


class UserForm(forms.ModelForm):
    """Carries what was on the screen, signed, so that nobody's change is saved over (users have no version column)."""

    by = None  # the administrator at work, set by the admin

    is_administrator = forms.BooleanField(
        label="Administrator", required=False, help_text="May do everything, here and in every project."
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = User
        fields = ["name", "email", "groups", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stale, self.theirs = False, []
        groups = self.fields.get("groups")
        if groups is not None:
            groups.widget = forms.CheckboxSelectMultiple()
            groups.queryset = Group.objects.order_by("name")
            groups.help_text = ""
        self.fields["is_administrator"].initial = self.instance.is_superuser
        if not self.instance._state.adding:
            self.fields["seen"].initial = signing.dumps(self.stored(), salt="user-form")

    @property
    def changed_data(self):
        return [name for name in super().changed_data if name != "seen"]

    def stored(self):
        user = self.instance
        facts = {"name": user.name, "email": user.email, "is_active": user.is_active}
        groups = sorted(user.groups.values_list("name", flat=True))
        return {**facts, "is_administrator": user.is_superuser, "groups": groups}

    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        taken = EmailAddress.objects.filter(email=email, verified=True).exclude(user=self.instance.pk)
        if taken.exists():
            raise forms.ValidationError("Somebody else signs in with that address.")
        return email

    def clean(self):
        cleaned = super().clean()
        if self.instance._state.adding:
            return cleaned
        self.check_seen()
        # Locked in one order, so that two administrators cannot take each other's rights in the same moment.
        administrators = User.objects.select_for_update().filter(is_superuser=True, is_active=True).order_by("pk")
        remaining = set(administrators.values_list("pk", flat=True))
        stays = cleaned.get("is_administrator") and cleaned.get("is_active")
        if remaining == {self.instance.pk} and not stays:
            self.add_error(None, "The register would be without an administrator. Name another one first.")
        if self.by == self.instance and not cleaned.get("is_active"):
            self.add_error("is_active", "You cannot deactivate yourself. Another administrator can.")
        return cleaned

    def check_seen(self):
        try:
            seen = signing.loads(self.cleaned_data.get("seen") or "", salt="user-form")
        except signing.BadSignature:
            self.add_error(None, "This form came without what was on the screen when it was opened. Reload the page.")
            return
        stored = self.stored()
        if seen == stored:
            return
        self.stale = True
        self.data = self.data.copy()
        typed = {**self.cleaned_data, "groups": sorted(group.name for group in self.cleaned_data.get("groups") or [])}
        for name in SHOWN:
            if stored[name] in (typed.get(name), seen[name]):
                continue
            row = {"label": self[name].label, "theirs": words(stored[name]), "yours": words(typed.get(name))}
            row["is_kept"] = typed.get(name) == seen[name]
            self.theirs.append({"name": name, **row})
            if row["is_kept"]:  # who left it as it was takes theirs
                value = list(self.instance.groups.all()) if name == "groups" else stored[name]
                put(self.data, self.add_prefix(name), value)
        self.data[self.add_prefix("seen")] = signing.dumps(stored, salt="user-form")
        self.add_error(None, STALE)

    def save(self, commit=True):
        if "is_administrator" in self.changed_data or self.instance._state.adding:
            self.instance.is_superuser = self.instance.is_staff = self.cleaned_data["is_administrator"]
        if self.instance._state.adding:
            self.instance.set_unusable_password()
        return super().save(commit)


def words(value):
    if isinstance(value, list):
        return ", ".join(value)
    return {True: "yes", False: "no", None: ""}.get(value, value)


class MailForm(Form):
    """When mail comes."""

    choice = forms.ChoiceField(
        label="When do you want to be told that something waits for you?",
        choices=MailChoice.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].hints = {
            MailChoice.AT_ONCE: "Some minutes after it began to wait.",
            MailChoice.DAILY: "One message from 7:00 in the morning with what is new, none on days without news.",
            MailChoice.NEVER: "You find it under My work and Reviews whenever you look.",
        }
