"""The verbs of a project. Each can refuse, with a sentence, and then writes nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from registry.history import acting
from registry.models import Refused

from .models import Goal, Project, Stage

# verb: (the stages it starts from, the stage it leads to, the word on its button)
STAGE_VERBS = {
    "activate": ({Stage.PROPOSED}, Stage.ACTIVE, "Activate"),
    "hold": ({Stage.ACTIVE}, Stage.ON_HOLD, "Put on hold"),
    "resume": ({Stage.ON_HOLD}, Stage.ACTIVE, "Resume"),
    "close": ({Stage.PROPOSED, Stage.ACTIVE, Stage.ON_HOLD}, Stage.CLOSED, "Close"),
    "reopen": ({Stage.CLOSED}, Stage.ACTIVE, "Reopen"),
}


def legal_verbs(project):
    """The stage verbs that make sense now: [(verb, word on the button)]."""
    return [
        (verb, word)
        for verb, (start, _, word) in STAGE_VERBS.items()
        if project.stage in start
    ]


@transaction.atomic
def move_stage(*, project, verb, by):
    """Move a project along its stages.

    Raises Refused if the verb does not start from the project's stage, ValidationError at `organisational_goals` if it
    would be active without one (DOMAIN.md: a project exists because of at least one), Stale if it was changed meanwhile.
    """
    start, end, word = STAGE_VERBS[verb]
    if project.stage not in start:
        raise Refused(
            f"{project.key} is {project.get_stage_display().lower()} now; “{word}” does not apply any more."
        )
    if end == Stage.ACTIVE and not project.organisational_goals.exists():
        raise ValidationError(
            {
                "organisational_goals": "Name at least one organisational goal: a project exists because of one."
            }
        )
    with acting(by):
        project.stage, project.stage_since = end, timezone.localdate()
        project.save(update_fields=["stage", "stage_since"])


@transaction.atomic
def start_project(*, project, organisational_goals, by):
    """Save a new project; whoever starts it manages it."""
    with acting(by):
        project.save()
        project.organisational_goals.set(organisational_goals)
        project.managers.add(by)
    return project


@transaction.atomic
def add_goal(*, project, goal, organisational_goals, by):
    """Save a new goal as the project's last."""
    Project.objects.select_for_update().get(pk=project.pk)
    with acting(by):
        goal.project = project
        goal.number = (project.goals.aggregate(last=Max("number"))["last"] or 0) + 1
        goal.save()
        goal.organisational_goals.set(organisational_goals)
    return goal


@transaction.atomic
def move_goal(*, goal, up, by):
    """Swap a goal with its neighbour above or below; the first cannot go up nor the last down (then nothing happens)."""
    Project.objects.select_for_update().get(pk=goal.project_id)
    goals = list(Goal.objects.filter(project=goal.project_id).order_by("number"))
    place = next(i for i, other in enumerate(goals) if other.pk == goal.pk)
    neighbour = place - 1 if up else place + 1
    if not 0 <= neighbour < len(goals):
        return
    mine, other = goals[place], goals[neighbour]
    numbers = mine.number, other.number
    with acting(by):
        # A number is unique in its project: one of the two steps aside first.
        Goal.objects.filter(pk=other.pk).update(number=max(g.number for g in goals) + 1)
        mine.number, other.number = numbers[1], numbers[0]
        mine.save()
        other.save()
