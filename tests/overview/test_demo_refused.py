"""When the demo is not loaded: it never mixes with real data by accident, and it comes whole or not at all."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from overview.demo.builder import Demo
from projects.models import OrganisationalGoal
from tests.cast import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(monkeypatch):
    """Whether the demo was built; building itself is tried in test_demo.py."""
    calls = []
    monkeypatch.setattr(Demo, "build", lambda self: calls.append(self.password) or {"projects": 3})
    return calls


def load(*options):
    said = StringIO()
    call_command("load_demo", *options, stdout=said)
    return said.getvalue()


def test_loaded_into_an_empty_database_with_the_password_of_the_settings(built, settings):
    settings.DEMO_PASSWORD = "a password of ours"
    assert "a password of ours" in load("--if-empty")
    assert built == ["a password of ours"]


def test_refused_beside_other_users(built, make_somebody):
    with pytest.raises(CommandError, match="This database has other users"):
        load()
    assert built == []


def test_nothing_is_done_or_said_if_there_are_users_already(built, make_somebody):
    assert load("--if-empty") == ""
    assert built == []


def test_forced_beside_other_users(built, make_somebody):
    assert "3 projects" in load("--force")
    assert len(built) == 1


def test_even_forced_it_says_what_it_would_collide_with(built, manager):
    manager.email = "manager@example.org"
    manager.save()
    make_project(manager=manager)
    with pytest.raises(CommandError, match=r"collide with what is here: manager@example\.org, CRM1"):
        load("--force")
    assert built == []


def test_all_or_nothing(monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(Demo, "tell", fail)
    with pytest.raises(RuntimeError):
        load()
    assert not User.objects.exists()
    assert not OrganisationalGoal.objects.exists()


@pytest.fixture
def make_somebody(db):
    return User.objects.create_user("somebody@example.com", name="Somebody Else")
