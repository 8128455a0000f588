"""Tells the demo's stories on their days: entries and their history as if written then."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.db.models import Max, OuterRef, Subquery
from django.db.models.signals import pre_save
from django.utils import timezone
from simple_history.signals import pre_create_historical_record

from registry.history import tracked_models
from registry.models import Entry
from valuecriteria.models import Sealed

# What an entry keeps of the moment it is made or decided.
MOMENTS = (
    "created_at",
    "written_at",
    "decided_at",
    "put_forward_at",
    "outcome_at",
    "signed_at",
    "stage_since",
)


class Clock:
    """Lets entries and their history be written as on another day; nothing is written later than now."""

    def __init__(self):
        self.now = self.at = timezone.now()
        self.today = timezone.localdate()
        self.steps = 0

    def day(self, days):
        return self.today - timedelta(days=days)

    @contextmanager
    def __call__(self, days):
        """Within this block it is some minute of the working day that many days ago."""
        self.steps += 1
        minute = time(8 + self.steps // 60 % 10, self.steps % 60)
        self.at = min(
            self.now,
            timezone.make_aware(datetime.combine(self.day(days), minute)),
        )
        yield
        self.at = self.now

    @contextmanager
    def running(self):
        pre_save.connect(self.date_entry)
        pre_create_historical_record.connect(self.date_version)
        try:
            yield self
        finally:
            pre_save.disconnect(self.date_entry)
            pre_create_historical_record.disconnect(self.date_version)

    def date_entry(self, sender, instance, **kwargs):
        if not issubclass(sender, Entry):
            return
        for name in MOMENTS:
            moment = getattr(instance, name, None)
            mark = self.at if isinstance(moment, datetime) else self.at.date()
            if moment is not None and moment > mark:
                setattr(instance, name, mark)

    def date_version(self, sender, history_instance, **kwargs):
        history_instance.history_date = self.at


def say_when_last_changed(since):
    """Entries saved since then say they were last changed when their history does: one statement for each model."""
    for model in tracked_models():
        if issubclass(model, Sealed):  # never saved again
            continue
        versions = model.history.model.objects.filter(id=OuterRef("pk")).order_by()
        last = versions.values("id").annotate(last=Max("history_date")).values("last")
        model.objects.filter(updated_at__gte=since).update(updated_at=Subquery(last))
