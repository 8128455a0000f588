"""Prepared statements answer as their querysets do, to whoever asks, on whatever day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection, connections
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from customers.models import Stakeholder
from projects.models import Project
from registry.prepared import PROJECT, READER, ROW, ROWS, Ready, ask
from tests.cast import make_criterion, make_project, make_user
from valuecriteria.models import ValueCriterion


def users():
    return User.objects.with_groups().filter(pk=READER)


def read_criteria():
    return ValueCriterion.objects.filter(stakeholder__project=PROJECT, pk=ROW).for_reading()


def customers():
    return Stakeholder.objects.filter(project=PROJECT).with_roles().with_representative().order_by("pk")


def names():
    return Stakeholder.objects.filter(project=PROJECT).values_list("party__name", flat=True).order_by("party__name")


def first_keys():
    return Project.objects.exclude(pk=PROJECT).order_by("key").values("key")[:2]


def these_but_one():
    return (
        Project.objects.filter(Q(pk__in=ROWS) | Q(name__contains="%s 5 %"), pk__in=ROWS).exclude(pk=ROW).order_by("pk")
    )


def everything_of(row, seen=()):
    """A row's columns and annotations, and those of the rows that came along with it."""
    others = {name: other for name, other in row._state.fields_cache.items() if other is not None and other not in seen}
    come_along = {name: everything_of(other, (*seen, row)) for name, other in others.items()}
    return {name: value for name, value in vars(row).items() if name != "_state"} | {"come along": come_along}


def test_rows_come_as_from_the_queryset(project, customer, manager, statements):
    stakeholder = project.stakeholders.get()
    criterion = make_criterion(stakeholder, by=manager, confirmed=True)
    [expected] = ValueCriterion.objects.filter(pk=criterion.pk).for_reading()
    for _ in range(2):
        with statements(at_most=1):
            [found] = ask(read_criteria, project=project.pk, row=criterion.pk)
            assert found.current_revision.confirmation.said_by == "Tom Bexley"
        assert everything_of(found) == everything_of(expected)
    assert (found.is_confirmed, found.created_at) == (True, criterion.created_at)


def test_prefetched_rows_and_rows_of_values_come_too(project, sponsor, customer, statements):
    with statements(at_most=2):
        found = ask(customers, project=project.pk)
        assert [each.role.name for customer in found for each in customer.held] == ["Sponsor", "End user"]
    assert ask(names, project=project.pk) == ["Dana Whitfield", "Tom Bexley"]
    assert ask(first_keys, project=0) == [{"key": "CRM1"}]


def test_as_many_rows_as_are_given(manager):
    first, second, third = (make_project(f"P{number}", manager=manager) for number in (1, 2, 3))
    for asked, found in [
        ([first.pk], [first]),
        ([third.pk, first.pk, second.pk], [first, third]),
        ({second.pk}, []),
        ([], []),
    ]:
        assert ask(these_but_one, rows=asked, row=second.pk) == found
    with pytest.raises(KeyError, match="rows"):
        ask(these_but_one, row=second.pk)


def test_a_statement_is_built_once_a_day(manager, outsider):
    days = []

    def on_this_day():
        days.append(timezone.localdate())
        return users()

    with time_machine.travel("2026-12-31T12:00:00Z") as clock:
        assert [ask(on_this_day, reader=user.pk) for user in (manager, outsider, manager)] == [
            [manager],
            [outsider],
            [manager],
        ]
        clock.shift(timedelta(days=1))
        assert ask(on_this_day, reader=manager.pk) == [manager]
    assert days == [date(2026, 12, 31), date(2027, 1, 1)]


def test_current_means_today(project, sponsor):
    stakeholder = project.stakeholders.get()
    stakeholder.assignments.update(to_on=timezone.localdate() + timedelta(days=1))
    assert len(ask(customers, project=project.pk)[0].held) == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert ask(customers, project=project.pk)[0].held == []


def test_a_value_that_is_not_given_asks_nothing(project):
    with pytest.raises(KeyError, match="reader"):
        ask(users, project=project.pk)


def test_another_kind_of_database_has_its_own_statement(manager, monkeypatch):
    made = []

    def counted():
        made.append(connection.vendor)
        return users()

    ask(counted, reader=manager.pk)
    monkeypatch.setattr(connections["default"], "vendor", "another")
    ask(counted, reader=manager.pk)
    assert len(made) == 2


@pytest.mark.django_db(transaction=True)
def test_threads_ask_the_same_statement_each_by_its_own_connection():
    people = [make_user(f"Person{number} Example") for number in range(8)]
    for number, user in enumerate(people):
        make_project(f"P{number}", manager=user)

    def asked_often(user):
        try:
            return {found.email for _ in range(20) for found in ask(users, reader=user.pk) if found.manages_projects}
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as threads:
        assert list(threads.map(asked_often, people)) == [{user.email} for user in people]
    conditions = (timezone.localdate(), timezone.get_current_timezone_name(), connection.vendor)
    assert Ready.of(users, (), *conditions).compiler.connection is None
