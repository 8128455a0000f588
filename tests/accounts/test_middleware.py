"""What holds before any page: plain text, a database that answers, forms that are not too long or too old."""

from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection
from django.test import override_settings

from accounts.middleware import NOT_DONE
from accounts.models import User
from projects.models import Project
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
CONTROLS = ["\x00", "\x01", "\x08", "\x0b", "\x1f", "\x7f", "\ufffe", "\uffff"]


@pytest.mark.parametrize("character", CONTROLS)
def test_control_characters_are_refused_wherever_they_stand(client, manager, project, character):
    client.sign_in(manager)
    for response in (
        client.get("/projects/", {"q": f"a{character}b"}),
        client.get("/projects/", {f"q{character}": "a"}),
        client.get(f"/projects/{character}/"),
        client.post("/projects/new/", {"name": f"a{character}"}),
        client.post(f"/account/login/?next=/{character}"),
    ):
        assert response.status_code == 400
        assert "<h1" in response.content.decode()
    assert Project.objects.count() == 1


def test_line_ends_and_tabs_are_text(client, manager):
    assert client.sign_in(manager).get("/projects/", {"q": "a\tb\r\nc"}).status_code == 200


def test_broken_encodings_are_no_errors(client, manager):
    client.sign_in(manager)
    assert client.get("/projects/?q=%ff%fe%c3%28").status_code == 200
    assert client.get("/projects/%ff/").status_code in (400, 404)
    form = "application/x-www-form-urlencoded"
    assert client.post("/projects/new/", b"name=%ff%00", content_type=form).status_code == 400
    assert client.post("/projects/new/", b"broken", content_type="multipart/form-data").status_code in (400, 422)


def test_too_long_and_too_many_fields_are_refused_with_a_page(client, manager, expect_errors):
    client.sign_in(manager)
    for response in (
        client.post("/projects/new/", {"name": "x" * 5_000_000}),
        client.post("/projects/new/", {f"f{n}": "x" for n in range(4100)}),
        client.post("/projects/new/", "x=" + "y" * 5_000_000, content_type="application/x-www-form-urlencoded"),
    ):
        assert response.status_code in (400, 413)
        assert "<h1" in response.content.decode()
    assert not Project.objects.exists()


def test_healthy(client, db):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert client.post("/healthz").status_code == 405


def test_missing_migrations_are_told(client, db, monkeypatch, expect_errors):
    from django.db.migrations.executor import MigrationExecutor

    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one", "two"])
    response = client.get("/healthz")
    assert (response.status_code, response.json()["missing"]) == (503, 2)


def refuse_all(execute, sql, params, many, context):
    raise OperationalError("server closed the connection unexpectedly")


@pytest.fixture
def database_away():
    with connection.execute_wrapper(refuse_all):
        yield


def away(response):
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "cannot be reached" in response.content.decode()


def test_a_database_that_is_away_is_not_healthy(client, database_away, expect_errors):
    assert client.get("/healthz").status_code == 503


def test_a_database_that_is_away_before_the_page_begins_is_503(new_client, manager, expect_errors):
    """The session and the user are looked up before any page's own code runs."""
    client = new_client(manager, raise_request_exception=False)
    with connection.execute_wrapper(refuse_all):
        away(client.get("/projects/"))


def test_a_database_that_goes_away_during_a_page_is_503(client, manager, project, expect_errors):
    client.sign_in(manager)

    def refuse(execute, sql, params, many, context):
        if 'FROM "projects_project"' in sql and "accounts_user" not in sql:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        away(client.get("/projects/"))


def test_a_page_left_open_overnight_is_told_apart(manager):
    from tests.conftest import Client

    client = Client(enforce_csrf_checks=True).sign_in(manager)
    response = client.post("/projects/new/", {"name": "Typed"})
    assert response.status_code == 403
    assert "Back" in response.content.decode()
    assert not Project.objects.exists()


@override_settings(DEBUG=False)
def test_unknown_addresses_are_a_page(client, manager):
    response = client.sign_in(manager).get("/nowhere/")
    assert response.status_code == 404
    assert "<h1" in response.content.decode()
    assert User.objects.count() == 1


class TestAButtonPressedAfterTheSessionEnded:
    """A button without a form to fill in: nothing is kept of it, and its address is no page."""

    BUTTON, PAGE = "/projects/CRM1/pulse/rounds/open/", "/projects/CRM1/pulse/?after=x"

    @pytest.fixture
    def pressed(self, client, manager, project):
        client.sign_in(manager)
        client.cookies.pop("sessionid")
        return lambda page: client.post(self.BUTTON, headers={"referer": page} if page else {})

    def test_leads_back_to_its_page(self, client, manager, project, pressed):
        response = pressed(f"http://testserver{self.PAGE}")
        assert response.headers["Location"] == "/account/login/?" + urlencode({"next": self.PAGE}, safe="/")
        door = client.get(response.headers["Location"])
        assert NOT_DONE in door.content.decode()
        typed = {"login": manager.email, "password": PASSWORD, "next": self.PAGE}
        assert client.post(response.headers["Location"], typed).headers["Location"] == self.PAGE
        assert not project.rounds.exists()

    @pytest.mark.parametrize(
        "page", ["", "https://elsewhere.example.org/trap/", "http://testserver//elsewhere/", "x", "http://[x/"]
    )
    def test_leads_nowhere_else(self, pressed, page):
        assert pressed(page).headers["Location"] == f"/account/login/?next={self.BUTTON}"


def test_where_only_a_button_leads_there_is_a_page_that_says_so(client, manager, project):
    response = client.sign_in(manager).get("/projects/CRM1/pulse/rounds/open/")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "only a button that leads here" in response.content.decode()
    assert client.put("/projects/").content == b""
