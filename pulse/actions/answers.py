"""Hearing: what a customer answers in a round, corrected as often as needed; the history keeps what was there.

Whoever writes answers of a project waits for the others who do (`hold_open` locks the project), so that fifty posts at
once make one answer and its corrections. The database would refuse a second one anyway.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from customers.models import Representation
from projects.actions import hold_open
from pulse.models import MOST_WORDS, Answer, PulseRound, Score
from registry.history import acting
from registry.models import Refused, Stale
from registry.text import tidy

LONGEST_WAIT = 366  # days


@transaction.atomic
def answer(*, round, stakeholder, score, words, channel, scores=None, given_by=None, by=None, seen=None, on=None):
    """Note what a customer says in a round, or correct it: `score` out of ten, `words`, and `scores` by criterion.

    `scores` is {criterion: (score or None, words)}; criteria it leaves out stay as they are, (None, "") takes one away.
    `by` is None when the customer says it by a link. `given_by` is who spoke; for a group its representative of today
    if nobody is named. `seen` is what was on the screen (`Answer.seen`, "" for none): if another one stands by now,
    Stale is raised with it, nothing is written. Saying what stands already writes nothing either. Returns the answer.

    Raises Refused in a closed project, and in a closed round for the customer's own channels (the team may still
    correct it); ValidationError at `score`, `words`, ... for what is out of bounds, of somebody else, or to come.
    """
    current = held(round)
    if channel in Answer.OWN_CHANNELS and not current.is_open:
        raise Refused(f"Round {current.number} is closed by now, so your answer was not saved. Thank you all the same.")
    if given_by is None and stakeholder.party.is_group:
        given_by = speaker_of(stakeholder)
    entry = of(current, stakeholder)
    said = {
        "state": Answer.State.HEARD,
        "wait_until": None,
        "score": score,
        "words": tidied("words", words),
        "channel": channel,
        "given_by": given_by,
    }
    if on is not None or entry._state.adding or not entry.is_heard:
        said["heard_on"] = on or timezone.localdate()
    changed = changed_scores(entry, scores or {})
    if entry.pk and not changed and all(getattr(entry, name) == value for name, value in said.items()):
        return entry
    unmoved(entry, seen)
    for name, value in said.items():
        setattr(entry, name, value)
    if score is None:
        raise ValidationError({"score": "Give a score from 1 to 10, or say that they were not reached."})
    with acting(by, "link" if channel == Answer.Channel.LINK else None):
        write(entry, by)
        for each, is_empty in changed:
            each.answer = entry
            if is_empty:
                each.delete()
            else:
                each.save()
    return entry


@transaction.atomic
def not_heard(*, round, stakeholder, state, by, wait_until=None, seen=None):
    """Note that a customer was not reached, was not asked, or is to wait until a day. Refused once heard; Stale."""
    entry = of(held(round), stakeholder)
    if entry.pk and entry.is_heard:
        raise Refused(f"{stakeholder} has answered in this round. Take the answer back first.")
    if entry.pk and (entry.state, entry.wait_until) == (state, wait_until):
        return entry
    unmoved(entry, seen)
    today = timezone.localdate()
    if state == Answer.State.WAITING and not (wait_until and 0 < (wait_until - today).days <= LONGEST_WAIT):
        raise ValidationError({"wait_until": "Choose a day to come, within a year."})
    entry.state, entry.wait_until = state, wait_until
    with acting(by):
        write(entry, by)
    return entry


@transaction.atomic
def take_back_answer(*, answer, by):
    """Delete an answer noted in error, its scores with it; the history keeps them.

    Raises Refused where a promise was made after it; Stale if it was corrected meanwhile.
    """
    held(answer.round)
    if not Answer.objects.filter(pk=answer.pk, version=answer.version).exists():
        raise Stale(answer)
    if answer.promises.exists():
        raise Refused("A promise was made after this answer, so it stays. Correct it instead.")
    with acting(by):
        for score in answer.scores.all():
            score.delete()
        answer.delete()


def held(round):
    """The round as it is now, until the end of the transaction nobody else's. Raises Refused in a closed project."""
    hold_open(round.project_id)
    return PulseRound.objects.select_related("project").get(pk=round.pk)


def of(round, stakeholder):
    """The customer's answer in a round, or a new one."""
    entry = Answer.objects.filter(round=round, stakeholder=stakeholder).first()
    entry = entry or Answer()
    entry.round, entry.stakeholder = round, stakeholder
    return entry


def unmoved(entry, seen):
    if seen is not None and seen != (entry.seen if entry.pk else ""):
        raise Stale(entry)


def write(entry, by):
    entry.noted_by = by
    entry.clean_fields(exclude=["round", "stakeholder", "given_by", "noted_by"])
    entry.clean()
    entry.save()


def changed_scores(entry, scores):
    """[(score, whether there is nothing left to say in it)] of those that would differ from what stands."""
    known = {score.criterion_id: score for score in entry.scores.all()} if entry.pk else {}
    changed = []
    for criterion, (figure, words) in scores.items():
        each = known.get(criterion.pk) or Score(words="")
        each.criterion, words = criterion, tidied(f"words-{criterion.pk}", words)
        is_empty = figure is None and not words
        if (each.score, each.words) == (figure, words) or (is_empty and each.pk is None):
            continue
        if criterion.stakeholder_id != entry.stakeholder_id:
            raise ValidationError(f"“{criterion}” is no criterion of {entry.stakeholder}.")
        if not is_empty:
            each.score, each.words = figure, words
            each.clean_fields(exclude=["answer", "criterion"])
        changed.append((each, is_empty))
    return changed


def tidied(name, words):
    """Words as they are kept. Raises ValidationError at `name` for hidden characters, and for too many."""
    try:
        words = tidy(words, lines=True)
    except ValidationError as error:
        raise ValidationError({name: error}) from None
    if len(words) > MOST_WORDS:
        raise ValidationError({name: f"At most {MOST_WORDS} characters."})
    return words


def speaker_of(stakeholder):
    """Who says what this customer has to say: the person themselves, or who represents the group today, if anybody."""
    if not stakeholder.party.is_group:
        return stakeholder.party
    current = Representation.objects.current().filter(stakeholder=stakeholder).order_by("-from_on", "-pk")
    representation = current.select_related("person").first()
    return representation and representation.person
