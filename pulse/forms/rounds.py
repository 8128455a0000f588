"""What a customer answers, as a form: their score and words, and the same for each criterion of theirs."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2s

from django import forms
from django.utils.text import Truncator

from projects.models import Project
from pulse import actions
from pulse.models import HIGHEST, LOWEST, MOST_WORDS, Answer
from registry.forms import EntryForm, Form, form_field
from registry.models import Refused

OUT_OF_TEN = f"A score is a whole number from {LOWEST} to {HIGHEST}."
BY_TEAM = [(Answer.Channel.MEETING, "In a meeting"), (Answer.Channel.PHONE, "On the phone")]
AROUND = ("seen", "was")  # what travels beside an answer
NOT_SAID = (*AROUND, "channel")


class ScoreInput(forms.NumberInput):
    """A number that phones offer digits for, with nothing to scroll or to type an "e" into by accident."""

    input_type = "text"

    def __init__(self, **attrs):
        look = {"inputmode": "numeric", "maxlength": 2, "autocomplete": "off", "class": "out-of-ten"}
        super().__init__({**look, **attrs})


def scale(*, is_needed=False):
    """The ten numbers to choose from, and "no score" where none is needed: one tap on a phone."""
    blank = [] if is_needed else [("", "no score")]
    numbers = [(number, str(number)) for number in range(LOWEST, HIGHEST + 1)]
    return forms.RadioSelect(attrs={"class": "form-check-input"}, choices=[*numbers, *blank])


class ScoreField(forms.IntegerField):
    """A score out of ten, typed or chosen."""

    def __init__(self, **options):
        messages = dict.fromkeys(("invalid", "min_value", "max_value", "max_digits"), OUT_OF_TEN)
        messages["required"] = f"Give a score from {LOWEST} to {HIGHEST}."
        options = {"widget": ScoreInput, "min_value": LOWEST, "max_value": HIGHEST, **options}
        super().__init__(error_messages=messages, **options)

    def widget_attrs(self, widget):
        return {}


def words_field(label, **attrs):
    widget = forms.Textarea(attrs={"rows": 1, "class": "say", **attrs})
    return forms.CharField(label=label, required=False, max_length=MOST_WORDS, widget=widget)


class AnswerForm(Form):
    """One customer's answer in a round. `seen` is the answer that was on the screen, `was` what it said.

    A form that nobody touched saves nothing, whatever others did to it meanwhile.
    """

    score = ScoreField(label="Overall", required=False)
    words = words_field("In their words")
    channel = forms.ChoiceField(label="How", choices=BY_TEAM, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    was = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def __init__(self, data=None, *, customer, round, channel="", is_alone=False):
        """`channel` is how, where that is no question. `is_alone`: an empty form is wrong, and scores are chosen."""
        self.customer, self.round, self.by_channel, self.stale = customer, round, channel, False
        prefix = f"c{customer.pk}"
        was_shown = data is not None and (is_alone or f"{prefix}-seen" in data)
        self.base_fields = {**self.base_fields, **fields_for(customer, is_alone)}
        super().__init__(data if was_shown else None, prefix=prefix, initial=start_of(customer, channel))
        if is_alone:
            self.fields["score"].required, self.fields["score"].widget = True, scale(is_needed=True)
        if channel in Answer.OWN_CHANNELS:
            self.fields["words"].label = "In your words"
        self.lines = [(c, self[f"s{c.pk}"], self[f"w{c.pk}"]) for c in customer.criteria_asked]
        if channel:
            del self.fields["channel"]
        elif self.answer and self.answer.channel in Answer.OWN_CHANNELS:
            kept = [(self.answer.channel, self.answer.get_channel_display().capitalize())]
            self.fields["channel"].choices = [*kept, *BY_TEAM]

    @property
    def answer(self):
        return self.customer.now

    @property
    def is_heard(self):
        return self.answer is not None and self.answer.is_heard

    @property
    def title(self):
        return str(self.customer)

    def anchor(self, name):
        return self[name if name in self.fields and name not in AROUND else "score"].auto_id

    @property
    def says(self):
        """What was typed but for how it was said."""
        return any(value not in (None, "") for name, value in self.cleaned_data.items() if name not in NOT_SAID)

    @property
    def touched(self):
        return said_as(self.cleaned_data) != self.cleaned_data.get("was") and (self.says or self.is_heard)

    def clean(self):
        super().clean()
        if "score" in self.cleaned_data and self.touched and self.cleaned_data["score"] is None:
            self.add_error("score", self.without_score)

    @property
    def without_score(self):
        return "Give a score, or take the answer back." if self.is_heard else "Give a score too."

    @property
    def said(self):
        """What they say, as `actions.answer` takes it."""
        typed = self.cleaned_data
        scores = {c: (typed[score.name], typed[words.name]) for c, score, words in self.lines}
        return {"score": typed["score"], "words": typed["words"], "scores": scores}

    def save(self, *, by):
        return actions.answer(
            round=self.round,
            stakeholder=self.customer,
            channel=self.by_channel or self.cleaned_data.get("channel") or Answer.Channel.MEETING,
            given_by=self.answer.given_by if self.is_heard else None,
            by=by,
            seen=self.cleaned_data["seen"],
            **self.said,
        )

    def mark_stale(self, entry):
        """Somebody saved meanwhile: say what, and carry that from now on, so that saving again keeps what was typed."""
        self.stale = True
        said = f"{entry.score}, “{entry.words}”" if entry.is_heard else entry.get_state_display().lower()
        self.renew(seen=entry.seen if entry.pk else "", was="")
        self.add_error("score", f"Somebody saved meanwhile: {said}. Saving again keeps what you typed.")


def fields_for(customer, is_alone):
    """Two for each criterion: its score, and words on it."""
    fields = {}
    for criterion in customer.criteria_asked:
        short = Truncator(criterion.statement).words(6, truncate="…")
        widget, label = (scale(), f"“{criterion}”") if is_alone else (ScoreInput(), f"Score for “{criterion}”")
        fields[f"s{criterion.pk}"] = ScoreField(label=label, required=False, widget=widget)
        fields[f"w{criterion.pk}"] = words_field(f"Words on “{short}”")
    return fields


def start_of(customer, channel=""):
    """What a form starts from: this round's answer; of one not given yet, how they were asked before."""
    answer = customer.now
    start = {"score": None, "words": "", "channel": Answer.Channel.MEETING}
    if answer is not None and answer.is_heard:
        start = {name: getattr(answer, name) for name in start}
    elif customer.before_channel == Answer.Channel.PHONE:
        start["channel"] = Answer.Channel.PHONE
    if channel:
        del start["channel"]
    for criterion in customer.criteria_asked:
        start |= {f"s{criterion.pk}": criterion.now_score, f"w{criterion.pk}": criterion.now_words or ""}
    return {**start, "seen": answer.seen if answer else "", "was": said_as(start)}


def said_as(said):
    """A mark of what a form says, short enough to travel with it: to know a form that somebody touched."""
    words = sorted((name, str(value)) for name, value in said.items() if name not in AROUND and value not in (None, ""))
    return blake2s(repr(words).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Doing:
    """What a button of the round's page asks for one customer: "not_reached:12", "wait:12:2026-12-11", "clear:12"."""

    verb: str = ""
    customer: int = 0
    until: date | None = None

    VERBS = ("not_reached", "not_asked", "wait", "clear")

    @classmethod
    def of(cls, text):
        """Nothing to do for what makes no sense."""
        verb, _, rest = text[:60].partition(":")
        pk, _, day = rest.partition(":")
        try:
            return cls(verb, int(pk), date.fromisoformat(day) if day else None) if verb in cls.VERBS else cls()
        except ValueError:
            return cls()

    def on(self, form, by):
        """Do it to the customer of this form. Raises Refused, Stale, ValidationError."""
        seen = form.cleaned_data["seen"]
        if self.verb == "clear":
            actions.take_back_answer(answer=seen_answer(form, seen), by=by)
        else:
            state = Answer.State.WAITING if self.verb == "wait" else Answer.State(self.verb)
            actions.not_heard(
                round=form.round, stakeholder=form.customer, state=state, wait_until=self.until, seen=seen, by=by
            )


def seen_answer(form, seen):
    """The answer that was on the screen. Raises Refused where another one stands by now."""
    if form.answer is None or form.answer.seen != seen:
        raise Refused("Nothing was taken back: the answer was changed after you opened it. Look at it again.")
    return form.answer


class AskedFilter(Form):
    """Whom the round's page lists: everybody, or those still to be asked."""

    show = forms.ChoiceField(choices=[("", "Everybody"), ("open", "Still to ask")], required=False)

    @property
    def only_open(self):
        return self.is_valid() and self.cleaned_data["show"] == "open"


class RhythmForm(EntryForm):
    """How often the project asks."""

    class Meta:
        model = Project
        fields = ["rhythm"]
        formfield_callback = form_field


class ThemeAsked(Form):
    """The theme in the address: its key, or "none" for criteria without one; what makes no sense is left aside."""

    theme = forms.CharField(required=False, max_length=18)

    @property
    def asked(self):
        return self.cleaned_data["theme"] if self.is_valid() else ""

    @property
    def none(self):
        return self.asked == "none"

    @property
    def key(self):
        return int(self.asked) if self.asked.isascii() and self.asked.isdigit() else None
