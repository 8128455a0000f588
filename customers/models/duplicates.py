"""What merging two people or groups leaves behind, and pairs that somebody said are two."""

from django.db import models
from django.db.models import F, Q

from registry.bulk import delete_all, update_all
from registry.history import Records
from registry.models import Batch, Entry, EntryQuerySet

from .parties import Party


class NotTheSame(Entry):
    """Somebody looked at two entries of the directory and said: these are two. They are not suggested again."""

    first = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "told apart", "-": "reconsidered"}

    class Meta:
        verbose_name = "not the same"
        verbose_name_plural = "not the same"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="customers_notthesame_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="customers_notthesame_in_order",
                violation_error_message="The older entry comes first.",
            ),
        ]

    def __str__(self):
        return f"{self.first} and {self.second}"

    @classmethod
    def follow(cls, rows, link, new):
        """Who was told apart from one of two that are one by now is told apart from that one, once."""
        told = cls.objects.filter(Q(first=new.pk) | Q(second=new.pk)).values_list("first", "second")
        apart = {key for pair in told for key in pair}
        for row in rows:
            other = row.second if link == "first" else row.first
            if other.pk in apart or other.pk == new.pk:
                delete_all([row])
            else:
                first, second = sorted([other, new], key=lambda party: party.pk)
                update_all([row], first=first, second=second)


class Merged(models.Model):
    """Where an entry of the directory, or a part in a project, went when it was merged: old addresses lead there.

    `model` says which of the two ("party", "stakeholder"); `old` is the primary key that is no more.
    """

    model = models.CharField(max_length=11, choices=[("party", "Party"), ("stakeholder", "Stakeholder")])
    old = models.BigIntegerField()
    new = models.BigIntegerField(db_index=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "old"], name="customers_merged_once")]

    def __str__(self):
        return f"{self.model} {self.old} is {self.new} now"


def merged_into(model, key):
    """The key of what a merged entry is now, however often that was merged since; None for one that never was."""
    found = None
    while (key := Merged.objects.filter(model=model, old=key).values_list("new", flat=True).first()) is not None:
        found = key
    return found


def current_party(key):
    """The person or group with this key, or whom they were merged into: for links and imports of old. None: nobody."""
    return Party.objects.filter(pk=key).first() or Party.objects.filter(pk=merged_into("party", key)).first()
