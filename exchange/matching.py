"""Whom a row means: somebody of the directory, somebody an earlier row of the file made, or somebody new.

Certain by e-mail address, then by telephone number, then by name with organisation, or by a name that only one in the
project has. Anything less certain is asked, so that nobody is copied and nobody is taken for another.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from customers.matching import name_key, number_key, parts_of
from customers.models import Party
from registry.bulk import chunks
from registry.search import fold

PERSON, GROUP = Party.Kind.PERSON, Party.Kind.GROUP
COLUMNS = (
    "pk", "kind", "name", "title", "email", "phone", "side", "is_external", "phone_key", "same_name_key", "name_key",
    "group_id", "group__name",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Someone:
    """A person or group as it will be: `pk` None for one that a row makes; `old`: what rows changed of a known one.

    `group` is the organisation as Someone too; of a known one's group only the key and the name are known.
    """

    kind: str
    name: str
    title: str = ""
    email: str = ""
    phone: str = ""
    group: "Someone | None" = None
    side: str = ""
    is_external: bool = False
    pk: int | None = None
    part: object = None
    old: dict = field(default_factory=dict)

    @property
    def is_group(self):
        return self.kind == GROUP

    @property
    def organisation(self):
        return self.group.name if self.group else ""

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Match:
    """`someone` None: a new one, unless there are `options`: then a person has to say which, and `why` says why."""

    someone: Someone | None = None
    options: tuple = ()
    why: str = ""


class Directory:
    """As much of the directory as the rows may mean, and whom the rows made, in a few statements for 500 rows."""

    def __init__(self):
        self.by_pk = {}
        self.by_email, self.by_phone, self.by_name, self.by_likeness = (defaultdict(list) for _ in range(4))
        self.groups = {}  # by folded name: the oldest known one, else the one that a row made

    def load(self, everybody):
        """Find whoever may be meant by facts of rows (an iterable of understanding.Facts)."""
        emails, phones, names, likenesses = set(), set(), set(), set()
        for facts in everybody:
            emails.add(facts.email.lower())
            phones.add(number_key(facts.phone))
            names |= {fold(name)[:200] for name in (facts.name, facts.organisation, *facts.several)}
            likenesses |= {name_key(kind, name) for kind in (PERSON, GROUP) for name in (facts.name, *facts.several)}
        for column, wanted in [
            ("email", emails),
            ("phone_key", phones),
            ("name_key", names),
            ("same_name_key", likenesses),
        ]:
            for some in chunks(sorted(wanted - {""})):
                found = Party.objects.filter(**{f"{column}__in": some}).order_by("pk").values_list(*COLUMNS)
                for row in found:
                    self.know(*row)
        for someone in sorted(self.by_pk.values(), key=lambda someone: someone.pk):
            self.index(someone)
        return self

    def bring(self, keys):
        """Those that a person chose by key, as far as they are not here yet."""
        for row in Party.objects.filter(pk__in=set(keys) - self.by_pk.keys()).values_list(*COLUMNS):
            self.index(self.know(*row))

    def know(self, pk, kind, name, title, email, phone, side, is_external, *rest):
        group_id, group_name = rest[-2:]
        someone = self.by_pk.get(pk)
        if someone is None:
            group = Someone(GROUP, group_name, pk=group_id) if group_id else None
            someone = Someone(kind, name, title, email, phone, group, side, is_external, pk)
            self.by_pk[pk] = someone
        return someone

    def index(self, someone):
        """Let later rows find them, too."""
        if someone.email:
            self.by_email[someone.email.lower()].append(someone)
        if key := number_key(someone.phone):
            self.by_phone[key].append(someone)
        self.by_name[fold(someone.name)[:200]].append(someone)
        self.by_likeness[name_key(someone.kind, someone.name)].append(someone)
        if someone.is_group:
            self.groups.setdefault(fold(someone.name)[:200], someone)

    def group(self, name):
        """The group of that name, made if there is none: typing a name never makes another copy. None for a blank."""
        key = fold(name)[:200]
        if not key:
            return None
        if key not in self.groups:
            self.index(Someone(GROUP, name))
        return self.groups[key]

    def meant(self, facts):
        """The Match for the facts of one row."""
        for found, said in (
            (self.by_email.get(facts.email.lower(), ()) if facts.email else (), f"the e-mail address {facts.email}"),
            (self.by_phone.get(number_key(facts.phone), ()) if facts.phone else (), f"the number {facts.phone}"),
        ):
            called_so = [each for each in found if fold(each.name) == fold(facts.name)]
            if len(called_so) == 1:  # of several at one switchboard, or with one mailbox
                return Match(called_so[0])
            if len(found) == 1 and akin(found[0], facts):
                return Match(found[0])
            if any(akin(each, facts) for each in found):
                return Match(options=tuple(found), why=f"{len(found)} have {said}.")
            if found and said.startswith("the e-mail"):
                return Match(options=tuple(found), why=f"{found[0]} has {said}, under another name.")
        return self.meant_by_name(facts)

    def meant_by_name(self, facts):
        named = [each for each in self.by_name.get(fold(facts.name)[:200], ()) if not is_another(each, facts)]
        same_kind = [each for each in named if each.kind == facts.kind]
        named = same_kind or [each for each in named if each.part]
        organisation = fold(facts.organisation)
        exact = [each for each in named if fold(each.organisation) == organisation and (organisation or each.is_group)]
        here = [each for each in named if each.part and (not organisation or not each.organisation)]
        for sure in (exact, here):
            if len(sure) == 1:
                return Match(sure[0])
            if sure:
                return Match(options=tuple(sure), why=f"{len(sure)} are called {facts.name}.")
        known = [each for each in named if each.pk]
        if facts.kind == GROUP and len(known) == 1 and not (organisation and known[0].organisation):
            return Match(known[0])
        if known:
            return Match(options=tuple(known), why=f"{where(known[0])} has that name.")
        # Of the other kind, too: what a name is was perhaps guessed ("bexley, tom" looks like a group).
        alike = [each for kind in (PERSON, GROUP) for each in self.by_likeness.get(name_key(kind, facts.name), ())]
        alike = [each for each in alike if each.pk and fold(each.name) != fold(facts.name)]
        alike = [each for each in alike if not (organisation and each.organisation) or in_one(each, organisation)]
        if alike:
            return Match(options=tuple(alike), why=f"{where(alike[0])} has nearly that name.")
        return Match()


def akin(someone, facts):
    """Whether two names may be one person's: they share a word, short forms taken for the whole."""
    theirs = set(parts_of(someone.name, someone.kind))
    return (
        not facts.name
        or bool(theirs & set(parts_of(facts.name, someone.kind)))
        or fold(someone.name) == fold(facts.name)
    )


def is_another(someone, facts):
    """Within one file, two rows of one name with two e-mail addresses, or in two organisations, are two people."""
    if someone.pk:
        return False
    two_addresses = someone.email and facts.email and someone.email.lower() != facts.email.lower()
    return bool(two_addresses) or bool(
        someone.organisation and facts.organisation and fold(someone.organisation) != fold(facts.organisation)
    )


def in_one(someone, organisation):
    return fold(someone.organisation) == organisation


def where(someone):
    """ "Anna Berg (Finance)"."""
    return f"{someone.name} ({someone.organisation})" if someone.organisation else f"{someone.name} (no organisation)"
