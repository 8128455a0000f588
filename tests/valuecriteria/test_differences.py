"""What changed between two baselines, or since one: exactly what was changed, each once, and nothing besides."""

from datetime import date

import pytest

from customers import actions as customers
from customers.models import Role
from projects import actions as projects
from projects.models import Goal
from registry.dates import day
from tests.cast import make_customer, make_goal
from tests.valuecriteria.reading import heading, text_of
from tests.valuecriteria.signed import agreed, fresh, reword_and_agree, signed
from valuecriteria import actions as value
from valuecriteria.differences import differences
from valuecriteria.snapshots import snapshot_of, tell_fates

COMPARE = "/projects/CRM1/baselines/compare/"

pytestmark = pytest.mark.django_db


def listed(found):
    """Differences as a person would write them down."""
    lines = [f"+ {each['statement']}" for each in found.added]
    lines += [f"- {each['statement']} {each.get('fate', '')}".strip() for each in found.removed]
    for each in found.reworded:
        marks = {"same": "{}", "ins": "[+{}]", "del": "[-{}]"}
        lines.append("~ " + "".join(marks[kind].format(text) for kind, text in each.diff))
    for each in found.changed:
        lines += [f"* {each.entry['statement']} {change.label}: {change.old} > {change.new}" for change in each.changes]
    for each in found.aligned:
        sides = [side and f"{side['words']} ({side['reason']})" for side in (each.old, each.new)]
        lines.append(f"@ {each.criterion['statement']} G{each.goal['number']}: {sides[0]} > {sides[1]}")
    lines += [f"+ G{goal['number']} {goal['statement']}" for goal in found.goals_added]
    lines += [f"- G{goal['number']} {goal['statement']}" for goal in found.goals_removed]
    for each in [*found.goals_changed, *found.customers_changed]:
        name = each.entry.get("name") or f"G{each.entry['number']}"
        lines += [f"* {name} {change.label}: {change.old} > {change.new}" for change in each.changes]
    return lines


@pytest.fixture
def scene(project, tom, team, manager, sponsor):
    """One of each: what will be taken away, asked about, reworded, changed, aligned otherwise, or left alone."""
    goals = [make_goal(project, name, target="Some") for name in ("Grow", "Forecast", "Retire")]
    said = {
        name: agreed(stakeholder, f"{name}.", by=manager, sponsor=sponsor, target="3", kind="service")
        for stakeholder, name in [
            (tom, "Withdrawn"), (tom, "Asked"), (tom, "Open"), (tom, "Old words"),
            (team, "Facts"), (team, "Aligned"), (team, "Alone"),
        ]
    }  # fmt: skip
    for name, goal, effect in (
        ("Aligned", 0, "weak"),
        ("Aligned", 1, "medium"),
        ("Alone", 2, "strong"),
        ("Facts", 0, "weak"),
    ):
        value.align(criterion=said[name], goal=goals[goal], effect=effect, reason="So they say", by=manager)
    return {"goals": goals, **said}


def change_everything(scene, project, tom, team, manager, sponsor):
    grow, forecast, retire = scene["goals"]
    value.settle(criterion=fresh(scene["Withdrawn"]), outcome="withdrawn", reason="Said twice.", by=manager)
    value.review(revision=scene["Asked"].current_revision, decision="ask", comment="Which?", by=sponsor)
    value.reword(criterion=fresh(scene["Open"]), statement="Open again.", by=manager)
    reword_and_agree(fresh(scene["Old words"]), "New words.", by=manager, sponsor=sponsor)
    facts = fresh(scene["Facts"])
    facts.kind, facts.why, facts.how, facts.measure, facts.baseline = "deliverable", "Because.", "So.", "minutes", "9"
    facts.target, facts.due_on = "2", "2027-03-01"
    facts.theme = value.find_or_make_theme(name="Calm days", by=manager)
    facts.save()
    value.settle(criterion=fresh(scene["Facts"]), outcome="met", by=manager)
    value.align(criterion=scene["Aligned"], goal=grow, effect="conflict", reason="Not now", by=manager)
    value.align(criterion=scene["Aligned"], goal=forecast, effect="", by=manager)
    value.align(criterion=scene["Facts"], goal=forecast, effect="strong", by=manager)
    agreed(make_customer(project, "Uma Neu", by=manager), "Fresh.", by=manager, sponsor=sponsor)
    projects.delete_goal(goal=Goal.objects.get(pk=retire.pk), by=manager)
    make_goal(project, "Train")
    grow.target, grow.statement = "More", "Grow by a third"
    grow.save()
    Goal.objects.filter(pk=forecast.pk).update(number=9)
    customers.give_role(stakeholder=tom, role=Role.objects.get(name="Customer"), by=manager)
    customers.name_representative(stakeholder=team, person=tom.party, by=manager)


CHANGED = [
    "~ [-Old] [+New] words.",
    "* New words. share of their 100: 25 > 33",
    "* Facts. why it matters:  > Because.",
    "* Facts. how they benefit:  > So.",
    "* Facts. kind: service > deliverable",
    "* Facts. theme:  > Calm days",
    "* Facts. measure:  > minutes",
    "* Facts. now:  > 9",
    "* Facts. target: 3 > 2",
    f"* Facts. by:  > {day(date(2027, 3, 1))}",
    "* Facts. outcome:  > met",
    "* New words. confirmed by the customer: yes > no",
    "@ Facts. G9: None > supports strongly ()",
    "@ Aligned. G1: supports weakly (So they say) > conflicts (Not now)",
    "@ Aligned. G9: supports medium (So they say) > None",
    "@ Alone. G3: supports strongly (So they say) > None",
    "+ G3 Train",
    "- G3 Retire",
    "* G1 goal: Grow > Grow by a third",
    "* G1 target: Some > More",
    "* G9 number: G2 > G9",
    "* Sales team represented by:  > Tom Bexley",
    "* Tom Bexley roles: End user > Customer, End user",
]


def test_exactly_what_changed(scene, project, tom, team, manager, sponsor):
    first = signed(project, sponsor)
    assert listed(differences(first.snapshot, snapshot_of(project))) == []
    change_everything(scene, project, tom, team, manager, sponsor)
    now = tell_fates(differences(first.snapshot, snapshot_of(project)))
    assert sorted(listed(now)) == sorted(
        [
            "+ Fresh.",
            "- Withdrawn. Withdrawn: Said twice.",
            "- Asked. The sponsor asked for a change since.",
            "- Open. Wording 2 is not agreed yet (assumed).",
            *CHANGED,
        ]
    )
    assert [each["fate_diff"] for each in now.removed if each["statement"] == "Open."] == [
        [("same", "Open "), ("ins", "again"), ("same", ".")]
    ]
    second = signed(project, sponsor)
    between = listed(differences(first.snapshot, second.snapshot))
    assert sorted(between) == sorted(["+ Fresh.", "- Withdrawn.", "- Asked.", "- Open.", *CHANGED])
    assert listed(differences(second.snapshot, snapshot_of(project))) == []


def test_back_is_the_same_the_other_way_round(scene, project, tom, team, manager, sponsor):
    first = signed(project, sponsor)
    change_everything(scene, project, tom, team, manager, sponsor)
    second = signed(project, sponsor)
    there, back = differences(first.snapshot, second.snapshot), differences(second.snapshot, first.snapshot)
    assert len(there) == len(back) == 1 + 3 + 1 + 2 + 4 + 1 + 1 + 2 + 2
    assert [each["key"] for each in there.added] == [each["key"] for each in back.removed]
    assert [each["key"] for each in there.goals_added] == [each["key"] for each in back.goals_removed]
    assert [(each.old, each.new) for each in there.aligned if each.criterion["statement"] == "Aligned."] == [
        (each.new, each.old) for each in back.aligned if each.criterion["statement"] == "Aligned."
    ]


def test_taken_back_into_force_it_is_no_change(scene, project, manager, sponsor):
    first = signed(project, sponsor)
    value.settle(criterion=fresh(scene["Alone"]), outcome="withdrawn", reason="No", by=manager)
    assert len(differences(first.snapshot, snapshot_of(project))) == 3  # gone, and two weigh more beside it
    value.take_outcome_back(criterion=fresh(scene["Alone"]), by=manager)
    assert not differences(first.snapshot, snapshot_of(project))


def test_the_page_says_it(scene, project, tom, team, manager, sponsor, new_client):
    signed(project, sponsor)
    client = new_client(manager)
    assert heading(client.get(COMPARE)) == "Nothing changed since baseline 1"
    change_everything(scene, project, tom, team, manager, sponsor)
    page = client.get(COMPARE, {"from": "1", "to": "now"})
    assert heading(page) == "17 changes since baseline 1"
    text = text_of(page)
    for words in (
        "1 criterion added", "3 criteria removed", "Withdrawn: Said twice.", "1 criterion reworded",
        "Old New words", "from wording 1 to wording 2", "2 criteria with other facts", "4 alignments changed",
        "Added: G3 Train", "Removed: G3 Retire", "End user now Customer, End user",
    ):  # fmt: skip
        assert words in text, words
    signed(project, sponsor)
    assert heading(client.get(COMPARE)) == "Nothing changed since baseline 2"
    assert heading(client.get(COMPARE, {"from": "1", "to": "2"})) == "17 changes from baseline 1 to baseline 2"
    assert heading(client.get(COMPARE, {"from": "2", "to": "1"})) == "17 changes from baseline 2 to baseline 1"
    for nonsense in ({"from": "9", "to": "8"}, {"from": "x"}, {"to": "9" * 30}, {"from": "-1", "to": ""}):
        assert heading(client.get(COMPARE, nonsense)) == "Nothing changed since baseline 2", nonsense
