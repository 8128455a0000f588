"""What committing a register would do, row by row; nothing is written.

Every row goes into exactly one bucket. A file adds and corrects: what it leaves blank stays as it is, roles that it
does not name are kept, a text that is a criterion of theirs already is no second one. So the same file again changes
nothing.
"""

from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.utils import timezone

from customers.models import Assessment, Engagement, Party, Role, RoleAssignment, Stakeholder
from customers.models.roles import q_current
from customers.models.trees import MOST_LEVELS
from registry.bulk import chunks
from registry.search import fold
from registry.text import tidy
from valuecriteria.models import Revision

from .items import Bucket, Item, Items
from .matching import GROUP, PERSON, Directory, Match, Someone, where

# Answers of a person to what a row asks; a number is the key of the person or group that is meant.
NEW, OUT, ONE, SPLIT = "new", "out", "one", "split"

PARTY_FACTS = {"title": "Job title", "email": "E-mail", "phone": "Phone"}
READ = {
    "influence": "Influence",
    "interest": "Interest",
    "engagement_now": "Engagement now",
    "engagement_wanted": "Engagement wanted",
    "strategy": "Strategy",
}


@dataclass(slots=True, eq=False)
class Part:
    """What somebody is to the project: as it is (`pk`, the first value of a pair) and as the rows have it."""

    someone: Someone
    pk: int | None = None
    held: tuple = ()  # keys of roles in force, those of the rows included
    roles: list = field(default_factory=list)  # keys of roles that the rows give
    is_roleless: bool = False  # new, and no row so far names a role: the default one is given
    communication: str = ""
    assessed: dict = field(default_factory=dict)  # the newest assessment's words, those of the rows included
    said: tuple = ()  # the wordings of their criteria, folded to their words
    criteria: list = field(default_factory=list)  # [(statement, header, row)] that the rows add
    is_assessed: bool = False  # whether rows say something else than the newest assessment
    is_reworded: bool = False  # whether rows say something else of how they are kept informed


@dataclass
class Plan:
    items: Items
    parts: list
    default_role: int | None
    accountable: Part | None  # who will answer for the project
    moment: tuple  # of the register, when this was planned: see `moment`

    @property
    def counts(self):
        return self.items.counts

    @property
    def criteria(self):
        return sum(len(part.criteria) for part in self.parts)

    @property
    def mark(self):
        """The same for the same plan, another one for any other: for a form to carry."""
        digest = self.items.digest.copy()
        digest.update(str(self.default_role).encode())
        return digest.hexdigest()


class Planner:
    """`Planner(project, rows).plan()`: rows as `understanding.read_rows` gives them."""

    def __init__(self, project, rows, *, answers=None, default_role=None, tell=lambda done: None):
        self.project, self.rows, self.tell = project, rows, tell
        self.answers = {int(row): answer for row, answer in (answers or {}).items()}
        self.roles = list(Role.objects.order_by("position", "pk"))
        self.by_role = {fold(role.name): role.pk for role in self.roles}
        self.default_role = default_role
        self.parts = []

    def plan(self):
        asked_at = moment()
        rows = [row for row in self.rows if not row.skipped]
        self.directory = Directory().load(row.facts for row in rows)
        self.directory.bring(answer for answer in self.answers.values() if isinstance(answer, int))
        self.bring_parts()
        items = Items()
        for at, row in enumerate(self.rows):
            items.put(self.item(row))
            if at % 1000 == 999:
                self.tell(at + 1)
        return Plan(items.closed(), self.parts, self.default_role, self.accountable(), asked_at)

    # What is there

    def bring_parts(self):
        """The parts in this project of everybody the rows may mean, with what hangs on them."""
        known = self.directory.by_pk
        parts = {}
        for keys in chunks(sorted(known)):
            found = Stakeholder.objects.filter(project=self.project.pk, party__in=keys).order_by("pk")
            for pk, party, communication in found.values_list("pk", "party", "communication"):
                part = parts[pk] = Part(known[party], pk, communication=communication)
                known[party].part = part
        for keys in chunks(sorted(parts)):
            held = RoleAssignment.objects.filter(q_later() | q_current(), stakeholder__in=keys)
            for pk, role in held.order_by().values_list("stakeholder", "role"):
                parts[pk].held += (role,)
            for row in (
                Assessment.objects.filter(stakeholder__in=keys)
                .newest()
                .order_by()
                .values("stakeholder", *READ, "notes")
            ):
                parts[row.pop("stakeholder")].assessed = row
            said = Revision.objects.filter(criterion__stakeholder__in=keys).order_by()
            for pk, statement in said.values_list("criterion__stakeholder", "statement"):
                parts[pk].said += (words_of(statement),)
        self.parts = list(parts.values())

    # Row by row

    def item(self, row):
        """The Item of one row; what it changes is kept, so that later rows see it."""
        if row.skipped:
            return Item(row.number, Bucket.SKIPPED, why=row.skipped)
        item = Item(row.number, Bucket.UNCHANGED, party=row.facts.name)
        answer = self.answers.get(row.number)
        if answer == OUT:
            item.bucket, item.why = Bucket.SKIPPED, "left out by you"
            return item
        item.problems = [(each.column, each.value, each.message) for each in row.problems]
        if item.problems:
            item.bucket = Bucket.REJECTED
            return item
        if row.questions:
            item.bucket, item.why = Bucket.NEEDS_YOU, "A value could not be read."
            item.asks = [(str(each.field), each.column, each.value) for each in row.questions]
            return item
        if row.facts.several and answer not in (ONE, SPLIT, NEW) and not isinstance(answer, int):
            item.bucket, item.why = Bucket.NEEDS_YOU, "This cell seems to name several people."
            item.names = tuple(row.facts.several)
            return item
        everybody = split(row.facts) if answer == SPLIT else [row.facts]
        matches = [(facts, self.match(facts, answer)) for facts in everybody]
        for _, match in matches:
            if match.options:
                item.bucket, item.why = Bucket.NEEDS_YOU, f"{match.why} Is it the same?"
                item.options = [(each.pk or 0, where(each)) for each in match.options]
                return item
        if refused := [problem for facts, match in matches for problem in self.refusals(facts, match)]:
            item.bucket, item.problems = Bucket.REJECTED, refused
            return item
        is_new = [self.take(facts, match.someone, row, item) for facts, match in matches]
        if any(is_new):
            item.bucket = Bucket.NEW
        elif item.changes:
            item.bucket = Bucket.CHANGED
        return item

    def match(self, facts, answer):
        if answer == NEW:
            return Match()
        if isinstance(answer, int) and answer in self.directory.by_pk:
            return Match(self.directory.by_pk[answer])
        return self.directory.meant(facts)

    def refusals(self, facts, match):
        """Groups that would stand in themselves, or too deep: [(column, value, message)]."""
        is_group = match.someone.is_group if match.someone else facts.kind == GROUP
        if not is_group or not facts.organisation or fold(facts.organisation) == fold(facts.name):
            return []
        above, way = self.directory.groups.get(fold(facts.organisation)[:200]), []
        while above is not None and above not in way:
            way.append(above)
            above = above.group
        if match.someone in way and match.someone is not None:
            return [("Organisation or group", facts.organisation, f"{facts.name} would belong to itself.")]
        if len(way) + 1 >= MOST_LEVELS:
            return [("Organisation or group", facts.organisation, f"Groups go {MOST_LEVELS} levels deep at most.")]
        return []

    def take(self, facts, someone, row, item):
        """Let somebody be as the row has it, and note what that changes; True if their part is new."""
        item.party = someone.name if someone else facts.name
        if someone is None:
            someone = Someone(facts.kind or PERSON, facts.name)
            self.fill(someone, facts)
            self.directory.index(someone)
            told = [(label, getattr(someone, name)) for name, label in PARTY_FACTS.items()]
            told.append(("Organisation or group", someone.organisation))
            item.changes += [(label, "", said) for label, said in told if said]
        else:
            self.compare(someone, facts, item)
        is_new = someone.part is None
        if is_new:
            someone.part = Part(someone)
            self.parts.append(someone.part)
        self.take_part(someone.part, facts, row, item)
        return is_new

    def fill(self, someone, facts):
        for name in PARTY_FACTS:
            setattr(someone, name, getattr(facts, name))
        someone.email = someone.email.lower()
        if fold(facts.organisation) != fold(facts.name):
            someone.group = self.directory.group(facts.organisation)
        self.take_side(someone, facts.side)

    def take_side(self, someone, side):
        """Say internal or external aloud only where it differs from what the group says."""
        above = someone.group
        if side and above is not None and above.pk is None and not above.side:
            above.side, above.is_external = side, side == "external"
        follows = above.is_external if above is not None else False
        is_external = side == "external" if side else follows
        someone.side = side if side and (above is None or is_external != follows) else ""
        someone.is_external = is_external

    def compare(self, someone, facts, item):
        """Correct what is known of somebody by what the row says otherwise."""
        for name, label in PARTY_FACTS.items():
            new = getattr(facts, name).lower() if name == "email" else getattr(facts, name)
            old = getattr(someone, name)
            if new and tidy(new) != old:
                self.change(someone, name, tidy(new))
                item.changes.append((label, old, new))
        organisation = fold(facts.organisation)
        if organisation and organisation not in (fold(someone.organisation), fold(someone.name)):
            old = someone.organisation
            self.change(someone, "group", self.directory.group(facts.organisation))
            item.changes.append(("Organisation or group", old, facts.organisation))
        if facts.side and (facts.side == "external") != someone.is_external:
            old = "external" if someone.is_external else "internal"
            self.change(someone, "side", facts.side)
            someone.is_external = facts.side == "external"
            item.changes.append(("Internal or external", old, facts.side))

    def change(self, someone, name, new):
        someone.old.setdefault(name, getattr(someone, name))
        setattr(someone, name, new)

    def take_part(self, part, facts, row, item):
        wanted = list(dict.fromkeys(filter(None, map(self.role, facts.roles))))
        part.is_roleless = part.pk is None and not wanted and (part.is_roleless or not part.held)
        if part.is_roleless and self.default_role:
            wanted = [self.default_role]
        names = {role.pk: role.name for role in self.roles}
        for key in wanted:
            if key not in part.held:
                part.held += (key,)
                part.roles.append(key)
                item.changes.append(("Role", "", names[key]))
        if facts.communication and (new := tidy(facts.communication, lines=True)) != part.communication:
            item.changes.append(("Communication", part.communication, new))
            part.communication, part.is_reworded = new, True
        self.take_reading(part, facts, item)
        for header, text in facts.expectations:
            if words_of(text) not in part.said:
                part.said += (words_of(text),)
                part.criteria.append((tidy(text, lines=True), header, row.number))
                item.changes.append(("Draft criterion", "", text))

    def take_reading(self, part, facts, item):
        for name, label in READ.items():
            new, old = getattr(facts, name), part.assessed.get(name) or ""
            new = tidy(new, lines=True) if isinstance(new, str) else new
            if new and new != old:
                item.changes.append((label, shown(name, old), shown(name, new)))
                part.assessed[name], part.is_assessed = new, True
        notes = part.assessed.get("notes") or ""
        known = {tidy(line) for line in notes.splitlines()}
        lines = [line for text in facts.notes for line in tidy(text, lines=True).splitlines()]
        if more := [line for line in dict.fromkeys(lines) if line not in known]:
            part.assessed["notes"], part.is_assessed = "\n".join([*filter(None, [notes]), *more]), True
            item.changes.append(("Private notes", "", "\n".join(more)))

    def role(self, name):
        return self.by_role.get(fold(name))

    def accountable(self):
        """The only sponsor that the rows bring answers for a project for which nobody does, as with logging."""
        sponsors = {role.pk for role in self.roles if role.kind == Role.Kind.SPONSOR}
        new = [part for part in self.parts if sponsors & set(part.roles)]
        answers = self.project.assignments.filter(q_later() | q_current(), is_accountable=True)
        return new[0] if len(new) == 1 and not answers.exists() else None


def q_later():
    return Q(from_on__gt=timezone.localdate())


def moment():
    """The register as it is: another one as soon as anybody changes what a plan stands on."""
    tracked = (Party, Stakeholder, RoleAssignment, Assessment, Revision)
    return tuple(
        model.history.order_by("-history_id").values_list("history_id", flat=True).first() for model in tracked
    )


def words_of(statement):
    return " ".join(statement.split())


def shown(name, value):
    """An assessment's value as people read it."""
    return Engagement(value).label if value and name.startswith("engagement") else str(value)


def split(facts):
    """One set of facts for each of several people in one cell: an address or a number is nobody's alone, so a note."""
    alone = tuple(f"{label}: {value}" for label, value in (("E-mail", facts.email), ("Phone", facts.phone)) if value)
    shared = replace(facts, email="", phone="", several=(), notes=(*facts.notes, *alone))
    return [replace(shared, name=name) for name in facts.several]
