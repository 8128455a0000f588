"""Days in the reader's words."""

from datetime import datetime

from django.utils import timezone
from django.utils.html import format_html


def day(value):
    """A date in the reader's words ("2 May", "2 May 2025" in other years) in <time>, the exact value on hover."""
    if not value:
        return ""
    at = ""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        at = f", {value:%H:%M}"
    short = f"{value.day} {value:%B}"
    whole = f"{short} {value.year}"
    shown = short if value.year == timezone.localdate().year else whole
    return format_html('<time datetime="{}" title="{}{}">{}</time>', value.isoformat(), whole, at, shown)


def away(value):
    """How far a day is from today, in words: "today", "in 3 days", "5 months ago"."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    days = (value - timezone.localdate()).days
    if days in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    size = abs(days)
    number, unit = (
        (size, "day") if size < 45 else (round(size / 30.4), "month") if size < 700 else (size // 365, "year")
    )
    words = f"{number} {unit}{'' if number == 1 else 's'}"
    return f"in {words}" if days > 0 else f"{words} ago"
