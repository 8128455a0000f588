"""The vocabulary that criteria of different customers share."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from registry.history import Records
from registry.models import Entry, EntryQuerySet, longest, not_blank
from registry.search import FoldedField, fold


class ThemeQuerySet(EntryQuerySet):
    def named(self, name):
        """The theme of that name, whatever its case, accents and punctuation: none or one."""
        return self.filter(name_key=fold(name)[:60])

    def in_use(self, project):
        """Those that some criterion has, the ones of this project first."""
        having = apps.get_model("valuecriteria", "ValueCriterion").objects.filter(theme=OuterRef("pk")).order_by()
        here = having.filter(stakeholder__project=project.pk)
        return self.filter(Exists(having)).order_by(Exists(here).desc(), "name_key", "pk")

    def beginning(self, text):
        """Those in which some word begins with what was typed."""
        key = fold(text)
        return self.filter(Q(name_key__startswith=key) | Q(name_key__contains=f" {key}"))


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
