"""The tests' own stage: whoever stands there is for each test as if newly made."""

import pytest

from customers.models import Stakeholder
from projects.models import Project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("turn", range(3))
def test_what_a_test_does_to_the_cast_is_gone_for_the_next(turn, project, customer, manager):
    assert (project.name, project.version, manager.name) == ("Customer management software", 1, "Priya Nair")
    assert Stakeholder.objects.get().party.user == customer
    project.name = "Something else"
    project.save()
    manager.name = ""
    customer.delete()


def test_who_is_not_named_is_not_there(project):
    assert not Stakeholder.objects.exists()
    assert Project.objects.get() == project


def test_whoever_is_named_late_comes_late(request, project):
    user = request.getfixturevalue("sponsor")
    assert Stakeholder.objects.get().party.user == user
    assert Stakeholder.objects.get().project == project


def test_nobody_named_nobody_there():
    assert not Project.objects.exists()
