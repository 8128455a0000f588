"""Asking too often: a round says who else asked a customer in the last 14 days, and offers to wait."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers import actions as customers
from pulse import actions
from pulse.models import Answer
from tests.cast import make_answer, make_customer, make_project, make_round
from tests.overview.reading import read, section
from tests.pulse.reading import sent_by

pytestmark = pytest.mark.django_db

ASK = "/projects/CRM1/pulse/rounds/1/ask/"


@pytest.fixture
def page(client, manager, asked, tom, speed):
    return client.sign_in(manager).get(ASK)


class TestAskedElsewhere:
    @pytest.fixture
    def elsewhere(self, tom, manager):
        """Tom is a customer of another project too; asked there so many days ago."""
        other = make_project("OTH1", "Another", manager=manager)
        part = make_customer(other, "Tom Bexley", by=manager)
        asked = make_round(other, by=manager, on=timezone.localdate() - timedelta(days=30))

        def ask(days, **said):
            on = timezone.localdate() - timedelta(days=days)
            return make_answer(asked, part, by=manager, on=on, **said)

        ask.project = other
        return ask

    def test_the_page_says_who_and_offers_to_wait(self, client, page, elsewhere, tom):
        elsewhere(3)
        page = client.get(ASK)
        assert "OTH1 asked them on" in read(page)
        until = timezone.localdate() + timedelta(days=11)
        button = f'name="do" value="wait:{tom.pk}:{until:%Y-%m-%d}"'
        assert button in page.content.decode()
        client.post(ASK, sent_by(page) | {"do": f"wait:{tom.pk}:{until:%Y-%m-%d}"})
        answer = Answer.objects.get(stakeholder=tom)
        assert (answer.state, answer.wait_until, answer.score) == ("waiting", until, None)
        assert "Waits until" in read(client.get(ASK))
        assert "Tom Bexley" not in section(client.get(f"{ASK}?show=open"), "<h1", "</main>")

    @pytest.mark.parametrize(("days", "is_said"), [(0, True), (13, True), (14, False)])
    def test_within_14_days(self, client, page, elsewhere, days, is_said):
        elsewhere(days)
        assert ("asked them on" in read(client.get(ASK))) == is_said

    def test_a_project_that_the_reader_may_not_know_of_is_not_named(self, client, page, elsewhere, manager, admin):
        elsewhere(3)
        elsewhere.project.managers.set([admin])
        text = read(client.get(ASK))
        assert "Another project asked them on" in text
        assert "OTH1" not in text

    def test_whoever_spoke_for_a_group_was_asked_too(self, client, manager, page, project, tom):
        other = make_project("OTH1", "Another", manager=manager)
        team = make_customer(other, "Sales team", kind="group", by=manager)
        customers.name_representative(stakeholder=team, person=tom.party, by=manager)
        make_answer(make_round(other, by=manager), team, by=manager)
        assert "OTH1 asked them on" in read(client.get(ASK))

    def test_who_answered_already_is_not_asked_to_wait(self, client, page, elsewhere, asked, tom, manager):
        elsewhere(3)
        make_answer(asked, tom, by=manager)
        assert "asked them on" not in read(client.get(ASK))

    def test_waiting_is_over_on_the_day(self, client, page, asked, tom, manager, time_machine):
        until = timezone.localdate() + timedelta(days=3)
        actions.not_heard(round=asked, stakeholder=tom, state="waiting", wait_until=until, by=manager)
        assert "Everybody was asked" in read(client.get(f"{ASK}?show=open"))
        time_machine.move_to(timezone.now() + timedelta(days=3))
        assert "Tom Bexley" in read(client.sign_in(manager).get(f"{ASK}?show=open"))
