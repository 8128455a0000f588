"""Writing a plan: some hundred customers at a time, in few statements, each row with its history."""

from collections import defaultdict

from django.utils import timezone

from customers.models import Assessment, Party, Role, RoleAssignment, Stakeholder
from customers.models.trees import lock_tree
from registry.bulk import CHUNK, chunks, create_all, save_all
from registry.history import change
from registry.inserts import new_keys
from valuecriteria.models import Revision, ValueCriterion

from .plan import PARTY_FACTS, READ

SOME = 4 * CHUNK
WRITTEN = (Party, Stakeholder, RoleAssignment, Assessment, ValueCriterion, Revision)


class Writer:
    """Writes what a plan says, within the open batch; `origin(header, row)` says where a criterion came from."""

    def __init__(self, project, plan, *, by, origin):
        self.project, self.plan, self.by, self.origin = project, plan, by, origin
        self.roles = Role.objects.in_bulk()
        self.today = timezone.localdate()
        self.parties = {}  # of the groups: Someone -> Party, for the history's sake

    def write(self):
        self.write_groups()
        for at in range(0, len(self.plan.parts), SOME):
            self.write_parts(self.plan.parts[at : at + SOME])

    # People and groups

    def write_groups(self):
        """Those that are new, the topmost first; then those that changed."""
        level, seen = [], set()
        for part in self.plan.parts:
            someone = part.someone
            while someone is not None and someone not in seen:
                seen.add(someone)
                level += [someone] if someone.is_group and someone.pk is None else []
                someone = someone.group
        while level:
            ready = [each for each in level if each.group is None or each.group.pk is not None]
            self.make_parties(ready)
            level = [each for each in level if each.pk is None]
        self.change_parties([each for each in seen if each.pk and each.is_group and each.old])

    def make_parties(self, everybody):
        for some in chunks(everybody):
            rows = []
            for each in some:
                row = Party(
                    kind=each.kind,
                    name=each.name,
                    title=each.title,
                    email=each.email,
                    phone=each.phone,
                    group_id=each.group.pk if each.group else None,
                    side=each.side,
                    is_external=each.is_external,
                )
                row.tidy_texts()
                rows.append(row)
            create_all(rows)
            for each, row in zip(some, rows, strict=True):
                each.pk = row.pk

    def change_parties(self, everybody):
        for some in chunks(everybody):
            if any(each.is_group for each in some):
                lock_tree()
            self.lock_above(some)
            rows = Party.objects.select_for_update(of=("self",)).select_related("group").order_by("pk")
            rows = rows.in_bulk([each.pk for each in some])
            for each in some:
                row = rows[each.pk]
                row._listed_changes = []
                for name in each.old:
                    new = getattr(each, name)
                    if name == "group":
                        new = Party(pk=new.pk, kind=new.kind, name=new.name, is_external=new.is_external)
                    row._listed_changes.append(change(row._meta.get_field(name), getattr(row, name), new))
                    setattr(row, name, new)
                if row.is_group and "group" in each.old:
                    row.refuse_ring()
            changed = [rows[each.pk] for each in some]
            self.take_sides(changed)
            save_all(changed, *PARTY_FACTS, "group", "side", "is_external")
            for row in changed:
                if row.is_group:
                    row.pass_side_down()

    def lock_above(self, everybody):
        """The groups they will belong to, before themselves: the order in which Party.save() locks."""
        named = {each.group.pk for each in everybody if each.group is not None and each.group.pk is not None}
        here = Party.objects.filter(pk__in=[each.pk for each in everybody]).values_list("group", flat=True)
        above = Party.objects.select_for_update(no_key=True).filter(pk__in=(named | set(here)) - {None})
        list(above.order_by("pk").values_list("pk"))

    def take_sides(self, parties):
        """As Party.is_on_the_outside has it, of many: the groups above stay as they are until the transaction ends."""
        above = Party.objects.select_for_update(no_key=True).filter(pk__in={row.group_id for row in parties} - {None})
        outside = dict(above.order_by("pk").values_list("pk", "is_external"))
        for row in parties:
            follows = row.side == Party.Side.FOLLOWS
            row.is_external = outside.get(row.group_id, False) if follows else row.side == Party.Side.EXTERNAL

    # Parts in the project

    def write_parts(self, parts):
        people = [part.someone for part in parts if not part.someone.is_group]
        self.make_parties([each for each in people if each.pk is None])
        self.change_parties([each for each in people if each.old])
        stakeholders = self.stakeholders_of(parts)
        self.give_roles(parts, stakeholders)
        self.assess([part for part in parts if part.is_assessed], stakeholders)
        self.capture([part for part in parts if part.criteria], stakeholders)

    def stakeholders_of(self, parts):
        """{part: its row}, made if it is new; only of those of which something is written."""
        made, known = [], {}
        for part in parts:
            party = Party(pk=part.someone.pk, kind=part.someone.kind, name=part.someone.name)
            if part.pk is None:
                row = Stakeholder(project=self.project, party=party, communication=part.communication)
                row.party = party
                made.append((part, row))
            elif part.is_reworded or part.roles or part.is_assessed or part.criteria:
                known[part.pk] = (part, party)
        for some in chunks([row for _, row in made]):
            create_all(some)
        found = dict(made)
        for keys in chunks(sorted(known)):
            rows = Stakeholder.objects.select_for_update(of=("self",)).filter(pk__in=keys)
            for row in rows:
                part, row.party = known[row.pk]
                row.project = self.project
                found[part] = row
        reworded = []
        for part, row in found.items():
            if part.pk is not None and part.is_reworded:
                told = change(row._meta.get_field("communication"), row.communication, part.communication)
                row._listed_changes, row.communication = [told], part.communication
                reworded.append(row)
        save_all(reworded, "communication")
        return found

    def give_roles(self, parts, stakeholders):
        rows = [
            RoleAssignment(
                stakeholder=stakeholders[part],
                project_id=self.project.pk,
                role=self.roles[key],
                from_on=self.today,
                is_accountable=part is self.plan.accountable and self.roles[key].kind == Role.Kind.SPONSOR,
            )
            for part in parts
            for key in part.roles
        ]
        for some in chunks(rows):
            create_all(some)

    def assess(self, parts, stakeholders):
        """One assessment a day: today's is corrected, else a new one says what the last one said and the news."""
        todays = {}
        for keys in chunks([stakeholders[part].pk for part in parts if part.pk is not None]):
            rows = Assessment.objects.select_for_update(of=("self",)).filter(stakeholder__in=keys)
            todays |= {row.stakeholder_id: row for row in rows.filter(assessed_on=self.today)}
        made, changed = [], []
        for part in parts:
            stakeholder, values = stakeholders[part], {n: part.assessed.get(n) or "" for n in (*READ, "notes")}
            values |= {name: values[name] or None for name in ("influence", "interest")}
            row = todays.get(stakeholder.pk)
            if row is None:
                made.append(Assessment(stakeholder=stakeholder, assessed_on=self.today, **values))
                continue
            row.stakeholder, row._listed_changes = stakeholder, []
            for name, value in values.items():
                if getattr(row, name) != value:
                    row._listed_changes.append(change(row._meta.get_field(name), getattr(row, name), value))
                    setattr(row, name, value)
            changed.append(row)
        for some in chunks(made):
            create_all(some)
        save_all(changed, *READ, "notes")

    def capture(self, parts, stakeholders):
        """Draft criteria, assumed until their customers confirm them, each with where it came from."""
        last = defaultdict(int)
        for keys in chunks([stakeholders[part].pk for part in parts if part.pk is not None]):
            rows = ValueCriterion.objects.filter(stakeholder__in=keys).order_by("number")
            last |= dict(rows.values_list("stakeholder", "number"))
        told = [(part, *each) for part in parts for each in part.criteria]
        criterion_keys, revision_keys = new_keys(ValueCriterion, len(told)), new_keys(Revision, len(told))
        criteria, revisions = [], []
        for pk, wording, (part, statement, header, row) in zip(criterion_keys, revision_keys, told, strict=True):
            stakeholder = stakeholders[part]
            last[stakeholder.pk] += 1
            revision = Revision(pk=wording, number=1, statement=statement, written_by=self.by)
            revision._listed_changes = [{"field": "statement", "label": "words", "old": "", "new": statement}]
            revision.criterion = ValueCriterion(
                pk=pk,
                stakeholder=stakeholder,
                number=last[stakeholder.pk],
                kind=ValueCriterion.Kind.DELIVERABLE,
                current_revision=revision,
                origin=self.origin(header, row)[:300],
            )
            criteria.append(revision.criterion)
            revisions.append(revision)
        for rows in (criteria, revisions):
            for some in chunks(rows):
                create_all(some)
