"""What the lists of this app say when they go out as CSV or Excel: an allow-list of columns each, without judgement."""

from functools import partial

from registry.export import Table, in_chunks

from .asking import IN_ORDER, bring_criteria, to_ask
from .models import Answer


def of_answer(name):
    return lambda customer: getattr(customer.now, name) if customer.now else ""


def by_criterion(customer):
    """One line each: "4: One contact, one place. Slower than before." """
    scored = [each for each in customer.criteria_asked if each.now_score or each.now_words]
    said = [f"{each.now_score or '–'}: {each.statement} {each.now_words or ''}".strip() for each in scored]
    return "\n".join(said)


ANSWERS = {
    "Customer": str,
    "State": lambda customer: customer.now.get_state_display() if customer.now else "No answer yet",
    "Score (1-10)": of_answer("score"),
    "Score before": lambda customer: customer.before_score,
    "In their words": of_answer("words"),
    "How": lambda customer: customer.now.get_channel_display() if customer.now else "",
    "Who said so": of_answer("given_by"),
    "When": lambda customer: customer.now.heard_on if customer.now and customer.now.is_heard else None,
    "By criterion": by_criterion,
}


def answer_table(round):
    """What every customer answered in a round, as its page shows it."""
    found = in_chunks(to_ask(round), IN_ORDER, partial(bring_criteria, round=round))
    return Table(f"Round {round.number}", ANSWERS, found)


PROMISES = {
    "Promise": lambda promise: promise.what,
    "Customer": lambda promise: promise.stakeholder.party.name,
    "Who does it": lambda promise: promise.by_whom,
    "Promised on": lambda promise: promise.made_on,
    "By": lambda promise: promise.due_on,
    "Done": lambda promise: promise.done_on,
    "Told": lambda promise: promise.told_on,
    "What they were told": lambda promise: promise.told_text,
    "They said": lambda promise: promise.answer.words if promise.answer else "",
    "About": lambda promise: promise.criterion.statement if promise.criterion else "",
}


def promise_table(promises, order):
    return Table("Promises", PROMISES, in_chunks(promises, order))


SCORED = {
    "Customer": lambda criterion: criterion.stakeholder.party.name,
    "Number": lambda criterion: criterion.number,
    "In their words": lambda criterion: criterion.statement,
    "Theme": lambda criterion: criterion.theme.name if criterion.theme else "",
    "Last score (1-10)": lambda criterion: criterion.last_score,
    "Score before": lambda criterion: criterion.previous_score,
    "Said of it": lambda criterion: criterion.last_words or "",
    "Round": lambda criterion: criterion.last_round,
    "When": lambda criterion: criterion.last_on,
}


def scored_table(criteria, order):
    return Table("Scores by criterion", SCORED, in_chunks(criteria, order))


HEARD = {
    "Round": lambda answer: answer.round.number,
    "Customer": lambda answer: answer.stakeholder.party.name,
    "State": lambda answer: answer.get_state_display(),
    "Score (1-10)": lambda answer: answer.score,
    "In their words": lambda answer: answer.words,
    "How": lambda answer: answer.get_channel_display(),
    "Who said so": lambda answer: answer.given_by.name if answer.given_by else "",
    "When": lambda answer: answer.heard_on if answer.is_heard else None,
}


def heard_table(project):
    """Every answer of a project, round by round."""
    found = Answer.objects.filter(round__project=project.pk)
    found = found.select_related("round", "stakeholder__party", "given_by")
    return Table("Answers", HEARD, in_chunks(found, ("round__number", "pk")))
