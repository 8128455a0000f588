"""What happened in projects since their sponsor last looked: criteria and roles, as they were then and as they are now.

Told from the history of each row, in one statement for any number of projects. What was done and undone again is no
news, and what the reader did themselves is none either.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import BigIntegerField, CharField, F, Q, Value

from customers.models import Representation, RoleAssignment
from valuecriteria.models import Alignment, Revision, ValueCriterion

MOST = 2000  # versions read for one page, the newest; a sponsor who stays away for longer reads what these tell
COLUMNS = ("history_date", "what", "history_id", "history_type", "in_project", "row", "part", "subject", "changes")
# What a criterion's own history says besides: told as its end, or nothing that a sponsor decides on.
END, SILENT = ("outcome", "outcome_reason"), ("number",)


@dataclass(frozen=True)
class Line:
    """One thing that happened to one row. `changes` are [{field, label, old, new}] from then to now."""

    kind: str  # "added", "ended", "reworded", "changed", "gone"; for a role "given", "role", "taken"
    row: int
    part: int | None
    subject: str
    changes: list = field(default_factory=list)
    before: str = ""  # the words that stood there then, where they are others now

    @property
    def is_role(self):
        return self.kind in ("given", "role", "taken")


@dataclass
class News:
    """What happened in one project. `touched` are the criteria of which anything changed, alignment included."""

    lines: list = field(default_factory=list)
    touched: set = field(default_factory=set)
    until: datetime | None = None  # when the newest of it happened

    def of(self, *kinds):
        return [line for line in self.lines if line.kind in kinds]


def news_since(moments, reader):
    """{project: News} for {project: since when}, both by primary key, without what `reader` did. One statement."""
    news = {project: News() for project in moments}
    if not moments:
        return news
    within = reduce(or_, [Q(in_project=project, history_date__gt=moment) for project, moment in moments.items()])
    nothing = Value(None, BigIntegerField())
    sources = (
        ("criterion", ValueCriterion, F("id"), F("stakeholder_id")),
        ("words", Revision, F("criterion_id"), nothing),
        ("alignment", Alignment, F("criterion_id"), nothing),
        ("role", RoleAssignment, F("id"), F("stakeholder_id")),
        ("representative", Representation, F("id"), F("stakeholder_id")),
    )
    branches = []
    for what, model, row, part in sources:
        versions = model.history.filter(within).exclude(history_user=reader).exclude(history_type="~", changes=[])
        named = versions.order_by().annotate(what=Value(what, CharField()), row=row, part=part)
        branches.append(named.values_list(*COLUMNS))
    rows = branches[0].union(*branches[1:], all=True).order_by("-history_date", "what", "-history_id")[:MOST]
    versions = defaultdict(list)
    for row in reversed([dict(zip(COLUMNS, row, strict=True)) for row in rows]):
        versions[row["in_project"]].append(row)
    return news | {project: told(found) for project, found in versions.items()}


def told(versions):
    """The News of one project's versions, the oldest first."""
    by_row = defaultdict(list)
    for version in versions:
        by_row[version["what"], version["row"]].append(version)
    criteria = {row for what, row in by_row if what in ("criterion", "words")}
    lines = [line_of_criterion(row, by_row["criterion", row], by_row["words", row]) for row in sorted(criteria)]
    lines += [line_of_role(found) for (what, _), found in sorted(by_row.items()) if what in ("role", "representative")]
    touched = {row for what, row in by_row if what in ("criterion", "words", "alignment")}
    return News([line for line in lines if line], touched, versions[-1]["history_date"])


def line_of_criterion(row, versions, wordings):
    """What became of one criterion; None if it is as it was."""
    was_there, is_there = stood(versions), stands(versions)
    part = next((version["part"] for version in reversed(versions)), None)
    subject = next((version["subject"] for version in reversed(versions)), "")
    changes = net(edits(versions))
    end = [change for change in changes if change["field"] in END]
    rest = [change for change in changes if change["field"] not in (*END, *SILENT)]
    if not is_there:
        return Line("gone", row, part, subject) if was_there else None
    if end:
        return Line("ended", row, part, subject, end)
    if not was_there:
        return Line("added", row, part, subject)
    words = net([version for version in wordings if version["history_type"] == "+"])
    if words:
        return Line("reworded", row, part, subject, rest, before=words[0]["old"])
    return Line("changed", row, part, subject, rest) if rest else None


def line_of_role(versions):
    """What became of one role, or of who speaks for a group; None if it is as it was."""
    was_there, is_there = stood(versions), stands(versions)
    last, changes = versions[-1], net(edits(versions))
    of = last["row"], last["part"], last["subject"]
    if not was_there:
        return Line("given", *of, versions[0]["changes"]) if is_there else None
    if not is_there:
        return Line("taken", *of)
    return Line("role", *of, changes) if changes else None


def stood(versions):
    """Whether the row was there before the first of these versions."""
    return not versions or versions[0]["history_type"] != "+"


def stands(versions):
    return not versions or versions[-1]["history_type"] != "-"


def edits(versions):
    return [version for version in versions if version["history_type"] == "~"]


def net(versions):
    """The fields that are other now than they were before the first of these versions, from then to now."""
    changes = {}
    for version in versions:
        for change in version["changes"]:
            first = changes.setdefault(change["field"], change)
            changes[change["field"]] = {**change, "old": first["old"]}
    return [change for change in changes.values() if str(change["old"]).split() != str(change["new"]).split()]
