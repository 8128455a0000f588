"""Who gets what and who speaks for whom, as pages read it: one statement for each question, however much there is."""

from dataclasses import dataclass, field

from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Greatest

from projects.models import Deliverable, Goal
from registry.prepared import ROW, ask
from registry.search import fold

from .models import Party, Recipient, Representation, Role, RoleAssignment, SpeaksFor, Stakeholder
from .models.roles import q_current

MOST_NAMED = 3
COLUMNS = ("what", "key", "name", "first_on", "last_on", "number", "words")


@dataclass
class Service:
    """What somebody gets, on whose behalf they speak or who speaks for them today, and who ever represented them."""

    gets: list = field(default_factory=list)  # deliverables, each with `serves`: its goals
    speaks_for: list = field(default_factory=list)  # stakeholders' (primary key, name)
    spoken_for_by: list = field(default_factory=list)
    representations: list = field(default_factory=list)  # of a group, the newest first
    is_senior_user: bool = False
    is_end_user: bool = False


def service_of(stakeholder):
    """A `Service`. Who speaks for whom counts only while the speaker is a senior user and the other one an end user."""
    kinds = {held.role.kind for held in stakeholder.held}
    service = Service(is_senior_user=Role.Kind.SENIOR_USER in kinds, is_end_user=Role.Kind.END_USER in kinds)
    for what, *columns in ask(service_rows, stakeholder.party.is_group, row=stakeholder.pk):
        ADD[what](service, stakeholder.project, *columns)
    for deliverable in service.gets:
        deliverable.serves.sort(key=lambda goal: goal.number)
    service.gets.sort(key=lambda each: (each.due_on is None, each.due_on, each.name))
    service.speaks_for.sort(key=by_name)
    service.spoken_for_by.sort(key=by_name)
    service.representations.sort(key=lambda each: (each.from_on, each.pk), reverse=True)
    return service


def service_rows(is_group):
    """The rows behind a `Service`, in COLUMNS, from one statement."""
    speaking = speaking_today()
    branches = [
        Recipient.objects.filter(stakeholder=ROW).annotate(
            what=Value("gets"),
            key=F("deliverable"),
            name=F("deliverable__name"),
            first_on=F("deliverable__due_on"),
            last_on=F("deliverable__handed_over_on"),
            number=F("deliverable__goals__number"),
            words=F("deliverable__goals__statement"),
        ),
        speaking.filter(speaker=ROW).annotate(**somebody("speaks for", "spoken_for")),
        speaking.filter(spoken_for=ROW).annotate(**somebody("spoken for", "speaker")),
    ]
    if is_group:
        dates = {"first_on": F("from_on"), "last_on": F("to_on"), "number": F("pk")}
        columns = {**somebody("represented", "person"), "name": F("person__name"), **dates}
        branches.append(Representation.objects.filter(stakeholder=ROW).annotate(**columns))
    first, *others = [branch.order_by().values_list(*COLUMNS) for branch in branches]
    return first.union(*others, all=True)


def add_deliverable(service, project, key, name, due_on, handed_over_on, number, statement):
    """One row is one goal of a deliverable, or a deliverable without any."""
    deliverable = next((known for known in service.gets if known.pk == key), None)
    if deliverable is None:
        deliverable = Deliverable(pk=key, project=project, name=name, due_on=due_on, handed_over_on=handed_over_on)
        deliverable.serves = []
        service.gets.append(deliverable)
    if number is not None:
        deliverable.serves.append(Goal(project=project, number=number, statement=statement))


def add_representation(service, project, key, name, from_on, to_on, number, words):
    person = Party(pk=key, name=name)
    service.representations.append(Representation(pk=number, person=person, from_on=from_on, to_on=to_on))


ADD = {
    "gets": add_deliverable,
    "speaks for": lambda service, project, key, name, *_: service.speaks_for.append((key, name)),
    "spoken for": lambda service, project, key, name, *_: service.spoken_for_by.append((key, name)),
    "represented": add_representation,
}


def by_name(known):
    return fold(known[1])


def somebody(what, side):
    """The columns of a union that are about the one on that side."""
    nothing = {"first_on": DateField(), "last_on": DateField(), "number": BigIntegerField(), "words": TextField()}
    return {
        "what": Value(what),
        "key": F(side),
        "name": F(f"{side}__party__name"),
        **{name: Cast(Value(None), kind) for name, kind in nothing.items()},
    }


def speaking_today():
    """Who speaks for whom today: rows whose speaker is a senior user and whose other side is an end user."""
    return SpeaksFor.objects.filter(
        in_role(Role.Kind.SENIOR_USER, "speaker"),
        in_role(Role.Kind.END_USER, "spoken_for"),
    )


def in_role(kind, stakeholder="pk"):
    """Whether the stakeholder that this column names has such a role today."""
    return Exists(RoleAssignment.objects.current().filter(stakeholder=OuterRef(stakeholder), role__kind=kind))


def with_recipients(deliverables):
    """Each with `shown`, its first recipients by name, and how many `more_recipients`: in one more statement."""
    recipients = Recipient.objects.select_related("stakeholder__party")
    recipients = recipients.order_by("stakeholder__party__name_key", "stakeholder__pk")[:MOST_NAMED]
    number = Recipient.objects.filter(deliverable=OuterRef("pk")).order_by().values("deliverable")
    number = number.annotate(number=Count("pk")).values("number")
    more = Greatest(Coalesce(Subquery(number), 0) - MOST_NAMED, 0)
    return deliverables.annotate(more_recipients=more).prefetch_related(
        Prefetch("recipients", queryset=recipients, to_attr="shown")
    )


def recipients_of(deliverable):
    """Its recipients by name, each with `held`, what templates/components/roles.html draws of their roles today."""
    rows = (
        Stakeholder.objects.filter(receives__deliverable=deliverable.pk)
        .annotate(today=FilteredRelation("assignments", condition=q_current(prefix="assignments__")))
        .annotate(
            role_kind=F("today__role__kind"),
            role_name=F("today__role__name"),
            is_accountable=F("today__is_accountable"),
        )
        .select_related("party__group")
        .order_by("party__name_key", "pk", "today__role__position", "role_name")
    )
    found = {}
    for row in rows:
        known = found.setdefault(row.pk, row)
        if known is row:
            known.held = []
        if row.role_name is not None:
            role = {"kind": row.role_kind, "name": row.role_name}
            known.held.append({"role": role, "is_accountable": row.is_accountable})
    return list(found.values())


def served_by(deliverable):
    """[(goal, [organisational goals])] of a deliverable, in the order of the goals."""
    found = {}
    rows = deliverable.goals.order_by("number", "organisational_goals__name").values_list(
        "pk", "number", "statement", "organisational_goals__pk", "organisational_goals__name"
    )
    for pk, number, statement, purpose, name in rows:
        goal = Goal(pk=pk, project=deliverable.project, number=number, statement=statement)
        _, purposes = found.setdefault(pk, (goal, []))
        if purpose is not None:
            purposes.append((purpose, name))
    return list(found.values())
