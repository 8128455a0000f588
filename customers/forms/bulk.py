"""What to do with many customers at once: one short form for each change."""

from django import forms
from django.urls import reverse
from django.utils import timezone

from customers.actions import AddRole, EndRole, SetGroup, SetOwner
from customers.models import Role
from registry.forms import Form

from .fields import DayField, suggest
from .owner import OwnerField


class BulkForm(Form):
    """`change()` is what was typed, as actions take it. `seen` is the mark of the plan that was on the screen."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, project, **kwargs):
        self.project = project
        super().__init__(*args, **kwargs)


class RoleForm(BulkForm):
    role = forms.ModelChoiceField(
        queryset=Role.objects.none(), widget=forms.RadioSelect, empty_label=None, label="Role"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = self.roles()


class AddRoleForm(RoleForm):
    heading, button = "Add a role to {}", "Add the role"
    on = DayField(label="From which day?", initial=timezone.localdate)
    field_order = ["role", "on"]

    def roles(self):
        return Role.objects.filter(is_offered=True)

    def change(self):
        return AddRole(self.cleaned_data["role"], self.cleaned_data["on"])


class EndRoleForm(RoleForm):
    heading, button = "End a role of {}", "End the role"
    on = DayField(
        label="On which day does it end?", initial=timezone.localdate, help_text="It is kept, with this day as its end."
    )
    even_last = forms.BooleanField(
        label="Also where nothing else makes them a customer",
        required=False,
        help_text="They stay on the project with all they value, but count as customers no more.",
    )
    field_order = ["role", "on", "even_last"]

    def roles(self):
        return Role.objects.all()

    def change(self):
        typed = self.cleaned_data
        return EndRole(typed["role"], typed["on"], typed["even_last"])


class OwnersForm(BulkForm):
    heading, button = "Who looks after {}?", "Save who looks after them"
    owner = OwnerField(
        label="Relationship owner", required=False, help_text="Who of the team looks after them. Empty: nobody."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(self.project)

    def change(self):
        return SetOwner(self.cleaned_data["owner"])


class GroupForm(BulkForm):
    heading, button = "Set the group of {}", "Set their group"
    organisation = forms.CharField(
        label="Organisation or group they belong to",
        max_length=200,
        required=False,
        help_text="One that is not known yet is made. Empty: none.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        suggest(self.fields["organisation"], reverse("known-groups"))

    def change(self):
        return SetGroup(" ".join(self.cleaned_data["organisation"].split()))


BULK_FORMS = {"add-role": AddRoleForm, "end-role": EndRoleForm, "owner": OwnersForm, "group": GroupForm}
