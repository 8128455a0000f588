"""What the project hands over and who gets it; who speaks for whom."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from customers.actions.service import NAME_TAKEN
from customers.models import Role, Stakeholder
from projects.forms import in_calendar
from projects.models import Deliverable
from registry.forms import EntryForm, Form

from .ticks import TicksField, TicksMixin


def who_they_are(stakeholder):
    """One line about somebody beside their check box: what they are to the project, and their group."""
    roles = ", ".join(held.role.name for held in stakeholder.held)
    return " · ".join(part for part in (roles, str(stakeholder.party.group or "")) if part)


def what_it_is(deliverable):
    """One line about a deliverable beside its check box: when it is due, and the goals it serves."""
    due = f"due {date_format(deliverable.due_on, 'j F Y')}" if deliverable.due_on else "no due date"
    goals = ", ".join(goal.label for goal in deliverable.goals.all())
    return " · ".join(part for part in (due, goals and f"serves {goals}") if part)


def offered(project, which, ticked):
    """Those of the project's stakeholders in `which`, and those who are ticked already, by name."""
    here = Stakeholder.objects.filter(project=project.pk).filter(Q(pk__in=which.values("pk")) | Q(pk__in=ticked))
    return here.select_related("party__group").with_roles().order_by("party__name_key", "pk")


class DeliverableForm(TicksMixin, EntryForm):
    """A deliverable with the goals it serves and who gets it; `to` are the keys of customers whom a link proposes."""

    ticks_name = "recipients"
    recipients = TicksField(label="Who gets it?", help_text="The customers who will use it.")

    class Meta(EntryForm.Meta):
        model = Deliverable
        fields = ["name", "due_on", "goals", "description", "handed_over_on"]
        widgets = {"goals": forms.CheckboxSelectMultiple, "description": forms.Textarea({"rows": 3})}
        labels = {"due_on": "When is it due?", "goals": "Which goals does it serve?"}

    field_order = ["name", "due_on", "goals", "recipients", "description", "handed_over_on"]

    def __init__(self, *args, project, to=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.project = project
        if self.instance._state.adding:
            self.fields["name"].widget.attrs["autofocus"] = True
        goals = self.fields["goals"]
        goals.queryset = project.goals.order_by("number")
        goals.choices = [(goal.pk, str(goal)) for goal in goals.queryset]
        if not goals.choices:
            del self.fields["goals"]
        if self.instance._state.adding:
            del self.fields["handed_over_on"]
            ticked = []
        else:
            ticked = list(self.instance.recipients.values_list("stakeholder", flat=True))
        customers = Stakeholder.objects.filter(project=project.pk).customers()
        self.offer_ticks(offered(project, customers, ticked), ticked, who_they_are, proposed=to)

    def clean_name(self):
        name = self.cleaned_data["name"]
        same = Deliverable.objects.filter(project=self.instance.project, name=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise ValidationError(NAME_TAKEN)
        return name

    def clean_due_on(self):
        return in_calendar(self.cleaned_data["due_on"])

    def clean_handed_over_on(self):
        day = in_calendar(self.cleaned_data["handed_over_on"])
        if day and day > timezone.localdate():
            raise ValidationError("That day is still to come. Leave this empty until the recipients have it.")
        return day


class ReceivesForm(TicksMixin, Form):
    """The same from a customer's side: what they get."""

    ticks_name = "deliverables"
    deliverables = TicksField(label="What do they get?", help_text="Tick what they will use.")

    def __init__(self, *args, stakeholder, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Deliverable.objects.filter(project=stakeholder.project_id).prefetch_related("goals").in_order()
        ticked = set(stakeholder.receives.values_list("deliverable", flat=True))
        self.offer_ticks(rows, ticked, what_it_is)


class SpeaksForForm(TicksMixin, Form):
    """The end users, and groups of them, for whom a senior user speaks."""

    ticks_name = "people"
    people = TicksField(help_text="End users of the project, people and groups.")

    def __init__(self, *args, stakeholder, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].label = f"For whom does {stakeholder} speak?"
        ticked = list(stakeholder.speaks_for.values_list("spoken_for", flat=True))
        users = stakeholder.project.stakeholders.having_role(kind=Role.Kind.END_USER).exclude(pk=stakeholder.pk)
        self.offer_ticks(offered(stakeholder.project, users, ticked), ticked, who_they_are)


class SpokenForForm(TicksMixin, Form):
    """The same from an end user's side: the senior users who speak for them."""

    ticks_name = "people"
    people = TicksField(help_text="Senior users of the project.")

    def __init__(self, *args, stakeholder, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].label = f"Who speaks for {stakeholder}?"
        ticked = list(stakeholder.spoken_for_by.values_list("speaker", flat=True))
        seniors = stakeholder.project.stakeholders.having_role(kind=Role.Kind.SENIOR_USER).exclude(pk=stakeholder.pk)
        self.offer_ticks(offered(stakeholder.project, seniors, ticked), ticked, who_they_are)
