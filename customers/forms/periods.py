"""From when to when somebody has a role, or speaks for a group: written down late, corrected, taken back."""

from django import forms
from django.utils import timezone

from customers.models import Party, Representation, Role, RoleAssignment
from customers.queries import MOST_KNOWN
from registry.forms import EntryForm, Form, form_field

from .fields import DayField
from .who import WhoForm

UNTIL = "The first day on which it holds no more. Empty: no end."


class PeriodForm(EntryForm):
    """The days of one role or representation."""

    class Meta:
        fields = ["from_on", "to_on"]
        help_texts = {"to_on": UNTIL}
        formfield_callback = form_field


class RolePeriodForm(PeriodForm):
    """The days of a role they have, and whether a sponsor answered for the project on them."""

    class Meta(PeriodForm.Meta):
        model = RoleAssignment
        fields = ["from_on", "to_on", "is_accountable"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.role_id and self.instance.role.kind != Role.Kind.SPONSOR:
            del self.fields["is_accountable"]


class RoleAddForm(RolePeriodForm):
    """A role they had, have or will have, with its days."""

    class Meta(RolePeriodForm.Meta):
        fields = ["role", "from_on", "to_on", "is_accountable"]
        widgets = {"role": forms.RadioSelect}

    field_order = Meta.fields

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.filter(is_offered=True)
        self.fields["role"].empty_label = None
        self.fields["is_accountable"].help_text = "Only for a sponsor: who answers for the project on these days."


class RepresentationPeriodForm(PeriodForm):
    """The days on which a person speaks for a group."""

    class Meta(PeriodForm.Meta):
        model = Representation


class RepresentationAddForm(WhoForm):
    """Somebody who spoke, speaks or will speak for a group, with the days."""

    kind_asked = Party.Kind.PERSON
    from_on = DayField(label="From")
    to_on = DayField(label="Until", required=False, help_text=UNTIL)

    def __init__(self, *args, stakeholder, **kwargs):
        self.stakeholder = stakeholder
        super().__init__(*args, initial={"from_on": timezone.localdate()}, **kwargs)
        self.fields["name"].label = f"Who spoke for {stakeholder}?"
        self.fields["name"].help_text = "A person: choose one below, or type a name; somebody not known yet is made."
        self.fields["name"].required = False

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("name") and not cleaned.get("party") and not self.errors:
            self.add_error("name", "Choose somebody, or type a name")
        return cleaned

    def suggested(self):
        """People of the group itself, by name."""
        if not hasattr(self, "_suggested"):
            members = Party.objects.people().filter(group=self.stakeholder.party_id).select_related("group")
            self._suggested = list(members.order_by("name_key", "pk")[:MOST_KNOWN])
        return self._suggested


class TakeBackPeriodForm(PeriodForm):
    """Nothing but the version that was on the screen."""

    class Meta(PeriodForm.Meta):
        fields = []


class TakeBackRoleForm(TakeBackPeriodForm):
    class Meta(TakeBackPeriodForm.Meta):
        model = RoleAssignment


class TakeBackRepresentationForm(TakeBackPeriodForm):
    class Meta(TakeBackPeriodForm.Meta):
        model = Representation


class OnForm(Form):
    """A day to look at."""

    on = DayField(label="On which day?", required=False)
