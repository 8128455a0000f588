"""What the list of a project's customers can be asked, and what each reader is told; every count here is by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers import actions
from customers.models import Assessment, Party, Role, RoleAssignment, Stakeholder
from registry.bulk import create_all
from tests.cast import make_answer, make_criterion, make_customer, make_round
from tests.stage import scene
from valuecriteria import actions as value
from valuecriteria.models import Revision

from .reading import heading, lines, text

LIST, EXPORT = "/projects/CRM1/customers/", "/projects/CRM1/customers/export/"


def names(response):
    return [customer.party.name for customer in response.context["page"]]


def long_ago(criterion, days):
    Revision.objects.filter(criterion=criterion).update(written_at=timezone.now() - timedelta(days=days))


@scene
def five(project, manager, sponsor):
    """Ann assumed 40 days ago, Ben confirmed today, Cem agreed, Dee withdrawn 90 days ago, Dana (sponsor) nothing."""
    made = {name: make_customer(project, name, by=manager) for name in ("Ann", "Ben", "Cem", "Dee")}
    long_ago(make_criterion(made["Ann"], "Ann's words", by=manager), 40)
    ben = make_criterion(made["Ben"], "Ben's words", by=manager, confirmed=True)
    long_ago(ben, 300)
    agreed = make_criterion(made["Cem"], "Cem's words", by=manager, confirmed=True)
    value.review(revision=agreed.current_revision, decision="agree", comment="", by=sponsor)
    gone = make_criterion(made["Dee"], "Dee's words", by=manager)
    long_ago(gone, 90)
    value.settle(criterion=gone, outcome="withdrawn", reason="A slip", by=manager)
    made["Dana"] = project.stakeholders.get(party__user=sponsor)
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"criteria": "none"}, ["Dana Whitfield", "Dee"]),
        ({"criteria": "assumed"}, ["Ann"]),
        ({"criteria": "confirmed"}, ["Ben"]),
        ({"criteria": "waiting"}, ["Ben"]),
        ({"criteria": "agreed"}, ["Cem"]),
        ({"criteria": "change"}, []),
        ({"silent": "30"}, ["Ann", "Dana Whitfield", "Dee"]),
        ({"silent": "40"}, ["Dana Whitfield", "Dee"]),
        ({"silent": "9999"}, ["Dana Whitfield"]),
        ({"silent": "0"}, ["Ann", "Ben", "Cem", "Dana Whitfield", "Dee"]),
        ({"silent": "30", "criteria": "assumed", "q": "ann"}, ["Ann"]),
        ({"sort": "heard"}, ["Dana Whitfield", "Dee", "Ann", "Ben", "Cem"]),
        ({"sort": "-heard"}, ["Cem", "Ben", "Ann", "Dee", "Dana Whitfield"]),
        ({"sort": "criteria"}, ["Dana Whitfield", "Dee", "Ann", "Ben", "Cem"]),
        ({"sort": "-criteria"}, ["Cem", "Ben", "Ann", "Dee", "Dana Whitfield"]),
    ],
)
def test_criteria_silence_and_order(client, manager, five, query, found):
    page = client.sign_in(manager).get(LIST, query)
    assert names(page) == found
    if page.context["filters"].given:
        number = len(found)
        assert heading(page) == (f"{number} customer matches" if number == 1 else f"{number} customers match")


def test_the_rows_say_criteria_last_heard_and_who_looks_after_them(client, manager, five):
    rows = lines(client.sign_in(manager).get(LIST), "tr")[1:]
    ago = timezone.localdate() - timedelta(days=40)
    assert "1 assumed" in rows[0]
    assert f"{ago.day} {ago:%B}" in rows[0]
    assert rows[0].endswith("nobody")
    assert "no criteria yet never" in rows[3]
    assert "no criteria yet" in rows[4]
    assert "never" not in rows[4]


def test_what_they_answer_in_a_round_is_heard_too(client, manager, project, five):
    """The list, its filter and its order, and the file say the same as the pages of the pulse."""
    asked = make_round(project, by=manager)
    make_answer(asked, five["Dee"], by=manager)
    make_answer(asked, five["Dana"], by=manager, on=timezone.localdate() - timedelta(days=50))
    client.sign_in(manager)
    assert names(client.get(LIST, {"silent": "30"})) == ["Ann", "Dana Whitfield"]
    assert names(client.get(LIST, {"silent": "45"})) == ["Dana Whitfield"]
    assert names(client.get(LIST, {"sort": "heard"}))[:2] == ["Dana Whitfield", "Ann"]
    heard = {customer.party.name: customer.heard_on for customer in client.get(LIST).context["page"]}
    assert heard["Dee"] == heard["Ben"] == timezone.localdate()
    assert heard["Dana Whitfield"] == timezone.localdate() - timedelta(days=50)
    file = client.get(LIST, {"export": "csv", "q": "Dee"}).getvalue().decode("utf-8-sig")
    assert f"{timezone.localdate():%Y-%m-%d}" in file


@scene
def judged(five):
    for name, word, days in [("Ann", "resistant", 0), ("Ben", "resistant", 9), ("Ben", "leading", 0), ("Cem", "", 0)]:
        day = timezone.localdate() - timedelta(days=days)
        Assessment.objects.create(stakeholder=five[name], assessed_on=day, engagement_now=word)
    return five


def test_engagement_now_for_managers(client, manager, admin, judged):
    for reader in (manager, admin):
        client.sign_in(reader)
        assert names(client.get(LIST, {"engagement": "resistant"})) == ["Ann"]
        assert names(client.get(LIST, {"engagement": "leading"})) == ["Ben"]
        assert names(client.get(LIST, {"engagement": "none"})) == ["Cem", "Dana Whitfield", "Dee"]
        assert [c["value"] for c in client.get(LIST, {"engagement": "none"}).context["filters"].chips()] == [
            "Not assessed"
        ]


def test_nobody_else_can_ask_for_engagement_nor_learn_of_it(client, sponsor, customer, pmo, judged):
    for reader in (sponsor, pmo, customer):
        client.sign_in(reader)
        plain = client.get(LIST)
        asked = client.get(LIST, {"engagement": "resistant"})
        assert names(asked) == names(plain)
        assert heading(asked) == heading(plain)
        assert "ngagement" not in text(asked).replace("engagement=resistant", "")
        assert "Unaware" not in text(asked)
    for reader in (sponsor, pmo):
        client.sign_in(reader)
        assert client.get(EXPORT, {"list": "?engagement=resistant"}).getvalue() == client.get(EXPORT).getvalue()
        assert b"esistant" not in client.get(EXPORT).getvalue()


def test_a_customer_with_a_login_learns_nothing_of_what_others_value(client, customer, five):
    client.sign_in(customer)
    plain = client.get(LIST)
    for query in ({"criteria": "agreed"}, {"silent": "30"}, {"sort": "heard"}, {"sort": "-criteria"}):
        assert names(client.get(LIST, query)) == names(plain)
    assert "Last heard" not in text(plain)
    assert "1 agreed" not in text(plain)
    assert client.get(EXPORT).status_code == 403


def test_a_group_means_everybody_in_it_and_below(client, manager, project):
    company = make_customer(project, "Meridian Ltd", by=manager, kind="group").party
    desk = make_customer(project, "Night desk", by=manager, kind="group", group=company).party
    make_customer(project, "Ann", by=manager, group=desk)
    make_customer(project, "Ben", by=manager, group=company)
    make_customer(project, "Cem", by=manager)
    client.sign_in(manager)
    assert names(client.get(LIST, {"group": "meridian"})) == ["Ann", "Ben", "Meridian Ltd", "Night desk"]
    assert names(client.get(LIST, {"group": "night"})) == ["Ann", "Night desk"]
    assert names(client.get(LIST, {"group": "nobody"})) == []


def test_a_chip_takes_its_filter_away(client, manager, five):
    page = client.sign_in(manager).get(LIST, {"silent": "030", "criteria": "none"})
    chips = page.context["filters"].chips()
    assert [(chip["label"], chip["value"]) for chip in chips] == [
        ("Criteria", "None yet"), ("Not heard for", "more than 30 days"),
    ]  # fmt: skip
    assert chips[1]["remove_url"] == "?criteria=none"


def test_next_and_previous_follow_the_list_and_lead_back_to_it(client, manager, five):
    client.sign_in(manager)
    query = "?silent=30&sort=heard"
    page = client.get(LIST + query)
    assert f'href="{five["Dee"].get_absolute_url()}?silent=30&amp;sort=heard"' in page.content.decode()
    for path in ("", "value/"):
        detail = client.get(f"{five['Dee'].get_absolute_url()}{path}{query}")
        part = detail.context["customer" if not path else "stakeholder"]
        assert (part.previous_name, part.next_name) == ("Dana Whitfield", "Ann")
        assert f'href="{five["Ann"].get_absolute_url()}{path}?silent=30&amp;sort=heard"' in detail.content.decode()
    detail = client.get(f"{five['Dee'].get_absolute_url()}{query}")
    assert f'<a href="{LIST}?silent=30&amp;sort=heard">' in detail.content.decode()
    last = client.get(f"{five['Ann'].get_absolute_url()}{query}").context["customer"]
    assert (last.previous_name, last.next_name) == ("Dee", None)
    # Somebody who is not in that list still has a place beside it.
    outside = client.get(f"{five['Ben'].get_absolute_url()}{query}").context["customer"]
    assert (outside.previous_name, outside.next_name) == ("Ann", None)
    by_name = client.get(five["Ben"].get_absolute_url()).context["customer"]
    assert (by_name.previous_name, by_name.next_name) == ("Ann", "Cem")


@pytest.mark.parametrize("sort", ["name", "-name", "group", "-group", "heard", "-heard", "criteria", "-criteria"])
def test_walking_by_next_is_the_list(client, manager, five, sort):
    client.sign_in(manager)
    listed, walked = names(client.get(LIST, {"sort": sort})), []
    part = Stakeholder.objects.get(party__name=listed[0])
    while True:
        part = client.get(part.get_absolute_url(), {"sort": sort}).context["customer"]
        walked.append(part.party.name)
        if part.next_pk is None:
            break
        part = Stakeholder.objects.select_related("project").get(pk=part.next_pk)
    assert walked == listed


def table(response):
    return [line.split(",") for line in response.getvalue().decode("utf-8-sig").splitlines()]


def test_the_export_holds_what_the_list_shows(client, manager, project, five):
    client.sign_in(manager)
    dee = five["Dee"].party
    dee.name, dee.email = '=cmd|"/c calc"!A1', "dee@example.org"
    dee.save()
    answer = client.get(EXPORT, {"list": "?criteria=none&sort=-name"})
    assert answer.streaming
    assert answer.headers["Content-Disposition"] == 'attachment; filename="CRM1-customers.csv"'
    rows = table(answer)
    assert rows[0][:3] == ["Name", "Person or group", "Job title"]
    assert [row[0] for row in rows[1:]] == ["Dana Whitfield", '"\'=cmd|""/c calc""!A1"']
    assert "Accountable sponsor" in rows[1]
    assert "dee@example.org" in rows[2]
    picked = client.get(EXPORT, {"pick": [five["Ann"].pk, five["Ben"].pk], "list": "?criteria=none"})
    assert [row[0] for row in table(picked)[1:]] == ["Ann", "Ben"]


def test_an_export_for_a_sponsor_has_no_addresses(client, sponsor, project, five):
    ann = five["Ann"].party
    ann.email = "ann@example.org"
    ann.save()
    answer = client.sign_in(sponsor).get(EXPORT)
    assert "E-mail" not in table(answer)[0]
    assert b"ann@example.org" not in answer.getvalue()


def test_who_may_export(client, manager, admin, sponsor, customer, pmo, outsider, project):
    got = [client.sign_in(user).get(EXPORT).status_code for user in (manager, admin, sponsor, customer, pmo, outsider)]
    assert got == [200, 200, 200, 403, 200, 404]


def many(project, number):
    """That many customers in few statements, with their history."""
    parties = [Party(name=f"N{n:03}", name_key=f"n{n:03}", search_text=f"n{n:03}") for n in range(number)]
    parts = [Stakeholder(project=project, party=party) for party in create_all(parties)]
    role = Role.objects.get(name="Customer")
    create_all([RoleAssignment(stakeholder=part, project=project, role=role) for part in create_all(parts)])
    return parts


@pytest.mark.parametrize(
    "query", ["", "?sort=heard", "?silent=30&engagement=none&criteria=none&group=x&side=internal&role=1&q=n"]
)
def test_statements_with_1_and_with_500(client, manager, project, statements, query):
    many(project, 1)
    client.sign_in(manager)
    with statements(at_most=8) as few:
        client.get(LIST + query)
    Stakeholder.objects.all().delete()
    Party.objects.filter(user=None).delete()
    parts = many(project, 500)
    make_criterion(parts[0], by=manager)
    with statements(at_most=8) as more:
        page = client.get(LIST + query)
    assert len(more) == len(few)
    if not query:
        assert heading(page) == "500 customers"
    with statements(at_most=12):
        assert len(table(client.get(EXPORT))) == 501


def test_counts_are_capped(client, manager, project):
    many(project, 1003)
    assert heading(client.sign_in(manager).get(LIST, {"q": "n"})) == "1,000+ customers match"


def test_the_phone_and_a_200_letter_name(client, manager, project):
    make_customer(project, "N" * 200, by=manager)
    actions.give_role(stakeholder=project.stakeholders.get(), role=Role.objects.get(name="End user"), by=manager)
    assert "N" * 200 in text(client.sign_in(manager).get(LIST))
