"""Changes of histories as people read them: the newest first, by day, each a sentence, what changed in words."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.apps import apps
from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from .dates import day
from .export import Table
from .history import tracked_models
from .paging import PAGE, Page, cursor_of, read_cursor
from .prepared import PROJECT, ask
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
class Change:
    """One line of a history: who did what to what, when, by what; `changes` as in `differences`."""

    at: datetime
    by: str
    source: str
    kind: str  # "+" made, "~" changed, "-" deleted
    subject: str
    changes: list
    mark: list  # its place in the order, for paging

    @property
    def verb(self):
        """What somebody did, in the model's own verb if it has one for this kind."""
        verbs = {"+": "added", "~": "changed", "-": "deleted"}
        return (verbs | apps.get_model(self.mark[1]).instance_type.history_verbs)[self.kind]


_COLUMNS = (
    "history_date",
    "model",
    "history_id",
    "history_type",
    "history_user__name",
    "source",
    "subject",
    "changes",
)


def timeline(histories, cursor="", size=PAGE):
    """The newest changes first out of several histories (querysets of versions): a keyset page, in one statement.

    A change that changed nothing a reader can see (a save without a difference) is left out.
    """
    back, marks = read_cursor(cursor, ("-at", "model", "-id"))
    return page_of(list(together(histories, size, None if back else marks)) if histories else [], size)


def ready_timeline(make, *shape, cursor="", size=PAGE, **values):
    """The timeline of the histories that `make(*shape)` returns; its first page by a statement kept ready.

    `values` as in registry.prepared; `make` takes them by the same names, placeholders where it is not told.
    """
    if cursor:
        return timeline(make(*shape, **values), cursor, size)
    return page_of(ask(first_rows, make, shape, size, **values), size)


def first_rows(make, shape, size):
    return together(make(*shape), size)


def together(histories, size, marks=None):
    """The rows of a page and one more, so that it is known whether others follow."""
    branches = [branch(versions, marks) for versions in histories]
    return branches[0].union(*branches[1:], all=True).order_by("-history_date", "model", "-history_id")[: size + 1]


def page_of(rows, size):
    changes = [
        Change(
            at=row["history_date"],
            by=row["history_user__name"] or "",
            source=row["source"],
            kind=row["history_type"],
            subject=row["subject"],
            changes=row["changes"],
            mark=[row["history_date"].isoformat(), row["model"], row["history_id"]],
        )
        for row in rows
    ]
    more, shown = len(changes) > size, changes[:size]
    return Page(shown, after=cursor_of(shown[-1].mark) if more else "", before="")


def branch(versions, marks):
    """One model's versions as rows that can be put together with another's, from the mark on."""
    label = versions.model._meta.label_lower
    versions = versions.exclude(history_type="~", changes=[])
    if marks:
        at, model, pk = marks
        try:
            at = datetime.fromisoformat(str(at))
            same_moment = Q(history_date=at) & (Q(history_id__lt=int(pk)) if label == model else Q())
        except (ValueError, OverflowError):
            return branch(versions, None)
        later_in_order = same_moment if label >= str(model) else Q(pk__in=[])
        versions = versions.filter(Q(history_date__lt=at) | later_in_order)
    return versions.order_by().annotate(model=Value(label, models.CharField())).values(*_COLUMNS)


def project_timeline(project, *, with_judgement, cursor=""):
    """What happened in a project, over all models that keep history; judgement only for those who may see it."""
    return ready_timeline(project_histories, with_judgement, cursor=cursor, project=project.pk)


def project_histories(with_judgement, project=PROJECT):
    models = [model for model in tracked_models() if with_judgement or not model.is_judgement]
    return [model.history.filter(in_project=project) for model in models]


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
