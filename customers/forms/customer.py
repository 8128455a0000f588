"""Changing a customer's part in a project: facts, roles, representative, the accountable sponsor, taking it back."""

from django import forms
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from customers.actions import roles_mark
from customers.models import Party, Role, Stakeholder
from customers.queries import MOST_KNOWN, with_parts
from registry.forms import EntryForm, Form, form_field

from .fields import DayField, RolesField
from .owner import OwnerField
from .who import WhoForm


class CustomerForm(EntryForm):
    """Why they are a customer, whether they benefit themselves, how they hear of it, and who looks after them."""

    relationship_owner = OwnerField(
        label="Relationship owner",
        required=False,
        help_text="Who of the team looks after them. Start typing a name.",
    )

    class Meta:
        model = Stakeholder
        fields = ["why", "is_declared_customer", "no_own_benefit", "communication", "relationship_owner"]
        formfield_callback = form_field

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["relationship_owner"].offer(self.instance.project, present=self.instance.relationship_owner)
        if not (self.instance.is_sponsor or self.instance.no_own_benefit):
            del self.fields["no_own_benefit"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_declared_customer") and not cleaned.get("why") and "why" not in self.errors:
            self.add_error("why", "Say why they are a customer: no role of theirs does")
        return cleaned


class VerbForm(Form):
    """A form around a verb that can find the entry changed meanwhile."""

    stale, theirs = False, ()

    def mark_stale(self, entry):
        self.stale = True
        self.add_error(None, "Somebody changed this after you opened it. Look again below, then save.")


class RolesForm(VerbForm):
    """The roles in force from a day on. `seen` says which were in force when the page was opened."""

    roles = RolesField(
        label="What are they now?",
        required=False,
        help_text="Tick all that hold. What you untick ends on that day and is kept. Untick all to end their part.",
    )
    on = DayField(label="From or until", help_text="The first day of new roles, the day on which others end.")
    seen = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, stakeholder, **kwargs):
        self.stakeholder = stakeholder
        held = {assignment.role_id for assignment in stakeholder.held}
        initial = {"roles": list(held), "on": timezone.localdate(), "seen": roles_mark(stakeholder)}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["roles"].queryset = Role.objects.filter(Q(is_offered=True) | Q(pk__in=held))

    def clean_seen(self):
        """Says early what the action would find, under its lock, in any case."""
        if self.cleaned_data["seen"] != self.initial["seen"]:
            self.mark_stale(self.stakeholder)
        return self.cleaned_data["seen"]

    def mark_stale(self, entry):
        super().mark_stale(entry)
        typed = Role.objects.filter(pk__in=[pk for pk in self["roles"].value() or [] if str(pk).isdecimal()])
        now = [str(assignment.role) for assignment in self.stakeholder.held]
        row = {"name": "roles", "label": "Roles", "theirs": ", ".join(now), "yours": ", ".join(map(str, typed))}
        self.theirs = [row] if row["theirs"] != row["yours"] else []
        self.renew(seen=roles_mark(self.stakeholder))


class SeenForm(WhoForm):
    """Who comes instead of whom: `seen` is the row that was in force when the page was opened, "" for none."""

    on = DayField(label="From which day?")
    seen = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, present, **kwargs):
        self.present = present
        initial = {"on": timezone.localdate(), "seen": str(present.pk) if present else ""}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["name"].required = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen", "") != self.initial["seen"]:
            self.mark_stale(self.present)
            self.renew(seen=self.initial["seen"])
        if not cleaned.get("name") and not cleaned.get("party") and not self.errors and not cleaned.get("nobody"):
            self.add_error("name", "Choose somebody, or type a name")
        return cleaned


class HandOverForm(SeenForm):
    """The next accountable sponsor: somebody of the project, somebody known, or somebody new."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Who answers for the project from now on?"
        self.fields["name"].help_text = "Choose one below, or type a name; somebody not known yet is made."

    def suggested(self):
        """The project's further sponsors first, end users last, by name."""
        if not hasattr(self, "_suggested"):
            here = Party.objects.filter(stakeholders__project=self.project.pk).select_related("group")
            if self.present:
                here = here.exclude(pk=self.present.stakeholder.party_id)
            parts = Stakeholder.objects.filter(project=self.project.pk)
            rank = Case(
                When(pk__in=parts.sponsors().values("party"), then=Value(0)),
                When(pk__in=parts.having_role(kind=Role.Kind.END_USER).values("party"), then=Value(2)),
                default=Value(1),
            )
            here = here.order_by(rank, "name_key", "pk")
            self._suggested = list(with_parts(here, self.user)[:MOST_KNOWN])
        return self._suggested


class RepresentativeForm(SeenForm):
    """Who speaks for a group from a day on, or that nobody does any more."""

    kind_asked = Party.Kind.PERSON
    nobody = forms.BooleanField(label="Nobody represents it any more", required=False)

    def __init__(self, *args, stakeholder, **kwargs):
        self.stakeholder = stakeholder
        super().__init__(*args, **kwargs)
        self.fields["name"].label = f"Who speaks for {stakeholder}?"
        self.fields["name"].help_text = "A person: choose one below, or type a name; somebody not known yet is made."
        if not self.present:
            del self.fields["nobody"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("nobody") and (cleaned.get("name") or cleaned.get("party")):
            self.add_error("nobody", "Either name somebody or tick this, not both")
        return cleaned

    def suggested(self):
        """People of the group itself, by name."""
        if not hasattr(self, "_suggested"):
            members = Party.objects.people().filter(group=self.stakeholder.party_id).select_related("group")
            self._suggested = list(members.order_by("name_key", "pk")[:MOST_KNOWN])
        return self._suggested


class RemoveForm(EntryForm):
    """Nothing but the version that was on the screen."""

    class Meta:
        model = Stakeholder
        fields = []
