"""History of every entry: who changed what, when, from what to what, and by what.

Each tracked model keeps a version of every row (django-simple-history). A version also says, in its own columns, what a
reader wants to see: the project it belongs to, the name of the thing, and the fields that changed with their old and
new values as people read them. So a project's history over all models is one statement, whatever was renamed since.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from types import SimpleNamespace

from django.apps import apps
from django.db import connection, models
from django.db.models import Q
from django.db.models.signals import m2m_changed, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from .inserts import insert
from .links import link_change

NOBODY = (None, "command")
_actor = ContextVar("actor", default=NOBODY)
_batch = ContextVar("batch", default=None)


@contextmanager
def acting(by, source=None):
    """Within this block every change is recorded as made `by` this user, by `source` (form, admin, import, ...).

    Without a source it is the one already under way, so that a verb called from the admin is recorded as the admin's.
    """
    if source is None:
        outer = _actor.get()[1]
        source = "form" if outer == "command" else outer
    token = _actor.set((by, source))
    try:
        yield
    finally:
        _actor.reset(token)


class ActorMiddleware:
    """Changes made while answering a request are its user's, by form or by admin."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with acting(request.user, "admin" if request.path_info.startswith("/admin/") else "form"):
            return self.get_response(request)


@contextmanager
def in_batch(batch):
    """Within this block every change is recorded as part of this batch, so that all of it can be undone together."""
    token = _batch.set(batch)
    try:
        yield batch
    finally:
        _batch.reset(token)


def actor():
    """The signed-in user on whose behalf changes are being made, or None."""
    by = _actor.get()[0]
    return by if by is not None and by.is_authenticated else None


def user_id():
    by = actor()
    return by and by.pk


class Recorded(models.Model):
    """The columns that each version of a row has besides the row's own."""

    in_project = models.BigIntegerField(null=True, editable=False)
    source = models.CharField(max_length=20, editable=False, default="")
    subject = models.CharField(max_length=300, editable=False, default="")
    changes = models.JSONField(editable=False, default=list)
    batch = models.ForeignKey(
        "registry.Batch", null=True, editable=False, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True


class Versions(HistoryManager):
    """What `Model.history` gives: made once, not anew each time it is asked for (that was a tenth of every save)."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class, class_name=None):
        return super().from_queryset(queryset_class, class_name)


class Records(HistoricalRecords):
    """`history = Records()` on a model; derived columns are left out of its versions."""

    def __init__(self, **options):
        options.setdefault("excluded_fields", [])
        super().__init__(
            bases=[Recorded],
            history_manager=Versions,
            get_user=lambda instance, **kwargs: actor(),
            history_change_reason_field=None,
            **options,
        )

    def contribute_to_class(self, cls, name):
        super().contribute_to_class(cls, name)
        cls._records = self

    def get_meta_options(self, model):
        options = super().get_meta_options(model)
        # One project's newest changes are found by index in every model's history, and so are those of one batch.
        options["indexes"] = [
            models.Index(fields=["in_project", "-history_date"]),
            models.Index(
                fields=["batch"],
                condition=Q(batch__isnull=False),
                name=f"{model._meta.db_table[:23]}_batch".lower(),
            ),
        ]
        return options


@receiver(pre_create_historical_record)
def describe(sender, instance, history_instance, **kwargs):
    """Fill a version's own columns before it is saved."""
    history_instance.source = _actor.get()[1]
    history_instance.batch = _batch.get()
    told = instance.__dict__.pop("_told", None)
    project, subject = told or (instance.history_project_id, instance.history_subject())
    history_instance.in_project, history_instance.subject = project, subject[:300]
    history_instance.changes = changes_of(sender, instance, history_instance.history_type)


def listen_before_deletions():
    """Of entries alone: what else is deleted (sessions, uploads) goes in one statement only while nobody listens."""
    for model in tracked_models():
        pre_delete.connect(name_while_all_is_there, sender=model)


def name_while_all_is_there(sender, instance, **kwargs):
    """What is deleted along with it may go first, and what it is called by with it."""
    if "_told" not in instance.__dict__:
        instance._told = (instance.history_project_id, instance.history_subject())


def changes_of(history, instance, kind):
    """What this version changed: said by the writer (`_listed_changes`), else worked out against the version before."""
    listed = instance.__dict__.pop("_listed_changes", None)
    if listed is not None:
        return listed
    if kind == "+":
        fields = [instance._meta.get_field(name) for name in instance.history_shows]
        return [change(field, None, shown(instance, field)) for field in fields]
    if kind == "-":
        return []
    before = history.objects.filter(**{instance._meta.pk.attname: instance.pk}).order_by("-history_id").first()
    return differences(before, instance) if before else []


def differences(before, after):
    """What a reader would call changed between two versions: [{field, label, old, new}], values as people read them."""
    ignored = {"version", "created_at", "updated_at", *after.history_ignores}
    changes = []
    for field in after._meta.concrete_fields:
        if field.name in ignored or not hasattr(before, field.attname):
            continue
        old, new = (
            getattr(before, field.attname),
            field.to_python(getattr(after, field.attname)),
        )
        if old != new:
            changes.append(change(field, old, new))
    return changes


def change(field, old, new):
    return {
        "field": field.name,
        "label": str(field.verbose_name),
        "old": readable(field, old),
        "new": readable(field, new),
    }


def shown(row, field):
    """A row's value for `change`: the related object itself where it is at hand, so that no statement is needed."""
    return getattr(row, field.name if field.is_relation and field.is_cached(row) else field.attname)


def readable(field, value):
    """A value as a person reads it: the name behind a key, the word behind a choice, yes and no."""
    words = dict(field.flatchoices) if field.choices else {}
    if value in words:
        return str(words[value])
    if value is None or value == "":
        return ""
    if isinstance(value, models.Model):
        return str(value)
    if field.is_relation:
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related) if related else f"{field.verbose_name} {value}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def record_all(rows, kind):
    """Versions of many rows of one model, in as few statements as rows allow; `kind` as in Change."""
    model = type(rows[0])
    versions = model.history.model
    names = [field.attname for field in versions.tracked_fields]
    same = {field.attname: field.get_default() for field in versions._meta.concrete_fields}
    same |= {"history_date": timezone.now(), "history_type": kind, "history_user_id": user_id()}
    made = []
    for row in rows:
        version = SimpleNamespace(**{**same, **{name: getattr(row, name) for name in names}})
        describe(versions, row, version)
        version.batch_id = version.batch and version.batch.pk
        made.append(version)
    insert(versions, made)


@receiver(m2m_changed)
def record_links(sender, instance, action, pk_set, model, reverse, **kwargs):
    """A change to a many-to-many field is a version of the row that has it, with the names added or taken off."""
    if reverse or action not in ("post_add", "post_remove") or not pk_set or not hasattr(instance, "history_subject"):
        return
    field = next(f for f in instance._meta.many_to_many if f.remote_field.through is sender)
    side = "added" if action == "post_add" else "removed"
    instance._listed_changes = [link_change(field, **{side: pk_set})]
    instance._records.create_historical_record(instance, "~")


def tracked_models():
    """Every model that keeps history, in the order of the floors."""
    from registry.models import Entry

    return [model for model in apps.get_models() if issubclass(model, Entry)]


def models_of(batch):
    """The models with a version in a batch, in the order of the floors: from one statement, as most have none."""
    models = tracked_models()
    tables = [model.history.model._meta.db_table for model in models]
    asked = [
        f'SELECT {number} WHERE EXISTS (SELECT 1 FROM "{table}" WHERE batch_id = %s)'  # noqa: S608 - our own tables
        for number, table in enumerate(tables)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), [batch.pk] * len(asked))
        return [models[number] for (number,) in sorted(cursor.fetchall())]
