"""People and groups across projects, and what a reader may know of them."""

import pytest

from customers.models import Party, Role
from tests.cast import make_customer

from .reading import heading, lines, text

PEOPLE = "/people/"


@pytest.fixture
def marta(db):
    finance = Party.objects.create(kind="group", name="Finance", side="external")
    return Party.objects.create(
        name="Marta Kowalczyk", title="Controller", email="marta@example.org", phone="0123", group=finance
    )


def names(response):
    return [party.name for party in response.context["page"]]


def test_who_reads_the_directory(client, manager, admin, sponsor, customer, pmo, outsider):
    got = [client.sign_in(user).get(PEOPLE).status_code for user in (manager, admin, pmo, sponsor, customer, outsider)]
    assert got == [200, 200, 200, 403, 403, 403]
    new = [client.sign_in(user).get(f"{PEOPLE}new/").status_code for user in (manager, admin, pmo, customer)]
    assert new == [200, 200, 403, 403]


def test_searching_and_filtering(client, manager, project, others, marta, sponsor):
    make_customer(others, "Hidden Sponsor", "Sponsor", by=manager)
    client.sign_in(manager)
    assert names(client.get(PEOPLE)) == ["Dana Whitfield", "Finance", "Hidden Sponsor", "Marta Kowalczyk"]
    found = client.get(PEOPLE, {"q": "kow mar"})
    assert (names(found), heading(found)) == (["Marta Kowalczyk"], "1 person or group matches")
    assert names(client.get(PEOPLE, {"q": "controller"})) == ["Marta Kowalczyk"]
    assert names(client.get(PEOPLE, {"kind": "group"})) == ["Finance"]
    assert names(client.get(PEOPLE, {"side": "external"})) == ["Finance", "Marta Kowalczyk"]
    assert names(client.get(PEOPLE, {"group": "fin"})) == ["Marta Kowalczyk"]
    assert names(client.get(PEOPLE, {"within": marta.group_id})) == ["Marta Kowalczyk"]
    # By role only where the reader may see the project.
    assert names(client.get(PEOPLE, {"role": Role.objects.get(name="Sponsor").pk})) == ["Dana Whitfield"]
    row = lines(client.get(PEOPLE, {"q": "hidden"}), "tr")[1]
    assert row == "Hidden Sponsor internal none"
    assert names(client.get(PEOPLE, {"sort": "-name"}))[0] == "Marta Kowalczyk"


@pytest.mark.parametrize("few", [0, 1, 9])
def test_a_role_held_by_many_is_asked_another_way_and_answered_the_same(
    client, manager, project, others, statements, monkeypatch, few
):
    """`few` is how many holders make a role a rare one: asked one way, at the edge, and the other way."""
    monkeypatch.setattr("customers.forms.filters.FEW_HOLDERS", few)
    make_customer(project, "Marta Kowalczyk", "Sponsor", "End user", by=manager)
    make_customer(project, "Abel Quist", "Sponsor", by=manager)
    make_customer(others, "Hidden Sponsor", "Sponsor", by=manager)
    sponsor, user, expert = (
        Role.objects.get(name=name).pk for name in ("Sponsor", "End user", "Subject-matter expert")
    )
    client.sign_in(manager)
    for asked, answer in [
        ([sponsor], ["Abel Quist", "Marta Kowalczyk"]),
        ([user], ["Marta Kowalczyk"]),
        ([sponsor, user], ["Abel Quist", "Marta Kowalczyk"]),
        ([expert], []),
    ]:
        with statements(at_most=8):
            page = client.get(PEOPLE, {"role": asked})
        assert names(page) == answer
        assert page.context["count"] == str(len(answer))


@pytest.mark.parametrize("query", [
    {"within": "x"}, {"within": "9" * 40}, {"role": ["0", "y"]}, {"kind": "?"}, {"q": "z" * 9000}, {"after": "W10"},
])  # fmt: skip
def test_nonsense_is_left_aside(client, manager, marta, query):
    assert client.sign_in(manager).get(PEOPLE, query).status_code == 200


def test_a_page_shows_every_part_the_reader_may_see(client, manager, project, others, marta):
    here = make_customer(project, "Marta Kowalczyk", "Sponsor", by=manager, why="Pays half")
    make_customer(others, "Marta Kowalczyk", "End user", by=manager)
    page = client.sign_in(manager).get(marta.get_absolute_url())
    assert heading(page) == "Marta Kowalczyk"
    assert [str(part.project) for part in page.context["parts"]] == [str(project)]
    assert here.get_absolute_url() in text(page)
    assert "WHS2" not in text(page)
    assert "Pays half" in text(page)
    assert "marta@example.org" in text(page)


def test_a_customer_with_a_login_sees_name_roles_and_group_only(client, manager, project, customer, marta, outsider):
    make_customer(project, "Marta Kowalczyk", "Sponsor", by=manager, why="Pays half")
    page = client.sign_in(customer).get(marta.get_absolute_url())
    shown = text(page)
    assert "Accountable sponsor" in shown
    assert "Finance" in shown
    for hidden in ("marta@example.org", "0123", "Pays half", "What changed", "/edit/"):
        assert hidden not in shown
    assert client.get(f"{marta.get_absolute_url()}edit/").status_code == 403
    assert client.sign_in(outsider).get(marta.get_absolute_url()).status_code == 404
    assert client.get(f"{marta.get_absolute_url()}edit/").status_code == 404


def test_a_group_shows_its_people_and_the_way_to_all_of_them(client, manager, marta):
    for number in range(52):
        Party.objects.create(name=f"Clerk {number:02}", group=marta.group)
    page = client.sign_in(manager).get(marta.group.get_absolute_url())
    assert "53 people" in lines(page, "h2")
    assert (len(page.context["page"]), page.context["page"].after != "") == (50, True)
    assert f'href="/people/?within={marta.group_id}&amp;kind=person"' in text(page)


def test_adding_asks_about_known_names(client, manager, marta):
    url = f"{PEOPLE}new/"
    client.sign_in(manager)
    typed = {"name": "Marta", "kind": "person", "organisation": "Audit", "side": "", "title": "Auditor"}
    asked = client.post(url, typed)
    assert asked.status_code == 422
    assert asked.context["form"]["title"].value() == "Auditor"
    known = client.post(url, {**typed, "party": marta.pk, "shown_for": "Marta"}, follow=True)
    assert "was known already" in text(known)
    client.post(url, {**typed, "party": "new", "shown_for": "Marta"})
    made = Party.objects.get(name="Marta")
    assert (made.title, made.group.name, made.is_external) == ("Auditor", "Audit", False)


def open_form(client, url):
    form = client.get(url).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_editing(client, manager, marta):
    url = f"{marta.get_absolute_url()}edit/"
    typed = open_form(client.sign_in(manager), url)
    assert typed["organisation"] == "Finance"
    assert client.post(url, {**typed, "organisation": "Internal audit", "side": "internal"}).status_code == 302
    marta.refresh_from_db()
    assert (marta.group.name, marta.is_external) == ("Internal audit", False)
    stale = client.post(url, {**typed, "name": "Marta K."})
    assert stale.status_code == 409
    assert {row["name"]: (row["theirs"], row["yours"]) for row in stale.context["form"].theirs} == {
        "side": ("Internal", ""),
        "organisation": ("Internal audit", "Finance"),
    }
    form = stale.context["form"]
    assert client.post(url, {name: form[name].value() or "" for name in form.fields}).status_code == 302
    marta.refresh_from_db()
    assert (marta.name, marta.group.name, marta.is_external) == ("Marta K.", "Internal audit", False)
    page = client.get(f"{marta.get_absolute_url()}history/")
    assert "<b>Priya Nair</b> changed" in text(page)


def test_one_of_two_groups_of_a_name_stays_theirs(client, manager, marta):
    second = Party.objects.create(kind="group", name="FINANCE")
    marta.group = second
    marta.save()
    url = f"{marta.get_absolute_url()}edit/"
    client.post(url, {**open_form(client.sign_in(manager), url), "title": "Head"})
    marta.refresh_from_db()
    assert (marta.title, marta.group) == ("Head", second)


@pytest.mark.parametrize(("field", "value"), [
    ("name", ""), ("name", "x" * 201), ("name", "y" * 1_000_000), ("email", "no"), ("side", "up"), ("phone", "1" * 51),
    ("version", ""), ("version", "x"), ("version", "9" * 30),
])  # fmt: skip
def test_bad_input_is_said_at_its_field(client, manager, marta, field, value):
    url = f"{marta.get_absolute_url()}edit/"
    page = client.post(url, {**open_form(client.sign_in(manager), url), field: value})
    assert page.status_code in (409, 422)
    marta.refresh_from_db()
    assert marta.name == "Marta Kowalczyk"


@pytest.mark.parametrize("which", ["list", "person", "group", "new", "edit"])
def test_statements(client, manager, project, marta, statements, which):
    url = {"list": PEOPLE, "person": marta.get_absolute_url(), "group": marta.group.get_absolute_url(),
           "new": f"{PEOPLE}new/", "edit": f"{marta.get_absolute_url()}edit/"}[which]  # fmt: skip
    make_customer(project, "Marta Kowalczyk", "Sponsor", by=manager)
    make_customer(project, "Finance", by=manager)
    client.sign_in(manager)
    with statements(at_most=8) as few:
        client.get(url)
    for number in range(3):
        make_customer(project, f"Clerk {number}", "Customer", "Sponsor", by=manager, group=marta.group)
    with statements(at_most=8) as more:
        client.get(url)
    assert len(more) == len(few)
