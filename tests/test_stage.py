"""The tests' own stage: whoever stands there is for each test as if newly made."""

import pytest

from customers.models import Stakeholder
from projects.models import Project
from tests.cast import make_customer
from tests.stage import scene

pytestmark = pytest.mark.django_db


@scene
def zoe(project, manager):
    return make_customer(project, "Zoe Zimmer", by=manager)


@scene
def pair(zoe, project, manager):
    return zoe, make_customer(project, "Ann Other", by=manager)


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


@pytest.mark.parametrize("turn", range(3))
def test_what_a_test_does_to_a_scene_is_gone_for_the_next(turn, project, pair, zoe, request):
    assert pair[0] is zoe
    assert zoe.project is project
    assert (zoe.why, zoe.version) == ("", 1)
    zoe.why = "Something else"
    zoe.save()
    pair[1].delete()
    if turn == 1:
        request.getfixturevalue("sponsor")
    assert Stakeholder.objects.count() == (2 if turn == 1 else 1)


def test_whoever_is_named_beside_a_scene_is_there_too(pair, outsider, sponsor):
    assert Stakeholder.objects.count() == 3


def test_a_scene_that_is_named_late_comes_late(request, project):
    assert not Stakeholder.objects.exists()
    assert [request.getfixturevalue("pair")[1].party.name, Stakeholder.objects.count()] == ["Ann Other", 2]


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_makes_its_own(pair, project):
    assert Stakeholder.objects.filter(project=project).count() == 2
