"""With thousands of people in the directory, the database finds a page of them by its indexes, on both engines."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from customers.models import Party, Role
from registry.paging import cursor_of
from tests.conftest import Client
from tests.stage import kept

pytestmark = pytest.mark.django_db

# Reading a whole table, as each engine calls it (SQLite "scans" an index, too, and says so).
WHOLE = {
    "postgresql": re.compile(r"Seq Scan on customers_party\b"),
    "sqlite": re.compile(r"SCAN customers_party$", re.M),
}


@pytest.fixture(scope="module")
def many(django_db_setup, django_db_blocker):
    yield from kept(django_db_blocker, make_many)


def make_many():
    call_command("load_sample", people=4000, projects=40, verbosity=0, stdout=StringIO())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # what vacuum does between transactions
            cursor.execute("SELECT gin_clean_pending_list('customers_party_search_text_words')")
    return User.objects.get(email="sample@example.org")


def page_statements(user, query):
    """The statements over people that a page of the directory asks, but for the capped count."""
    client = Client().sign_in(user)
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/people/", query).status_code == 200
    asked = [each["sql"] for each in seen if re.search(r'FROM "customers_party" (LEFT|WHERE|ORDER)', each["sql"])]
    found = [sql for sql in asked if not sql.startswith("SELECT COUNT")]
    assert found, "\n".join(each["sql"] for each in seen)
    return found


def plan_of(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def queries():
    name = Party.objects.people().order_by("pk").first().name
    sponsor = Role.objects.get(kind="sponsor").pk
    return {
        "first page": {},
        "deep page": {"after": cursor_of(["novak", 0])},
        "backwards": {"sort": "-name"},
        "search": {"q": name},
        "search for the beginning of a word": {"q": "agnieszk"},
        "role": {"role": sponsor},
        "groups": {"kind": "group"},
    }


@pytest.mark.parametrize("name", ["first page", "deep page", "backwards", "search", "role", "groups"])
def test_no_page_of_the_directory_reads_all_people(many, name):
    for sql in page_statements(many, queries()[name]):
        plan = plan_of(sql)
        assert not WHOLE[connection.vendor].search(plan), f"{sql}\n{plan}"


def test_a_search_is_answered_by_the_index_of_words(many):
    plan = plan_of(page_statements(many, {"q": "agnieszk bexl"})[0])
    assert "customers_party_search_text_words" in plan or "VIRTUAL TABLE" in plan, plan
