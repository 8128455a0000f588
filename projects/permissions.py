"""Who may do what: one table, one question (`may`). The help page prints this table; buttons and views ask the same.

A *standing* is what a user is to a project. Fetching a project through `Project.objects.visible_to(user)` is the first
check (outsiders get 404) and brings the standings along; `may` is the second (403).
"""

from dataclasses import dataclass
from enum import StrEnum

from registry.prepared import PROJECT, READER, ask


@dataclass(frozen=True)
class Reader:
    """Some active user, as far as `visible_to` asks of one (for registry.prepared)."""

    is_administrator: bool = False
    pk: int = READER
    is_pmo_viewer: bool = False
    is_authenticated: bool = True
    is_active: bool = True


SOMEBODY = Reader()  # who is shown only what is theirs


class Standing(StrEnum):
    CUSTOMER = "customer with a login"
    SPONSOR = "sponsor of the project"
    MANAGER = "manager of the project"
    PMO = "PMO viewer"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What can be asked of a project. The words are the help page's rows."""

    SEE_PROJECT = "see a project, its goals, its customers' names and roles"
    OWN_VALUE = "own criteria and scores: read, propose, confirm, score"
    SEE_VALUE = "other customers' criteria, alignment, satisfaction, history"
    SEE_JUDGEMENT = "assessments and private notes"
    JUDGE = "assess customers"
    REVIEW = "review criteria, decide conflicts, sign a baseline"
    EDIT = "edit project, goals, customers, criteria, pulse, promises"
    REOPEN = "reopen a closed project"
    EXPORT = "export, sponsor's pack (without judgement)"


class Site(StrEnum):
    """What can be asked of the site as a whole."""

    CREATE_PROJECT = "create a project"
    READ_DIRECTORY = "read the directory of people and groups"
    EDIT_DIRECTORY = "edit people and groups"
    MERGE = "merge people and groups, and undo it"
    ADMINISTER = "Django admin, vocabularies, users"


_CUSTOMER, _SPONSOR, _MANAGER, _PMO, _ADMIN = Standing
_SEES_ALL = {_SPONSOR, _MANAGER, _PMO, _ADMIN}

TABLE = {
    Permission.SEE_PROJECT: {_CUSTOMER, *_SEES_ALL},
    Permission.OWN_VALUE: {_CUSTOMER, _SPONSOR, _MANAGER, _ADMIN},
    Permission.SEE_VALUE: _SEES_ALL,
    Permission.SEE_JUDGEMENT: {_MANAGER, _ADMIN},
    Permission.JUDGE: {_MANAGER, _ADMIN},
    Permission.REVIEW: {_SPONSOR},
    Permission.EDIT: {_MANAGER, _ADMIN},
    Permission.REOPEN: {_MANAGER, _ADMIN},
    Permission.EXPORT: _SEES_ALL,
}

# Words for the help page where a plain yes would say too much or too little.
REMARKS = {
    (Permission.SEE_PROJECT, _CUSTOMER): "where they have a part",
    (Permission.SEE_PROJECT, _PMO): "all projects",
    (Permission.SEE_PROJECT, _ADMIN): "all projects",
    (Permission.REVIEW, _ADMIN): "only if also sponsor",
    (Site.CREATE_PROJECT, _MANAGER): "whoever is in the group Project managers",
    (Site.READ_DIRECTORY, _MANAGER): "whoever manages a project or may create one",
    (Site.EDIT_DIRECTORY, _MANAGER): "whoever manages a project or may create one",
    (Site.MERGE, _MANAGER): "whoever manages a project or may create one",
}

SITE_TABLE = {
    Site.CREATE_PROJECT: {_MANAGER, _ADMIN},
    Site.READ_DIRECTORY: {_MANAGER, _PMO, _ADMIN},
    Site.EDIT_DIRECTORY: {_MANAGER, _ADMIN},
    Site.MERGE: {_MANAGER, _ADMIN},
    Site.ADMINISTER: {_ADMIN},
}

# What changes a project: refused while it is closed, to everybody.
CHANGES = {Permission.EDIT, Permission.JUDGE, Permission.REVIEW}


def standings(user, project):
    """What `user` is to `project`; asks the database only if `visible_to(user)` has not brought the answer."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if getattr(project, "standings_of", None) != user.pk:
        [found] = ask(standings_in_one, reader=user.pk, project=project.pk) or [None]
        if found is None:
            return frozenset()
        for name in ("standings_of", "is_managed", "is_sponsored", "has_part"):
            setattr(project, name, getattr(found, name))
    facts = {
        Standing.CUSTOMER: project.has_part,
        Standing.SPONSOR: project.is_sponsored,
        Standing.MANAGER: project.is_managed,
        Standing.PMO: user.is_pmo_viewer,
        Standing.ADMINISTRATOR: user.is_administrator,
    }
    return frozenset(standing for standing, holds in facts.items() if holds)


def standings_in_one():
    from projects.models import Project

    return Project.objects.with_standings(SOMEBODY).filter(pk=PROJECT).order_by()


def sees_all(user):
    """Whether `user` is shown every project: the one thing about a reader that changes what is asked."""
    return user.is_administrator or user.is_pmo_viewer


def may(user, permission, project=None):
    """Whether `user` may do `permission`, on `project` or, for a `Site` permission, at all."""
    if isinstance(permission, Site):
        return may_on_site(user, permission)
    if permission in CHANGES and project.is_closed:
        return False
    return bool(standings(user, project) & TABLE[permission])


def may_on_site(user, permission):
    if not user.is_authenticated or not user.is_active:
        return False
    holds = {Standing.ADMINISTRATOR} if user.is_administrator else set()
    if user.is_pmo_viewer:
        holds.add(Standing.PMO)
    if user.is_project_manager or (permission != Site.CREATE_PROJECT and user.manages_projects):
        holds.add(Standing.MANAGER)
    return bool(holds & SITE_TABLE[permission])
