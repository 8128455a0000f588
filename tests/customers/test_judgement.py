"""Judgement reaches the managers of the project and administrators, and nobody else: every address is tried.

The addresses are found by walking the URL conf, so a page made later is tried without being named here.
"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from customers import actions
from customers.models import Assessment
from projects.models import Deliverable
from registry.models import Batch
from registry.undo import batch, undo
from tests.asked import note_what_is_asked
from tests.cast import (
    keys_begin_anew,
    make_admin,
    make_criterion,
    make_customer,
    make_goal,
    make_manager,
    make_pmo,
    make_project,
    make_pulse,
    make_user,
)
from tests.exchange.files import cells_of
from tests.projects.test_addresses import CUSTOMERS, KEY, every_address
from tests.stage import kept
from valuecriteria import actions as value
from valuecriteria.signing import sign
from valuecriteria.snapshots import snapshot_of

pytestmark = pytest.mark.django_db
NOTE, OLD_NOTE, LOST_NOTE = "Zibeline temper", "Zircon grudge", "Zigzag loyalty"
# What pages say of a reading, beside the notes: none of it is said by any other page of a project.
WORDS = ["influence", "resistant", "manage closely", "engagement"]
SECRETS = [word.lower() for word in (NOTE, OLD_NOTE, LOST_NOTE, "zibeline", "zircon", "zigzag", *WORDS)]
# The help page explains the words to everybody; it knows nobody's.
EXPLAINS = ("/help/",)
QUERIES = ["?q=zibeline&engagement=resistant&sort=engagement&show=all", "?q=zora&on=2026-03-03&now=resistant"]
DAY = date(2026, 3, 3)
HOME = f"/projects/{KEY}/"
OWN = 3  # the sponsor's number among the customers
SEARCHED = {"q", "engagement", "sort", "show", "on", "now"}
AUTOCOMPLETE = "?term=z&app_label=customers&model_name=assessment&field_name=stakeholder"


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """Who may not see it, by who they are; the manager of another project has somebody of this one there too.

    Made once: each test rolls back to it.
    """
    yield from kept(django_db_blocker, make_people)


def make_people():
    keys_begin_anew()
    manager, admin = make_manager(), make_admin()
    project = make_project(KEY, "Quizzical zeppelin", manager=manager)
    others = make_project("WHS2", "Warehouse move", manager=make_user("Mona Other"))
    sponsor, judged = make_user("Zadie Sponsor"), make_user("Zora Zimmermann")
    zora = make_customer(project, "Zora Zimmermann", "Customer", "End user", by=manager, user=judged)
    desk = make_customer(project, "Zephyr desk", "Customer", by=manager, kind="group")
    own = make_customer(project, "Zadie Sponsor", "Sponsor", by=manager, user=sponsor)
    assert own.pk == own.party_id == OWN
    make_customer(others, "Zora Zimmermann", "Customer", by=admin)
    criterion = make_criterion(zora, "Zinnias bloom before noon", by=manager, confirmed=True)
    make_goal(project, "Zero delays")
    value.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
    sign(project=project, seen=snapshot_of(project), comment="", by=sponsor)
    make_pulse(criterion, by=manager)
    Deliverable.objects.create(project=project, name="Zip file")
    read(project, zora, desk, manager)
    assert criterion.stakeholder.assessments.count() == 2
    return {
        "manager": manager, "admin": admin,
        "sponsor": sponsor, "the customer judged": judged, "PMO viewer": make_pmo(),
        "outsider": make_user("Otto Outsider"), "manager of another project": others.managers.get(),
        "staff without more": make_user("Stan", is_staff=True),
    }  # fmt: skip


def read(project, zora, desk, manager):
    """Assessed, corrected, taken back, and many at once, undone: whatever leaves a trace."""
    said = {"influence": 5, "interest": 5, "engagement_now": "resistant", "engagement_wanted": "leading"}
    first = actions.assess(stakeholder=zora, on=DAY, notes=OLD_NOTE, by=manager, **said)
    actions.assess(stakeholder=zora, on=DAY, seen=first.mark, notes=NOTE, by=manager)
    actions.assess(stakeholder=zora, on=timezone.localdate(), notes=NOTE, by=manager, **said)
    error = actions.assess(stakeholder=zora, on=DAY - timedelta(days=1), notes=LOST_NOTE, by=manager)
    actions.take_back_assessment(stakeholder=zora, seen=error.mark, by=manager)
    with batch(kind="assess", words="assessed several customers", by=manager, project=project) as made:
        actions.assess(stakeholder=desk, on=DAY, notes=NOTE, by=manager, **said)
    undo(made, by=manager)
    actions.assess(stakeholder=desk, on=DAY, notes=NOTE, by=manager, **said)


def told(response, asked):
    """What an answer says of judgement, beside what was asked by its address."""
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        text = " ".join(cells_of(response))
    else:
        text = response.getvalue().decode(errors="replace")
    text = " ".join(text.replace(asked, "").lower().split())
    return [secret for secret in SECRETS if secret in text]


def given(client, address, asks):
    """All answers that one address gives: opened, searched and fetched in part if it asks for that, posted to."""
    asks.clear()
    answer = client.get(address)
    yield address, answer
    if answer.status_code == 404:
        return
    if answer.status_code == 200 and not is_about_one(address):
        for query in QUERIES if asks & SEARCHED else ():
            yield address + query, client.get(address + query)
        if "HX-Request" in asks:
            yield address, client.get(address, headers={"HX-Request": "true"})
    if address.startswith(HOME):
        yield address, client.post(address, {"version": 1, "influence": "5", "take_back": "yes", "seen": "1.1"})


def is_about_one(address):
    return any(character.isdigit() for character in address.replace(KEY, ""))


def asked_by(who):
    """The addresses that somebody tries, about the two who are judged; the sponsor's own pages say more to the sponsor.

    All of a project is closed to the outsider, whoever it is about: tests/projects/test_addresses.py. Pages about an
    account are alike for everybody.
    """
    away = ["/admin/", *EXPLAINS, "/account/logout/" if who == "the customer judged" else "/account/"]
    if who == "outsider":
        away.append(HOME)
    numbers = [*CUSTOMERS, OWN] if who == "sponsor" else CUSTOMERS
    return [address for address in every_address(numbers) if not address.startswith(tuple(away))]


@pytest.mark.parametrize("who", [
    "sponsor", "the customer judged", "PMO viewer", "outsider", "manager of another project",
])  # fmt: skip
def test_no_address_tells_judgement_to_who_may_not_see_it(monkeypatch, client, people, db, who):
    client.sign_in(people[who])
    answered, asks = set(), note_what_is_asked(monkeypatch)
    for address in asked_by(who):
        for asked, answer in given(client, address, asks):
            answered.add(answer.status_code)
            assert answer.status_code < 500, asked
            query = asked.partition("?")[2]  # what was asked comes back in the search box, in the links of pages
            found = [word for word in told(answer, asked) if word not in query]
            assert not found, f"{who}: {asked} tells {found}"
    assert 200 in answered


def test_staff_without_more_learn_nothing_in_the_admin(client, people, db):
    client.sign_in(people["staff without more"])
    for address in every_address():
        if address.startswith("/admin/"):
            # Lists and autocompletes are searched, too.
            search = AUTOCOMPLETE if "autocomplete" in address else "?q=zib"
            for query in [""] if is_about_one(address) else ["", search]:
                answer = client.get(address + query)
                assert not told(answer, address + query), address


def test_what_was_asked_for_is_not_found_either(client, people):
    """A search for the planted words finds nothing; the words come back as the question only."""
    for who in ("sponsor", "the customer judged", "PMO viewer"):
        client.sign_in(people[who])
        for word in ("Zibeline", "Zircon", "Zigzag"):
            page = client.get("/search/", {"q": word}).content.decode()
            assert "Nothing" in page or "nothing" in page, who
            assert NOTE not in page


def test_the_walk_meets_judgement_where_it_belongs(client, people, db):
    """The same walk by those who may see it: so the tests above look at pages that hold something."""
    zora, desk = Assessment.objects.get(pk=1).stakeholder, Assessment.objects.latest("pk").stakeholder
    assert zora.party.user == people["the customer judged"]
    assert [zora.pk, zora.party_id, desk.pk, desk.party_id] == [1, 1, 2, 2]
    assert Batch.objects.get(pk=1).kind == "assess"
    known = [zora.get_absolute_url(), desk.get_absolute_url(), f"{HOME}history/", f"{HOME}export/register/"]
    known += [f"{HOME}customers/grid/", f"{HOME}customers/engagement/"]
    assert set(known) <= set(every_address())
    for who in ("manager", "admin"):
        client.sign_in(people[who])
        for address in known:
            assert told(client.get(address), address), address
        assert NOTE.lower() in told(client.get(zora.get_absolute_url()), "")
        history = told(client.get(f"{HOME}history/"), "")
        assert {NOTE.lower(), OLD_NOTE.lower(), LOST_NOTE.lower()} <= set(history)


def test_the_person_s_own_page_in_the_directory_holds_none_even_for_the_manager(client, people):
    zora = people["the customer judged"].party
    page = client.sign_in(people["manager"]).get(f"/people/{zora.pk}/")
    assert "Zora Zimmermann" in page.content.decode()
    assert not told(page, "")
