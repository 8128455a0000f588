"""The matrix: three customers whose points, split and gaps are worked out by hand; its cells; 200 criteria."""

import gzip
import re
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Party, Stakeholder
from tests.cast import make_criterion, make_customer, make_goal
from tests.stage import scene
from valuecriteria import actions
from valuecriteria.models import Alignment, Revision, ValueCriterion

from .reading import heading, said, text_of, words_on

MATRIX = "/projects/CRM1/alignment/"
IN_PLACE = {"HX-Request": "true"}


@scene
def three(project, manager, sponsor):
    """Three customers, eight criteria that count, four goals.

    Importance to shares: Dana 5, 3, 2 of 10 -> 50, 30, 20; the team 4, 4, 1 of 9 -> 45, 44, 11 (44.4 twice, 11.1: the
    first takes what is left over); Northgate 3, 1 of 4 -> 75, 25, the withdrawn one counts no more.

                 G1              G2              G3              G4     row
    Dana A  50   strong +150     weak +50                               +200
    Dana B  30   conflict -90                                            -90
    Dana C  20                                                             0  serves no goal
    Team D  45   medium +90                      weak +45               +135
    Team E  44                   strong +132                            +132
    Team F  11   weak +11        conflict -33                            -22
    North G 75   strong +225                     conflict -225             0
    North H 25                                                             0  serves no goal
    points       +386            +149            -180            0      +355
    internal     +161            +149            +45             0      +355
    external     +225            0               -225            0         0
    """
    dana = make_customer(project, "Dana Whitfield", "Sponsor", by=manager)
    team = make_customer(project, "Sales team", kind="group", by=manager)
    Party.objects.create(name="Northgate Retail", kind="group", side="external")
    north = make_customer(project, "Northgate Retail", by=manager)
    goals = [make_goal(project, name) for name in ("Cross-sell", "Forecast", "One record", "Retire the old one")]
    rows = [
        (dana, "A", 5, "Speed", {0: "strong", 1: "weak"}),
        (dana, "B", 3, "Calm", {0: "conflict"}),
        (dana, "C", 2, "", {}),
        (team, "D", 4, "Speed", {0: "medium", 2: "weak"}),
        (team, "E", 4, "Calm", {1: "strong"}),
        (team, "F", 1, "", {0: "weak", 1: "conflict"}),
        (north, "G", 3, "Speed", {0: "strong", 2: "conflict"}),
        (north, "H", 1, "", {}),
        (north, "gone", 5, "", {3: "strong"}),
    ]
    made = {}
    for customer, words, importance, theme, effects in rows:
        theme = actions.find_or_make_theme(name=theme, by=manager)
        made[words] = make_criterion(customer, words, by=manager, importance=importance, theme=theme)
        for at, effect in effects.items():
            actions.align(criterion=made[words], goal=goals[at], effect=effect, by=manager)
    actions.settle(criterion=made["gone"], outcome="withdrawn", reason="Said twice", by=manager)
    return {**made, "goals": goals, "dana": dana}


def figures(page):
    """{row of the foot: its points by goal, and in all}, and {words: points} of the rows, as they stand on the page."""
    html = page.content.decode()
    points = re.compile(r"([+−]?\d[\d,]*)(?:</b>|</td>|</summary>)")
    foot = re.search(r"(?s)<tfoot.*?</tfoot>", html)[0]
    sides = {}
    for row in re.findall(r"(?s)<tr>.*?</tr>", foot):
        sides[re.search(r'row">(\w+)', row)[1]] = [number_of(found) for found in points.findall(row)]
    rows = {}
    for row in re.findall(r'(?s)<tr id="r.*?</tr>', html):
        total = points.search(row.partition('<td class="rt">')[2])
        of_none = re.search("serves no goal|kept on purpose", row)
        rows[re.search(r'class="words"[^>]*>(\w+)<', row)[1]] = number_of(total[1]) if total else of_none[0]
    return sides, rows


def number_of(text):
    return int(text.replace("−", "-").replace(",", ""))


BY_HAND = (
    {
        "Points": [386, 149, -180, 0, 355],
        "Internal": [161, 149, 45, 0, 355],
        "External": [225, 0, -225, 0, 0],
    },
    {
        "A": 200, "B": -90, "C": "serves no goal",
        "D": 135, "E": 132, "F": -22,
        "G": 0, "H": "serves no goal",
    },
)  # fmt: skip


def test_points_by_hand(client, manager, three):
    client.sign_in(manager)
    assert figures(client.get(MATRIX)) == BY_HAND
    assert heading(client.get(MATRIX)) == "One goal nobody values, two values no goal serves"
    text = text_of(client.get(MATRIX))
    assert "+386 4 for 1 against" in text
    assert "50 of 100, times 3 + 1" in text
    assert "11 of 100, times 1 − 3" in text


def test_points_are_of_all_criteria_whatever_is_shown(client, manager, three):
    client.sign_in(manager)
    sides, rows = figures(client.get(MATRIX + "?side=external"))
    assert (sides, list(rows)) == (BY_HAND[0], ["G", "H"])
    assert "Points of all criteria" in text_of(client.get(MATRIX + "?side=external"))
    assert list(figures(client.get(MATRIX + "?side=internal&customer=sales"))[1]) == ["D", "E", "F"]
    assert list(figures(client.get(MATRIX + "?q=a&side=nonsense"))[1]) == ["A"]


def test_one_side_alone_is_not_split(client, manager, three):
    Party.objects.update(is_external=False)
    sides, _ = figures(client.sign_in(manager).get(MATRIX))
    assert sides == {"Points": BY_HAND[0]["Points"]}


def test_by_theme(client, manager, three):
    client.sign_in(manager)
    page = client.get(MATRIX + "?by=theme")
    assert [str(theme) for theme, _ in page.context["groups"]] == ["Calm", "Speed", "None"]
    assert words_on(page) == ["B", "E", "A", "G", "D", "C", "H", "F"]
    assert figures(page) == ({**BY_HAND[0]}, {words: BY_HAND[1][words] for words in words_on(page)})
    assert "No theme" in text_of(page)
    assert list(figures(client.get(MATRIX + "?by=theme&theme=speed"))[1]) == ["A", "G", "D"]
    assert words_on(client.get(MATRIX + "?by=nonsense")) == ["A", "B", "C", "G", "H", "D", "E", "F"]


def test_pages_by_theme_follow_each_other(client, manager, three, monkeypatch):
    monkeypatch.setattr("valuecriteria.views.matrix.MATRIX_ROWS", 3)
    client.sign_in(manager)
    seen, after = [], ""
    for _ in range(3):
        page = client.get(MATRIX, {"by": "theme", "after": after})
        seen.append(words_on(page))
        after = page.context["page"].after
    assert seen == [["B", "E", "A"], ["G", "D", "C"], ["H", "F"]]


def test_a_goals_points_show_what_they_are_made_of(client, manager, sponsor, customer, outsider, three):
    goal = three["goals"][2]
    address = f"{MATRIX}goals/{goal.pk}/"
    client.sign_in(manager)
    page = client.get(address + "?by=theme")
    assert heading(page) == "G3 has −180 points: 1 criterion for it, 1 against"
    assert [(str(c), w.share, points) for c, w, _, points in page.context["rows"]] == [("D", 45, 45), ("G", 75, -225)]
    assert "Internal: 2 customers+45 of at most 600" in text_of(page)
    assert f"{MATRIX}?by=theme" in page.content.decode()
    assert "No criterion stands to this goal" in text_of(client.get(f"{MATRIX}goals/{three['goals'][3].pk}/"))
    assert client.get(f"{MATRIX}goals/999/").status_code == 404
    assert client.post(address).status_code == 405
    assert [client.sign_in(user).get(address).status_code for user in (sponsor, customer, outsider)] == [200, 403, 404]


class TestOneCell:
    @pytest.fixture
    def address(self, three):
        return f"/projects/CRM1/value/{three['C'].pk}/goals/{three['goals'][3].pk}/"

    def sent(self, page, **changes):
        cell = page.context["cell"]
        shown = {cell.add_prefix(name): cell[name].value() or "" for name in cell.fields}
        return shown | {cell.add_prefix(name): value for name, value in changes.items()}

    def test_without_javascript_and_back_to_the_same_spot(self, client, manager, three, address):
        client.sign_in(manager)
        page = client.get(address + "?by=theme&side=internal")
        assert heading(page) == "How does it stand to G4?"
        back = client.post(page.request["PATH_INFO"] + "?by=theme&side=internal", self.sent(page, effect="weak"))
        spot = f"c{three['C'].pk}-{three['goals'][3].pk}"
        assert back.headers["Location"] == f"{MATRIX}?by=theme&side=internal#{spot}"
        assert said(back) == ["Saved how “C” stands to G4."]
        page = client.get(MATRIX + "?by=theme&side=internal")
        assert f'id="{spot}"' in page.content.decode()
        assert figures(page)[0]["Points"] == [386, 149, -180, 20, 375]
        assert heading(page) == "One value no goal serves"

    def test_in_place_everything_that_moves_comes_along(self, client, manager, three, address):
        client.sign_in(manager)
        form = client.get(address + "?by=theme", headers=IN_PLACE)
        assert "<html" not in form.content.decode()
        assert "HX-Request" in form.headers["Vary"]
        saved = client.post(address + "?by=theme", self.sent(form, effect="conflict", reason="No."), headers=IN_PLACE)
        assert saved.headers["HX-Retarget"] == f"#r{three['C'].pk}"
        sides, rows = figures(saved)
        assert (sides["Points"], rows) == ([386, 149, -180, -60, 295], {"C": -60})
        assert heading(saved) == "One goal nobody values, one value no goal serves"
        text = text_of(saved)
        assert "Saved: conflicts with G4." in text
        assert "“C” against G4Dana Whitfield: No." in text
        assert "Dana Whitfield" in text.partition("−60")[0], "by theme, a row says whose it is"

    @pytest.mark.parametrize("headers", [{}, IN_PLACE], ids=["page", "in place"])
    def test_a_newer_change_is_told_and_nothing_typed_is_lost(self, client, manager, three, address, headers):
        client.sign_in(manager)
        form = client.get(address, headers=headers)
        actions.align(criterion=three["C"], goal=three["goals"][3], effect="strong", reason="Theirs", by=manager)
        refused = client.post(address, self.sent(form, effect="weak", reason="Mine"), headers=headers)
        assert refused.status_code == 409
        assert "Somebody saved this meanwhile: strong: Theirs. Saving again keeps what you chose." in text_of(refused)
        assert 'value="Mine"' in refused.content.decode()
        assert Alignment.objects.get(criterion=three["C"]).reason == "Theirs"
        assert client.post(address, self.sent(refused), headers=headers).status_code in (200, 302)
        assert Alignment.objects.get(criterion=three["C"]).reason == "Mine"

    @pytest.mark.parametrize("headers", [{}, IN_PLACE], ids=["page", "in place"])
    def test_bad_input(self, client, manager, three, address, headers):
        client.sign_in(manager)
        form = client.get(address, headers=headers)
        for changes in ({"effect": "nonsense"}, {"reason": "x" * 301}, {"effect": "weak", "seen": "x" * 50}):
            assert client.post(address, self.sent(form, **changes), headers=headers).status_code == 422
        empty = client.post(address, {}, headers=headers)
        assert empty.status_code == 422
        assert "came without the version" in text_of(empty)
        assert not Alignment.objects.filter(criterion=three["C"]).exists()

    def test_a_goal_of_another_project_is_none_here(self, client, manager, three, others):
        client.sign_in(manager)
        assert client.get(f"/projects/CRM1/value/{three['C'].pk}/goals/{make_goal(others).pk}/").status_code == 404

    def test_who_may(self, client, manager, sponsor, pmo, customer, outsider, three, project):
        pair = f"/projects/CRM1/value/{three['B'].pk}/goals/{three['goals'][0].pk}/"
        for reader in (sponsor, pmo):
            page = client.sign_in(reader).get(pair, headers=IN_PLACE)
            assert "It conflicts with G1; no reason is written down." in text_of(page)
            assert "<form" not in page.content.decode().partition("<main")[2]
            assert client.post(pair, {}).status_code == 403
            assert "data-matrix" not in client.get(MATRIX).content.decode()
        assert [client.sign_in(user).get(pair).status_code for user in (customer, outsider)] == [404, 404]
        project.stage = "closed"
        project.save()
        client.sign_in(manager)
        assert "<form" not in client.get(pair).content.decode().partition("<main")[2]
        assert client.post(pair, {}).status_code == 403


class TestJustify:
    def goal_address(self, three):
        return f"{MATRIX}goals/{three['goals'][3].pk}/reason/"

    def test_dropped_or_justified(self, client, manager, three):
        client.sign_in(manager)
        page = text_of(client.get(MATRIX))
        assert "G4 Retire the old oneNo criterion supports it. Drop it, or justify it?" in page
        assert "“C”Dana Whitfield, assumed. Drop it, or justify it?" in page
        for address in (self.goal_address(three), f"/projects/CRM1/value/{three['C'].pk}/reason/"):
            answer = client.post(address + "?by=theme", {"reason": "The board wants it.", "seen": ""})
            assert answer.headers["Location"] == f"{MATRIX}?by=theme#gaps"
        page = client.get(MATRIX)
        assert heading(page) == "One value no goal serves"
        assert "Kept on purpose G4 Retire the old one The board wants it. Priya Nair, " in text_of(page)
        assert figures(page)[1] == BY_HAND[1] | {"C": "kept on purpose"}
        assert "0 nobody, kept on purpose" in text_of(page)
        client.post(f"/projects/CRM1/value/{three['H'].pk}/reason/", {"reason": "Costs nothing.", "seen": ""})
        assert heading(client.get(MATRIX)) == "One goal nobody values, two values no goal serves: each justified"
        assert "gave the reason to keep G4, which nobody values" in text_of(client.get("/projects/CRM1/history/"))

    def test_changed_and_taken_back(self, client, manager, three):
        client.sign_in(manager)
        address = self.goal_address(three)
        client.post(address, {"reason": "One.", "seen": ""})
        seen = client.get(address).context["form"]["seen"].value()
        client.post(address, {"reason": "Two.", "seen": seen})
        stale = client.post(address, {"reason": "Mine.", "seen": seen})
        assert stale.status_code == 409
        assert "Two." in text_of(stale)
        assert "Mine." in stale.content.decode()
        seen = client.get(address).context["form"]["seen"].value()
        answer = client.post(address, {"reason": "", "seen": seen, "take_back": "yes"})
        assert said(answer)[-1] == "Taken back: the gap is open again."
        assert heading(client.get(MATRIX)).startswith("One goal nobody values")
        history = text_of(client.get("/projects/CRM1/history/"))
        assert "One." in history
        assert "Two." in history

    def test_refused(self, client, manager, three, project):
        client.sign_in(manager)
        address = self.goal_address(three)
        assert client.post(address, {}).status_code == 422
        assert client.post(address, {"seen": "", "reason": "  "}).status_code == 422
        assert client.post(address, {"seen": "", "reason": "x" * 501}).status_code == 422
        served = f"/projects/CRM1/value/{three['A'].pk}/reason/"
        assert heading(client.get(served)) == "This is aligned with a goal: nothing to justify"
        answer = client.post(served, {"seen": "", "reason": "Because."})
        assert answer.status_code == 422
        assert "aligned with a goal by now" in text_of(answer)
        assert client.get(f"{MATRIX}goals/999/reason/").status_code == 404

    def test_who_may(self, client, manager, sponsor, pmo, customer, outsider, three, project):
        addresses = [self.goal_address(three), f"/projects/CRM1/value/{three['C'].pk}/reason/"]
        for user, status in ((sponsor, 403), (pmo, 403), (customer, 403), (outsider, 404)):
            client.sign_in(user)
            answers = {client.post(address, {"seen": "", "reason": "Mine."}).status_code for address in addresses}
            assert answers == ({status, 404} if user == customer else {status})
        project.stage = "closed"
        project.save()
        client.sign_in(manager)
        assert {client.get(address).status_code for address in addresses} == {403}
        assert "Drop it" not in client.get(MATRIX).content.decode().replace("Drop it, or justify it?", "")


def grow(project, manager, numbers, goals):
    """Criteria of ten customers, each aligned with a third of the goals but for every twentieth: all at once."""
    if not project.stakeholders.exists():
        parties = [Party(name=f"Customer {at}", name_key=f"customer {at}", is_external=at % 2) for at in range(10)]
        parts = [Stakeholder(project=project, party=party) for party in Party.objects.bulk_create(parties)]
        Stakeholder.objects.bulk_create(parts)
    theirs = list(project.stakeholders.order_by("pk"))
    criteria = ValueCriterion.objects.bulk_create(
        ValueCriterion(stakeholder=theirs[at % 10], number=at // 10 + 1, kind="service", importance=at % 5 + 1)
        for at in numbers
    )
    for at, criterion in zip(numbers, criteria, strict=True):
        criterion.current_revision = Revision(
            criterion=criterion, number=1, written_by=manager, statement=f"We hear of change {at} before anybody else."
        )
    Revision.objects.bulk_create([criterion.current_revision for criterion in criteria])
    ValueCriterion.objects.bulk_update(criteria, ["current_revision"])
    effects = ["weak", "medium", "strong", "conflict"]
    Alignment.objects.bulk_create(
        Alignment(criterion=criterion, goal=goal, effect=effects[(at + goal.number) % 4])
        for at, criterion in zip(numbers, criteria, strict=True)
        for goal in goals
        if (at + goal.number) % 3 == 0 and at % 20
    )


def test_200_criteria_beside_12_goals(client, manager, project):
    goals = [make_goal(project, f"Goal {at}, which says in some more words what is meant by it") for at in range(12)]
    client.sign_in(manager)
    client.get(MATRIX)  # what is asked once a day is asked
    counts = {}
    for numbers in (range(1), range(1, 3), range(3, 200)):
        grow(project, manager, numbers, goals)
        with CaptureQueriesContext(connection) as found:
            page = client.get(MATRIX)
        counts[len(page.context["page"])] = len(found)
    assert list(counts) == [1, 3, 200]
    assert max(counts.values()) <= 15, counts
    assert counts[3] == counts[200], counts
    assert len(gzip.compress(page.content)) < 50_000
    assert page.context["sides"][0].total == sum(w.total for w in page.context["weighed"].values())
    assert dict.fromkeys(project.stakeholders.values_list("pk", flat=True), 100) == by_customer(page)


def by_customer(page):
    """What the shares of each customer's criteria add up to."""
    sums = Counter()
    for weighed in page.context["weighed"].values():
        sums[weighed.stakeholder] += weighed.share
    return sums


def test_an_empty_page_explains_no_cells_and_leads_to_the_first_goal_and_criterion(client, project, manager, customer):
    page = text_of(client.sign_in(manager).get("/projects/CRM1/alignment/"))
    assert "Add the first goal" in page
    make_goal(project)
    second = text_of(client.get("/projects/CRM1/alignment/"))
    assert "See the Value page" in second
    for text in (page, second):
        for words in ("Each cell", "Arrow keys", "By theme", "Filter"):
            assert words not in text
    make_criterion(project.stakeholders.get(party__user=customer), by=manager)
    assert "Each cell opens the form that changes it." in text_of(client.get("/projects/CRM1/alignment/"))
