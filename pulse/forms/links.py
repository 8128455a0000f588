"""What a customer says by their personal link, and what a manager does with the links of a round."""

from dataclasses import dataclass

from django import forms
from django.utils.html import format_html

from pulse import actions
from pulse.models import HIGHEST, LOWEST, Answer
from registry.forms import LARGEST_KEY, Form

from .rounds import AnswerForm

CHANGED = "The words of this were changed while you were reading. Look at them again."


class LinkForm(AnswerForm):
    """One customer's answer by their link, and their yes to wordings nobody heard them say yes to.

    Theirs is the last word: unlike a manager's form it does not ask whether somebody saved meanwhile. A yes is of the
    wording that was on the screen, and may be all that they say.
    """

    without_score = f"Give a score from {LOWEST} to {HIGHEST}."

    def __init__(self, data=None, *, link, customer):
        super().__init__(data, customer=customer, round=link.round, channel=Answer.Channel.LINK, is_alone=True)
        self.link = link
        del self.fields["seen"], self.fields["was"]
        self.fields["score"].required = False
        self.fields["score"].label = f"How well does {link.round.project.name} do for {self.whom}?"
        self.fields["score"].help_text = "From 1, not at all, to 10, as well as it can be."
        self.about = [self.about_one(*line) for line in self.lines]

    @property
    def whom(self):
        return str(self.customer) if self.customer.party.is_group else "you"

    def about_one(self, criterion, score, words):
        """A criterion with its fields; `yes` is None where the wording is confirmed already."""
        score.label = named("How well does it do for this?", criterion)
        words.label = named("Your words on it", criterion)
        if criterion.is_confirmed:
            return {"criterion": criterion, "score": score, "words": words, "yes": None, "shown": None}
        yes, shown = f"y{criterion.pk}", f"r{criterion.pk}"
        box = forms.CheckboxInput(attrs={"class": "form-check-input"})
        self.fields[yes] = forms.BooleanField(label="Yes, that is what I mean", required=False, widget=box)
        self.fields[shown] = forms.CharField(
            required=False, widget=forms.HiddenInput, max_length=20, initial=criterion.current_revision_id
        )
        return {"criterion": criterion, "score": score, "words": words, "yes": self[yes], "shown": self[shown]}

    @property
    def says(self):
        """Whether they say more than yes to a wording."""
        yes = {field.name for each in self.about if each["yes"] for field in (each["yes"], each["shown"])}
        return any(value not in (None, "") for name, value in self.cleaned_data.items() if name not in yes)

    @property
    def touched(self):
        return self.says or not self.confirmed

    def clean(self):
        super().clean()
        for each in self.about:
            if each["yes"] is None or not self.cleaned_data.get(each["yes"].name):
                continue
            if self.cleaned_data.get(each["shown"].name) != str(each["criterion"].current_revision_id):
                self.show_again(each)

    def show_again(self, each):
        """The yes is taken off, and the wording of now is what the next one will be to."""
        self.add_error(each["yes"].name, CHANGED)
        self.renew(**{each["shown"].name: str(each["criterion"].current_revision_id)})
        self.data.pop(each["yes"].html_name, None)

    @property
    def confirmed(self):
        """The wordings they say yes to."""
        ticked = [each["criterion"] for each in self.about if each["yes"] and self.cleaned_data.get(each["yes"].name)]
        return [criterion.current_revision for criterion in ticked]

    def save(self):
        said = self.said if self.says else {}
        return actions.answer_by_link(link=self.link, confirmed=self.confirmed, **said)


def named(label, criterion):
    """A label below the words it is about, which say so to whoever does not see where it stands."""
    return format_html('{}<span class="visually-hidden"> “{}”</span>', label, criterion)


@dataclass(frozen=True)
class LinksDoing:
    """What a button of the links page asks: "make:12", "mail:12", "withdraw:12", "no_mail:12", "may_mail:12", "all"."""

    verb: str = ""
    customer: int = 0

    VERBS = ("make", "mail", "withdraw", "no_mail", "may_mail")

    @classmethod
    def of(cls, text):
        """Nothing to do for what makes no sense."""
        verb, _, pk = text[:40].partition(":")
        if verb == "all" and not pk:
            return cls(verb)
        if verb in cls.VERBS and pk.isascii() and pk.isdigit():
            return cls(verb, int(pk))
        return cls()


class OneAsked(Form):
    """The customer in the address, to show alone; what makes no sense shows everybody."""

    of = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY)

    @property
    def pk(self):
        return self.cleaned_data["of"] if self.is_valid() else None
