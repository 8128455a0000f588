"""How criteria and goals stand to each other: a line of radio buttons for each, and one button for all lines.

Each line carries the version of the alignment that was on the screen and what it said. A line that nobody touched is
left alone, whatever others did to it meanwhile; saying what stands already changes nothing; a touched line whose
alignment moved on is refused, shown beside what stands now, and then nothing of the page is saved.
"""

from django import forms

from registry.forms import LARGEST_KEY, WITHOUT_VERSION, Form
from registry.models import Stale

from .. import actions

EFFECTS = [("", "none"), ("weak", "weak"), ("medium", "medium"), ("strong", "strong"), ("conflict", "conflicts")]


class MeantGoal(Form):
    """The goal that stood on the page, by its id: its number may be another goal's by now."""

    goal = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST_KEY)


class Cell(Form):
    """One criterion beside one goal."""

    stands_alone = False
    effect = forms.ChoiceField(label="How it stands", choices=EFFECTS, required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why, in one sentence",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "Why, in one sentence"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    was = forms.CharField(required=False, widget=forms.HiddenInput, strip=False, max_length=320)

    def __init__(self, data=None, *, criterion, goal, alignment, prefix):
        self.criterion, self.goal, self.alignment = criterion, goal, alignment
        self.theirs = ""
        # A line that was not on their page (a goal added meanwhile) is shown fresh and saves nothing.
        was_shown = data is not None and f"{prefix}-seen" in data
        super().__init__(data if was_shown or self.stands_alone else None, initial=facts(alignment), prefix=prefix)

    @property
    def title(self):
        """What an error of this line is about."""
        return f"{self.criterion.stakeholder}, criterion {self.criterion.number}, and {self.goal.label}"

    @property
    def who(self):
        return f"{self.criterion.stakeholder}: “{self.criterion.statement}”"

    def anchor(self, name):
        return self["reason"].auto_id if name == "reason" else f"{self['effect'].auto_id}_0"

    @property
    def touched(self):
        said = said_as(self.cleaned_data["effect"], self.cleaned_data["reason"])
        return said != self.cleaned_data["was"]

    def save(self, *, by):
        """Align; on Stale, tell what stands now and carry its version from now on."""
        try:
            actions.align(
                criterion=self.criterion,
                goal=self.goal,
                effect=self.cleaned_data["effect"],
                reason=self.cleaned_data["reason"],
                seen=self.cleaned_data["seen"],
                by=by,
            )
        except Stale as stale:
            self.mark_stale(stale.entry)
            raise

    def mark_stale(self, alignment):
        now = facts(alignment)
        self.theirs = f"{dict(EFFECTS)[now['effect']]}{': ' if now['reason'] else ''}{now['reason']}"
        self.renew(seen=now["seen"], was=now["was"])
        self.add_error("effect", f"Somebody saved this meanwhile: {self.theirs}. Saving again keeps what you chose.")


class OneCell(Cell):
    """The only line of its page: a post without what was on the screen is refused."""

    stands_alone = True

    def clean(self):
        super().clean()
        for name in ("seen", "was"):
            if self.add_prefix(name) not in self.data:
                self.add_error("effect", WITHOUT_VERSION)
                break
        return self.cleaned_data


class SmallCell(OneCell):
    """The same within the matrix, where five radio buttons have no room."""

    effect = forms.ChoiceField(label="How it stands", choices=EFFECTS, required=False)


def facts(alignment):
    """What a line starts from, with or without an alignment."""
    if alignment is None:
        return {"effect": "", "reason": "", "seen": "", "was": said_as("", "")}
    return {
        "effect": alignment.effect,
        "reason": alignment.reason,
        "seen": alignment.seen,
        "was": said_as(alignment.effect, alignment.reason),
    }


def said_as(effect, reason):
    return f"{effect}|{reason}"
