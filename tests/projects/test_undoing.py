"""The page that undoes a batch: what goes back, what stands in the way, and who may."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from customers import actions
from customers.models import Party, Role, RoleAssignment
from registry import undoing
from registry.models import Batch, Undoing
from registry.undo import batch
from tests.cast import make_customer
from tests.customers.reading import heading, text


@pytest.fixture
def bea(project, manager):
    return make_customer(project, "Bea Lindqvist", "End user", "Customer", by=manager)


@pytest.fixture
def made(project, manager, bea):
    """Bea’s role of end user was ended, in one go with a change of his job title."""
    with batch(kind="bulk", words="Ended the role End user of 1 customer", by=manager, project=project) as made:
        actions.end_role(assignment=bea.assignments.get(role__name="End user"), by=manager)
        bea.party.title = "Account manager"
        bea.party.save()
    return made


def undo_url(made):
    return f"/projects/CRM1/changes/{made.pk}/undo/"


def title():
    return Party.objects.get(name="Bea Lindqvist").title


def test_it_says_what_goes_back_and_undoes_it(client, manager, made, bea, statements):
    client.sign_in(manager)
    with statements(at_most=8):
        page = client.get(undo_url(made))
    assert heading(page) == "Undo this?"
    assert "Ended the role End user of 1 customer, by Priya Nair" in text(page)
    assert "Account manager" in text(page)
    assert title() == "Account manager"
    done = client.post(undo_url(made), follow=True)
    assert "It is as it was before: Ended the role End user of 1 customer" in text(done)
    assert title() == ""
    assert bea.assignments.get(role__name="End user").to_on is None
    again = Batch.objects.get(undoes=made)
    assert undo_url(again) in text(done)
    assert heading(client.get(undo_url(made))) == "This is undone already"
    assert client.post(undo_url(made)).status_code == 409
    client.post(undo_url(again))
    assert title() == "Account manager"


def test_what_was_changed_since_is_listed_and_can_be_left(client, manager, made, bea):
    party = Party.objects.get(name="Bea Lindqvist")
    party.phone = "12"
    party.save()
    page = client.sign_in(manager).post(undo_url(made))
    assert page.status_code == 409
    assert heading(page) == "Not undone: 1 entry changed since"
    assert title() == "Account manager"
    assert client.post(undo_url(made), {"leave": "on"}).status_code == 302
    assert title() == "Account manager"
    assert bea.assignments.get(role__name="End user").to_on is None


def test_a_newer_row_in_the_place_of_an_old_one_stands_in_the_way(client, manager, made, bea):
    """The ended role was given again since: it cannot be open twice."""
    actions.give_role(stakeholder=bea, role=Role.objects.get(name="End user"), by=manager)
    page = client.sign_in(manager).post(undo_url(made))
    assert page.status_code == 409
    assert "the role End user of Bea Lindqvist" in text(page)
    assert title() == "Account manager"
    assert client.post(undo_url(made), {"leave": "on"}).status_code == 302
    assert title() == ""
    assert RoleAssignment.objects.filter(stakeholder=bea, role__name="End user").count() == 2


def test_who_may_undo(client, made, manager, admin, sponsor, customer, pmo, outsider, others, project):
    url = undo_url(made)
    got = [client.sign_in(user).get(url).status_code for user in (manager, admin, sponsor, customer, pmo, outsider)]
    assert got == [200, 200, 403, 403, 403, 404]
    assert client.sign_in(sponsor).post(url).status_code == 403
    assert client.sign_in(admin).get(f"/projects/{others.key}/changes/{made.pk}/undo/").status_code == 404
    project.stage = "closed"
    project.save()
    assert client.sign_in(manager).post(url).status_code == 403
    assert title() == "Account manager"


def test_back_to_where_one_was_but_never_to_another_site(client, manager, made):
    assert (
        client.sign_in(manager).post(undo_url(made), {"next": "https://example.com/"}).url
        == "/projects/CRM1/customers/"
    )


def test_back_to_the_page_that_led_here(client, manager, made):
    where = "/projects/CRM1/customers/?role=2"
    assert client.sign_in(manager).post(undo_url(made), {"next": where}).url == where


@pytest.fixture
def started(monkeypatch, made):
    """What is undone apart, whatever its size: [keys]; here it runs when a test runs it."""
    asked = []
    monkeypatch.setattr(undoing, "LARGE", 1)
    monkeypatch.setattr(undoing.apart, "start", lambda command, *arguments: asked.append((command, *arguments)))
    return asked


def run(started):
    call_command(*map(str, started.pop()))


def test_a_large_one_is_undone_while_the_reader_waits_elsewhere(client, manager, made, started, statements):
    where = "/projects/CRM1/customers/?role=2"
    asked = client.sign_in(manager).post(undo_url(made), {"next": where})
    assert client.post(undo_url(made)).status_code == 302
    assert len(started) == 1
    with statements(at_most=8):
        page = client.get(asked.url)
    assert heading(page) == "It is being undone"
    assert "Taking back 2 changes" in text(page)
    assert where in page.content.decode().replace("&amp;", "&")
    progress = f"{undo_url(made)}progress/"
    assert "HX-Refresh" not in client.get(progress).headers
    assert title() == "Account manager"
    run(started)
    assert title() == ""
    assert client.get(progress).headers["HX-Refresh"] == "true"
    page = client.get(asked.url)
    assert heading(page) == "It is as it was before"
    assert undo_url(Batch.objects.get(undoes=made)) in page.content.decode()
    assert not Undoing.objects.exists()


def test_a_large_one_that_was_refused_says_why_and_can_leave_what_changed(client, manager, made, bea, started):
    party = Party.objects.get(name="Bea Lindqvist")
    party.phone = "12"
    party.save()
    asked = client.sign_in(manager).post(undo_url(made)).url
    run(started)
    page = client.get(asked)
    assert heading(page) == "Not undone: 1 entry changed since"
    assert "Bea Lindqvist" in text(page)
    assert title() == "Account manager"
    assert heading(client.get(undo_url(made))) == "Undo this?"
    client.post(undo_url(made), {"leave": "on"})
    run(started)
    assert bea.assignments.get(role__name="End user").to_on is None


def test_a_large_one_whose_process_died_or_failed_is_begun_again(client, manager, made, started, monkeypatch):
    asked = client.sign_in(manager).post(undo_url(made)).url
    Undoing.objects.update(begun_at=timezone.now() - undoing.SILENT)
    assert "The work on it has stopped" in text(client.get(asked))
    client.post(undo_url(made))
    assert len(started) == 2
    with monkeypatch.context() as broken:
        broken.setattr(undoing, "undo", lambda *args, **more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(started)
    assert "Something went wrong; it was reported" in text(client.get(asked))
    client.post(undo_url(made))
    run(started)
    assert title() == ""


def test_nobody_else_follows_a_large_one(client, made, sponsor, outsider, manager, others):
    progress = f"{undo_url(made)}progress/"
    assert client.sign_in(sponsor).get(progress).status_code == 403
    assert client.sign_in(outsider).get(progress).status_code == 404
    assert client.sign_in(manager).post(progress).status_code == 405
    assert client.get(f"/projects/{others.key}/changes/{made.pk}/undo/progress/").status_code == 404
