"""How the demo's data is written down. Days count back from today; `due` and `ends` count forward."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """One thing that happened to a criterion: a verb of valuecriteria.actions, when, and what was said."""

    verb: str
    days: int
    text: str = ""
    how: str = "meeting"


def confirmed(days, how="meeting"):
    return Step("confirm", days, how=how)


def forwarded(days):
    return Step("put_forward", days)


def agreed(days, comment=""):
    return Step("agree", days, comment)


def asked(days, comment):
    return Step("ask", days, comment)


def reworded(days, words):
    return Step("reword", days, words)


def met(days, reason=""):
    return Step("met", days, reason)


def not_met(days, reason=""):
    return Step("not_met", days, reason)


def withdrawn(days, reason):
    return Step("withdrawn", days, reason)


@dataclass(frozen=True)
class Criterion:
    kind: str
    words: str
    days: int  # captured that long ago
    importance: int = 3
    theme: str = ""
    why: str = ""
    how: str = ""
    measure: str = ""
    now: str = ""
    target: str = ""
    due: int | None = None
    serves: dict = field(default_factory=dict)  # goal number -> effect, or (effect, reason)
    then: tuple = ()


def service(words, days, *then, **facts):
    return Criterion("service", words, days, then=then, **facts)


def deliverable(words, days, *then, **facts):
    return Criterion("deliverable", words, days, then=then, **facts)


@dataclass(frozen=True)
class Part:
    """Somebody's part in a project: a person with `title` and `of` (their group), or a group."""

    name: str
    roles: tuple
    criteria: tuple = ()
    kind: str = "person"
    title: str = ""
    of: str = ""
    email: str = ""
    why: str = ""
    declared: bool = False
    no_own_benefit: bool = False
    speaker: tuple = ()  # a group's representative: name, job title
    owner: str = "manager"  # the login of the relationship owner, "" for nobody
    days: int = 90


def person(name, roles, *criteria, **facts):
    return Part(name, tuple(roles.split(", ")), criteria, **facts)


def group(name, roles, *criteria, **facts):
    return Part(name, tuple(roles.split(", ")), criteria, kind="group", **facts)


@dataclass(frozen=True)
class Goal:
    statement: str
    measure: str = ""
    target: str = ""
    serves: tuple = ()


@dataclass(frozen=True)
class Story:
    """One project: `groups` are (name, the group above, side), `sponsor` is the login of the sponsor who reviews."""

    key: str
    name: str
    benefit: str
    days: int  # started that long ago
    active: int  # activated that long ago
    ends: int
    status: str
    status_note: str
    status_days: int
    managers: tuple
    sponsor: str
    organisational_goals: tuple
    goals: tuple
    groups: tuple
    parts: tuple
    # The accountable sponsor before the present one: (name, job title, of, handed over that long ago).
    sponsor_before: tuple = ()
