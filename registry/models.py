"""What every row of the register has: a version that no save can skip, times, and a history of its own."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from .text import tidy

FIRST_DAY, LAST_DAY = "1900-01-01", "2200-12-31"


class Stale(Exception):
    """Somebody else saved this entry since it was read; nothing was written."""

    def __init__(self, entry):
        self.entry = entry
        super().__init__(f"{entry} was changed by somebody else meanwhile")


class Refused(Exception):
    """A rule said no; the message is for people and says what to do instead. Nothing was written."""


class EntryQuerySet(models.QuerySet):
    """Querysets of the register are made from this, so that managers speak the domain."""


class TidyText:
    """A row whose texts are kept as registry.text.tidy says, however they came: by form, admin, action or import."""

    def clean_fields(self, exclude=None):
        self.tidy_texts()
        super().clean_fields(exclude)

    def tidy_texts(self):
        """Raises ValidationError, at the field, for hidden characters that deceive."""
        errors = {}
        for field in self._meta.concrete_fields:
            value = self.__dict__.get(field.attname)
            if isinstance(value, str) and field.editable and isinstance(field, models.CharField | models.TextField):
                try:
                    value = tidy(value, lines=isinstance(field, models.TextField))
                except ValidationError as error:
                    errors[field.name] = error
                else:
                    self.__dict__[field.attname] = value
        if errors:
            raise ValidationError(errors)


@cache
def checks_of(model):
    """(condition, names of the fields it is about) of a model's check constraints."""
    checks = [one for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]
    return [(Q(one.condition), set(Q(one.condition).referenced_base_fields)) for one in checks]


class Entry(TidyText, models.Model):
    """A row that people edit.

    Guarantees that no save overwrites another: each UPDATE is conditional on the version that was read, and raises
    `Stale`, writing nothing, if the row moved on meanwhile. Forms, admin, actions and imports all save through here.
    The entry and its history are written together: whoever goes on after a refused save, within a transaction, opens
    one of their own around it.
    Subclasses say `history = Records()`.
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField("logged", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("last changed", auto_now=True, editable=False)

    # Entries that hold the team's judgement of people are shown to managers and administrators alone.
    is_judgement = False
    # For the history: fields whose first values are worth telling, and fields that are bookkeeping; what somebody did,
    # by kind ("+" made, "~" changed, "-" deleted), where "added", "changed" and "deleted" would be less than plain.
    history_shows = ()
    history_ignores = ()
    history_verbs = {}

    _checks_hold = False  # for as long as constraints are validated

    class Meta:
        abstract = True

    @transaction.atomic(savepoint=False)
    def save(self, *args, update_fields=None, **kwargs):
        self.tidy_texts()
        adding, read_version = self._state.adding, self.version
        if not adding:
            self.version = read_version + 1
            if update_fields is not None:
                update_fields = {*update_fields, "version", "updated_at"}
        try:
            super().save(*args, update_fields=update_fields, **kwargs)
        except BaseException:
            self.version = read_version
            raise

    def validate_constraints(self, exclude=None):
        """As Django does, but a model's checks are asked in one statement; each for its message only if one refuses.

        Django asks a savepoint, a statement and a release for each: 36 for the dozen checks of a value criterion.
        """
        known = self._get_field_expression_map(meta=self._meta, exclude=exclude)
        asked = [condition for condition, names in checks_of(type(self)) if names <= known.keys()]
        self._checks_hold = bool(asked) and Q(*asked).check(known)
        try:
            super().validate_constraints(exclude)
        finally:
            self._checks_hold = False

    def get_constraints(self):
        """Those that Django is to ask one by one."""
        found = super().get_constraints()
        if not self._checks_hold:
            return found
        return [(model, [one for one in some if not isinstance(one, models.CheckConstraint)]) for model, some in found]

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        """Django's hook for the one UPDATE of a save: here it also asks for the version that was read."""
        if self._state.adding:
            return super()._do_update(base_qs, using, pk_val, values, update_fields, forced_update)
        current = base_qs.filter(version=self.version - 1)
        if not super()._do_update(current, using, pk_val, values, update_fields, forced_update):
            raise Stale(self)
        return True

    @property
    def history_project_id(self):
        """The project whose History tab shows changes of this entry; None for what belongs to no single project."""
        return getattr(self, "project_id", None)

    def history_subject(self):
        """The name of the thing in a sentence of the history."""
        return f"{self._meta.verbose_name} “{self}”"

    @classmethod
    def follow(cls, rows, link, new):
        """What it means for these rows that the entry they name in `link` is merged into `new`: they name that one.

        Called by registry.merging. A model of which there is only one of a kind says here which one stays.
        """
        from .bulk import update_all  # which stands on the history

        update_all(rows, **{link: new})

    @classmethod
    def before_undo(cls, touched):
        """Lock what has to be locked before these rows are; nothing for most."""

    @classmethod
    def after_undo(cls, keys):
        """Work out anew what these rows keep derived from others, after an undo has put them back; nothing for most."""


class Batch(models.Model):
    """Many changes that somebody made in one go (a bulk change, a merge, an import), to be undone together.

    The history of each row says which batch a change belongs to: that is all that `registry.undo` needs.
    """

    kind = models.CharField(max_length=20)
    words = models.CharField(max_length=300)  # what was done, as a sentence for people
    in_project = models.BigIntegerField(null=True, db_index=True)  # as in the history; null: no single project's
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        verbose_name_plural = "batches"

    def __str__(self):
        return self.words

    @property
    def is_undone(self):
        return hasattr(self, "undone_by")


def in_bounds(name):
    """Check that a date lies between 1900 and 2200 (both engines take more, calendars and people do not)."""
    return models.CheckConstraint(
        condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (FIRST_DAY, LAST_DAY)}),
        name=f"%(app_label)s_%(class)s_{name}_bounds",
        violation_error_message="Dates lie between 1900 and 2200.",
    )


def not_blank(name):
    return models.CheckConstraint(
        condition=~Q(**{name: ""}),
        name=f"%(app_label)s_%(class)s_{name}_given",
        violation_error_message="This cannot be left empty.",
    )


def longest(name, length):
    """Hold a text to `length` characters in the database: SQLite enforces no max_length, and a TextField has none."""
    return models.CheckConstraint(
        condition=Q(**{f"{name}__length__lte": length}),
        name=f"%(app_label)s_%(class)s_{name}_length",
        violation_error_message=f"At most {length} characters.",
    )


def one_of(name, choices):
    return models.CheckConstraint(
        condition=Q(**{f"{name}__in": choices}),
        name=f"%(app_label)s_%(class)s_{name}_known",
    )


class Undoing(models.Model):
    """The undo of a batch too large to wait for: who asked for it, and why it was refused, if it was.

    Bookkeeping of `registry.undoing`, which deletes it when the batch is undone.
    """

    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="undoing")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    leave_changed = models.BooleanField(default=False)
    begun_at = models.DateTimeField(default=timezone.now)
    changes = models.PositiveIntegerField(help_text="How many the batch made.")
    refusal = models.CharField(max_length=500, blank=True)
    in_the_way = models.JSONField(default=list)  # [[subject, by, day]]: the first of what was changed since
    number_in_the_way = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [longest("refusal", 500)]

    def __str__(self):
        return f"undoing: {self.batch}"
