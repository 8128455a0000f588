"""What can be typed about projects and goals."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from registry.forms import LARGEST_KEY, EntryForm, Form, VersionForm
from registry.models import FIRST_DAY, LAST_DAY
from registry.search import fold

from . import actions
from .models import Goal, OrganisationalGoal, Project, Stage

# As many people as one can read through; with more in the group, they are searched.
FEW = 12
MOST_FOUND = 20


class ListForm(Form):
    """The filters of the list of projects; what makes no sense is ignored."""

    SORTS = {"name": "Name", "-name": "Name, from Z", "ends": "Ends", "-ends": "Ends, latest first"}

    q = forms.CharField(label="Name or key", max_length=200, required=False)
    stage = forms.ChoiceField(choices=[("", "Every stage"), *Stage.choices], required=False)
    whose = forms.ChoiceField(choices=[("", "All projects"), ("mine", "Managed by me")], required=False)
    sort = forms.ChoiceField(choices=SORTS.items(), required=False)
    after = forms.CharField(required=False)

    def chosen(self):
        """The filters that hold: {"q": ..., "stage": ..., ...}, "" for none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


def offer(form, name):
    """The rows that a field of check boxes offers, fetched once; without any, the field goes. Says whether it stays."""
    field = form.fields[name]
    field.choices = [(row.pk, str(row)) for row in field.queryset]
    if not field.choices:
        del form.fields[name]
    return name in form.fields


class ProjectForm(EntryForm):
    """A new project; whoever creates it manages it."""

    new_goal = forms.CharField(
        label="Another organisational goal",
        max_length=200,
        required=False,
        help_text="Only if none above says it. It joins the list that all projects choose from; "
        "administrators keep that list.",
    )

    class Meta(EntryForm.Meta):
        model = Project
        fields = ["key", "name", "benefit", "starts_on", "ends_on", "organisational_goals"]
        widgets = {"organisational_goals": forms.CheckboxSelectMultiple, "benefit": forms.Textarea({"rows": 3})}
        error_messages = {"key": {"unique": actions.KEY_TAKEN}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].widget.attrs.update(autocapitalize="characters", autocomplete="off", spellcheck="false")
        if self.instance._state.adding:
            self.fields["key"].widget.attrs["autofocus"] = True
        self.order_fields([*self._meta.fields[: self._meta.fields.index("organisational_goals") + 1], "new_goal"])
        if not offer(self, "organisational_goals"):
            self.fields["new_goal"].label = "Organisational goal"
            self.fields["new_goal"].help_text = (
                "What the organisation wants that this project serves: more revenue, say. "
                "It can wait until the project is activated."
            )

    def add_error(self, field, error):
        """Without a box to tick, what is missing among the organisational goals is said where one can be typed."""
        if "organisational_goals" in getattr(error, "error_dict", {}) and "organisational_goals" not in self.fields:
            error = ValidationError({"new_goal": error.error_dict["organisational_goals"]})
        super().add_error(field, error)

    def clean_key(self):
        return self.cleaned_data["key"].upper()

    def clean_starts_on(self):
        return in_calendar(self.cleaned_data["starts_on"])

    def clean_ends_on(self):
        return in_calendar(self.cleaned_data["ends_on"])

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "The project ends before it starts: check the two dates")
        return cleaned

    def purposes(self, by):
        """The organisational goals ticked, and the one typed."""
        typed = actions.find_or_make_organisational_goal(name=self.cleaned_data["new_goal"], by=by)
        return [*self.cleaned_data.get("organisational_goals", []), *([typed] if typed else [])]


class ProjectEditForm(ProjectForm):
    """A project as it stands; its key is fixed once it has begun, because it stands in every address."""

    find_manager = forms.CharField(
        label="Add a project manager",
        max_length=200,
        required=False,
        help_text="Part of a name or e-mail address. With several who fit, you choose among them.",
    )

    class Meta(ProjectForm.Meta):
        fields = [
            "key",
            "name",
            "benefit",
            "status",
            "status_note",
            "starts_on",
            "ends_on",
            "organisational_goals",
            "managers",
        ]
        widgets = {
            **ProjectForm.Meta.widgets,
            "managers": forms.CheckboxSelectMultiple,
            "status": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.stage != Stage.PROPOSED:
            del self.fields["key"]
        self.fields["managers"].error_messages["required"] = actions.NO_MANAGER
        self.fields["managers"].required = True
        self.offer_managers()

    def offer_managers(self):
        """Boxes for the whole group of project managers while it is small, else for those who manage it now."""
        group = list(User.objects.project_managers()[: FEW + 1])
        now = self.initial["managers"]
        if len(group) <= FEW:
            del self.fields["find_manager"]
            everybody = sorted({*group, *now}, key=lambda user: (user.name, user.pk))
            self.fields["managers"].choices = [(user.pk, str(user)) for user in everybody]
            offered = Q(pk__in=[user.pk for user in everybody])
        else:
            # Those ticked after a search stay ticked when the form comes back for another reason.
            ticked = [int(pk) for pk in self["managers"].value() or [] if re.fullmatch("[0-9]{1,18}", str(pk))]
            found = User.objects.project_managers().filter(pk__in=ticked).values("pk")
            offered = Q(pk__in=[user.pk for user in now]) | Q(pk__in=found)
        self.fields["managers"].queryset = User.objects.filter(offered)

    def clean(self):
        super().clean()
        if self.cleaned_data.get("find_manager"):
            self.take_found(found_managers(self.cleaned_data["find_manager"]))
        return self.cleaned_data

    def take_found(self, found):
        """One who fits is taken; several are offered to tick; for none, say so."""
        if len(found) == 1:
            managers = list(self.cleaned_data.get("managers") or [])
            self.cleaned_data["managers"] = managers + [user for user in found if user not in managers]
            self.errors.pop("managers", None)
        elif found:
            offered = self.fields["managers"].queryset.values("pk")
            shown = Q(pk__in=offered) | Q(pk__in=[user.pk for user in found])
            self.fields["managers"].queryset = User.objects.filter(shown)
            self.renew(find_manager="")
            self.add_error("managers", "Several fit what you typed. Tick whom you mean, then save again.")
        else:
            self.add_error("find_manager", "Nobody in the group of project managers is called so.")


def found_managers(text):
    """Those in the group of project managers of whose name or e-mail address every typed word begins a word."""
    words = fold(text).split()
    fits = [
        user
        for user in User.objects.project_managers().order_by("name", "pk")
        if words and all(f" {word}" in f" {fold(f'{user.name} {user.email}')}" for word in words)
    ]
    return fits[:MOST_FOUND]


def in_calendar(day):
    if day and not date.fromisoformat(FIRST_DAY) <= day <= date.fromisoformat(LAST_DAY):
        raise ValidationError("Dates lie between 1900 and 2200.")
    return day


class StatusForm(EntryForm):
    class Meta(EntryForm.Meta):
        model = Project
        fields = ["status", "status_note"]
        widgets = {"status": forms.RadioSelect}


class GoalForm(EntryForm):
    """A goal of a project.

    Its number, which stands in the address, can move to another goal; so an edit names the goal by `entry`, and the
    view looks it up by that.
    """

    class Meta(EntryForm.Meta):
        model = Goal
        fields = ["statement", "measure", "target", "organisational_goals"]
        widgets = {"organisational_goals": forms.CheckboxSelectMultiple}

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        purposes = self.fields["organisational_goals"]
        serves = Q(projects=project)
        if self.instance._state.adding:
            self.fields["statement"].widget.attrs["autofocus"] = True
        else:
            serves |= Q(goals=self.instance)
            self.fields["entry"] = entry_field(initial=self.instance.pk)
        purposes.queryset = OrganisationalGoal.objects.filter(serves).distinct()
        purposes.help_text = f"Those that {project.key} serves."
        offer(self, "organisational_goals")


def entry_field(**options):
    return forms.IntegerField(min_value=1, max_value=LARGEST_KEY, widget=forms.HiddenInput, **options)


class GoalVerbForm(VersionForm):
    """Move or delete a goal: named by `entry`, because its number can move to another goal meanwhile."""

    entry = entry_field()


class MoveForm(GoalVerbForm):
    to = forms.ChoiceField(choices=[("up", "Up"), ("down", "Down")], widget=forms.HiddenInput)
