"""Signing what is agreed: what a baseline holds, who may sign and read, and what is refused."""

import pytest

from customers import actions as customers
from customers.models import Role
from projects.models import Project
from registry.models import Refused
from tests.cast import make_criterion, make_customer, make_goal, make_user
from tests.stage import scene
from tests.valuecriteria.reading import errors_of, heading, said, text_of, words_on
from tests.valuecriteria.signed import agreed, fresh, reword_and_agree, signed
from valuecriteria import actions as value
from valuecriteria.models import Baseline
from valuecriteria.signing import NOTHING, SnapshotChanged, sign
from valuecriteria.snapshots import snapshot_of

HOME = "/projects/CRM1/baselines/"
SIGN = f"{HOME}sign/"

pytestmark = pytest.mark.django_db


@scene
def offers(tom, manager, sponsor):
    return agreed(tom, "I see every open offer.", by=manager, sponsor=sponsor)


def seen_on(client):
    """What the form on the signing page carries."""
    return client.get(SIGN).context["form"].initial["seen"]


def test_a_baseline_holds_what_was_agreed_and_nothing_else(project, tom, team, manager, sponsor):
    goal, other = make_goal(project, "Cross-sell", measure="lines", target="30%"), make_goal(project, "Forecast")
    theme = value.find_or_make_theme(name="One record", by=manager)
    facts = {"why": "Half is lost.", "how": "I sell more.", "measure": "offers", "baseline": "3", "target": "9"}
    first = agreed(
        tom, "I see offers.", by=manager, sponsor=sponsor, importance=4, theme=theme, due_on="2027-03-01", **facts
    )
    value.align(criterion=first, goal=goal, effect="strong", reason="They ask.", by=manager)
    reword_and_agree(first, "I see every offer.", by=manager, sponsor=sponsor)
    make_criterion(tom, "Only assumed.", by=manager, importance=1)
    confirmed = make_criterion(team, "Only confirmed.", by=manager, confirmed=True)
    asked = make_criterion(team, "To be changed.", by=manager, confirmed=True)
    value.review(revision=asked.current_revision, decision="ask", comment="Which?", by=sponsor)
    gone = agreed(team, "Withdrawn.", by=manager, sponsor=sponsor)
    value.settle(criterion=gone, outcome="withdrawn", reason="Said twice.", by=manager)
    met = agreed(team, "Had already.", by=manager, sponsor=sponsor, kind="service")
    value.settle(criterion=met, outcome="met", by=manager)
    assert confirmed.number == 1

    baseline = signed(project, sponsor, comment=" For the board. ")
    assert (baseline.number, baseline.signed_by, baseline.comment) == (1, sponsor, "For the board.")
    nothing = dict.fromkeys(("why", "how", "measure", "baseline", "target", "theme", "due", "deliverable"), "")
    assert Baseline.objects.get().snapshot == {
        "goals": [
            {"key": goal.pk, "number": 1, "statement": "Cross-sell", "measure": "lines", "target": "30%"},
            {"key": other.pk, "number": 2, "statement": "Forecast", "measure": "", "target": ""},
        ],
        "customers": [
            {"key": team.pk, "party": team.party_id, "name": "Sales team", "group": "", "roles": ["Customer"],
             "speaker": "", "speaker_party": None},
            {"key": tom.pk, "party": tom.party_id, "name": "Tom Bexley", "group": "", "roles": ["End user"],
             "speaker": "", "speaker_party": None},
        ],
        "criteria": [
            {"key": met.pk, "customer": team.pk, "number": 4, "wording": 1, "statement": "Had already.",
             "kind": "service", "importance": 3, "share": 33, "confirmed": True, "outcome": "met", **nothing,
             "serves": []},
            {"key": first.pk, "customer": tom.pk, "number": 1, "wording": 2, "statement": "I see every offer.",
             "kind": "deliverable", "importance": 4, "share": 80, "confirmed": False, "outcome": "", **facts,
             "theme": "One record", "due": "2027-03-01", "deliverable": "",
             "serves": [{"goal": goal.pk, "effect": "strong", "reason": "They ask."}]},
        ],
    }  # fmt: skip


def test_they_are_numbered_by_project(offers, project, manager, sponsor, others, tom):
    assert signed(project, sponsor).number == 1
    reword_and_agree(fresh(offers), "I see each offer.", by=manager, sponsor=sponsor)
    assert signed(project, sponsor).number == 2
    nora = make_customer(others, "Nora Sponsor", "Sponsor", by=manager, user=make_user("Nora Sponsor"))
    agreed(nora, "Theirs.", by=manager, sponsor=nora.party.user)
    assert signed(others, nora.party.user).number == 1
    assert (
        Baseline.objects.get(project=project, number=1).snapshot["criteria"][0]["statement"]
        == "I see every open offer."
    )


def test_a_role_that_comes_later_changes_nothing_that_was_signed(offers, project, tom, manager, sponsor):
    baseline = signed(project, sponsor)
    customers.give_role(stakeholder=tom, role=Role.objects.get(name="Customer"), by=manager)
    tom.party.name = "Thomas Bexley"
    tom.party.save()
    customer = Baseline.objects.get(pk=baseline.pk).snapshot["customers"][0]
    assert (customer["name"], customer["roles"]) == ("Tom Bexley", ["End user"])


def test_the_sponsor_sees_what_they_sign_and_signs_it(offers, tom, manager, sponsor, client, project):
    make_criterion(tom, "Not yet yours.", by=manager)
    page = client.sign_in(sponsor).get(SIGN)
    assert heading(page) == "You sign 1 agreed criterion, 1 is left out"
    assert words_on(page) == ["I see every open offer."]
    assert "Not signed: 1 criterion without your agreement" in text_of(page)
    assert "“Not yet yours.”" in text_of(page)
    posted = client.post(SIGN, {"seen": page.context["form"].initial["seen"], "comment": "Good."})
    baseline = Baseline.objects.get()
    assert (posted.status_code, posted["Location"]) == (302, f"{HOME}1/")
    assert said(posted) == ["Signed: baseline 1."]
    assert (baseline.signed_by, baseline.comment, baseline.criterion_count) == (sponsor, "Good.", 1)
    page = client.get(f"{HOME}1/")
    assert words_on(page) == ["I see every open offer."]
    assert "“Good.”" in text_of(page)
    assert "1 baseline, the latest signed" in heading(client.get(HOME))
    assert "signed baseline 1" in text_of(client.get("/projects/CRM1/history/"))


def test_what_changed_since_the_page_was_opened_is_not_signed(offers, tom, manager, sponsor, client, project):
    second = agreed(tom, "Calls are short.", by=manager, sponsor=sponsor, target="3 minutes")
    client.sign_in(sponsor)
    seen = seen_on(client)
    reword_and_agree(offers, "I see each open offer.", by=manager, sponsor=sponsor)
    second = fresh(second)
    second.target = "2 minutes"
    second.save()
    page = client.post(SIGN, {"seen": seen, "comment": "As discussed."})
    assert (page.status_code, Baseline.objects.count()) == (409, 0)
    text = text_of(page)
    assert "What you were about to sign changed while you were reading." in text
    assert "I see every each open offer." in text
    assert "3 minutes now 2 minutes" in text
    assert page.context["form"]["comment"].value() == "As discussed."
    again = client.post(SIGN, {"seen": page.context["form"]["seen"].value(), "comment": "As discussed."})
    assert (again.status_code, Baseline.objects.get().comment) == (302, "As discussed.")


@pytest.mark.parametrize("what", ["new", "withdrawn", "alignment", "goal", "role", "weight"])
def test_whatever_is_signed_is_compared(what, offers, tom, manager, sponsor, project):
    goal = make_goal(project)
    seen = snapshot_of(project)
    if what == "new":
        agreed(tom, "One more.", by=manager, sponsor=sponsor)
    elif what == "withdrawn":
        agreed(tom, "The rest.", by=manager, sponsor=sponsor)
        seen = snapshot_of(project)
        value.settle(criterion=fresh(offers), outcome="withdrawn", reason="No", by=manager)
    elif what == "alignment":
        value.align(criterion=offers, goal=goal, effect="weak", by=manager)
    elif what == "goal":
        goal.target = "More"
        goal.save()
    elif what == "role":
        customers.give_role(stakeholder=tom, role=Role.objects.get(name="Customer"), by=manager)
    else:
        make_criterion(tom, "Not agreed, but it weighs among Tom's 100.", by=manager)
    with pytest.raises(SnapshotChanged) as refusal:
        sign(project=project, seen=seen, comment="", by=sponsor)
    assert refusal.value.now == snapshot_of(project) != seen
    assert not Baseline.objects.exists()


def test_nothing_agreed_is_nothing_to_sign(tom, manager, sponsor, client, project):
    make_criterion(tom, by=manager)
    page = client.sign_in(sponsor).get(SIGN)
    assert heading(page) == "Nothing is agreed yet"
    assert NOTHING in text_of(page)
    page = client.post(SIGN, {"seen": seen_on(client), "comment": "Anyway."})
    assert (page.status_code, errors_of(page)["__all__"]) == (422, [NOTHING])
    assert not Baseline.objects.exists()


def test_the_same_twice_is_signed_once_by_one_and_twice_by_two(offers, project, sponsor, manager):
    signed(project, sponsor)
    with pytest.raises(Refused, match="You signed exactly this as baseline 1"):
        signed(project, sponsor)
    second = make_customer(project, "Sam Second", "Sponsor", by=manager, user=make_user("Sam Second"))
    assert signed(project, second.party.user).number == 2


def test_a_form_that_was_tampered_with_is_refused(offers, sponsor, client, project, others):
    client.sign_in(sponsor)
    seen = seen_on(client)
    for wrong in ("", "nonsense", seen[:-2], seen.replace(seen[5], "x", 1), "x" * 200_000):
        page = client.post(SIGN, {"seen": wrong, "comment": "Kept."})
        assert page.status_code == 422, wrong[:50]
        assert page.context["form"]["comment"].value() == "Kept."
    page = client.post(SIGN, {"seen": seen, "comment": "x" * 2001})
    assert "at most 2000 characters" in str(errors_of(page)["comment"])
    assert not Baseline.objects.exists()


def test_only_sponsors_sign(offers, new_client, sponsor, manager, pmo, admin, customer, outsider, closed):
    data = {"seen": seen_on(new_client(sponsor)), "comment": ""}
    for user, status in ((manager, 403), (pmo, 403), (admin, 403), (customer, 403), (outsider, 404)):
        assert new_client(user).get(SIGN).status_code == status
        assert new_client(user).post(SIGN, data).status_code == status
    assert new_client().get(SIGN).status_code == 302
    closed()
    page = new_client(sponsor).post(SIGN, data)
    assert (page.status_code, Baseline.objects.count()) == (403, 0)
    assert "CRM1 is closed" in text_of(page)
    project = Project.objects.get(key="CRM1")
    with pytest.raises(Refused, match="CRM1 is closed"):
        signed(project, sponsor)


def test_who_may_read_all_value_reads_baselines(
    offers, project, new_client, sponsor, manager, pmo, admin, customer, outsider, closed
):
    pages = (HOME, f"{HOME}1/", f"{HOME}compare/", f"{HOME}compare/?from=1&to=now")
    assert [new_client(manager).get(page).status_code for page in pages] == [200, 404, 200, 200]
    signed(project, sponsor)
    closed()  # what was signed stays readable
    for user, status in ((sponsor, 200), (manager, 200), (pmo, 200), (admin, 200), (customer, 403), (outsider, 404)):
        assert [new_client(user).get(page).status_code for page in pages] == [status] * 4, user
    for page in pages:
        assert new_client(manager).post(page).status_code == 405
    assert list(Baseline.objects.visible_to(customer)) == list(Baseline.objects.visible_to(outsider)) == []
    assert Baseline.objects.visible_to(sponsor).count() == 1


def test_links_lead_there(offers, project, new_client, sponsor, manager, customer):
    for page in ("/projects/CRM1/", "/projects/CRM1/value/", "/projects/CRM1/alignment/"):
        assert HOME in new_client(manager).get(page).content.decode()
    assert HOME not in new_client(customer).get("/projects/CRM1/").content.decode()
    signed(project, sponsor)
    assert "Baseline 1, signed" in text_of(new_client(sponsor).get("/projects/CRM1/"))


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_with_one_and_with_three(
    number, offers, project, tom, team, manager, sponsor, new_client, statements
):
    goal = make_goal(project)
    for at in range(number):
        criterion = agreed(team, f"Another {at}.", by=manager, sponsor=sponsor)
        value.align(criterion=criterion, goal=goal, effect="weak", by=manager)
        signed(project, sponsor)
        make_criterion(tom, f"Left out {at}.", by=manager, confirmed=True)
    for criterion in (criterion for criterion in team.criteria.all()[:number]):
        value.settle(criterion=criterion, outcome="withdrawn", reason="No", by=manager)
    client = new_client(sponsor)
    client.get(HOME)
    for page, most in ((HOME, 5), (f"{HOME}1/", 6), (f"{HOME}compare/", 13), (SIGN, 12)):
        with statements(at_most=most):
            assert client.get(page).status_code == 200
    with statements(at_most=8):
        client.get(f"{HOME}compare/?from=1&to={number}")
