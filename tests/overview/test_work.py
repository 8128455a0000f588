"""My work, for each kind of user: what it says first, where its lines lead, what it costs."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import PROJECT_MANAGERS
from projects.actions import move_stage
from projects.models import Project, Stage
from tests.cast import make_criterion, make_customer, make_goal, make_project, make_user
from tests.overview.reading import heading, read, section
from valuecriteria import actions as value
from valuecriteria.models import Review, Revision

pytestmark = pytest.mark.django_db


def day():
    return timezone.localdate().strftime("%A")


def written(criterion, days):
    when = timezone.now() - timedelta(days=days)
    Revision.objects.filter(criterion=criterion).update(written_at=when)


@pytest.fixture
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


def test_a_manager_reads_what_is_late_what_is_for_this_week_and_what_can_wait(client, project, manager, sponsor, tom):
    criterion = make_criterion(tom, by=manager)
    written(criterion, 17)
    page = client.sign_in(manager).get("/")
    assert heading(page) == f"{day()}: one thing is late, 4 are for this week"
    late = section(page, "<h2>Late")
    assert "3 days late Ask Tom Bexley whether “I see every open offer before I call.” is what they mean" in late
    assert "CRM1 · Assumed for 17 days: still our words, not theirs." in late
    assert f'href="/projects/CRM1/value/{criterion.pk}/confirm/"' in page.content.decode()
    week = section(page, "<h2>This week")
    assert "This week Find a senior user who speaks for Tom Bexley" in week
    assert "Write down the project's first goal" in week
    assert "Ask Dana Whitfield what they value themselves" in week
    assert "Open the first round CRM1 · The customers are asked every month; nobody was yet." in section(
        page, "<h2>Pulse"
    )
    assert "Say who looks after Tom Bexley" in section(page, "<h2>Can wait")


def test_a_change_request_is_for_this_week_and_then_late(client, project, manager, sponsor, tom):
    criterion = make_criterion(tom, by=manager, confirmed=True)
    value.review(revision=criterion.current_revision, decision="ask", comment="Which offers?", by=sponsor)
    page = client.sign_in(manager).get("/")
    due = (timezone.localdate() + timedelta(days=7)).strftime("%A")
    assert f"{due} Answer the change asked for in “I see every open offer" in section(page, "<h2>This week")
    Review.objects.update(decided_at=timezone.now() - timedelta(days=9))
    assert "2 days late Answer the change asked for" in section(client.get("/"), "<h2>Late")
    value.reword(criterion=criterion, statement="I see every open offer of ours before I call.", by=manager)
    assert "Answer the change" not in read(client.get("/"))


def test_an_assumption_whose_fourteen_days_end_this_week(client, project, manager, tom):
    criterion = make_criterion(tom, by=manager)
    client.sign_in(manager)
    written(criterion, 6)
    assert "whether “I see every open" not in read(client.get("/"))
    written(criterion, 14)
    assert "Today Ask Tom Bexley whether" in section(client.get("/"), "<h2>This week")
    written(criterion, 15)
    assert "1 day late Ask Tom Bexley whether" in section(client.get("/"), "<h2>Late")


def test_a_manager_sees_their_projects_and_what_others_did(client, project, manager, sponsor, tom):
    criterion = make_criterion(tom, by=manager, confirmed=True)
    value.review(revision=criterion.current_revision, decision="agree", comment="Yes.", by=sponsor)
    page = client.sign_in(manager).get("/")
    assert "CRM1 Customer management software Green · 2 customers ·" in section(page, ">Your projects")
    lately = section(page, ">Lately, by others", "</section>")
    assert "Dana Whitfield gave the review of wording 1 of criterion 1 of Tom Bexley" in lately
    assert "wrote wording" not in lately


def test_closed_projects_ask_nothing_of_anybody(client, project, manager, tom):
    Project.objects.update(stage=Stage.CLOSED)
    page = client.sign_in(manager).get("/")
    assert heading(page) == f"{day()}: nothing waits for you"
    assert "You have no open project" in read(page)
    assert 'href="/projects/new/"' in page.content.decode()


def test_a_sponsor_reads_what_waits_the_oldest_first(client, project, manager, sponsor, tom):
    younger = make_criterion(tom, "The younger one.", by=manager, confirmed=True)
    older = make_criterion(tom, "The older one.", by=manager, confirmed=True)
    older.current_revision.confirmation.__class__.objects.filter(revision=older.current_revision).update(
        created_at=timezone.now() - timedelta(days=5)
    )
    page = client.sign_in(sponsor).get("/")
    assert heading(page) == f"{day()}: 2 reviews wait for you"
    queue = section(page, "<h2>Waiting for your review")
    assert queue.index("5 days ago The older one.") < queue.index("today The younger one.")
    for criterion in (older, younger):
        assert f'href="/reviews/{criterion.pk}/"' in page.content.decode()
        assert client.get(f"/reviews/{criterion.pk}/").status_code == 200
    assert "Log a customer" not in read(page)


def test_a_sponsor_for_whom_nothing_waits(client, project, sponsor):
    page = client.sign_in(sponsor).get("/")
    assert heading(page) == f"{day()}: one project needs you"
    assert "No review waits for you" in read(page)
    assert "; you have not said what you value yourself ." in section(page, ">Your projects as sponsor", "</ul>")


def test_a_customer_reads_what_they_value_and_what_to_confirm(client, project, manager, sponsor, tom, customer):
    dana = project.stakeholders.get(party__user=sponsor)
    make_criterion(dana, "A forecast of my own.", by=manager)
    make_criterion(tom, "The confirmed one.", by=manager, confirmed=True)
    assumed = make_criterion(tom, "The assumed one.", by=manager)
    gone = make_criterion(tom, "The withdrawn one.", by=manager)
    value.settle(criterion=gone, outcome="withdrawn", reason="Not any more.", by=manager)
    page = client.sign_in(customer).get("/")
    assert heading(page) == f"{day()}: one wording waits for your yes"
    text = read(page)
    assert text.index("The assumed one.") < text.index("The confirmed one.")
    for hidden in ("A forecast", "The withdrawn one.", "checks hold", "missing"):
        assert hidden not in text
    address = f"/projects/CRM1/value/{assumed.pk}/confirm/"
    assert f'href="{address}"' in page.content.decode()
    assert client.get(address).status_code == 200


def test_a_customer_who_was_not_asked_yet(client, project, customer):
    page = client.sign_in(customer).get("/")
    assert heading(page) == f"{day()}: nothing waits for you"
    assert "Nobody has asked you yet what you value." in read(page)
    assert "CRM1 Customer management software" in read(page)


def test_pmo_reads_all_projects_those_that_lack_most_first(client, project, others, pmo, manager, sponsor):
    make_goal(project)
    page = client.sign_in(pmo).get("/")
    assert "things missing in 2 projects" in heading(page)
    text = section(page, "those that lack most first", "</ul>")
    assert text.index("WHS2 Warehouse move") > text.index("CRM1 Customer")
    make_customer(others, "Somebody", by=manager)
    text = section(client.get("/"), "those that lack most first", "</ul>")
    assert text.index("WHS2 Warehouse move") < text.index("CRM1 Customer")


def test_among_many_projects_those_with_the_worst_status_are_compared(client, pmo, manager, monkeypatch):
    monkeypatch.setattr("overview.views.work.MOST_COMPARED", 2)
    monkeypatch.setattr("overview.views.work.MOST_ROWS", 1)
    for key, status in (("AA1", "green"), ("BB2", "amber"), ("CC3", "red")):
        make_project(key, f"Project {key}", manager=manager, status=status, status_note="As it is.")
    make_customer(Project.objects.get(key="BB2"), "Somebody", by=manager)
    page = client.sign_in(pmo).get("/")
    text = read(page)
    assert "BB2 Project BB2" in text  # of the two the one that lacks more
    assert "AA1" not in text
    assert "Out of the 2 with the worst status. All projects" in text


def test_an_administrator_reads_what_to_put_in_order(client, admin, project, outsider):
    project.managers.clear()
    client.force_login(admin)
    page = client.get("/")
    order = section(page, "<h2>To put in order", "</ul>")
    assert "No manager CRM1 Customer management software" in order
    assert "Never here Otto Outsider, Priya Nair" in order
    assert 'href="/projects/CRM1/edit/"' in page.content.decode()
    assert 'href="/admin/"' in page.content.decode()


def test_an_outsider_is_told_what_to_do(client, project, outsider):
    page = client.sign_in(outsider).get("/")
    assert "You have no part in a project yet" in read(page)
    assert "tell them the e-mail address you sign in with" in read(page)
    for word in ("CRM1", "New project", "People & groups", "Reviews"):
        assert word not in read(page)


def test_whose_projects_are_all_closed_is_not_told_that_they_have_none(client, project, sponsor, manager):
    move_stage(project=project, verb="close", by=manager)
    page = client.sign_in(sponsor).get("/")
    assert "What you had a part in is closed" in read(page)
    assert "no part in a project" not in read(page)


def test_a_member_of_the_project_managers_starts_their_first_project(client):
    user = make_user("Nora New")
    user.groups.add(Group.objects.get(name=PROJECT_MANAGERS))
    page = client.sign_in(user).get("/")
    assert "You have no open project" in read(page)
    assert 'href="/projects/new/"' in page.content.decode()


def test_nobody_signed_in_is_asked_to(client):
    assert client.get("/")["Location"] == "/account/login/?next=/"


def test_only_reading(client, manager):
    assert client.sign_in(manager).post("/").status_code == 405


def test_long_lists_say_where_the_rest_is(client, project, manager):
    for number in range(12):
        make_customer(project, f"Customer {number:02}", by=manager)
    page = client.sign_in(manager).get("/")
    assert "4 more: 4 in CRM1" in section(page, "<h2>Can wait")
    assert 'href="/projects/CRM1/#missing"' in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_statements(client, statements, manager, admin, pmo, outsider, sponsor, customer, number):
    for place in range(number):
        project = make_project(f"P{place}", manager=manager)
        for user in (sponsor, customer):
            role = "Sponsor" if user == sponsor else "End user"
            stakeholder = make_customer(project, user.name, role, by=manager, user=user)
            for word in range(number):
                make_criterion(stakeholder, f"Words {word}", by=manager, confirmed=bool(word))
    for who, most in ((manager, 13), (sponsor, 13), (customer, 5), (pmo, 12), (admin, 13), (outsider, 5)):
        client.sign_in(who)
        with statements(at_most=most):
            client.get("/")


@pytest.mark.parametrize("number", [1, 3])
def test_somebody_who_is_everything_at_once_stays_within_the_budget(client, statements, admin, manager, number):
    for place in range(number):
        project = make_project(f"P{place}", manager=manager)
        project.managers.add(admin)
        stakeholder = make_customer(project, "Ada Admin", "Sponsor", "Customer", by=manager, user=admin)
        make_criterion(stakeholder, by=manager, confirmed=True, due_on=date(2030, 1, 1))
    client.sign_in(admin)
    with statements(at_most=15):
        client.get("/")
