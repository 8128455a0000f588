"""Verbs on many customers of a project at once: planned first, which writes nothing; then done, in one batch.

A change says of every chosen part what becomes of it, or why it is left out. Whoever applies it says by `seen` which
plan was on the screen: if another one would be carried out by now, nothing is.
"""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format

from customers.models import Party, Role, RoleAssignment, TeamMember
from customers.models.trees import lock_tree
from customers.reasons import within_sentence
from registry.bulk import create_all, update_all
from registry.models import Refused
from registry.search import fold
from registry.undo import batch

from .locks import lock_project
from .parties import find_or_make_group
from .team import join_team

MOST = 2000  # more in one go would keep everybody else waiting


class PlanMoved(Exception):
    """Something changed since the plan on the screen was made; nothing was written. `plan` is the one of now."""

    def __init__(self, plan):
        self.plan = plan
        super().__init__("The plan is another one by now.")


@dataclass
class Plan:
    """What a change would come to."""

    before: str  # what is done, up to how many customers
    after: str = ""  # and from there on
    changes: list = field(default_factory=list)  # [(stakeholder, in words what becomes of it)]
    left_out: dict = field(default_factory=dict)  # why -> stakeholders
    notes: list = field(default_factory=list)  # what else one should know

    def leave_out(self, why, stakeholder):
        self.left_out.setdefault(why, []).append(stakeholder)

    @property
    def sentence(self):
        number = len(self.changes)
        return f"{self.before} {number:,} customer{'' if number == 1 else 's'} {self.after}".strip()

    @property
    def mark(self):
        """The same for the same plan, another one for any other: for a form to carry."""
        changes = [(stakeholder.pk, words) for stakeholder, words in self.changes]
        left_out = sorted((why, [each.pk for each in those]) for why, those in self.left_out.items())
        return sha256(repr((self.before, self.after, changes, left_out)).encode()).hexdigest()


def plan(*, picked, change):
    """What `change` would do to the picked parts (a queryset). Raises Refused for more than MOST of them."""
    return change.plan(read(picked))


@transaction.atomic
def change_many(*, project, picked, change, seen, by):
    """Carry out the plan that was seen, in one batch of the project, which is returned.

    Raises PlanMoved if something changed since, Refused if it would change nobody.
    """
    lock_project(project)
    change.lock(picked)
    rows = read(picked.select_for_update(of=("self",), no_key=True))
    planned = change.plan(rows)
    if planned.mark != seen:
        raise PlanMoved(planned)
    if not planned.changes:
        raise Refused("Nobody is left to change.")
    with batch(kind="bulk", words=planned.sentence, by=by, project=project, source="bulk") as made:
        change.write([stakeholder for stakeholder, _ in planned.changes], by)
    return made


def read(picked):
    """The parts, by name, each with `roles_ever`: all roles it ever had."""
    ever = RoleAssignment.objects.select_related("role").order_by("from_on", "pk")
    parts = picked.select_related("party__group", "project", "relationship_owner__person").order_by(
        "party__name_key", "pk"
    )
    rows = list(parts.prefetch_related(Prefetch("assignments", queryset=ever, to_attr="roles_ever"))[: MOST + 1])
    if len(rows) > MOST:
        raise Refused(f"More than {MOST:,} customers at once are too many: choose fewer by a filter.")
    return rows


def spelt(day):
    return date_format(day, "j F Y")


class Change:
    """What the changes below have in common: nothing besides the parts has to be locked."""

    def lock(self, picked):
        pass


@dataclass(frozen=True)
class AddRole(Change):
    """Give a role from a day on. It makes nobody the accountable sponsor: that is handed over by name."""

    role: Role
    on: date

    def plan(self, rows):
        name = within_sentence(self.role.name)
        made = Plan("gave", f"the role {name} from {spelt(self.on)}")
        for row in rows:
            why = self.refusal(row, name)
            if why:
                made.leave_out(why, row)
            else:
                made.changes.append((row, f"{name} from {spelt(self.on)}"))
        if made.changes and self.role.kind == Role.Kind.SPONSOR:
            made.notes.append("None of them becomes the accountable sponsor by this: hand that over by name.")
        return made

    def refusal(self, row, name):
        same = [each for each in row.roles_ever if each.role_id == self.role.pk]
        if any(each.to_on is None or each.to_on > max(self.on, timezone.localdate()) for each in same):
            return f"already {name}"
        last = max((each.to_on for each in same), default=None)
        if last is not None and last > self.on:
            return f"was {name} until a later day than {spelt(self.on)}"
        return ""

    def write(self, rows, by):
        create_all(
            [
                RoleAssignment(stakeholder=row, project_id=row.project_id, role=self.role, from_on=self.on)
                for row in rows
            ]
        )


@dataclass(frozen=True)
class EndRole(Change):
    """End a role on a day; it is kept with its end.

    Whoever would be no customer any more is left out, unless `even_last`.
    The accountable sponsor is always left out: that is handed over.
    """

    role: Role
    on: date
    even_last: bool = False

    def plan(self, rows):
        name = within_sentence(self.role.name)
        made = Plan(f"ended the role {name} of", f"on {spelt(self.on)}")
        for row in rows:
            held = self.held(row)
            why = self.refusal(row, held, name)
            if why:
                made.leave_out(why, row)
                continue
            stays = self.is_customer_without(row, held)
            made.changes.append(
                (row, f"{name} until {spelt(self.on)}{'' if stays else ', then not a customer any more'}")
            )
        return made

    def held(self, row):
        """The role as it is open on that day, or None."""
        last = max(self.on, timezone.localdate())
        same = [each for each in row.roles_ever if each.role_id == self.role.pk]
        return next((each for each in same if each.to_on is None or each.to_on > last), None)

    def refusal(self, row, held, name):
        if held is None:
            return f"not {name}, or only until that day"
        if held.is_accountable:
            return "answers for the project: hand over instead"
        if held.from_on > self.on:
            return f"{name} only from a later day than {spelt(self.on)}"
        if not self.even_last and not self.is_customer_without(row, held):
            return "would not be a customer any more: no other role makes them one"
        return ""

    def is_customer_without(self, row, ended):
        """Whether something else makes them a customer from that day on, or that role never did."""
        if row.is_declared_customer or not ended.role.counts_as_customer:
            return True
        others = [each for each in row.roles_ever if each.pk != ended.pk and each.role.counts_as_customer]
        return any(each.to_on is None or each.to_on > self.on for each in others)

    def write(self, rows, by):
        ending = [self.held(row) for row in rows]
        for row, assignment in zip(rows, ending, strict=True):
            assignment.stakeholder = row
        update_all(ending, to_on=self.on)


@dataclass(frozen=True)
class SetOwner(Change):
    """Let somebody of the team look after them, or nobody (None). A manager who is not on the team yet joins it."""

    owner: TeamMember | None

    def plan(self, rows):
        made = Plan(f"let {self.owner or 'nobody'} look after")
        for row in rows:
            present = row.relationship_owner
            if present == self.owner:
                made.leave_out(f"{present} looks after them already" if present else "nobody does already", row)
            else:
                made.changes.append((row, f"{self.owner or 'nobody'}{f' instead of {present}' if present else ''}"))
        if made.changes and self.owner and self.owner.pk is None:
            made.notes.append(f"{self.owner} joins the team by this, from today on.")
        return made

    def write(self, rows, by):
        owner = self.owner
        if owner is not None and owner.pk is None:
            owner = join_team(project=rows[0].project, user=owner.person.user, by=by)
        update_all(rows, relationship_owner=owner)


class SetGroup(Change):
    """Put the people into the group of that name: found, or made; blank for none. Groups are left out."""

    def __init__(self, name):
        self.name = name
        known = Party.objects.groups().filter(name_key=fold(name)[:200]).select_related("group")
        # The oldest of several, as `find_or_make_group` takes it.
        self.known = known.order_by("pk") if name else known.none()
        self.found = self.known.first()

    def lock(self, picked):
        """The tree if the group is to be made, the group, whose side they may follow, and the people."""
        held = self.known.select_for_update(of=("self",), no_key=True)
        self.found = held.first()
        if self.name and self.found is None:
            lock_tree()
            self.found = held.first()
        people = Party.objects.select_for_update(no_key=True).filter(pk__in=picked.order_by().values("party"))
        list(people.order_by("pk").values_list("pk"))

    def plan(self, rows):
        group = self.found
        where = f"{group} in {group.group}" if group and group.group else str(group or self.name)
        made = Plan("put", f"into {where}") if self.name else Plan("took", "out of their group")
        side = {True: 0, False: 0}
        for row in rows:
            party = row.party
            if party.is_group:
                made.leave_out("a group: move it on its own page", row)
            elif party.group_id == (group and group.pk) and (group or not self.name):
                made.leave_out("in that group already" if group else "in no group already", row)
            else:
                instead = f" instead of {party.group}" if party.group else ""
                made.changes.append((row, f"{where or 'no group'}{instead}"))
                becomes = bool(group and group.is_external)
                if party.side == Party.Side.FOLLOWS and party.is_external != becomes:
                    side[becomes] += 1
        if made.changes:
            made.notes.append("People belong to one group, in every project.")
            if self.name and not group:
                made.notes.append(f"No group is called {self.name} yet: it is made.")
            made.notes += [
                f"{number} of them become{'s' if number == 1 else ''} {'external' if outside else 'internal'}, "
                f"as {'that group is' if self.name else 'people without a group are'}."
                for outside, number in side.items()
                if number
            ]
        return made

    def write(self, rows, by):
        group = self.found or find_or_make_group(name=self.name, by=by)
        people = [row.party for row in rows]
        update_all(people, group=group)
        outside = bool(group and group.is_external)
        following = [each.pk for each in people if each.side == Party.Side.FOLLOWS and each.is_external != outside]
        if following:
            # What a row keeps derived from its group is no edit of it: it has no version and no history.
            Party.objects.filter(pk__in=following).update(is_external=outside)
