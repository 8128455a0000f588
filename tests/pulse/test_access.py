"""Who may open which page of the pulse, and what a page costs: asked of every page."""

import pytest

from customers.models import Assessment
from pulse import actions
from tests.cast import make_answer, make_criterion, make_customer, make_promise, make_round
from tests.overview.reading import read
from tests.stage import scene

pytestmark = pytest.mark.django_db

READING = ["pulse/", "pulse/criteria/", "pulse/allies/", "pulse/customers/{tom}/", "pulse/rounds/1/", "promises/"]
READING += ["promises/{promise}/"]
FORMS = ["pulse/rhythm/", "pulse/rounds/1/ask/", "pulse/rounds/1/answers/{tom}/", "promises/new/"]
FORMS += ["promises/{promise}/edit/", "promises/{done}/tell/"]
POSTS = ["pulse/rounds/open/", "pulse/rounds/1/close/", "pulse/rounds/1/reopen/", "pulse/rounds/1/take-back/"]
POSTS += ["pulse/rounds/1/ask/{tom}/", "promises/{promise}/do/done/"]
OWN = {"pulse/customers/{tom}/", "pulse/rounds/1/answers/{tom}/"}  # what the customer themselves may open


@scene
def there(tom, asked, manager, speed):
    """The address of a page by its pattern; Ann, another customer, has an answer and a promise too."""
    ann = make_customer(tom.project, "Ann Other", by=manager)
    make_answer(asked, ann, 3, "Secret words.", by=manager)
    make_answer(asked, tom, 6, scores={speed: (5, "Slow.")}, by=manager)
    done = make_promise(ann, "Secret promise", by=manager)
    actions.keep(promise=done, by=manager)
    keys = {"tom": tom.pk, "promise": make_promise(tom, by=manager).pk, "done": done.pk}
    return lambda page: f"/projects/CRM1/{page.format(**keys)}"


@pytest.mark.parametrize("page", [*READING, *FORMS, *POSTS])
def test_who_may_open_it(client, there, page, manager, admin, sponsor, pmo, customer, outsider):
    method = client.post if page in POSTS else client.get
    got = {}
    for who in (outsider, customer, pmo, sponsor, admin, manager):
        client.force_login(who)
        got[who.name.split()[0]] = method(there(page)).status_code
    reads, writes = page in READING, page not in READING
    assert got["Otto"] == 404
    assert got["Tom"] == (200 if page in OWN else 403)
    assert (got["Olu"], got["Dana"]) == ((200, 200) if reads else (403, 403))
    if page not in POSTS:
        assert (got["Ada"], got["Priya"]) == (200, 200)
    else:
        assert {got["Ada"], got["Priya"]} <= {200, 302, 422}
    assert reads != writes


@pytest.mark.parametrize("page", [*READING, *FORMS, *POSTS])
def test_nobody_signed_in_is_sent_to_the_door(client, there, page):
    assert client.get(there(page))["Location"].startswith("/account/login/")


@pytest.mark.parametrize("page", POSTS)
def test_a_get_on_a_post_changes_nothing(client, there, page, manager):
    assert client.sign_in(manager).get(there(page)).status_code == 405


@pytest.mark.parametrize("page", READING)
def test_a_post_on_a_page_to_read(client, there, page, manager):
    assert client.sign_in(manager).post(there(page)).status_code == 405


@pytest.mark.parametrize("page", sorted(OWN))
def test_a_customer_meets_no_words_of_another(client, there, page, customer):
    text = read(client.sign_in(customer).get(there(page)))
    for hidden in ("Secret words.", "Secret promise", "Ann Other"):
        assert hidden not in text.replace("Next customer: Ann Other", "").replace("Previous customer: Ann Other", "")


@pytest.mark.parametrize("page", READING)
def test_judgement_reaches_no_sponsor(client, there, page, sponsor, tom, manager):
    Assessment.objects.create(
        stakeholder=tom, influence=5, interest=1, engagement_now="resistant", notes="Secret notes."
    )
    text = read(client.sign_in(sponsor).get(there(page)))
    for hidden in ("Secret notes.", "resistant", "Influence"):
        assert hidden not in text


MOST = {"pulse/": 15, "pulse/allies/": 8}


@pytest.mark.parametrize("number", [1, 3])
def test_statements(client, statements, project, manager, number, tom, speed):
    """Of each page at most 8, of the overview 15, whatever there is."""
    asked = make_round(project, by=manager)
    for at in range(number):
        each = make_customer(project, f"Customer {at}", kind="group", by=manager)
        criteria = {make_criterion(each, f"Words {at} {more}", by=manager): (5, "So.") for more in range(number)}
        answer = make_answer(asked, each, 5, scores=criteria, by=manager)
        make_promise(each, answer=answer, by=manager)
    answer = make_answer(asked, tom, 5, scores={speed: (4, "Slow.")}, by=manager)
    promise, done = (make_promise(tom, answer=answer, by=manager) for _ in range(2))
    actions.keep(promise=done, by=manager)
    if number == 3:
        for _ in range(2):
            asked = make_round(project, by=manager)
            make_answer(asked, tom, 5, scores={speed: (4, "Slow.")}, by=manager)
    client.sign_in(manager)
    for page in [*READING, *FORMS]:
        url = f"/projects/CRM1/{page.format(tom=tom.pk, promise=promise.pk, done=done.pk)}"
        client.get(url)
        with statements(at_most=MOST.get(page, 8)):
            assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("number", [1, 3])
def test_statements_of_a_save(client, statements, project, manager, asked, number):
    """A row alone costs the same however many customers the round has."""
    people = [make_customer(project, f"Customer {at}", by=manager) for at in range(number)]
    client.sign_in(manager)
    for each in people:
        make_criterion(each, by=manager)
    with statements(at_most=40):
        url = f"/projects/CRM1/pulse/rounds/1/ask/{people[0].pk}/"
        answer = client.post(url, {f"c{people[0].pk}-seen": "", f"c{people[0].pk}-score": 7})
    assert answer.status_code == 200


EXPORTED = {
    "pulse/rounds/1/": "Ann Other,Heard,3,,Secret words.,in a meeting,,",
    "pulse/criteria/": "Tom Bexley,1,I see every open offer before I call.,,5,,Slow.,1,",
    "promises/": "Secret promise,Ann Other,Priya Nair,",
}


@pytest.mark.parametrize("page", EXPORTED)
def test_lists_go_out_to_whoever_may_export(client, there, page, manager, sponsor, pmo, customer, outsider):
    for who, status in ((manager, 200), (sponsor, 200), (pmo, 200), (customer, 403), (outsider, 404)):
        answer = client.sign_in(who).get(f"{there(page)}?export=csv")
        assert answer.status_code == status
        if status == 200:
            assert EXPORTED[page] in b"".join(answer.streaming_content).decode("utf-8-sig")
    assert client.sign_in(manager).get(f"{there(page)}?export=xlsx").status_code == 200
    assert 'href="?export=csv"' in client.get(there(page)).content.decode()
