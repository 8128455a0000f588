"""`import_register`: what it prints, what it exits with, and that it writes when told to and not before."""

import io
import json

import pytest
from django.core.management import call_command

from customers.models import Party
from registry.models import Batch

from .registers import SEEN
from .whole import dumped, workbook

pytestmark = pytest.mark.django_db

CLEAN = "Name,Role,E-mail\nRosa Lindqvist,Customer,rosa@example.org\nOlu Adeyemi,End user,olu@example.org\n"
BAD = CLEAN + "Hugo Brandt,Customer,no address\n"
KEYS = {"sheet", "header_row", "columns", "rows", "counts", "rows_read", "criteria", "batch"}
BUCKETS = {"new", "changed", "unchanged", "needs_you", "skipped", "rejected"}


@pytest.fixture
def file(tmp_path):
    def written(content, name="register.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def run(*arguments):
    """(exit code, what it said, what it complained of)."""
    said, complained = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("import_register", *map(str, arguments), stdout=said, stderr=complained)
    except SystemExit as ended:
        code = ended.code
    return code, said.getvalue(), complained.getvalue()


def object_of(*arguments):
    code, said, _ = run(*arguments, "--json")
    return code, json.loads(said)


def test_it_reads_and_reports_and_writes_nothing(file, project):
    before = dumped()
    code, said = object_of(file(CLEAN), "--project", "crm1")
    assert code == 0
    assert said.keys() == KEYS
    assert said["counts"].keys() == BUCKETS
    assert (said["header_row"], said["rows_read"], said["batch"]) == (1, 2, None)
    assert said["columns"] == [
        {"index": 0, "header": "Name", "field": "name"},
        {"index": 1, "header": "Role", "field": "roles"},
        {"index": 2, "header": "E-mail", "field": "email"},
    ]
    assert said["rows"][0] == {"row": 2, "bucket": "new", "party": "Rosa Lindqvist", "problems": []}
    assert sum(said["counts"].values()) == said["rows_read"] == len(said["rows"])
    assert dumped() == before


def test_commit_writes_and_undo_takes_it_back(file, project, manager):
    before, path = dumped(), file(workbook(SEEN["B"].book), "register.xlsx")
    code, said = object_of(path, "--project", "CRM1", "--as", manager.email, "--commit")
    made = Batch.objects.get(pk=said["batch"])
    assert (code, made.by, made.in_project) == (0, manager, project.pk)
    assert set(SEEN["B"].names) <= set(Party.objects.values_list("name", flat=True))
    code, again = object_of(path, "--project", "CRM1", "--commit")
    assert (code, again["batch"], again["counts"]["new"], again["counts"]["changed"]) == (0, None, 0, 0)
    assert run("--undo", made.pk, "--as", manager.email)[0] == 0
    assert dumped() == before
    code, _, complained = run("--undo", made.pk)
    assert (code, "undone already" in complained) == (1, True)


def test_a_rejected_row_is_named_and_holds_all_back_unless_left_out(file, project):
    before, path = dumped(), file(BAD)
    code, said = object_of(path, "--project", "CRM1", "--commit")
    assert (code, said["batch"], said["counts"]["rejected"]) == (1, None, 1)
    row = said["rows"][2]
    assert (row["row"], row["bucket"], row["party"]) == (4, "rejected", "Hugo Brandt")
    assert [(each["column"], each["value"]) for each in row["problems"]] == [("E-mail", "no address")]
    assert dumped() == before
    code, said = object_of(path, "--project", "CRM1", "--commit", "--leave-out")
    assert (code, bool(said["batch"])) == (1, True)
    assert Party.objects.filter(name="Rosa Lindqvist").exists()
    assert not Party.objects.filter(name="Hugo Brandt").exists()


def test_what_was_edited_since_is_listed_and_the_others_can_be_undone(file, project):
    _, said = object_of(file(CLEAN), "--project", "CRM1", "--commit")
    rosa = Party.objects.get(name="Rosa Lindqvist")
    rosa.title = "Head of sales"
    rosa.save()
    code, _, complained = run("--undo", said["batch"])
    assert code == 1
    assert "Rosa Lindqvist" in complained
    assert "--leave-changed" in complained
    assert Party.objects.filter(name="Olu Adeyemi").exists()
    assert run("--undo", said["batch"], "--leave-changed")[0] == 0
    assert list(Party.objects.filter(name__in=["Rosa Lindqvist", "Olu Adeyemi"])) == [rosa]


def test_without_json_it_says_the_same_in_sentences(file, project):
    code, said, _ = run(file(BAD), "--project", "CRM1")
    assert code == 1
    assert "header in row 1" in said
    assert "row 4, E-mail: 'no address'" in said
    assert "3 rows: 2 new, 1 rejected" in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.xlsx", "--project", "CRM1"], "nowhere.xlsx cannot be opened"),
        (["FILE", "--project", "NONE9"], "There is no project NONE9."),
        (["FILE"], "Say which project"),
        (["--project", "CRM1"], "Say which file"),
        (["FILE", "--project", "CRM1", "--as", "nobody@example.org"], "Nobody signs in as nobody@example.org."),
        (["FILE", "--project", "CRM1", "--as", "OUTSIDER"], "may not edit CRM1"),
        (["--undo", "987654"], "There is no import 987654."),
        (["BROKEN", "--project", "CRM1"], "."),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_a_sentence(file, project, outsider, arguments, sentence):
    before = dumped()
    broken = file(b"PK\x03\x04 and no more", "broken.xlsx") if "BROKEN" in arguments else ""
    given = {"FILE": file(CLEAN), "BROKEN": broken, "OUTSIDER": outsider.email}
    code, said, complained = run(*(given.get(each, each) for each in arguments))
    assert (code, said) == (2, "")
    assert sentence in complained
    assert dumped() == before
