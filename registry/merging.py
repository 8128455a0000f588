"""Merging one entry into another: everything that points at the one points at the other, as each model says it should.

The walk goes over the foreign keys that the database holds, so rows of apps that this one has never heard of move too.
"""

from .bulk import delete_all, update_all
from .undo import links_to


def merge_into(old, new):
    """Make `new` stand for `old` as well; `old` is no more afterwards. For a transaction in which both are locked."""
    for link in links_to(type(new)):
        follow(link, old, new)
    delete_all([old])


def follow(link, old, new):
    """Let the rows that name `old` in this foreign key follow it: `Entry.follow` of their model says how."""
    found = link.model._base_manager.filter(**{link.name: old.pk}).select_for_update(of=("self",), no_key=True)
    rows = list(found.order_by("pk"))
    for row in rows:
        link.set_cached_value(row, old)  # so that the history knows its name without another statement
    if rows:
        link.model.follow(rows, link.name, new)


def follow_once(rows, link, new, *, beside):
    """Let rows follow of which there is one for each `beside` (a column): those that the new entry has already go."""
    model = type(rows[0])
    there = set(model._base_manager.filter(**{link: new.pk}).values_list(beside, flat=True))
    delete_all([row for row in rows if getattr(row, beside) in there])
    update_all([row for row in rows if getattr(row, beside) not in there], **{link: new})
