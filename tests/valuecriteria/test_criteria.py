"""Writing down what customers value, reading it, editing it: stories and questions."""

import re

import pytest
from django.utils import timezone

from customers import actions as customers
from customers.models import Party, Stakeholder
from tests.cast import make_criterion, make_customer, make_goal
from valuecriteria import actions
from valuecriteria.models import Theme, ValueCriterion

from .reading import errors_of, heading, said, text_of, words_on

WORDS = "I see every open offer before I call."


def value_of(stakeholder):
    return f"/projects/CRM1/customers/{stakeholder.pk}/value/"


def address(criterion, more=""):
    return f"/projects/CRM1/value/{criterion.pk}/{more}"


def typed(**changes):
    return {"statement": WORDS, "kind": "deliverable", "importance": "3", "said": "assumed", **changes}


def only():
    return ValueCriterion.objects.for_reading().get()


class TestWritingDown:
    def test_from_words_to_the_customers_page(self, client, manager, tom, project):
        goal = make_goal(project)
        client.sign_in(manager)
        assert "“" not in text_of(client.get(value_of(tom)))
        response = client.post(
            value_of(tom) + "new/",
            typed(why="Two prices.", theme_name="Offers", goals=[goal.pk], due_on="2027-03-31", target="0"),
        )
        assert (response.status_code, response.headers["Location"]) == (302, value_of(tom))
        assert said(response) == [f"Written down: “{WORDS}”."]
        page = client.get(value_of(tom))
        assert heading(page) == "What Tom Bexley values"
        assert words_on(page) == [WORDS]
        criterion = only()
        assert (criterion.state, criterion.why, criterion.theme.name, criterion.importance) == (
            "assumed",
            "Two prices.",
            "Offers",
            3,
        )
        assert [(a.goal, a.effect) for a in criterion.alignments.all()] == [(goal, "medium")]
        assert "Assumed by Priya Nair" in text_of(page)

    def test_confirmed_in_talk_today_waits_for_the_sponsor(self, client, manager, tom):
        client.sign_in(manager).post(value_of(tom) + "new/", typed(said="confirmed"))
        criterion = only()
        confirmation = criterion.current_revision.confirmation
        assert (confirmation.said_by, confirmation.how, confirmation.on) == (
            "Tom Bexley",
            "meeting",
            timezone.localdate(),
        )
        assert (criterion.state, criterion.is_waiting) == ("confirmed", True)

    def test_a_group_is_spoken_for_by_its_representative(self, client, manager, team):
        person = Party.objects.create(name="Marcus Oyelaran")
        customers.name_representative(stakeholder=team, person=person, by=manager)
        client.sign_in(manager)
        assert "Marcus Oyelaran confirmed it in talk today" in text_of(client.get(value_of(team) + "new/"))
        client.post(value_of(team) + "new/", typed(said="confirmed"))
        assert only().current_revision.confirmation.said_by == "Marcus Oyelaran"

    def test_save_and_add_another(self, client, manager, tom):
        response = client.sign_in(manager).post(value_of(tom) + "new/", typed(another="1"))
        assert response.headers["Location"] == value_of(tom) + "new/"
        client.post(value_of(tom) + "new/", typed(statement="The next one."))
        assert list(ValueCriterion.objects.values_list("number", flat=True)) == [1, 2]

    def test_what_is_missing_is_said_and_nothing_typed_is_lost(self, client, manager, tom):
        response = client.sign_in(manager).post(
            value_of(tom) + "new/", {"statement": " ", "why": "Two prices.", "importance": "9", "said": "assumed"}
        )
        assert response.status_code == 422
        assert set(errors_of(response)) == {"statement", "kind", "importance"}
        assert "Two prices." in response.content.decode()
        assert ValueCriterion.objects.count() == 0

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("statement", "x" * 1_000_000),
            ("statement", "x" * 1001),
            ("why", "x" * 1001),
            ("measure", "x" * 201),
            ("theme_name", "x" * 61),
            ("due_on", "9999-12-31"),
            ("due_on", "1899-12-31"),
            ("due_on", "soon"),
            ("kind", "<script>"),
            ("importance", "99999999999999999999"),
            ("said", "maybe"),
            ("goals", "99999999999999999999"),
            ("goals", "<script>"),
        ],
    )
    def test_hostile_values_are_form_errors(self, client, manager, tom, field, value):
        response = client.sign_in(manager).post(value_of(tom) + "new/", typed(**{field: value}))
        assert response.status_code == 422
        assert ValueCriterion.objects.count() == 0

    def test_a_goal_of_another_project_is_refused(self, client, manager, tom, others):
        foreign = make_goal(others)
        response = client.sign_in(manager).post(value_of(tom) + "new/", typed(goals=[foreign.pk]))
        assert (response.status_code, set(errors_of(response))) == (422, {"goals"})

    def test_scripts_are_words(self, client, manager, tom):
        client.sign_in(manager).post(value_of(tom) + "new/", typed(statement="<script>alert(1)</script>"))
        page = client.get(value_of(tom)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page

    def test_themes_are_found_whatever_their_case(self, client, manager, tom):
        Theme.objects.create(name="Being told")
        client.sign_in(manager).post(value_of(tom) + "new/", typed(theme_name="being  TOLD"))
        assert (only().theme.name, Theme.objects.count()) == ("Being told", 1)

    def test_a_link_may_propose_the_missing_kind(self, client, manager, tom):
        make_criterion(tom, by=manager)
        page = client.sign_in(manager).get(value_of(tom))
        assert "Nothing yet about the service on the way." in text_of(page)
        form = client.get(value_of(tom) + "new/?kind=service").context["form"]
        assert form["kind"].value() == "service"
        assert client.get(value_of(tom) + "new/?kind=nonsense").context["form"]["kind"].value() == ""


class TestInTheConversation:
    """One screen: what there is so far, what is missing, then the next thing, and the next."""

    def test_what_there_is_so_far_stands_beside_the_form(self, client, manager, sponsor, tom):
        agreed = make_criterion(tom, "First.", by=manager, confirmed=True, importance=5)
        actions.review(revision=agreed.current_revision, decision="agree", comment="", by=sponsor)
        gone = make_criterion(tom, "Second.", by=manager)
        actions.settle(criterion=gone, outcome="withdrawn", reason="Said twice", by=manager)
        page = client.sign_in(manager).get(value_of(tom) + "new/")
        assert words_on(page) == ["First."]
        assert "1 thing so far" in text_of(page)
        assert "Deliverable · Agreed" in text_of(page)
        assert "Nothing yet about the service on the way." in text_of(page)

    def test_nothing_so_far_asks_about_both_sides(self, client, manager, tom):
        page = text_of(client.sign_in(manager).get(value_of(tom) + "new/"))
        assert "Ask about both: the service on the way, and what they hold at the end." in page

    def test_the_words_come_first_and_have_the_focus(self, client, manager, tom):
        form = client.sign_in(manager).get(value_of(tom) + "new/").context["form"]
        assert list(form.fields)[:4] == ["statement", "why", "how", "kind"]
        assert [name for name, field in form.fields.items() if "autofocus" in field.widget.attrs] == ["statement"]

    def test_enter_adds_another(self, client, manager, tom):
        """A browser presses the first button of a form when Enter is pressed in a field, with a script or without."""
        page = client.sign_in(manager).get(value_of(tom) + "new/").content.decode()
        form = page[page.index('data-draft="criterion-new') :]
        first = form[form.index("<button") :]
        assert first.startswith('<button class="btn btn-primary" type="submit" name="another"')

    def test_each_importance_says_its_share(self, client, manager, tom):
        make_criterion(tom, "First.", by=manager, importance=5)
        page = client.sign_in(manager).get(value_of(tom) + "new/")
        for words in ("1 slight 17 of 100", "3 middling 37 of 100", "5 decisive 50 of 100"):
            assert words in text_of(page)
        assert 'data-shares="83 71 63 56 50"' in page.content.decode()
        weighed = client.post(value_of(tom) + "new/", typed(statement="", importance="5"))
        assert "as it is weighed here 50 of their 100" in text_of(weighed)
        for nonsense in ("9", "x", ""):
            page = client.post(value_of(tom) + "new/", typed(importance=nonsense))
            assert (page.status_code, "37 of their 100" in text_of(page)) == (422, True)

    def test_editing_says_the_share_among_the_others(self, client, manager, tom):
        make_criterion(tom, "First.", by=manager, importance=5)
        second = make_criterion(tom, "Second.", by=manager, importance=1)
        assert "1 slight 17 of 100" in text_of(client.sign_in(manager).get(address(second, "edit/")))

    def test_how_it_is_measured_is_a_panel_of_its_own(self, client, manager, tom):
        criterion = make_criterion(tom, by=manager, measure="double offers", baseline="9", target="0")
        for page in (value_of(tom), address(criterion)):
            seen = client.sign_in(manager).get(page)
            assert "As we measure it double offers: 9 now, 0" in text_of(seen)
            assert "double offers" not in "".join(words_on(seen))


class TestThemesInUse:
    URL = "/projects/CRM1/value/themes/"

    @pytest.fixture
    def themes(self, tom, manager, others):
        Theme.objects.create(name="Used by nobody")
        mona = others.managers.get()
        theirs = make_customer(others, "Luca Ferrante", by=mona)
        make_criterion(theirs, by=mona, theme=Theme.objects.create(name="Being told"))
        make_criterion(tom, by=manager, theme=Theme.objects.create(name="Response times"))

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["Response times", "Being told"]),
            ("?theme_name=TIM", ["Response times"]),
            ("?theme_name=be", ["Being told"]),
            ("?theme_name=eing", []),
            ("?theme_name=%25", ["Response times", "Being told"]),
            ("?theme_name=" + "x" * 100, []),
        ],
    )
    def test_this_projects_first(self, client, manager, themes, query, expected):
        page = client.sign_in(manager).get(self.URL + query)
        assert re.findall(r'<option value="([^"]*)">', page.content.decode()) == expected

    @pytest.mark.parametrize(("who", "status"), [("sponsor", 200), ("customer", 403), ("outsider", 404)])
    def test_for_those_who_see_what_customers_value(self, request, client, project, who, status):
        client.sign_in(request.getfixturevalue(who))
        assert client.get(self.URL).status_code == status
        assert client.post(self.URL).status_code == 405

    def test_the_form_brings_the_customers_own(self, client, manager, customer, tom, themes):
        for who in (manager, customer):
            page = client.sign_in(who).get(value_of(tom) + "new/").content.decode()
            assert re.findall(r'<option value="([^"]*)">', page[page.index('<datalist id="themes"') :]) == [
                "Response times"
            ]
            assert ("hx-get" in page) == (who == manager)

    def test_many_themes_cost_no_more(self, client, manager, customer, tom, statements):
        for number in range(6):
            make_criterion(tom, f"{number}.", by=manager, theme=Theme.objects.create(name=f"Theme {number}"))
        for who in (manager, customer):
            client.sign_in(who)
            with statements(at_most=8):
                assert client.get(value_of(tom) + "new/").status_code == 200


class TestAsTheCustomer:
    def test_what_they_write_is_confirmed_by_login(self, client, customer, tom):
        client.sign_in(customer)
        assert heading(client.get(value_of(tom))) == "What you value"
        response = client.post(value_of(tom) + "new/", typed())
        assert said(response) == [f"Written down: “{WORDS}”."]
        criterion = only()
        confirmation = criterion.current_revision.confirmation
        assert (confirmation.said_by, confirmation.how, confirmation.noted_by) == ("Tom Bexley", "login", customer)
        assert (criterion.state, criterion.is_waiting) == ("confirmed", True)
        assert words_on(client.get(value_of(tom))) == [WORDS]

    def test_they_read_their_own_and_nobody_elses(self, client, customer, tom, team, manager):
        own, other = make_criterion(tom, by=manager), make_criterion(team, "The team's secret.", by=manager)
        client.sign_in(customer)
        assert client.get(address(own)).status_code == 200
        assert client.get(address(other)).status_code == 404
        assert client.get(value_of(team)).status_code == 403
        assert client.get(value_of(team) + "new/").status_code == 403
        assert "secret" not in client.get(value_of(tom)).content.decode()

    def test_alignment_and_history_are_not_theirs(self, client, customer, tom, manager, project):
        criterion = make_criterion(tom, by=manager)
        actions.align(criterion=criterion, goal=make_goal(project, "Secret goal"), effect="strong", by=manager)
        page = text_of(client.sign_in(customer).get(address(criterion)))
        assert "Secret goal" not in page
        assert "What happened to it" not in page

    def test_the_sponsor_states_what_they_value_themselves(self, client, sponsor, project):
        own = project.stakeholders.get(party__user=sponsor)
        client.sign_in(sponsor).post(value_of(own) + "new/", typed())
        assert (only().stakeholder, only().state) == (own, "confirmed")

    def test_but_not_what_others_value(self, client, sponsor, tom):
        assert client.sign_in(sponsor).post(value_of(tom) + "new/", typed()).status_code == 403
        assert ValueCriterion.objects.count() == 0


class TestReading:
    def test_shares_of_100_and_the_withdrawn_at_the_end(self, client, manager, tom):
        for importance, words in ((5, "First."), (4, "Second."), (1, "Third.")):
            make_criterion(tom, words, by=manager, importance=importance)
        gone = ValueCriterion.objects.get(number=2)
        actions.settle(criterion=gone, outcome="withdrawn", reason="Said twice", by=manager)
        page = client.sign_in(manager).get(value_of(tom))
        assert words_on(page) == ["First.", "Third.", "Second."]
        assert [c.share for c in page.context["live"]] == [83, 17]
        assert "1 criterion withdrawn" in text_of(page)
        assert "Withdrawn by Priya Nair" in text_of(page)

    def test_the_agreed_wording_stays_visible_beside_a_newer_one(self, client, manager, sponsor, tom):
        criterion = make_criterion(tom, "I see offers before I call.", by=manager, confirmed=True)
        actions.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
        actions.reword(criterion=criterion, statement="I see offers before I walk in.", by=manager)
        page = client.sign_in(manager).get(value_of(tom))
        assert "Wording 2 differs from the wording Dana Whitfield agreed" in text_of(page)
        assert words_on(page) == ["I see offers before I walk in.", "I see offers before I call walk in."]

    def test_how_long_it_is_with_the_sponsor(self, client, manager, tom, time_machine):
        time_machine.move_to("2026-11-03 10:00:00+00:00", tick=False)
        criterion = make_criterion(tom, by=manager)
        actions.put_forward(revision=criterion.current_revision, by=manager)
        assert "with the sponsor since today" in text_of(client.sign_in(manager).get(value_of(tom)))
        time_machine.move_to("2026-11-14 09:00:00+00:00", tick=False)
        assert "with the sponsor for 11 days" in text_of(client.sign_in(manager).get(value_of(tom)))

    def test_any_two_wordings_are_compared(self, client, manager, tom):
        criterion = make_criterion(tom, "One.", by=manager)
        for words in ("One two.", "One two three."):
            actions.reword(criterion=criterion, statement=words, by=manager)
        client.sign_in(manager)
        page = client.get(address(criterion))
        assert "From wording 2 to wording 3" in text_of(page)
        page = client.get(address(criterion) + "?a=1&b=3")
        assert "From wording 1 to wording 3" in text_of(page)
        assert "Words taken out: 0; put in: 2." in text_of(page)
        assert "<ins>two three</ins>" in page.content.decode()
        assert "One two three." in words_on(page)
        for nonsense in ("?a=7&b=9", "?a=x&b=", "?a=1e9", "?a=99999999999999999999&b=1", "?after=x"):
            assert "From wording" in text_of(client.get(address(criterion) + nonsense))

    def test_its_history_as_sentences(self, client, manager, sponsor, tom, project):
        criterion = make_criterion(tom, by=manager, confirmed=True)
        actions.review(revision=criterion.current_revision, decision="ask", comment="How soon?", by=sponsor)
        actions.align(criterion=criterion, goal=make_goal(project), effect="weak", by=manager)
        history = text_of(client.sign_in(manager).get(address(criterion))).split("What happened to it")[1]
        assert "How soon?" in history
        assert "Priya Nair wrote wording 1 of criterion 1 of Tom Bexley" in history
        assert "Priya Nair noted how criterion 1 of Tom Bexley stands to G1" in history


class TestTheList:
    @pytest.fixture
    def three(self, tom, team, manager, sponsor):
        agreed = make_criterion(team, "Agreed words.", by=manager, confirmed=True)
        actions.review(revision=agreed.current_revision, decision="agree", comment="", by=sponsor)
        waiting = make_criterion(tom, "Waiting words.", by=manager, confirmed=True, kind="service")
        theme = Theme.objects.create(name="Being told")
        return agreed, waiting, make_criterion(tom, "Assumed words.", by=manager, theme=theme)

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["Agreed words.", "Waiting words.", "Assumed words."]),
            ("?state=agreed", ["Agreed words."]),
            ("?kind=service", ["Waiting words."]),
            ("?customer=tom", ["Waiting words.", "Assumed words."]),
            ("?theme=being+told", ["Assumed words."]),
            ("?waiting=on", ["Waiting words."]),
            ("?q=ASSUM", ["Assumed words."]),
            ("?q=nothing", []),
            ("?state=confirmed&waiting=1&kind=service&customer=bexley&q=wait", ["Waiting words."]),
            ("?state=nonsense&kind=%3Cscript%3E&waiting=maybe", ["Waiting words."]),
            ("?after=nonsense&theme=" + "x" * 100, ["Agreed words.", "Waiting words.", "Assumed words."]),
        ],
    )
    def test_filters(self, client, manager, three, query, expected):
        page = client.sign_in(manager).get("/projects/CRM1/value/" + query)
        assert (page.status_code, words_on(page)) == (200, expected)

    def test_states_are_counted_and_the_withdrawn_left_out(self, client, manager, three):
        actions.settle(criterion=three[2], outcome="withdrawn", reason="Said twice", by=manager)
        client.sign_in(manager)
        page = client.get("/projects/CRM1/value/")
        assert heading(page) == "2 things customers value"
        assert [(state, number) for state, _, number in page.context["states"]["rows"]] == [
            ("confirmed", 1),
            ("agreed", 1),
            ("withdrawn", 1),
        ]
        assert words_on(page) == ["Agreed words.", "Waiting words."]
        assert words_on(client.get("/projects/CRM1/value/?state=withdrawn")) == ["Assumed words."]

    def test_chips_take_one_filter_away(self, client, manager, three):
        page = client.sign_in(manager).get("/projects/CRM1/value/?q=words&kind=service&after=x")
        assert [(chip["label"], chip["value"], chip["remove_url"]) for chip in page.context["chips"]] == [
            ("Words", "words", "?kind=service"),
            ("Kind", "Service", "?q=words"),
        ]

    def test_pages_of_fifty(self, client, manager, tom):
        for number in range(51):
            make_criterion(tom, f"Criterion {number}.", by=manager)
        page = client.sign_in(manager).get("/projects/CRM1/value/")
        assert len(words_on(page)) == 50
        rest = client.get(f"/projects/CRM1/value/?after={page.context['page'].after}")
        assert words_on(rest) == ["Criterion 50."]


def test_a_customer_who_is_gone_at_the_moment_of_saving_is_said(client, tom, manager, monkeypatch):
    """Merged or removed by somebody else before the save: a sentence says so, and what was typed stays."""
    capture = actions.capture

    def too_late(**options):
        options["criterion"].stakeholder = Stakeholder(pk=tom.pk + 999, project=tom.project, party=tom.party)
        return capture(**options)

    monkeypatch.setattr(actions, "capture", too_late)
    page = client.sign_in(manager).post(value_of(tom) + "new/", typed())
    assert page.status_code == 422
    assert "was merged with another, or removed, a moment ago" in text_of(page)
    assert WORDS in page.content.decode()
