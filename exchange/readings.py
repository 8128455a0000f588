"""Remembering what people took a set of headers for: theirs is used again, a colleague's is offered."""

from dataclasses import dataclass, field
from hashlib import sha256

from django.utils import timezone

from .fields import Field
from .models import Reading


@dataclass
class Remembered:
    """`own`: what this user corrected last time; `others`: what a colleague did, and `whose`."""

    own: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)
    whose: str = ""


def key_of(understanding):
    return sha256("\x1f".join(understanding.header_set).encode()).hexdigest()


def remembered(understanding, by):
    """In one statement: the newest readings of this set of headers."""
    found = Reading.objects.filter(header_set=key_of(understanding)).select_related("by").order_by("-used_at", "-pk")
    result = Remembered()
    for reading in found[:50]:
        fields = {int(index): Field(name) if name else None for index, name in reading.fields.items()}
        if by is not None and reading.by_id == by.pk:
            result.own = fields
        elif not result.whose:
            result.others, result.whose = fields, str(reading.by)
    return result


def remember(understanding, fields, by):
    """Keep what a user corrected, for the next file with the same headers; it was of use when it is committed."""
    if not fields or by is None:
        return
    kept = {str(index): name for index, name in fields.items()}
    Reading.objects.update_or_create(
        header_set=key_of(understanding), by=by, defaults={"fields": kept, "used_at": timezone.now()}
    )
