"""Changes of a history as people read them: by day, each a sentence, what changed in words."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from .dates import day
from .export import Table
from .wording import words_diff

# Texts of more words than this are compared word by word; shorter ones stand side by side, old and new.
LONG = 8
SOURCES = {
    "form": "by form",
    "admin": "in the admin",
    "command": "by command",
    "import": "by import",
    "merge": "by merging",
    "link": "by personal link",
    "bulk": "with others",
    "copy": "by copying",
    "undo": "by undoing",
}


@dataclass(frozen=True)
class Difference:
    """One field that changed; `diff` for long texts, else old and new."""

    label: str
    old: str
    new: str
    diff: list
    is_words: bool  # a customer's own words, shown as such


@dataclass(frozen=True)
class Line:
    """One change as a line of the timeline."""

    at: object
    who: str
    verb: str
    subject: str
    by_what: str
    differences: list


@dataclass(frozen=True)
class Day:
    on: date
    lines: list


def by_day(changes):
    """Changes, newest first, grouped by the reader's day."""
    lines = [line_of(change) for change in changes]
    return [Day(on, list(found)) for on, found in groupby(lines, key=lambda line: timezone.localdate(line.at))]


def line_of(change):
    # What was never set, or is "no" from the start, is no news.
    news = [item for item in change.changes if item["old"] or item["new"] not in ("", "no")]
    return Line(
        at=change.at,
        who=change.by or "The register",
        verb=change.verb,
        subject=change.subject,
        by_what=SOURCES.get(change.source, ""),
        differences=[difference_of(item) for item in news],
    )


def difference_of(item):
    old, new = worded(item["old"]), worded(item["new"])
    long = old and new and max(len(str(item["old"]).split()), len(str(item["new"]).split())) > LONG
    return Difference(
        label=item["label"],
        old=old,
        new=new,
        diff=words_diff(item["old"], item["new"]) if long else [],
        is_words=item["label"] in ("words", "in their words"),
    )


def worded(value):
    """A stored value as text; days and moments in the reader's words."""
    if not isinstance(value, str) or len(value) > 32:
        return value
    try:
        moment = parse_datetime(value) if " " in value else parse_date(value)
    except ValueError:
        return value
    return day(moment) if moment else value


CHANGES = {
    "When": lambda row: row[0].at,
    "Who": lambda row: row[0].who,
    "Did": lambda row: row[0].verb,
    "What": lambda row: row[0].subject,
    "By what": lambda row: row[0].by_what,
    "Field": lambda row: row[1].get("label", ""),
    "Old": lambda row: row[1].get("old", ""),
    "New": lambda row: row[1].get("new", ""),
}


def history_table(pages):
    """A history for a spreadsheet, newest first, a row for each field; `pages(cursor=...)` gives a page of changes."""
    return Table("History", CHANGES, rows_of(pages))


def rows_of(pages):
    """(a Line, one field that changed; {} for a change of none), page by page."""
    cursor = ""
    while True:
        page = pages(cursor=cursor)
        for change in page:
            yield from ((line_of(change), field) for field in change.changes or [{}])
        cursor = page.after
        if not cursor:
            return
