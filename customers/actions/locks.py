"""Who waits for whom, so that requests at the same moment see each other's work."""

from customers.models import Stakeholder
from projects.models import Project


def lock_project(project):
    """Who else would change this project's customers waits until this transaction ends."""
    Project.objects.select_for_update(no_key=True).filter(pk=project.pk).first()


def lock_part(stakeholder):
    """The project first, always: who holds a part never waits for a project that somebody else holds."""
    Project.objects.select_for_update(no_key=True).filter(pk=stakeholder.project_id).first()
    Stakeholder.objects.select_for_update(no_key=True).filter(pk=stakeholder.pk).first()
