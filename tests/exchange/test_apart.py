"""A large register is worked on in a process of its own, while its reader and everybody else go on."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from customers.models import Party
from exchange import work
from exchange.models import Reading, Upload

pytestmark = pytest.mark.django_db

BRING = "/projects/CRM1/customers/import/"
CLEAN = b"Name,Role,E-mail\nRosa Lindqvist,Customer,rosa@example.org\nOlu Adeyemi,End user,olu@example.org\n"


@pytest.fixture
def started(monkeypatch):
    """What was started apart: [(key of the upload, mark)]; here it runs when a test runs it."""
    asked = []
    monkeypatch.setattr(work, "SMALL", 10)
    monkeypatch.setattr(work, "apart", lambda pk, commit: asked.append((pk, commit)))
    return asked


@pytest.fixture
def managing(client, manager, project):
    return client.sign_in(manager)


def run(started):
    call_command("work_on_upload", *map(str, filter(None, started.pop())), stdout=io.StringIO())


def bring(client):
    client.post(BRING, {"file": SimpleUploadedFile("register.csv", CLEAN)})
    return Upload.objects.latest("pk")


def page(upload, name="columns"):
    return reverse(f"import-{name}", args=["CRM1", upload.pk])


def test_it_is_read_and_written_while_the_reader_waits_elsewhere(managing, started):
    upload = bring(managing)
    assert started == [(upload.pk, "")]
    assert "register.csv is being read" in managing.get(page(upload)).content.decode()
    assert "register.csv" in managing.get(BRING).content.decode()
    assert "HX-Refresh" not in managing.get(page(upload, "progress")).headers

    run(started)
    assert managing.get(page(upload, "progress")).headers["HX-Refresh"] == "true"
    mark = managing.get(page(upload, "rows")).context["findings"].mark
    managing.post(page(upload, "rows"), {"seen": mark, "commit": "on"})
    assert started == [(upload.pk, mark)]
    assert not Party.objects.filter(name="Rosa Lindqvist").exists()
    assert "register.csv is being written" in managing.get(page(upload, "rows")).content.decode()

    run(started)
    assert Party.objects.filter(name="Rosa Lindqvist").exists()
    assert "Imported register.csv: 2 new" in managing.get(page(upload, "rows")).content.decode()


def test_it_is_not_started_twice_and_can_be_started_again_when_it_died(managing, started):
    upload = bring(managing)
    assert not work.start(upload)
    assert len(started) == 1
    Upload.objects.update(beat_at=timezone.now() - timedelta(seconds=61))
    assert 'name="again"' in managing.get(page(upload)).content.decode()
    managing.post(page(upload), {"again": "on"})
    assert len(started) == 2


def test_writing_may_be_silent_for_longer_than_reading(managing, started):
    """It is one transaction, whose progress nobody sees from outside."""
    upload = bring(managing)
    Upload.objects.update(state="committing", beat_at=timezone.now() - timedelta(minutes=9))
    assert not work.start(upload)
    assert "is being written" in managing.get(page(upload)).content.decode()
    Upload.objects.update(beat_at=timezone.now() - timedelta(minutes=11))
    assert "has stopped" in managing.get(page(upload)).content.decode()


def test_what_is_corrected_while_it_works_is_worked_in_before_it_ends(managing, started, monkeypatch):
    upload = bring(managing)
    study = work.study

    def corrected_meanwhile(upload, tell):
        if not upload.fields:
            Upload.objects.update(fields={"2": None}, asked=upload.asked + 1)
        return study(upload, tell)

    monkeypatch.setattr(work, "study", corrected_meanwhile)
    run(started)
    columns = managing.get(page(upload)).context["findings"].columns
    assert [column["field"] for column in columns] == ["name", "roles", None]


def test_what_is_thrown_away_while_it_is_read_is_gone(managing, started, monkeypatch):
    bring(managing)
    study = work.study

    def thrown_away_meanwhile(upload, tell):
        studied = study(upload, tell)
        managing.post(page(upload, "throw-away"))
        return studied

    monkeypatch.setattr(work, "study", thrown_away_meanwhile)
    run(started)
    assert not Upload.objects.exists()


def test_a_process_that_fails_says_so_and_writes_nothing(managing, started, monkeypatch):
    upload = bring(managing)

    def broken(*args):
        raise RuntimeError("out of luck")

    monkeypatch.setattr(work, "study", broken)
    with pytest.raises(RuntimeError):
        run(started)
    assert "Something went wrong; it was reported." in managing.get(page(upload)).content.decode()


def test_administrators_see_what_lies_there_but_not_what_is_in_it(client, managing, admin, manager, statements):
    upload = bring(managing)
    Reading.objects.create(header_set="a" * 64, by=manager, fields={})
    client.sign_in(admin)
    for model in ("upload", "reading"):
        with statements(at_most=15):
            assert client.get(f"/admin/exchange/{model}/").status_code == 200
        assert client.get(f"/admin/exchange/{model}/add/").status_code == 403
    with statements(at_most=15):
        shown = client.get(f"/admin/exchange/upload/{upload.pk}/change/").content.decode()
    assert "register.csv" in shown
    assert "Rosa" not in shown
    client.post(f"/admin/exchange/upload/{upload.pk}/delete/", {"post": "yes"})
    assert not Upload.objects.exists()
