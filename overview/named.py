"""What projects are for, what they hand over, and what was promised in them: many short things, in one statement."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, BooleanField, CharField, DateField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast

from accounts.models import User
from customers.models import Party, Recipient, Stakeholder
from projects.models import Deliverable, OrganisationalGoal, Project
from pulse.models import Promise
from registry.prepared import READER, ROWS, ask


@dataclass(frozen=True)
class Named:
    """A row of the statement: of every kind a name and a key; the rest as far as the kind has it."""

    sort: str
    name: str
    key: int
    project: int
    project_key: str | None
    has_goal: bool | None
    has_recipient: bool | None
    stakeholder: int | None
    customer: str | None
    owner: int | None
    owner_name: str | None
    who: str | None
    due_on: date | None
    done_on: date | None

    def as_promise(self, stakeholder):
        """The promise to a stakeholder that is at hand, without another statement."""
        owner = self.owner and User(pk=self.owner, name=self.owner_name)
        return Promise(
            pk=self.key,
            what=self.name,
            stakeholder=stakeholder,
            owner=owner,
            who=self.who,
            due_on=self.due_on,
            done_on=self.done_on,
        )


COLUMNS = tuple(Named.__dataclass_fields__)
NOTHING = {
    "project_key": CharField,
    "has_goal": BooleanField,
    "has_recipient": BooleanField,
    "stakeholder": BigIntegerField,
    "customer": CharField,
    "owner": BigIntegerField,
    "owner_name": CharField,
    "who": CharField,
    "due_on": DateField,
    "done_on": DateField,
}


def named_in(keys, owner=None):
    """Of these projects everything; of other open ones what `owner` promised and has not done. By name."""
    found = ask(named_rows, owner is not None, rows=keys, reader=owner and owner.pk)
    # What the owner promised in one of these projects is found twice.
    return sorted({Named(*row) for row in found}, key=lambda row: (row.sort, row.name, row.key))


def named_rows(has_owner):
    purposes = Project.organisational_goals.through.objects.filter(project__in=ROWS)
    deliverables = Deliverable.objects.filter(project__in=ROWS).order_by()
    # Two questions, each by its own index: whoever asks for one "or" the other goes through every promise there is.
    own = Promise.objects.filter(
        owner=READER, done_on=None, stakeholder__project__in=Project.objects.open().values("pk")
    )
    return promised(Promise.objects.filter(stakeholder__project__in=ROWS)).union(
        *([promised(own)] if has_owner else []),
        rows(
            purposes,
            sort=Value("purpose"),
            key=F("organisationalgoal"),
            name=F("organisationalgoal__name"),
        ),
        rows(
            deliverables,
            sort=Value("deliverable"),
            key=F("pk"),
            has_goal=Exists(Deliverable.goals.through.objects.filter(deliverable=OuterRef("pk"))),
            has_recipient=Exists(Recipient.objects.filter(deliverable=OuterRef("pk"))),
        ),
        all=True,
    )


def promised(promises):
    return rows(
        promises.filter(told_on=None).order_by(),
        sort=Value("promise"),
        key=F("pk"),
        name=F("what"),
        project=F("stakeholder__project"),
        project_key=F("stakeholder__project__key"),
        customer=F("stakeholder__party__name"),
        owner_name=F("owner__name"),
        **{each: F(each) for each in ("stakeholder", "owner", "who", "due_on", "done_on")},
    )


def rows(queryset, **columns):
    """The columns of Named of a queryset; those that it has nothing for are empty."""
    model_has = {field.name for field in queryset.model._meta.fields}
    # Each nothing says of what type it is: PostgreSQL would take it for text.
    empty = {name: Cast(Value(None), field()) for name, field in NOTHING.items() if name not in columns}
    annotated = {name: each for name, each in {**empty, **columns}.items() if name not in model_has}
    return queryset.annotate(**annotated).values_list(*COLUMNS)


def bring_named(facts, rows):
    """Put what is named where it belongs, after the stakeholders are there; what is promised elsewhere is returned."""
    elsewhere = []
    for row in rows:
        known = facts.get(row.project)
        if row.sort == "purpose":
            known.purposes.append(OrganisationalGoal(pk=row.key, name=row.name))
        elif row.sort == "deliverable":
            deliverable = Deliverable(pk=row.key, project=known.project, name=row.name)
            deliverable.has_goal, deliverable.has_recipient = row.has_goal, row.has_recipient
            known.deliverables.append(deliverable)
        elif known is None:
            project = Project(pk=row.project, key=row.project_key)
            party = Party(name=row.customer)
            elsewhere.append(row.as_promise(Stakeholder(pk=row.stakeholder, project=project, party=party)))
        else:
            stakeholder = next((each for each in known.stakeholders if each.pk == row.stakeholder), None)
            if stakeholder:  # logged between the two statements: theirs shows on the next page
                known.promises.append(row.as_promise(stakeholder))
    for known in facts.values():
        known.promises.sort(key=lambda promise: (promise.done_on is not None, promise.due_on, promise.pk))
    return sorted(elsewhere, key=lambda promise: (promise.due_on, promise.pk))
