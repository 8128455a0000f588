"""One change of many customers: what happens is what was shown, who is left out is told why, and it can be undone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from customers import actions
from customers.models import Party, Role, RoleAssignment, Stakeholder, TeamMember
from registry.bulk import create_all
from registry.history import tracked_models
from registry.models import Batch
from registry.undo import undo
from tests.cast import make_criterion, make_customer
from tests.stage import scene

from .reading import heading, lines, text
from .test_list import many

LIST, BULK, COPY = "/projects/CRM1/customers/", "/projects/CRM1/customers/bulk/", "/projects/CRM1/customers/copy/"
TODAY = timezone.localdate()


def role(name):
    return Role.objects.get(name=name)


def dump():
    """Every row of every table with a history, but for what each save moves on."""
    left_out = {"version", "updated_at"}
    return {
        model: [
            {name: value for name, value in row.items() if name not in left_out}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in tracked_models()
    }


@scene
def trio(project, manager, sponsor):
    """Ann (customer), Ben (customer and end user), Dana, the accountable sponsor."""
    return {
        "Ann": make_customer(project, "Ann", "Customer", by=manager),
        "Ben": make_customer(project, "Ben", "Customer", "End user", by=manager),
        "Dana": project.stakeholders.get(party__user=sponsor),
    }


def address(do, *picked, everybody=False, listed=""):
    """The address of a bulk change as the list's form makes it."""
    pick = "".join(f"&pick={part.pk}" for part in picked)
    return f"{BULK}?do={do}{pick}{'&all=on' if everybody else ''}&list={listed}"


def preview(client, url, data):
    page = client.post(url, data)
    assert page.status_code == 200, page.context["form"].errors
    return page


def changes(page):
    return [(str(customer), words) for customer, words in page.context["plan"].changes]


def left_out(page):
    return {why: [str(each) for each in those] for why, those in page.context["plan"].left_out.items()}


def apply(client, url, data, page):
    return client.post(url, {**data, "apply": "", "seen": page.context["plan"].mark}, follow=True)


def test_adding_a_role_previews_applies_and_is_undone(client, manager, trio):
    client.sign_in(manager)
    url = address("add-role", everybody=True)
    data = {"role": role("End user").pk, "on": "2026-05-01"}
    assert heading(client.get(url)) == "Add a role to 3 customers"
    before = dump()
    page = preview(client, url, data)
    assert changes(page) == [("Ann", "end user from 1 May 2026"), ("Dana Whitfield", "end user from 1 May 2026")]
    assert left_out(page) == {"already end user": ["Ben"]}
    assert "1 customer is left out: already end user" in text(page)
    assert dump() == before
    done = apply(client, url, data, page)
    assert "Gave 2 customers the role end user from 1 May 2026" in text(done)
    assert trio["Ann"].assignments.get(role__name="End user").from_on == date(2026, 5, 1)
    made = Batch.objects.get()
    assert f"/projects/CRM1/changes/{made.pk}/undo/?next=" in text(done)
    assert "with others" in text(client.get("/projects/CRM1/history/"))
    client.post(f"/projects/CRM1/changes/{made.pk}/undo/")
    assert dump() == before


def test_ending_a_role_leaves_out_whoever_it_would_be_wrong_for(client, manager, project, trio):
    make_customer(project, "Cem", "Supplier", by=manager)
    eve = make_customer(project, "Eve", "Customer", "End user", by=manager)
    eve.assignments.filter(role__name="Customer").update(from_on=TODAY + timedelta(days=9))
    client.sign_in(manager)
    data = {"role": role("Customer").pk, "on": TODAY.isoformat()}
    url = address("end-role", everybody=True, listed="?show=all")
    page = preview(client, url, data)
    day = f"{TODAY.day} {TODAY:%B} {TODAY.year}"
    assert changes(page) == [("Ben", f"customer until {day}")]
    assert left_out(page) == {
        "would not be a customer any more: no other role makes them one": ["Ann"],
        "not customer, or only until that day": ["Cem", "Dana Whitfield"],
        f"customer only from a later day than {day}": ["Eve"],
    }
    page = preview(client, url, {**data, "even_last": "on"})
    assert changes(page)[0] == ("Ann", f"customer until {day}, then not a customer any more")
    sponsors = preview(client, url, {**data, "role": role("Sponsor").pk})
    assert left_out(sponsors)["answers for the project: hand over instead"] == ["Dana Whitfield"]
    before = dump()
    apply(client, url, {**data, "even_last": "on"}, page)
    assert trio["Ann"].assignments.get().to_on == TODAY
    assert trio["Ben"].assignments.get(role__name="End user").to_on is None
    client.post(f"/projects/CRM1/changes/{Batch.objects.get().pk}/undo/")
    assert dump() == before


def test_who_looks_after_them(client, manager, project, trio):
    wanda = TeamMember.objects.create(project=project, person=Party.objects.create(name="Wanda Team"))
    trio["Ben"].relationship_owner = wanda
    trio["Ben"].save()
    client.sign_in(manager)
    url = address("owner", *trio.values())
    page = preview(client, url, {"owner": "Wanda Team"})
    assert changes(page) == [("Ann", "Wanda Team"), ("Dana Whitfield", "Wanda Team")]
    assert left_out(page) == {"Wanda Team looks after them already": ["Ben"]}
    nobody = preview(client, url, {"owner": ""})
    assert changes(nobody) == [("Ben", "nobody instead of Wanda Team")]
    assert left_out(nobody) == {"nobody does already": ["Ann", "Dana Whitfield"]}
    wrong = client.post(url, {"owner": "Nobody Here"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["owner"])
    before = dump()
    joins = preview(client, url, {"owner": "Priya Nair"})
    assert "Priya Nair joins the team by this" in text(joins)
    done = apply(client, url, {"owner": "Priya Nair"}, joins)
    assert "Let Priya Nair look after 3 customers" in text(done)
    assert {str(part.relationship_owner) for part in Stakeholder.objects.all()} == {"Priya Nair"}
    client.post(f"/projects/CRM1/changes/{Batch.objects.get().pk}/undo/")
    assert dump() == before


def test_setting_the_group_of_people(client, manager, project, trio):
    outside = Party.objects.create(kind="group", name="Meridian Ltd", side="external")
    desk = Party.objects.create(kind="group", name="Desk", group=outside)
    office = make_customer(project, "Bid office", by=manager, kind="group")
    ben = trio["Ben"].party
    ben.side = "internal"
    ben.save()
    here = make_customer(project, "Zoe", by=manager, group=desk)
    client.sign_in(manager)
    url = address("group", *trio.values(), office, here)
    before = dump()
    page = preview(client, url, {"organisation": "desk"})
    assert [name for name, _ in changes(page)] == ["Ann", "Ben", "Dana Whitfield"]
    assert changes(page)[0][1] == "Desk in Meridian Ltd"
    assert left_out(page) == {"a group: move it on its own page": ["Bid office"], "in that group already": ["Zoe"]}
    assert "2 of them become external, as that group is." in text(page)
    apply(client, url, {"organisation": "desk"}, page)
    assert {str(party): party.is_external for party in Party.objects.filter(group=desk)} == {
        "Ann": True, "Ben": False, "Dana Whitfield": True, "Zoe": True,
    }  # fmt: skip
    client.post(f"/projects/CRM1/changes/{Batch.objects.get().pk}/undo/")
    assert dump() == before
    new = preview(client, url, {"organisation": "{Brand} {new}"})
    assert "No group is called {Brand} {new} yet: it is made." in text(new)
    done = apply(client, url, {"organisation": "{Brand} {new}"}, new)
    assert "Put 4 customers into {Brand} {new}" in text(done)
    none = preview(client, address("group", here), {"organisation": ""})
    assert changes(none) == [("Zoe", "no group instead of {Brand} {new}")]


def test_a_preview_that_moved_is_told_and_shown_anew(client, manager, project, trio):
    client.sign_in(manager)
    url = address("add-role", everybody=True, listed=f"?role={role('Customer').pk}")
    data = {"role": role("Supplier").pk, "on": "2026-05-01"}
    page = preview(client, url, data)
    assert [name for name, _ in changes(page)] == ["Ann", "Ben"]
    make_customer(project, "Cem", "Customer", by=manager)
    moved = client.post(url, {**data, "apply": "", "seen": page.context["plan"].mark})
    assert moved.status_code == 409
    assert "Look again: this is not what you saw before" in text(moved)
    assert [name for name, _ in changes(moved)] == ["Ann", "Ben", "Cem"]
    assert moved.context["form"]["on"].value() == "2026-05-01"
    assert not RoleAssignment.objects.filter(role=data["role"]).exists()
    # What is typed anew is previewed anew, too.
    other = client.post(url, {**data, "on": "2026-06-01", "apply": "", "seen": moved.context["plan"].mark})
    assert other.status_code == 409
    apply(client, url, data, moved)
    assert RoleAssignment.objects.filter(role=data["role"]).count() == 3


def test_the_same_preview_applied_twice_does_it_once(client, manager, trio):
    client.sign_in(manager)
    url, data = address("add-role", trio["Ann"]), {"role": role("Supplier").pk, "on": "2026-05-01"}
    page = preview(client, url, data)
    apply(client, url, data, page)
    again = client.post(url, {**data, "apply": "", "seen": page.context["plan"].mark})
    assert again.status_code == 409
    assert RoleAssignment.objects.filter(role=data["role"]).count() == 1


@pytest.mark.parametrize("data", [
    {}, {"role": "9" * 30, "on": "2026-05-01"}, {"role": "x", "on": "2026-05-01"}, {"role": "1", "on": "yesterday"},
    {"role": "1", "on": "9999-01-01"},
])  # fmt: skip
@pytest.mark.parametrize("do", ["add-role", "end-role"])
def test_bad_input_is_an_error_at_its_field_and_keeps_the_selection(client, manager, trio, do, data):
    page = client.sign_in(manager).post(address(do, trio["Ann"]), data)
    assert page.status_code == 422
    assert heading(page).endswith("1 customer")
    assert page.context["plan"] is None


@pytest.mark.parametrize("query", ["", "?do=add-role", "?do=nonsense&all=on", "?do=owner&list=%3Frole%3D1"])
def test_nobody_ticked_leads_back_to_the_list(client, manager, trio, query):
    page = client.sign_in(manager).get(BULK + query, follow=True)
    assert "Nobody was ticked" in text(page)
    assert page.redirect_chain[0][0].startswith(LIST)


def test_parts_of_other_projects_are_never_among_the_ticked(client, manager, trio, others):
    theirs = make_customer(others, "Theirs", by=manager)
    client.sign_in(manager)
    page = preview(client, address("add-role", theirs, trio["Ann"]), {"role": role("Supplier").pk, "on": "2026-05-01"})
    assert [name for name, _ in changes(page)] == ["Ann"]
    assert "Theirs" not in text(page)


@pytest.mark.parametrize("do", ["add-role", "end-role", "owner", "group"])
def test_who_may(client, project, trio, do, manager, admin, sponsor, customer, pmo, outsider):
    url = address(do, trio["Ann"])
    got = [client.sign_in(user).get(url).status_code for user in (manager, admin, sponsor, customer, pmo, outsider)]
    assert got == [200, 200, 403, 403, 403, 404]
    got = [client.sign_in(user).get(COPY).status_code for user in (manager, admin, sponsor, customer, pmo, outsider)]
    assert got == [200, 200, 403, 403, 403, 404]
    project.stage = "closed"
    project.save()
    assert client.sign_in(manager).post(url, {}).status_code == 403


def test_buttons_are_for_those_who_may_use_them(client, manager, sponsor, customer, trio):
    page = text(client.sign_in(manager).get(LIST))
    assert 'value="add-role"' in page
    assert 'value="export"' in page
    page = text(client.sign_in(sponsor).get(LIST))
    assert 'value="add-role"' not in page
    assert 'value="export"' in page
    page = text(client.sign_in(customer).get(LIST))
    assert 'name="pick"' not in page


def writes(seen):
    """The statements of a request without those that keep history."""
    return [query["sql"] for query in seen if "historical" not in query["sql"]]


@pytest.mark.parametrize("do", ["add-role", "end-role", "owner", "group"])
def test_500_customers_in_at_most_15_statements_besides_history(client, manager, project, statements, do):
    parts = many(project, 500)
    end_user = role("End user")
    create_all([RoleAssignment(stakeholder=part, project=project, role=end_user) for part in parts])
    TeamMember.objects.create(project=project, person=Party.objects.create(name="Wanda Team"))
    Party.objects.create(kind="group", name="Meridian Ltd", side="external")
    client.sign_in(manager)
    data = {
        "add-role": {"role": role("Supplier").pk, "on": "2026-05-01"},
        "end-role": {"role": end_user.pk, "on": TODAY.isoformat()},
        "owner": {"owner": "Wanda Team"},
        "group": {"organisation": "Meridian Ltd"},
    }[do]
    url = address(do, everybody=True)
    page = preview(client, url, data)
    assert len(page.context["plan"].changes) == 500
    change = page.context["form"].change()
    before = dump()
    with statements(at_most=1000) as seen:
        made = actions.change_many(
            project=project, picked=Stakeholder.objects.filter(project=project), change=change,
            seen=page.context["plan"].mark, by=manager,
        )  # fmt: skip
    assert len(writes(seen)) <= 15, "\n".join(sql[:150] for sql in writes(seen))
    undo(made, by=manager)
    assert dump() == before


def test_more_than_can_be_done_at_once_is_refused(client, manager, project, trio, monkeypatch):
    monkeypatch.setattr("customers.actions.bulk.MOST", 2)
    page = client.sign_in(manager).post(
        address("add-role", everybody=True), {"role": role("Supplier").pk, "on": "2026-05-01"}
    )
    assert page.status_code == 422
    assert "More than 2 customers at once are too many" in text(page)


@scene
def source(manager, project, others, trio):
    """WHS2, managed by the manager too: Ann is there, Kim (end user, accountable sponsor), and Lou without a role."""
    others.managers.add(manager)
    make_customer(others, "Ann", "End user", by=manager)
    kim = make_customer(others, "Kim", "Sponsor", "End user", by=manager, why="Pays for the move")
    lou = make_customer(others, "Lou", "Supplier", by=manager)
    actions.end_role(assignment=lou.assignments.get(), by=manager)
    make_criterion(kim, by=manager)
    return {"Kim": kim, "Lou": lou}


def test_copying_customers_with_their_roles(client, manager, project, source):
    client.sign_in(manager)
    assert "Warehouse move" in text(client.get(COPY, {"q": "ware"}))
    assert "Warehouse move" not in text(client.get(COPY, {"q": "zeppelin"}))
    page = client.get(COPY, {"source": "whs2"})
    assert heading(page) == "1 customer of WHS2 can come to CRM1"
    rows = lines(page, "tr")[1:]
    assert rows[0].startswith("Ann has a part in CRM1 already")
    assert rows[2].startswith("Lou no role in force")
    nobody = client.post(f"{COPY}?source=WHS2", {"pick": [source["Lou"].pk, "x", "9" * 30]})
    assert nobody.status_code == 422
    before = dump()
    done = client.post(f"{COPY}?source=WHS2", {"pick": [source["Kim"].pk]}, follow=True)
    assert "Copied 1 customer from WHS2" in text(done)
    kim = project.stakeholders.get(party__name="Kim")
    held = kim.assignments.order_by("role__position").values_list("role__name", "from_on", "is_accountable")
    assert list(held) == [("Sponsor", TODAY, False), ("End user", TODAY, False)]
    assert (kim.why, kim.criteria.count()) == ("Pays for the move", 0)
    client.post(f"/projects/CRM1/changes/{Batch.objects.get().pk}/undo/")
    assert dump() == before


def test_only_from_projects_one_may_see_and_reasons_only_where_one_may_read_them(
    client, manager, project, source, others
):
    others.managers.remove(manager)
    client.sign_in(manager)
    assert "Warehouse move" not in text(client.get(COPY))
    assert heading(client.get(COPY, {"source": "WHS2"})) == "Copy customers from which project?"
    person = make_customer(others, "Priya Nair", "End user", by=manager, user=manager)
    assert person.is_spoken_by(manager)
    client.post(f"{COPY}?source=WHS2", {"pick": [source["Kim"].pk]})
    assert project.stakeholders.get(party__name="Kim").why == ""


def test_a_few_statements_for_any_number_of_copies(client, manager, project, others, statements):
    others.managers.add(manager)
    many(others, 100)
    client.sign_in(manager)
    with statements(at_most=9):
        page = client.get(COPY, {"source": "WHS2"})
    picks = [part.pk for part in page.context["parts"]]
    with statements(at_most=100) as seen:
        client.post(f"{COPY}?source=WHS2", {"pick": picks})
    assert len(writes(seen)) <= 25
    assert project.stakeholders.count() == 100
