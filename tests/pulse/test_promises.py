"""Promises on their pages: made after a score, words or a review, kept, told; never told before they are done."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from customers.models import Party, TeamMember
from pulse import actions
from pulse.models import Promise
from registry.timeline import project_timeline
from tests.cast import make_answer, make_criterion, make_customer, make_promise, make_user
from tests.overview.reading import heading, read, section
from tests.pulse.reading import sent_by
from valuecriteria import actions as value

pytestmark = pytest.mark.django_db

LIST = "/projects/CRM1/promises/"
NEW = f"{LIST}new/"


def soon(days=9):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def form(**fields):
    return {"what": "Show every open offer on one page", "by_whom": "Priya Nair", "due_on": soon(), **fields}


@pytest.fixture
def promise(tom, manager):
    return make_promise(tom, by=manager)


def do(client, promise, verb, **fields):
    version = Promise.objects.filter(pk=promise.pk).values_list("version", flat=True).first()
    return client.post(f"{LIST}{promise.pk}/do/{verb}/", {"version": version, **fields}, follow=True)


class TestMaking:
    def test_after_a_score_with_the_words_on_the_page(self, client, manager, asked, tom):
        answer = make_answer(asked, tom, 4, "Too slow.", by=manager)
        page = client.sign_in(manager).get(f"{NEW}?answer={answer.pk}")
        assert heading(page) == "What do you promise Tom Bexley?"
        assert "Too slow. 4 of 10 in round 1" in read(page)
        saved = client.post(f"{NEW}?answer={answer.pk}", form(), follow=True)
        assert "Promised to Tom Bexley: Show every open offer on one page" in read(saved)
        made = Promise.objects.get()
        assert (made.answer, made.owner, made.who, made.made_by) == (answer, manager, "", manager)

    def test_after_a_review_that_asks_for_a_change(self, client, manager, sponsor, tom):
        criterion = make_criterion(tom, by=manager, confirmed=True)
        asks = value.review(revision=criterion.current_revision, decision="ask", comment="Which offers?", by=sponsor)
        client.sign_in(manager)
        assert f"{NEW}?criterion={criterion.pk}" in client.get(criterion.get_absolute_url()).content.decode()
        client.post(f"{NEW}?criterion={criterion.pk}", form())
        made = Promise.objects.get()
        assert (made.review, made.criterion, made.stakeholder, made.answer) == (asks, criterion, tom, None)
        assert "After the sponsor's review of what they value" in read(client.get(f"{LIST}{made.pk}/"))

    def test_about_a_criterion_or_to_a_customer_alone(self, client, manager, tom, speed):
        client.sign_in(manager)
        client.post(f"{NEW}?criterion={speed.pk}", form())
        client.post(f"{NEW}?customer={tom.pk}", form())
        assert [(p.criterion, p.review, p.stakeholder) for p in Promise.objects.order_by("pk")] == [
            (speed, None, tom),
            (None, None, tom),
        ]

    def test_to_a_customer_by_name(self, client, manager, project, tom):
        client.sign_in(manager)
        page = client.get(NEW)
        assert '<option value="Tom Bexley">' in page.content.decode()
        wrong = client.post(NEW, form(customer="Nobody Here"))
        assert wrong.status_code == 422
        assert "Nobody in this project is called that." in read(wrong)
        assert "Show every open offer on one page" in read(wrong)
        assert client.post(NEW, form(customer="tom  BEXLEY")).status_code == 302
        assert Promise.objects.get().stakeholder == tom

    def test_by_somebody_of_the_team_with_a_login_or_by_a_name(self, client, manager, project, tom):
        sven = make_user("Sven Team")
        person = Party.objects.create(name="Sven Team", user=sven)
        TeamMember.objects.create(project=project, person=person)
        client.sign_in(manager)
        page = client.get(f"{NEW}?customer={tom.pk}").content.decode()
        assert '<option value="Sven Team">' in page
        client.post(f"{NEW}?customer={tom.pk}", form(by_whom="sven team"))
        client.post(f"{NEW}?customer={tom.pk}", form(by_whom="Mara Lindholm"))
        assert [(p.owner, p.who) for p in Promise.objects.order_by("pk")] == [(sven, ""), (None, "Mara Lindholm")]

    def test_nobody_else_s_login_is_guessed(self, client, manager, tom, outsider):
        client.sign_in(manager)
        client.post(f"{NEW}?customer={tom.pk}", form(by_whom=outsider.name))
        assert (Promise.objects.get().owner, Promise.objects.get().who) == (None, outsider.name)

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"what": ""}, "This is needed"),
            ({"by_whom": ""}, "This is needed"),
            ({"due_on": "soon"}, "Enter a valid date."),
            ({"due_on": "9999-12-31"}, "2200"),
            ({"what": "x" * 501}, "at most 500 characters"),
        ],
    )
    def test_bad_input_is_said_at_its_field_and_nothing_is_lost(self, client, manager, tom, wrong, said):
        answer = client.sign_in(manager).post(f"{NEW}?customer={tom.pk}", form(**wrong))
        assert (answer.status_code, Promise.objects.count()) == (422, 0)
        assert said in read(answer)
        assert 'value="Priya Nair"' in answer.content.decode() or "by_whom" in wrong

    @pytest.mark.parametrize("source", ["answer", "review", "criterion", "customer"])
    def test_sources_of_another_project_are_left_out(self, client, manager, others, project, source):
        stranger = make_customer(others, "Stranger", by=manager)
        criterion = make_criterion(stranger, "Secret words.", by=manager)
        page = client.sign_in(manager).get(f"{NEW}?{source}={ {'criterion': criterion.pk}.get(source, stranger.pk) }")
        assert page.status_code == 200
        assert "Secret words." not in read(page)
        assert "Stranger" not in read(page)


class TestOnThePulsePage:
    def test_what_still_asks_for_something_stands_first(self, client, manager, tom):
        """Open ones by the day they are due, then those done and not told, then those told; on both engines."""
        made = [make_promise(tom, f"Promise {at}", by=manager, due_on=soon(9 - at)) for at in range(5)]
        for promise in made[1:4]:
            actions.keep(promise=promise, by=manager)
        for promise in made[2:4]:
            actions.tell(promise=promise, text="It is done.", by=manager)
        page = client.sign_in(manager).get("/projects/CRM1/pulse/")
        found = [promise.what for promise in page.context["promises"]]
        assert found == ["Promise 4", "Promise 0", "Promise 1", "Promise 3"]


class TestSteps:
    def test_done_then_told_with_the_text_to_send(self, client, manager, asked, tom):
        answer = make_answer(asked, tom, 4, "Too slow.", by=manager)
        promise = make_promise(tom, answer=answer, by=manager)
        page = do(client.sign_in(manager), promise, "done")
        assert heading(page) == "Tell Tom Bexley that it is done"
        text = sent_by(page)["text"]
        assert text.startswith(
            "You said: “Too slow.”\n\nWe promised: Show every open offer on one page.\n\nIt has been done since"
        )
        told = client.post(
            f"{LIST}{promise.pk}/tell/", {**sent_by(page), "text": "You said it. We did it."}, follow=True
        )
        assert "Noted: Tom Bexley was told." in read(told)
        promise.refresh_from_db()
        assert (promise.told_text, promise.told_by, promise.told_on) == (
            "You said it. We did it.",
            manager,
            timezone.localdate(),
        )

    def test_never_told_before_it_is_done(self, client, manager, promise):
        client.sign_in(manager)
        there = f"{LIST}{promise.pk}/tell/"
        for answer in (
            client.get(there, follow=True),
            client.post(there, {"text": "It is done.", "version": 1}, follow=True),
        ):
            assert "First it has to be done, then told." in read(answer)
        promise.refresh_from_db()
        assert (promise.told_on, promise.told_text) == (None, "")
        assert "Tell the customer" not in read(client.get(f"{LIST}{promise.pk}/"))

    def test_not_told_twice_and_taken_back_step_by_step(self, client, manager, promise):
        client.sign_in(manager)
        do(client, promise, "done")
        actions.tell(promise=Promise.objects.get(), text="We did it.", by=manager)
        assert "They were told already." in read(client.get(f"{LIST}{promise.pk}/tell/", follow=True))
        assert "was told that it is done. Take that back first." in read(do(client, promise, "not-done"))
        assert "was told of this already" in read(
            client.post(f"{LIST}{promise.pk}/edit/", {**form(), "version": Promise.objects.get().version})
        )
        assert "This is done, so it stays." in read(do(client, promise, "take-back"))
        do(client, promise, "not-told")
        do(client, promise, "not-done")
        assert "is taken back. The history keeps it." in read(do(client, promise, "take-back"))
        assert not Promise.objects.exists()

    def test_an_empty_text_is_refused_at_its_field(self, client, manager, promise):
        page = do(client.sign_in(manager), promise, "done")
        answer = client.post(f"{LIST}{promise.pk}/tell/", {**sent_by(page), "text": " "})
        assert answer.status_code == 422
        assert "What they are told: This is needed" in read(answer)

    def test_who_comes_second_is_told_and_loses_nothing(self, client, manager, promise):
        page = client.sign_in(manager).get(f"{LIST}{promise.pk}/edit/")
        Promise.objects.update(version=F("version") + 1, what="Changed meanwhile")
        answer = client.post(f"{LIST}{promise.pk}/edit/", {**sent_by(page), "what": "What I typed"})
        assert answer.status_code == 409
        assert "Changed meanwhile" in read(answer)
        assert "What I typed" in read(answer)
        stale = client.post(f"{LIST}{promise.pk}/do/done/", {"version": 1}, follow=True)
        assert "somebody changed the promise meanwhile" in read(stale)
        assert "Nothing was done" in read(client.post(f"{LIST}{promise.pk}/do/done/", follow=True))
        assert Promise.objects.get().done_on is None

    def test_done_is_said_once(self, client, manager, promise):
        answer = client.sign_in(manager).post(f"{LIST}{promise.pk}/do/done/", {"version": promise.version}, follow=True)
        assert f"Done: The promise “{promise.what}” is kept. Tell" in read(answer)

    def test_edited(self, client, manager, promise):
        page = client.sign_in(manager).get(f"{LIST}{promise.pk}/edit/")
        assert sent_by(page)["by_whom"] == "Priya Nair"
        client.post(f"{LIST}{promise.pk}/edit/", {**sent_by(page), "what": "Two pages"})
        promise.refresh_from_db()
        assert (promise.what, promise.owner, promise.version) == ("Two pages", manager, 2)

    def test_an_owner_who_left_stays_its_owner(self, client, manager, promise, admin):
        Promise.objects.update(owner=User.objects.get(pk=admin.pk))
        page = client.sign_in(manager).get(f"{LIST}{promise.pk}/edit/")
        client.post(f"{LIST}{promise.pk}/edit/", {**sent_by(page), "what": "Two pages"})
        promise.refresh_from_db()
        assert (promise.owner, promise.who) == (admin, "")

    def test_no_such_step(self, client, manager, promise):
        assert do(client.sign_in(manager), promise, "forget").status_code == 404

    def test_the_history_reads_well(self, client, manager, promise, project):
        client.sign_in(manager)
        do(client, promise, "done")
        said = [f"{row.by} {row.verb} {row.subject}" for row in project_timeline(project, with_judgement=False).rows]
        assert "Priya Nair made the promise to Tom Bexley “Show every open offer on one page”" in said
        assert "Priya Nair changed the promise to Tom Bexley “Show every open offer on one page”" in said


class TestLists:
    @pytest.fixture
    def four(self, tom, manager):
        """One of each: open, overdue, done, told."""
        today = timezone.localdate()
        made = {
            "Open": make_promise(tom, "Open", by=manager, due_on=today + timedelta(days=3)),
            "Overdue": make_promise(tom, "Overdue", by=manager, due_on=today - timedelta(days=2)),
            "Done": make_promise(tom, "Done", by=manager, due_on=today - timedelta(days=5)),
            "Told": make_promise(tom, "Told", by=manager, due_on=today - timedelta(days=9)),
        }
        for name in ("Done", "Told"):
            actions.keep(promise=made[name], by=manager)
        actions.tell(promise=made["Told"], text="We did it.", by=manager)
        return made

    @pytest.mark.parametrize(
        ("show", "seen"),
        [
            ("", ["Overdue", "Open", "Done", "Told"]),
            ("open", ["Overdue", "Open"]),
            ("overdue", ["Overdue"]),
            ("done", ["Done"]),
            ("told", ["Told"]),
            ("nonsense", ["Overdue", "Open", "Done", "Told"]),
        ],
    )
    def test_by_where_they_stand(self, client, manager, four, show, seen):
        page = client.sign_in(manager).get(f"{LIST}?show={show}")
        assert [promise.what for promise in page.context["page"]] == seen
        assert heading(page) == "4 promises: 1 overdue, 1 done and not told"
        assert "All 4 Open 2 Overdue 1 Done, not told 1 Told 1" in read(page)

    def test_on_the_customer_s_page_and_the_pulse(self, client, manager, tom, asked, four):
        there = client.sign_in(manager).get(f"/projects/CRM1/pulse/customers/{tom.pk}/")
        assert all(name in section(there, "Promised to them", "</section>") for name in four)
        assert "Overdue" in section(client.get("/projects/CRM1/pulse/"), "<h2>You said, we did", "</section>")

    def test_a_customer_reads_what_they_were_told_and_nothing_else(self, client, customer, tom, four):
        page = client.sign_in(customer).get(f"/projects/CRM1/pulse/customers/{tom.pk}/")
        mine = section(page, "You said, we did", "</section>")
        assert "Told We did it." in mine
        for name in ("Overdue", "Open", "Done"):
            assert name not in mine

    def test_before_the_first_one(self, client, manager, pmo, project):
        assert "Make the first promise" in read(client.sign_in(manager).get(LIST))
        assert "No promise yet" in read(client.sign_in(pmo).get(LIST))
