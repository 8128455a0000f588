"""The organisation picture: who stands where, worked out from facts alone.

Everybody with a role in force (or declared a customer) stands at exactly one place, the first that fits:

1. at the top, whoever sponsors: the accountable one first;
2. with the end users, whoever is an end user and no senior user: below those who speak for them;
3. in the tree of groups, every other customer: a group as a box of its own, a person in the box of their group;
4. with the others, whoever takes part without being a customer.

The team stands beside: those of it who have a place above are counted there and not named again, but carry a badge.
Elsewhere people are mentioned (who represents a group, who speaks for somebody), which is no second place.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from .models.roles import Role


@dataclass
class Box:
    """A group in the tree: as a part of its own (`part`) or as the frame of others, its people, the groups in it."""

    group: object
    part: object = None
    people: list = field(default_factory=list)
    inside: list = field(default_factory=list)
    is_top: bool = True

    @property
    def name(self):
        return self.group.name

    def group_keys(self):
        """Those of this group and of the groups inside."""
        return {self.group.pk}.union(*(box.group_keys() for box in self.inside))

    def parts(self):
        """Everybody who stands in this box and in those inside."""
        own = [self.part] if self.part else []
        return own + self.people + [part for box in self.inside for part in box.parts()]


@dataclass
class Heard:
    """End users with the same speakers; nobody speaks for those without."""

    speakers: list
    parts: list


@dataclass
class Picture:
    """A project's people, each once."""

    sponsors: list
    boxes: list
    alone: list  # people of no group
    users: list  # of Heard, those whom nobody speaks for last
    others: list
    team: list  # members without a place among the parts
    team_above: list  # parts that are on the team, too
    everybody: list

    @property
    def accountable(self):
        return next((part for part in self.sponsors if is_accountable(part)), None)

    @property
    def customers(self):
        return [part for part in self.everybody if part.is_customer]

    @property
    def groups(self):
        """The keys of the groups that are drawn: those in the tree, and customers elsewhere that are groups."""
        drawn = {key for box in self.boxes for key in box.group_keys()}
        return drawn | {part.party_id for part in self.customers if part.party.is_group}

    @property
    def unrepresented(self):
        return [part for part in self.customers if part.party.is_group and not part.representative_pk]

    @property
    def user_parts(self):
        return [part for heard in self.users for part in heard.parts]

    @property
    def team_size(self):
        return len(self.team) + len(self.team_above)

    @property
    def boxed(self):
        """Those of place 3."""
        return [part for box in self.boxes for part in box.parts()] + self.alone


def picture(parts, *, groups, speaks, team):
    """Place everybody.

    `parts` are the stakeholders of one project with `held` and a representative, in the order of names; `groups` all
    groups above their parties, {key: Party}; `speaks` pairs (speaker, spoken for) of stakeholders' keys; `team` the
    members of today, in the order of names.
    """
    present = [part for part in parts if part.held or part.is_declared_customer]
    by_key = {part.pk: part for part in present}
    sponsors = sorted((part for part in present if part.is_sponsor), key=lambda part: not is_accountable(part))
    rest = [part for part in present if not part.is_sponsor]
    users = [part for part in rest if has(part, Role.Kind.END_USER) and not has(part, Role.Kind.SENIOR_USER)]
    rest = [part for part in rest if part not in users]
    heard = spoken_for(present, speaks, by_key)
    for part in present:
        part.users_spoken_for = sum(part in speakers for speakers in heard.values())
    boxes, alone = tree([part for part in rest if part.is_customer], groups)
    on_team = {member.person_id: member for member in team}
    for part in present:
        part.membership = on_team.get(part.party_id)
    parties = {part.party_id for part in present}
    return Picture(
        sponsors=sponsors,
        boxes=boxes,
        alone=alone,
        users=by_speakers(users, heard),
        others=[part for part in rest if not part.is_customer],
        team=[member for member in team if member.person_id not in parties],
        team_above=[part for part in present if part.membership],
        everybody=present,
    )


def has(part, kind):
    return any(assignment.role.kind == kind for assignment in part.held)


def is_accountable(part):
    return any(assignment.is_accountable for assignment in part.held)


def home_of(part):
    """The key of the group somebody is or belongs to; None for a person of no group."""
    return part.party_id if part.party.is_group else part.party.group_id


def spoken_for(present, speaks, by_key):
    """{key of an end user: those who speak for them}, in the order of names, while both roles are in force."""
    heard = defaultdict(list)
    wanted = defaultdict(set)
    for speaker, user in speaks:
        wanted[speaker].add(user)
    for part in present:
        if has(part, Role.Kind.SENIOR_USER):
            for user in wanted[part.pk]:
                if user in by_key and has(by_key[user], Role.Kind.END_USER):
                    heard[user].append(part)
    return heard


def by_speakers(users, heard):
    together = defaultdict(list)
    for user in users:
        together[tuple(speaker.pk for speaker in heard.get(user.pk, []))].append(user)
    found = [Heard(heard.get(users[0].pk, []), users) for users in together.values()]
    return sorted(found, key=lambda each: (not each.speakers, [speaker.party.name_key for speaker in each.speakers]))


def tree(parts, groups):
    """(boxes of the topmost groups, people of no group). A group that would frame one other alone is left out."""
    boxes, alone = {}, []
    for part in parts:
        home = home_of(part)
        if home is None:
            alone.append(part)
            continue
        box = box_of(home, boxes, groups, part)
        if part.party.is_group:
            box.part = part
        else:
            box.people.append(part)
    tops = in_order(unframed(box) for box in boxes.values() if box.is_top)
    # Those with groups inside come first: they are drawn as wide as the page.
    return sorted(tops, key=lambda box: not box.inside), alone


def box_of(key, boxes, groups, part):
    """The box of a group, made with those around it where they are not there yet."""
    if key in boxes:
        return boxes[key]
    home = box = boxes[key] = Box(groups.get(key) or (part.party if part.party.is_group else part.party.group))
    key = above(key, groups)
    while key is not None and boxes.get(key) is not home:  # the second: a ring, should rows written by hand form one
        box.is_top, is_new = False, key not in boxes
        outer = boxes.setdefault(key, Box(groups[key]))
        outer.inside.append(box)
        if not is_new:
            break
        box, key = outer, above(key, groups)
    return home


def above(key, groups):
    """The group around a group, as far as it is known."""
    group = groups.get(key)
    return group.group_id if group is not None and group.group_id in groups else None


def unframed(box):
    box.inside = in_order(unframed(each) for each in box.inside)
    return box.inside[0] if not box.part and not box.people and len(box.inside) == 1 else box


def in_order(boxes):
    return sorted(boxes, key=lambda box: (box.group.name_key, box.group.pk))
