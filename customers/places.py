"""Where somebody stands besides their own parts in projects: groups they speak for, teams, people they lend."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, F, Value

from projects.models import Project
from projects.permissions import Reader, sees_all
from registry.prepared import ROW, ask

from .models import Representation, TeamMember

MOST_PLACES = 100  # on one page


@dataclass(frozen=True)
class Place:
    """`pk` and `name`: the part of the group spoken for, the person who lends, or the person who is lent."""

    what: str
    key: str
    pk: int | None
    name: str | None
    from_on: date
    to_on: date | None
    discipline: str
    is_seconded: bool


def places_of(party, user):
    """In projects the reader may see: `represents` today, `teams` they are or were on, whom they lend (`provided`)."""
    places = [Place(*row) for row in ask(places_of_one, sees_all(user), reader=user.pk, row=party.pk)]
    names = {"speaks": "represents", "teams": "teams", "lends": "provided"}
    return {name: [place for place in places if place.what == what] for what, name in names.items()}


def places_of_one(reads_all):
    reader = Reader(reads_all)
    # By project: looked for among all parts that the reader may see, it would take the longer the more there are.
    known = Project.objects.known_to(reader).values("pk")
    spoken = Representation.objects.current().filter(person=ROW, stakeholder__project__in=known)
    team = TeamMember.objects.visible_to(reader)
    nothing, no = Value("", output_field=CharField()), Value(False)
    rows = columns(
        spoken, "speaks", key="stakeholder__project__key", of="stakeholder", name="stakeholder__party__name",
        does=nothing, lent=no,
    ).union(
        columns(team.filter(person=ROW), "teams", of="provider", name="provider__name"),
        columns(team.filter(provider=ROW).not_left(), "lends", of="person", name="person__name"),
        all=True,
    )  # fmt: skip
    return rows.order_by("-from_on", "key", "of")[:MOST_PLACES]


def columns(rows, what, *, of, name, key="project__key", does="discipline", lent="is_seconded"):
    named = {"what": Value(what, output_field=CharField()), "key": F(key), "of": F(of), "name": F(name)}
    named |= {"does": F(does) if isinstance(does, str) else does, "lent": F(lent) if isinstance(lent, str) else lent}
    rows = rows.order_by().annotate(**named)
    return rows.values_list("what", "key", "of", "name", "from_on", "to_on", "does", "lent")
