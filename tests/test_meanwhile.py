"""What happens while somebody else's transaction is still open: the rules hold, and nobody meets an error page."""

import sys
from contextlib import suppress
from datetime import date, timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.forms import UserForm
from accounts.mailing import send_mail_due
from accounts.models import User
from customers import actions as customers
from customers.actions.service import delete_deliverable
from customers.models import NotTheSame, Party, Representation, Role, RoleAssignment, Stakeholder, TeamMember
from exchange import importing, work, writing
from exchange.findings import Findings
from exchange.models import Upload
from exchange.views.bringing import ask_again
from projects import actions as projects
from projects.models import Deliverable, Project
from pulse import actions as pulse
from pulse.models import Answer, NoMail, PersonalLink, PulseRound
from registry.models import Refused, Stale
from registry.undo import ChangedSince, batch, undo
from tests.cast import make_criterion, make_customer, make_goal, make_link, make_project, make_round
from tests.exchange.whole import study
from tests.meanwhile import Meanwhile
from valuecriteria import actions as value
from valuecriteria.justifying import justify
from valuecriteria.models import Alignment, Justification, Review, ValueCriterion
from valuecriteria.together import Shown, agree_together

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = {200, 302, 409, 422}  # what a page may answer; never 500, nor the 503 that a deadlock makes


@pytest.fixture
def tom(project, customer):
    return project.stakeholders.select_related("party", "project").get(party__user=customer)


@pytest.fixture
def managing(client, manager, project):
    return client.sign_in(manager)


def role(name):
    return Role.objects.get(name=name)


def closing(project, by):
    return lambda: projects.move_stage(project=Project.objects.get(pk=project.pk), verb="close", by=by)


def closed_at():
    return Project.history.latest("history_id").history_date


class TestAClosedProjectIsReadOnly:
    """Also to those whose page was open already, and who waited for somebody when it was closed."""

    def test_nobody_is_logged_in_it(self, managing, project, manager):
        typed = {"name": "Ana Ruiz", "kind": "person", "roles": [role("Customer").pk]}
        with transaction.atomic():
            closing(project, manager)()
            logs = Meanwhile(lambda: managing.post("/projects/CRM1/customers/log/", typed))
        assert logs.result().status_code in {403, 422}
        assert not project.stakeholders.exists()

    def test_nobody_hands_over(self, managing, project, manager, sponsor, tom):
        present = customers.accountable_now(project)
        typed = {"party": tom.party_id, "on": present.from_on.isoformat(), "seen": present.pk}
        with transaction.atomic():
            closing(project, manager)()
            hands_over = Meanwhile(lambda: managing.post("/projects/CRM1/sponsor/", typed))
        assert hands_over.result().status_code in {403, 422}
        assert customers.accountable_now(project) == present

    def test_no_customer_is_edited(self, managing, project, manager, tom):
        typed = {"version": tom.version, "relationship_owner": "", "why": "Uses it daily", "communication": ""}
        with transaction.atomic():
            Stakeholder.objects.select_for_update(of=("self",)).get(pk=tom.pk)
            edits = Meanwhile(lambda: managing.post(f"/projects/CRM1/customers/{tom.pk}/edit/", typed))
            closes = Meanwhile(closing(project, manager), waiting=2)
        closes.result(), edits.result()
        assert not Stakeholder.history.filter(history_date__gt=closed_at()).exists()

    def test_no_wording_is_agreed_with(self, client, project, manager, sponsor, tom):
        criterion = make_criterion(tom, by=manager, confirmed=True)
        typed = {"revision": criterion.current_revision_id, "decision": "agree", "comment": ""}
        client.sign_in(sponsor)
        with transaction.atomic():
            ValueCriterion.objects.select_for_update(of=("self",)).get(pk=criterion.pk)
            agrees = Meanwhile(lambda: client.post(f"/reviews/{criterion.pk}/", typed))
            closes = Meanwhile(closing(project, manager), waiting=2)
        closes.result(), agrees.result()
        assert not Review.history.filter(history_date__gt=closed_at()).exists()

    def test_no_criterion_is_settled(self, managing, project, manager, tom):
        criterion = make_criterion(tom, by=manager)
        typed = {"version": criterion.version, "outcome": "met", "reason": ""}
        with transaction.atomic():
            ValueCriterion.objects.select_for_update(of=("self",)).get(pk=criterion.pk)
            settles = Meanwhile(lambda: managing.post(f"/projects/CRM1/value/{criterion.pk}/outcome/", typed))
            closes = Meanwhile(closing(project, manager), waiting=2)
        closes.result(), settles.result()
        assert not ValueCriterion.history.filter(history_date__gt=closed_at()).exists()

    def test_nothing_is_undone(self, managing, project, manager, tom):
        with batch(kind="bulk", words="ended a role", by=manager, project=project) as made:
            customers.end_role(assignment=tom.assignments.get(), by=manager)
        with transaction.atomic():
            RoleAssignment.objects.select_for_update(of=("self",)).get(stakeholder=tom)
            undoes = Meanwhile(lambda: managing.post(f"/projects/CRM1/changes/{made.pk}/undo/"))
            closes = Meanwhile(closing(project, manager), waiting=2)
        closes.result(), undoes.result()
        assert not RoleAssignment.history.filter(history_date__gt=closed_at()).exists()


class TestUndoing:
    def test_what_is_being_edited_is_not_undone_over_it(self, project, manager, tom):
        with batch(kind="bulk", words="said why", by=manager, project=project) as made:
            tom.why = "Uses it daily"
            tom.save()
        edited = Stakeholder.objects.get(pk=tom.pk)
        with transaction.atomic():
            edited.why = "Typed just now"
            edited.save()
            undoes = Meanwhile(lambda: undo(made, by=manager))
        with pytest.raises(ChangedSince):
            undoes.result()
        assert Stakeholder.objects.get(pk=tom.pk).why == "Typed just now"

    def test_a_customer_who_gets_a_criterion_stays(self, managing, project, manager):
        with batch(kind="import", words="imported a register", by=manager, project=project) as made:
            ana = make_customer(project, "Ana Ruiz", by=manager)
        with transaction.atomic():
            make_criterion(ana, by=manager)
            undoes = Meanwhile(lambda: managing.post(f"/projects/CRM1/changes/{made.pk}/undo/"))
        assert undoes.result().status_code == 409
        assert ValueCriterion.objects.get().stakeholder == ana

    def test_two_do_not_answer_for_a_project_on_one_day(self, project, manager, sponsor, tom):
        dana = customers.accountable_now(project)
        dana.from_on, dana.to_on = date(2020, 1, 1), date(2020, 7, 1)
        made = customers.take_back_period(row=customers.save_period(row=dana, by=manager), by=manager)
        spring = {"from_on": date(2020, 3, 1), "to_on": date(2020, 5, 1)}
        toms = RoleAssignment(stakeholder=tom, role=role("Sponsor"), is_accountable=True, **spring)
        with transaction.atomic():
            undo(made, by=manager)
            saves = Meanwhile(lambda: customers.save_period(row=toms, by=manager))
        with pytest.raises(ValidationError, match="Dana Whitfield answers for the project"):
            saves.result()
        assert RoleAssignment.objects.get(is_accountable=True).stakeholder != tom


def test_two_do_not_answer_for_a_project_on_one_day_by_the_admin(client, admin, project, manager, tom):
    ana = make_customer(project, "Ana Ruiz", by=manager)
    spring = {"from_on": date(2020, 3, 1), "to_on": date(2020, 5, 1)}
    toms = RoleAssignment(stakeholder=tom, role=role("Sponsor"), is_accountable=True, **spring)
    days = {"from_on": "2020-04-01", "to_on": "2020-06-01"}
    typed = {"stakeholder": ana.pk, "role": role("Sponsor").pk, "is_accountable": "on", **days}
    client.sign_in(admin)
    with transaction.atomic():
        customers.save_period(row=toms, by=manager)
        adds = Meanwhile(lambda: client.post("/admin/customers/roleassignment/add/", typed))
    assert adds.result().status_code == 422
    assert RoleAssignment.objects.get(is_accountable=True).stakeholder == tom


def test_two_do_not_speak_for_a_group_on_one_day_by_the_admin(client, admin, project, manager):
    desk = make_customer(project, "Sales desk", by=manager, kind="group")
    ana, ben = (Party.objects.create(name=name, group=desk.party) for name in ("Ana Ruiz", "Ben Adler"))
    spring = Representation(stakeholder=desk, person=ana, from_on=date(2020, 3, 1), to_on=date(2020, 5, 1))
    typed = {"stakeholder": desk.pk, "person": ben.pk, "from_on": "2020-04-01", "to_on": "2020-06-01"}
    client.sign_in(admin)
    with transaction.atomic():
        customers.save_period(row=spring, by=manager)
        adds = Meanwhile(lambda: client.post("/admin/customers/representation/add/", typed))
    assert adds.result().status_code == 422
    assert desk.representations.get().person == ana


class TestNewGroups:
    """The same new name, typed in two projects at once, makes one group."""

    def test_of_customers(self, project, manager, others):
        def log(project, name, organisation):
            facts = {"roles": [role("Customer")], "organisation": organisation, "by": manager}
            return customers.log_somebody(project=project, name=name, **facts).stakeholder.party.group

        with transaction.atomic():
            group = log(project, "Ana Ruiz", "Northgate Retail")
            logs = Meanwhile(lambda: log(others, "Ben Adler", "northgate retail"))
        assert logs.result() == group == Party.objects.groups().get()

    def test_of_many_at_once(self, project, manager, tom):
        picked = project.stakeholders.filter(pk=tom.pk)
        known = {"project": project, "picked": picked, "by": manager}
        seen = customers.plan(picked=picked, change=customers.SetGroup("Northgate Retail")).mark
        with transaction.atomic():
            customers.save_party(party=Party(name="Ana Ruiz"), organisation="Northgate Retail", by=manager)
            change = customers.SetGroup("Northgate Retail")
            puts = Meanwhile(lambda: customers.change_many(change=change, seen=seen, **known))
        puts.result()
        assert Party.objects.get(name="Tom Bexley").group == Party.objects.groups().get()


class TestGoals:
    def test_one_that_is_deleted_with_the_reason_to_keep_it(self, managing, project, manager):
        goal = make_goal(project)
        justify(gap=goal, reason="The board wants it.", by=manager)
        deleted = managing.post("/projects/CRM1/goals/1/delete/", {"version": goal.version, "entry": goal.pk})
        assert deleted.status_code == 302
        assert Justification.history.filter(history_type="-").count() == 1

    def test_one_that_is_deleted_while_somebody_says_why_it_is_kept(self, managing, project, manager):
        goal = make_goal(project)
        typed = {"version": goal.version, "entry": goal.pk}
        with transaction.atomic():
            justify(gap=goal, reason="The board wants it.", by=manager)
            deletes = Meanwhile(lambda: managing.post("/projects/CRM1/goals/1/delete/", typed))
        assert deletes.result().status_code in TOLD
        assert project.goals.count() == Justification.objects.count()

    def test_one_that_is_deleted_while_a_criterion_is_aligned_with_it(self, managing, project, manager, tom):
        goal, criterion = make_goal(project), make_criterion(tom, by=manager)
        page = f"/projects/CRM1/value/{criterion.pk}/goals/{goal.pk}/"
        cell = managing.get(page).context["cell"]
        typed = {cell.add_prefix(name): cell[name].value() for name in cell.fields}
        with transaction.atomic():
            projects.delete_goal(goal=goal, by=manager)
            aligns = Meanwhile(lambda: managing.post(page, typed | {cell.add_prefix("effect"): "strong"}))
        assert aligns.result().status_code == 422
        assert not Alignment.objects.exists()


class TestOneOfEach:
    def test_a_manager_who_joins_two_teams_is_one_person(self, managing, project, manager):
        ana = make_customer(make_project("NEXT2", "Next", manager=manager), "Ana Ruiz", by=manager)
        typed = {"version": ana.version, "relationship_owner": manager.name, "why": "", "communication": ""}
        with transaction.atomic():
            customers.join_team(project=project, user=manager, by=manager)
            saves = Meanwhile(lambda: managing.post(f"/projects/NEXT2/customers/{ana.pk}/edit/", typed))
        assert saves.result().status_code == 302
        assert TeamMember.objects.filter(person=Party.objects.get(user=manager)).count() == 2

    def test_a_wish_for_no_mail_said_twice_is_one(self, client, project, manager, tom):
        link = make_link(make_round(project, by=manager), tom, by=manager)
        with transaction.atomic():
            pulse.stop_mail(person=tom.party)
            says = Meanwhile(lambda: client.post(f"{link}mail/", {"List-Unsubscribe": "One-Click"}))
        assert says.result().status_code == 302
        assert NoMail.objects.count() == 1


class TestTakenBack:
    def test_a_wish_is_taken_back_once(self, client, project, manager, tom):
        link = make_link(make_round(project, by=manager), tom, by=manager)
        pulse.stop_mail(person=tom.party)
        with transaction.atomic():
            pulse.allow_mail(person=tom.party)
            says = Meanwhile(lambda: client.post(f"{link}mail/", {"mail": "allow"}))
        assert says.result().status_code == 302
        assert NoMail.history.filter(history_type="-").count() == 1

    def test_a_round_is_taken_back_once(self, managing, project, manager):
        asked = make_round(project, by=manager)
        with transaction.atomic():
            pulse.take_back_round(round=PulseRound.objects.get(), by=manager)
            page = "/projects/CRM1/pulse/rounds/1/take-back/"
            takes_back = Meanwhile(lambda: managing.post(page, {"version": asked.version}))
        assert takes_back.result().status_code in TOLD | {404}
        assert PulseRound.history.filter(history_type="-").count() == 1

    def test_who_leaves_the_team_is_not_taken_off_it(self, project, manager):
        member = customers.join_team(project=project, user=manager, by=manager, on=date(2026, 1, 1))
        seen = TeamMember.objects.get()
        with transaction.atomic():
            customers.end_membership(member=member, on=date(2026, 2, 1), by=manager)
            takes_off = Meanwhile(lambda: customers.take_off_team(member=seen, by=manager))
        with pytest.raises(Stale):
            takes_off.result()
        assert TeamMember.objects.get().to_on == date(2026, 2, 1)


class TestLinks:
    def test_mail_that_was_claimed_brings_no_link_once_it_is_withdrawn(self, project, manager, tom):
        asked = make_round(project, by=manager)
        pulse.ask_for_mail(round=asked, stakeholders=[tom], by=manager)
        with transaction.atomic():
            projects.hold_open(project.pk)
            sends = Meanwhile(send_mail_due)
            pulse.withdraw_links(round=asked, stakeholder=tom, by=manager)
        sends.result()
        assert mail.outbox == []
        assert not PersonalLink.objects.usable().exists()

    def test_an_answer_is_kept_though_the_team_confirms_the_words_meanwhile(self, client, project, manager, tom):
        criterion = make_criterion(tom, by=manager)
        link = make_link(make_round(project, by=manager), tom, by=manager)
        form = client.get(link).context["form"]
        typed = {name: form[name].value() or "" for name in form.fields} | {"score": "8", "words": "Good."}
        typed = {form.add_prefix(name): said for name, said in typed.items()}
        typed[form.add_prefix(f"y{criterion.pk}")] = "on"
        with transaction.atomic():
            value.confirm(revision=criterion.current_revision, said_by="Tom", how="meeting", by=manager)
            answers = Meanwhile(lambda: client.post(link, typed))
        assert answers.result().status_code == 302
        assert Answer.objects.get().score == 8


class TestWhoIsMergedMeanwhile:
    """Whoever names them waits for the merge, and is told."""

    @pytest.fixture
    def pair(self, project, manager):
        return [make_customer(project, name, by=manager) for name in ("Ana Ruiz", "Ann Ruiz")]

    def test_is_not_told_apart(self, managing, manager, pair):
        ana, ann = pair
        with transaction.atomic():
            customers.merge(survivor=ana.party, other=ann.party, by=manager)
            typed = {"first": ana.party_id, "second": ann.party_id}
            tells = Meanwhile(lambda: managing.post("/people/duplicates/apart/", typed))
        assert tells.result().status_code == 302
        assert not NotTheSame.objects.exists()

    def test_gets_no_link(self, managing, project, manager, pair):
        ana, ann = pair
        make_round(project, by=manager)
        with transaction.atomic():
            customers.merge(survivor=ana.party, other=ann.party, by=manager)
            page = "/projects/CRM1/pulse/rounds/1/links/"
            makes = Meanwhile(lambda: managing.post(page, {"do": f"make:{ann.pk}"}))
        assert makes.result().status_code in TOLD
        assert not PersonalLink.objects.exists()

    def test_is_not_declined(self, managing, project, manager):
        member = customers.join_team(project=project, user=manager, by=manager)
        lena, lene = (Party.objects.create(name=name) for name in ("Lena Holm", "Lene Holm"))
        member.is_seconded, member.provider = True, lena
        member.save()
        with transaction.atomic():
            customers.merge(survivor=lene, other=lena, by=manager)
            page = f"/projects/CRM1/team/providers/{lena.pk}/"
            declines = Meanwhile(lambda: managing.post(page, {"decision": "decline"}))
        assert declines.result().status_code in TOLD


class TestNobodyWaitsInARing:
    """The database ends one of those who wait for each other: it would meet a page that says the database is away."""

    @pytest.fixture
    def northgate(self, db):
        return Party.objects.create(name="Northgate", kind="group")

    def edit(self, client, party):
        facts = {name: getattr(party, name) for name in ("version", "name", "title", "email", "side")}
        typed = {**facts, "phone": "123", "organisation": "Northgate"}
        return lambda: client.post(f"/people/{party.pk}/edit/", typed)

    def test_who_is_edited_while_being_merged(self, managing, manager, northgate, monkeypatch):
        ana, ann = (Party.objects.create(name=name, group=northgate) for name in ("Ana Ruiz", "Ann Ruiz"))
        verbs, edits = sys.modules["customers.actions.merge"], []
        become = verbs.become

        def later(*arguments):
            edits.append(Meanwhile(self.edit(managing, ana)))
            become(*arguments)

        monkeypatch.setattr(verbs, "become", later)
        customers.merge(survivor=Party.objects.get(pk=ana.pk), other=ann, by=manager)
        assert edits[0].result().status_code in TOLD

    def test_who_is_edited_while_being_imported(self, managing, project, manager, northgate, monkeypatch):
        ana = make_customer(project, "Ana Ruiz", by=manager, group=northgate).party
        studied = study("Name\tJob title\tRole\nAna Ruiz\tBuyer\tCustomer\n", project, manager, name="")
        take_sides, edits = writing.Writer.take_sides, []

        def later(writer, parties):
            if parties:
                edits.append(Meanwhile(self.edit(managing, ana)))
            take_sides(writer, parties)

        monkeypatch.setattr(writing.Writer, "take_sides", later)
        importing.commit(studied, by=manager)
        assert edits[0].result().status_code in TOLD

    def test_who_is_edited_while_a_change_of_theirs_is_undone(self, managing, manager, northgate, monkeypatch):
        ana, after_undo, edits = Party.objects.create(name="Ana Ruiz", group=northgate), Party.after_undo, []
        with batch(kind="bulk", words="gave her a title", by=manager) as made:
            ana.title = "Buyer"
            ana.save()

        def later(keys):
            edits.append(Meanwhile(self.edit(managing, ana)))
            after_undo(keys)

        monkeypatch.setattr(Party, "after_undo", later)
        undo(made, by=manager)
        assert edits[0].result().status_code in TOLD

    def test_groups_that_are_merged_while_a_group_is_logged(self, project, manager):
        parts = [make_customer(project, name, by=manager, kind="group") for name in ("Northgate", "North Gate")]
        one, other = (part.party for part in parts)
        facts = {"name": "Sales", "kind": "group", "organisation": "Holding", "roles": [role("Customer")]}
        with transaction.atomic():
            Project.objects.select_for_update(no_key=True).get(pk=project.pk)  # as log_somebody does first
            merges = Meanwhile(lambda: customers.merge(survivor=one, other=other, by=manager))
            customers.log_somebody(project=project, by=manager, **facts)
        merges.result()
        assert set(Party.objects.groups().values_list("name", flat=True)) == {"Northgate", "Sales", "Holding"}

    def test_a_deliverable_that_is_deleted_while_its_criteria_are_agreed_with(self, project, manager, sponsor, tom):
        handbook = Deliverable.objects.create(project=project, name="Handbook")
        ana = make_customer(project, "Ana Ruiz", by=manager)  # whose part is newer than Tom's, and criterion older
        facts = {"confirmed": True, "deliverable": handbook, "by": manager}
        first, second = make_criterion(ana, **facts), make_criterion(tom, "Other words.", **facts)
        shown = [Shown.of(first), Shown.of(second)]
        with transaction.atomic():
            ValueCriterion.objects.select_for_update(of=("self",)).get(pk=first.pk)
            agrees = Meanwhile(lambda: agree_together(shown=shown, comment="", by=sponsor))
            deletes = Meanwhile(lambda: delete_deliverable(deliverable=handbook, by=manager), waiting=2)
        agrees.result(), deletes.result()
        assert not Deliverable.objects.exists()

    def test_administrators_who_take_each_others_rights(self, admin, new_client, monkeypatch):
        bert = User.objects.create_superuser("bert@example.org", "correct horse battery", name="Bert Admin")
        meet, check_seen = Barrier(2), UserForm.check_seen

        def together(form):
            with suppress(BrokenBarrierError):  # the other one waits already
                meet.wait(1)
            check_seen(form)

        def take_rights(by, user):
            client, page = new_client(by), f"/admin/accounts/user/{user.pk}/change/"
            form = client.get(page).context["adminform"].form
            typed = {"name": user.name, "email": user.email, "is_active": "on", "seen": form["seen"].value()}
            return lambda: client.post(page, typed)

        jobs = [take_rights(admin, bert), take_rights(bert, admin)]
        monkeypatch.setattr(UserForm, "check_seen", together)
        both = [Meanwhile(job, waiting=at) for at, job in enumerate(jobs)]
        assert {each.result().status_code for each in both} <= TOLD | {403}
        assert User.objects.filter(is_superuser=True).count() == 1


class TestRegistersOnTheirWayIn:
    @pytest.fixture
    def upload(self, managing):
        managing.post("/projects/CRM1/customers/import/", {"cells": "Name\tRole\nRosa Lindqvist\tEnd user\n"})
        return Upload.objects.get()

    def test_two_groups_put_into_each_other_make_no_ring(self, project, manager):
        parts = [make_customer(project, name, by=manager, kind="group") for name in ("Northgate", "Southgate")]
        north, south = (part.party for part in parts)
        cells = "Name\tKind\tOrganisation\tRole\nNorthgate\tGroup\tSouthgate\tCustomer\n"
        studied, seen = study(cells, project, manager, name=""), customers.would_move(group=south, to=north).mark
        with transaction.atomic():
            importing.commit(studied, by=manager)
            moves = Meanwhile(lambda: customers.move_group(group=south, to=north, seen=seen, by=manager))
        with pytest.raises((ValidationError, Refused)):
            moves.result()
        assert Party.objects.get(pk=south.pk).group is None

    def test_one_that_is_being_written_is_not_thrown_away(self, managing, project, upload):
        mark = Findings.unpacked(upload.findings).mark
        with transaction.atomic():
            projects.hold_open(project.pk)
            writes = Meanwhile(lambda: work.start(upload, commit=mark))
            managing.post(f"/projects/CRM1/customers/import/{upload.pk}/throw-away/")
        writes.result()
        said = [str(each) for each in managing.get("/projects/CRM1/customers/import/").context["messages"]]
        assert project.stakeholders.exists() is not any("Nothing of it was written" in each for each in said)

    def test_one_that_is_written_stays_so_whoever_still_reads_it(self, upload, monkeypatch):
        mark, read = Findings.unpacked(upload.findings).mark, importing.study

        def slowly(*arguments, **options):
            """Taken for dead by the time it has read: another process was started, and its plan written."""
            monkeypatch.setattr(importing, "study", read)
            studied = read(*arguments, **options)
            Upload.objects.update(beat_at=timezone.now() - timedelta(minutes=2))
            Meanwhile(lambda: work.start(upload) and work.start(upload, commit=mark)).result()
            return studied

        monkeypatch.setattr(importing, "study", slowly)
        work.start(upload)
        assert Upload.objects.get().state == Upload.State.COMMITTED

    def test_what_is_asked_in_two_windows_is_asked_twice(self, upload):
        windows = [Upload.objects.get(), Upload.objects.get()]
        for number, window in enumerate(windows):
            window.fields = {str(number): None}
            ask_again(window, "fields")
        assert Upload.objects.get().asked == upload.asked + 2
