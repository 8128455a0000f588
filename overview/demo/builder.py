"""Tells the demo's stories through the actions of the pages, by the right user, each step on its day."""

from collections import Counter
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from customers import actions as customers
from customers.models import Party, Role, Stakeholder
from projects import actions as projects
from projects.models import Goal, OrganisationalGoal, Project
from registry.history import acting
from valuecriteria import actions as value
from valuecriteria import looks
from valuecriteria.justifying import justify
from valuecriteria.models import ValueCriterion

from .asked import ask_customers
from .clock import Clock, say_when_last_changed
from .crm import STORY as CRM
from .handed_over import hand_things_over, let_speak
from .hospital import STORY as HOSPITAL
from .people import ADMINISTRATOR, GUESTS, LOOKS, ORGANISATIONAL_GOALS, USERS
from .readings import READINGS
from .settled import settle_conflicts
from .shapes import person
from .signed import sign_off
from .teams import LENDERS, TEAMS
from .website import STORY as WEBSITE

STORIES = (CRM, HOSPITAL, WEBSITE)


class Demo:
    """One loading of the demo; `build()` returns what was made, by its plural name."""

    def __init__(self, password):
        self.password = password
        self.clock = Clock()
        self.made = Counter()
        self.parties, self.themes = {}, {}

    @transaction.atomic
    def build(self):
        with self.clock.running():
            self.make_users()
            self.roles = {role.name: role for role in Role.objects.all()}
            with self.clock(200), acting(self.users["admin"]):
                self.goals_of_the_organisation = {
                    name: OrganisationalGoal.objects.get_or_create(name=name, defaults={"description": text})[0]
                    for name, text in ORGANISATIONAL_GOALS
                }
            for story in STORIES:
                self.tell(story)
            self.keep_what_serves_no_goal()
            self.take_a_guest_list()
            self.let_sponsors_look()
        say_when_last_changed(self.clock.now)
        return self.made

    def let_sponsors_look(self):
        """Two sponsors have looked before; for the third all is news."""
        for login, key, days in LOOKS:
            project = Project.objects.get(key=key)
            looks.saw(project=project, until=self.clock.now - timedelta(days=days), by=self.users[login])

    def keep_what_serves_no_goal(self):
        """Whoever lends people is told early: that is owed, whether a goal needs it or not."""
        manager = self.users["manager"]
        with self.clock(6), acting(manager):
            criterion = ValueCriterion.objects.get(current_revision__statement__startswith="Tell me a month before")
            justify(gap=criterion, reason="No goal needs it; we owe it to whoever lends us people.", by=manager)

    def take_a_guest_list(self):
        """People typed from a list at a door, some of them known already: the directory's suggested pairs."""
        manager = self.users["manager"]
        with self.clock(9), acting(manager, "import"):
            for name, known_as in GUESTS:
                known = Party.objects.people().get(name=known_as)
                guest = Party(name=name, email=known.email, group=known.group)
                customers.save_party(party=guest, organisation=str(known.group or ""), by=manager)

    def make_users(self):
        hashed = make_password(self.password)
        groups = {group.name: group for group in Group.objects.all()}
        self.users = {}
        for login, name, door, _ in USERS:
            is_admin = door == ADMINISTRATOR
            user = User.objects.create(
                email=f"{login}@example.org",
                name=name,
                password=hashed,
                is_staff=is_admin,
                is_superuser=is_admin,
            )
            if door in groups:
                user.groups.add(groups[door])
            self.users[login] = user
            self.made["sign-ins"] += 1

    def tell(self, story):
        manager = self.users[story.managers[0]]
        project = self.start(story, manager)
        goals = [self.add_goal(project, goal, story, manager) for goal in story.goals]
        self.make_groups(story, manager)
        self.log_sponsor_before(project, story, manager)
        for part in story.parts:
            stakeholder = self.log(project, part, manager)
            for told in part.criteria:
                self.capture(stakeholder, part, told, goals, story, manager)
        self.hand_over(project, story, manager)
        self.assess(project, manager)
        hand_things_over(self, project, goals, manager)
        let_speak(self, project, manager)
        self.make_team(project, manager)
        settle_conflicts(self, project, self.users[story.sponsor])
        sign_off(self, project, manager, self.users[story.sponsor])
        ask_customers(self, project, manager)
        self.made["projects"] += 1

    def start(self, story, manager):
        project = Project(
            key=story.key,
            name=story.name,
            benefit=story.benefit,
            starts_on=self.clock.day(story.active),
            ends_on=self.clock.day(-story.ends),
        )
        wanted = [self.goals_of_the_organisation[name] for name in story.organisational_goals]
        with self.clock(story.days):
            projects.start_project(project=project, organisational_goals=wanted, by=manager)
        with self.clock(story.active):
            with acting(self.users["admin"]):
                project.managers.add(*[self.users[login] for login in story.managers[1:]])
            projects.move_stage(project=project, verb="activate", by=manager)
        with self.clock(story.status_days), acting(manager):
            project.status, project.status_note = story.status, story.status_note
            project.save()
        return project

    def add_goal(self, project, told, story, manager):
        goal = Goal(statement=told.statement, measure=told.measure, target=told.target)
        serves = [self.goals_of_the_organisation[name] for name in told.serves]
        self.made["goals"] += 1
        with self.clock(story.days - 5):
            return projects.add_goal(project=project, goal=goal, organisational_goals=serves, by=manager)

    def make_groups(self, story, manager):
        for name, above, side in story.groups:
            with self.clock(story.days):
                self.party(name, kind="group", of=above, side=side, by=manager)

    def party(self, name, *, by, kind="person", title="", of="", side="", email=""):
        """The person or group of that name within the demo, made at first mention, never one who was here before."""
        known = self.parties.get((kind, name))
        if known:
            return known
        group = self.parties["group", of] if of else None
        user = next((user for user in self.users.values() if user.name == name), None)
        party = Party(
            kind=kind,
            name=name,
            title=title,
            group=group,
            side=side,
            email=email,
            user=user if kind == "person" else None,
        )
        with acting(by):
            party.save()
        self.made["people and groups"] += 1
        self.parties[kind, name] = party
        return party

    def log(self, project, part, manager):
        with self.clock(part.days):
            party = self.party(
                part.name,
                kind=part.kind,
                title=part.title,
                of=part.of,
                email=part.email,
                by=manager,
            )
            with acting(manager):
                stakeholder = Stakeholder.objects.create(
                    project=project,
                    party=party,
                    why=part.why,
                    is_declared_customer=part.declared,
                    no_own_benefit=part.no_own_benefit,
                    relationship_owner=self.owner(project, part, manager),
                )
            customers.log_customer(
                project=project,
                party=party,
                roles=[self.roles[name] for name in part.roles],
                from_on=self.clock.day(part.days),
                by=manager,
            )
            if part.speaker:
                name, title = part.speaker
                customers.name_representative(
                    stakeholder=stakeholder,
                    person=self.party(name, title=title, of=part.of or part.name, by=manager),
                    on=self.clock.day(part.days),
                    by=manager,
                )
        return stakeholder

    def owner(self, project, part, manager):
        """Who of the team looks after a customer: a login of the demo, on the project's team by it."""
        if not part.owner:
            return None
        user = self.users[part.owner]
        self.party(user.name, by=manager)
        return customers.join_team(project=project, user=user, on=self.clock.day(part.days), by=manager)

    def log_sponsor_before(self, project, story, manager):
        if story.sponsor_before:
            name, title, of, _ = story.sponsor_before
            self.log(
                project,
                person(name, "Sponsor", title=title, of=of, days=story.days - 1, owner=""),
                manager,
            )

    def hand_over(self, project, story, manager):
        """The present sponsor takes over from the one before, who keeps the assignment with its end."""
        if not story.sponsor_before:
            return
        days = story.sponsor_before[3]
        present = project.assignments.accountable().get()
        to = Stakeholder.objects.get(project=project, party__user=self.users[story.sponsor])
        with self.clock(days):
            customers.hand_over(project=project, to=to, seen=present, on=self.clock.day(days), by=manager)

    def make_team(self, project, manager):
        """Who works on it and who lends them; whoever looks after customers is on the team already."""
        here = {member.person.name: member for member in project.team.select_related("person")}
        for told in TEAMS.get(project.key, ()):
            lender = told.lent_by and self.lender(told.lent_by, manager)
            with self.clock(max(told.days, 0)):
                if told.name in here:
                    member = here[told.name]
                    member.discipline = told.discipline
                    customers.save_member(member=member, home_group="", provider=None, by=manager)
                    continue
                customers.put_on_team(
                    project=project,
                    name=told.name,
                    person=self.party(told.name, of=told.of, by=manager),
                    discipline=told.discipline,
                    home_group=told.of,
                    is_seconded=told.lent_by is not None,
                    provider=lender or None,
                    from_on=self.clock.day(told.days),
                    to_on=None if told.until is None else self.clock.day(-told.until),
                    by=manager,
                )
            self.made["team members"] += 1

    def lender(self, name, manager):
        title, of = LENDERS.get(name, ("", ""))
        return self.party(name, title=title, of=of, by=manager)

    def assess(self, project, manager):
        """How the team read its customers, day by day."""
        read = READINGS.get(project.key, {})
        for stakeholder in project.stakeholders.filter(party__name__in=read).select_related("party"):
            for days, influence, interest, now, wanted, *notes in read[stakeholder.party.name]:
                with self.clock(days):
                    customers.assess(
                        stakeholder=stakeholder,
                        on=self.clock.day(days),
                        influence=influence,
                        interest=interest,
                        engagement_now=now,
                        engagement_wanted=wanted,
                        notes="".join(notes),
                        by=manager,
                    )
                self.made["assessments"] += 1

    def capture(self, stakeholder, part, told, goals, story, manager):
        with self.clock(told.days):
            criterion = ValueCriterion(
                stakeholder=stakeholder,
                kind=told.kind,
                why=told.why,
                how=told.how,
                importance=told.importance,
                theme=self.theme(told.theme, manager),
                measure=told.measure,
                baseline=told.now,
                target=told.target,
                due_on=self.clock.day(-told.due) if told.due else None,
            )
            value.capture(criterion=criterion, statement=told.words, by=manager)
        self.made["value criteria"] += 1
        with self.clock(told.days - 1):
            for number, effect in told.serves.items():
                effect, reason = effect if isinstance(effect, tuple) else (effect, "")
                value.align(
                    criterion=criterion,
                    goal=goals[number - 1],
                    effect=effect,
                    reason=reason,
                    by=manager,
                )
        for step in told.then:
            with self.clock(step.days):
                self.take(step, criterion, part, manager, self.users[story.sponsor])

    def theme(self, name, by):
        if name not in self.themes:
            self.themes[name] = value.find_or_make_theme(name=name, by=by)
        return self.themes[name]

    def take(self, step, criterion, part, manager, sponsor):
        """One step in the life of a criterion: the customer and the manager speak, the sponsor decides."""
        revision = criterion.current_revision
        if step.verb == "confirm":
            in_person = step.how == "login"
            by = criterion.stakeholder.party.user if in_person else manager
            value.confirm(
                revision=revision,
                said_by=part.speaker[0] if part.speaker else part.name,
                how=step.how,
                on=self.clock.day(step.days),
                by=by,
            )
        elif step.verb == "put_forward":
            value.put_forward(revision=revision, by=manager)
        elif step.verb == "reword":
            value.reword(criterion=criterion, statement=step.text, by=manager)
        elif step.verb in ("agree", "ask"):
            value.review(revision=revision, decision=step.verb, comment=step.text, by=sponsor)
        else:
            value.settle(criterion=criterion, outcome=step.verb, reason=step.text, by=manager)
