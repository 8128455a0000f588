"""What a gap and a check are, and the words that several of them share."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse_lazy
from django.utils.text import Truncator

from valuecriteria.models import State

MOST_LISTED = 30


@dataclass(frozen=True)
class Gap:
    """One thing that is missing. `page` is the thing itself, for readers who may not use the form."""

    todo: str
    why: str
    form: str
    page: str
    days: int = 0  # for how long, where that matters


@dataclass(frozen=True)
class Rule:
    """How a check is worked out: the sentence, the gaps, and what must be there before it can hold at all.

    `of_one` is the sentence of one customer, if the check concerns each of them; `concerns` says whether it does this
    one (over `Facts.about` them).
    """

    name: str
    holds: str
    gaps: Callable
    premise: Callable = lambda facts: True
    of_one: str = ""
    concerns: Callable = lambda facts: True


@dataclass(frozen=True)
class Check:
    """A check as worked out. `rest` are the gaps after the first that a page lists, `beyond` how many it does not."""

    name: str
    words: str
    gaps: list
    holds: bool

    @property
    def more(self):
        return len(self.gaps) - 1

    @property
    def rest(self):
        return self.gaps[1:MOST_LISTED]

    @property
    def beyond(self):
        return max(0, len(self.gaps) - MOST_LISTED)


def quoted(criterion):
    """The words in a sentence, cut at a word: the first dozen say enough to know which ones they are."""
    return f"“{Truncator(criterion.statement).words(12, truncate='…')}”"


def speaker(stakeholder):
    """Whom to ask: the representative of a group, else the customer."""
    return stakeholder.representative_name or stakeholder.party.name


def for_project(facts, url_name):
    return reverse_lazy(url_name, args=[facts.project.key])


def for_row(row, url_name):
    """An address below the project of a stakeholder or a criterion; made when it is drawn: of most gaps none is."""
    project = row.project if hasattr(row, "project") else row.stakeholder.project
    return reverse_lazy(url_name, args=[project.key, row.pk])


def agreed(criterion):
    return criterion.decision == "agree" and is_live(criterion)


def is_live(criterion):
    return criterion.outcome != State.WITHDRAWN


def live(criteria):
    return [criterion for criterion in criteria if is_live(criterion)]


def exempt(stakeholder, facts):
    """A sponsor without a benefit of their own owes no criteria."""
    return stakeholder.no_own_benefit and stakeholder in facts.sponsors


def oldest_first(pairs):
    return sorted(pairs, key=lambda pair: -pair[0])


def listed(words):
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
