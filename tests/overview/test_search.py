"""Search over everything: what is found, what is not for whom, and what odd input does."""

import pytest

from tests.cast import make_criterion, make_customer, make_project
from tests.overview.reading import heading, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


def find(client, text):
    return client.get("/search/", {"q": text})


def test_projects_people_and_what_they_value(client, project, manager, tom):
    make_criterion(tom, "The customer is called by name.", by=manager)
    page = find(client.sign_in(manager), "CUST")
    assert heading(page) == "2 hits for “CUST”"
    text = read(page)
    assert "CRM1 Customer management software Active · Green" in text
    assert "The customer is called by name. Tom Bexley in CRM1 · Assumed" in text
    page = find(client, "bex tom")
    assert heading(page) == "1 hit for “bex tom”"
    assert "Tom Bexley Person CRM1 End user" in read(page)
    for address in ("/projects/CRM1/", f"/people/{tom.party_id}/"):
        assert client.get(address).status_code == 200


def test_more_than_ten_hits_lead_to_the_full_list(client, project, manager):
    for number in range(11):
        make_customer(project, f"Kim {number:02}", by=manager)
    page = find(client.sign_in(manager), "kim")
    assert heading(page) == "More than 10 hits for “kim”"
    assert "Kim 09" in read(page)
    assert "Kim 10" not in read(page)
    assert 'href="/people/?q=kim"' in page.content.decode()
    assert client.get("/people/?q=kim").status_code == 200


def test_nobody_finds_what_they_may_not_see(new_client, project, others, manager, sponsor, customer, outsider, tom):
    make_criterion(tom, "Warehouse words.", by=manager)
    stranger = make_customer(others, "Warehouse worker", by=manager)
    make_criterion(stranger, "Warehouse wishes.", by=manager)
    dana = project.stakeholders.get(party__user=sponsor)
    make_criterion(dana, "Warehouse of a sponsor.", by=manager)
    found = {user.name: read(find(new_client(user), "warehouse")) for user in (manager, sponsor, customer, outsider)}
    assert "Nothing found" in found["Otto Outsider"]
    assert "Warehouse words." in found["Tom Bexley"]
    assert "Warehouse of a sponsor." not in found["Tom Bexley"]
    assert "Warehouse of a sponsor." in found["Dana Whitfield"]
    assert "Warehouse worker" in found["Priya Nair"]  # the directory is hers to read, the project is not
    for text in found.values():
        assert "WHS2" not in text
        assert "Warehouse wishes." not in text
    for name in ("Dana Whitfield", "Tom Bexley"):
        assert "Warehouse worker" not in found[name]


def test_only_readers_of_the_directory_are_led_there(client, project, manager, customer):
    for number in range(11):
        make_customer(project, f"Kim {number:02}", by=manager)
    assert "/people/?q=" not in find(client.sign_in(customer), "kim").content.decode()


def test_nothing_asked_and_nothing_found(client, manager):
    client.sign_in(manager)
    for nothing in ("", "   ", "!!! ???"):
        assert heading(find(client, nothing)) == "Search everything"
    assert heading(find(client, "xyzzy")) == "Nothing found for “xyzzy”"
    assert heading(client.get("/search/")) == "Search everything"


def test_odd_input(client, project, manager):
    client.sign_in(manager)
    page = find(client, "<script>alert(1)</script>")
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    page = find(client, "x" * 5000)
    assert page.status_code == 422
    assert "at most 200 characters" in read(page)
    for text in ("' OR 1=1 --", "a & b | !c:*", "\\", "%_", "ﬁ ß ı", " ".join("abcdefghijklmnopqrst")):
        assert find(client, text).status_code == 200


def test_signing_in_comes_first_and_only_get(client, manager):
    assert client.get("/search/?q=crm").status_code == 302
    assert client.sign_in(manager).post("/search/", {"q": "crm"}).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_statements(client, statements, manager, number):
    for place in range(number):
        project = make_project(f"KIM{place}", manager=manager)
        for name in range(number):
            stakeholder = make_customer(project, f"Kim {place} {name}", by=manager)
            make_criterion(stakeholder, "Kim wants it.", by=manager)
    client.sign_in(manager)
    with statements(at_most=8) as seen:
        find(client, "kim")
    assert len(seen) == 8
