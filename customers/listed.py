"""What higher floors add to the list of customers: what its rows show, what it can be asked for and sorted by.

Each app says so from its AppConfig.ready(), as with the tabs of a project's frame. All of it is about what customers
value, so it is there only for readers who may see that.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One choice of the filter "Criteria": its word, and what narrows a queryset of stakeholders to it."""

    word: str
    narrow: Callable


CHOICES = {}  # word in the address -> Choice
COLUMNS = {}  # name -> function of no arguments that returns an expression over Stakeholder, never null
BRING = []  # functions that give stakeholders, a list, what their rows show: one statement each


def add_to_list(*, choices=(), bring=None, **columns):
    """A column of a name that is there already takes its place: it says the same of more."""
    CHOICES.update(choices)
    BRING.extend(filter(None, [bring]))
    COLUMNS.update(columns)


def brought(stakeholders):
    """The same stakeholders, with all that their rows show."""
    stakeholders = list(stakeholders)
    for bring in BRING:
        bring(stakeholders)
    return stakeholders
