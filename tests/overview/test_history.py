"""A project's history: readable sentences by day, paged, without what the reader may not see."""

import pytest
from django.utils import timezone

from customers import actions as customers
from projects import actions as projects
from registry.history import acting
from registry.paging import cursor_of
from registry.timeline import difference_of
from tests.cast import make_criterion, make_customer
from tests.overview.reading import heading, read
from valuecriteria import actions as value

pytestmark = pytest.mark.django_db
PAGE = "/projects/CRM1/history/"


@pytest.fixture
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


def test_who_did_what_to_what_from_what_to_what(client, project, manager, sponsor):
    projects.set_status(project=project, status="amber", note="data is late", by=manager)
    page = client.sign_in(manager).get(PAGE)
    assert "Priya Nair changed the project Status Green became Amber Why this status data is late" in read(page)
    assert "<del>Green</del>" in page.content.decode()
    assert "by form" in read(page)


def test_by_what(client, project, manager, admin):
    with acting(admin, "admin"):
        project.name = "Renamed"
        project.save()
    page = read(client.sign_in(manager).get(PAGE))
    assert "in the admin Ada Admin changed the project Name Customer management software became Renamed" in page


def test_the_life_of_a_criterion_in_sentences(client, project, manager, sponsor, tom):
    criterion = make_criterion(tom, by=manager, confirmed=True)
    value.review(revision=criterion.current_revision, decision="ask", comment="Which offers?", by=sponsor)
    value.reword(criterion=criterion, statement="I see every open offer of ours before I call.", by=manager)
    page = client.sign_in(manager).get(PAGE)
    text = read(page)
    for sentence in (
        "Priya Nair captured criterion 1 of Tom Bexley",
        "Priya Nair wrote wording 1 of criterion 1 of Tom Bexley Words I see every open offer before I call.",
        "Priya Nair noted the confirmation of wording 1 of criterion 1 of Tom Bexley Who said so Tom Bexley",
        "Dana Whitfield gave the review of wording 1 of criterion 1 of Tom Bexley Decision Change requested",
        "Comment Which offers?",
    ):
        assert sentence in text
    assert "I see every open offer <ins>of ours</ins> before I call." in page.content.decode()


def test_newest_first_and_the_rest_on_the_next_page(client, project, manager):
    for number in range(60):
        projects.set_status(project=project, status="amber", note=f"note {number}", by=manager)
    page = client.sign_in(manager).get(PAGE)
    assert heading(page) == "More than 50 changes in the last 7 days"
    text = read(page)
    assert text.index("became note 59") < text.index("became note 58")
    after = page.content.decode().split('rel="next" href="', 1)[1].split('"', 1)[0]
    older = client.get(PAGE + after.replace("&amp;", "&"))
    assert heading(older) == "What happened before"
    assert "note 9 " in read(older)
    assert "note 59" not in read(older)
    assert "Priya Nair started the project" not in text


@pytest.mark.parametrize(
    "after", ["nonsense", "x" * 3000, cursor_of(["2020", "a.b", 1]), cursor_of(["9999-12-31T00:00:00+00:00", "z", 1])]
)
def test_a_damaged_mark_shows_a_page_all_the_same(client, project, manager, after):
    assert client.sign_in(manager).get(PAGE, {"after": after}).status_code == 200


def test_only_this_project(client, project, others, manager):
    with acting(manager):
        others.name = "Renamed elsewhere"
        others.save()
    assert "Renamed elsewhere" not in read(client.sign_in(manager).get(PAGE))


def test_who_may_read_it(new_client, project, sponsor, customer, outsider, pmo, admin):
    answers = {user.name: new_client(user).get(PAGE).status_code for user in (sponsor, customer, outsider, pmo, admin)}
    assert answers == {
        "Dana Whitfield": 200,
        "Tom Bexley": 403,
        "Otto Outsider": 404,
        "Olu Viewer": 200,
        "Ada Admin": 200,
    }
    assert new_client(sponsor).post(PAGE).status_code == 405


def test_judgement_is_left_out_for_who_may_not_see_it(client, project, sponsor, manager, tom):
    make_criterion(tom, by=manager)
    customers.assess(stakeholder=tom, on=timezone.localdate(), by=manager, notes="Says yes and means no.")
    client.sign_in(manager)
    assert "Says yes and means no." in read(client.get(PAGE))
    page = read(client.sign_in(sponsor).get(PAGE))
    assert "captured criterion 1 of Tom Bexley" in page
    assert "Says yes" not in page
    assert "assess" not in page


def test_a_script_in_a_name_stays_text(client, project, manager):
    stakeholder = make_customer(project, "<script>alert(1)</script>", by=manager)
    customers.give_role(stakeholder=stakeholder, role=stakeholder.assignments.get().role, by=manager)
    assert "<script>alert" not in client.sign_in(manager).get(PAGE).content.decode()


def test_days_and_moments_in_the_readers_words():
    item = {"field": "on", "label": "when", "old": "", "new": "2025-05-02"}
    assert ">2 May 2025</time>" in difference_of(item).new
    item = {"field": "at", "label": "at", "old": "", "new": "2025-05-02 10:00:00+00:00"}
    assert ">2 May 2025</time>" in difference_of(item).new
    for text in ("2025-99-99", "1234567890", "a-b-c-d-e-"):
        assert difference_of({"field": "x", "label": "x", "old": "", "new": text}).new == text


@pytest.mark.parametrize("number", [1, 3])
def test_statements(client, statements, project, manager, tom, number):
    for word in range(number):
        make_criterion(tom, f"Words {word}", by=manager, confirmed=True)
    client.sign_in(manager)
    with statements(at_most=8) as seen:
        client.get(PAGE)
    assert len(seen) == 5
