"""The vocabulary that criteria of different customers share."""

from django.db import models

from registry.history import Records
from registry.models import Entry, EntryQuerySet, longest, not_blank
from registry.search import FoldedField, fold


class ThemeQuerySet(EntryQuerySet):
    def named(self, name):
        """The theme of that name, whatever its case, accents and punctuation: none or one."""
        return self.filter(name_key=fold(name)[:60])


class Theme(Entry):
    """A shared word for what criteria are about, so that customers can be compared. Unique whatever the case."""

    name = models.CharField(max_length=60)
    name_key = FoldedField("name", max_length=60)

    history = Records(excluded_fields=["name_key"])
    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "pk"]
        constraints = [
            not_blank("name"),
            longest("name", 60),
            models.UniqueConstraint(
                fields=["name_key"],
                name="valuecriteria_theme_once",
                violation_error_message="That theme exists already.",
            ),
        ]

    def __str__(self):
        return self.name
