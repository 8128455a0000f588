"""Undoing a batch: every row as it was before, by what the history kept; the history keeps the undoing too.

A row that somebody changed since, or that something newer hangs on, is not undone: the whole undo is refused and lists
them, unless it is asked to leave them, and what they stand on, as they are.
"""

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from .bulk import chunks, create_all, delete_all, update_all
from .history import acting, in_batch, models_of
from .links import links_that_go, note_links, put_links_back, turned_back
from .models import Batch, Refused
from .search import FoldedCopy

# What the apps above hold before an undo looks at anything: each is called with the keys of the projects that the
# change reached into and the key of the one that it was of, or None; it locks them, and raises Refused.
HOLDING = []
OWN = {"version", "created_at", "updated_at"}  # an undo is a change of its own: these go on


@dataclass(frozen=True)
class Changed:
    """Something that stands in the way of an undo: what was changed or made since, by whom and when."""

    subject: str
    by: str
    at: datetime | None
    in_project: int | None = None  # as in the history: who may not see that project is not told the rest


class ChangedSince(Refused):
    """The undo was refused: `changed` lists what stands in its way."""

    def __init__(self, changed):
        self.changed = changed
        number = len(changed)
        super().__init__(f"{number} {'entry was' if number == 1 else 'entries were'} changed since.")


@contextmanager
def batch(*, kind, words, by, project=None, source=None):
    """All changes inside the block belong together: `with batch(kind="merge", words="...", by=user) as made: ...`"""
    with transaction.atomic():
        made = Batch.objects.create(kind=kind, words=words[:300], by=by, in_project=project and project.pk)
        with acting(by, source), in_batch(made):
            yield made


@dataclass(slots=True)
class Version:
    """As much of a version in the history as is kept of each of a batch's hundred thousands."""

    history_id: int
    history_type: str
    version: int
    in_project: int | None
    subject: str


@dataclass
class Touched:
    """What a batch did to the rows of one model, from their history: keys are primary keys."""

    model: type
    first: dict  # key -> the batch's first Version of it
    last: dict
    changes: dict  # key -> {field: what the batch changed, as `history.change` says it}, of rows that it did not make
    before: dict = field(default_factory=dict)  # key -> the version before the batch
    links: dict = field(default_factory=lambda: defaultdict(dict))  # key -> {many-to-many field: as in note_links}

    @cached_property
    def made(self):
        return {key for key, version in self.last.items() if key not in self.before and version.history_type != "-"}

    @cached_property
    def changed(self):
        return {key for key, version in self.last.items() if key in self.before and version.history_type != "-"}

    @cached_property
    def deleted(self):
        return {key for key, version in self.last.items() if key in self.before and version.history_type == "-"}

    def drop(self, keys):
        for key in keys:
            for versions in (self.first, self.last, self.before, self.links):
                versions.pop(key, None)
        for worked_out in ("made", "changed", "deleted"):
            self.__dict__.pop(worked_out, None)


def undo(made, *, by, leave_changed=False):
    """Take a batch back and return the batch that did. Raises Refused, and ChangedSince with the list.

    `leave_changed`: rows changed since stay as they are, with all that they need; the others are undone.
    """
    with transaction.atomic():
        made = Batch.objects.select_for_update().get(pk=made.pk)
        if made.is_undone:
            raise Refused(f"“{made.words}” is undone already.")
        touched = [touched_by(made, model) for model in models_of(made)]
        hold(made, touched)
        obstacles = {each.model: in_the_way(made, each, touched) for each in touched}
        if any(obstacles.values()):
            if not leave_changed:
                raise ChangedSince([one for found in obstacles.values() for ones in found.values() for one in ones])
            leave(touched, {model: set(found) for model, found in obstacles.items()})
        undoing = Batch.objects.create(
            kind="undo", words=f"undid: {made.words}"[:300], by=by, in_project=made.in_project, undoes=made
        )
        with acting(by, "undo"), in_batch(undoing):
            try:
                with transaction.atomic():
                    put_back(touched)
            except IntegrityError:
                make_way(touched, leave_changed)
                put_back(touched)
    return undoing


def hold(made, touched):
    """Nobody changes what is to go back, nor in its projects what hangs on it: the projects first, as all verbs do.

    Raises Refused where the batch is of one project, and that is closed.
    """
    reached = {version.in_project for each in touched for version in each.last.values()} - {None}
    for hold_projects in HOLDING:
        hold_projects(reached, made.in_project)
    for each in touched:
        each.model.before_undo(each)
        for some in chunks(sorted(each.last)):
            rows = each.model._base_manager.filter(pk__in=some).order_by("pk")
            list(rows.select_for_update(of=("self",)).values_list("pk"))


def touched_by(made, model):
    """From two statements: the batch's versions, and those just before them."""
    history, key = model.history.model.objects, model._meta.pk.attname
    touched = Touched(model, {}, {}, defaultdict(dict))
    names = [field.name for field in fields(Version)]
    versions = history.filter(batch=made).order_by("history_id").values_list(key, "changes", *names)
    for pk, changes, *told in versions.iterator():
        version = touched.last[pk] = Version(*told)
        if touched.first.setdefault(pk, version).history_type == "+":
            continue
        for each in changes:
            known = touched.changes[pk].setdefault(each["field"], each)
            touched.changes[pk][each["field"]] = {**each, "old": known["old"]}
            note_links(touched.links[pk], each)
    earlier = history.filter(**{key: OuterRef(key)}, history_id__lt=OuterRef("history_id")).order_by("-history_id")
    starts = history.filter(batch=made).exclude(history_type="+").order_by()
    previous = starts.annotate(previous=Subquery(earlier.values("pk")[:1])).values("previous")
    for version in history.filter(pk__in=previous).order_by("history_id"):
        pk = getattr(version, key)
        if version.batch_id != made.pk and touched.first[pk].history_type != "+":
            touched.before[pk] = version
    return touched


def in_the_way(made, touched, everything):
    """{key: [Changed]}: versions since, rows whose past nobody kept, and what newer rows hang on what is to go."""
    model, found = touched.model, defaultdict(list)
    history, key = model.history.model.objects, model._meta.pk.attname
    mine = history.filter(batch=made)
    since = history.filter(**{f"{key}__in": mine.values(key)}, history_id__gt=min(map(first_id, touched.last.values())))
    since = since.exclude(batch=made).select_related("history_user").order_by("history_id")
    cancelled = cancelled_since(made)
    for version in since:
        pk = getattr(version, key)
        if version.history_id > touched.last[pk].history_id and version.batch_id not in cancelled:
            by = version.history_user.name if version.history_user else ""
            found[pk].append(Changed(version.subject, by, version.history_date, version.in_project))
    for pk, version in touched.first.items():
        if version.history_type != "+" and pk not in touched.before:
            found[pk].append(Changed(version.subject, "", None, version.in_project))
    for pk, gone in gone_since(touched, everything):
        found[pk].append(gone)
    if not touched.made:
        return found
    by_model = {each.model: each for each in everything}
    for link in links_to(model):
        holder, everything_there = by_model.get(link.model), link.model._base_manager.order_by()
        hanging = everything_there.filter(**{f"{link.name}__in": mine.filter(history_type="+").values(key)})
        held = {
            holding: pk
            for holding, pk in hanging.values_list("pk", link.attname).iterator()
            if pk in touched.made and not (holder and lets_go(holder, holding, link.attname, pk))
        }
        for row in fetch(link.model, held):
            found[held[row.pk]].append(Changed(str(row), "", None, getattr(row, "history_project_id", None)))
    return found


def make_way(touched, leave_changed):
    """After the database refused: leave the rows for which something newer takes the place, or refuse and list them."""
    clashes = {each.model: clashing(each) for each in touched}
    if not any(clashes.values()):
        raise Refused("Something made since stands in the way, so nothing was undone.") from None
    if not leave_changed:
        raise ChangedSince([one for found in clashes.values() for one in found.values()]) from None
    leave(touched, {model: set(found) for model, found in clashes.items()})


def clashing(touched):
    """{key: Changed} of rows that cannot be as they were, because a newer row is now what only one may be."""
    found = {}
    for pk in touched.changed | touched.deleted:
        row = touched.model(**state(touched.before[pk]))
        row._state.adding = pk in touched.deleted
        try:
            row.validate_constraints()
        except ValidationError:
            found[pk] = Changed(touched.before[pk].subject, "", None)
    return found


def cancelled_since(made):
    """The batches made since that are undone by now, and their undoings: together they changed nothing."""
    later = {each.pk: each for each in Batch.objects.filter(pk__gt=made.pk).exclude(undoes=None, undone_by=None)}
    undone_by = {each.undoes_id: each for each in later.values() if each.undoes_id}

    def in_effect(each):
        return each.pk not in undone_by or not in_effect(undone_by[each.pk])

    def first(each):
        return first(later[each.undoes_id]) if each.undoes_id in later else each

    return {pk for pk, each in later.items() if not first(each).undoes_id and not in_effect(first(each))}


def gone_since(touched, everything):
    """(key, Changed) for rows that named something which is no more, so that they cannot be as they were."""
    model, coming = touched.model, {each.model: each.deleted for each in everything}
    for link in model._meta.concrete_fields:
        if not link.is_relation or not link.db_constraint:
            continue
        named = {pk: getattr(touched.before[pk], link.attname) for pk in touched.changed | touched.deleted}
        named = {
            pk: key for pk, key in named.items() if key is not None and key not in coming.get(link.related_model, ())
        }
        others = link.related_model._base_manager
        there = {
            pk
            for some in chunks(sorted(set(named.values())))
            for pk in others.filter(pk__in=some).order_by().values_list("pk", flat=True)
        }
        for pk in sorted(named):
            if named[pk] not in there:
                version = touched.before[pk]
                what = f"{link.verbose_name} of {version.subject}, which is deleted"
                yield pk, Changed(what, "", None, version.in_project)


def first_id(version):
    return version.history_id


def lets_go(touched, pk, attname, target):
    """Whether undoing removes this row, or points it at something else again."""
    before = touched.before.get(pk)
    return pk in touched.made or (pk in touched.changed and getattr(before, attname) != target)


def links_to(model):
    """Foreign keys of other rows that the database holds to this model; a row's own many-to-many links go with it."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            own = any(field.remote_field.through is relation.related_model for field in model._meta.many_to_many)
            if relation.field.db_constraint and not own:
                yield relation.field


def leave(touched, kept):
    """Take out of the undo what is kept, and whatever made by the batch a kept row points at."""
    by_model = {each.model: each for each in touched}
    waiting = [(model, keys) for model, keys in kept.items() if keys]
    while waiting:
        model, keys = waiting.pop()
        links = [f for f in model._meta.concrete_fields if f.is_relation and f.related_model in by_model]
        for row in fetch(model, keys):
            for link in links:
                target, pk = by_model[link.related_model], getattr(row, link.attname)
                if pk in target.made and pk not in kept.setdefault(link.related_model, set()):
                    kept[link.related_model].add(pk)
                    waiting.append((link.related_model, {pk}))
        by_model[model].drop(keys)


def put_back(touched):
    """First what was made goes, then what was changed is as it was, then what was deleted is here again."""
    for each in touched:
        for some in chunks(sorted(each.made)):
            take_away(told(each, fetch(each.model, some)))
    for each in sorted(touched, key=lambda each: -max(map(first_id, each.last.values()), default=0)):
        restore(each)
    for each in touched:
        rows = [each.model(**state(each.before[pk])) for pk in sorted(each.deleted)]
        for row in told(each, rows):
            row.version = each.last[row.pk].version + 1
            row._listed_changes = []
        create_all(rows)
    for each in touched:
        for pk in each.before:
            put_links_back(each.model, pk, each.links.get(pk, {}))
    for each in touched:
        if each.before:
            each.model.after_undo(list(each.before))


def take_away(rows):
    """Delete rows that a batch made, with their own links to many."""
    own_links = rows[0]._meta.many_to_many if rows else ()
    for row in rows if own_links else ():
        row._listed_changes = links_that_go(row)
    for links in own_links:
        through = links.remote_field.through._base_manager
        through.filter(**{f"{links.m2m_field_name()}__in": [row.pk for row in rows]}).delete()
    delete_all(rows)


def fetch(model, keys):
    """In no order: one that goes by a related row would lose those whose related row is gone already."""
    return [row for some in chunks(sorted(keys)) for row in model._base_manager.filter(pk__in=some).order_by()]


def told(touched, rows):
    """The rows, each knowing what its history calls it: what it hangs on may be gone already, or not be back yet."""
    for row in rows:
        version = touched.last[row.pk]
        row._told = (version.in_project, version.subject)
    return rows


def state(version):
    return {field.attname: getattr(version, field.attname) for field in version.tracked_fields}


def restore(touched):
    """Changed rows as they were before; those that need the same values in one statement."""
    groups = defaultdict(list)
    # What was changed last goes back first: then no two rows meet on the way in what only one may be.
    rows = sorted(fetch(touched.model, touched.changed), key=lambda row: -first_id(touched.last[row.pk]))
    for row in told(touched, rows):
        then = state(touched.before[row.pk])
        values = {name: old for name, old in then.items() if name not in OWN and getattr(row, name) != old}
        copies = [field for field in row._meta.concrete_fields if isinstance(field, FoldedCopy)]
        if any(set(field.sources) & set(values) for field in copies):
            restored = touched.model(**then)
            values |= {field.attname: field.pre_save(restored, add=False) for field in copies}
        back = touched.changes[row.pk].values()
        row._listed_changes = [turned_back(each, touched.links.get(row.pk, {})) for each in back]
        groups[tuple(sorted(values.items(), key=lambda item: item[0]))].append(row)
    for values, rows in groups.items():
        update_all(rows, **dict(values))
