"""Who waits for whom, so that requests at the same moment see each other's work.

Whoever needs several waits for them in this order, and for several of a kind by their keys, so that nobody waits in a
ring: projects, the tree of groups (`lock_tree`), groups above, people and groups, parts, criteria. What may be done is
asked after waiting, not before: who waited is told of what happened meanwhile (tests/test_meanwhile.py).
"""

from customers.models import Stakeholder
from projects.actions import hold_open


def lock_project(project):
    """Who else would change this project's customers waits until this transaction ends."""
    hold_open(project.pk)


def lock_part(stakeholder):
    """The project first, always: who holds a part never waits for a project that somebody else holds."""
    hold_open(stakeholder.project_id)
    Stakeholder.objects.select_for_update(no_key=True).filter(pk=stakeholder.pk).first()
