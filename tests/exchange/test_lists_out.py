"""Every list of the product goes out as CSV and as a workbook: what its filter shows, to whoever may export it."""

import tracemalloc
from itertools import cycle

import pytest
from django.utils import timezone

from customers.actions import service
from customers.models import Assessment, Party, Representation, TeamMember
from projects.models import Deliverable
from registry import export
from registry.export import Table, in_chunks
from tests.cast import make_criterion, make_customer, make_goal
from tests.stage import scene
from valuecriteria import actions as value
from valuecriteria.models import Alignment
from valuecriteria.signing import sign
from valuecriteria.snapshots import snapshot_of

from .files import cells_of, rows_of

P = "/projects/CRM1/"
JUDGEMENT = ("Win her over", "Golf on Fridays", "Leading", "resistant")
# Its address -> (its first heading, how many rows the fixture below gives it).
OF_PROJECT = {
    f"{P}goals/": ("Goal", 1),
    f"{P}customers/": ("Name", 4),
    f"{P}deliverables/": ("Deliverable", 1),
    f"{P}team/": ("Name", 1),
    f"{P}roles/": ("Role", 5),
    f"{P}value/": ("Customer", 3),
    f"{P}alignment/": ("Customer", 3),
    f"{P}conflicts/": ("State", 1),
    f"{P}baselines/": ("Baseline", 1),
    f"{P}history/": ("When", None),
}
ELSEWHERE = {
    "/projects/": ("Key", 1),
    "/people/": ("Name", None),
    "/people/{group}/projects/": ("Project", 2),
    "/people/{group}/value/": ("Project", 1),
    "/people/{group}/history/": ("When", 1),
    "/people/{group}/": ("Name", 1),
}


@scene
def full(project, manager, sponsor, customer):
    """Something in every list; judgement of the end user, which must be in none that goes out."""
    project.group = Party.objects.create(kind="group", name="Sales team")
    goal = make_goal(project, target="+10 %")
    sales = make_customer(project, "Sales team", "Customer", by=manager, kind="group")
    make_customer(project, "=Ann & Co", "Customer", by=manager, group=project.group)
    tom, dana = project.stakeholders.get(party__user=customer), project.stakeholders.get(party__user=sponsor)
    member = TeamMember.objects.create(project=project, person=dana.party, discipline="Selling")
    tom.relationship_owner = member
    tom.save()
    Representation.objects.create(stakeholder=sales, person=tom.party)
    deliverable = Deliverable(project=project, name="Handbook", due_on=timezone.localdate())
    service.save_deliverable(deliverable=deliverable, goals=[goal], named=[tom], by=manager)
    agreed = make_criterion(tom, "Every offer is there before I call.", by=manager, confirmed=True)
    value.align(criterion=agreed, goal=goal, effect="strong", reason="They ask.", by=manager)
    value.review(revision=agreed.current_revision, decision="agree", comment="", by=sponsor)
    make_criterion(tom, "-5 clicks for an order", by=manager, confirmed=True)
    against = make_criterion(sales, "No more forms", by=manager)
    value.align(criterion=against, goal=goal, effect=Alignment.Effect.CONFLICT, reason="It takes time.", by=manager)
    sign(project=project, seen=snapshot_of(project), comment="By June", by=sponsor)
    Assessment.objects.create(
        stakeholder=tom, influence=5, engagement_now="resistant", strategy="Win her over", notes="Golf on Fridays"
    )
    return project


def lists(project):
    group = project.group.pk
    return {address.format(group=group): told for address, told in (OF_PROJECT | ELSEWHERE).items()}


def test_every_list_goes_out(client, full, manager):
    client.sign_in(manager)
    for address, (heading, number) in lists(full).items():
        page = client.get(address).content.decode()
        for word in export.FORMATS:
            assert f'href="?export={word}"' in page, address
            rows = rows_of(client.get(address, {"export": word}))
            assert rows[0][0] == heading, address
            assert number is None or len(rows) - 1 == number, (address, rows)
            assert len(rows) > 1, address


def test_what_waits_for_the_sponsor_goes_out(client, full, sponsor):
    client.sign_in(sponsor)
    assert "?export=csv" in client.get("/reviews/").content.decode()
    rows = rows_of(client.get("/reviews/?export=xlsx"))
    assert [row[2:4] for row in rows] == [["Customer", "In their words"], ["Tom Bexley", "-5 clicks for an order"]]


def test_what_the_filter_shows_goes_out(client, full, manager):
    client.sign_in(manager)
    page = client.get(f"{P}customers/?q=ann&after=x").content.decode()
    assert 'href="?q=ann&amp;export=csv"' in page
    for address, column, found in [
        (f"{P}customers/?q=ann", 0, ["'=Ann & Co"]),
        (f"{P}customers/?sort=-name", 0, ["Tom Bexley", "Sales team", "Dana Whitfield", "'=Ann & Co"]),
        (f"{P}value/?state=agreed", 2, ["Every offer is there before I call."]),
        (f"{P}alignment/?customer=sales", 2, ["No more forms"]),
        ("/people/?kind=group", 0, ["Sales team"]),
        ("/projects/?q=nothing", 0, []),
        (f"{P}roles/?on=1999-01-01", 0, []),
    ]:
        sign = "&" if "?" in address else "?"
        assert [row[column] for row in rows_of(client.get(f"{address}{sign}export=csv"))[1:]] == found, address


def test_a_query_that_makes_no_sense_means_what_it_means_on_the_page(client, full, manager):
    client.sign_in(manager)
    for query in ("state=x&sort=y&criteria=z&role=no&after=@@", "q=" + "x" * 3000, "whose=me&stage=never&on=31.2."):
        for address in lists(full):
            assert client.get(f"{address}?{query}&export=csv").status_code in (200, 422), address
    # Whether a word is a format is found out in one place for all.
    for address, word in zip(lists(full), cycle(["", "pdf", "CSV", "x" * 500]), strict=False):
        assert client.get(address, {"export": word})["Content-Type"].startswith("text/html"), address


def test_who_gets_the_lists_of_a_project(full, new_client, manager, sponsor, pmo, admin, customer, outsider):
    readers = ((manager, 200), (sponsor, 200), (pmo, 200), (admin, 200), (customer, 403), (outsider, 404), (None, 302))
    for user, status in readers:
        client = new_client(user)
        for address, word in zip(OF_PROJECT, cycle(export.FORMATS), strict=False):
            assert client.get(address, {"export": word}).status_code == status, (address, user)


def test_a_customer_with_a_login_is_offered_no_export_of_a_project(client, full, customer):
    client.sign_in(customer)
    for address in (f"{P}goals/", f"{P}customers/", f"{P}deliverables/", f"{P}team/", f"{P}roles/"):
        assert "?export=" not in client.get(address).content.decode()


def test_the_directory_goes_out_to_its_readers_alone(full, new_client, manager, pmo, sponsor, customer, outsider):
    readers = (manager, pmo, sponsor, customer, outsider)
    got = [new_client(user).get("/people/?export=csv").status_code for user in readers]
    assert got == [200, 200, 403, 403, 403]


def test_a_list_across_projects_holds_what_the_reader_may_see(full, others, new_client, manager, outsider, pmo):
    make_customer(others, "Sales team", "Customer", by=others.managers.get(), kind="group")
    assert [row[0] for row in rows_of(new_client(manager).get("/projects/?export=csv"))[1:]] == ["CRM1"]
    assert rows_of(new_client(outsider).get("/projects/?export=csv"))[1:] == []
    assert "WHS2" in str(rows_of(new_client(pmo).get("/people/?export=csv")))
    assert "WHS2" not in str(rows_of(new_client(manager).get("/people/?export=csv")))
    of_group = f"/people/{full.group.pk}/projects/?export=csv"
    assert "WHS2" not in str(rows_of(new_client(manager).get(of_group)))
    assert new_client(outsider).get(of_group).status_code == 404


def test_no_judgement_goes_out_with_a_list(full, new_client, manager, sponsor, pmo, admin):
    """The history of managers and administrators is theirs: it shows them what they wrote.

    A list is the same cells in every format: half of them are looked at in one, half in the other.
    """
    for user in (manager, sponsor, pmo, admin):
        client = new_client(user)
        for address, word in zip(lists(full), cycle(export.FORMATS), strict=False):
            answer = client.get(address, {"export": word})
            if answer.status_code == 403:
                continue
            is_page = answer["Content-Type"].startswith("text/html")  # there is a page, but no list of theirs
            cells = (answer.content.decode() if is_page else " ".join(cells_of(answer))).casefold()
            if address == f"{P}history/" and user in (manager, admin):
                assert "golf on fridays" in cells
                continue
            assert not [said for said in JUDGEMENT if said.casefold() in cells], (address, user)


def test_cells_that_would_run_are_texts(client, full, manager):
    client.sign_in(manager)
    assert "'=Ann & Co" in cells_of(client.get(f"{P}customers/?export=csv"))
    assert "'-5 clicks for an order" in cells_of(client.get(f"{P}value/?export=csv"))
    assert "=Ann & Co" in cells_of(client.get(f"{P}customers/?export=xlsx"))


def test_nothing_is_posted_to_an_export(client, full, manager):
    client.sign_in(manager)
    assert {client.post(f"{address}?export=csv").status_code for address in lists(full)} == {405}


def test_ticked_customers_go_out_as_a_workbook_too(client, full, manager):
    tom = full.stakeholders.get(party__name="Tom Bexley")
    answer = client.sign_in(manager).get(f"{P}customers/export/", {"pick": tom.pk, "export": "xlsx"})
    assert [row[0] for row in rows_of(answer)] == ["Name", "Tom Bexley"]


# Many rows


def people(number):
    Party.objects.bulk_create(
        Party(name=f"N{n:05}", name_key=f"n{n:05}", search_text=f"n{n:05}", first_word_key="n") for n in range(number)
    )


def test_all_rows_come_once_and_in_order(db, monkeypatch):
    people(25)
    Party.objects.create(name="N00003")  # the same name again, at the seam of two chunks
    found = [party.name for party in in_chunks(Party.objects.all(), ["-name_key", "pk"], size=4)]
    assert found == sorted([*(f"N{n:05}" for n in range(25)), "N00003"], reverse=True)
    assert list(in_chunks(Party.objects.none(), ["name_key", "pk"])) == []


def test_no_row_is_fetched_before_it_is_wanted(db, statements):
    """The first line is sent after one chunk, and each chunk costs the same."""
    people(30)
    table = Table(
        "People", {"Name": lambda party: party.name}, in_chunks(Party.objects.all(), ["name_key", "pk"], size=10)
    )
    with statements(at_most=0):
        rows = table.rows()
    with statements(at_most=1):
        taken = [next(rows) for _ in range(10)]
    assert taken[-1] == ["N00009"]
    with statements(at_most=3):
        assert len(list(rows)) == 20


@pytest.mark.parametrize("word", ["csv", "xlsx"])
def test_the_directory_costs_the_same_for_every_chunk(client, db, manager, statements, monkeypatch, word):
    monkeypatch.setattr(in_chunks, "__defaults__", (None, 20))
    people(19)
    client.sign_in(manager)
    with statements(at_most=12) as few:
        assert len(rows_of(client.get("/people/", {"export": word}))) == 20
    people_more = [Party(name=f"M{n}", name_key=f"m{n:03}", search_text=f"m{n}") for n in range(60)]
    Party.objects.bulk_create(people_more)
    with statements(at_most=len(few) + 3 * 4):
        assert len(rows_of(client.get("/people/", {"export": word}))) == 80


@pytest.mark.parametrize("word", ["csv", "xlsx"])
def test_memory_does_not_grow_with_the_rows(client, manager, monkeypatch, word):
    """200 rows and 1,500, 50 at a time: what is held at once is the same."""
    monkeypatch.setattr(in_chunks, "__defaults__", (None, 50))
    client.sign_in(manager)
    people(200)
    sent(client, word)  # whatever is loaded the first time
    few = sent(client, word)
    Party.objects.all().delete()
    people(1500)
    many = sent(client, word)
    assert word == "xlsx" or many["rows"] == 1500
    assert many["peak"] < 1.3 * few["peak"] + 50_000, (few, many)


def sent(client, word):
    """Take the directory as it is sent, keeping nothing: how many bytes were held at once, and how many rows came."""
    rows = 0
    tracemalloc.start()
    try:
        for piece in client.get("/people/", {"export": word}).streaming_content:
            rows += piece.count(b"\n")
        return {"peak": tracemalloc.get_traced_memory()[1], "rows": rows - 1}
    finally:
        tracemalloc.stop()
