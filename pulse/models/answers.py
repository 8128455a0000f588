"""What customers answer in a round: a score out of ten for the whole, one for each criterion, and their words."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from customers.models import Party, Stakeholder
from projects.models import Project
from registry.bulk import update_all
from registry.history import Records
from registry.merging import merge_into
from registry.models import Entry, EntryQuerySet, in_bounds, longest, one_of
from valuecriteria.models import ValueCriterion

from .rounds import PulseRound

LOWEST, HIGHEST = 1, 10
MOST_WORDS = 2000
BOUNDS = f"A score goes from {LOWEST} to {HIGHEST}."
IN_BOUNDS = [MinValueValidator(LOWEST, BOUNDS), MaxValueValidator(HIGHEST, BOUNDS)]


def out_of_ten(name):
    return models.CheckConstraint(
        condition=Q(score__isnull=True) | Q(score__range=(LOWEST, HIGHEST)),
        name=name,
        violation_error_message=BOUNDS,
    )


class AnswerQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Those `user` may read: all where they may see all value, and of those they speak for."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        projects = Project.objects.value_known_to(user).values("pk")
        own = Stakeholder.objects.spoken_by(user).values("pk")
        return self.filter(Q(stakeholder__project__in=projects) | Q(stakeholder__in=own))

    def heard(self):
        """Those in which the customer said something; the others say why not."""
        return self.filter(state=Answer.State.HEARD)

    def newest_first(self):
        return self.order_by("-round__number")


class Answer(Entry):
    """The one current answer of a customer in a round: their score and words, or why there is none.

    `state` says which: heard, not reached, not asked, or waiting until a day. A correction changes this row; the
    history keeps what was there. Its `version` counts corrections of its scores by criterion too.
    """

    class State(models.TextChoices):
        HEARD = "heard", "Heard"
        NOT_REACHED = "not_reached", "Not reached"
        NOT_ASKED = "not_asked", "Not asked"
        WAITING = "waiting", "Waiting"

    class Channel(models.TextChoices):
        MEETING = "meeting", "in a meeting"
        PHONE = "phone", "on the phone"
        LINK = "link", "by their link"
        LOGIN = "login", "signed in"

    # By these the customer answers without the team: what they say of themselves, in an open round alone.
    OWN_CHANNELS = (Channel.LINK, Channel.LOGIN)
    # After these nobody is asked again in the same round.
    SETTLED = (State.HEARD, State.NOT_ASKED)

    round = models.ForeignKey(PulseRound, on_delete=models.PROTECT, related_name="answers")
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="answers", verbose_name="customer"
    )
    state = models.CharField(max_length=11, choices=State, default=State.HEARD)
    wait_until = models.DateField("wait until", null=True, blank=True)
    score = models.PositiveSmallIntegerField("score out of ten", null=True, blank=True, validators=IN_BOUNDS)
    words = models.TextField("in their words", max_length=MOST_WORDS, blank=True)
    channel = models.CharField("how", max_length=7, choices=Channel, blank=True)
    given_by = models.ForeignKey(
        Party,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answers_given",
        verbose_name="who said so",
        help_text="For a group: the person who spoke for it.",
    )
    heard_on = models.DateField("when", default=timezone.localdate)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    history = Records()
    objects = AnswerQuerySet.as_manager()
    history_verbs = {"+": "noted", "~": "corrected", "-": "took back"}
    history_shows = ("state", "score", "words", "channel")
    history_ignores = ("noted_by",)

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "stakeholder"],
                name="pulse_answer_one_current",
                violation_error_message="They have an answer in this round already: correct that one.",
            ),
            out_of_ten("pulse_answer_score_1_to_10"),
            models.CheckConstraint(
                condition=Q(state="heard", score__isnull=False)
                | Q(~Q(state="heard"), score__isnull=True, words="", channel="", given_by__isnull=True),
                name="pulse_answer_heard_with_score",
                violation_error_message="Who was heard gave a score; of who was not heard there is nothing to note.",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", wait_until__isnull=False)
                | Q(~Q(state="waiting"), wait_until__isnull=True),
                name="pulse_answer_waits_until",
                violation_error_message="Say until when to wait.",
            ),
            one_of("state", ["heard", "not_reached", "not_asked", "waiting"]),
            one_of("channel", ["", "meeting", "phone", "link", "login"]),
            longest("words", MOST_WORDS),
            in_bounds("heard_on"),
            in_bounds("wait_until"),
        ]
        # The last answer of each customer, and the one before it.
        indexes = [models.Index(fields=["stakeholder", "state", "round"], name="pulse_answer_of_customer")]

    def __str__(self):
        said = f"{self.score} of 10" if self.is_heard else self.get_state_display().lower()
        return f"{self.stakeholder}: {said}"

    @property
    def is_heard(self):
        return self.state == self.State.HEARD

    @property
    def is_settled(self):
        return self.state in self.SETTLED

    @property
    def seen(self):
        """This answer as it stands now, for a form to carry: another one in its place, or a later save, differs."""
        return f"{self.pk}.{self.version}"

    def clean(self):
        """Refuses a customer of another project, and a day to come."""
        if self.round_id and self.stakeholder_id and self.round.project_id != self.stakeholder.project_id:
            raise ValidationError({"stakeholder": f"{self.stakeholder} has no part in this project."})
        if self.heard_on and self.heard_on > timezone.localdate():
            raise ValidationError({"heard_on": "This day is still to come. Choose today or an earlier day."})

    @classmethod
    def follow(cls, rows, link, new):
        """Two parts become one: in each round it has one answer, what the other one said comes beside it."""
        if link != "stakeholder":
            super().follow(rows, link, new)
            return
        known = {row.round_id: row for row in cls.objects.select_for_update(of=("self",)).filter(stakeholder=new.pk)}
        update_all([row for row in rows if row.round_id not in known], stakeholder=new)
        for row in rows:
            if row.round_id in known:
                known[row.round_id].take_in(row)

    def take_in(self, other):
        """Become what both say; of two scores this one's stays, and the history keeps the other."""
        merge_into(other, self)
        if self.is_heard and other.is_heard and other.words not in self.words:
            self.words = f"{self.words}\n\n{other.words}".strip()[:MOST_WORDS]
        elif not self.is_heard and other.is_heard:
            for name in ("state", "wait_until", "score", "words", "channel", "given_by", "heard_on"):
                setattr(self, name, getattr(other, name))
        self.save()

    @property
    def history_project_id(self):
        return self.stakeholder.project_id

    def history_subject(self):
        return f"the answer of {self.stakeholder} in round {self.round.number}"


class Score(Entry):
    """What a customer says of one of their criteria in an answer: a score, words, or both."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(ValueCriterion, on_delete=models.PROTECT, related_name="scores")
    score = models.PositiveSmallIntegerField("score out of ten", null=True, blank=True, validators=IN_BOUNDS)
    words = models.TextField("in their words", max_length=MOST_WORDS, blank=True)

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "noted", "~": "corrected", "-": "took back"}
    history_shows = ("score", "words")

    class Meta:
        verbose_name = "score of a criterion"
        verbose_name_plural = "scores of criteria"
        ordering = ["answer", "criterion__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "criterion"],
                name="pulse_score_one_each",
                violation_error_message="This criterion has a score in this answer already: correct that one.",
            ),
            out_of_ten("pulse_score_1_to_10"),
            models.CheckConstraint(
                condition=Q(score__isnull=False) | ~Q(words=""),
                name="pulse_score_says_something",
                violation_error_message="Give a score or words, or leave the criterion out.",
            ),
            longest("words", MOST_WORDS),
        ]

    def __str__(self):
        return f"{self.score or 'words'}: {self.criterion}"

    def clean(self):
        """Refuses a criterion of somebody else."""
        if self.answer_id and self.criterion_id and self.criterion.stakeholder_id != self.answer.stakeholder_id:
            raise ValidationError({"criterion": f"That is no criterion of {self.answer.stakeholder}."})

    @property
    def history_project_id(self):
        return self.answer.stakeholder.project_id

    def history_subject(self):
        answer = self.answer
        return f"what {answer.stakeholder} says of criterion {self.criterion.number} in round {answer.round.number}"
