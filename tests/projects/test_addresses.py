"""Every address of the site, found by walking the URLs: who has no business there learns nothing, from any of them.

New addresses are walked without being named here. An address that is open on purpose stands in one of the sets below.
"""

import re
from itertools import product

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from customers.actions import service
from projects.actions import STAGE_VERBS
from projects.converters import KeyConverter
from projects.models import Deliverable, Goal, Project
from registry.history import tracked_models
from registry.models import Batch
from registry.undo import batch
from tests.cast import keys_begin_anew, make_criterion, make_customer, make_goal, make_project
from valuecriteria import actions as value
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
    "",
    "?q=qz",
    "?q=zo",
    "?name=zo&q=zo",
    "?q=zo&export=csv",
    "?term=zo&app_label=customers&model_name=stakeholder&field_name=party",
]


def walk(patterns, before=()):
    """Each address of the site as (its parts, its converters by name)."""
    for pattern in patterns:
        parts = (*before, pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, parts)
        elif isinstance(pattern, URLPattern):
            yield parts


def fill(parts, numbers):
    """The addresses that these parts make with what a reader could guess: the key, the numbers of rows, the verbs."""
    route = "".join(str(getattr(part, "_route", part.regex.pattern)) for part in parts)
    converters = {name: converter for part in parts for name, converter in part.converters.items()}
    if "(?P" in route:  # a regular expression: allauth's keys and the admin's catch-all, which hold no project
        return
    choices = [values_for(name, converter, numbers) for name, converter in converters.items()]
    for chosen in product(*choices):
        address = route
        for name, chosen_value in zip(converters, chosen, strict=True):
            address = re.sub(rf"<(\w+:)?{name}>", str(chosen_value), address)
        yield "/" + address


def values_for(name, converter, numbers):
    if isinstance(converter, KeyConverter):
        return [KEY]
    if name == "verb":
        return list(STAGE_VERBS)
    if isinstance(converter, IntConverter):
        return numbers
    return [KEY, *numbers[:3]]


@pytest.fixture
def first_keys(db):
    keys_begin_anew()


@pytest.fixture
def secret(first_keys, manager):
    """A project whose every name is told apart from all else on the site."""
    project = make_project(KEY, NAME, manager=manager, benefit="Zonal growth")
    goal = make_goal(project, "Zero delays")
    person = make_customer(project, "Zora Zimmermann", "Sponsor", by=manager)
    make_customer(project, "Zephyr desk", "Customer", by=manager, kind="group")
    deliverable = Deliverable(project=project, name="Zip file")
    service.save_deliverable(deliverable=deliverable, goals=[goal], named=[person], by=manager)
    criterion = make_criterion(person, "Zinnias bloom before noon", by=manager, confirmed=True)
    with batch(kind="bulk", words="Zinnias bloom before noon", by=manager, project=project):
        value.align(criterion=criterion, goal=goal, effect="strong", reason="Zinnias need time", by=manager)
    value.review(revision=criterion.current_revision, decision="agree", comment="", by=manager)
    sign(project=project, seen=snapshot_of(project), comment="Zinnias by June", by=manager)
    return project


@pytest.fixture
def addresses(secret):
    numbers = {1}
    for model in (*tracked_models(), apps.get_model("accounts", "User"), Batch):
        numbers |= set(model._base_manager.order_by("pk").values_list("pk", flat=True)[:2])
        numbers |= set(model._base_manager.order_by("-pk").values_list("pk", flat=True)[:2])
    found = [address for parts in walk(get_resolver().url_patterns) for address in fill(parts, sorted(numbers))]
    assert len(found) > 60
    return found


def tells(response, asked):
    """What a page says of the secret project, beside what was typed into its address."""
    text = response.getvalue().decode(errors="replace")
    return [secret for secret in SECRETS if secret.lower() in text.replace(asked, "").lower()]


def test_nobody_signed_in_is_sent_to_the_sign_in_page(client, addresses):
    for address in addresses:
        if address.removeprefix("/").startswith(OPEN):
            continue
        response = client.get(address)
        where = response.headers.get("Location", "")
        signs_in = response.status_code == 302 and where.startswith(("/account/login/", "/admin/login/"))
        assert signs_in or response.status_code == 404, f"{address}: {response.status_code} {where}"


def test_an_outsider_learns_nothing_from_any_address(client, outsider, addresses):
    client.sign_in(outsider)
    for address in addresses:
        if address == "/account/logout/":
            continue
        answer = client.get(address)
        check(address, answer)
        if answer.status_code == 200:
            for query in QUERIES:
                check(address + query, client.get(address + query))


def check(address, response):
    assert response.status_code < 500, f"{address}: {response.status_code}"
    assert not tells(response, address), f"{address} tells {tells(response, address)}"
    if address.startswith(f"/projects/{KEY}/"):
        assert response.status_code in (404, 405), f"{address}: {response.status_code}"


def test_an_outsider_changes_nothing_by_any_address(client, outsider, addresses):
    """A post with what a form could carry is 404 (or not for posting) within the project, and leaves every row."""
    before = {model: list(model._base_manager.order_by("pk").values()) for model in tracked_models()}
    client.sign_in(outsider)
    for address in addresses:
        if not address.startswith(("/projects/", "/people/", "/reviews/")):
            continue
        response = client.post(address, {"version": 1, "entry": 1, "name": "Zora", "decision": "agree", "to": "up"})
        assert response.status_code in (403, 404, 405), f"{address}: {response.status_code}"
    assert before == {model: list(model._base_manager.order_by("pk").values()) for model in tracked_models()}


def test_the_walk_finds_what_there_is_to_find(client, manager, addresses):
    """The same walk as the project's manager meets its pages: so the tests above look at pages that hold something."""
    client.sign_in(manager)
    goal = Goal.objects.get(project__key=KEY)
    assert f"/projects/{KEY}/goals/{goal.number}/" in addresses
    assert Project.objects.get().get_absolute_url() in addresses
    assert "Zero delays" in tells(client.get(f"/projects/{KEY}/goals/{goal.number}/"), "")
