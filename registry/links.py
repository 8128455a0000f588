"""Many-to-many links in a history and in an undo: a change of one says by key what was linked and what no longer.

A link to a row that was deleted meanwhile is left aside: there is nothing to link any more.
"""


def link_change(field, *, added=(), removed=()):
    """A change of a many-to-many field, as the history keeps it: names for people, keys for an undo."""
    sides = {"old": set(removed), "new": set(added)}
    found = {row.pk: str(row) for row in field.related_model._base_manager.filter(pk__in=sides["old"] | sides["new"])}
    names = {side: ", ".join(sorted(found[key] for key in keys if key in found)) for side, keys in sides.items()}
    keys = {"added": sorted(added), "removed": sorted(removed)}
    return {"field": field.name, "label": str(field.verbose_name), **names, **keys}


def note_links(links, change):
    """Keep of each row that a batch linked or unlinked whether it was linked before: its first change tells."""
    for side, was_linked in (("added", False), ("removed", True)):
        for key in change.get(side, ()):
            links.setdefault(change["field"], {}).setdefault(key, was_linked)


def turned_back(change, links):
    """The same change the other way round, for the history of an undo."""
    back = {**change, "old": change["new"], "new": change["old"]}
    if change["field"] in links:
        others = links[change["field"]].items()
        back |= {"added": [key for key, was in others if was], "removed": [key for key, was in others if not was]}
    return back


def links_that_go(row):
    """What deleting a row unlinks, as changes."""
    changes = []
    for field in row._meta.many_to_many:
        through = field.remote_field.through._base_manager
        keys = through.filter(**{field.m2m_field_name(): row.pk}).values_list(f"{field.m2m_reverse_field_name()}_id")
        removed = [key for (key,) in keys]
        if removed:
            changes.append(link_change(field, removed=removed))
    return changes


def put_links_back(model, pk, links):
    """Link and unlink again as it was: {name of the field: {key: was it linked?}}."""
    for name, others in links.items():
        field = model._meta.get_field(name)
        through, here, there = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
        through._base_manager.filter(**{here: pk, f"{there}__in": list(others)}).delete()
        known = field.related_model._base_manager.filter(pk__in=[key for key, was in others.items() if was])
        through._base_manager.bulk_create(
            through(**{f"{here}_id": pk, f"{there}_id": key}) for key in known.values_list("pk", flat=True)
        )
