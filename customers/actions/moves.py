"""The verb that moves a group, with all below it, to another place in the tree; and what it would do."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from customers.models import Party
from customers.models.trees import counts_below, followers_of
from registry.history import acting
from registry.models import Refused


@dataclass(frozen=True)
class Move:
    """What moving a group would do: who comes along, and whose side changes because it follows the group above."""

    group: Party
    to: Party | None
    groups: int
    people: int
    is_external: bool  # the group's own side there
    turned_groups: int  # of those below, without the group itself
    turned_people: int

    @property
    def is_turned(self):
        return self.group.is_external != self.is_external

    @property
    def mark(self):
        """All of it as a text that a form can carry: what somebody agreed to."""
        to = self.to.pk if self.to else 0
        facts = (self.group.version, to, self.groups, self.people, self.turned_groups, self.turned_people)
        return ".".join(map(str, [*facts, int(self.is_external)]))


def would_move(*, group, to):
    """What `move_group` would do now, in two statements."""
    below = counts_below([group])[group.pk]
    is_external = group.side == Party.Side.EXTERNAL if group.side else to is not None and to.is_external
    turned = {"turned_groups": 0, "turned_people": 0}
    if group.is_external != is_external:
        followers = Party.objects.filter(pk__in=followers_of(group), is_external=not is_external)
        turned = followers.aggregate(
            turned_groups=Count("pk", filter=Q(kind=Party.Kind.GROUP)),
            turned_people=Count("pk", filter=Q(kind=Party.Kind.PERSON)),
        )
    return Move(group, to, below.groups, below.people, is_external, **turned)


@transaction.atomic
def move_group(*, group, to, seen, by):
    """Let a group belong to another one, or to none; all below it comes along, with every part, role and criterion.

    `seen` is the mark of the Move that was on the screen. Raises Refused if it would do something else by now, Stale if
    somebody edited the group, and ValidationError, naming the way, if `to` stands below it.
    """
    if not group.is_group:
        raise Refused(f"{group} is a person; change who they belong to on their own page.")
    if to is not None:
        to = Party.objects.get(pk=to.pk)
    if would_move(group=group, to=to).mark != seen:
        raise Refused("Something changed since you opened this. Look again at what the move does, then move.")
    group.group = to
    with acting(by):
        group.full_clean(exclude=["user"])
        group.save()
    return group
