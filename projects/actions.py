"""The verbs of a project. Each can refuse, with a sentence, and then writes nothing."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from registry.history import acting
from registry.models import Refused, Stale
from registry.search import fold

from .models import Goal, OrganisationalGoal, Project, Stage

# verb: (the stages it starts from, the stage it leads to, the word on its button)
STAGE_VERBS = {
    "activate": ({Stage.PROPOSED}, Stage.ACTIVE, "Activate"),
    "hold": ({Stage.ACTIVE}, Stage.ON_HOLD, "Put on hold"),
    "resume": ({Stage.ON_HOLD}, Stage.ACTIVE, "Resume"),
    "close": ({Stage.PROPOSED, Stage.ACTIVE, Stage.ON_HOLD}, Stage.CLOSED, "Close"),
    "reopen": ({Stage.CLOSED}, Stage.ACTIVE, "Reopen"),
}

NO_PURPOSE = "Name at least one organisational goal: a project exists because of one."
NO_MANAGER = "Keep at least one project manager: somebody has to look after the project."
KEY_TAKEN = "That key is taken. Choose another."


def legal_verbs(project):
    """The stage verbs that make sense now: [(verb, word on the button)]."""
    return [(verb, word) for verb, (start, _, word) in STAGE_VERBS.items() if project.stage in start]


def end_of(project, verb):
    """The stage that `verb` leads to. Raises Refused if it does not start from the project's stage."""
    start, end, word = STAGE_VERBS[verb]
    if project.stage not in start:
        raise Refused(f"{project.key} is {project.get_stage_display().lower()} now; “{word}” does not apply any more.")
    # Closed before it had a purpose, a project becomes a proposal again: only open can it be given one.
    if verb == "reopen" and not project.organisational_goals.exists():
        return Stage.PROPOSED
    return end


@transaction.atomic
def move_stage(*, project, verb, by):
    """Move a project along its stages.

    Raises Refused if the verb does not start from the project's stage, ValidationError at `organisational_goals` if it
    would be active without one (a project exists because of at least one), Stale if it was changed meanwhile.
    """
    end = end_of(project, verb)
    if end == Stage.ACTIVE and not project.organisational_goals.exists():
        raise ValidationError({"organisational_goals": NO_PURPOSE})
    with acting(by):
        project.stage, project.stage_since = end, timezone.localdate()
        project.save(update_fields=["stage", "stage_since"])


@transaction.atomic
def set_status(*, project, status, note, by):
    """Say how a project stands, and why. Raises Refused for a closed one, Stale if it was changed meanwhile."""
    if project.is_closed:
        raise Refused(project.closed_says)
    with acting(by):
        project.status, project.status_note = status, note
        project.save(update_fields=["status", "status_note"])


@transaction.atomic
def start_project(*, project, organisational_goals, by):
    """Save a new project; whoever starts it manages it. Raises ValidationError at `key` if it was taken meanwhile."""
    with acting(by):
        save_with_key(project)
        project.organisational_goals.set(organisational_goals)
        project.managers.add(by)
    return project


@transaction.atomic
def edit_project(*, project, organisational_goals, managers, by):
    """Save a changed project with what it serves and who manages it.

    Raises ValidationError at a field: `organisational_goals` if it would go on without one, `managers` if nobody would
    manage it, `key` if it was taken meanwhile.
    """
    organisational_goals, managers = list(organisational_goals), list(managers)
    if project.stage != Stage.PROPOSED and not organisational_goals:
        raise ValidationError({"organisational_goals": NO_PURPOSE})
    if not managers:
        raise ValidationError({"managers": NO_MANAGER})
    with acting(by):
        save_with_key(project)
        project.organisational_goals.set(organisational_goals)
        project.managers.set(managers)
    return project


def save_with_key(project):
    try:
        with transaction.atomic():
            project.save()
    except IntegrityError as error:
        if Project.objects.filter(key=project.key).exclude(pk=project.pk).exists():
            raise ValidationError({"key": KEY_TAKEN}) from error
        raise


def find_or_make_organisational_goal(*, name, by):
    """The organisational goal of that name (case and accents aside), made if there is none; None for a blank one.

    Administrators keep the vocabulary; a manager who finds nothing fitting in it adds to it rather than being stuck.
    """
    name = " ".join(name.split())
    if not name:
        return None
    for known in OrganisationalGoal.objects.all():
        if known.name == name or (fold(name) and fold(known.name) == fold(name)):
            return known
    with acting(by):
        return OrganisationalGoal.objects.get_or_create(name=name)[0]


def hold_open(project_id):
    """Lock a project until the end of the transaction; raises Refused if it is closed (perhaps a moment ago)."""
    project = Project.objects.select_for_update(no_key=True).get(pk=project_id)
    if project.is_closed:
        raise Refused(project.closed_says)


def hold_for_undo(keys, own):
    """Lock the projects that a change reached into; Refused if it is one of `own` alone, and that is closed.

    A merge may have reached into closed ones: what it moved there can go back.
    """
    for project in Project.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"):
        if project.pk == own and project.is_closed:
            raise Refused(project.closed_says)


@transaction.atomic
def add_goal(*, project, goal, organisational_goals, by):
    """Save a new goal as the project's last."""
    hold_open(project.pk)
    with acting(by):
        goal.project = project
        goal.number = (project.goals.aggregate(last=Max("number"))["last"] or 0) + 1
        goal.save()
        goal.organisational_goals.set(organisational_goals)
    return goal


@transaction.atomic
def edit_goal(*, goal, organisational_goals, by):
    hold_open(goal.project_id)
    with acting(by):
        goal.save()
        goal.organisational_goals.set(organisational_goals)
    return goal


@transaction.atomic
def delete_goal(*, goal, by):
    """Delete a goal, and what ties criteria to it; the others keep their numbers. Raises Stale as saving does."""
    hold_open(goal.project_id)
    if not Goal.objects.filter(pk=goal.pk, version=goal.version).exists():
        raise Stale(goal)
    with acting(by):
        goal.delete()


@transaction.atomic
def move_goal(*, goal, up, by):
    """Swap a goal with its neighbour above or below; the first cannot go up nor the last down (then nothing happens).

    Raises Stale if the goal was changed, or moved, since `goal` was read.
    """
    hold_open(goal.project_id)
    goals = list(Goal.objects.filter(project=goal.project_id).order_by("number"))
    place = next((i for i, other in enumerate(goals) if other.pk == goal.pk), None)
    if place is None or goals[place].version != goal.version:
        raise Stale(goal)
    neighbour = place - 1 if up else place + 1
    if not 0 <= neighbour < len(goals):
        return
    mine, other = goals[place], goals[neighbour]
    numbers = mine.number, other.number
    with acting(by):
        # A number is unique in its project: one of the two steps aside first.
        Goal.objects.filter(pk=other.pk).update(number=goals[-1].number + 1)
        mine.number, other.number = numbers[1], numbers[0]
        mine.save()
        other.save()
