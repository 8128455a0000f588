"""Owners were logins and became members of the team: what the migration makes of rows from before it."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.migrated import empty_database

PROJECTS = ("projects", "0004_handed_over")  # later columns of projects have no default in the database
BEFORE = [PROJECTS, ("customers", "0004_customers_in_depth")]
AFTER = [PROJECTS, ("customers", "0007_owner_no_login")]


@pytest.fixture
def migrate(django_db_setup, django_db_blocker):
    def to(targets):
        executor = MigrationExecutor(connection)
        executor.migrate(targets)
        return MigrationExecutor(connection).loader.project_state(targets).apps.get_model

    with django_db_blocker.unblock(), empty_database():
        yield to


def part(model, project, name, owner):
    person = model("customers", "Party").objects.create(name=name, name_key=name.lower(), search_text=name.lower())
    row = model("customers", "Stakeholder").objects.create(project=project, party=person, relationship_owner=owner)
    model("customers", "HistoricalStakeholder").objects.create(
        id=row.pk,
        project_id=project.pk,
        party_id=person.pk,
        relationship_owner_id=owner.pk,
        history_date=row.created_at,
        history_type="+",
        updated_at=row.updated_at,
    )
    return row


def test_owners_join_the_team_and_go_back(migrate):
    model = migrate(BEFORE)
    users = model("accounts", "User").objects
    known, unknown = (users.create(email=f"{name.lower()}@example.org", name=name) for name in ("Priya", "Jonas"))
    priya = model("customers", "Party").objects.create(name="Priya Nair", name_key="priya nair", user=known)
    project = model("projects", "Project").objects.create(key="CRM1", name="CRM", name_key="crm")
    first, second, third = (
        part(model, project, name, owner) for name, owner in (("Ana", known), ("Ben", known), ("Cleo", unknown))
    )

    model = migrate(AFTER)
    parts = model("customers", "Stakeholder").objects
    owners = [parts.get(pk=row.pk).relationship_owner for row in (first, second, third)]
    assert owners[0] == owners[1] != owners[2]
    assert (owners[0].person_id, owners[0].project_id, owners[0].to_on) == (priya.pk, project.pk, None)
    assert (owners[2].person.name, owners[2].person.user_id, owners[2].person.kind) == ("Jonas", unknown.pk, "person")
    past = model("customers", "HistoricalStakeholder").objects
    assert past.get(id=third.pk).relationship_owner_id == owners[2].pk
    histories = [model("customers", f"Historical{name}").objects for name in ("TeamMember", "Party")]
    assert [history.filter(id=row.pk, history_type="+").count() for history, row in zip(
        histories, (owners[2], owners[2].person), strict=True
    )] == [1, 1]  # fmt: skip
    assert model("customers", "Role").objects.get(kind="provider").name == "Resource provider"

    model = migrate(BEFORE)
    parts = model("customers", "Stakeholder").objects
    assert [parts.get(pk=row.pk).relationship_owner_id for row in (first, third)] == [known.pk, unknown.pk]


def test_every_migration_of_ours_can_go_back():
    ours = {config.label for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR}
    found = {key: each for key, each in MigrationLoader(None).disk_migrations.items() if key[0] in ours}
    assert len(found) > 30
    assert [key for key, each in found.items() if not all(step.reversible for step in each.operations)] == []
