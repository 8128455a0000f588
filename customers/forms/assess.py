"""Assessing customers: one of them with notes, or a page of them in a row; and which day a page is about."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from customers import actions
from customers.models import LOW_TO_HIGH, MOST_NOTES, MOST_STRATEGY, SAID, Assessment, Engagement
from registry.forms import STALE, Form
from registry.models import Stale

from .customer import VerbForm
from .fields import DayField

HINTS = {
    "influence": "How much they can move or stop the project.",
    "interest": "How much it matters to them.",
    "engagement_now": "How they stand to the project today.",
    "engagement_wanted": "What the project needs them to be.",
}
LABELS = {"engagement_now": "Engagement now", "engagement_wanted": "Engagement wanted"}
IN_A_ROW = ("influence", "interest", "engagement_now", "engagement_wanted")


def choice_of(name, widget, blank):
    """The form field of one thing that is assessed."""
    numbers = name in ("influence", "interest")
    return forms.TypedChoiceField(
        label=LABELS.get(name, name.capitalize()),
        choices=[("", blank), *(LOW_TO_HIGH if numbers else Engagement.choices)],
        coerce=int if numbers else str,
        empty_value=None if numbers else "",
        required=False,
        widget=widget,
    )


class DayAsked(Form):
    """A day in the address, ?on=2026-03-03; what makes no sense, and a day to come, is left aside."""

    on = DayField(label="Day", required=False)

    @property
    def day(self):
        asked = self.cleaned_data.get("on") if self.is_valid() else None
        return asked if asked and asked <= timezone.localdate() else None


class EngagementAsked(Form):
    """A square of the summary in the address, ?now=neutral&wanted=leading; what makes no sense is left aside."""

    now = forms.ChoiceField(choices=Engagement, required=False)
    wanted = forms.ChoiceField(choices=Engagement, required=False)

    @property
    def asked(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AssessForm(VerbForm):
    """How the team reads one customer as of a day. `seen` is that day's assessment when the page was opened."""

    assessed_on = DayField(
        label="As of", help_text="A day that has an assessment is corrected, another day makes a new one."
    )
    influence = choice_of("influence", forms.RadioSelect, "not said")
    interest = choice_of("interest", forms.RadioSelect, "not said")
    engagement_now = choice_of("engagement_now", forms.RadioSelect, "not said")
    engagement_wanted = choice_of("engagement_wanted", forms.RadioSelect, "not said")
    strategy = forms.CharField(
        label="How to win them",
        max_length=MOST_STRATEGY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What the team does to get them from now to wanted.",
    )
    notes = forms.CharField(
        label="Private notes",
        max_length=MOST_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Only the managers of the project and administrators ever see them.",
    )
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, stakeholder, day, entry, before):
        """`entry` is that day's assessment, if any; a new one starts from the one `before`, without its notes."""
        self.stakeholder = stakeholder
        start = entry or before
        initial = {name: getattr(start, name) for name in (*IN_A_ROW, "strategy")} if start else {}
        initial |= {"assessed_on": day, "notes": entry.notes if entry else "", "seen": entry.mark if entry else ""}
        super().__init__(data, initial=initial)
        for name, hint in HINTS.items():
            self.fields[name].help_text = hint

    def save(self, *, by):
        said = {name: self.cleaned_data[name] for name in SAID}
        on, seen = self.cleaned_data["assessed_on"], self.cleaned_data["seen"]
        return actions.assess(stakeholder=self.stakeholder, on=on, seen=seen, by=by, **said)

    def mark_stale(self, entry):
        """That day has an assessment that was not on this page, or moved on: both are shown, nothing typed is lost."""
        self.stale = True
        self.add_error(None, STALE)
        typed = Assessment(**{name: self.cleaned_data[name] for name in SAID if name in self.cleaned_data})
        rows = [
            {"name": name, "label": self[name].label, "theirs": in_words(entry, name), "yours": in_words(typed, name)}
            for name in SAID
        ]
        self.theirs = [row for row in rows if row["theirs"] != row["yours"]]
        self.renew(seen=entry.mark)


class RowForm(Form):
    """One customer among many: four choices in a row; a row that nobody touched saves nothing.

    `seen` is the assessment whose values the row started from; `was` says them, so that a touched row is known.
    """

    influence = choice_of("influence", forms.Select, "–")
    interest = choice_of("interest", forms.Select, "–")
    engagement_now = choice_of("engagement_now", forms.Select, "–")
    engagement_wanted = choice_of("engagement_wanted", forms.Select, "–")
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    was = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)

    def __init__(self, data=None, *, stakeholder, day, assessment):
        self.stakeholder, self.day, self.assessment = stakeholder, day, assessment
        prefix = f"c{stakeholder.pk}"
        # A row that was not on their page (a customer logged meanwhile) is shown fresh and saves nothing.
        was_shown = data is not None and f"{prefix}-seen" in data
        super().__init__(data if was_shown else None, initial=start_of(assessment), prefix=prefix)
        for name in IN_A_ROW:
            self.fields[name].widget.attrs["class"] += " form-select-sm"

    @property
    def title(self):
        return str(self.stakeholder)

    def anchor(self, name):
        return self[name if name in IN_A_ROW else "influence"].auto_id

    @property
    def said(self):
        return {name: self.cleaned_data[name] for name in IN_A_ROW}

    @property
    def touched(self):
        return said_as(self.said) != self.cleaned_data["was"]

    def save(self, *, by):
        """Assess; on Stale, tell what stands now and carry its mark from now on."""
        seen = self.cleaned_data["seen"]
        try:
            actions.assess(stakeholder=self.stakeholder, on=self.day, seen=seen, by=by, **self.said)
        except Stale as stale:
            self.mark_stale(stale.entry)
            raise
        except ValidationError as error:
            raise ValidationError(error.messages) from error

    def mark_stale(self, entry):
        now = start_of(entry)
        words = ", ".join(f"{self[name].label.lower()} {in_words(entry, name)}" for name in IN_A_ROW if now[name])
        self.renew(seen=now["seen"], was=now["was"])
        self.add_error("influence", f"Somebody saved meanwhile: {words}. Saving again keeps what you chose.")


def in_words(assessment, name):
    value = getattr(assessment, name)
    return "" if value in (None, "") else str(getattr(assessment, f"get_{name}_display", lambda: value)())


def start_of(assessment):
    """What a row starts from, with or without an assessment."""
    said = {name: getattr(assessment, name) if assessment else "" for name in IN_A_ROW}
    return {**said, "seen": assessment.mark if assessment else "", "was": said_as(said)}


def said_as(said):
    return "|".join("" if value is None else str(value) for value in said.values())
