"""The links of a round as its manager sees them: made and shown once, mailed, withdrawn; and who may not."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from customers import actions as customers
from customers.models import Party, Stakeholder
from pulse import actions
from pulse.models import LinkMail, NoMail, PersonalLink
from registry.models import Refused
from registry.timeline import project_timeline
from tests.cast import make_answer, make_customer, make_link, make_round
from tests.overview.reading import read

pytestmark = pytest.mark.django_db

LINKS = "/projects/CRM1/pulse/rounds/1/links/"


@pytest.fixture
def page(client, manager, asked, tom):
    return client.sign_in(manager).get(LINKS)


def address_on(page):
    """The link that the page shows."""
    html = page.content.decode()
    start = html.index('readonly value="') + len('readonly value="')
    return html[start : html.index('"', start)]


class TestMaking:
    def test_a_link_is_shown_this_once_and_opens(self, client, new_client, page, tom):
        made = client.post(LINKS, {"do": f"make:{tom.pk}"})
        assert made.status_code == 200
        assert "no-store" in made["Cache-Control"]
        assert "The link for Tom Bexley" in read(made)
        address = address_on(made)
        assert address.startswith("http")
        path = address[address.index("/l/") :]
        assert new_client().get(path).status_code == 200
        secret = path.split("/")[2]
        assert secret not in client.get(LINKS).content.decode()
        assert "one link, until" in read(client.get(LINKS)) or "1 link, until" in read(client.get(LINKS))

    def test_who_made_it_stands_in_the_history(self, client, page, tom, project):
        client.post(LINKS, {"do": f"make:{tom.pk}"})
        said = [f"{row.by} {row.verb} {row.subject}" for row in project_timeline(project, with_judgement=False).rows]
        assert said[0] == "Priya Nair made a personal link for Tom Bexley in round 1"

    def test_several_work_side_by_side(self, client, asked, tom, manager):
        links = [make_link(asked, tom, by=manager) for _ in range(2)]
        assert [client.get(link).status_code for link in links] == [200, 200]

    def test_for_a_group_it_needs_somebody_who_speaks(self, client, page, project, manager):
        team = make_customer(project, "Sales team", kind="group", by=manager)
        shown = read(client.get(LINKS))
        assert "nobody speaks for it" in shown
        assert "Name a representative of Sales team" in shown
        refused = client.post(LINKS, {"do": f"make:{team.pk}"})
        assert refused.status_code == 422
        assert "Nobody speaks for Sales team: name a representative first" in read(refused)
        assert not PersonalLink.objects.exists()
        customers.name_representative(stakeholder=team, person=Party.objects.create(name="Ines Carvalho"), by=manager)
        assert "The link for Ines Carvalho, who speaks for Sales team" in read(
            client.post(LINKS, {"do": f"make:{team.pk}"})
        )

    def test_into_a_closed_round_there_is_none(self, client, page, asked, tom, manager):
        actions.close_round(round=asked, by=manager)
        assert "Round 1 is closed, so its links are too" in read(client.get(LINKS))
        refused = client.post(LINKS, {"do": f"make:{tom.pk}"})
        assert "Round 1 is closed, so links into it would not work." in read(refused)
        assert not PersonalLink.objects.exists()

    def test_of_another_project_there_is_none(self, client, page, asked, others, manager):
        stranger = make_customer(others, "Stranger", by=manager)
        assert client.post(LINKS, {"do": f"make:{stranger.pk}"}).status_code == 404
        with pytest.raises(Refused, match="no part in this project"):
            actions.make_link(round=asked, stakeholder=stranger, by=manager)

    @pytest.mark.parametrize("do", ["", "nonsense", "make", "make:", "make:x", "all:1", "drop:1", "make:²"])
    def test_a_button_that_makes_no_sense_does_nothing(self, client, page, do):
        answer = client.post(LINKS, {"do": do}, follow=True)
        assert "Nothing was done" in read(answer)
        assert not PersonalLink.objects.exists()


class TestWithdrawing:
    def test_all_of_them_at_once(self, client, new_client, page, asked, tom, manager):
        links = [make_link(asked, tom, by=manager) for _ in range(2)]
        actions.ask_for_mail(round=asked, stakeholders=[tom], by=manager)
        said = read(client.post(LINKS, {"do": f"withdraw:{tom.pk}"}, follow=True))
        assert "2 links of Tom Bexley withdrawn: nobody can open them any more." in said
        assert {new_client().get(link).status_code for link in links} == {404}
        assert not LinkMail.objects.exists()

    def test_another_one_is_made_afterwards(self, client, page, asked, tom, manager):
        make_link(asked, tom, by=manager)
        actions.withdraw_links(round=asked, stakeholder=tom, by=manager)
        assert client.get(make_link(asked, tom, by=manager)).status_code == 200


class TestMail:
    @pytest.fixture
    def reachable(self, tom):
        Party.objects.filter(pk=tom.party_id).update(email="tom@example.org")
        return tom

    def test_everybody_who_can_be_reached_and_was_not_yet(self, client, page, project, manager, asked, reachable):
        ann = make_customer(project, "Ann", by=manager)
        ben = make_customer(project, "Ben", by=manager)
        Party.objects.filter(pk__in=[ann.party_id, ben.party_id]).update(email="somebody@example.org")
        make_customer(project, "Cleo without an address", by=manager)
        actions.stop_mail(person=ann.party)
        make_answer(asked, ben, by=manager)
        assert "Mail a link to 1 customer" in read(client.get(LINKS))
        said = read(client.post(LINKS, {"do": "all"}, follow=True))
        assert "Mail with a link goes out in a few minutes to Tom Bexley." in said
        assert [str(mail.stakeholder) for mail in LinkMail.objects.all()] == ["Tom Bexley"]
        assert "Mail a link to" not in said
        again = read(client.post(LINKS, {"do": "all"}, follow=True))
        assert "Nobody new to mail" in again

    def test_a_login_s_address_counts_too(self, client, page, tom):
        assert "tom@example.org" in read(client.get(LINKS))
        client.post(LINKS, {"do": f"mail:{tom.pk}"})
        assert LinkMail.objects.get().stakeholder == tom

    def test_without_an_address_it_says_where_to_add_one(self, client, page, project, manager):
        ann = make_customer(project, "Ann", by=manager)
        refused = client.post(LINKS, {"do": f"mail:{ann.pk}"})
        assert refused.status_code == 422
        assert "No e-mail address is known for Ann. Add one in the directory" in read(refused)

    def test_who_answered_is_not_mailed(self, client, page, asked, reachable, manager):
        make_answer(asked, reachable, by=manager)
        assert "Mail one" not in read(client.get(LINKS))
        refused = client.post(LINKS, {"do": f"mail:{reachable.pk}"})
        assert "Tom Bexley is not asked by mail any more" in read(refused)
        assert not LinkMail.objects.exists()

    def test_who_wants_none_gets_none(self, client, page, reachable, manager):
        said = read(client.post(LINKS, {"do": f"no_mail:{reachable.pk}"}, follow=True))
        assert "Tom Bexley gets no mail with links any more, from any project." in said
        assert NoMail.objects.get().noted_by == manager
        assert "Tom Bexley wants no mail." in read(client.post(LINKS, {"do": f"mail:{reachable.pk}"}))
        client.post(LINKS, {"do": f"may_mail:{reachable.pk}"})
        assert not NoMail.objects.exists()

    def test_what_a_customer_asked_themselves_no_manager_takes_back(self, client, page, reachable):
        actions.stop_mail(person=reachable.party)
        assert "wants no mail, said so by link" in read(client.get(LINKS))
        refused = client.post(LINKS, {"do": f"may_mail:{reachable.pk}"})
        assert "Tom Bexley asked for no mail themselves" in read(refused)
        assert NoMail.objects.exists()


class TestWhoMay:
    def test_the_manager_and_administrators_alone(self, new_client, project, asked, tom, everybody_else):
        for user, status in everybody_else.items():
            client = new_client(user)
            assert client.get(LINKS).status_code == status
            assert client.post(LINKS, {"do": f"make:{tom.pk}"}).status_code == status
        assert not PersonalLink.objects.exists()

    @pytest.fixture
    def everybody_else(self, sponsor, customer, pmo, outsider):
        return {sponsor: 403, customer: 403, pmo: 403, outsider: 404}

    def test_a_manager_of_another_project(self, new_client, others, asked):
        assert new_client(others.managers.get()).get(LINKS).status_code == 404

    def test_a_round_that_there_is_not(self, client, page):
        assert client.get(LINKS.replace("/1/", "/7/")).status_code == 404


class TestThePage:
    def test_one_customer_alone(self, client, page, project, manager, tom):
        make_customer(project, "Ann Marsh", by=manager)
        text = read(client.get(f"{LINKS}?of={tom.pk}"))
        assert "Tom Bexley" in text
        assert "Ann Marsh" not in text
        assert "Show everybody" in text

    @pytest.mark.parametrize("of", ["", "x", "-1", "9" * 30, "0"])
    def test_nonsense_shows_everybody(self, client, page, of):
        assert "Tom Bexley" in read(client.get(f"{LINKS}?of={of}"))

    def test_statements_do_not_grow(self, client, page, project, manager, asked, statements):
        with statements(at_most=8) as one:
            client.get(LINKS)
        for number in range(3):
            each = make_customer(project, f"Customer {number}", by=manager)
            make_link(asked, each, by=manager)
        with statements(at_most=len(one)):
            client.get(LINKS)

    def test_the_row_of_a_customer_leads_there(self, client, page, tom):
        ask = client.get("/projects/CRM1/pulse/rounds/1/ask/").content.decode()
        assert f"{LINKS}?of={tom.pk}" in ask


class TestMerging:
    def test_links_and_mail_follow(self, client, project, asked, manager, admin):
        ann, anna = (make_customer(project, name, by=manager) for name in ("Ann Marsh", "Anna Marsh"))
        links = [make_link(asked, each, by=manager) for each in (ann, anna)]
        actions.ask_for_mail(round=asked, stakeholders=[ann, anna], by=manager)
        for each in (ann, anna):
            actions.stop_mail(person=each.party)
        customers.merge(survivor=fresh(ann.party), other=fresh(anna.party), by=admin)
        assert [client.get(link).status_code for link in links] == [200, 200]
        assert [mail.stakeholder for mail in LinkMail.objects.all()] == [ann]
        assert [wish.person for wish in NoMail.objects.all()] == [ann.party]

    def test_and_come_back_when_it_is_undone(self, client, project, asked, manager, admin):
        ann, anna = (make_customer(project, name, by=manager) for name in ("Ann Marsh", "Anna Marsh"))
        link = make_link(asked, anna, by=manager)
        made = customers.merge(survivor=fresh(ann.party), other=fresh(anna.party), by=admin)
        customers.undo_merge(made=made, by=admin)
        assert "For Anna Marsh alone" in read(client.get(link))


def fresh(party):
    return Party.objects.get(pk=party.pk)


class TestRules:
    def test_the_database_holds_them(self, asked, tom, manager):
        make_link(asked, tom, by=manager)
        actions.ask_for_mail(round=asked, stakeholders=[tom], by=manager)
        link = PersonalLink.objects.get()
        for refused in (
            lambda: PersonalLink.objects.update(expires_at=link.created_at - timedelta(seconds=1)),
            lambda: PersonalLink.objects.create(
                round=asked, stakeholder=tom, person=tom.party, digest=link.digest, expires_at=link.expires_at
            ),
            lambda: LinkMail.objects.create(round=asked, stakeholder=tom),
            lambda: LinkMail.objects.update(reminded_at=timezone.now()),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                refused()

    def test_a_round_taken_back_takes_its_links_with_it(self, client, asked, tom, manager):
        link = make_link(asked, tom, by=manager)
        actions.take_back_round(round=asked, by=manager)
        assert not PersonalLink.objects.exists()
        assert client.get(link).status_code == 404

    def test_a_part_taken_back_too(self, project, asked, manager):
        ann = make_customer(project, "Ann", by=manager)
        make_link(asked, ann, by=manager)
        customers.take_back(stakeholder=Stakeholder.objects.get(pk=ann.pk), by=manager)
        assert not PersonalLink.objects.exists()

    def test_the_next_round_needs_new_ones(self, client, project, asked, tom, manager):
        link = make_link(asked, tom, by=manager)
        make_round(project, by=manager)
        assert client.get(link).status_code == 404
