"""The two pictures: every figure as counted by hand, no two labels that meet, and who may look."""

from datetime import timedelta
from itertools import combinations
from types import SimpleNamespace

import pytest
from django.utils import timezone

from customers import actions, grid
from customers.readings import Reading, readings_of
from registry.dates import day
from tests.cast import make_customer
from tests.stage import scene

from .reading import heading, lines, plain, text

pytestmark = pytest.mark.django_db
GRID, ENGAGEMENT = "/projects/CRM1/customers/grid/", "/projects/CRM1/customers/engagement/"
NOW = timezone.localdate() - timedelta(days=60)
FIRST, BETWEEN = NOW - timedelta(days=50), NOW - timedelta(days=30)

# (name, role, influence, interest, engagement now, wanted), as counted in the tests below.
TODAY = [
    ("Ada", "Sponsor", 5, 5, "leading", "leading"),
    ("Bea", "Customer", 4, 4, "resistant", "supportive"),
    ("Cyd", "Senior user", 4, 5, "neutral", "leading"),
    ("Dov", "Customer", 5, 3, "neutral", "supportive"),
    ("Eli", "End user", 3, 4, "supportive", "supportive"),
    ("Fay", "End user", 1, 1, "supportive", "neutral"),
    ("Gil", "Customer", 2, 3, "unaware", ""),
    ("Hal", "Customer", None, 4, "", ""),
]


@scene
def read(project, manager):
    """Eight customers as above, Ida not assessed at all; Bea and Dov stood elsewhere at first."""
    for name, role, influence, interest, now, wanted in TODAY:
        stakeholder = make_customer(project, name, role, by=manager)
        said = {"influence": influence, "interest": interest, "engagement_now": now, "engagement_wanted": wanted}
        actions.assess(stakeholder=stakeholder, on=NOW, by=manager, **said)
    make_customer(project, "Ida", "Customer", by=manager)
    make_customer(project, "Vera Supplies", "Supplier", by=manager)
    then = {"Bea": {"influence": 2, "interest": 4}, "Dov": {"engagement_now": "unaware", "interest": 3}}
    for name, said in then.items():
        actions.assess(stakeholder=project.stakeholders.get(party__name=name), on=FIRST, by=manager, **said)
    return {each.party.name: each for each in project.stakeholders.select_related("party")}


def words(on):
    return plain(day(on))


def names(readings):
    return [str(each.customer) for each in readings]


def test_the_grid_says_what_was_counted_by_hand(client, manager, read):
    page = client.sign_in(manager).get(GRID)
    assert heading(page) == "3 customers to manage closely, 2 of them not yet supportive"
    drawn = page.context["picture"]
    where = {str(mark.reading.customer): (cell.influence, cell.interest) for cell in drawn.cells for mark in cell.marks}
    assert where == {
        "Ada": (5, 5), "Bea": (4, 4), "Cyd": (4, 5), "Dov": (5, 3), "Eli": (3, 4), "Fay": (1, 1), "Gil": (2, 3),
    }  # fmt: skip
    assert len(drawn.cells) == 25
    close = {(each.influence, each.interest) for each in drawn.cells if each.is_close}
    assert close == {(4, 4), (4, 5), (5, 4), (5, 5)}
    assert lines(page, "tbody") == [
        line.replace("ON", words(NOW))
        for line in (
            "Manage closely 3 customers "
            "Ada Accountable sponsor 5 5 Leading ON "
            "Cyd Senior user 4 5 Neutral not yet supportive ON "
            "Bea Customer 4 4 Resistant not yet supportive ON",
            "Keep satisfied 1 customer Dov Customer 5 3 Neutral not yet supportive ON",
            "Keep informed 1 customer Eli End user 3 4 Supportive ON",
            "Monitor 2 customers Gil Customer 2 3 Unaware not yet supportive ON Fay End user 1 1 Supportive ON",
        )
    ]
    assert "Not in the picture yet: 2 customers" in lines(page, "h2")
    assert names(page.context["open_ones"]) == ["Hal", "Ida"]
    assert f"{read['Ida'].get_absolute_url()}assess/?next={GRID}" in text(page)
    assert "Vera Supplies" not in text(page)


def test_every_mark_is_a_link_told_apart_by_shape_and_named_in_full(client, manager, read):
    drawn = client.sign_in(manager).get(GRID)
    picture = text(drawn).split('<svg class="grid"', 1)[1].split("</svg>", 1)[0]
    for name, glyph, says in (
        ("Ada", "dia", "Ada (sponsor): influence 5, interest 5"),
        ("Bea", "dot", "Bea (customer): influence 4, interest 4"),
        ("Cyd", "tri", "Cyd (senior user): influence 4, interest 5"),
        ("Eli", "ring", "Eli (end user): influence 3, interest 4"),
    ):
        link = picture.split(f'<a href="{read[name].get_absolute_url()}">', 1)[1].split("</a>", 1)[0]
        assert f"<title>{says}</title>" in link
        assert f'href="#{glyph}"' in link
    for words in ("Manage closely", "Keep satisfied", "Keep informed", "Monitor"):
        assert f">{words}</text>" in picture
    assert "High is 4 or 5." in text(drawn)


def test_then_and_now(client, manager, read):
    client.sign_in(manager)
    page = client.get(GRID)
    assert "1 customer moved since they were first assessed" in lines(page, "h2")
    assert [(str(each.customer), [(m.label, m.then, m.now) for m in each.moves]) for each in page.context["moved"]] == [
        ("Bea", [("influence", "2", "4")])
    ]
    page = client.get(ENGAGEMENT)
    assert names(page.context["moved"]) == ["Dov"]
    dov = next(row for row in page.context["rows"] if str(row.reading.customer) == "Dov")
    assert [square.was_then for square in dov.squares] == [True, False, False, False, False]
    for on, moved in ((NOW, "Nobody"), (BETWEEN, "1 customer"), (FIRST - timedelta(days=1), "Nobody")):
        assert lines(client.get(GRID, {"on": on.isoformat()}), "h2")[1] == f"{moved} moved since {words(on)}"


def test_the_matrix_says_what_was_counted_by_hand(client, manager, read):
    page = client.sign_in(manager).get(ENGAGEMENT)
    assert heading(page) == "4 customers are not where they are wanted"
    rows = [(str(row.reading.customer), row.says) for row in page.context["rows"]]
    assert rows == [
        ("Bea", "2 steps to go"), ("Cyd", "2 steps to go"), ("Dov", "1 step to go"), ("Fay", "1 step beyond"),
        ("Ada", "as wanted"), ("Eli", "as wanted"), ("Gil", ""),
    ]  # fmt: skip
    words = lines(page, "tr")
    assert "Bea C now D wanted 2 steps to go" in words
    assert "Dov at first C now D wanted 1 step to go" in words
    assert "Ada C now D wanted as wanted" in words
    assert "Gil C now say where they are wanted" in words
    counted = {(c.now, c.wanted): c.number for _, found in page.context["counts"] for c in found if c.number}
    assert counted == {
        ("leading", "leading"): 1, ("resistant", "supportive"): 1, ("neutral", "leading"): 1,
        ("neutral", "supportive"): 1, ("supportive", "supportive"): 1, ("supportive", "neutral"): 1,
    }  # fmt: skip
    assert page.context["compared"] == sum(counted.values()) == 6
    assert names(page.context["open_ones"]) == ["Hal", "Ida"]


def test_a_count_leads_to_those_it_counts(client, manager, read):
    client.sign_in(manager)
    assert 'href="?now=neutral&amp;wanted=leading#customers"' in text(client.get(ENGAGEMENT))
    page = client.get(ENGAGEMENT, {"now": "neutral", "wanted": "leading"})
    assert [str(row.reading.customer) for row in page.context["rows"]] == ["Cyd"]
    assert heading(page) == "4 customers are not where they are wanted"
    assert "1 customer, neutral now, wanted leading." in " ".join(lines(page, "p"))
    nobody = client.get(ENGAGEMENT, {"now": "leading", "wanted": "unaware"})
    assert "Nobody stands there." in text(nobody)
    assert len(client.get(ENGAGEMENT, {"now": "furious"}).context["rows"]) == 7


@pytest.mark.parametrize(("on", "today"), [("leading", "leading"), ("neutral", "supportive")])
def test_headings_for_one(client, manager, project, on, today):
    stakeholder = make_customer(project, "Ada", by=manager)
    said = {"influence": 5, "interest": 5, "engagement_now": on, "engagement_wanted": today}
    actions.assess(stakeholder=stakeholder, on=NOW, by=manager, **said)
    client.sign_in(manager)
    assert heading(client.get(GRID)) == (
        "1 customer to manage closely" if on == "leading" else "1 customer to manage closely, not yet supportive"
    )
    assert heading(client.get(ENGAGEMENT)) == (
        "1 customer is where they are wanted" if on == "leading" else "1 customer is not where they are wanted"
    )


def test_empty_pictures_offer_the_first_step(client, manager, project):
    client.sign_in(manager)
    for url in (GRID, ENGAGEMENT):
        assert heading(client.get(url)) == "No customers yet"
        assert "Log the first customer" in text(client.get(url))
    make_customer(project, "Ada", by=manager)
    for url in (GRID, ENGAGEMENT):
        assert "is assessed yet" in heading(client.get(url))
        assert "/projects/CRM1/customers/assess/" in text(client.get(url))


@pytest.mark.parametrize("url", [GRID, ENGAGEMENT])
def test_who_may_look(client, url, manager, admin, sponsor, customer, pmo, outsider, others):
    people = (manager, admin, sponsor, customer, pmo, outsider, others.managers.get())
    assert [client.sign_in(user).get(url).status_code for user in people] == [200, 200, 403, 403, 403, 404, 404]
    assert client.sign_in(manager).post(url).status_code == 405


def test_the_views_are_offered_to_those_who_may_look(client, manager, sponsor):
    assert GRID in text(client.sign_in(manager).get("/projects/CRM1/customers/"))
    page = text(client.sign_in(sponsor).get("/projects/CRM1/customers/"))
    assert GRID not in page
    assert ENGAGEMENT not in page


@pytest.mark.parametrize("number", [1, 3])
def test_statements(client, statements, project, manager, number):
    for each in range(number):
        stakeholder = make_customer(project, f"Agent {each}", by=manager)
        for on in (FIRST, NOW):
            said = {"influence": each + 2, "interest": 4, "engagement_now": "neutral", "engagement_wanted": "leading"}
            actions.assess(stakeholder=stakeholder, on=on, by=manager, **said)
    client.sign_in(manager)
    for url in (GRID, f"{GRID}?on={BETWEEN.isoformat()}", ENGAGEMENT):
        with statements(at_most=8) as seen:
            client.get(url)
        assert len(seen) == 8, url


# --- the layout by itself ---

LONG = "Wissenschaftlicher " * 10 + "MWMWMWMWMW"
NAMES = [
    "Ada",
    LONG[:200],
    "W" * 200,
    "i" * 200,
    "東京都交通局" * 30,
    "👩‍👩‍👧‍👦" * 25,
    "إدارة المشتريات العامة " * 9,
    "Ångström é" * 20,
]


def standing(number, place):
    """So many readings, each where `place(its number)` says, with names of every kind."""
    found = []
    for each in range(number):
        influence, interest = place(each)
        now = SimpleNamespace(influence=influence, interest=interest)
        found.append(Reading(Named(NAMES[each % len(NAMES)]), now))
    return found


class Named(str):
    """A customer, as far as the layout asks."""

    __slots__ = ()
    held = ()


PLACES = {
    "all in one cell": lambda each: (5, 5),
    "in two cells": lambda each: (4 + each % 2, 4),
    "in several": lambda each: (1 + each % 5, 1 + each % 3),
    "everywhere": lambda each: (1 + each % 5, 1 + each // 5 % 5),
    "in one row": lambda each: (3, 1 + each % 5),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("number", [1, 3, 40])
def test_no_two_labels_meet_and_none_leaves_its_cell(place, number):
    drawn = grid.drawn(standing(number, PLACES[place]))
    assert len(drawn.marks) == number
    boxes = [mark.box for mark in drawn.marks]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    assert not [pair for pair in combinations([cell.box for cell in drawn.cells], 2) if pair[0].meets(pair[1])]
    for cell in drawn.cells:
        assert cell.box.x + cell.box.width <= drawn.width
        assert cell.box.y + cell.box.height <= drawn.height - grid.FOOT
        for mark in cell.marks:
            assert cell.box.x <= mark.box.x
            assert mark.box.x + mark.box.width <= cell.box.x + cell.box.width
            assert cell.box.y <= mark.box.y
            assert mark.box.y + mark.box.height <= cell.box.y + cell.box.height
            assert grid.width_of(mark.label) <= mark.box.width - grid.GLYPH
    strips = [grid.Box(each.x, each.y - 15, 150, 19) for each in drawn.strategies]
    assert not [(a, b) for a in strips for b in [cell.box for cell in drawn.cells] if a.meets(b)]


def test_the_same_readings_are_always_drawn_alike_and_more_than_fit_are_said():
    readings = standing(100, PLACES["all in one cell"])
    drawn = grid.drawn(readings)
    assert drawn == grid.drawn(readings)
    full = next(cell for cell in drawn.cells if cell.marks)
    assert (len(full.marks), full.more) == (40, 60)
    assert not any(full.more_box.meets(mark.box) for mark in full.marks)
    assert full.more_box.y + full.more_box.height <= full.box.y + full.box.height


@pytest.mark.parametrize("name", ["Ada", "Bid office, day shift"])
def test_a_name_that_fits_is_whole(name):
    assert grid.cut(name, 180) == name


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_name_that_does_not_fit_is_cut_with_an_ellipsis(name):
    cut = grid.cut(name, 180)
    assert cut.endswith("…")
    assert name.startswith(cut[:-1])
    assert not cut.endswith("\u200d…")


def test_a_project_without_customers_has_no_readings(project):
    assert readings_of(project) == []
