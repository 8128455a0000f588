"""Judgement reaches the managers of the project and administrators, and nobody else: every address is tried.

The addresses are found by walking the URL conf, so a page made later is tried without being named here.
"""

from datetime import date, timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from customers import actions
from customers.models import Stakeholder
from registry.models import Batch
from registry.undo import batch, undo
from tests.cast import (
    keys_begin_anew,
    make_admin,
    make_criterion,
    make_customer,
    make_goal,
    make_manager,
    make_pmo,
    make_project,
    make_user,
)
from tests.projects.test_addresses import KEY, fill, walk
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


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """Who may not see it, by who they are; the manager of another project has somebody of this one there too.

    Made once: each test rolls back to it.
    """
    yield from kept(django_db_blocker, make_people)


def make_people():
    keys_begin_anew()
    manager, admin = make_manager(), make_admin()
    others = make_project("WHS2", "Warehouse move", manager=make_user("Mona Other"))
    project = make_project(KEY, "Quizzical zeppelin", manager=manager)
    sponsor, judged = make_user("Zadie Sponsor"), make_user("Zora Zimmermann")
    make_customer(project, "Zadie Sponsor", "Sponsor", by=manager, user=sponsor)
    zora = make_customer(project, "Zora Zimmermann", "Customer", "End user", by=manager, user=judged)
    desk = make_customer(project, "Zephyr desk", "Customer", by=manager, kind="group")
    make_customer(others, "Zora Zimmermann", "Customer", by=admin)
    criterion = make_criterion(zora, "Zinnias bloom before noon", by=manager, confirmed=True)
    make_goal(project, "Zero delays")
    value.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
    sign(project=project, seen=snapshot_of(project), comment="", by=sponsor)
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


@pytest.fixture
def addresses(people, db):
    """Every address, about the two who are judged and what hangs on them, whatever a number stands for there."""
    judged = Stakeholder.objects.filter(project__key=KEY, assessments__isnull=False).distinct()
    numbers = {1, *judged.values_list("pk", flat=True), *judged.values_list("party", flat=True)}
    numbers |= {*judged.values_list("assessments", flat=True), *Batch.objects.values_list("pk", flat=True)}
    numbers |= set(judged.filter(criteria__isnull=False).values_list("criteria", flat=True))
    found = [address for parts in walk(get_resolver().url_patterns) for address in fill(parts, sorted(numbers))]
    assert len(found) > 60
    return [address for address in found if address != "/account/logout/"]


def told(response, asked):
    """What an answer says of judgement, beside what was asked by its address."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = " ".join(content.decode(errors="replace").replace(asked, "").lower().split())
    return [secret for secret in SECRETS if secret in text]


def given(client, address):
    """All answers that one address gives: opened, searched where it is a list, posted to."""
    answer = client.get(address)
    yield address, answer
    if answer.status_code == 404:
        return
    if answer.status_code == 200 and not any(character.isdigit() for character in address.replace(KEY, "")):
        for query in QUERIES:
            yield address + query, client.get(address + query)
        yield address, client.get(address, headers={"HX-Request": "true"})
    if address.startswith(f"/projects/{KEY}/"):
        yield address, client.post(address, {"version": 1, "influence": "5", "take_back": "yes", "seen": "1.1"})


@pytest.mark.parametrize("who", [
    "sponsor", "the customer judged", "PMO viewer", "outsider", "manager of another project",
])  # fmt: skip
def test_no_address_tells_judgement_to_who_may_not_see_it(client, people, addresses, who):
    client.sign_in(people[who])
    answered = set()
    for address in addresses:
        if address.startswith(("/admin/", *EXPLAINS)):
            continue
        for asked, answer in given(client, address):
            answered.add(answer.status_code)
            assert answer.status_code < 500, asked
            query = asked.partition("?")[2]  # what was asked comes back in the search box, in the links of pages
            found = [word for word in told(answer, asked) if word not in query]
            assert not found, f"{who}: {asked} tells {found}"
    assert 200 in answered


def test_staff_without_more_learn_nothing_in_the_admin(client, people, addresses):
    client.sign_in(people["staff without more"])
    queries = ["?q=zib", "?term=z&app_label=customers&model_name=assessment&field_name=stakeholder"]
    for address in addresses:
        if address.startswith("/admin/"):
            # Lists and autocompletes are searched, too.
            is_about_one = any(character.isdigit() for character in address)
            for query in ["", *([] if is_about_one else queries)]:
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


def test_the_walk_meets_judgement_where_it_belongs(client, people, addresses):
    """The same walk by those who may see it: so the tests above look at pages that hold something."""
    zora = people["the customer judged"].party.stakeholders.get(project__key=KEY)
    home = f"/projects/{KEY}/"
    known = [zora.get_absolute_url(), f"{home}customers/grid/", f"{home}customers/engagement/", f"{home}history/"]
    assert set(known) <= set(addresses)
    for who in ("manager", "admin"):
        client.sign_in(people[who])
        for address in known:
            assert told(client.get(address), address), address
        assert NOTE.lower() in told(client.get(zora.get_absolute_url()), "")
        history = told(client.get(f"{home}history/"), "")
        assert {NOTE.lower(), OLD_NOTE.lower(), LOST_NOTE.lower()} <= set(history)


def test_the_person_s_own_page_in_the_directory_holds_none_even_for_the_manager(client, people):
    zora = people["the customer judged"].party
    page = client.sign_in(people["manager"]).get(f"/people/{zora.pk}/")
    assert "Zora Zimmermann" in page.content.decode()
    assert not told(page, "")
