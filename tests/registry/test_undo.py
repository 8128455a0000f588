"""A batch is undone as a whole: every row as it was, or a list of what stands in the way."""

import pytest
from django.utils import timezone

from customers import actions as customers
from customers.models import Party, Role, RoleAssignment, Stakeholder
from registry.bulk import create_all, delete_all, update_all
from registry.models import Batch, Refused
from registry.undo import ChangedSince, batch, undo
from tests.cast import make_customer
from valuecriteria.models import Theme

pytestmark = pytest.mark.django_db
BOOKKEEPING = ("version", "updated_at")


def rows(*models):
    """Everything these tables hold, but for what every save moves on."""
    return {
        model._meta.label: [
            {name: value for name, value in row.items() if name not in BOOKKEEPING}
            for row in model.objects.order_by("pk").values()
        ]
        for model in models
    }


@pytest.fixture
def group(db):
    return Party.objects.create(name="Meridian", kind="group", side="external")


def test_what_was_made_goes_changed_is_as_it_was_deleted_is_back(manager, group, project):
    kept = Party.objects.create(name="Wanda", phone="12")
    gone = Party.objects.create(name="Gönül Ünal", email="gonul@example.org", group=group)
    before = rows(Party, Stakeholder, RoleAssignment, Theme)
    with batch(kind="test", words="three things", by=manager) as made:
        kept.name, kept.group = "Wanda Łuczak", group
        kept.save()
        kept.phone = ""
        kept.save()
        gone.delete()
        make_customer(project, "New", "Customer", "End user", by=manager)
        Theme.objects.create(name="New").delete()
    assert Party.objects.get(pk=kept.pk).is_external
    undoing = undo(made, by=manager)
    assert rows(Party, Stakeholder, RoleAssignment, Theme) == before
    assert [party.name for party in Party.objects.search("gonul")] == ["Gönül Ünal"]
    assert (undoing.undoes, Batch.objects.get(pk=made.pk).is_undone) == (made, True)
    last = kept.history.first()
    assert (last.source, last.history_user, last.batch) == ("undo", manager, undoing)
    assert {"field": "name", "label": "name", "old": "Wanda Łuczak", "new": "Wanda"} in last.changes


def test_an_undo_is_a_batch_that_can_be_undone(manager, group):
    with batch(kind="test", words="renamed", by=manager) as made:
        group.name = "Meridian Ltd"
        group.save()
    undoing = undo(made, by=manager)
    undo(undoing, by=manager)
    assert Party.objects.get().name == "Meridian Ltd"
    with pytest.raises(Refused, match="“renamed” is undone already"):
        undo(made, by=manager)


def test_what_somebody_changed_since_is_listed_and_nothing_is_written(manager, sponsor, group):
    other = Party.objects.create(name="Other")
    with batch(kind="test", words="renamed", by=manager) as made:
        for party in (group, other):
            party.title = "x"
            party.save()
    with customers_acting(sponsor):
        group.title = "y"
        group.save()
    with pytest.raises(ChangedSince) as refused:
        undo(made, by=manager)
    assert [(one.subject, one.by) for one in refused.value.changed] == [("group “Meridian”", "Dana Whitfield")]
    assert set(Party.objects.filter(title__in="xy").values_list("title", flat=True)) == {"x", "y"}
    undo(made, by=manager, leave_changed=True)
    assert (Party.objects.get(pk=group.pk).title, Party.objects.get(pk=other.pk).title) == ("y", "")


def customers_acting(user):
    from registry.history import acting

    return acting(user)


def test_what_newer_rows_hang_on_stays_with_all_it_needs(manager, project):
    with batch(kind="test", words="logged two", by=manager) as made:
        used = make_customer(project, "Used", by=manager)
        make_customer(project, "Unused", by=manager)
    customers.give_role(stakeholder=used, role=Role.objects.get(name="End user"), by=manager)
    with pytest.raises(ChangedSince) as refused:
        undo(made, by=manager)
    assert [one.subject for one in refused.value.changed] == ["Used: End user"]
    undo(made, by=manager, leave_changed=True)
    assert list(Party.objects.values_list("name", flat=True)) == ["Used"]
    # The role that the batch gave them is taken back, as nobody has touched it since.
    assert [held.role.name for held in RoleAssignment.objects.all()] == ["End user"]


def test_many_rows_are_written_and_undone_in_few_statements(manager, group, statements):
    people = [Party(name=f"Person {number}", name_key=f"person {number}") for number in range(600)]
    with batch(kind="test", words="600", by=manager):
        with statements(at_most=60):
            create_all(people)
        assert people[0].history.get().history_type == "+"
    with batch(kind="test", words="moved", by=manager) as made, statements(at_most=90) as seen:
        update_all(people, group=group, phone="1")
    assert len([query for query in seen if query["sql"].startswith("UPDATE")]) == 2
    assert people[5].history.first().changes == [
        {"field": "group", "label": "organisation or group", "old": "", "new": "Meridian"},
        {"field": "phone", "label": "phone", "old": "", "new": "1"},
    ]
    assert set(Party.objects.people().values_list("group", "phone", "version")) == {(group.pk, "1", 2)}
    undo(made, by=manager)
    assert set(Party.objects.people().values_list("group", "phone", "version")) == {(None, "", 3)}
    delete_all(people)
    assert not Party.objects.people().exists()
    assert Party.history.filter(history_type="-").count() == 600


def test_a_change_says_its_batch_and_an_ordinary_one_none(manager, group):
    with batch(kind="test", words="renamed", by=manager, source="import") as made:
        group.name = "M"
        group.save()
    group.name = "N"
    group.save()
    assert [version.batch for version in group.history.order_by("history_id")] == [None, made, None]
    assert made.made_at <= timezone.now()
