"""What the pulse adds to gaps, readiness and My work, by facts worked out by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.actions import name_representative
from customers.models import Party, Stakeholder, TeamMember
from projects.models import Project, Rhythm, Stage
from pulse import actions
from pulse.models import PulseRound
from tests.cast import make_answer, make_criterion, make_customer, make_project, make_promise, make_round, make_user
from tests.overview.reading import heading, read, section
from tests.overview.test_gaps import forms, gaps

pytestmark = pytest.mark.django_db

RISK, PROMISE, UNTOLD, UNHEARD = "risk", "promise", "untold", "unheard"


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def known_for(days):
    Stakeholder.objects.update(created_at=timezone.now() - timedelta(days=days))


def pulse_of(page):
    return section(page, "<h2>Pulse", "<h2>")


@pytest.fixture
def tom(project, manager):
    return make_customer(project, "Tom Bexley", "End user", by=manager)


class TestGaps:
    def test_nothing_is_missing_at_first(self, project, tom):
        assert [gaps(project, name) for name in (RISK, PROMISE, UNTOLD, UNHEARD)] == [([], True)] * 4

    def test_somebody_at_risk_until_something_is_promised(self, project, manager, tom):
        answer = make_answer(make_round(project, by=manager), tom, 6, by=manager)
        assert gaps(project, RISK) == (["Promise Tom Bexley something"], False)
        assert forms(project, RISK) == [f"/projects/CRM1/promises/new/?answer={answer.pk}"]
        make_promise(tom, by=manager)
        assert gaps(project, RISK) == ([], True)

    def test_a_fall_of_two_is_a_risk_too(self, project, manager, tom):
        for score, days, at_risk in ((10, -40, False), (9, -30, False), (7, -1, True)):
            make_answer(make_round(project, by=manager, on=today(days)), tom, score, by=manager, on=today(days))
            assert gaps(project, RISK)[1] != at_risk

    def test_a_promise_overdue_from_the_day_after(self, project, manager, tom, time_machine):
        promise = make_promise(tom, by=manager, due_on=today())
        assert gaps(project, PROMISE) == ([], True)
        time_machine.move_to(timezone.now() + timedelta(days=1))
        assert gaps(project, PROMISE) == (
            ["Keep the promise to Tom Bexley: “Show every open offer on one page”"],
            False,
        )
        assert forms(project, PROMISE) == [f"/projects/CRM1/promises/{promise.pk}/"]

    def test_done_and_not_told(self, project, manager, tom):
        promise = make_promise(tom, by=manager, due_on=today(-3))
        actions.keep(promise=promise, by=manager)
        assert gaps(project, PROMISE) == ([], True)
        assert gaps(project, UNTOLD) == (
            ["Tell Tom Bexley that it is done: “Show every open offer on one page”"],
            False,
        )
        assert forms(project, UNTOLD) == [f"/projects/CRM1/promises/{promise.pk}/tell/"]
        actions.tell(promise=promise, text="We did it.", by=manager)
        assert gaps(project, UNTOLD) == ([], True)

    @pytest.mark.parametrize(("days", "is_silent"), [(31, False), (32, True)])
    def test_a_customer_not_heard_within_the_rhythm(self, project, manager, tom, days, is_silent):
        known_for(days)
        assert gaps(project, UNHEARD) == (["Ask Tom Bexley how the project does for them"] * is_silent, not is_silent)
        assert forms(project, UNHEARD) == ["/projects/CRM1/pulse/"] * is_silent
        make_answer(make_round(project, by=manager), tom, 8, by=manager)
        assert gaps(project, UNHEARD) == ([], True)

    def test_nobody_is_silent_where_nobody_is_asked(self, project, manager, tom):
        known_for(400)
        actions.set_rhythm(project=project, rhythm=Rhythm.NOT_YET, by=manager)
        assert gaps(project, UNHEARD) == ([], True)
        Project.objects.update(rhythm=Rhythm.MONTHLY, stage=Stage.ON_HOLD)
        assert gaps(project, UNHEARD) == ([], True)

    def test_without_customers_the_check_does_not_hold(self, project):
        assert gaps(project, UNHEARD) == ([], False)

    def test_whoever_is_no_customer_counts_for_nothing(self, project, manager, tom):
        supplier = make_customer(project, "Kofi Mensah", "Supplier", by=manager)
        known_for(400)
        make_answer(make_round(project, by=manager), tom, 8, by=manager)
        make_answer(PulseRound.objects.get(), supplier, 2, by=manager)
        assert gaps(project, UNHEARD) == ([], True)
        assert gaps(project, RISK) == ([], True)

    def test_of_one_customer(self, client, project, manager, tom):
        ann = make_customer(project, "Ann", by=manager)
        make_answer(make_round(project, by=manager), tom, 3, by=manager)
        client.sign_in(manager)
        failing = "they are not at risk, or a promise answers it"
        assert failing in [
            check.words for check in client.get(f"/projects/CRM1/customers/{tom.pk}/missing/").context["failing"]
        ]
        assert failing not in [
            check.words for check in client.get(f"/projects/CRM1/customers/{ann.pk}/missing/").context["failing"]
        ]


class TestMyWork:
    def test_at_risk_to_tell_and_to_hear(self, client, project, manager, tom):
        for name in ("Ann", "Ben", "Cleo", "Dov"):
            make_customer(project, name, by=manager)
        known_for(40)
        make_answer(make_round(project, by=manager), tom, 3, by=manager)
        promise = make_promise(make_customer(project, "Eve", by=manager), "Call on Fridays", by=manager)
        actions.keep(promise=promise, by=manager)
        pulse = pulse_of(client.sign_in(manager).get("/"))
        assert "This week Promise Tom Bexley something CRM1 · At risk: 3 in round 1" in pulse
        assert "This week Tell Eve that it is done: “Call on Fridays” CRM1 · Done today. Let them know." in pulse
        assert "This week Hear Ann, Ben, Cleo and 1 more CRM1 · Not heard within the rhythm" in pulse
        assert "Go on with round 1 CRM1 · 1 of 6 customers heard" in pulse

    def test_promises_by_the_day_they_are_due(self, client, project, manager, tom):
        for what, days in (("Late", -3), ("Today", 0), ("Soon", 5), ("Far", 20)):
            make_promise(tom, what, by=manager, due_on=today(days))
        page = client.sign_in(manager).get("/")
        pulse = pulse_of(page)
        assert "3 days late Keep the promise to Tom Bexley: “Late” CRM1 · Priya Nair does it; it was due" in pulse
        assert "Today Keep the promise to Tom Bexley: “Today” CRM1 · Priya Nair does it; it is due today." in pulse
        assert f"{today(5):%A} Keep the promise to Tom Bexley: “Soon”" in pulse
        assert "“Far”" not in read(page)
        assert "one thing is late" in heading(page)
        # The heading counts what stands in this block, too; so the block says how many of each are in it.
        assert "Pulse 4: 1 late, 3 this week" in read(page)

    @pytest.mark.parametrize(
        ("days", "said"),
        [
            (20, None),
            (25, "{:%A} Open the next round"),
            (31, "Today Open the next round"),
            (33, "2 days late Open the next round"),
        ],
    )
    def test_the_next_round_by_the_day_it_is_due(self, client, project, manager, tom, days, said):
        actions.close_round(round=make_round(project, by=manager, on=today(-days)), by=manager, on=today(-days))
        page = client.sign_in(manager).get("/")
        if said is None:
            assert "Open the next round" not in read(page)
        else:
            assert said.format(today(31 - days)) in pulse_of(page)

    def test_a_round_that_everybody_answered_is_to_be_closed(self, client, project, manager, tom):
        make_answer(make_round(project, by=manager), tom, 8, by=manager)
        assert "Close round 1 CRM1 · 1 of 1 customers heard" in pulse_of(client.sign_in(manager).get("/"))

    def test_a_project_that_asks_nobody_yet_has_no_round_due(self, client, project, manager, tom):
        actions.set_rhythm(project=project, rhythm=Rhythm.NOT_YET, by=manager)
        assert "<h2>Pulse" not in client.sign_in(manager).get("/").content.decode()

    def test_an_owner_without_the_project_reads_what_they_promised(self, client, project, manager, tom):
        sven = make_user("Sven Team")
        TeamMember.objects.create(project=project, person=Party.objects.create(name="Sven Team", user=sven))
        make_promise(tom, "Call on Fridays", by=manager, owner=sven, due_on=today(-2))
        page = client.sign_in(sven).get("/")
        assert heading(page).endswith("1 promise of yours is late")
        assert "2 days late Keep the promise to Tom Bexley: “Call on Fridays” CRM1" in pulse_of(page)
        assert "Tell the project's manager when it is done." in read(page)
        assert "/projects/CRM1/" not in page.content.decode()
        assert client.get("/projects/CRM1/promises/").status_code == 404

    def test_an_owner_who_reads_the_project_is_led_there(self, client, project, manager, sponsor, tom):
        promise = make_promise(tom, "Call on Fridays", by=manager, owner=sponsor, due_on=today(3))
        page = client.sign_in(sponsor).get("/")
        assert "Keep the promise to Tom Bexley: “Call on Fridays”" in pulse_of(page)
        assert f'href="/projects/CRM1/promises/{promise.pk}/"' in page.content.decode()

    def test_a_customer_is_asked_while_a_round_is_open(self, client, project, manager, customer):
        tom = project.stakeholders.get(party__user=customer)
        client.sign_in(customer)
        assert "Say how CRM1" not in read(client.get("/"))
        asked = make_round(project, by=manager)
        page = client.get("/")
        assert heading(page).endswith("CRM1 asks how it does for you")
        assert f'href="/projects/CRM1/pulse/rounds/1/answers/{tom.pk}/"' in page.content.decode()
        make_answer(asked, tom, 8, by=manager)
        assert "Say how CRM1" not in read(client.get("/"))

    def test_a_representative_is_asked_for_the_group_after_themselves(self, client, project, manager, customer):
        tom = project.stakeholders.get(party__user=customer)
        sales = make_customer(project, "Sales team", by=manager, kind="group")
        name_representative(stakeholder=sales, person=tom.party, by=manager)
        asked = make_round(project, by=manager)
        client.sign_in(customer)
        for stakeholder, said in ((tom, "for you"), (sales, "for Sales team")):
            page = client.get("/").content.decode()
            assert f">Say how CRM1 does {said}</a>" in page
            answer = f"/projects/CRM1/pulse/rounds/1/answers/{stakeholder.pk}/"
            assert f'href="{answer}"' in page
            assert client.get(answer).status_code == 200
            make_answer(asked, stakeholder, 8, by=manager)
        assert "Say how CRM1" not in read(client.get("/"))

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_costs_no_statement_more(self, client, statements, admin, manager, number):
        """Somebody who is everything at once, and owes something elsewhere too."""
        for place in range(number):
            project = make_project(f"P{place}", manager=manager)
            project.managers.add(admin)
            part = make_customer(project, "Ada Admin", "Sponsor", "Customer", by=manager, user=admin)
            make_criterion(part, by=manager, confirmed=True)
            answer = make_answer(make_round(project, by=manager), part, 3, by=manager)
            for at in range(number):
                make_promise(part, f"Promise {at}", answer=answer, by=manager, due_on=today(-at))
            other = make_project(f"Q{place}", manager=manager)
            make_promise(make_customer(other, "Ann", by=manager), by=manager, owner=admin, due_on=today(-1))
        client.sign_in(admin)
        with statements(at_most=15):
            client.get("/")
