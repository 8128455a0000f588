"""The page "Calendar": it makes the secret address of the reader's calendar, shows it once, replaces it, ends it."""

import re
from threading import Thread

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction

from accounts import actions
from accounts.models import CalendarAddress
from registry.secret import digest_of
from tests.cast import make_user

pytestmark = pytest.mark.django_db
PAGE = "/calendar/"
FIELD = re.compile(r'<input[^>]* id="made"[^>]* value="([^"]*)" readonly')


@pytest.fixture(autouse=True)
def site(settings):
    cache.clear()
    settings.SITE_URL = "https://register.example.org"


def shown(response):
    """The address in full that a page shows, or ""."""
    found = FIELD.search(response.content.decode())
    return found[1] if found else ""


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.content.decode())[1]


def test_the_account_leads_to_the_page(client, outsider):
    client.sign_in(outsider)
    assert f'<a href="{PAGE}">Calendar</a>' in client.get("/").content.decode()
    assert f'href="{PAGE}"' in client.get("/account/2fa/").content.decode()
    page = client.get(PAGE)
    assert heading(page) == "Your calendar has no address yet"
    assert "Switch it off" not in page.content.decode()


def test_an_address_is_made_and_shown_once(client, new_client, outsider):
    client.sign_in(outsider)
    made = client.post(PAGE, {"make": ""})
    address = shown(made)
    assert re.fullmatch(r"https://register\.example\.org/calendar/[\w-]{32}\.ics", address)
    assert "no-store" in made["Cache-Control"]
    assert heading(made) == "Copy your calendar's address now"
    assert new_client().get(address.removeprefix("https://register.example.org")).status_code == 200
    later = client.get(PAGE)
    assert heading(later) == "Your calendar has an address"
    assert shown(later) == ""
    assert address not in later.content.decode()


def test_the_secret_is_kept_nowhere(client, outsider):
    client.sign_in(outsider)
    secret = shown(client.post(PAGE, {"make": ""})).split("/")[-1].removesuffix(".ics")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names that the database gave
            assert secret not in repr(cursor.fetchall()), table
    assert secret not in repr(dict(client.session))
    assert secret not in repr(client.cookies)
    assert CalendarAddress.objects.get().digest == digest_of(secret)


def test_a_new_address_ends_the_old_one(client, new_client, outsider):
    client.sign_in(outsider)
    old, new = (shown(client.post(PAGE, {"make": ""})).split("org", 1)[1] for _ in range(2))
    assert new_client().get(old).status_code == 404
    assert new_client().get(new).status_code == 200


def test_switched_off_it_leads_nowhere(client, new_client, outsider, manager):
    other = actions.make_calendar_address(user=manager)
    client.sign_in(outsider)
    address = shown(client.post(PAGE, {"make": ""})).split("org", 1)[1]
    ended = client.post(PAGE, {"end": ""}, follow=True)
    assert heading(ended) == "Your calendar has no address yet"
    assert "Your calendar is switched off" in ended.content.decode()
    assert new_client().get(address).status_code == 404
    assert new_client().get(f"/calendar/{other}.ics").status_code == 200
    assert client.post(PAGE, {"end": ""}).status_code == 302  # twice is no mistake


def test_looking_changes_nothing_and_neither_does_a_post_that_says_nothing(client, outsider):
    client.sign_in(outsider)
    for response in (client.get(PAGE, {"make": ""}), client.head(PAGE, {"make": ""}), client.post(PAGE, {"do": "x"})):
        assert response.status_code == 200
    assert client.put(PAGE).status_code == 405
    assert not CalendarAddress.objects.exists()


def test_nobody_else_s_form_makes_one(outsider):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(outsider)
    assert client.post(PAGE, {"make": ""}).status_code == 403
    assert not CalendarAddress.objects.exists()


def test_without_signing_in_there_is_no_page(client, db):
    assert client.get(PAGE)["Location"] == "/account/login/?next=/calendar/"


def test_the_address_is_where_people_reach_the_register(client, outsider, settings):
    client.sign_in(outsider)
    settings.SITE_URL, settings.ALLOWED_HOSTS = "", ["intranet.example.org"]
    made = client.post(PAGE, {"make": ""}, headers={"host": "intranet.example.org"})
    assert shown(made).startswith("http://intranet.example.org/calendar/")


def test_the_page_costs_the_same_with_and_without_an_address(client, outsider, statements):
    client.sign_in(outsider)
    client.get(PAGE)
    with statements(at_most=4) as without:
        client.get(PAGE)
    actions.make_calendar_address(user=outsider)
    with statements(at_most=4) as with_one:
        client.get(PAGE)
    assert len(without) == len(with_one)


@pytest.mark.parametrize("changed", [{"digest": "short"}, {"digest": ""}])
def test_the_database_takes_whole_hashes_alone(outsider, changed):
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarAddress.objects.create(user=outsider, **changed)


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_make_one_at_once_leave_one():
    user, made = make_user("Otto Outsider"), []

    def make():
        made.append(actions.make_calendar_address(user=user))
        connection.close()

    threads = [Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert CalendarAddress.objects.get().digest in map(digest_of, made)


def test_administrators_see_whose_calendar_can_be_read_and_end_it(client, new_client, admin, outsider):
    secret = actions.make_calendar_address(user=outsider)
    address = CalendarAddress.objects.get()
    client.sign_in(admin)
    listed = "/admin/accounts/calendaraddress/"
    assert "Otto Outsider" in client.get(listed).content.decode()
    page = client.get(f"{listed}{address.pk}/change/").content.decode()
    assert address.digest not in page
    assert secret not in page
    assert client.get(f"{listed}add/").status_code == 403
    assert client.post(f"{listed}{address.pk}/change/", {"user": admin.pk}).status_code == 403
    assert client.post(f"{listed}{address.pk}/delete/", {"post": "yes"}).status_code == 302
    assert new_client().get(f"/calendar/{secret}.ics").status_code == 404
