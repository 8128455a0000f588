"""The sponsor's projects, the one that needs them most first, a sentence each; and what happened since they looked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers import actions as customers
from customers.models import Role, RoleAssignment, Stakeholder
from overview.facts import Facts
from overview.needs import Need, needs_of
from overview.news import News, news_since
from projects.models import Project
from tests.cast import make_criterion, make_customer, make_goal, make_project, make_user
from tests.overview.reading import heading, read, section
from valuecriteria import actions as value
from valuecriteria.models import Confirmation, Look, Revision, ValueCriterion

pytestmark = pytest.mark.django_db

SINCE = "/projects/CRM1/since/"


@pytest.fixture
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


@pytest.fixture
def dana(project, sponsor):
    return project.stakeholders.get(party__user=sponsor)


def fresh(criterion):
    return ValueCriterion.objects.get(pk=criterion.pk)


def waits_for(criterion, days):
    when = timezone.now() - timedelta(days=days)
    Confirmation.objects.filter(revision__criterion=criterion).update(created_at=when)


def seen(client, page):
    """Press "I have seen this" on a page."""
    return client.post(SINCE, {"verb": "seen", "until": page.context["form"]["until"].value()})


class TestTheOrder:
    def need(self, key, **facts):
        known = {"reviews": [], "days": 0, "conflicts": 0, "news": 0, "silent": None}
        project = Project(key=key)
        project.seen_until = timezone.now()
        return Need(project=project, **{**known, **facts})

    def test_what_needs_them_most_comes_first(self):
        review = ValueCriterion(pk=1)
        needs = [
            self.need("CALM"),
            self.need("ALSO-CALM"),
            self.need("SILENT", silent=Stakeholder(pk=1)),
            self.need("NEWS", news=1),
            self.need("MORE-NEWS", news=9),
            self.need("CONFLICT", conflicts=1, news=9),
            self.need("TODAY", reviews=[review], conflicts=9),
            self.need("TODAY-MORE", reviews=[review] * 2),
            self.need("LONG", reviews=[review], days=9),
        ]
        first = [need.project.key for need in sorted(needs, key=lambda need: need.order)]
        assert first == [
            "LONG",
            "TODAY-MORE",
            "TODAY",
            "CONFLICT",
            "MORE-NEWS",
            "NEWS",
            "SILENT",
            "ALSO-CALM",
            "CALM",
        ]

    def test_a_sentence_each(self):
        review, silent = ValueCriterion(pk=7), Stakeholder(pk=3)
        need = self.need("CRM1", reviews=[review] * 3, days=9, conflicts=2, news=4, silent=silent)
        assert need.parts == [
            ("3 reviews wait, the oldest for 9 days", "/reviews/7/"),
            ("2 conflicts are undecided", "/projects/CRM1/conflicts/"),
            ("4 things happened since you last looked", "/projects/CRM1/since/"),
            ("you have not said what you value yourself", "/projects/CRM1/customers/3/value/"),
        ]
        need = self.need("CRM1", reviews=[review], conflicts=1, news=1)
        assert [words for words, _ in need.parts] == [
            "one review has waited since today",
            "one conflict is undecided",
            "1 thing happened since you last looked",
        ]
        assert (need.is_pressing, self.need("X", news=2).is_pressing, self.need("X").parts) == (True, False, [])
        assert (need.is_late, self.need("X", reviews=[review], days=8).is_late) == (False, True)

    def test_of_a_project_without_anything(self, sponsor):
        facts = Facts(Project(pk=1, key="CRM1"), timezone.localdate())
        [need] = needs_of(sponsor, [facts], {1: News()}, {1: 0})
        assert (need.reviews, need.days, need.silent) == ([], 0, None)


class TestMyWork:
    def test_the_project_that_needs_them_most_comes_first(self, client, project, sponsor, manager, tom):
        waits_for(make_criterion(tom, by=manager, confirmed=True), 2)
        second = make_project("SITE3", "A web site", manager=manager)
        make_customer(second, "Dana Whitfield", "Sponsor", by=manager)
        waits_for(make_criterion(make_customer(second, "Ines", by=manager), by=manager, confirmed=True), 9)
        page = client.sign_in(sponsor).get("/")
        told = section(page, ">Your projects as sponsor", "</ul>")
        assert told.index("SITE3 A web site") < told.index("CRM1 Customer management software")
        assert "One review has waited for 9 days ;" in told
        assert "One review has waited for 2 days ;" in told
        assert heading(page).endswith("2 reviews wait for you")
        assert ">Your projects<" not in page.content.decode()

    def test_who_manages_and_sponsors_sees_both(self, client, project, sponsor):
        project.managers.add(sponsor)
        page = client.sign_in(sponsor).get("/")
        assert "CRM1" in section(page, ">Your projects as sponsor", "</ul>")
        assert "CRM1" in section(page, ">Your projects<", "</ul>")

    def test_nobody_else_reads_it(self, client, project, sponsor, manager, customer, pmo, admin):
        for user in (manager, customer, pmo, admin):
            assert "as sponsor" not in read(client.sign_in(user).get("/"))


class TestSince:
    def test_the_first_time_it_begins_when_they_became_sponsor(self, client, project, sponsor, manager, tom, dana):
        RoleAssignment.objects.filter(stakeholder=dana).update(from_on=timezone.localdate() - timedelta(days=3))
        make_criterion(tom, "Added then.", by=manager)
        page = client.sign_in(sponsor).get(SINCE)
        assert "things happened since you became sponsor" in heading(page)
        assert "Added then." in section(page, ">1 criterion added", "</section>")
        RoleAssignment.objects.filter(stakeholder=dana).update(from_on=timezone.localdate() + timedelta(days=1))
        assert client.get(SINCE).status_code == 403

    def test_everything_that_happened_each_with_its_link(self, client, project, sponsor, manager, tom, dana):
        _, reworded, other, gone = [
            make_criterion(tom, f"{words} before.", by=manager, target="5") for words in ("Kept", "Old", "Same", "Gone")
        ]
        client.sign_in(sponsor)
        seen(client, client.get(SINCE))
        assert heading(client.get(SINCE)) == "Nothing happened since you last looked"
        assert "You are up to date" in read(client.get(SINCE))

        added = make_criterion(tom, "Quite new.", by=manager)
        value.reword(criterion=reworded, statement="New words before.", by=manager)
        other.target = "10"
        value.revise(criterion=other, statement="Same before.", theme="", by=manager)
        value.settle(criterion=gone, outcome="withdrawn", reason="Said twice.", by=manager)
        ines = make_customer(project, "Ines Carvalho", "Senior user", by=manager)
        customers.end_role(assignment=tom.assignments.get(), on=timezone.localdate(), by=manager)

        page = client.get(SINCE)
        assert heading(page) == "6 things happened since you last looked"
        assert "Tom Bexley , criterion 5 Quite new." in section(page, ">1 criterion added", "</section>")
        assert [part for part in page.context["sections"][1]["lines"][0]["diff"] if part[0] != "same"] == [
            ("del", "Old"),
            ("ins", "New words"),
        ]
        assert "Target 5 became 10" in section(page, ">1 criterion changed beside the words", "</section>")
        ended = section(page, ">1 criterion withdrawn, met or taken up again", "</section>")
        assert "criterion 4 : withdrawn, “Said twice.” Gone before." in ended
        roles = section(page, ">2 roles changed", "</section>")
        assert "New: role Senior user of Ines Carvalho" in roles
        assert "Ends: role End user of Tom Bexley" in roles
        assert "Kept before." not in read(page)
        html = page.content.decode()
        for criterion in (added, reworded, other, gone):
            assert f'href="/projects/CRM1/value/{criterion.pk}/"' in html
        assert f'href="/projects/CRM1/customers/{ines.pk}/"' in html
        assert "6 things happened since you last looked" in read(client.get("/"))

    def test_what_was_done_and_undone_is_no_news(self, client, project, sponsor, manager, tom):
        criterion = make_criterion(tom, "As it was.", by=manager, target="5")
        client.sign_in(sponsor)
        seen(client, client.get(SINCE))
        value.reword(criterion=criterion, statement="Otherwise.", by=manager)
        value.reword(criterion=fresh(criterion), statement="As it was.", by=manager)
        value.settle(criterion=fresh(criterion), outcome="withdrawn", reason="By mistake", by=manager)
        value.take_outcome_back(criterion=fresh(criterion), by=manager)
        given = customers.give_role(stakeholder=tom, role=Role.objects.get(name="Supplier"), by=manager)
        given.delete()
        assert heading(client.get(SINCE)) == "Nothing happened since you last looked"

    def test_what_they_did_themselves_is_no_news(self, client, project, sponsor, dana):
        client.sign_in(sponsor)
        seen(client, client.get(SINCE))
        make_criterion(dana, "My own.", by=sponsor)
        assert heading(client.get(SINCE)) == "Nothing happened since you last looked"

    def test_opening_writes_nothing_and_pressing_can_be_taken_back(self, client, project, sponsor, manager, tom):
        make_criterion(tom, "Added.", by=manager)
        client.sign_in(sponsor)
        page = client.get(SINCE)
        assert (client.head(SINCE).status_code, client.get("/").status_code, Look.objects.count()) == (200, 200, 0)
        response = seen(client, page)
        assert (response.status_code, response["Location"]) == (302, "/")
        assert "happened since" not in read(client.get("/")).replace("nothing happened since", "")
        client.post(SINCE, {"verb": "again"})
        assert "Added." in read(client.get(SINCE))
        assert Look.objects.count() == 0

    def test_what_happened_between_reading_and_pressing_stays_news(self, client, project, sponsor, manager, tom):
        make_criterion(tom, "Read.", by=manager)
        page = client.sign_in(sponsor).get(SINCE)
        make_criterion(tom, "Not read.", by=manager)
        seen(client, page)
        assert "Not read." in read(client.get(SINCE))
        assert " Read." not in read(client.get(SINCE))

    def test_an_older_page_does_not_bring_back_what_was_seen(self, client, project, sponsor, manager, tom):
        make_criterion(tom, "First.", by=manager)
        old = client.sign_in(sponsor).get(SINCE)
        make_criterion(tom, "Second.", by=manager)
        seen(client, client.get(SINCE))
        seen(client, old)
        assert heading(client.get(SINCE)) == "Nothing happened since you last looked"
        client.post(SINCE, {"verb": "seen", "until": (timezone.now() + timedelta(days=9)).isoformat()})
        assert Look.objects.get().seen_until <= timezone.now()

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"verb": "x"},
            {"verb": "seen"},
            {"verb": "seen", "until": "x"},
            {"verb": "seen", "until": "2026-01-01"},
            {"verb": "seen", "until": "0001-01-01T00:00:00+00:00"},
        ],
    )
    def test_nonsense_is_a_form_error(self, client, project, sponsor, data):
        response = client.sign_in(sponsor).post(SINCE, data)
        assert (response.status_code, Look.objects.count()) == (422, 0)

    def test_sponsors_only(self, client, project, sponsor, manager, admin, pmo, customer, outsider):
        for user, status in ((manager, 403), (admin, 403), (pmo, 403), (customer, 403), (outsider, 404)):
            client.sign_in(user)
            assert (client.get(SINCE).status_code, client.post(SINCE, {"verb": "seen"}).status_code) == (status, status)
        Project.objects.update(stage="closed")
        assert client.sign_in(sponsor).get(SINCE).status_code == 403

    def test_each_sponsor_looks_for_themselves(self, client, project, sponsor, manager, tom):
        ana = make_user("Ana Ruiz")
        make_customer(project, "Ana Ruiz", "Sponsor", by=manager, user=ana)
        make_criterion(tom, "Added.", by=manager)
        client.sign_in(sponsor)
        seen(client, client.get(SINCE))
        assert "Added." in read(client.sign_in(ana).get(SINCE))

    @pytest.mark.parametrize("number", [1, 3])
    def test_statements(self, client, project, sponsor, manager, tom, statements, number):
        goal = make_goal(project)
        old = [make_criterion(tom, f"Old {n}", by=manager) for n in range(number)]
        client.sign_in(sponsor)
        seen(client, client.get(SINCE))
        for n in range(number):
            stakeholder = make_customer(project, f"New {n}", by=manager)
            value.align(criterion=old[n], goal=goal, effect="weak", by=manager)
            make_criterion(stakeholder, f"Words {n}", by=manager)
            value.reword(criterion=old[n], statement=f"New {n}", by=manager)
        with statements(at_most=11):
            client.get(SINCE)

    def test_one_statement_for_any_number_of_projects(self, project, sponsor, manager, tom, statements):
        second = make_project("SITE3", "A web site", manager=manager)
        make_criterion(make_customer(second, "Ines", by=manager), by=manager)
        make_criterion(tom, by=manager)
        long_ago = timezone.now() - timedelta(days=9)
        with statements(at_most=1):
            news = news_since({project.pk: long_ago, second.pk: long_ago}, sponsor)
        assert [len(news[each.pk].of("added")) for each in (project, second)] == [1, 1]
        assert Revision.objects.count() == 2
