"""People and groups: who can be a customer."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from customers import matching, phones
from registry.bulk import update_all
from registry.history import Records
from registry.models import Entry, EntryQuerySet, Refused, longest, not_blank, one_of
from registry.search import MOST_WORDS, FoldedField, SearchField, fold, ways_to_write

from .keys import KeyField
from .trees import MOST_LEVELS, height_of, lock_tree, tree_of, trees_of, way_up

KEYS = ("phone_key", "same_name_key", "first_word_key", "last_word_key")


class PartyQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """People and groups `user` may know of: all, for those who read the directory; else those in their projects."""
        from projects.models import Project
        from projects.permissions import Site, may

        if may(user, Site.READ_DIRECTORY):
            return self
        if not user.is_authenticated or not user.is_active:
            return self.none()
        projects = Project.objects.known_to(user)
        part = self.model._meta.get_field("stakeholders").related_model.objects.filter(
            party=OuterRef("pk"), project__in=projects.values("pk")
        )
        team = self.model._meta.get_field("team_memberships").related_model.objects.filter(
            Q(person=OuterRef("pk")) | Q(provider=OuterRef("pk")), project__in=projects.values("pk")
        )
        return self.filter(Exists(part) | Exists(team) | Q(user=user.pk))

    def people(self):
        return self.filter(kind=Party.Kind.PERSON)

    def groups(self):
        return self.filter(kind=Party.Kind.GROUP)

    def below(self, groups):
        """Everybody in a group, or in any of several (a queryset of them), and in their sub-groups at any depth."""
        return self.filter(group__in=trees_of(groups) if isinstance(groups, models.QuerySet) else tree_of(groups))

    def lineage(self, key):
        """The party with this key and all groups it stands in; `Party.groups_above` has them in order."""
        return self.filter(Q(pk=key) | Q(pk__in=way_up(key)))

    def search(self, text, *, by_contact=True):
        """Those whom `found_by` finds; for readers who may not see e-mail addresses and telephones, without these."""
        return self.filter(found_by(text) if by_contact else found_by_name(text))

    def similar_to(self, name):
        """Those who may be meant by a typed name: the same name folded, or every typed word begins a word of theirs."""
        folded = fold(name)
        if not folded:
            return self.none()
        words = folded.split()[:MOST_WORDS]
        # The first condition is answered from the index; the others keep e-mail addresses and job titles out of it.
        named = Q(search_text__words=folded)
        for word in words:
            named &= Q(name_key__startswith=word) | Q(name_key__contains=f" {word}")
        return self.filter(Q(name_key__in=[folded, " ".join(reversed(words))]) | named)


def found_by(text, prefix=""):
    """The condition that every typed word begins a word of theirs; a telephone number is found in any grouping."""
    found, joined = Q(**{f"{prefix}search_text__words": text}), phones.joined(text)
    return found if joined == text else found | Q(**{f"{prefix}search_text__words": joined})


def found_by_name(text, prefix=""):
    """The same by names and job titles alone, so that nobody finds out an address or a number by trying letters."""
    found = Q(**{f"{prefix}search_text__words": text})
    for ways in ways_to_write(text):
        shown = Q()
        for way in ways:
            shown |= Q(**{f"{prefix}name_key__startswith": way}) | Q(**{f"{prefix}name_key__contains": f" {way}"})
            shown |= Q(**{f"{prefix}title__icontains": way})
        found &= shown
    return found


class Party(Entry):
    """A person or a group (company, authority, department, operational group); the same one in every project.

    Only a name is required. Groups form a tree through `group`; a person belongs to at most one group. `side` says
    internal or external aloud; left to follow, it is the group's. `is_external` is the answer; save() keeps it for the
    row and for everybody below who follows, so that lists can filter on it.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        GROUP = "group", "Group"

    class Side(models.TextChoices):
        FOLLOWS = "", "As their group"
        INTERNAL = "internal", "Internal"
        EXTERNAL = "external", "External"

    kind = models.CharField(max_length=6, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=200)
    title = models.CharField("job title", max_length=200, blank=True)
    email = models.EmailField("e-mail", max_length=254, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    group = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="members",
        limit_choices_to={"kind": Kind.GROUP},
        verbose_name="organisation or group",
    )
    side = models.CharField(
        "internal or external",
        max_length=8,
        choices=Side,
        default=Side.FOLLOWS,
        blank=True,
    )
    is_external = models.BooleanField("external", default=False, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="party",
        verbose_name="login",
        help_text="The sign-in of this person, if they have one.",
    )
    name_key = FoldedField("name")
    search_text = SearchField("name", "title", "email", "phone", also={"phone": phones.search_words})

    # By these, entries that may be one and the same are found (customers/suggestions.py).
    phone_key = KeyField(matching.number_key, "phone", max_length=60)
    same_name_key = KeyField(matching.name_key, "kind", "name")
    first_word_key = KeyField(matching.first_key, "kind", "name")
    last_word_key = KeyField(matching.last_key, "kind", "name")

    history = Records(excluded_fields=["name_key", "search_text", "is_external", *KEYS])
    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = "person or group"
        verbose_name_plural = "people and groups"
        ordering = ["name_key", "pk"]
        constraints = [
            not_blank("name"),
            longest("name", 200),
            longest("title", 200),
            longest("email", 254),
            longest("phone", 50),
            one_of("kind", ["person", "group"]),
            one_of("side", ["", "internal", "external"]),
            models.CheckConstraint(
                condition=~Q(group=F("id")),
                name="customers_party_not_in_itself",
                violation_error_message="A group cannot belong to itself.",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(kind="person"),
                name="customers_party_login_is_person",
                violation_error_message="Only a person can have a login.",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key", "id"]),
            models.Index(fields=["kind", "name_key", "id"]),
            models.Index(fields=["email"]),
            models.Index(fields=["phone_key"], condition=~Q(phone_key=""), name="customers_party_phone_key"),
            models.Index(fields=["same_name_key", "group"], name="customers_party_same_name"),
            models.Index(fields=["first_word_key", "group"], name="customers_party_first_word"),
            models.Index(fields=["last_word_key", "group"], name="customers_party_last_word"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("party", args=[self.pk])

    @property
    def is_group(self):
        return self.kind == self.Kind.GROUP

    def clean(self):
        """Refuses a group that is a person, and a tree that bites its tail."""
        self.email = self.email.strip().lower()
        if self.group is None:
            return
        if not self.group.is_group:
            raise ValidationError({"group": f"{self.group} is a person; somebody can only belong to a group."})
        if self.is_group:
            self.refuse_ring()

    def refuse_ring(self):
        """Raise ValidationError, naming the way, if its group stands below it, or if the tree gets too deep."""
        if self.pk == self.group_id:
            raise ValidationError({"group": "A group cannot belong to itself."})
        way = self.groups_above()
        keys = [group.pk for group in way]
        if self.pk in keys:
            names = [group.name for group in reversed(way[keys.index(self.pk) + 1 :])]
            steps = f"{names[0]} belongs to {', which belongs to '.join([*names[1:], self.name])}"
            raise ValidationError(
                {"group": f"{self.name} cannot belong to {names[0]}: {steps} itself. Choose another group."}
            )
        if len(way) + 1 + (height_of(self) if self.pk else 0) > MOST_LEVELS:
            raise ValidationError({"group": f"Groups go {MOST_LEVELS} levels deep at most."})

    def groups_above(self):
        """The group it belongs to and those above that one, as the database has them now; the topmost first."""
        known = {group.pk: group for group in Party.objects.lineage(self.group_id)}
        return in_line(known, self.group_id)

    @transaction.atomic(savepoint=False)
    def save(self, *args, **kwargs):
        if self.is_group and self.group_id:
            lock_tree()
            self.refuse_ring()
        self.is_external = self.is_on_the_outside()
        super().save(*args, **kwargs)
        if self.is_group:
            self.pass_side_down()

    def is_on_the_outside(self):
        """What `side` and the group above say; for a transaction, in which that group then stays as it is."""
        if self.side != self.Side.FOLLOWS:
            return self.side == self.Side.EXTERNAL
        above = Party.objects.select_for_update(no_key=True).filter(pk=self.group_id)
        return self.group_id is not None and above.values_list("is_external", flat=True).get()

    def pass_side_down(self):
        """Those below who follow their group get its side: one statement for each level that has somebody to change."""
        level = [self.pk]
        while level:
            followers = Party.objects.filter(group__in=level, side=Party.Side.FOLLOWS).exclude(
                is_external=self.is_external
            )
            level = list(followers.values_list("pk", flat=True))
            Party.objects.filter(pk__in=level).update(is_external=self.is_external)

    @classmethod
    def before_undo(cls, touched):
        """The tree, and the groups above before those in them: the order in which save() locks."""
        lock_tree()
        above = set(cls.objects.filter(pk__in=list(touched.last)).values_list("group", flat=True))
        above |= {version.group_id for version in touched.before.values()}
        groups = cls.objects.select_for_update(no_key=True).filter(pk__in=above - {None})
        list(groups.order_by("pk").values_list("pk"))

    @classmethod
    def after_undo(cls, keys):
        """Whose side follows their group's may follow another one again, and so may those below.

        Raises Refused for a group that would come back into one that stands below it by now.
        """
        for party in cls.objects.filter(pk__in=keys).select_related("group"):
            if party.is_group and party.group_id:
                lock_tree()
                try:
                    party.refuse_ring()
                except ValidationError as ring:
                    raise Refused(" ".join(ring.messages)) from None
            is_external = party.is_on_the_outside()
            if party.is_external != is_external:
                party.is_external = is_external
                cls.objects.filter(pk=party.pk).update(is_external=party.is_external)
            if party.is_group:
                party.pass_side_down()

    @classmethod
    def follow(cls, rows, link, new):
        """Two groups become one: the people and sub-groups of both are in it. It is not in itself."""
        update_all([row for row in rows if row.pk != new.pk], **{link: new})

    def history_subject(self):
        return f"{self.get_kind_display().lower()} “{self.name}”"


def in_line(known, key):
    """From {key: group}, the groups from the topmost down to the one with this key."""
    way = []
    while key in known and known[key] not in way:
        way.append(known[key])
        key = known[key].group_id
    return way[::-1]
