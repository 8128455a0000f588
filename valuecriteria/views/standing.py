"""How one criterion stands to the project's goals and to other customers' criteria: both from one statement."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Case, CharField, DateTimeField, F, Q, TextField, Value, When
from django.db.models.functions import Cast

from projects.models import Goal
from registry.prepared import ROW, ask

from ..conflicts import place_of, words_of_sides
from ..models import Alignment, ConflictDecision

NOTHING = {"text": TextField(), "number": BigIntegerField(), "moment": DateTimeField()}
COLUMNS = ("what", "key", "word", "reason", "about", "words", "name", "by", "at", "one", "other", "is_today")


@dataclass(frozen=True)
class Settled:
    """What the sponsor decided between a criterion and another one; `name` is the pair's. `holds`: of today's words."""

    said: str
    reason: str
    by: str
    at: datetime
    place: str  # in the list of conflicts
    customer: str
    statement: str
    holds: bool


def standing_of(criterion):
    """{"serves": its alignments, in the order of the goals; "settled": the newest decision of each pair}."""
    serves, settled = [], {}
    # Alignments by goal, then decisions from the oldest to the newest.
    for row in sorted(ask(rows_about, row=criterion.pk), key=lambda row: (row["what"], row["about"], row["key"])):
        if row["what"] == "goal":
            goal = Goal(pk=row["key"], number=row["about"], statement=row["words"])
            goal.project = criterion.stakeholder.project
            serves.append(Alignment(criterion=criterion, goal=goal, effect=row["word"], reason=row["reason"]))
        else:
            settled[row["one"], row["other"]] = decision_in(row, criterion)
    return {"serves": serves, "settled": list(settled.values())[::-1]}


def decision_in(row, criterion):
    is_one = row["one"] == criterion.pk
    mine = str(criterion.stakeholder)
    return Settled(
        said=words_of_sides(row["word"], *((mine, row["name"]) if is_one else (row["name"], mine))),
        reason=row["reason"],
        by=row["by"],
        at=row["at"],
        place=place_of(f"{row['one']}-{row['other']}"),
        customer=row["name"],
        statement=row["words"],
        holds=row["is_today"] == 1,
    )


def rows_about():
    """Alignments and decisions, in COLUMNS."""
    aligned = Alignment.objects.filter(criterion=ROW).annotate(
        what=Value("goal"),
        key=F("goal"),
        word=F("effect"),
        about=F("goal__number"),
        words=F("goal__statement"),
        name=nothing("text"),
        by=nothing("text"),
        at=nothing("moment"),
        one=nothing("number"),
        is_today=nothing("number"),
    )
    aligned = aligned.annotate(other=nothing("number"))
    about = ConflictDecision.objects.filter(Q(one=ROW) | Q(other=ROW)).annotate(
        what=Value("settled"),
        key=F("pk"),
        word=F("outcome"),
        about=F("pk"),
        words=against("current_revision__statement", TextField()),
        name=against("stakeholder__party__name", CharField()),
        by=F("decided_by__name"),
        at=F("decided_at"),
        is_today=Case(
            When(
                one_revision=F("one__current_revision"),
                other_revision=F("other__current_revision"),
                then=Value(1),
            ),
            default=Value(0),
            output_field=BigIntegerField(),
        ),
    )
    return aligned.order_by().values(*COLUMNS).union(about.order_by().values(*COLUMNS), all=True)


def nothing(kind):
    return Cast(Value(None), NOTHING[kind])


def against(path, output_field):
    """A fact of the criterion on the other side."""
    return Case(When(one=ROW, then=F(f"other__{path}")), default=F(f"one__{path}"), output_field=output_field)
