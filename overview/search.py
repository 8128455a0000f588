"""Search over everything a reader may see: projects, people and groups, value criteria. A few hits of each."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from customers.models import Party
from customers.queries import with_parts
from projects.models import Project
from valuecriteria.models import ValueCriterion

MOST_HITS = 10


@dataclass(frozen=True)
class Hits:
    """The first hits of one kind; `more_url` leads to all of them where there is such a list."""

    rows: list
    more: bool
    more_url: str = ""

    def __len__(self):
        return len(self.rows)

    def __bool__(self):
        return bool(self.rows)


def hits(queryset, more_url=""):
    rows = list(queryset[: MOST_HITS + 1])
    return Hits(rows[:MOST_HITS], len(rows) > MOST_HITS, more_url)


def projects_found(user, text):
    found = Project.objects.visible_to(user).search(text).order_by("name_key", "pk")
    return hits(found, f"{reverse('projects')}?{urlencode({'q': text})}")


def parties_found(user, text, *, reads_directory):
    """With their parts in the projects that the reader sees; only readers of the directory are led to a full list."""
    found = Party.objects.visible_to(user).search(text, by_contact=reads_directory)
    found = found.select_related("group").order_by("name_key", "pk")
    url = f"{reverse('directory')}?{urlencode({'q': text})}" if reads_directory else ""
    return hits(with_parts(found, user), url)


def criteria_found(user, text):
    found = ValueCriterion.objects.visible_to(user).search(text).with_facts()
    found = found.select_related("stakeholder__project", "stakeholder__party", "current_revision")
    return hits(found.order_by("stakeholder__party__name_key", "stakeholder", "number"))
