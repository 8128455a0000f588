"""Hostile input on every page: a clear 4xx, a form error or nothing at all; never a 500, nothing half-written.

The pages are taken from the URL conf, so a new page is tried without anybody adding it here. What is not tried is
named in NOT_OURS, with the reason; a page whose address needs something unknown fails the test.
"""

import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.urls import Resolver404, URLResolver, get_resolver, resolve, reverse

from accounts.actions import make_calendar_address
from customers import actions as customers
from customers.actions import service
from customers.models import Party, TeamMember
from exchange import work
from exchange.models import Upload
from projects.models import Deliverable
from registry.history import tracked_models
from registry.undo import batch
from tests.asked import mixed, note_what_is_asked
from tests.cast import (
    make_admin,
    make_answer,
    make_criterion,
    make_customer,
    make_goal,
    make_link,
    make_manager,
    make_project,
    make_promise,
    make_round,
    make_user,
)
from tests.conftest import Client
from tests.stage import kept
from valuecriteria import actions as criteria
from valuecriteria.justifying import justify
from valuecriteria.signing import sign
from valuecriteria.snapshots import snapshot_of

pytestmark = pytest.mark.django_db

# Pages of packages: tried in tests/admin and tests/accounts.
NOT_OURS = {"admin", "account", "mfa", "healthz"}
EVIL = "<script>alert(1)</script>"
HUGE = "9" * 30
MEGABYTE = "x" * 1_000_000
LONG = "x" * 50_000  # in every field of a form at once
# Each is nonsense in a way of its own: as a number, a day, a choice, a name or words to look for.
NONSENSE = ["-1", HUGE, "9999-12-31", "2026-02-30", f"{EVIL} é☃\u202e % ((( W10", "x" * 5000]
NO_DAYS, NO_OTHERS = ["0001-01-01", "9999-12-31", EVIL], ["-1", HUGE, EVIL]  # what fields are told
SHARED = {"after", "next", "export"}  # what many pages ask, all by the same means


def our_pages(resolver=None, prefix="", converters=None):
    """(name, {parameter: converter}) of every named address that is ours."""
    for pattern in (resolver or get_resolver()).url_patterns:
        parts = {**(converters or {}), **pattern.pattern.converters}
        where = f"{prefix}{pattern.pattern}"
        if where.split("/")[0] in NOT_OURS:
            continue
        if isinstance(pattern, URLResolver):
            yield from our_pages(pattern, where, parts)
        else:
            assert pattern.name, f"{where} has no name"
            yield pattern.name, parts


PAGES = list(our_pages())
NAMES = [name for name, _ in PAGES]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Rows with a script in every name, so that each page shows some; made once, each test rolls back to it.

    `asked`: the names that pages ask of their query strings, as they ask for them.
    """
    with pytest.MonkeyPatch.context() as monkeypatch:
        asked = note_what_is_asked(monkeypatch)
        yield from kept(django_db_blocker, lambda: {**make_world(), "asked": asked})


def make_world():
    manager, admin = make_manager(), make_admin()
    project = make_project(manager=manager, name=f"{EVIL} project", benefit=EVIL)
    sponsor, customer = make_user("Dana Whitfield"), make_user("Tom Bexley")
    own = make_customer(project, "Dana Whitfield", "Sponsor", by=manager, user=sponsor)
    make_customer(project, "Tom Bexley", "End user", by=manager, user=customer)
    goal = make_goal(project, f"{EVIL} goal", measure=EVIL, target=EVIL)
    make_goal(project, f"{EVIL} second goal")
    group = make_customer(project, f"{EVIL} group", kind="group", by=manager)
    person = make_customer(
        project,
        f"{EVIL} person",
        "Customer",
        "End user",
        "Senior user",
        by=manager,
        group=group.party,
        why=f"{EVIL} why",
    )
    deliverable = Deliverable(project=project, name=f"{EVIL} deliverable", description=EVIL)
    service.save_deliverable(deliverable=deliverable, goals=[goal], named=[person, group], by=manager)
    theme = criteria.find_or_make_theme(name=f"{EVIL} theme", by=manager)
    texts = dict.fromkeys(("why", "how", "measure", "baseline", "target"), EVIL)
    criterion = make_criterion(person, f"{EVIL} words", by=manager, confirmed=True, theme=theme, **texts)
    make_criterion(person, f"{EVIL} other words", by=manager)
    criteria.align(criterion=criterion, goal=goal, effect="conflict", reason=EVIL, by=manager)
    criteria.review(revision=criterion.current_revision, decision="ask", comment=EVIL, by=sponsor)
    against = make_criterion(group, f"{EVIL} words against", by=manager)
    criteria.align(criterion=against, goal=goal, effect="strong", reason=EVIL, by=manager)
    agreed = make_criterion(person, f"{EVIL} agreed words", by=manager, confirmed=True, **texts)
    criteria.review(revision=agreed.current_revision, decision="agree", comment=EVIL, by=sponsor)
    criteria.align(criterion=agreed, goal=goal, effect="weak", reason=EVIL, by=manager)
    sign(project=project, seen=snapshot_of(project), comment=f"{EVIL} comment", by=sponsor)
    justify(gap=project.goals.latest("number"), reason=f"{EVIL} reason", by=manager)
    with batch(kind="bulk", words=f"{EVIL} words of a batch", by=manager, project=project) as made:
        group.party.title = f"{EVIL} title"
        group.party.save()
    speaker = Party.objects.create(name=f"{EVIL} speaker")
    representation = customers.name_representative(stakeholder=group, person=speaker, by=manager)
    member = TeamMember.objects.create(
        project=project, person=person.party, discipline=EVIL, is_seconded=True, provider=group.party
    )
    twins = [Party.objects.create(name=f"{EVIL} twin", email="twin@example.org", group=group.party) for _ in range(4)]
    merge = customers.merge(survivor=twins[0], other=twins[3], by=manager)
    told = customers.tell_apart(one=twins[0], other=twins[1], by=manager)
    pasted = f"Name\tRole\tExpectations\n{EVIL} newcomer\tCustomer\t{EVIL} wish\n\tCustomer\t{EVIL}\n"
    upload = Upload.objects.create(project=project, by=manager, content=pasted.encode())
    work.start(upload)
    asked = make_round(project, by=manager)
    answer = make_answer(asked, person, 4, f"{EVIL} words of a score", scores={criterion: (3, EVIL)}, by=manager)
    promise = make_promise(person, f"{EVIL} promise", answer=answer, by=manager)
    make_promise(group, f"{EVIL} other promise", who=f"{EVIL} somebody", by=manager)
    names = {"manager": manager, "administrator": admin, "sponsor": sponsor, "customer": customer}
    people = {name: Client(raise_request_exception=False).sign_in(user) for name, user in names.items()}
    return {
        "project": project,
        "goal": goal,
        "stakeholder": person,
        "sponsor": own,
        "criterion": criterion,
        "pair": f"{criterion.pk}-{against.pk}",
        "deliverable": deliverable,
        "batch": made,
        "merge": merge,
        "told": told,
        "upload": upload,
        "round": asked,
        "token": make_link(asked, person, by=manager).split("/")[2],
        "promise": promise,
        "member": member,
        "representation": representation,
        "calendar": make_calendar_address(user=manager),
        "people": people,
        "opened": {},
    }


def arguments(name, parts, world):
    """What stands in an address: the project's key, and the id of a thing that the page is about."""
    criterion = world["criterion"]
    about_criterion = {"criterion", "review", "cell"}
    found = {}
    for part, converter in parts.items():
        if part == "key":
            found[part] = world["project"].key
        elif part == "number":
            found[part] = world["round" if name.startswith("pulse") else "goal"].number
        elif part == "secret":
            found[part] = world["calendar"]
        elif part == "goal":
            found[part] = world["goal"].pk
        elif part == "token":
            found[part] = world["token"]
        elif part == "pk":
            if name.startswith("batch"):
                found[part] = world["batch"].pk
            elif name in ("merge-undo", "not-the-same-reconsider"):
                found[part] = world["merge" if name == "merge-undo" else "told"].pk
            elif name.startswith("promise"):
                found[part] = world["promise"].pk
            elif name.startswith("import-"):
                found[part] = world["upload"].pk
            elif name == "team-provider":
                found[part] = world["member"].provider_id
            elif name.startswith("role-"):
                found[part] = world["stakeholder"].assignments.first().pk
            elif name.startswith("representative-"):
                found[part] = world["representation"].pk
            elif name == "no-own-benefit":
                found[part] = world["sponsor"].pk
            elif name.startswith("team"):
                found[part] = world["member"].pk
            elif name.startswith("deliverable"):
                found[part] = world["deliverable"].pk
            elif name == "organisational-goal":
                found[part] = world["project"].organisational_goals.get().pk
            elif name.startswith("party"):
                found[part] = world["stakeholder"].party_id
            elif name.split("-")[0] in about_criterion and name != "criterion-new":
                found[part] = criterion.pk
            else:
                found[part] = world["stakeholder"].pk
        elif type(converter).__name__ == "SlugConverter":
            found[part] = {"export-file": "register", "promise-do": "done"}.get(name, "close")
        else:
            raise AssertionError(f"{name} has a part {part} that this test does not know; tell it what fits")
    return found


# What some pages need in their query before there is a form to fill in.
ASKED = {"customer-bulk": "?do=add-role&all=on"}


def address(name, world):
    asked = f"?pair={world['pair']}" if name == "conflict-decide" else ASKED.get(name, "")
    return reverse(name, kwargs=arguments(name, dict(PAGES)[name], world)) + asked


def opened(who, name, world):
    """(status, page, what it asked) of an address that somebody opens: once, every test begins with the same rows."""
    seen, asked = world["opened"], world["asked"]
    if (who, name) not in seen:
        asked.clear()
        response = world["people"][who].get(address(name, world))
        is_page = not response.streaming and response["Content-Type"].startswith("text/html")
        page = response.content.decode(errors="replace") if is_page else ""
        seen[who, name] = response.status_code, page, {*asked}
    return seen[who, name]


def written():
    """How many versions every history holds: whatever is written to an entry adds one. One statement for all."""
    tables = [model.history.model._meta.db_table for model in tracked_models()]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables))  # noqa: S608
        return dict(cursor.fetchall())


@pytest.fixture
def people(world):
    return world["people"]


def fine(response, *allowed):
    return response.status_code < 500 and (not allowed or response.status_code in allowed)


@pytest.mark.parametrize("name", NAMES)
def test_scripts_in_names_stay_text(name, people, world):
    """By manager, sponsor and customer; where no manager may, by the administrator, who sees the same and more."""
    answered = set()
    for who in ("manager", "administrator", "sponsor", "customer"):
        if who == "administrator" and 200 in answered:
            continue
        status, page, _ = opened(who, name, world)
        answered.add(status)
        assert status in (200, 302, 403, 404, 405)
        assert EVIL not in page
        assert "<script>" not in page
        if status == 405:
            break  # for whoever opens it
    assert answered & {200, 302, 405}, f"{name} answered nobody: {answered}"


@pytest.mark.parametrize("name", NAMES)
def test_nonsense_in_the_address_writes_nothing(name, people, world):
    """Whatever a page asks of its query string is every kind of nonsense once; what many pages ask, in turns."""
    url, before, first = address(name, world), written(), NAMES.index(name)
    reading = [who for who in ("manager", "sponsor") if opened(who, name, world)[0] == 200] or ["manager"]
    readers, asked = [people[who] for who in reading], world["asked"]
    asked.clear()
    asked |= {each for each in opened(reading[0], name, world)[2] if not each.startswith("HX-")}
    turns = len(NONSENSE) if asked - SHARED else len(asked) and 1
    for turn in range(first, first + turns):
        headers = {"HX-Request": "true"} if turn % 2 else {}
        query = mixed(asked, NONSENSE, turn) | {"x": ["nobody asks", HUGE]}
        response = readers[turn // 2 % len(readers)].get(url, query, headers=headers)
        assert fine(response, 200, 302, 400, 403, 404, 405, 422), (query, response.status_code)
    if asked & {"q", "after"}:
        assert fine(readers[0].get(url, {"q": MEGABYTE, "after": MEGABYTE}), 200, 302, 400, 404, 422)
    assert written() == before


@pytest.mark.parametrize("name", [name for name, parts in PAGES if parts])
def test_wrong_ids_are_not_found(name, people, world):
    """Nothing has them, a page or a form: two numbers, of which one is above what some columns hold."""
    right = arguments(name, dict(PAGES)[name], world)
    client = people["administrator"]
    for part, value in right.items():
        placeholder = 987654 if isinstance(value, int) else "none-9"
        url = reverse(name, kwargs={**right, part: placeholder})
        wrongs = ("987654", "9" * 18, HUGE, "-1") if isinstance(value, int) else ("none-9", "zz", "%2e%2e", "1" * 500)
        wrongs = [url.replace(str(placeholder), wrong) for wrong in wrongs]
        for number, wrong_url in enumerate(filter(leads_to_a_page, wrongs)):
            opened = client.get(wrong_url).status_code
            assert opened in (404, 405), wrong_url
            if number == 0 or opened == 405:
                # A form over something deleted meanwhile may say so on the page that it was opened from.
                assert client.post(wrong_url).status_code in (302, 404, 405, 409), wrong_url


def leads_to_a_page(url):
    """Whether there is a page that could say whether it finds this: other addresses are none, whoever asks."""
    try:
        return bool(resolve(unquote(url)))
    except Resolver404:
        return False


def fields_of(page):
    """The names that the forms of a page would post, the hidden values they carry, and the names that ask for a day."""
    names = set(re.findall(r'<(?:input|textarea|select)[^>]*?\sname="([^"]+)"', page))
    hidden, days = {}, set()
    for tag in re.findall(r'<input[^>]*type="(?:hidden|date)"[^>]*>', page):
        found = dict(re.findall(r'(name|value|type)="([^"]*)"', tag))
        if found["type"] == "date":
            days.add(found["name"])
        elif "name" in found:
            hidden[found["name"]] = found.get("value", "")
    return names - {"csrfmiddlewaretoken"}, hidden, days


def nonsense_for(page):
    """What to post to a page: each of its fields every kind of nonsense once, then what it hides too, then too much."""
    names, hidden, days = fields_of(page)
    for turn in range(len(NO_OTHERS)):
        yield {**mixed(names, NO_OTHERS, turn), **mixed(days, NO_DAYS, turn), **hidden}
    yield dict.fromkeys(names, "nonsense")
    yield {**dict.fromkeys(names, LONG), **hidden}


@pytest.mark.parametrize("name", NAMES)
def test_nonsense_in_forms_is_refused_whole(name, people, world):
    """Whatever is posted: an answer that is no 500, and either everything of it is written or nothing.

    By the sponsor once, and in full where the manager may not post.
    """
    url, before, refused = address(name, world), written(), True
    for who in ("manager", "sponsor"):
        client, tries = people[who], nonsense_for(opened(who, name, world)[1])
        for data in tries if refused else [next(tries)]:
            response = client.post(url, data)
            assert fine(response, 200, 302, 400, 403, 404, 405, 409, 422), (str(data)[:200], response.status_code)
            if response.status_code == 302:
                before = written()
            else:
                assert written() == before, f"{response.status_code}, yet something was written"
            refused = response.status_code in (403, 405)
            if refused:
                break  # whatever they post
        if response.status_code == 405:
            break  # whoever posts
        if not refused:
            assert fine(client.post(url, b"{", content_type="application/json"))
    assert fine(client.put(url))
    assert fine(client.head(url))
