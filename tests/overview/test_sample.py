"""`load_sample`: a plausible register, the same for the same seed, sound enough that every page of it works."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import User
from customers.models import Party, Representation, RoleAssignment, Stakeholder
from projects.models import Project
from registry.history import tracked_models
from registry.search import FoldedCopy
from valuecriteria.models import ValueCriterion

pytestmark = pytest.mark.django_db


def load(**options):
    out = StringIO()
    call_command("load_sample", stdout=out, **options)
    return out.getvalue()


def everything():
    """Every row of every model that keeps history, but for keys and moments, which no seed decides."""
    return {
        model._meta.label: [
            [
                value
                for name, value in row.items()
                if not name.endswith(("_at", "_on", "_since", "_id")) and name != "id"
            ]
            for row in model.objects.order_by("pk").values()
        ]
        for model in tracked_models()
    }


def test_as_many_as_asked_for_each_with_a_part_and_a_history():
    said = load(people=300, projects=3)
    assert "300 people" not in said  # told every 20,000 only
    assert Party.objects.people().count() == 300
    assert Project.objects.count() == 3
    assert Party.objects.groups().exclude(members=None).exists()
    assert not Party.objects.people().filter(stakeholders=None).exists()
    for project in Project.objects.all():
        assert RoleAssignment.objects.accountable().filter(project=project).count() == 1
    for model in tracked_models():
        with_history = model.history.filter(source="sample").values("id").distinct().count()
        assert with_history in (0, model.objects.count()), model._meta.label
    assert Representation.objects.exists()


def test_the_same_seed_makes_the_same_register_and_another_seed_another():
    with transaction.atomic():
        load(people=60, seed=7)
        first = everything()
        transaction.set_rollback(True)
    with transaction.atomic():
        load(people=60, seed=8)
        other = everything()
        transaction.set_rollback(True)
    load(people=60, seed=7)
    assert everything() == first != other


def test_derived_columns_are_what_saving_would_have_made_them():
    load(people=50)
    for model in (Party, Project, ValueCriterion):
        copies = [field for field in model._meta.concrete_fields if isinstance(field, FoldedCopy)]
        for row in model.objects.all():
            kept = {field.attname: getattr(row, field.attname) for field in copies}
            row.save()
            assert kept == {field.attname: getattr(row, field.attname) for field in copies}
    for party in Party.objects.select_related("group"):
        assert party.is_external == party.is_on_the_outside()
    connection.check_constraints()


def test_its_pages_work(client):
    load(people=120)
    client.sign_in(User.objects.get(email="sample@example.org"))
    part = Stakeholder.objects.filter(criteria__isnull=False).select_related("project").first()
    here = f"/projects/{part.project.key}/"
    addresses = ["/", "/people/", "/projects/", here, f"{here}customers/", f"{here}value/", f"{here}history/"]
    for address in [*addresses, part.get_absolute_url(), f"/people/{part.party_id}/"]:
        assert client.get(address).status_code == 200, address
    name = part.party.name
    assert name in client.get("/people/", {"q": name}).content.decode()
    # Rows made afterwards get keys of their own.
    Party.objects.create(name="Afterwards")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"people": 0}, "--people takes 1 to 5,000,000"),
        ({"people": 10, "projects": 0}, "--projects takes 1 to 99,999"),
        ({"people": 10, "projects": 100_000}, "--projects takes 1 to 99,999"),
    ],
)
def test_sizes_out_of_range_are_refused(options, words):
    with pytest.raises(CommandError, match=words):
        load(**options)
    assert not Party.objects.exists()


def test_a_second_sample_is_refused():
    load(people=5)
    with pytest.raises(CommandError, match="a sample is here already"):
        load(people=5)
    assert Party.objects.people().count() == 5
