"""The views of a person's or group's page, below its name. Each app adds its own from its AppConfig.ready()."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.permissions import Site, may

from .models import Party
from .models.parties import in_line


@dataclass(frozen=True)
class PartyView:
    """A view: its word, the name of its URL (which takes the party's key), who sees it (None: as the party)."""

    name: str
    url_name: str
    order: int
    permission: Site | None = None
    of_groups_only: bool = False


VIEWS = []


def add_party_view(view):
    VIEWS.append(view)
    VIEWS.sort(key=lambda view: view.order)


def open_party(request, pk, view):
    """What the head of every page about a person or group shows; 404 for one the reader may not know of.

    `above`, the groups it stands in from the top down, is for readers of the directory; others know the nearest only.
    """
    user = request.user
    may_read, may_edit = may(user, Site.READ_DIRECTORY), may(user, Site.EDIT_DIRECTORY)
    party, above = in_tree(pk) if may_read else on_its_own(user, pk)
    return {
        "party": party,
        "above": above,
        "side_from": side_from(party, above),
        "may_read": may_read,
        "may_edit": may_edit,
        "view": view,
        "views": [
            {"name": each.name, "url": reverse(each.url_name, args=[party.pk])}
            for each in VIEWS
            if (party.is_group or not each.of_groups_only) and (each.permission is None or may(user, each.permission))
        ],
    }


def in_tree(pk):
    """A party and the groups above it, in one statement."""
    known = {party.pk: party for party in Party.objects.lineage(pk)}
    if pk not in known:
        raise Http404("No such person or group.")
    for party in known.values():
        party.group = known.get(party.group_id)
    return known[pk], in_line(known, known[pk].group_id)


def on_its_own(user, pk):
    return get_object_or_404(Party.objects.visible_to(user).select_related("group"), pk=pk), []


def side_from(party, above):
    """The group whose "internal" or "external" counts for somebody who follows their group; None without one."""
    if party.side:
        return None
    return next((group for group in reversed(above) if group.side), None)
