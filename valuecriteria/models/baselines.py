"""What a sponsor signed off: numbered snapshots of the agreed criteria, which nothing and nobody can change.

Saving, deleting and bulk changes are refused here, and by triggers of the database (migration 0008) whatever the way.
Two things go together in a snapshot that must part when a person is erased: figures, which stay, and texts, which may
name somebody. So `Baseline.content` holds no text that anybody typed: it holds the numbers of its texts, which are rows
of `SignedText`. The triggers let such a row change in one way, once and for good: its text becomes empty (`erase`). A
snapshot then says "(erased)" in that place; it can lose words about a person, never get others.
"""

from copy import deepcopy

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from customers.models import Party
from projects.models import Project
from registry.history import Records
from registry.models import Entry, EntryQuerySet, Refused, longest

ERASED = "(erased)"
SEALED = "A signed baseline stays as it was signed: it can be neither changed nor deleted. Sign the next one instead."


def texts_in(content):
    """Every typed text of a snapshot: (the record it stands in, its name there, the key of the party it is of)."""
    parties = {customer["key"]: customer["party"] for customer in content["customers"]}
    for goal in content["goals"]:
        yield from ((goal, name, None) for name in ("statement", "measure", "target"))
    for customer in content["customers"]:
        yield from ((customer, name, customer["party"]) for name in ("name", "group"))
        yield customer, "speaker", customer["speaker_party"]
    for criterion in content["criteria"]:
        party = parties[criterion["customer"]]
        words = ("statement", "why", "how", "measure", "baseline", "target", "deliverable")
        yield from ((criterion, name, party) for name in words)
        yield from ((alignment, "reason", party) for alignment in criterion["serves"])


class SealedQuerySet(EntryQuerySet):
    """Rows that are written once."""

    def update(self, **values):
        raise Refused(SEALED)

    def bulk_update(self, *args, **options):
        raise Refused(SEALED)

    def delete(self):
        raise Refused(SEALED)


class BaselineQuerySet(SealedQuerySet):
    def visible_to(self, user):
        """Those of projects in which `user` may read what every customer values."""
        return self.filter(project__in=Project.objects.value_known_to(user).values("pk"))

    def erase_comments(self):
        """Empty what was typed when signing, for good; for erasing a person alone. How many there were."""
        return super(SealedQuerySet, self).update(comment="")


class Sealed(models.Model):
    """A row that is written once, and of which no part can go."""

    class Meta:
        abstract = True

    def save(self, *args, **options):
        if not self._state.adding:
            raise Refused(SEALED)
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise Refused(SEALED)


class Baseline(Sealed, Entry):
    """A sponsor's sign-off: the agreed criteria of a project and their alignment as they stood, numbered 1, 2, 3, ...

    `content` is what valuecriteria.snapshots.snapshot_of() gives, without its texts; `snapshot` puts the two together.
    A project with a baseline cannot be deleted; it is closed instead.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="baselines")
    number = models.PositiveSmallIntegerField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="baselines")
    signed_at = models.DateTimeField(default=timezone.now)
    comment = models.TextField(blank=True, max_length=2000)
    criterion_count = models.PositiveSmallIntegerField("criteria")
    content = models.JSONField()

    history = Records(excluded_fields=["content", "comment"])
    objects = BaselineQuerySet.as_manager()
    history_verbs = {"+": "signed"}
    history_shows = ("criterion_count",)

    class Meta:
        ordering = ["project", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="valuecriteria_baseline_one_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="valuecriteria_baseline_number_from_1"),
            models.CheckConstraint(
                condition=Q(criterion_count__gte=1),
                name="valuecriteria_baseline_holds_something",
                violation_error_message="A baseline holds at least one agreed criterion.",
            ),
            longest("comment", 2000),
        ]

    def __str__(self):
        return f"baseline {self.number} of {self.project.key}"

    def get_absolute_url(self):
        return reverse("baseline", args=[self.project.key, self.number])

    def history_subject(self):
        return f"baseline {self.number}"

    @property
    def snapshot(self):
        """What was signed, texts included: one statement, for those who read the baseline."""
        content, texts = deepcopy(self.content), dict(self.texts.values_list("place", "text"))
        for record, name, _ in texts_in(content):
            if record[name] != "":
                record[name] = texts.get(record[name]) or ERASED
        return content

    @classmethod
    @transaction.atomic
    def store(cls, *, snapshot, **facts):
        """Write a snapshot down, its texts apart."""
        content, texts = deepcopy(snapshot), []
        for record, name, party in texts_in(content):
            if record[name] != "":
                texts.append((record[name], party))
                record[name] = len(texts)
        baseline = cls(content=content, criterion_count=len(content["criteria"]), **facts)
        baseline.save(force_insert=True)
        SignedText.objects.bulk_create(
            SignedText(baseline=baseline, place=place, text=text, party_id=party)
            for place, (text, party) in enumerate(texts, start=1)
        )
        return baseline


class SignedTextQuerySet(SealedQuerySet):
    def about(self, *parties):
        """The texts of these parties (by their keys, those included that were merged into them): names and words."""
        return self.filter(party__in=parties)

    def erase(self):
        """Empty these texts for good; for erasing a person alone. How many there were."""
        return super(SealedQuerySet, self).update(text="")


class SignedText(Sealed):
    """One text of a baseline. `party` is whose it is, by the key of that day: merging leaves it alone."""

    baseline = models.ForeignKey(Baseline, on_delete=models.PROTECT, related_name="texts")
    place = models.PositiveIntegerField()
    party = models.ForeignKey(
        Party, null=True, db_constraint=False, on_delete=models.DO_NOTHING, related_name="signed_texts"
    )
    text = models.TextField(max_length=1000)

    objects = SignedTextQuerySet.as_manager()

    class Meta:
        ordering = ["baseline", "place"]
        constraints = [
            models.UniqueConstraint(fields=["baseline", "place"], name="valuecriteria_signedtext_one_per_place"),
            longest("text", 1000),
        ]

    def __str__(self):
        return f"text {self.place} of {self.baseline}"
