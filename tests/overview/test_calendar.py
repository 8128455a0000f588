"""The calendar at its secret address: who sees what in it, how it is written, and to whom it is not there at all."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts import actions
from accounts.models import CalendarAddress, User
from customers import actions as customers
from customers.actions import name_representative
from customers.models import Assessment, Party
from overview import calendar
from projects.models import Stage
from pulse import actions as pulse
from tests.cast import make_answer, make_criterion, make_customer, make_project, make_promise, make_round, make_user
from valuecriteria import actions as value

pytestmark = pytest.mark.django_db
SITE = "https://register.example.org"
TODAY = date(2030, 3, 5)
DUE = "2030-05-02"


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    settings.SITE_URL = SITE
    time_machine.move_to("2030-03-05T10:00:00Z", tick=False)
    return time_machine


@pytest.fixture(autouse=True)
def nobody_has_guessed(db):
    cache.clear()


@pytest.fixture
def feed(new_client):
    """`feed(user)`: the events of their calendar, read at its address by somebody who is not signed in."""

    def read(user):
        return events_of(fetched(new_client(), user).content)

    return read


def address_of(user):
    return f"/calendar/{actions.make_calendar_address(user=user)}.ics"


def fetched(client, user):
    response = client.get(address_of(user))
    assert response.status_code == 200
    return response


def lines_of(written):
    """The properties of a calendar, unfolded; fails where it is not written as RFC 5545 asks."""
    assert written.endswith(b"\r\n")
    lines = written[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()  # no character is split between two lines
    return "\r\n".join(line.decode() for line in lines).replace("\r\n ", "").split("\r\n")


def plain(text):
    """A TEXT value as it was before it was escaped; fails where something was not."""
    pairs, parts = {"\\": "\\", ",": ",", ";": ";", "n": "\n", "N": "\n"}, iter(text)
    written = ""
    for character in parts:
        assert character not in ",;"
        written += pairs[next(parts)] if character == "\\" else character
    return written


def events_of(written):
    """{name without the host: {property: value}}."""
    events, event = {}, None
    for line in lines_of(written):
        name, given = line.split(":", 1)
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            assert event["UID"] not in events
            events[event["UID"].removesuffix("@register.example.org")] = event
            event = None
        elif event is not None:
            assert name not in event
            event[name] = plain(given) if name in ("SUMMARY", "DESCRIPTION", "UID") else given
    return events


def test_how_a_calendar_is_written(client, manager, project):
    promise = make_promise(make_customer(project, "Jürgen Groß", by=manager), by=manager, due_on=DUE)
    response = fetched(client, manager)
    assert lines_of(response.content) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Customer register//EN",
        "NAME:Customer register",
        "X-WR-CALNAME:Customer register",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        f"UID:calendar-{manager.pk}@register.example.org",
        "BEGIN:VEVENT",
        "SUMMARY:Your promise to Jürgen Groß in CRM1: Show every open offer on one page",
        "DTSTART;VALUE=DATE:20300502",
        "DTEND;VALUE=DATE:20300503",
        "DTSTAMP:20300305T100000Z",
        f"UID:promise-{promise.pk}@register.example.org",
        r"DESCRIPTION:Show every open offer on one page\nPromised to Jürgen Groß in CRM1 Customer management software.",
        "TRANSP:TRANSPARENT",
        f"URL:{SITE}/projects/CRM1/promises/{promise.pk}/",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "name",
    [
        "Ünsal, Çağla; née \\Öztürk\\ " * 4,
        "👩🏽‍🚀 Čapek 漢字 " * 9,
        "One\r\nEND:VEVENT\rBEGIN:VEVENT\u2028UID:mine\x85and more",
        "ends with a backslash\\",
    ],
)
def test_names_of_all_kinds_come_through(feed, manager, project, name):
    customer = make_customer(project, "Somebody", by=manager)
    Party.objects.filter(pk=customer.party_id).update(name=name)
    promise = make_promise(customer, "Call, write; then wait\\n", by=manager, due_on=DUE)
    event = feed(manager)[f"promise-{promise.pk}"]
    whole = " ".join(name.split())
    assert event["SUMMARY"] == f"Your promise to {whole} in CRM1: Call, write; then wait\\n"
    first, second = event["DESCRIPTION"].split("\n")
    assert first == "Call, write; then wait\\n"
    assert second == f"Promised to {whole} in CRM1 Customer management software."


# A byte order mark is no text: whoever reads a file leaves it out.
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=200))
def test_whatever_is_written_is_read_again(text):
    event = calendar.Event("thing-1", TODAY, text, [text, text], "/", timezone.now())
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(calendar, "events_of", lambda user: [event])
        found = events_of(calendar.calendar_of(User(pk=1), SITE))["thing-1"]
    one_line = " ".join(text.split())
    assert found.get("SUMMARY", "") == one_line
    assert found.get("DESCRIPTION", "") == f"{one_line}\n{one_line}"


def test_a_sponsor_sees_what_waits_for_their_review_on_the_day_since_when(
    feed, manager, sponsor, customer, project, clock
):
    somebody = make_customer(project, "Mia Okafor", by=manager)
    first = make_criterion(somebody, "I find an address in a minute.", by=manager, confirmed=True)
    make_criterion(somebody, "I call nobody twice.", by=manager, confirmed=True)
    clock.move_to("2030-03-07T10:00:00Z", tick=False)
    later = make_criterion(somebody, "I see who called, and why.", by=manager)
    make_criterion(somebody, "Nobody was asked about this.", by=manager)
    value.put_forward(revision=later.current_revision, by=manager)
    clock.move_to("2030-04-01T10:00:00Z", tick=False)
    events = feed(sponsor)
    assert list(events) == [f"reviews-{project.pk}-20300305", f"reviews-{project.pk}-20300307"]
    two, one = events.values()
    assert two["SUMMARY"] == "2 values wait for your review in CRM1"
    assert (two["DTSTART;VALUE=DATE"], two["DTEND;VALUE=DATE"]) == ("20300305", "20300306")
    assert two["DESCRIPTION"].split("\n") == [
        "Mia Okafor: “I find an address in a minute.” "
        "Confirmed by the customer, has waited for you since 5 March 2030.",
        "Mia Okafor: “I call nobody twice.” Confirmed by the customer, has waited for you since 5 March 2030.",
    ]
    assert two["URL"] == f"{SITE}/reviews/{first.pk}/"
    assert one["SUMMARY"] == "1 value waits for your review in CRM1"
    assert "Assumed by the manager and put forward" in one["DESCRIPTION"]
    assert feed(customer) == feed(manager) == {}
    for criterion in (later, first):
        value.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
    assert [event["SUMMARY"] for event in feed(sponsor).values()] == ["1 value waits for your review in CRM1"]


def test_a_day_on_which_many_began_to_wait_names_the_first_of_them(feed, manager, sponsor, project):
    somebody = make_customer(project, "Mia Okafor", by=manager)
    for number in range(23):
        make_criterion(somebody, f"Words {number}", by=manager, confirmed=True)
    (event,) = feed(sponsor).values()
    assert event["SUMMARY"] == "23 values wait for your review in CRM1"
    lines = event["DESCRIPTION"].split("\n")
    assert len(lines) == 21
    assert lines[-1] == "And 3 more."


def test_the_day_is_that_of_the_register_s_clock(feed, manager, sponsor, project, clock, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    clock.move_to("2030-03-05T23:30:00Z", tick=False)
    make_criterion(make_customer(project, "Mia Okafor", by=manager), by=manager, confirmed=True)
    (event,) = feed(sponsor).values()
    assert event["DTSTART;VALUE=DATE"] == "20300306"
    assert event["DTSTAMP"] == "20300305T233000Z"


def test_a_manager_sees_the_open_round_and_then_the_next_one(feed, manager, sponsor, project):
    project.rhythm = "monthly"
    project.save()
    make_customer(project, "Mia Okafor", by=manager)
    assert feed(manager) == {}  # never asked: no day to stand on
    asked = make_round(project, by=manager)
    (event,) = feed(manager).values()
    assert event["SUMMARY"] == "Round 1 is open in CRM1"
    assert event["DTSTART;VALUE=DATE"] == "20300305"
    assert event["DESCRIPTION"].split("\n") == [
        "Open since 5 March 2030.",
        "The customers of CRM1 Customer management software are asked every month.",
    ]
    assert event["URL"] == f"{SITE}/projects/CRM1/pulse/rounds/1/"
    pulse.close_round(round=asked, by=manager)
    (event,) = feed(manager).values()
    assert event["SUMMARY"] == "The next round is due in CRM1"
    assert event["DTSTART;VALUE=DATE"] == "20300405"
    assert event["UID"] == f"next-round-{project.pk}@register.example.org"
    make_round(project, by=manager)
    assert [event["SUMMARY"] for event in feed(manager).values()] == ["Round 2 is open in CRM1"]
    assert [event["SUMMARY"] for event in feed(sponsor).values()] == ["CRM1 asks how it does for you"]


def test_a_customer_sees_the_round_that_asks_them_until_they_answer(feed, manager, customer, project):
    tom = project.stakeholders.get(party__user=customer)
    sales = make_customer(project, "Sales team", by=manager, kind="group")
    name_representative(stakeholder=sales, person=tom.party, by=manager)
    assert feed(customer) == {}
    asked = make_round(project, by=manager)
    for stakeholder, whom in ((tom, "you"), (sales, "Sales team")):
        (event,) = feed(customer).values()
        assert event["SUMMARY"] == f"CRM1 asks how it does for {whom}"
        assert event["DTSTART;VALUE=DATE"] == "20300305"
        assert event["DESCRIPTION"] == "Round 1 of CRM1 Customer management software has been open since 5 March 2030."
        assert event["URL"] == f"{SITE}/projects/CRM1/pulse/rounds/1/answers/{stakeholder.pk}/"
        make_answer(asked, stakeholder, 8, by=manager)
    assert feed(customer) == {}


@pytest.mark.parametrize("fields", [{"rhythm": "once"}, {"rhythm": "not_yet"}, {"stage": Stage.CLOSED}])
def test_no_round_is_due_where_nobody_will_be_asked_again(feed, manager, project, fields):
    project.rhythm = "monthly"
    project.save()
    pulse.close_round(round=make_round(project, by=manager), by=manager)
    type(project).objects.filter(pk=project.pk).update(**fields)
    assert feed(manager) == {}


def test_promises_stand_on_the_day_they_are_due_until_they_are_done(
    feed, manager, sponsor, customer, pmo, admin, outsider, project, others
):
    mia = make_customer(project, "Mia Okafor", by=manager)
    mine = make_promise(mia, "Ring her", by=manager, due_on=DUE)
    theirs = make_promise(mia, "Write to her", by=manager, owner=sponsor, due_on=DUE)
    named = make_promise(mia, "Fix it", by=manager, who="Ines of the help desk", due_on="2030-01-02")
    elsewhere = make_promise(make_customer(others, "Zoe", by=others.managers.get()), by=others.managers.get())
    said = {name: event["SUMMARY"] for name, event in feed(manager).items()}
    assert said == {
        f"promise-{named.pk}": "Promise of Ines of the help desk to Mia Okafor in CRM1: Fix it",
        f"promise-{mine.pk}": "Your promise to Mia Okafor in CRM1: Ring her",
        f"promise-{theirs.pk}": "Promise of Dana Whitfield to Mia Okafor in CRM1: Write to her",
    }
    assert [event["SUMMARY"] for event in feed(sponsor).values()] == [
        "Your promise to Mia Okafor in CRM1: Write to her"
    ]
    assert list(feed(others.managers.get())) == [f"promise-{elsewhere.pk}"]
    assert feed(customer) == feed(pmo) == feed(admin) == feed(outsider) == {}
    pulse.keep(promise=theirs, by=manager)
    assert feed(sponsor) == {}
    assert len(feed(manager)) == 2


def test_a_promise_in_a_project_that_its_owner_may_not_open(feed, manager, outsider, project):
    promise = make_promise(make_customer(project, "Mia Okafor", by=manager), by=manager, owner=outsider, due_on=DUE)
    (event,) = feed(outsider).values()
    assert event["UID"].startswith(f"promise-{promise.pk}@")
    assert event["URL"] == f"{SITE}/"
    assert event["DESCRIPTION"] == (
        "Show every open offer on one page\nPromised to Mia Okafor in CRM1. Tell the project's manager when it is done."
    )


def test_a_closed_project_asks_nothing(feed, manager, sponsor, project):
    mia = make_customer(project, "Mia Okafor", by=manager)
    make_promise(mia, by=manager, owner=sponsor)
    make_criterion(mia, by=manager, confirmed=True)
    make_round(project, by=manager)
    assert (len(feed(sponsor)), len(feed(manager))) == (3, 2)
    type(project).objects.filter(pk=project.pk).update(stage=Stage.CLOSED)
    assert feed(sponsor) == feed(manager) == {}


def test_who_no_longer_manages_or_sponsors_sees_no_more_of_it(feed, manager, sponsor, project):
    mia = make_customer(project, "Mia Okafor", by=manager)
    make_promise(mia, who="Ines", by=manager)
    make_criterion(mia, by=manager, confirmed=True)
    make_round(project, by=manager)
    assert len(feed(manager)) == len(feed(sponsor)) == 2
    project.managers.remove(manager)
    part = project.stakeholders.get(party__user=sponsor)
    customers.end_role(assignment=part.assignments.get(), on=TODAY, by=manager)
    assert feed(manager) == feed(sponsor) == {}


def test_judgement_is_in_nobodys_calendar(client, manager, project):
    mia = make_customer(project, "Mia Okafor", by=manager)
    Assessment.objects.create(stakeholder=mia, influence=5, interest=5, engagement_now="resistant", notes="Beware.")
    make_answer(make_round(project, by=manager), mia, 2, "It gets worse.", by=manager)
    make_promise(mia, by=manager)
    written = fetched(client, manager).content.decode().replace("\r\n ", "").lower()
    for word in ("influence", "resistant", "beware", "gets worse"):
        assert word not in written


def test_an_address_that_is_none_any_more_is_not_there(client, manager, project):
    first = address_of(manager)
    assert client.get(first).status_code == 200
    second = address_of(manager)
    assert CalendarAddress.objects.count() == 1
    assert client.get(second).status_code == 200
    gone = [client.get(first)]
    User.objects.filter(pk=manager.pk).update(is_active=False)
    gone.append(client.get(second))
    User.objects.filter(pk=manager.pk).update(is_active=True)
    assert client.get(second).status_code == 200
    actions.end_calendar_address(user=manager)
    gone += [client.get(second), client.get("/calendar/never-there.ics"), client.get("/nothing-of-the-kind")]
    assert {response.status_code for response in gone} == {404}
    assert len({response.content for response in gone}) == 1
    assert not any("X-Robots-Tag" in response for response in gone)


def test_whoever_tries_many_addresses_waits(new_client, manager, project):
    address, guesser = address_of(manager), new_client(REMOTE_ADDR="192.0.2.1")
    codes = [guesser.get(f"/calendar/guess-{number}.ics").status_code for number in range(31)]
    assert codes == [404] * 30 + [429]
    refused = guesser.get("/calendar/another.ics")
    assert (refused.status_code, refused["Retry-After"]) == (429, "300")
    assert "Wait five minutes" in refused.content.decode()
    assert guesser.head("/calendar/another.ics").status_code == 429
    # Who has an address is not disturbed by an old one that somebody in the same house still asks for.
    assert guesser.get(address).status_code == 200
    assert new_client(REMOTE_ADDR="192.0.2.2").get("/calendar/guess.ics").status_code == 404


def test_reading_changes_nothing_and_knows_no_session(client, manager, project):
    make_promise(make_customer(project, "Mia Okafor", by=manager), by=manager)
    address = address_of(manager)
    with connection.execute_wrapper(only_reading):
        response = client.get(address)
        head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == response["Content-Type"]
    assert head["Content-Length"] == response["Content-Length"] == str(len(response.content))
    assert not response.cookies
    assert not Session.objects.exists()
    assert client.post(address).status_code == 405


def only_reading(execute, sql, params, many, context):
    assert sql.startswith("SELECT"), sql
    return execute(sql, params, many, context)


def test_whoever_is_signed_in_reads_the_calendar_of_the_address(client, manager, sponsor, project):
    make_promise(make_customer(project, "Mia Okafor", by=manager), by=manager)
    client.sign_in(sponsor)
    assert len(events_of(fetched(client, manager).content)) == 1


def test_what_did_not_change_is_not_sent_again(client, manager, project, clock):
    mia = make_customer(project, "Mia Okafor", by=manager)
    make_promise(mia, by=manager)
    make_round(project, by=manager)
    address = address_of(manager)
    first = client.get(address)
    clock.shift(timedelta(days=40))
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    make_promise(mia, "One thing more", by=manager)
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    unchanged = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
    assert unchanged.status_code == 304


def test_statements_do_not_grow_with_what_is_in_it(client, manager, project, statements):
    def grow(number):
        own = make_project(f"P{number}", f"Project {number}", manager=manager, rhythm="weekly")
        make_customer(own, "Priya Nair", "Sponsor", by=manager)
        Party.objects.filter(name="Priya Nair").update(user=manager)
        for name in (f"Anna {number}", f"Ben {number}"):
            customer = make_customer(own, name, by=manager)
            make_criterion(customer, by=manager, confirmed=True)
            make_promise(customer, by=manager)
            make_promise(customer, by=manager, who="Ines")
            make_promise(customer, by=manager, owner=make_user(f"{name.replace(' ', '')} x"))
        make_round(own, by=manager)

    grow(1)
    address = address_of(manager)
    client.get(address)
    with statements(at_most=5) as with_one:
        one = client.get(address)
    grow(2)
    grow(3)
    with statements(at_most=5) as with_three:
        three = client.get(address)
    assert len(with_one) == len(with_three)
    assert (len(events_of(one.content)), len(events_of(three.content))) == (9, 27)
