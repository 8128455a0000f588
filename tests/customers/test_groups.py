"""Groups: the tree, a group's pages, which side somebody is on, moving with all that is below."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from customers import actions
from customers.models import Party
from customers.models.trees import MOST_LEVELS, counts_below
from registry.models import Refused
from tests.cast import make_criterion, make_customer

from .reading import heading, lines, plain, text

TREE = "/people/tree/"


def group(name, of=None, **fields):
    return Party.objects.create(kind="group", name=name, group=of, **fields)


@pytest.fixture
def meridian(db):
    """Meridian Ltd, external > Finance > Ledger, with people on every level; Audit says internal aloud."""
    top = group("Meridian Ltd", side="external")
    finance = group("Finance", top)
    ledger = group("Ledger", finance)
    audit = group("Audit", finance, side="internal")
    for name, of in (("Ann", top), ("Bo", finance), ("Cy", ledger), ("Di", ledger), ("Ed", audit)):
        Party.objects.create(name=name, group=of)
    return top


def named(name):
    return Party.objects.get(name=name)


def names(parties):
    return sorted(party.name for party in parties)


def externals():
    return names(Party.objects.filter(is_external=True))


def test_below_and_above(meridian):
    assert names(Party.objects.below(named("Finance"))) == ["Audit", "Bo", "Cy", "Di", "Ed", "Ledger"]
    some = Party.objects.filter(name__in=["Ledger", "Audit"])
    assert names(Party.objects.people().below(some)) == ["Cy", "Di", "Ed"]
    assert names(Party.objects.below(Party.objects.none())) == []
    assert [each.name for each in named("Cy").groups_above()] == ["Meridian Ltd", "Finance", "Ledger"]
    assert named("Meridian Ltd").groups_above() == []
    assert counts_below([meridian, named("Ledger")]) == {meridian.pk: (3, 5, 1), named("Ledger").pk: (0, 2, 2)}


def test_a_ring_is_refused_and_the_way_is_named(meridian):
    meridian.group = named("Ledger")
    with pytest.raises(ValidationError) as refused:
        meridian.full_clean()
    assert refused.value.messages == [
        "Meridian Ltd cannot belong to Ledger: Ledger belongs to Finance, which belongs to Meridian Ltd itself. "
        "Choose another group."
    ]
    with pytest.raises(ValidationError), transaction.atomic():
        meridian.save()  # whatever was checked before
    assert named("Meridian Ltd").group is None


def test_a_ring_written_by_hand_ends(meridian):
    Party.objects.filter(pk=meridian.pk).update(group=named("Ledger"))
    assert len(names(Party.objects.below(named("Meridian Ltd")))) == 9
    assert len(named("Cy").groups_above()) == 3


def test_the_tree_has_a_bottom(meridian):
    last = meridian
    for number in range(MOST_LEVELS - 1):
        last = group(f"Level {number}", last)
    with pytest.raises(ValidationError, match="levels deep"), transaction.atomic():
        group("Too deep", last)
    assert len(names(Party.objects.below(meridian))) == 8 + MOST_LEVELS - 1


def test_a_group_shows_where_it_stands_and_who_is_in_it(client, manager, meridian):
    page = client.sign_in(manager).get(named("Finance").get_absolute_url())
    assert heading(page) == "Finance"
    assert "Group · Meridian Ltd · external, as Meridian Ltd" in plain(text(page))
    assert lines(page, "h2") == ["1 person directly in it", "2 sub-groups"]
    assert "All 4 people in it and below" in text(page)
    assert [(each.name, each.below) for each in page.context["subgroups"]] == [
        ("Audit", (0, 1, 1)),
        ("Ledger", (0, 2, 2)),
    ]
    assert "1 person · internal" in plain(text(page))
    crumbs = client.get(named("Cy").get_absolute_url())
    assert [each.name for each in crumbs.context["above"]] == ["Meridian Ltd", "Finance", "Ledger"]
    assert "external, as Meridian Ltd" in plain(text(crumbs))
    assert "internal, though Finance is external" in plain(text(client.get(named("Audit").get_absolute_url())))


def test_every_one_of_500_people_is_on_one_page(client, manager, meridian):
    ledger = named("Ledger")
    Party.objects.bulk_create([Party(name=f"Clerk {n:03}", name_key=f"clerk {n:03}", group=ledger) for n in range(498)])
    client.sign_in(manager)
    seen, after = [], ""
    while True:
        page = client.get(ledger.get_absolute_url(), {"after": after}).context["page"]
        seen += [person.name for person in page]
        after = page.after
        if not after:
            break
    assert (len(seen), len(set(seen))) == (500, 500)


def test_projects_of_a_group_are_its_own_and_of_everybody_below(client, manager, admin, project, others, meridian):
    make_customer(project, "Finance", by=manager)
    make_customer(project, "Cy", "Sponsor", by=manager, why="Pays half")
    make_customer(others, "Di", by=admin)
    client.sign_in(manager)
    page = client.get(f"{meridian.get_absolute_url()}projects/")
    assert lines(page, "h2") == ["2 parts in 1 project"]
    assert [row.party.name for row in page.context["page"]] == ["Cy", "Finance"]
    assert "WHS2" not in text(page)
    assert "Pays half" in text(page)
    both = client.sign_in(admin).get(f"{meridian.get_absolute_url()}projects/")
    assert lines(both, "h2") == ["3 parts in 2 projects"]
    assert lines(client.get(f"{named('Audit').get_absolute_url()}projects/"), "h2") == ["No part in a project"]


def test_criteria_of_a_group_are_those_the_reader_may_read(
    client, manager, sponsor, customer, project, others, meridian
):
    make_criterion(make_customer(project, "Cy", by=manager), "Close the books in two days.", by=manager)
    make_criterion(make_customer(others, "Di", by=manager), "A secret wish.", by=manager)
    url = f"{meridian.get_absolute_url()}value/"
    make_customer(project, "Meridian Ltd", by=manager)
    for reader in (manager, sponsor):
        page = client.sign_in(reader).get(url)
        assert "Close the books in two days." in text(page)
        assert "A secret wish." not in text(page)
    page = client.sign_in(customer).get(url)
    assert page.status_code == 200
    assert "Close the books" not in text(page)
    assert lines(page, "h2") == ["Nothing written down"]


PAGES = ["", "projects/", "value/", "history/", "move/", "move/?to=top"]


@pytest.mark.parametrize("page", PAGES)
def test_who_may_open_what(client, page, manager, admin, pmo, sponsor, customer, outsider, project, meridian):
    make_customer(project, "Finance", by=manager)
    url = named("Finance").get_absolute_url() + page
    got = [client.sign_in(u).get(url).status_code for u in (manager, admin, pmo, sponsor, customer, outsider)]
    assert got == ([200, 200, 200, 200, 200, 404] if PAGES.index(page) < 3 else [200, 200, 403, 403, 403, 404])
    hidden = named("Ledger").get_absolute_url() + page
    assert [client.sign_in(u).get(hidden).status_code for u in (sponsor, customer, outsider)] == [404] * 3
    assert client.put(url).status_code in (404, 405)
    assert client.sign_in(manager).get(f"/people/999999999999999999/{page}").status_code == 404


def test_a_customer_sees_no_number_nor_name_they_may_not_know(client, manager, customer, project, meridian):
    make_customer(project, "Finance", by=manager)
    make_customer(project, "Bo", by=manager)
    shown = plain(text(client.sign_in(customer).get(named("Finance").get_absolute_url())))
    assert "1 person" in shown
    for hidden in ("Cy", "Ledger", "2 people", "4 people"):
        assert f" {hidden} " not in shown
    assert client.get(TREE).status_code == 403


def test_the_tree(client, manager, meridian):
    page = client.sign_in(manager).get(TREE)
    assert heading(page) == "1 group at the top"
    assert "3 groups, 5 people" in plain(text(page))
    [top] = page.context["nodes"]
    [finance] = top.inside
    assert [(each.name, each.below, each.inside) for each in finance.inside] == [
        ("Audit", (0, 1, 1), []), ("Ledger", (0, 2, 2), []),
    ]  # fmt: skip
    inside = client.get(TREE, {"of": finance.pk})
    assert heading(inside) == "2 groups in Finance"
    assert client.get(TREE, {"of": named("Cy").pk}).status_code == 200
    assert client.get(TREE, {"of": "nonsense"}).status_code == 404


def test_an_empty_tree_says_what_belongs_here(client, manager, project):
    assert "No groups yet" in text(client.sign_in(manager).get(TREE))


def test_a_large_tree_is_fetched_when_unfolded(client, manager, meridian):
    for number in range(210):
        group(f"Team {number:03}", named("Ledger"))
    client.sign_in(manager)
    page = client.get(TREE)
    [top] = page.context["nodes"]
    assert top.inside is None
    assert "Team 001" not in text(page)
    part = client.get(TREE, {"of": named("Ledger").pk}, headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert "Team 049" in text(part)
    assert "More groups in Ledger" in text(part)


def test_filters_by_group_find_everybody_below(client, manager, meridian):
    client.sign_in(manager)
    found = client.get("/people/", {"within": meridian.pk, "kind": "person"}).context["page"]
    assert names(found) == ["Ann", "Bo", "Cy", "Di", "Ed"]
    assert names(client.get("/people/", {"group": "finan"}).context["page"]) == [
        "Audit", "Bo", "Cy", "Di", "Ed", "Ledger",
    ]  # fmt: skip


def test_moving_says_beforehand_what_it_does_and_keeps_everything(client, manager, project, meridian):
    part = make_customer(project, "Cy", by=manager)
    make_criterion(part, by=manager)
    home = group("Home office")
    assert externals() == ["Ann", "Bo", "Cy", "Di", "Finance", "Ledger", "Meridian Ltd"]
    finance = named("Finance")
    url = f"{finance.get_absolute_url()}move/"
    client.sign_in(manager)
    asked = client.post(url, {"name": "home"})
    assert asked.status_code == 422
    answer = client.post(url, {"name": "home", "party": home.pk, "shown_for": "home"})
    assert answer.headers["Location"] == f"{url}?to={home.pk}"
    page = client.get(answer.headers["Location"])
    said = lines(page, "li")
    assert "Moves 2 sub-groups and 4 people with it." in said
    assert "Finance becomes internal, as Home office, and with it 1 sub-group and 3 people that follow." in said
    assert externals() == ["Ann", "Bo", "Cy", "Di", "Finance", "Ledger", "Meridian Ltd"]
    done = client.post(answer.headers["Location"], {"seen": page.context["would"].mark}, follow=True)
    assert "belongs to Home office now" in text(done)
    assert externals() == ["Ann", "Meridian Ltd"]
    assert (part.criteria.count(), part.assignments.count()) == (1, 1)
    back = f"{url}?to={meridian.pk}"
    assert f'href="{back}"' in text(done)
    client.post(back, {"seen": client.get(back).context["would"].mark})
    assert externals() == ["Ann", "Bo", "Cy", "Di", "Finance", "Ledger", "Meridian Ltd"]


def test_those_who_say_their_side_aloud_keep_it(client, manager, meridian):
    """Ed follows Audit, which says internal aloud, wherever Finance goes."""
    finance = named("Finance")
    would = actions.would_move(group=finance, to=None)
    assert (would.groups, would.people, would.turned_groups, would.turned_people) == (2, 4, 1, 3)
    actions.move_group(group=finance, to=None, seen=would.mark, by=manager)
    assert not named("Finance").is_external
    assert named("Audit").side == "internal"


def test_moving_refuses_what_cannot_be(client, manager, meridian):
    finance, ledger = named("Finance"), named("Ledger")
    url = f"{finance.get_absolute_url()}move/"
    client.sign_in(manager)
    ring = client.post(url, {"name": "Ledger", "party": ledger.pk, "shown_for": "Ledger"})
    assert ring.status_code == 422
    assert "Finance cannot belong to Ledger: Ledger belongs to Finance itself." in text(ring)
    assert "cannot be moved there" in heading(client.get(f"{url}?to={ledger.pk}"))
    assert client.post(f"{url}?to={ledger.pk}", {"seen": "x"}).status_code == 422
    assert "belongs to Meridian Ltd already" in text(client.get(f"{url}?to={meridian.pk}"))
    assert client.get(f"{url}?to={named('Cy').pk}").status_code == 404
    assert client.get(f"{url}?to={'9' * 40}").status_code == 404
    for data in ({}, {"name": "Nowhere"}, {"name": "Meridian", "top": "on"}, {"name": "x" * 300}):
        assert client.post(url, data).status_code == 422
    person = client.get(f"{named('Cy').get_absolute_url()}move/", follow=True)
    assert heading(person) == "Edit Cy"
    with pytest.raises(Refused):
        actions.move_group(group=named("Cy"), to=meridian, seen="", by=manager)
    assert named("Finance").group == meridian


def test_a_move_that_would_do_something_else_by_now_is_shown_again(client, manager, meridian):
    url = f"{named('Finance').get_absolute_url()}move/?to=top"
    mark = client.sign_in(manager).get(url).context["would"].mark
    Party.objects.create(name="Fay", group=named("Ledger"))
    page = client.post(url, {"seen": mark})
    assert page.status_code == 422
    assert "Look again at what the move does" in text(page)
    assert named("Finance").group == meridian
    assert client.post(url, {"seen": page.context["would"].mark}).status_code == 302


def test_editing_a_group_leaves_it_where_it_is(client, manager, meridian):
    finance = named("Finance")
    url = f"{finance.get_absolute_url()}edit/"
    page = client.sign_in(manager).get(url)
    assert "organisation" not in page.context["form"].fields
    assert f'href="{finance.get_absolute_url()}move/"' in text(page)
    client.post(url, {"version": finance.version, "name": "Treasury", "side": "internal"})
    moved = named("Treasury")
    assert (moved.group, moved.is_external, named("Cy").is_external) == (meridian, False, False)
    stale = client.post(url, {"version": finance.version, "name": "Money", "side": ""})
    assert stale.status_code == 409


def test_a_person_saved_late_has_the_side_of_their_group_as_it_is_now(meridian):
    cy = Party.objects.select_related("group").get(name="Cy")
    top = named("Meridian Ltd")
    top.side = "internal"
    top.save()
    cy.title = "Clerk"
    cy.save()
    assert not named("Cy").is_external


def test_statements(client, manager, project, meridian, statements):
    own = ["", "projects/", "value/", "history/", "edit/", "move/", "move/?to=top"]
    pages = [TREE, *(named("Finance").get_absolute_url() + page for page in own)]
    make_criterion(make_customer(project, "Cy", by=manager), by=manager)
    client.sign_in(manager)

    def cost(page):
        with statements(at_most=8) as seen:
            client.get(page)
        return len(seen)

    few = {page: cost(page) for page in pages}
    for number in range(3):
        below = group(f"Desk {number}", named("Finance"))
        part = make_customer(project, f"Clerk {number}", "Customer", "Sponsor", by=manager, group=below)
        make_criterion(part, by=manager)
        group(f"Company {number}")
    assert {page: cost(page) for page in pages} == few
