"""The verbs of duplicates: two entries of the directory become one, or are told apart, as somebody says."""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from customers.models import Merged, NotTheSame, Party
from customers.models.trees import lock_tree
from projects.models import Project, Stage
from projects.permissions import Site, may
from registry.bulk import differences_to, update_all
from registry.history import acting
from registry.merging import merge_into
from registry.models import Refused, Stale
from registry.undo import batch, undo

# What can be taken from either; everything else that hangs on the two comes together without asking.
FIELDS = ("name", "title", "email", "phone", "group", "side")


@transaction.atomic
def merge(*, survivor, other, by, fields=()):
    """Make two people, or two groups, one: `survivor` stays, all that hangs on `other` moves to it, `other` goes.

    `fields` are the names (of FIELDS) whose value is taken from `other`. Two parts in one project become one. Old
    addresses lead to the survivor (`current_party`). One batch, returned, for `undo_merge`.

    Raises PermissionDenied; Stale, with the one of the two that somebody changed since it was read; ValidationError;
    Refused for an entry and itself, a person and a group, two logins, entries of which one is gone by now, and two
    parts in one closed project, which only an administrator may put together.
    """
    if not may(by, Site.MERGE):
        raise PermissionDenied(f"You may not do this: {Site.MERGE}.")
    if survivor.pk == other.pk:
        raise Refused("This is one entry already. Choose another one to merge it with.")
    read, gone = {party.pk: party.version for party in (survivor, other)}, other.pk
    survivor, other = locked(survivor, other)
    for party in (survivor, other):
        if party.version != read[party.pk]:
            raise Stale(party)
    refuse_what_cannot_be_one(survivor, other)
    parts = dict(other.stakeholders.values_list("project", "pk"))
    kept = dict(survivor.stakeholders.filter(project__in=parts).values_list("project", "pk"))
    refuse_closed(set(kept), by)
    facts = {name: getattr(other, name) for name in FIELDS if name in fields}
    home = home_of(survivor, other, facts.pop("group", survivor.group))
    facts["user"] = survivor.user or other.user
    with batch(kind="merge", words=f"merged {other.name} into {survivor.name}", by=by, source="merge") as made:
        if home != survivor.group:  # first, so that no group is in itself while the others move
            update_all([survivor], group=home)
        merge_into(other, survivor)
        become(survivor, facts, other)
        Merged.objects.create(model="party", old=gone, new=survivor.pk, batch=made)
        for project, pk in kept.items():
            Merged.objects.create(model="stakeholder", old=parts[project], new=pk, batch=made)
    if connection.vendor == "postgresql":
        connection.check_constraints()  # now, and not when the transaction ends and nobody can say what was wrong
    return made


def locked(*parties):
    """Both as they are now, until the transaction ends nobody else's; the projects of both first, as all verbs do."""
    keys = [party.pk for party in parties]
    projects = Project.objects.filter(stakeholders__party__in=keys).values("pk")
    list(Project.objects.select_for_update(no_key=True).filter(pk__in=projects).order_by("pk").values_list("pk"))
    if any(party.is_group for party in parties):
        lock_tree()
    above = Party.objects.filter(pk__in=[party.group_id for party in parties if party.group_id])
    list(above.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    found = Party.objects.select_for_update(of=("self",)).select_related("group", "user").filter(pk__in=keys)
    found = {party.pk: party for party in found.order_by("pk")}
    for party in parties:
        if party.pk not in found:
            raise Refused(f"{party.name} is gone by now: merged with somebody, or deleted. Look again.")
    return [found[pk] for pk in keys]


def refuse_what_cannot_be_one(survivor, other):
    if survivor.kind != other.kind:
        raise Refused("A person and a group are never the same. Choose two people, or two groups.")
    if survivor.user_id and other.user_id:
        raise Refused(
            f"Both have a login of their own: {survivor.user.email} and {other.user.email}. "
            "An administrator takes one away first, in the admin."
        )


def refuse_closed(projects, by):
    closed = Project.objects.filter(pk__in=projects, stage=Stage.CLOSED)
    if not by.is_administrator and closed.exists():
        seen = closed.visible_to(by).order_by("key").first()
        where = f"{seen.key}, which is closed" if seen else "a project that is closed"
        raise Refused(f"Both have a part in {where}, so only an administrator can merge them.")


def home_of(survivor, other, group):
    """The group that the one that stays belongs to: the chosen one, unless that is one of the two, or stands below.

    Then it takes the place of the higher one in the tree.
    """
    pair = {survivor.pk, other.pk}
    if group is None or not (group.pk in pair or stands_in(group, pair)):
        return group
    return (other if stands_in(survivor, pair) else survivor).group


def stands_in(party, pair):
    """Whether it belongs to one of the two, at any distance."""
    return Party.objects.lineage(party.group_id).filter(pk__in=pair).exists()


def become(survivor, facts, other):
    """Save what the one that stays is now; its history says whom it took in."""
    merged = {"field": "merged", "label": "merged with", "old": "", "new": other.name}
    survivor._listed_changes = [*differences_to(survivor, facts), merged]
    for name, value in facts.items():
        setattr(survivor, name, value)
    survivor.full_clean(exclude=["user"])
    survivor.save()


@transaction.atomic
def undo_merge(*, made, by):
    """Take a merge back: every row as it was before, the old addresses lead to their own entries again.

    Raises PermissionDenied; Refused for a merge that is undone already; ChangedSince with the list of what somebody
    changed since.
    """
    if not may(by, Site.MERGE):
        raise PermissionDenied(f"You may not do this: {Site.MERGE}.")
    undoing = undo(made, by=by)
    Merged.objects.filter(batch=made).delete()
    return undoing


@transaction.atomic
def tell_apart(*, one, other, by):
    """Remember that two entries are not the same: they are suggested no more. Said already, it stays as it is.

    Raises PermissionDenied; Refused for an entry and itself, and for a person and a group, whom nobody confuses.
    """
    if not may(by, Site.MERGE):
        raise PermissionDenied(f"You may not do this: {Site.MERGE}.")
    if one.pk == other.pk or one.kind != other.kind:
        raise Refused("Only two people, or two groups, can be told apart.")
    pair = Party.objects.select_for_update(no_key=True).filter(pk__in=[one.pk, other.pk])
    if len(pair.order_by("pk").values_list("pk")) < 2:
        raise Refused("One of the two is gone by now: merged, or deleted.")
    first, second = sorted([one, other], key=lambda party: party.pk)
    with acting(by):
        return NotTheSame.objects.get_or_create(first=first, second=second)[0]


@transaction.atomic
def reconsider(*, told, by):
    """Take "not the same" back: the two may be suggested again. Raises PermissionDenied."""
    if not may(by, Site.MERGE):
        raise PermissionDenied(f"You may not do this: {Site.MERGE}.")
    with acting(by):
        told.delete()
