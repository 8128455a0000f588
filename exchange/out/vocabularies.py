"""The register in the words of four methods, each with the columns that its users expect.

PMBOK Guide: stakeholder register (identification, assessment, classification) and stakeholder engagement assessment
matrix. PRINCE2: the communication table of the communication management approach. PM2 (the European Commission's
method): project stakeholder matrix. Only names of columns and roles are theirs.
"""

from django.utils import timezone

from customers.models import Engagement, Role, TeamMember
from customers.readings import strategy
from customers.tables import CONTACT, roles_of, side_of
from exchange.understanding.ours import BULLET
from projects.permissions import Site, may
from registry.export import Table

from .communication import taken_apart
from .parts import engagement, parts_of, read


def name(part):
    return part.party.name


def contact(user):
    return CONTACT if may(user, Site.READ_DIRECTORY) else {}


def all_of(kind):
    """What they value of one kind: one statement as it is, several with a bullet each, on a line of their own."""

    def listed(part):
        told = [" ".join(statement.split()) for statement in part.valued[kind]]
        is_plain = len(told) == 1 and not told[0].startswith(BULLET)
        return told[0] if is_plain else "\n".join(f"{BULLET}{statement}" for statement in told)

    return listed


# PMBOK Guide


def pmbok_register(project, user):
    judged = project.can["see_judgement"]
    columns = {
        "Stakeholder name": name,
        "Position": lambda part: part.party.title,
        "Organisation": lambda part: part.party.group or "",
        "Role in project": roles_of,
        **contact(user),
        "Major requirements": all_of("deliverable"),
        "Main expectations": all_of("service"),
        **({"Influence (1-5)": read("influence"), "Interest (1-5)": read("interest")} if judged else {}),
        "Internal / external": lambda part: side_of(part.party),
        **(PMBOK_JUDGED if judged else {}),
        "Communication": lambda part: part.communication,
    }
    return [Table("Stakeholder register", columns, parts_of(project, judged=judged, valued=True))]


PMBOK_JUDGED = {
    "Current engagement": engagement("engagement_now"),
    "Desired engagement": engagement("engagement_wanted"),
    "Engagement strategy": read("strategy"),
}


def engagement_matrix(project, user):
    """C where they stand now, D where they are wanted; CD where the two are one."""
    columns = {"Stakeholder": name, **{label: marked(word) for word, label in Engagement.choices}}
    return [Table("Engagement assessment", columns, parts_of(project, judged=True))]


def marked(word):
    def mark(part):
        now, wanted = read("engagement_now")(part), read("engagement_wanted")(part)
        return "C" * (now == word) + "D" * (wanted == word)

    return mark


# PRINCE2


def communication_table(project, user):
    return [Table("Communication", COMMUNICATION, parts_of(project))]


COMMUNICATION = {
    "Stakeholder": name,
    "Role": roles_of,
    "Information needs": lambda part: taken_apart(part.communication)[0],
    "Method or channel": lambda part: taken_apart(part.communication)[1],
    "Frequency": lambda part: taken_apart(part.communication)[2],
    "Sender": lambda part: part.owner_now or "",
    "Recipient": lambda part: part.representative_name or part.party.name,
}


# PM2

PROJECT_MANAGER, CORE_TEAM = "Project Manager (PM)", "Project Core Team (PCT)"
PM2_ROLES = {
    Role.Kind.SPONSOR: "Project Steering Committee (PSC)",
    Role.Kind.PROVIDER: "Solution Provider (SP)",
    Role.Kind.SENIOR_USER: "User Representative (UR)",
    Role.Kind.END_USER: "User",
    Role.Kind.CUSTOMER: "Client",
}


def pm2_role(held):
    return "Project Owner (PO)" if held.is_accountable else PM2_ROLES.get(held.role.kind, "")


def stakeholder_matrix(project, user):
    """Everybody with a role: who takes part, the team of today, the managers; each once, with all roles."""
    judged = project.can["see_judgement"]
    columns = PM2 | (PM2_CONTACT if contact(user) else {}) | (PM2_JUDGED if judged else {})
    return [Table("Stakeholder matrix", columns, everybody(project, judged=judged))]


def everybody(project, *, judged):
    """Rows (name, PM2 roles, role, party or None, e-mail, part or None)."""
    today = timezone.localdate()
    team = TeamMember.objects.current(today).filter(project=project.pk).select_related("person__group")
    members = {member.person_id: member for member in team.order_by("person__name_key", "pk")}
    managers = {user.pk: user for user in project.managers.order_by("name", "pk")}

    def hats(party):
        manages = managers.pop(party.user_id, None)
        member = members.pop(party.pk, None)
        return [word for word, holds in ((PROJECT_MANAGER, manages), (CORE_TEAM, member)) if holds], member

    for part in parts_of(project, judged=judged):
        more, member = hats(part.party)
        roles = [*filter(None, map(pm2_role, part.held)), *more] or ["Stakeholder"]
        does = [roles_of(part), member.discipline if member else ""]
        yield Person(part.party.name, roles, does, part.party, part.party.email, part)
    for member in list(members.values()):
        more, _ = hats(member.person)
        yield Person(member.person.name, more, [member.discipline], member.person, member.person.email)
    for user in managers.values():
        yield Person(user.name, [PROJECT_MANAGER], [], None, user.email)


class Person:
    """A row of the PM2 matrix: whom it is about, and what they are in either vocabulary."""

    def __init__(self, name, roles, does, party, email, part=None):
        self.name, self.party, self.email, self.part = name, party, email, part
        self.roles = ", ".join(dict.fromkeys(roles))
        self.does = ", ".join(filter(None, does))

    @property
    def reading(self):
        return self.part.reading if self.part else None


def of_party(name):
    return lambda person: getattr(person.party, name) or "" if person.party else ""


def classification(person):
    reading = person.reading
    return strategy(reading.influence, reading.interest) if reading and reading.influence and reading.interest else ""


PM2 = {
    "Name": lambda person: person.name,
    "PM2 role": lambda person: person.roles,
    "Role in the project": lambda person: person.does,
    "Position": of_party("title"),
    "Organisation": of_party("group"),
    "Internal or external": lambda person: side_of(person.party) if person.party else "Internal",
}
PM2_CONTACT = {"E-mail": lambda person: person.email, "Phone": of_party("phone")}
PM2_JUDGED = {
    "Power (1-5)": read("influence"),
    "Interest (1-5)": read("interest"),
    "Classification": classification,
}
