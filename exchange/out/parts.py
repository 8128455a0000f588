"""Everybody with a part in a project, some hundred at a time, with what the files say of them."""

from collections import defaultdict

from customers.listed import brought
from customers.models import Assessment, Stakeholder
from registry.export import in_chunks
from valuecriteria.models import ValueCriterion

BY_NAME = ("party__name_key", "pk")


def parts_of(project, *, judged=False, valued=False):
    """Each with `reading`, the newest assessment or None, only if `judged`; with `valued`, what they say they value:
    {kind: [statement]}, without what was withdrawn.
    """

    def prepare(rows):
        rows = brought(rows)
        if judged:
            bring_readings(rows)
        if valued:
            bring_statements(rows)
        return rows

    found = Stakeholder.objects.filter(project=project.pk).with_roles().with_representative()
    return in_chunks(found.select_related("party__group", "relationship_owner__person"), BY_NAME, prepare)


def bring_readings(stakeholders):
    newest = Assessment.objects.filter(stakeholder__in=[each.pk for each in stakeholders]).newest()
    readings = {reading.stakeholder_id: reading for reading in newest}
    for each in stakeholders:
        each.reading = readings.get(each.pk)


def bring_statements(stakeholders):
    criteria = ValueCriterion.objects.filter(stakeholder__in=[each.pk for each in stakeholders]).live()
    said = defaultdict(lambda: defaultdict(list))
    columns = ("stakeholder", "kind", "current_revision__statement")
    for stakeholder, kind, statement in criteria.order_by("number", "pk").values_list(*columns):
        said[stakeholder][kind].append(statement)
    for each in stakeholders:
        each.valued = said[each.pk]


def read(name):
    """A column of what the newest assessment says."""
    return lambda part: getattr(part.reading, name) if part.reading else None


def engagement(name):
    return lambda part: getattr(part.reading, f"get_{name}_display")() if part.reading else ""
