"""The pages of duplicates: who may use them, what they tell, where old addresses lead, and undoing from the page."""

import re

import pytest

from customers import actions
from customers.models import Assessment, NotTheSame, Party, Stakeholder
from registry.models import Batch
from tests.cast import make_criterion, make_customer
from tests.customers.everything import dump
from tests.overview.reading import read_html

pytestmark = pytest.mark.django_db
DUPLICATES = "/people/duplicates/"


def read(answer):
    """The words of a page; marks around names and links are no words."""
    return read_html(re.sub(r"</?(bdi|a)\b[^>]*>", "", answer.content.decode()))


@pytest.fixture
def pair(project, manager):
    group = Party.objects.create(name="Field sales", kind="group")
    parts = [make_customer(project, name, "Customer", by=manager) for name in ("Nora Brandt", "Nora Brand")]
    for part in parts:
        part.party.email, part.party.group = "nora@example.org", group
        part.party.save()
    make_criterion(parts[1], "I see every offer.", by=manager)
    return [part.party for part in parts]


def merge_url(one, other):
    return f"/people/{one.pk}/merge/?with={other.pk}"


def posted(one, other, **choices):
    one.refresh_from_db()
    other.refresh_from_db()
    return {"version": one.version, "other_version": other.version, "survivor": one.pk, "name": one.pk, **choices}


def test_from_the_suggestion_to_the_merge_and_back(client, manager, pair):
    one, other = pair
    before = dump()
    client.sign_in(manager)
    page = read(client.get(DUPLICATES))
    assert "1 pair may be one" in page
    assert "Same e-mail; names one letter apart, same group" in page
    assert merge_url(one, other) in client.get(DUPLICATES).content.decode().replace("&amp;", "&")
    page = read(client.get(merge_url(one, other)))
    for words in ("Merge Nora Brandt and Nora Brand?", "CRM1", "1 value criterion", "one part, with the roles of both"):
        assert words in page
    answer = client.post(merge_url(one, other), posted(one, other, name=other.pk), follow=True)
    assert answer.redirect_chain == [(f"/people/{one.pk}/", 302)]
    assert "Done: Nora Brand is one entry now. Undo" in read(answer)
    undo = re.search(r'href="(/people/merges/\d+/undo/)"', answer.content.decode())[1]
    assert "merged Nora Brand into Nora Brandt" in read(client.get(DUPLICATES))
    assert "Undo this merge?" in read(client.get(undo))
    assert Party.objects.filter(pk=other.pk).count() == 0
    answer = client.post(undo, follow=True)
    assert answer.redirect_chain == [(DUPLICATES, 302)]
    assert dump() == before
    assert "undone by Priya Nair" in read(answer)
    assert "undone already" in read(client.get(undo))
    assert "is undone already" in read(client.post(undo))


def test_the_name_that_is_not_turned_round_is_chosen_at_first(client, manager):
    turned = Party.objects.create(name="Pillai, Rajesh", email="rajesh@example.org")
    straight = Party.objects.create(name="Rajesh Pillai", email="rajesh@example.org")
    client.sign_in(manager)
    for one, other in ((turned, straight), (straight, turned)):
        form = client.get(merge_url(one, other)).context["form"]
        assert form["name"].value() == straight.pk
    answer = client.post(merge_url(straight, turned), posted(straight, turned), follow=True)
    assert "Done: Pillai, Rajesh is merged into Rajesh Pillai. Undo" in read(answer)


def test_only_managers_and_administrators_merge(new_client, pair, project, sponsor, customer, pmo, outsider, admin):
    one, other = pair
    made = Batch.objects.create(kind="merge", words="merged A into B")
    told = NotTheSame.objects.create(first=one, second=other)
    before = dump()
    posts = {
        merge_url(one, other): posted(one, other),
        "/people/duplicates/apart/": {"first": one.pk, "second": other.pk},
        f"/people/duplicates/{told.pk}/reconsider/": {},
        f"/people/merges/{made.pk}/undo/": {},
    }
    for user in (sponsor, customer, pmo, outsider):
        client = new_client(user)
        assert client.get(DUPLICATES).status_code == 403
        for url, data in posts.items():
            assert client.get(url).status_code in (403, 404, 405)
            assert client.post(url, data).status_code in (403, 404)
    assert dump() == before
    assert "Duplicates" not in read(new_client(pmo).get("/people/"))
    assert "Looks like" not in read(new_client(pmo).get(f"/people/{one.pk}/"))
    assert new_client(admin).get(DUPLICATES).status_code == 200


def test_a_persons_page_says_who_they_look_like(client, manager, pair, statements):
    one, other = pair
    client.sign_in(manager)
    page = client.get(f"/people/{other.pk}/")
    assert "Looks like Nora Brandt: same e-mail; names one letter apart, same group." in read(page)
    assert merge_url(other, one) in page.content.decode()
    found = read(client.get(f"/people/{one.pk}/merge/?q=nor"))
    assert "Compare with Nora Brand" in found
    assert "Nobody else is known as “zzz”" in read(client.get(f"/people/{one.pk}/merge/?q=zzz"))
    assert "Nothing to compare" in read(client.get(f"/people/{one.pk}/merge/?with={one.pk}"))
    assert "Nothing to compare" in read(client.get(f"/people/{one.pk}/merge/?with=987654"))


def test_not_the_same_is_remembered_and_reconsidered(client, manager, pair):
    one, other = pair
    client.sign_in(manager)
    data = {"first": other.pk, "second": one.pk}
    answer = client.post("/people/duplicates/apart/", data, follow=True)
    assert "Nora Brand and Nora Brandt are two" in read(answer)
    assert "Nobody seems to be here twice" in read(answer)
    assert "somebody said on" in read(client.get(merge_url(one, other)))
    told = NotTheSame.objects.get()
    answer = client.post(f"/people/duplicates/{told.pk}/reconsider/", follow=True)
    assert "1 pair may be one" in read(answer)
    for bad in ({}, {"first": one.pk}, {"first": one.pk, "second": "9" * 30}, {"first": one.pk, "second": one.pk}):
        answer = client.post("/people/duplicates/apart/", bad, follow=True)
        assert "Not done:" in read(answer)
    assert client.get("/people/duplicates/apart/").status_code == 405


def test_stale_and_bad_posts_are_refused_and_the_choices_stay(client, manager, pair):
    one, other = pair
    client.sign_in(manager)
    data = posted(one, other, survivor=other.pk, name=other.pk)
    one.phone = "0121 496 0000"
    one.save()
    before = dump()
    answer = client.post(merge_url(one, other), data)
    assert answer.status_code == 409
    assert "Somebody changed one of the two" in read(answer)
    assert "0121 496 0000" in read(answer)
    page = answer.content.decode()
    assert re.search(rf'name="survivor" value="{other.pk}"[^>]* checked', page)
    assert f'name="version" value="{one.version}"' in page
    data |= {"version": one.version}
    for bad in ({}, {**data, "survivor": "987"}, {**data, "name": "x"}, {**data, "version": ""}):
        assert client.post(merge_url(one, other), bad).status_code == 422
    assert dump() == before


def test_old_addresses_lead_to_the_survivor_for_those_who_may_see_it(
    new_client, manager, outsider, pair, project, customer
):
    one, other = pair
    old = Stakeholder.objects.get(party=other)
    kept = Stakeholder.objects.get(party=one)
    actions.merge(survivor=one, other=other, by=manager)
    client = new_client(manager)
    for address, now in (
        (f"/people/{other.pk}/", f"/people/{one.pk}/"),
        (f"/people/{other.pk}/edit/?x=1", f"/people/{one.pk}/edit/?x=1"),
        (f"/projects/CRM1/customers/{old.pk}/", f"/projects/CRM1/customers/{kept.pk}/"),
        (f"/projects/CRM1/customers/{old.pk}/roles/", f"/projects/CRM1/customers/{kept.pk}/roles/"),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, now)
        assert client.get(now).status_code == 200
        assert new_client(outsider).get(address).status_code in (403, 404)
    answer = client.post(f"/people/{other.pk}/edit/", {"version": 1, "name": "Overwritten"}, follow=True)
    assert "merged into Nora Brandt meanwhile, so nothing was saved" in read(answer)
    assert not Party.objects.filter(name="Overwritten").exists()
    assert new_client(customer).get(f"/projects/CRM1/customers/{old.pk}/").status_code == 302
    assert client.get(f"/projects/WHS9/customers/{old.pk}/").status_code == 404
    third = Party.objects.create(name="Tom B.")
    one.refresh_from_db()
    actions.merge(survivor=third, other=one, by=manager)
    assert client.get(f"/people/{other.pk}/").headers["Location"] == f"/people/{third.pk}/"


def test_of_projects_a_manager_does_not_see_only_their_number_is_told(client, manager, admin, others, pair):
    one, other = pair
    for party in pair:
        part = make_customer(others, party.name, "Sponsor", by=admin)
        make_criterion(part, "Secret words.", by=admin)
    client.sign_in(manager)
    page = read(client.get(merge_url(one, other)))
    assert "WHS2" not in page
    assert "And parts in 1 project that you do not see" in page
    made = actions.merge(survivor=one, other=other, by=manager)
    criterion = Stakeholder.objects.get(project=others, party=one).criteria.get(number=2)
    criterion.why = "Because."
    criterion.save()
    answer = client.post(f"/people/merges/{made.pk}/undo/")
    assert answer.status_code == 409
    assert "1 entry in projects that you do not see" in read(answer)
    assert "criterion 2" not in read(answer)
    client.sign_in(admin)
    assert "criterion 2 of Nora Brandt" in read(client.post(f"/people/merges/{made.pk}/undo/"))


def test_assessments_are_counted_for_their_readers_only(client, new_client, manager, admin, others, pair):
    one, other = pair
    make_customer(others, other.name, "Customer", by=admin)
    for part in Stakeholder.objects.filter(party=other):
        Assessment.objects.create(stakeholder=part, influence=5)
    mona = others.managers.get()
    assert "1 assessment" in read(new_client(manager).get(merge_url(one, other)))
    page = read(new_client(mona).get(merge_url(one, other)))
    assert page.count("1 assessment") == 1
    assert "And parts in 1 project that you do not see" in page


def test_as_many_statements_for_many_as_for_one(client, manager, project, statements):
    client.sign_in(manager)
    for number in range(3):
        for name in (f"Ana Ruiz{number}a", f"Ana Ruiz{number}a"):
            party = Party.objects.create(name=name, email=f"{number}@example.org")
        one, other = Party.objects.filter(email=f"{number}@example.org")
        for party in (one, other):
            part = project.stakeholders.create(party=party)
            make_criterion(part, by=manager)
        with statements(at_most=8):
            client.get(DUPLICATES)
        with statements(at_most=8):
            client.get(merge_url(one, other))
        with statements(at_most=8):
            client.get(f"/people/{one.pk}/")


def test_the_history_says_who_was_merged(pair, manager):
    one, other = pair
    actions.merge(survivor=one, other=other, by=manager)
    version = one.history.first()
    assert (version.source, version.history_user) == ("merge", manager)
    assert version.changes == [{"field": "merged", "label": "merged with", "old": "", "new": "Nora Brand"}]
