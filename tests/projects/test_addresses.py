"""Every address of the site, found by walking the URLs: who has no business there learns nothing, from any of them.

New addresses are walked without being named here. An address that is open on purpose stands in one of the sets below.
"""

import re
from itertools import product

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from customers import actions as customers
from customers.actions import service
from exchange.out.files import FILES
from projects.actions import STAGE_VERBS
from projects.converters import KeyConverter
from projects.models import Deliverable, Project
from pulse.views.promises import VERBS as PROMISE_VERBS
from registry.history import tracked_models
from registry.models import Batch
from registry.undo import batch
from tests.asked import note_what_is_asked
from tests.cast import (
    keys_begin_anew,
    make_criterion,
    make_customer,
    make_goal,
    make_manager,
    make_project,
    make_pulse,
    make_surroundings,
    make_user,
    settle_between,
)
from tests.stage import kept
from valuecriteria import actions as value
from valuecriteria.justifying import justify
from valuecriteria.signing import sign
from valuecriteria.snapshots import snapshot_of

# The key is long enough never to stand in a random token of a page.
KEY, NAME = "QZX7QZX7QZ", "Quizzical zeppelin"
SECRETS = [
    KEY,
    NAME,
    "Zora Zimmermann",
    "Zephyr desk",
    "Zinnias bloom before noon",
    "Zero delays",
    "Zonal growth",
    "Zip folder",
]

# Open to nobody signed in, on purpose: signing in and what leads there, health, the browser's own questions.
OPEN = ("healthz", "account/", "admin/login/", "admin/jsi18n/")
# Searches, filters and the admin's autocompletes are asked for the secret ones too.
QUERIES = [
    "?q=qz",
    "?name=zo&q=zo",
    "?q=zo&export=csv",
    "?term=zo&app_label=customers&model_name=stakeholder&field_name=party",
]
SEARCHED = {"q", "name", "export", "term"}
# What hangs on the customers of a project is number 1 of its kind, and so is a person among them; 2 is a group, whose
# own pages differ.
FIRST, CUSTOMERS = [1], [1, 2]
ABOUT_CUSTOMER = re.compile("(customers|people)/<id:pk>/")


def walk(patterns, before=()):
    """Each address of the site as its parts."""
    for pattern in patterns:
        parts = (*before, pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, parts)
        elif isinstance(pattern, URLPattern):
            yield parts


def every_address(customers=CUSTOMERS):
    """With what a reader could guess: the key, the verbs, the files, 1 for each row, and these numbers of customers."""
    found = [address for parts in walk(get_resolver().url_patterns) for address in fill(parts, customers)]
    assert len(found) > 60
    return found


def fill(parts, customers):
    route = "".join(str(getattr(part, "_route", part.regex.pattern)) for part in parts)
    converters = {name: converter for part in parts for name, converter in part.converters.items()}
    if "(?P" in route:  # a regular expression: allauth's keys and the admin's catch-all, which hold no project
        return
    choices = [values_for(name, converter, route, customers) for name, converter in converters.items()]
    for chosen in product(*choices):
        address = route
        for name, chosen_value in zip(converters, chosen, strict=True):
            address = re.sub(rf"<(\w+:)?{name}>", str(chosen_value), address)
        yield "/" + address


def values_for(name, converter, route, customers):
    if isinstance(converter, KeyConverter):
        return [KEY]
    if name == "verb":
        return [*(PROMISE_VERBS if "/promises/" in route else STAGE_VERBS)]
    if route.endswith("/export/<slug:name>/"):
        return [file.name for file in FILES]
    if isinstance(converter, IntConverter) and ABOUT_CUSTOMER.search(route):
        return customers
    return FIRST


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """Who manages a project whose every name is told apart from all else on the site, and who knows nothing of it.

    Made once: each test rolls back to it.
    """
    yield from kept(django_db_blocker, make_people)


def make_people():
    keys_begin_anew()
    manager = make_manager()
    project = make_project(KEY, NAME, manager=manager, benefit="Zonal growth")
    goal = make_goal(project, "Zero delays")
    person = make_customer(project, "Zora Zimmermann", "Sponsor", by=manager)
    group = make_customer(project, "Zephyr desk", "Customer", by=manager, kind="group")
    deliverable = Deliverable(project=project, name="Zip file")
    service.save_deliverable(deliverable=deliverable, goals=[goal], named=[person], by=manager)
    theme = value.find_or_make_theme(name="Zinnias", by=manager)
    criterion = make_criterion(person, "Zinnias bloom before noon", by=manager, confirmed=True, theme=theme)
    against = make_criterion(group, "Zinnias bloom at night", by=manager)
    with batch(kind="bulk", words="Zinnias bloom before noon", by=manager, project=project):
        value.align(criterion=criterion, goal=goal, effect="strong", reason="Zinnias need time", by=manager)
    value.review(revision=criterion.current_revision, decision="agree", comment="", by=manager)
    sign(project=project, seen=snapshot_of(project), comment="Zinnias by June", by=manager)
    settle_between(criterion, against, by=manager)
    justify(gap=against, reason="Zinnias sleep at night", by=manager)
    customers.name_representative(stakeholder=group, person=person.party, by=manager)
    make_surroundings(person, group, "Zip folder")
    make_pulse(criterion, by=manager)
    return {"manager": manager, "outsider": make_user("Otto Outsider")}


@pytest.fixture
def manager(people, db):
    return people["manager"]


@pytest.fixture
def outsider(people, db):
    return people["outsider"]


def tells(response, asked):
    """What a page says of the secret project, beside what was typed into its address."""
    text = response.getvalue().decode(errors="replace")
    return [secret for secret in SECRETS if secret.lower() in text.replace(asked, "").lower()]


def test_nobody_signed_in_is_sent_to_the_sign_in_page(client, people, db):
    for address in every_address():
        if address.removeprefix("/").startswith(OPEN):
            continue
        response = client.get(address)
        where = response.headers.get("Location", "")
        signs_in = response.status_code == 302 and where.startswith(("/account/login/", "/admin/login/"))
        assert signs_in or response.status_code == 404, f"{address}: {response.status_code} {where}"


def test_an_outsider_learns_nothing_from_any_address(monkeypatch, client, outsider):
    client.sign_in(outsider)
    asks = note_what_is_asked(monkeypatch)
    for address in every_address(customers=[*CUSTOMERS, 99]):
        if address == "/account/logout/":
            continue
        asks.clear()
        answer = client.get(address)
        check(address, answer)
        if answer.status_code == 200 and asks & SEARCHED:
            for query in QUERIES:
                check(address + query, client.get(address + query))


def check(address, response):
    assert response.status_code < 500, f"{address}: {response.status_code}"
    assert not tells(response, address), f"{address} tells {tells(response, address)}"
    if address.startswith(f"/projects/{KEY}/"):
        assert response.status_code in (404, 405), f"{address}: {response.status_code}"


def test_an_outsider_changes_nothing_by_any_address(client, outsider):
    """A post with what a form could carry is 404 (or not for posting) within the project, and leaves every row."""
    before = {model: list(model._base_manager.order_by("pk").values()) for model in tracked_models()}
    client.sign_in(outsider)
    for address in every_address():
        if not address.startswith(("/projects/", "/people/", "/reviews/")):
            continue
        response = client.post(address, {"version": 1, "entry": 1, "name": "Zora", "decision": "agree", "to": "up"})
        assert response.status_code in (403, 404, 405), f"{address}: {response.status_code}"
    assert before == {model: list(model._base_manager.order_by("pk").values()) for model in tracked_models()}


def test_the_walk_finds_what_there_is_to_find(client, manager):
    """The same walk as the project's manager meets its pages: so the tests above look at pages that hold something."""
    client.sign_in(manager)
    addresses = every_address()
    missing = [m.__name__ for m in [*tracked_models(), Batch] if not m._base_manager.filter(pk=1).exists()]
    assert missing == []
    person, group = Project.objects.get().stakeholders.order_by("pk")[:2]
    assert [person.pk, person.party_id, str(person)] == [1, 1, "Zora Zimmermann"]
    assert [group.pk, group.party_id, str(group)] == [2, 2, "Zephyr desk"]
    assert {person.get_absolute_url(), group.get_absolute_url()} <= set(addresses)
    assert Project.objects.get().get_absolute_url() in addresses
    assert f"/projects/{KEY}/goals/1/" in addresses
    assert "Zero delays" in tells(client.get(f"/projects/{KEY}/goals/1/"), "")
