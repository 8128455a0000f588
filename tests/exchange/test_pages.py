"""The three pages of a register on its way in: choose it, see its columns, see its rows, write it, take it back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from customers.models import Party, Stakeholder
from exchange.models import Reading, Upload
from registry.models import Batch
from tests.cast import make_customer
from valuecriteria.models import ValueCriterion

from .books import book, worksheet
from .registers import SEEN
from .whole import dumped, workbook

pytestmark = pytest.mark.django_db

PASTED = "Name\tRole\tE-mail\tExpectations\nRosa Lindqvist\tEnd user\trosa@example.org\tFewer clicks per order\n"
BRING = "/projects/CRM1/customers/import/"


@pytest.fixture
def managing(client, manager, project):
    return client.sign_in(manager)


def paste(client, cells=PASTED):
    response = client.post(BRING, {"cells": cells})
    assert response.status_code == 302, response.context["form"].errors
    return Upload.objects.latest("pk")


def page(upload, name):
    return reverse(f"import-{name}", args=["CRM1", upload.pk])


def seen(client, upload, **more):
    """What the third page's form would post as it stands."""
    findings = client.get(page(upload, "rows")).context["findings"]
    return {"seen": findings.mark, **more}


def fields_of(client, upload, **other):
    """What the second page's form would post: every column as it was understood, but for `other`."""
    form = client.get(page(upload, "columns")).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | other


def test_pasted_cells_are_understood_shown_and_written(managing, project):
    upload = paste(managing)
    columns = managing.get(page(upload, "columns")).context["form"].lines
    assert [column["field"] for column, _, _ in columns] == ["name", "roles", "email", "expectations"]
    response = managing.post(page(upload, "columns"), {**fields_of(managing, upload), "next": "on"})
    assert response.headers["Location"] == page(upload, "rows")
    rows = managing.get(page(upload, "rows"))
    assert rows.context["findings"].counts["new"] == 1
    assert "Rosa Lindqvist" in rows.content.decode()
    assert not Party.objects.filter(name="Rosa Lindqvist").exists()

    response = managing.post(page(upload, "rows"), seen(managing, upload, commit="on"))
    assert response.headers["Location"] == "/projects/CRM1/customers/"
    part = Stakeholder.objects.get(party__name="Rosa Lindqvist")
    assert part.project == project
    assert part.party.email == "rosa@example.org"
    assert [each.role.name for each in part.assignments.select_related("role")] == ["End user"]
    criterion = ValueCriterion.objects.get(stakeholder=part)
    assert criterion.current_revision.statement == "Fewer clicks per order"
    assert "Expectations" in criterion.origin
    upload.refresh_from_db()
    assert (upload.state, bytes(upload.content)) == ("committed", b"")
    assert managing.get(page(upload, "rows")).status_code == 200


def test_a_workbook_is_chosen_written_and_undone_from_the_list_of_imports(managing, project):
    before = dumped()
    file = SimpleUploadedFile("register.xlsx", workbook(SEEN["A"].book))
    assert managing.post(BRING, {"file": file}).status_code == 302
    upload = Upload.objects.get()
    managing.post(page(upload, "rows"), seen(managing, upload, commit="on"))
    made = Batch.objects.get(kind="import")
    assert set(SEEN["A"].names) <= set(project.stakeholders.values_list("party__name", flat=True))
    undo_at = reverse("batch-undo", args=["CRM1", made.pk])
    assert undo_at in managing.get(BRING).content.decode()
    assert managing.post(undo_at).status_code == 302
    assert dumped() == before


def test_rows_that_a_filter_hides_are_told_and_come_along(managing, project):
    def row(*texts, hidden=""):
        cells = "".join(f'<c t="str"><v>{text}</v></c>' for text in texts)
        return f"<row{hidden}>{cells}</row>"

    heads = row("Name", "Role", hidden=' hidden="1"')
    people = row("Rosa Lindqvist", "Customer") + row("Hugo Brandt", "Customer", hidden=' hidden="1"')
    managing.post(BRING, {"file": SimpleUploadedFile("register.xlsx", book(worksheet(heads + people)))})
    for name in ("columns", "rows"):
        shown = managing.get(page(Upload.objects.get(), name))
        assert "1 row is hidden in the sheet, by a filter perhaps, and read like the others." in shown.content.decode()
    assert shown.context["findings"].counts["new"] == 2
    assert "hidden in the sheet" not in managing.get(page(paste(managing), "rows")).content.decode()


def test_who_has_no_role_in_the_file_is_counted_and_nobody_else(managing, project):
    cells = "Name\tRole\nRosa Lindqvist\tCustomer\nHugo Brandt\t\nIda Vos\t\nIda Vos\tEnd user\n"
    shown = managing.get(page(paste(managing, cells), "rows"))
    assert "1 new customer has no role in the file and becomes" in shown.content.decode()


def test_what_is_corrected_counts_and_is_remembered_for_these_headers(managing, project, manager):
    upload = paste(managing, "Name\tBoss\nRosa Lindqvist\tAcme Ltd\n")
    findings = managing.get(page(upload, "columns")).context["findings"]
    boss = next(column for column in findings.columns if column["header"] == "Boss")
    form = managing.get(page(upload, "columns")).context["form"]
    name = next(name for name in form.fields if name.endswith(str(boss["index"])))
    data = fields_of(managing, upload, **{name: "organisation", "next": "on"})
    assert managing.post(page(upload, "columns"), data).status_code == 302
    managing.post(page(upload, "rows"), seen(managing, upload, commit="on"))
    assert Party.objects.get(name="Rosa Lindqvist").group.name == "Acme Ltd"
    assert Reading.objects.get(by=manager).fields == {str(boss["index"]): "organisation"}
    again = paste(managing, "Name\tBoss\nOlu Adeyemi\tAcme Ltd\n")
    findings = managing.get(page(again, "columns")).context["findings"]
    assert [column["field"] for column in findings.columns if column["header"] == "Boss"] == ["organisation"]


def test_what_is_written_is_what_was_shown(managing, project, manager):
    """Somebody logs her meanwhile: the plan is shown anew, and nothing is written."""
    upload = paste(managing)
    data = seen(managing, upload, commit="on")
    make_customer(project, "Rosa Lindqvist", "Customer", by=manager)
    before = dumped()
    response = managing.post(page(upload, "rows"), data)
    assert response.headers["Location"] == page(upload, "rows")
    assert dumped() == before
    assert "Nothing was written" in managing.get(page(upload, "rows")).content.decode()
    assert not Batch.objects.filter(kind="import").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
        ("broken.xlsx", b"PK\x03\x04 and no more"),
        ("empty.csv", b" "),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence_and_writes_nothing(managing, project, name, content):
    before = dumped()
    response = managing.post(BRING, {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert response.status_code in (200, 422)
    if response.status_code == 200:
        upload = Upload.objects.get()
        assert upload.state == "unreadable"
        assert upload.message.endswith(".")
        assert upload.message in response.context["upload"].message
    else:
        assert response.context["form"].errors
    assert dumped() == before


@pytest.mark.parametrize("data", [{}, {"cells": "  "}, {"file": "no file"}])
def test_nothing_chosen_is_said_at_the_field(managing, data):
    response = managing.post(BRING, data)
    assert response.status_code == 422
    assert response.context["form"].errors["file"] == ["Choose a file, or paste cells below"]
    assert not Upload.objects.exists()


def test_a_file_and_cells_at_once_are_asked_about_and_the_cells_stay(managing):
    response = managing.post(BRING, {"file": SimpleUploadedFile("a.csv", b"Name\nAnn\n"), "cells": PASTED})
    assert response.status_code == 422
    assert "Rosa Lindqvist" in response.content.decode()
    assert not Upload.objects.exists()


def test_another_manager_of_the_project_does_not_see_what_is_under_way(client, managing, project, admin):
    """404 for whoever did not choose it, the administrator too: it is a desk, not the register."""
    upload = paste(managing)
    client.sign_in(admin)
    for name in ("columns", "rows", "progress", "rejected"):
        assert client.get(page(upload, name)).status_code == 404
    assert client.post(page(upload, "throw-away")).status_code == 404
    assert str(upload.pk) not in [str(each.pk) for each in client.get(BRING).context["kept"]]
    assert Upload.objects.filter(pk=upload.pk).exists()


@pytest.mark.parametrize(("who", "status"), [("sponsor", 403), ("customer", 403), ("pmo", 403), ("outsider", 404)])
def test_only_who_edits_the_project_imports(client, request, project, who, status):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(BRING).status_code == status
    assert client.post(BRING, {"cells": PASTED}).status_code == status
    assert not Upload.objects.exists()


def test_only_the_managers_of_open_projects_are_shown_the_way(client, managing, project, sponsor):
    assert BRING in managing.get("/projects/CRM1/customers/").content.decode()
    client.sign_in(sponsor)
    assert BRING not in client.get("/projects/CRM1/customers/").content.decode()


def test_thrown_away_by_a_post_alone(managing):
    upload = paste(managing)
    assert managing.get(page(upload, "throw-away")).status_code == 405
    assert Upload.objects.exists()
    assert managing.post(page(upload, "throw-away")).status_code == 302
    assert not Upload.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_take_few_statements_however_many_rows(managing, project, number, statements):
    lines = "".join(f"Person {chr(65 + at)}\tCustomer\n" for at in range(number))
    upload = paste(managing, f"Name\tRole\n{lines}")
    for name in ("columns", "rows"):
        with statements(8):
            managing.get(page(upload, name))
    with statements(8):
        managing.get(BRING)
