"""Pages about projects: the list, creating, editing, and the verbs that move them."""

from copy import copy
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from projects import actions
from projects.forms import ListForm, ProjectEditForm, ProjectForm, StatusForm, VersionForm
from projects.frame import COLUMNS, annotated, open_project
from projects.models import Project, Status
from projects.permissions import Permission, Site, may
from projects.tables import project_table
from registry.export import asked, exported
from registry.forms import saved, status_of
from registry.models import Refused, Stale
from registry.paging import capped_count, keyset_page
from registry.prepared import ROWS, ask

from .posting import FORM, stale_verb, typed


@require_safe
def project_list(request):
    """Every project that the reader may know of, searched and filtered by what stands in the address."""
    form = ListForm(request.GET)
    chosen = form.chosen()
    projects = filtered(Project.objects.visible_to(request.user), chosen)
    rows, order = ordered(projects, chosen["sort"])
    if word := asked(request):
        table = project_table(rows, order, lambda some: fill(some, request.user), COLUMNS)
        return exported(word, "projects", table)
    page = keyset_page(rows, order, chosen["after"])
    page.rows = fill(page.rows, request.user)
    context = {
        "section": "projects",
        "filters": form,
        "chosen": chosen,
        "chips": chips_of(form, chosen, request.GET),
        "page": page,
        "columns": COLUMNS,
        "total": capped_count(projects),
        "may_create": may(request.user, Site.CREATE_PROJECT),
    }
    return render(request, "projects/list.html", context)


def fill(projects, user):
    """The projects of one page with what the columns show: in the statement that looks for it, it would be of all.

    One that an administrator deleted a moment ago is left out.
    """
    by_key = {row.pop("pk"): row for row in ask(shown, rows=[project.pk for project in projects])}
    projects = [project for project in projects if project.pk in by_key]
    for project in projects:
        vars(project).update(by_key[project.pk])
    for column in COLUMNS:
        column.fill(projects, user)
    return projects


def shown():
    columns = ["sponsor_name", "sponsor_id", "customer_count"]
    known = annotated(Project.objects.filter(pk__in=ROWS), *columns).order_by()
    for column in COLUMNS:
        added = column.annotations()
        known, columns = known.annotate(**added), [*columns, *added]
    return known.values("pk", *columns)


def filtered(projects, chosen):
    projects = projects.search(chosen["q"])
    if chosen["stage"]:
        projects = projects.filter(stage=chosen["stage"])
    if chosen["whose"]:
        projects = projects.filter(is_managed=True)
    return projects


def chips_of(form, chosen, params):
    """The filters in force, each with the address without it."""
    chips = []
    for name in ("q", "stage", "whose"):
        if chosen[name]:
            rest = params.copy()
            rest.pop(name)
            rest.pop("after", None)
            words = dict(getattr(form.fields[name], "choices", ()))
            value = words.get(chosen[name], chosen[name])
            chips.append({"label": form[name].label, "value": value, "remove_url": f"?{rest.urlencode()}"})
    return chips


def ordered(projects, sort):
    """The list in one of the orders that its columns offer: (projects, the names that keyset_page takes).

    A project without an end stands last, whichever way the ends are sorted.
    """
    if sort in ("ends", "-ends"):
        no_end = date(2200, 12, 31) if sort == "ends" else date(1900, 1, 1)
        projects = projects.annotate(ends=Coalesce("ends_on", Value(no_end)))
        return projects, (sort, "name_key", "id")
    return projects, (("-name_key", "-id") if sort == "-name" else ("name_key", "id"))


@require_http_methods(FORM)
def project_new(request):
    if not may(request.user, Site.CREATE_PROJECT):
        raise PermissionDenied("Projects are created by project managers. Ask an administrator to make you one.")
    form = ProjectForm(typed(request))

    def save():
        purposes = form.purposes(request.user)
        actions.start_project(project=form.instance, organisational_goals=purposes, by=request.user)

    if form.is_bound and saved(form, save):
        messages.success(request, f"{form.instance} is created, and you manage it. Next: log its customers.")
        return redirect(form.instance)
    return render(request, "projects/new.html", {"form": form, "section": "projects"}, status=status_of(form))


@require_http_methods(FORM)
def project_edit(request, key):
    """Edit a project; with `then` a stage verb follows in the same transaction ("Save and activate")."""
    project = open_project(request, key, Permission.EDIT)
    then = request.POST.get("then", "")
    # The page around the form shows the project as it is; the form's own copy takes what was typed.
    form = ProjectEditForm(typed(request), instance=copy(project))

    def save():
        purposes, managers = form.purposes(request.user), form.cleaned_data["managers"]
        actions.edit_project(project=form.instance, organisational_goals=purposes, managers=managers, by=request.user)
        if then in actions.STAGE_VERBS:
            actions.move_stage(project=form.instance, verb=then, by=request.user)

    if form.is_bound and saved(form, save):
        messages.success(request, f"{form.instance} is saved.")
        return leave(request, form.instance)
    return edit_page(request, project, form)


def leave(request, project):
    """Back to the project; to the list for a manager who took themselves off it."""
    known = Project.objects.visible_to(request.user).filter(pk=project.pk).exists()
    return redirect(project if known else "projects")


def edit_page(request, project, form, then=""):
    goes_on = [verb for verb, word in project.stage_verbs if verb in ("activate", "resume")]
    return render(
        request,
        "projects/edit.html",
        {"project": project, "form": form, "then": then or next(iter(goes_on), "")},
        status=status_of(form),
    )


@require_http_methods(FORM)
def project_status(request, key):
    project = open_project(request, key, Permission.EDIT)
    form = StatusForm(typed(request), instance=copy(project))

    def save():
        status, note = form.cleaned_data["status"], form.cleaned_data["status_note"]
        actions.set_status(project=form.instance, status=status, note=note, by=request.user)

    if form.is_bound and saved(form, save):
        said = f"{project.key} stands on {form.instance.get_status_display().lower()} now."
        if form.instance.status != Status.GREEN:
            allies = reverse("pulse-allies", args=[project.key])
            said = format_html('{} <a href="{}">See whom to turn to, and whom you are losing</a>', said, allies)
        messages.success(request, said)
        return redirect(project)
    return render(request, "projects/status.html", {"project": project, "form": form}, status=status_of(form))


@require_http_methods(FORM)
def project_stage(request, key, verb):
    """Say what a stage verb does, and do it; activating without an organisational goal asks for one."""
    if verb not in actions.STAGE_VERBS:
        raise Http404("No such verb.")
    project = open_project(request, key, Permission.REOPEN if verb == "reopen" else Permission.EDIT)
    if verb not in dict(project.stage_verbs):
        messages.error(request, refusal_of(project, verb))
        return redirect(project)
    form = VersionForm(typed(request), initial={"version": project.version})
    if form.is_bound and form.is_valid():
        moving = copy(project)
        moving.version = form.cleaned_data["version"]
        try:
            actions.move_stage(project=moving, verb=verb, by=request.user)
        except Stale:
            form = stale_verb(VersionForm, {"version": project.version})
        except ValidationError as error:
            return edit_page(request, project, edit_form_with(project, error), then=verb)
        else:
            messages.success(request, f"{project.key} is {moving.get_stage_display().lower()} now.")
            return redirect(project)
    return render(request, "projects/stage.html", stage_page(project, verb, form), status=status_of(form))


def refusal_of(project, verb):
    try:
        actions.end_of(project, verb)
    except Refused as refusal:
        return str(refusal)
    return ""


def edit_form_with(project, error):
    """The edit form as it stands in the database, with what an action refused."""
    fresh = ProjectEditForm(instance=copy(project))
    form = ProjectEditForm({field.html_name: field.value() for field in fresh}, instance=copy(project))
    form.add_error(None, error)
    return form


STAGE_WORDS = {
    "activate": [
        "The project goes from a proposal to work that is under way.",
        "It can be put on hold or closed later; nothing else changes.",
    ],
    "hold": [
        "The project is shown as on hold until somebody resumes it.",
        "Its customers, goals and criteria stay as they are and can still be edited.",
    ],
    "resume": ["The project is shown as active again."],
    "close": [
        "Nothing in the project can be changed any more: not its goals, customers, criteria or reviews.",
        "Everything in it stays readable for the same people.",
        "A project manager can reopen it.",
    ],
    "reopen": [
        "The project is active again, or a proposal if it has no organisational goal.",
        "Its goals, customers and criteria can be changed again.",
    ],
}


def stage_page(project, verb, form):
    word = dict(project.stage_verbs)[verb]
    return {
        "section": "projects",
        "project": project,
        "title": f"{word} {project.key}?",
        "consequences": STAGE_WORDS[verb],
        "form": form,
        "submit": word,
        "cancel_url": project.get_absolute_url(),
    }
