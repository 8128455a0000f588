"""Template tags of the register's user interface; a builtin in every template, so no template loads it."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode

from registry.forms import summary_count

register = template.Library()
register.filter(summary_count)


@register.simple_tag
def icon(name):
    """An icon of the sprite in components/icons.html: decoration, so hidden from readers; say the word beside it."""
    return format_html(
        '<svg class="i" aria-hidden="true"><use href="#{}"/></svg>', name
    )


@register.filter
def day(value):
    """A date in the reader's words ("2 May", "2 May 2025" in other years) in <time>, the exact value on hover."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        exact = date_format(value, "j F Y, H:i")
    else:
        exact = date_format(value, "j F Y")
    shape = "j F" if value.year == timezone.localdate().year else "j F Y"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        value.isoformat(),
        exact,
        date_format(value, shape),
    )


@register.filter
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
        (size, "day")
        if size < 45
        else (round(size / 30.4), "month")
        if size < 700
        else (size // 365, "year")
    )
    words = f"{number} {unit}{'' if number == 1 else 's'}"
    return f"in {words}" if days > 0 else f"{words} ago"


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The page's query string with some parameters changed; None or "" takes one away. For filters, chips, pages."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            params.pop(name, None)
        else:
            params[name] = value
    return f"?{params.urlencode()}"


@register.simple_tag
def link_with(url, **params):
    """An address with a query string, each value encoded."""
    return f"{url}?{urlencode(params)}"


@register.filter
def plural(number, words):
    """`3|plural:"customer"` -> "3 customers"; `n|plural:"person,people"` for the irregular ones."""
    one, _, many = words.partition(",")
    return (
        f"{number:,} {one if number == 1 else many or one + 's'}"
        if isinstance(number, int)
        else f"{number} {many or one + 's'}"
    )


@register.filter
def get(mapping, key):
    return mapping.get(key)


@register.filter
def is_today(value):
    return isinstance(value, date) and value == timezone.localdate()
