"""Trends after the six rounds of conftest.py, worked out by hand: medians, lists, lines, each with its inputs."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from customers import actions as customers
from customers.models import Assessment
from projects.models import Project
from pulse import actions
from pulse.models import Promise
from tests.cast import make_answer, make_criterion, make_customer, make_round
from tests.overview.reading import heading, read, section

pytestmark = pytest.mark.django_db

PULSE = "/projects/CRM1/pulse/"


def day(days):
    found = timezone.localdate() - timedelta(days=days)
    return date_format(found, "j F" if found.year == timezone.localdate().year else "j F Y")


def lists(page):
    """{name of the list: [(customer, reason)]}."""
    return {each.name: [(str(row), reason) for row, reason in each.rows] for each in page.context["lists"]}


class TestProject:
    def test_medians_with_their_spread_and_number_round_by_round(self, client, manager, six):
        """
        round 1: 5 6 7 8 8 9 10    round 2: 5 7 8 8 9 10    round 3: 4 5 6 8 9 10
        round 4: 5 5 8 9 10        round 5: 5 6 7 8 9 10    round 6: 5 6 7 8 8
        """
        page = client.sign_in(manager).get(PULSE)
        assert [(each.spread.median, each.spread.middle, each.spread.number) for each in page.context["rounds"]] == [
            (8, (6, 9), 7),
            (8, (7, 9), 6),
            (7, (5, 9), 6),
            (8, (5, 9.5), 5),
            (7.5, (6, 9), 6),
            (7, (5.5, 8), 5),
        ]
        assert "Round 6 open" in section(page, "<table", "</table>")
        assert "7 5.5–8 5–8 5" in section(page, "<table", "</table>")
        for number in range(1, 7):
            assert f'href="{PULSE}rounds/{number}/"' in page.content.decode()

    @pytest.mark.parametrize(
        ("scores", "said"),
        [
            ((8, 7), "The median fell from 8 to 7 since round 1; answers lie between 7 and 7"),
            ((6, 8), "The median rose from 6 to 8 since round 1; answers lie between 8 and 8"),
            ((7, 7), "The median is 7, as in round 1; answers lie between 7 and 7"),
        ],
    )
    def test_what_the_picture_says(self, client, manager, project, scores, said):
        people = [make_customer(project, f"Customer {at}", by=manager) for at in range(5)]
        for score in scores:
            asked = make_round(project, by=manager)
            for each in people:
                make_answer(asked, each, score, by=manager)
        assert said in read(client.sign_in(manager).get(PULSE))

    def test_the_heading_is_the_finding_and_each_count_opens_its_list(self, client, manager, six):
        page = client.sign_in(manager).get(PULSE)
        assert heading(page) == "The median score is 7; 3 customers are at risk"
        counts = {"total": 8, "is_ally": 3, "has_fallen": 3, "is_at_risk": 3, "is_silent": 2}
        assert page.context["counts"] == counts
        for name in ("risk", "allies", "fell", "silent"):
            assert f'href="{PULSE}allies/#{name}"' in page.content.decode()
            assert f'id="{name}"' in client.get(f"{PULSE}allies/").content.decode()

    def test_the_most_urgent_come_first_each_with_score_change_line_and_words(self, client, manager, six):
        page = client.sign_in(manager).get(PULSE)
        cards = [(str(customer), customer.last_score, customer.change) for customer, _ in page.context["cards"]]
        assert cards == [
            ("Ben", 7, -2), ("Hal", 8, -2), ("Dov", 6, 0), ("Cleo", 6, -2), ("Eve", 8, 0), ("Gus", 5, 0), ("Ann", 8, 1),
        ]  # fmt: skip
        lines = {str(customer): line for customer, line in page.context["cards"]}
        assert [point.score for point in lines["Ann"].points] == [7, 7, 4, 5, 7, 8]
        assert [(point.round, point.score) for point in lines["Dov"].points] == [(1, 6), (3, 6), (5, 6)]
        assert 'aria-label="Dov: round 1: 6, round 3: 6, round 5: 6"' in page.content.decode()
        assert "“Ben in 6”" not in read(page)  # the quotation marks are drawn
        assert "Ben in 6" in section(page, "Customers, the most urgent first", "</section>")

    def test_the_heat_table_has_every_answer_and_says_what_is_missing(self, client, manager, six):
        page = client.sign_in(manager).get(PULSE)
        rows = {str(customer): [cell and cell.score for cell in cells] for customer, cells in page.context["rows"]}
        assert rows["Ann"] == [7, 7, 4, 5, 7, 8]
        assert rows["Dov"] == [6, None, 6, None, 6, None]
        assert rows["Finn"] == [None] * 6
        assert "Finn · no answer" in section(page, 'class="heat"', "</table>")

    def test_below_five_answers_they_stand_as_they_are(self, client, manager, project):
        asked = make_round(project, by=manager)
        for name, score in (("Ann", 9), ("Ben", 4), ("Cleo", 4), ("Dov", 10)):
            make_answer(asked, make_customer(project, name, by=manager), score, by=manager)
        page = client.sign_in(manager).get(PULSE)
        assert heading(page) == "Round 1 so far: 4, 4, 9 and 10; 2 customers are at risk"
        assert "median" not in section(page, "<svg", "</svg>")
        assert "%" not in read(page)
        make_answer(asked, make_customer(project, "Eve", by=manager), 7, by=manager)
        assert heading(client.get(PULSE)) == "The median score is 7; 2 customers are at risk"

    def test_before_the_first_round_it_says_what_belongs_here(self, client, manager, pmo, project):
        assert "Ask every customer the same" in read(client.sign_in(manager).get(PULSE))
        assert "No round yet" in read(client.sign_in(pmo).get(PULSE))

    def test_when_the_next_round_is_due(self, client, manager, project, six):
        assert "The next round is due" not in read(client.sign_in(manager).get(PULSE))
        actions.close_round(round=project.rounds.get(closed_on=None), by=manager)
        page = read(client.get(PULSE))
        due = timezone.localdate() + timedelta(days=29)
        assert (
            f"The next round is due on {date_format(due, 'j F' if due.year == timezone.localdate().year else 'j F Y')}"
            in page
        )

    def test_themes_lead_to_the_criteria_they_are_made_of(self, client, manager, project, tom):
        asked = make_round(project, by=manager)
        criterion = make_criterion(tom, by=manager)
        make_answer(asked, tom, 5, scores={criterion: (4, "Ten seconds a page.")}, by=manager)
        page = client.sign_in(manager).get(PULSE)
        assert "By theme: No theme is the sore point" in read(page)
        there = client.get(f"{PULSE}criteria/?theme=none")
        assert heading(there) == "The criteria, the lowest score first"
        assert "Ten seconds a page." in read(there)
        assert f'href="{PULSE}rounds/1/"' in there.content.decode()


class TestCustomer:
    def test_a_drop_and_a_recovery(self, client, manager, six):
        page = client.sign_in(manager).get(f"{PULSE}customers/{six['Ann'].pk}/")
        assert heading(page) == "Ann gives 8 of 10"
        assert [(answer.number, answer.score) for answer in page.context["answers"]] == [
            (6, 8), (5, 7), (4, 5), (3, 4), (2, 7), (1, 7),
        ]  # fmt: skip
        assert page.context["change"] == 1
        assert "An ally." in read(page)

    def test_a_fall_is_the_heading(self, client, manager, six):
        page = client.sign_in(manager).get(f"{PULSE}customers/{six['Ben'].pk}/")
        assert heading(page) == "Ben fell from 9 to 7"
        assert "At risk, and nothing promised." in read(page)

    def test_somebody_nobody_asked(self, client, manager, six):
        page = client.sign_in(manager).get(f"{PULSE}customers/{six['Finn'].pk}/")
        assert heading(page) == "Finn has not answered yet"
        assert "No answer yet" in read(page)

    def test_by_criterion_with_its_own_line(self, client, manager, project, tom, speed):
        for score, days in ((4, 40), (8, 10)):
            on = timezone.localdate() - timedelta(days=days)
            asked = make_round(project, by=manager, on=on)
            make_answer(asked, tom, 6, scores={speed: (score, f"Said {score}.")}, by=manager, on=on)
        page = client.sign_in(manager).get(f"{PULSE}customers/{tom.pk}/")
        [(number, key, _, change, score, line)] = page.context["criteria"]
        assert (number, key, change, score) == (1, speed.pk, 4, 8)
        assert [point.score for point in line.points] == [4, 8]
        assert "Said 8." in read(page)


class TestAllies:
    def test_exact_lists_with_their_reasons(self, client, manager, six):
        assert lists(client.sign_in(manager).get(f"{PULSE}allies/")) == {
            "allies": [
                ("Ann", f"8 in round 6, on {day(2)}"),
                ("Eve", f"8 in round 2, on {day(120)}"),
                ("Hal", f"8 in round 6, on {day(2)}"),
            ],
            "risk": [
                ("Dov", f"6 in round 5, on {day(30)}"),
                ("Ben", "fell from 9 to 7 in round 6"),
                ("Hal", "fell from 10 to 8 in round 6"),
            ],
            "fell": [
                ("Cleo", "fell from 8 to 6 in round 6"),
                ("Ben", "fell from 9 to 7 in round 6"),
                ("Hal", "fell from 10 to 8 in round 6"),
            ],
            "silent": [
                ("Eve", f"last heard 120 days ago, on {day(120)}; asked every month"),
                ("Finn", "never heard, known for 200 days; asked every month"),
            ],
            "unasked": [("Finn", "an end user without any answer yet")],
        }

    def test_headings_say_what_is_found(self, client, manager, six):
        page = client.sign_in(manager).get(f"{PULSE}allies/")
        assert heading(page) == "3 allies to turn to, 3 customers at risk"
        for said in ("3 customers fell by 2 or more", "2 customers not heard", "1 end user nobody asked"):
            assert said in read(page)

    def test_of_nobody_it_says_so(self, client, manager, project, tom):
        make_answer(make_round(project, by=manager), tom, 7, by=manager)
        page = read(client.sign_in(manager).get(f"{PULSE}allies/"))
        for said in (
            "0 allies to turn to",
            "No ally: nobody gave 8 or more last",
            "Nobody is at risk without a promise",
            "Nobody fell",
            "Nobody has been silent for longer than the rhythm",
            "No end user was left unasked",
        ):
            assert said in page

    def test_influence_reaches_managers_and_administrators_alone(self, client, manager, admin, sponsor, pmo, six):
        Assessment.objects.create(stakeholder=six["Ann"], influence=5, interest=3, engagement_now="neutral")
        for user, sees in ((manager, True), (admin, True), (sponsor, False), (pmo, False)):
            page = read(client.sign_in(user).get(f"{PULSE}allies/"))
            assert ("5 of 5" in page, "Influence" in page) == (sees, sees), user
            assert "Ann in 6" in page

    @pytest.mark.parametrize("status", ["amber", "red"])
    def test_a_status_of_amber_or_red_leads_there(self, client, manager, project, six, status):
        client.sign_in(manager)
        there = f'href="{PULSE}allies/"'
        assert there not in client.get("/projects/CRM1/").content.decode()
        form = {"status": status, "status_note": "late", "version": Project.objects.get().version}
        page = client.post("/projects/CRM1/status/", form, follow=True)
        assert there in page.content.decode()
        assert "See whom to turn to, and whom you are losing" in read(page)
        assert there in client.get("/projects/CRM1/").content.decode()
        assert "See whom to turn to" in read(client.get(PULSE))

    def test_who_left_is_on_no_list(self, client, manager, project, six):
        for assignment in six["Ben"].assignments.current():
            customers.end_role(assignment=assignment, on=timezone.localdate(), by=manager)
        assert "Ben" not in str(lists(client.sign_in(manager).get(f"{PULSE}allies/")))


def test_the_promise_that_answers_them_takes_them_off_the_list(client, manager, six):
    client.sign_in(manager)
    answer = six["Ben"].answers.latest("pk")
    there = f"{PULSE}allies/"
    assert f"promises/new/?answer={answer.pk}" in client.get(there).content.decode()
    due = timezone.localdate() + timedelta(days=9)
    form = {"what": "Ask them before the next release", "by_whom": "Priya Nair", "due_on": due}
    assert client.post(f"/projects/CRM1/promises/new/?answer={answer.pk}", form).status_code == 302
    assert Promise.objects.latest("pk").answer == answer
    assert [name for name, _ in lists(client.get(there))["risk"]] == ["Dov", "Hal"]


def test_of_a_project_without_customers_nothing_is_claimed(client, project, manager):
    page = client.sign_in(manager).get("/projects/CRM1/pulse/allies/")
    assert page.status_code == 200
    words = page.content.decode()
    assert "No customer yet" in words
    assert 'href="/projects/CRM1/customers/log/"' in words
    assert "Nobody has been silent" not in words
