"""Makes the sample: groups, people, projects, parts, roles and criteria, the same for the same seed."""

from datetime import timedelta
from functools import lru_cache
from random import Random

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from customers.models import Assessment, Engagement, Party, Representation, Role, RoleAssignment, Stakeholder
from projects.models import Goal, OrganisationalGoal, Project, Stage, Status
from registry.search import fold
from valuecriteria.models import Alignment, Confirmation, Review, Revision, Theme, ValueCriterion

from . import names
from .tables import CHUNK, Links, Table, after_writing

PEOPLE_A_GROUP, PEOPLE_A_PROJECT, MOST_PROJECTS = 12, 200, 99_999
GOALS_A_PROJECT = 4
fold_once = lru_cache(maxsize=100_000)(fold)
MODELS = {
    "parties": Party,
    "projects": Project,
    "goals": Goal,
    "stakeholders": Stakeholder,
    "assignments": RoleAssignment,
    "representations": Representation,
    "assessments": Assessment,
    "criteria": ValueCriterion,
    "revisions": Revision,
    "confirmations": Confirmation,
    "reviews": Review,
    "alignments": Alignment,
}


class Sample:
    """`Sample(people=1000, seed=1, by=user).build(tell)`; about half a second for a thousand people.

    The same seed makes the same rows in an empty register on the same day, times of logging aside. The user manages
    every project and has given every review.
    """

    def __init__(self, *, people, seed, by, projects=None):
        self.people, self.by, self.chance = people, by, Random(seed)  # noqa: S311 - no secret hangs on it
        self.project_count = min(projects or max(1, people // PEOPLE_A_PROJECT), MOST_PROJECTS)
        self.today = timezone.localdate()
        self.families = names.family_names()
        self.tables = {name: Table(model) for name, model in MODELS.items()}
        self.managers = Links(Project.managers.through)
        self.purposes = Links(Project.organisational_goals.through)
        roles = list(Role.objects.order_by("position", "pk"))
        self.sponsor = next(role for role in roles if role.kind == Role.Kind.SPONSOR)
        self.senior = next(role for role in roles if role.kind == Role.Kind.SENIOR_USER)
        self.usual = [role for role in roles if role.kind in (Role.Kind.CUSTOMER, Role.Kind.END_USER)]
        self.rare = [role for role in roles if role.kind == Role.Kind.OTHER] or self.usual

    @transaction.atomic
    def build(self, tell=lambda words: None):
        """Write it all, in one transaction; returns {what: how many}."""
        first = {name: table.key for name, table in self.tables.items()}
        self.themes = [Theme.objects.get_or_create(name=name)[0].pk for name in names.THEMES]
        self.purpose = [OrganisationalGoal.objects.get_or_create(name=name)[0].pk for name in names.GOALS]
        self.groups = self.make_groups()
        tell(f"{len(self.groups):,} groups")
        projects = [self.make_project(number) for number in range(self.project_count)]
        tell(f"{len(projects):,} projects")
        for number in range(self.people):
            group = self.chance.choice(self.groups)
            name = self.name()
            party = self.make_party(name, group=group, person=number)
            self.make_part(party, name, projects[number % len(projects)])
            if len(projects) > 1 and self.chance.random() < 0.05:
                self.make_part(party, name, projects[(number + 1) % len(projects)], again=True)
            if number % CHUNK == CHUNK - 1:
                self.flush()
                tell(f"{number + 1:,} people")
        self.flush()
        after_writing([*MODELS.values(), *(model.history.model for model in MODELS.values())])
        return {name: table.key - first[name] for name, table in self.tables.items()}

    def flush(self):
        for table in (*self.tables.values(), self.managers, self.purposes):
            table.flush()

    def day(self, most, least=0):
        return (self.today - timedelta(days=self.chance.randint(least, most))).isoformat()

    def name(self):
        name = f"{self.chance.choice(names.GIVEN)} {self.chance.choice(self.families)}"
        return f"{name}-{self.chance.choice(names.FAMILY)}" if self.chance.random() < 0.2 else name

    def make_groups(self):
        """[(key, is it external)]: companies, each with some of the departments."""
        groups, wanted = [], max(2, self.people // PEOPLE_A_GROUP)
        starts = [f"{a}{b}" for a in names.START for b in names.END]
        while len(groups) < wanted:
            company = f"{self.chance.choice(starts)} {self.chance.choice(names.BRANCHES)}"
            company = f"{company} {self.chance.choice(names.FORMS)}"
            external = self.chance.random() < 0.4
            top = (self.make_party(company, kind="group", side="external" if external else "internal"), external)
            groups.append(top)
            departments = self.chance.sample(names.DEPARTMENTS, self.chance.randint(0, 6))
            groups += [(self.make_party(name, kind="group", group=top), external) for name in departments]
        return groups[:wanted]

    def make_party(self, name, *, kind="person", group=None, side="", person=None):
        title = self.chance.choice(names.TITLES) if kind == "person" else ""
        email = phone = ""
        if kind == "person" and self.chance.random() < 0.6:
            letters = fold_once(name).replace(" ", ".")
            email = f"{letters if letters.isascii() else 'reader'}.{person}@example.org"
        if kind == "person" and self.chance.random() < 0.3:
            phone = f"+44 20 7946 {self.chance.randint(0, 9999):04}"
        values = {"name": name, "title": title, "email": email, "phone": phone, "kind": kind, "side": side}
        if group is not None:
            values |= {"group_id": group[0], "is_external": group[1]}
        else:
            values["is_external"] = side == "external"
        return self.tables["parties"].add(of=None, subject=f"{kind} “{name}”", **values)

    def make_project(self, number):
        key = f"S{number + 1}"
        name = f"{self.chance.choice(names.THINGS)} {self.chance.choice(names.DEEDS)} {number + 1}"
        stage = self.chance.choices([Stage.ACTIVE, Stage.PROPOSED, Stage.ON_HOLD, Stage.CLOSED], [70, 10, 5, 15])[0]
        values = {
            "key": key,
            "name": name,
            "stage": stage.value,
            "status": self.chance.choice(Status.values),
            "starts_on": self.day(700, 100),
        }
        table = self.tables["projects"]
        pk = table.add(of=table.key + 1, subject="the project", **values)
        self.managers.add(pk, self.by.pk)
        self.purposes.add(pk, self.chance.choice(self.purpose))
        goals = [
            self.tables["goals"].add(
                of=pk, subject=f"goal “{statement}”", project_id=pk, number=at, statement=statement, measure="monthly"
            )
            for at, statement in enumerate(self.chance.sample(names.GOALS, GOALS_A_PROJECT), 1)
        ]
        made = {"pk": pk, "goals": goals, "sponsored": False, "unrepresented": []}
        for group, _ in self.chance.sample(self.groups, min(len(self.groups), 3)):
            part = self.tables["stakeholders"].add(of=pk, subject="a group", project_id=pk, party_id=group)
            self.give(part, self.chance.choice(self.usual), pk, "a group", self.day(400, 100))
            made["unrepresented"].append(part)
        return made

    def make_part(self, party, name, project, again=False):
        of, subject = project["pk"], f"customer “{name}”"
        part = self.tables["stakeholders"].add(of=of, subject=subject, project_id=of, party_id=party)
        start = self.day(600, 30)
        if project["unrepresented"] and self.chance.random() < 0.05:
            self.tables["representations"].add(
                of=of,
                subject=f"the representative of a group: {name}",
                stakeholder_id=project["unrepresented"].pop(),
                person_id=party,
                from_on=start,
            )
        if not project["sponsored"]:
            self.give(part, self.sponsor, of, name, start, is_accountable=True)
            project["sponsored"] = True
        kinds = self.chance.choices([self.usual, self.rare, [self.senior]], [90, 7, 3])[0]
        for role in self.chance.sample(kinds, min(len(kinds), self.chance.choice((1, 1, 1, 2)))):
            past = self.chance.random() < 0.05
            self.give(part, role, of, name, start, to_on=self.day(29) if past else None)
        if self.chance.random() < 0.3:
            self.assess(part, of, subject)
        if not again and self.chance.random() < 0.3:
            for number in range(1, self.chance.randint(1, 3) + 1):
                self.make_criterion(part, name, project, number)

    def give(self, part, role, of, name, start, **values):
        subject = f"the role {role} of {name}"
        values = {"stakeholder_id": part, "project_id": of, "role_id": role.pk, "from_on": start, **values}
        self.tables["assignments"].add(of=of, subject=subject, **values)

    def assess(self, part, of, subject):
        now, wanted = self.chance.choice(Engagement.values), self.chance.choice(Engagement.values[2:])
        self.tables["assessments"].add(
            of=of,
            subject=subject,
            stakeholder_id=part,
            assessed_on=self.day(300),
            influence=self.chance.randint(1, 5),
            interest=self.chance.randint(1, 5),
            engagement_now=now,
            engagement_wanted=wanted,
        )

    def make_criterion(self, part, name, project, number):
        of, chance = project["pk"], self.chance
        statement = chance.choice(names.WORDS).format(chance.choice(names.WHEN))
        wording = self.tables["revisions"].key + 1
        values = {
            "stakeholder_id": part,
            "number": number,
            "kind": chance.choice(("service", "deliverable")),
            "current_revision_id": wording,
            "importance": chance.randint(1, 5),
            "theme_id": chance.choice(self.themes),
        }
        subject = f"criterion {number} of {name}"
        criterion = self.tables["criteria"].add(
            of=of, subject=subject, folded={"search_text": fold_once(statement)}, **values
        )
        self.tables["revisions"].add(
            of=of,
            subject=f"wording 1 of {subject}",
            criterion_id=criterion,
            number=1,
            statement=statement,
            written_by_id=self.by.pk,
        )
        if chance.random() < 0.6:
            self.confirm_and_review(wording, subject, name, of)
        if chance.random() < 0.6:
            goal = chance.randrange(GOALS_A_PROJECT)
            self.tables["alignments"].add(
                of=of,
                subject=f"how {subject} stands to G{goal + 1}",
                criterion_id=criterion,
                goal_id=project["goals"][goal],
                effect=chance.choices(Alignment.Effect.values, [3, 4, 3, 1])[0],
            )

    def confirm_and_review(self, wording, subject, name, of):
        self.tables["confirmations"].add(
            of=of,
            subject=f"the confirmation of wording 1 of {subject}",
            revision_id=wording,
            said_by=name,
            how=self.chance.choice(("meeting", "phone", "mail")),
            on=self.day(200),
            noted_by_id=self.by.pk,
        )
        if self.chance.random() < 0.7:
            self.tables["reviews"].add(
                of=of,
                subject=f"the review of wording 1 of {subject}",
                revision_id=wording,
                decision="agree",
                comment=self.chance.choice(names.COMMENTS),
                decided_by_id=self.by.pk,
            )


def sample_manager(password):
    """The login that manages the sample's projects, made if it is not there: sample@example.org."""
    from django.contrib.auth.models import Group

    from accounts.models import PROJECT_MANAGERS

    user = User.objects.filter(email="sample@example.org").first()
    if user is None:
        user = User.objects.create_user("sample@example.org", password, name="Sam Ample")
        user.groups.add(Group.objects.get(name=PROJECT_MANAGERS))
    return user
