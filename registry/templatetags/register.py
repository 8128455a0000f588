"""Template tags of the register's user interface; a builtin in every template, so no template loads it."""

from django import template
from django.utils.html import format_html
from django.utils.http import urlencode

from registry.dates import away, day
from registry.forms import summary_count
from registry.kept import MARK, mark_of
from registry.text import bidi
from registry.timeline import by_day
from registry.wording import said_of

register = template.Library()
for each in (summary_count, day, away, by_day, bidi, said_of):
    register.filter(each)


@register.simple_tag
def icon(name):
    """An icon of the sprite in components/icons.html: decoration, so hidden from readers; say the word beside it."""
    return format_html('<svg class="i" aria-hidden="true"><use href="#{}"/></svg>', name)


@register.simple_tag(takes_context=True)
def keep_typed(context):
    """In a form: what is typed survives an expired session (registry.kept). Its view calls `restore(form, request)`."""
    return format_html('<input type="hidden" name="{}" value="{}">', MARK, mark_of(context["request"]))


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
def signed(number):
    """A number that is for or against something: "+36", "−36", "0"."""
    return f"{number:+,}".replace("-", "−") if number else "0"


@register.filter
def get(mapping, key):
    return mapping.get(key)
