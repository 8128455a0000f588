"""The frame of a project's pages: fetching the project is the access check; its tabs are drawn from the same answer.

Each app adds its own tabs, and what they count, from its AppConfig.ready(); all of it comes in the one statement that
fetches the project.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse

from registry.export import asked
from registry.prepared import KEY, ask

from .actions import legal_verbs
from .models import Project
from .permissions import CHANGES, Permission, Reader, may, sees_all


@dataclass(frozen=True)
class Tab:
    """A tab: its word, the name of its URL (which takes the project's key), who sees it, and what it counts."""

    name: str
    url_name: str
    order: int
    permission: Permission = Permission.SEE_PROJECT
    count: str = ""  # the annotation that holds the number beside the word


@dataclass(frozen=True)
class Column:
    """A column that a higher app adds to the list of projects: its head, the template of its cells (which gets
    `project`), what the statement that brings a page's projects has to bring besides, `fill(projects, user)`, which
    gives them what the cells draw, in three more statements at most, and `say(project)`, the same for a spreadsheet.
    """

    head: str
    template: str
    annotations: Callable
    fill: Callable
    say: Callable


TABS = []
COLUMNS = []
ANNOTATIONS = {}  # name -> function of no arguments that returns an expression over Project


def add_tab(tab, **annotations):
    TABS.append(tab)
    TABS.sort(key=lambda tab: tab.order)
    ANNOTATIONS.update(annotations)


def counted(related_name):
    """An annotation: how many rows a project has under this related name (a foreign key named `project`)."""
    rows = Project._meta.get_field(related_name).related_model.objects.filter(project=OuterRef("pk"))
    return Coalesce(Subquery(rows.order_by().values("project").annotate(number=Count("pk")).values("number")), 0)


def annotated(projects, *names):
    """Projects with these annotations of the frame, as far as some app has added them: for lists of projects."""
    return projects.annotate(**{name: ANNOTATIONS[name]() for name in names if name in ANNOTATIONS})


def framed(sees_all):
    """The project of one key, with all that its frame shows, if some reader may know of it (registry.prepared)."""
    return annotated(Project.objects.visible_to(Reader(sees_all)), *ANNOTATIONS).filter(key=KEY).order_by()


def visible_project(user, make, **values):
    """The project of the prepared question `make(sees_all)`, as far as `user` may know of it; 404 else."""
    found = ask(make, sees_all(user), reader=user.pk, **values)
    if not found or not user.is_active:
        raise Http404("No such project.")
    return found[0]


def open_project(request, key, permission=Permission.SEE_PROJECT):
    """The project for a page: 404 if it is none of the reader's business, 403 with a sentence if they may not do this.

    The project comes with `tabs` (for templates/projects/frame.html), `can` ({"edit": True, ...}: what to draw) and
    `stage_verbs` ([(verb, word on the button)]: those that make sense now and that the reader may use).
    """
    project = visible_project(request.user, framed, key=key.upper())
    project.can = {each.name.lower(): may(request.user, each, project) for each in Permission}
    demand(request.user, permission, project)
    project.stage_verbs = legal_verbs(project) if project.can["edit"] or project.can["reopen"] else []
    project.tabs = [
        {
            "name": tab.name,
            "url": reverse(tab.url_name, args=[project.key]),
            "count": getattr(project, tab.count) if tab.count else None,
        }
        for tab in TABS
        if project.can[tab.permission.name.lower()]
    ]
    return project


def asked_of(request, project):
    """The format in which a list of the project is asked for, "" for none; 403 for whoever may not export."""
    word = asked(request)
    if word:
        demand(request.user, Permission.EXPORT, project)
    return word


def demand(user, permission, project):
    """403 with a sentence unless `user` may do `permission` on the project."""
    if may(user, permission, project):
        return
    if permission in CHANGES and project.is_closed:
        raise PermissionDenied(project.closed_says)
    raise PermissionDenied(f"In {project.key} you may not do this: {permission}. The help page says who may.")
