"""Writing down what a customer values: the words first, everything else may wait."""

from django import forms
from django.db import transaction

from customers.forms.fields import suggest
from registry.forms import EntryForm, Form

from .. import actions
from ..models import Confirmation, Revision, Theme, ValueCriterion
from ..models.revisions import LONGEST_STATEMENT
from ..shares import LEVELS, give_outlooks

KIND_HINTS = {
    ValueCriterion.Kind.SERVICE: "how the project treats them on the way",
    ValueCriterion.Kind.DELIVERABLE: "what they hold at the end",
}
SERVICE_NAMES_NONE = "Only a criterion of the kind “deliverable” names one. Choose none here, or that kind above."
# What stands open: in talk the words come first, then why, how, and which side of value it is.
OPEN = ("statement", "why", "how", "kind", "importance", "said")
# What a form folds under "more" until it is asked for, or holds an error; the last as a panel of its own.
FOLDED = ("goals", "deliverable", "theme_name")
MEASURED = ("measure", "baseline", "target", "due_on")
MIDDLING = 3


class CriterionForm(EntryForm):
    """The words, the kind and the details of a criterion. Its theme is typed: known ones are found, new ones made."""

    statement = forms.CharField(
        label="What do they value?",
        help_text="Their words, as they said them. One thing only.",
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"class": "say", "rows": 3, "autofocus": True}),
        error_messages={"required": "Write down what they said, even if it is not perfect yet."},
    )
    kind = forms.ChoiceField(
        label="What kind of value?",
        choices=ValueCriterion.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose service or deliverable."},
    )
    theme_name = forms.CharField(
        label="Theme",
        required=False,
        max_length=60,
        help_text="A word that other customers' criteria share, so that they can be compared.",
        widget=forms.TextInput(attrs={"list": "themes", "autocomplete": "off"}),
    )
    their = "their"  # whose 100 points, in a word

    class Meta(EntryForm.Meta):
        model = ValueCriterion
        fields = ("kind", "deliverable", "why", "how", "importance", "measure", "baseline", "target", "due_on")
        labels = {"deliverable": "Which deliverable do they mean?"}
        widgets = {
            "importance": forms.RadioSelect,
            "why": forms.Textarea(attrs={"rows": 2}),
            "how": forms.Textarea(attrs={"rows": 2}),
        }

    field_order = (*OPEN, *FOLDED, *MEASURED)

    def __init__(self, *args, beside=(), themes_url="", **kwargs):
        """`beside`: the customer's criteria, to say what share of their 100 each importance would give.

        `themes_url`: where themes in use are asked for while somebody types.
        """
        super().__init__(*args, **kwargs)
        self.fields["kind"].hints = KIND_HINTS
        self.fields["importance"].help_text = "Against the other things that this customer values, of 100 points."
        self.fields["measure"].help_text = "What is counted, and how often."
        if themes_url:
            suggest(self.fields["theme_name"], themes_url, into="themes")
            self.fields["theme_name"].widget.attrs["hx-trigger"] = "focus once, input changed delay:200ms"
        self.outlook = give_outlooks(beside, self.instance.pk)
        self.offer_deliverables()

    def level(self):
        """The importance that the form holds now."""
        value = str(self["importance"].value())
        return int(value) if value in map(str, LEVELS) else MIDDLING

    def offer_deliverables(self):
        """Those of the project; without any, the field goes."""
        field = self.fields["deliverable"]
        field.queryset = self.instance.stakeholder.project.deliverables.in_order()
        field.choices = [("", "None in particular"), *((each.pk, str(each)) for each in field.queryset)]
        if len(field.choices) == 1:
            del self.fields["deliverable"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("deliverable") and cleaned.get("kind") == ValueCriterion.Kind.SERVICE:
            self.add_error("deliverable", SERVICE_NAMES_NONE)
        return cleaned

    def folded(self):
        return [self[name] for name in FOLDED if name in self.fields]

    def measured(self):
        return [self[name] for name in MEASURED]

    def unfolds(self):
        """Whether the folded part stands open: it holds an error, or something was typed into it."""
        return any(field.errors or field.value() for field in [*self.folded(), *self.measured()])


class CaptureForm(CriterionForm):
    """A new criterion, written down by a manager: assumed, or confirmed by the customer in talk today."""

    said = forms.ChoiceField(
        label="Who said so?",
        choices=[("assumed", "I assume it"), ("confirmed", "They confirmed it in talk today")],
        initial="assumed",
        widget=forms.RadioSelect,
    )
    goals = forms.ModelMultipleChoiceField(
        label="Which goals does it serve?",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each at medium strength; say how strongly, or that it conflicts, later.",
    )

    def __init__(self, *args, stakeholder, speaker, **kwargs):
        super().__init__(*args, instance=ValueCriterion(stakeholder=stakeholder), **kwargs)
        self.speaker = speaker
        self.fields["goals"].queryset = stakeholder.project.goals.order_by("number")
        self.fields["said"].choices = [
            ("assumed", "I assume it"),
            ("confirmed", f"{speaker} confirmed it in talk today"),
        ]

    def confirmed(self):
        if self.cleaned_data["said"] != "confirmed":
            return None
        return {"said_by": self.speaker[:200], "how": Confirmation.How.MEETING}

    def capture(self, *, by):
        return actions.capture(
            criterion=self.instance,
            statement=self.cleaned_data["statement"],
            theme=self.cleaned_data["theme_name"],
            confirmed=self.confirmed(),
            goals=self.cleaned_data["goals"],
            by=by,
        )


class ProposeForm(CriterionForm):
    """A new criterion that the customer writes themselves."""

    their = "your"

    def __init__(self, *args, stakeholder, **kwargs):
        super().__init__(*args, instance=ValueCriterion(stakeholder=stakeholder), **kwargs)
        self.fields["statement"].label = "What do you value?"
        self.fields["statement"].help_text = "In your own words. One thing only."
        self.fields["statement"].error_messages["required"] = "Write down what you value, in your own words."
        if "deliverable" in self.fields:
            self.fields["deliverable"].label = "Which deliverable do you mean?"
            self.fields["deliverable"].help_text = "If you mean one."
        self.fields["why"].label = "Why it matters to you"
        self.fields["how"].label = "How you benefit"
        self.fields["importance"].help_text = "Against the other things that you value, of 100 points."
        self.fields["measure"].help_text = "How one would notice: what is counted, and how often."
        self.fields["kind"].hints = {
            ValueCriterion.Kind.SERVICE: "how the project treats you on the way",
            ValueCriterion.Kind.DELIVERABLE: "what you hold at the end",
        }

    def capture(self, *, by):
        return actions.propose(
            criterion=self.instance,
            statement=self.cleaned_data["statement"],
            theme=self.cleaned_data["theme_name"],
            by=by,
        )


class EditForm(CriterionForm):
    """A criterion with its words. Other words make the next wording; the same words leave all said about them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        current = self.instance
        self.initial["statement"] = current.statement
        self.initial["theme_name"] = current.theme.name if current.theme else ""
        self.fields["statement"].label = "In their words"
        self.fields["statement"].help_text = (
            f"Other words make wording {current.current_revision.number + 1}, which is assumed again until "
            f"{current.stakeholder} confirms it. The words of wording {current.current_revision.number} are kept."
        )

    @transaction.atomic
    def revise(self, *, by):
        """Save; says whether the words changed."""
        self.instance.version = self.cleaned_data["version"]
        return actions.revise(
            criterion=self.instance,
            statement=self.cleaned_data["statement"],
            theme=self.cleaned_data["theme_name"],
            by=by,
        )

    def mark_stale(self, entry):
        """As for any entry, and the words and the theme, which are no fields of the row, are compared as well."""
        super().mark_stale(entry)
        current = ValueCriterion.objects.select_related("current_revision", "theme").get(pk=entry.pk)
        opened, facts, self.theirs = self.as_opened(current), self.theirs, []
        words, theme = [], []
        if opened is not None:
            words = Revision.objects.filter(pk=opened.current_revision_id).values_list("statement", flat=True)
            theme = Theme.objects.filter(pk=opened.theme_id).values_list("name", flat=True) or [""]
        self.compare("statement", current.statement, *words)
        self.compare("theme_name", current.theme.name if current.theme else "", *theme)
        self.theirs += facts


class KnownThemeForm(Form):
    """What a browser sends while somebody types a theme."""

    theme_name = forms.CharField(max_length=60, required=False)
