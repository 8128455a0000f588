"""Several requests at the same moment: the rules hold, and nobody meets an error page."""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from customers import actions
from customers.models import Party, Role, Stakeholder
from tests.cast import make_customer

LOG, HAND = "/projects/CRM1/customers/log/", "/projects/CRM1/sponsor/"
AT_ONCE = 10

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(user, *posts):
    """The statuses of these (url, data) posted by one user, each in a thread of its own, all starting together."""
    clients = [Client() for _ in posts]
    for client in clients:
        client.force_login(user)
    start, statuses = Barrier(len(posts)), [None] * len(posts)

    def post(number, url, data):
        try:
            start.wait()
            statuses[number] = clients[number].post(url, data).status_code
        finally:
            connections.close_all()

    threads = [Thread(target=post, args=(number, *each)) for number, each in enumerate(posts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def role(name):
    return str(Role.objects.get(name=name).pk)


def test_of_ten_sponsors_logged_at_once_one_is_accountable(project, manager):
    posts = [
        (LOG, {"name": f"Sponsor Number{number}", "kind": "person", "roles": [role("Sponsor")]})
        for number in range(AT_ONCE)
    ]
    assert at_once(manager, *posts) == [302] * AT_ONCE
    assert project.stakeholders.sponsors().count() == AT_ONCE
    assert project.assignments.accountable().count() == 1


def test_of_ten_hand_overs_at_once_one_wins_and_the_others_are_told(project, manager, sponsor):
    candidates = [make_customer(project, f"Next Number{number}", by=manager) for number in range(AT_ONCE)]
    seen = actions.accountable_now(project)
    posts = [
        (HAND, {"party": candidate.party_id, "on": seen.from_on.isoformat(), "seen": seen.pk})
        for candidate in candidates
    ]
    statuses = at_once(manager, *posts)
    assert statuses.count(302) == 1
    assert set(statuses) <= {302, 409, 422}
    present = actions.accountable_now(project)
    assert present.stakeholder in candidates
    assert project.assignments.filter(is_accountable=True, to_on__isnull=True).count() == 1


def test_somebody_known_who_is_logged_twice_at_once_has_one_part(project, manager):
    marta = Party.objects.create(name="Marta Kowalczyk")
    known = {"name": "Marta Kowalczyk", "kind": "person", "party": marta.pk, "shown_for": "Marta Kowalczyk"}
    posts = [(LOG, {**known, "roles": [role("Customer"), role("Sponsor")]}) for _ in range(4)]
    assert at_once(manager, *posts) == [302] * 4
    part = Stakeholder.objects.get(party=marta)
    assert part.assignments.count() == 2


def test_a_new_name_pressed_twice_at_once_is_one_person(project, manager):
    post = (LOG, {"name": "Ana Ruiz", "kind": "person", "roles": [role("Customer")], "organisation": "Northgate"})
    statuses = at_once(manager, post, post, post)
    assert set(statuses) <= {302, 422}
    assert Party.objects.filter(name="Ana Ruiz").count() == 1
    assert Party.objects.groups().count() == 1


def test_two_groups_moved_into_each_other_at_once_make_no_ring(project, manager):
    for _ in range(3):
        groups = [Party.objects.create(kind="group", name=f"Group {number}") for number in range(2)]
        pages = [f"/people/{a.pk}/move/?to={b.pk}" for a, b in (groups, groups[::-1])]
        marks = [actions.would_move(group=a, to=b).mark for a, b in (groups, groups[::-1])]
        posts = [(page, {"seen": mark}) for page, mark in zip(pages, marks, strict=True)]
        assert sorted(at_once(manager, *posts)) == [302, 422]
        above = [Party.objects.get(pk=group.pk).group_id for group in groups]
        assert sorted(above, key=bool) == [None, max(filter(None, above))]


def test_three_groups_moved_round_at_once_make_no_ring(project, manager):
    ring = [Party.objects.create(kind="group", name=f"Group {number}") for number in range(3)]
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    posts = [(f"/people/{a.pk}/move/?to={b.pk}", {"seen": actions.would_move(group=a, to=b).mark}) for a, b in pairs]
    assert 302 in at_once(manager, *posts)
    assert Party.objects.groups().filter(group=None).exists()
    for group in Party.objects.groups():
        assert group not in group.groups_above()
