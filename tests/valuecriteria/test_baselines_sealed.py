"""What is signed stays as it was signed: whoever tries, by whatever way, down to the database."""

# ruff: noqa: S608 - the statements are put together from words of this file

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError

from customers import actions as customers
from registry.models import Refused
from tests.cast import make_customer
from tests.stage import scene
from tests.valuecriteria.signed import agreed, signed
from valuecriteria.models import Baseline, SignedText
from valuecriteria.models.baselines import ERASED, SEALED

pytestmark = pytest.mark.django_db


@scene
def baseline(tom, manager, sponsor, project):
    agreed(tom, "Tom sees every open offer.", by=manager, sponsor=sponsor, why="Tom looks foolish else.")
    return signed(project, sponsor, comment="For the board.")


def run(sql, *params):
    """Raw SQL, as somebody at the database's own prompt would type it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def refused(sql, *params):
    with pytest.raises(IntegrityError, match="stays as it was signed"):
        run(sql, *params)


def test_models_refuse(baseline):
    text = baseline.texts.first()
    for row in (baseline, text, Baseline.objects.get(), Baseline.objects.defer("content").get()):
        for verb in (row.save, row.delete, lambda row=row: row.save(update_fields=["id"])):
            with pytest.raises(Refused) as refusal:
                verb()
            assert str(refusal.value) == SEALED


def test_querysets_refuse(baseline):
    for rows in (Baseline.objects.all(), SignedText.objects.all(), baseline.texts.all()):
        for verb in (rows.delete, lambda rows=rows: rows.update(pk=7), lambda rows=rows: rows.bulk_update([], ["pk"])):
            with pytest.raises(Refused):
                verb()


def test_a_queryset_that_knows_no_rule_meets_the_database(baseline):
    plain = models.QuerySet(Baseline)
    with pytest.raises(IntegrityError), transaction.atomic():
        plain.update(number=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet(SignedText).delete()
    other = Baseline(pk=baseline.pk, number=1, project=baseline.project, signed_by=baseline.signed_by)
    other.criterion_count, other.content = 9, {}
    options = {"update_conflicts": True, "update_fields": ["content"], "unique_fields": ["id"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        plain.bulk_create([other], **options)
    assert Baseline.objects.get().snapshot == baseline.snapshot


@pytest.mark.parametrize("change", [
    "number = 9", "signed_by_id = 1", "signed_at = '2020-01-01'", "content = '{}'", "criterion_count = 99",
    "comment = 'For nobody.'", "comment = '', number = 9", "project_id = 99", "version = 2", "id = 99",
])  # fmt: skip
def test_raw_sql_changes_no_column_of_a_baseline(baseline, change):
    refused("UPDATE valuecriteria_baseline SET " + change)


@pytest.mark.parametrize("change", ["text = 'Other words.'", "text = '', place = 99", "party_id = NULL", "id = 99"])
def test_raw_sql_changes_no_text(baseline, change):
    last = " WHERE place = (SELECT max(place) FROM valuecriteria_signedtext)"
    refused("UPDATE valuecriteria_signedtext SET " + change + last)


def test_raw_sql_deletes_nothing(baseline, db_engine):
    refused("DELETE FROM valuecriteria_signedtext")
    refused("DELETE FROM valuecriteria_baseline")
    if db_engine == "postgresql":
        connection.check_constraints()  # what waits for the end of the transaction would refuse before we do
        refused("TRUNCATE valuecriteria_baseline CASCADE")
        refused("TRUNCATE valuecriteria_signedtext")
    else:
        # What replaces deletes first, without a word to triggers of deletion.
        columns = "id, version, created_at, updated_at, number, signed_at, comment, criterion_count, content"
        columns += ", project_id, signed_by_id"
        for values in (columns, columns.replace("id,", "id + 100,", 1)):
            into = "INSERT OR REPLACE INTO valuecriteria_baseline (" + columns + ")"
            refused(into + " SELECT " + values + " FROM valuecriteria_baseline")
        refused("UPDATE OR REPLACE valuecriteria_baseline SET number = number")
        refused("INSERT OR REPLACE INTO valuecriteria_signedtext SELECT * FROM valuecriteria_signedtext")
    assert baseline.texts.count() == len(baseline.snapshot["customers"]) + 2


def test_a_text_put_beside_what_was_signed_says_nothing(baseline):
    """A place that the snapshot does not know is never read."""
    before = baseline.snapshot
    run("INSERT INTO valuecriteria_signedtext (baseline_id, place, text) VALUES (%s, 999, 'Slipped in.')", baseline.pk)
    assert Baseline.objects.get().snapshot == before


def test_a_project_with_a_baseline_is_not_deleted(baseline, project, new_client, admin):
    with pytest.raises(ProtectedError):
        project.delete()
    page = new_client(admin).get(f"/admin/projects/project/{project.pk}/delete/").content.decode()
    assert "1 baseline" in page
    new_client(admin).post(f"/admin/projects/project/{project.pk}/delete/", {"post": "yes"})
    assert Baseline.objects.get() == baseline


def test_the_admin_shows_and_changes_nothing(baseline, new_client, admin):
    page = f"/admin/valuecriteria/baseline/{baseline.pk}/change/"
    client = new_client(admin)
    assert "For the board." in client.get(page).content.decode()
    assert client.post(page, {"comment": "Mine.", "version": 1}).status_code == 403
    assert client.get("/admin/valuecriteria/baseline/add/").status_code == 403
    assert client.post(f"/admin/valuecriteria/baseline/{baseline.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Baseline.objects.get().comment == "For the board."


def test_who_is_erased_leaves_figures_and_no_name(baseline, tom, sponsor, client):
    """The one way in: texts become empty, for good. No figure moves, nobody else's text goes."""
    before = baseline.snapshot
    assert "Tom Bexley" in set(baseline.texts.values_list("text", flat=True))
    assert SignedText.objects.about(tom.party_id).erase() == 3
    assert Baseline.objects.erase_comments() == 1
    after = Baseline.objects.get().snapshot
    (customer,), (criterion,) = after["customers"], after["criteria"]
    assert (customer["name"], criterion["statement"], criterion["why"]) == (ERASED, ERASED, ERASED)
    kept = [name for name in criterion if name not in ("statement", "why")]
    assert {name: criterion[name] for name in kept} == {name: before["criteria"][0][name] for name in kept}
    with connection.cursor() as cursor:
        for table in ("valuecriteria_baseline", "valuecriteria_historicalbaseline", "valuecriteria_signedtext"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "Tom" not in str(cursor.fetchall()), table
    refused("UPDATE valuecriteria_signedtext SET text = 'Tom Bexley' WHERE text = ''")
    page = client.sign_in(sponsor).get("/projects/CRM1/baselines/1/").content.decode()
    assert "Tom Bexley" not in page
    assert ERASED in page


def test_merging_changes_no_snapshot(baseline, tom, manager, project):
    other = make_customer(project, "Thomas Bexley", by=manager)
    before, texts = Baseline.objects.get().snapshot, list(SignedText.objects.values())
    customers.merge(survivor=other.party, other=tom.party, by=manager)
    assert (Baseline.objects.get().snapshot, list(SignedText.objects.values())) == (before, texts)
    assert before["customers"][0]["name"] == "Tom Bexley"
