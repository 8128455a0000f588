"""The verbs of the service: what the project hands over and who gets it, and who speaks for whom."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from customers.models import Recipient, Role, SpeaksFor, Stakeholder
from projects.actions import hold_open
from projects.models import Deliverable
from registry.bulk import create_all, delete_all, update_all
from registry.history import acting
from registry.models import Refused, Stale
from registry.undo import batch

NAME_TAKEN = "The project has a deliverable of that name already."


@transaction.atomic
def save_deliverable(*, deliverable, goals, by, named=(), taken_off=()):
    """Save a deliverable, new or changed, with the goals it serves; name and take off who gets it (stakeholders).

    Raises Refused for a closed project and for goals or customers of another one, ValidationError at `name` for one the
    project has already, Stale if somebody else saved it since it was read.
    """
    hold_open(deliverable.project_id)
    goals = list(goals)
    if any(goal.project_id != deliverable.project_id for goal in goals):
        raise Refused("A deliverable serves goals of its own project.")
    with acting(by):
        save_with_name(deliverable)
        deliverable.goals.set(goals)
    pairs = [[(deliverable, stakeholder) for stakeholder in some] for some in (named, taken_off)]
    set_who_gets(project=deliverable.project, named=pairs[0], taken_off=pairs[1], by=by)
    return deliverable


def save_with_name(deliverable):
    try:
        with transaction.atomic():
            deliverable.save()
    except IntegrityError as error:
        same = Deliverable.objects.filter(project=deliverable.project_id, name=deliverable.name)
        if same.exclude(pk=deliverable.pk).exists():
            raise ValidationError({"name": NAME_TAKEN}) from error
        raise


@transaction.atomic
def delete_deliverable(*, deliverable, by):
    """Delete a deliverable, and who gets it; criteria that name it stay and name none. Returns the batch, to undo it.

    Raises Refused for a closed project, Stale if somebody else saved it since it was read.
    """
    hold_open(deliverable.project_id)
    if not Deliverable.objects.filter(pk=deliverable.pk, version=deliverable.version).exists():
        raise Stale(deliverable)
    words = f"deleted the deliverable “{deliverable}”"
    with batch(kind="delete", words=words, by=by, project=deliverable.project) as made:
        criteria = list(
            deliverable.criteria.select_for_update(of=("self",)).select_related("stakeholder__party").order_by("pk")
        )
        for criterion in criteria:
            criterion.deliverable = deliverable  # at hand, so that the history knows its name
        update_all(criteria, deliverable=None)
        delete_all(list(deliverable.recipients.select_related("deliverable", "stakeholder__party")))
        deliverable.goals.remove(*deliverable.goals.all())
        deliverable.delete()
    return made


@transaction.atomic
def set_who_gets(*, project, named, taken_off, by):
    """Make customers recipients, and take others off: pairs of a deliverable and a stakeholder of this project.

    What holds already stays as it is. Raises Refused for a closed project and for what belongs to another one.
    """
    hold_open(project.pk)
    if any(row.project_id != project.pk for pair in named for row in pair):
        raise Refused(f"Who gets something from {project.key} has a part in {project.key}.")
    with acting(by):
        set_pairs(Recipient, ("deliverable", "stakeholder"), named, taken_off)


@transaction.atomic
def set_who_speaks(*, project, named, taken_off, by):
    """Let senior users speak for end users, and others no longer: pairs of the speaker and the one spoken for.

    What holds already stays as it is. Raises Refused for a closed project, for a speaker who is no senior user of it
    today, for somebody who is no end user of it today, and for somebody speaking for themselves.
    """
    hold_open(project.pk)
    parts = Stakeholder.objects.filter(project=project.pk)
    for place, kind, words in (
        (0, Role.Kind.SENIOR_USER, "is no senior user"),
        (1, Role.Kind.END_USER, "is no end user"),
    ):
        wanted = {pair[place].pk: pair[place] for pair in named}
        having = set(parts.having_role(kind=kind).filter(pk__in=wanted).values_list("pk", flat=True))
        for pk, stakeholder in wanted.items():
            if pk not in having:
                raise Refused(f"{stakeholder} {words} of {project.key} today. Change their roles first.")
    for speaker, spoken_for in named:
        if speaker.pk == spoken_for.pk:
            raise Refused(f"{speaker} speaks for themselves anyway.")
    with acting(by):
        set_pairs(SpeaksFor, ("speaker", "spoken_for"), named, taken_off)


def set_pairs(model, sides, named, taken_off):
    """Rows of a model that ties two others together: those missing are made, those taken off deleted."""
    pairs = {(one.pk, other.pk): (one, other) for one, other in [*named, *taken_off]}
    asked = {f"{side}__in": {key[place] for key in pairs} for place, side in enumerate(sides)}
    found = model.objects.filter(**asked)
    rows = {(getattr(row, f"{sides[0]}_id"), getattr(row, f"{sides[1]}_id")): row for row in found}
    for key in pairs.keys() & rows.keys():
        for side, known in zip(sides, pairs[key], strict=True):
            setattr(rows[key], side, known)  # at hand, so that the history need not ask for every name
    keys = {(one.pk, other.pk) for one, other in taken_off}
    delete_all([rows[key] for key in pairs if key in keys and key in rows])
    create_all([
        model(**dict(zip(sides, pair, strict=True)))
        for key, pair in pairs.items()
        if key not in keys and key not in rows
    ])  # fmt: skip
