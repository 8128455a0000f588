"""Assessing customers: one as of a day, many in a row; corrected, taken back, never overwritten unseen."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from customers import actions
from customers.models import Assessment, Role
from projects import actions as projects
from registry.dates import day
from registry.models import Batch, Stale
from registry.undo import undo
from tests.cast import make_customer

from .reading import heading, lines, plain, text

pytestmark = pytest.mark.django_db
ALL = "/projects/CRM1/customers/assess/"
MARCH = date(2026, 3, 3)


@pytest.fixture
def tom(project, customer):
    return project.stakeholders.get(party__user=customer)


@pytest.fixture
def office(project, manager):
    return make_customer(project, "Bid office", "Customer", by=manager, kind="group")


def page_of(stakeholder):
    return f"{stakeholder.get_absolute_url()}assess/"


def typed_in(client, url):
    """What the form of a page would post, were nothing changed on it."""
    form = client.get(url).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def rows_in(client, url=ALL):
    """What the page of many would post, were nothing changed on it."""
    board = client.get(url).context["board"]
    return {row.add_prefix(name): row[name].value() or "" for row in board for name in row.fields}


def said(stakeholder):
    fields = ("assessed_on", "influence", "interest", "engagement_now", "engagement_wanted", "notes")
    return list(Assessment.objects.filter(stakeholder=stakeholder).order_by("assessed_on").values_list(*fields))


def test_a_first_assessment_is_saved_and_stands_on_the_page(client, manager, tom):
    typed = typed_in(client.sign_in(manager), page_of(tom))
    assert typed["assessed_on"] == timezone.localdate()
    typed |= {"influence": "4", "interest": "5", "engagement_now": "resistant", "engagement_wanted": "leading"}
    page = client.post(page_of(tom), {**typed, "notes": "Afraid of the change."}, follow=True)
    assert said(tom) == [(timezone.localdate(), 4, 5, "resistant", "leading", "Afraid of the change.")]
    assert "Manage closely: influence 4, interest 5" in lines(page, "h2")
    assert "Resistant now, leading wanted" in text(page)
    assert "Afraid of the change." in text(page)
    assert tom.assessments.get().history.get().history_user == manager


def test_the_same_day_is_corrected_and_another_day_makes_a_new_one(client, manager, tom):
    actions.assess(stakeholder=tom, on=MARCH, influence=2, interest=4, notes="Then.", by=manager)
    client.sign_in(manager)
    typed = typed_in(client, f"{page_of(tom)}?on=2026-03-03")
    assert (typed["influence"], typed["notes"]) == (2, "Then.")
    client.post(f"{page_of(tom)}?on=2026-03-03", {**typed, "influence": "3"})
    assert said(tom) == [(MARCH, 3, 4, "", "", "Then.")]
    # Another day starts from what was said last, without its notes.
    typed = typed_in(client, page_of(tom))
    assert (typed["influence"], typed["interest"], typed["notes"], typed["seen"]) == (3, 4, "", "")
    page = client.post(page_of(tom), {**typed, "influence": "5"}, follow=True)
    assert [row[1:3] for row in said(tom)] == [(3, 4), (5, 4)]
    assert f"influence 3 → to 5 since {plain(day(MARCH))}" in " ".join(lines(page, "p"))
    assert "Private notes of" in text(page)
    assert "Then." in text(page)


def test_what_was_said_first_is_compared_with_now_as_far_as_both_say_it(client, manager, tom):
    today = timezone.localdate()
    actions.assess(stakeholder=tom, on=MARCH, influence=2, engagement_now="unaware", by=manager)
    actions.assess(stakeholder=tom, on=today - timedelta(days=1), influence=1, by=manager)
    actions.assess(stakeholder=tom, on=today, influence=2, interest=3, engagement_now="neutral", by=manager)
    page = client.sign_in(manager).get(tom.get_absolute_url())
    assert [(move.label, move.then, move.now) for move in page.context["reading"].moves] == [
        ("engagement", "unaware", "neutral")
    ]
    assert "3 assessments" in lines(page, "summary")


def test_a_day_assessed_meanwhile_is_shown_beside_what_was_typed_and_nothing_is_lost(client, manager, admin, tom):
    typed = typed_in(client.sign_in(manager), page_of(tom)) | {"influence": "4", "notes": "Mine."}
    actions.assess(stakeholder=tom, on=timezone.localdate(), influence=1, notes="Theirs.", by=admin)
    page = client.post(page_of(tom), typed)
    assert page.status_code == 409
    assert [(row["label"], row["theirs"], row["yours"]) for row in page.context["form"].theirs] == [
        ("Influence", "1 low", "4"),
        ("Private notes", "Theirs.", "Mine."),
    ]
    assert said(tom)[0][1] == 1
    again = {**typed, "seen": page.context["form"]["seen"].value()}
    assert client.post(page_of(tom), again).status_code == 302
    assert said(tom) == [(timezone.localdate(), 4, None, "", "", "Mine.")]


def test_an_old_version_is_refused_and_the_same_words_twice_change_nothing(manager, tom):
    first = actions.assess(stakeholder=tom, on=MARCH, influence=2, by=manager)
    mark = first.mark
    actions.assess(stakeholder=tom, on=MARCH, influence=3, seen=mark, by=manager)
    with pytest.raises(Stale):
        actions.assess(stakeholder=tom, on=MARCH, influence=4, seen=mark, by=manager)
    actions.assess(stakeholder=tom, on=MARCH, influence=3, seen=mark, by=manager)
    assert Assessment.objects.get().version == 2


def test_nothing_said_and_days_to_come_are_refused(manager, tom):
    today = timezone.localdate()
    for on, words in (
        (today, {}),
        (today, {"influence": None, "notes": ""}),
        (today + timedelta(days=1), {"influence": 2}),
        (today, {"influence": 6}),
        (today, {"engagement_now": "furious"}),
        (date(1066, 10, 14), {"influence": 2}),
    ):
        with pytest.raises(ValidationError):
            actions.assess(stakeholder=tom, on=on, by=manager, **words)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(("field", "value"), [
    ("assessed_on", "9999-01-01"), ("assessed_on", "2199-01-01"), ("assessed_on", "soon"), ("assessed_on", ""),
    ("influence", "6"), ("influence", "x"), ("engagement_now", "furious"), ("notes", "x" * 4001),
])  # fmt: skip
def test_bad_input_is_an_error_at_its_field_and_keeps_what_was_typed(client, manager, tom, field, value):
    typed = typed_in(client.sign_in(manager), page_of(tom)) | {"interest": "5", "notes": "Kept."}
    page = client.post(page_of(tom), {**typed, field: value})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["interest"].value() == "5"
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("on", ["9999-12-31", "2199-01-01", "yesterday", "2026-02-30", ""])
def test_a_day_in_the_address_that_makes_no_sense_is_today(client, manager, tom, on):
    client.sign_in(manager)
    assert typed_in(client, f"{page_of(tom)}?on={on}")["assessed_on"] == timezone.localdate()
    assert client.get(ALL, {"on": on}).context["day"] == timezone.localdate()


def test_taking_back_what_was_made_in_error(client, manager, tom):
    actions.assess(stakeholder=tom, on=MARCH, influence=2, by=manager)
    entry = actions.assess(stakeholder=tom, on=timezone.localdate(), influence=5, by=manager)
    client.sign_in(manager)
    for seen in ("", "x", f"{entry.pk}.9", f"{entry.pk}", "999999999999999999.1", "9" * 40):
        page = client.post(page_of(tom), {"take_back": "yes", "seen": seen}, follow=True)
        assert page.status_code == 200
        assert "Nothing was taken back" in text(page)
    assert len(said(tom)) == 2
    page = client.post(page_of(tom), {"take_back": "yes", "seen": entry.mark}, follow=True)
    assert [row[0] for row in said(tom)] == [MARCH]
    assert "is taken back" in text(page)
    assert "took back the assessment of customer “Tom Bexley”" in text(client.get("/projects/CRM1/history/"))


def test_many_in_a_row_saves_only_what_changed(client, manager, tom, office, sponsor):
    actions.assess(stakeholder=office, on=MARCH, influence=2, interest=2, notes="Stays in March.", by=manager)
    client.sign_in(manager)
    page = client.get(ALL)
    assert heading(page) == "How does the team read its customers?"
    assert [str(row.stakeholder) for row in page.context["board"]] == ["Bid office", "Dana Whitfield", "Tom Bexley"]
    typed = rows_in(client)
    assert typed[f"c{office.pk}-influence"] == 2
    typed |= {f"c{office.pk}-influence": "4", f"c{tom.pk}-engagement_now": "neutral"}
    page = client.post(ALL, typed, follow=True)
    assert "2 assessments saved" in text(page)
    today = timezone.localdate()
    assert said(office) == [(MARCH, 2, 2, "", "", "Stays in March."), (today, 4, 2, "", "", "")]
    assert said(tom) == [(today, None, None, "neutral", "", "")]
    # On the same day, the day's own assessment is corrected.
    typed = rows_in(client) | {f"c{tom.pk}-interest": "5"}
    client.post(ALL, typed)
    assert said(tom) == [(today, None, 5, "neutral", "", "")]
    assert Assessment.objects.count() == 3


def test_many_in_a_row_can_be_undone_and_nothing_changed_makes_no_batch(client, manager, tom, office):
    client.sign_in(manager)
    page = client.post(ALL, rows_in(client), follow=True)
    assert "Nothing was changed" in text(page)
    assert not Batch.objects.exists()
    typed = rows_in(client) | {f"c{tom.pk}-interest": "5", f"c{office.pk}-interest": "1"}
    page = client.post(ALL, typed, follow=True)
    batch = Batch.objects.get()
    assert f"/projects/CRM1/changes/{batch.pk}/undo/" in text(page)
    undo(batch, by=manager)
    assert not Assessment.objects.exists()


def test_a_row_that_moved_on_is_refused_with_the_others_unsaved_and_told(client, manager, admin, tom, office):
    typed = rows_in(client.sign_in(manager)) | {f"c{tom.pk}-interest": "5", f"c{office.pk}-interest": "1"}
    actions.assess(stakeholder=tom, on=timezone.localdate(), interest=2, engagement_now="neutral", by=admin)
    page = client.post(ALL, typed)
    assert page.status_code == 409
    message = "Somebody saved meanwhile: interest 2, engagement now Neutral. Saving again keeps what you chose."
    assert [(str(row.title), words) for _, row, words in page.context["board"].errors] == [("Tom Bexley", message)]
    assert not said(office)
    assert not Batch.objects.exists()
    board = page.context["board"]
    again = {row.add_prefix(name): row[name].value() or "" for row in board for name in row.fields}
    assert again[f"c{tom.pk}-interest"] == "5"
    client.post(ALL, again)
    assert said(tom)[0][2:4] == (5, "")
    assert said(office)[0][2] == 1


def test_an_untouched_row_is_left_alone_whatever_others_did(client, manager, admin, tom, office):
    typed = rows_in(client.sign_in(manager)) | {f"c{office.pk}-interest": "1"}
    actions.assess(stakeholder=tom, on=timezone.localdate(), interest=2, by=admin)
    assert client.post(ALL, typed).status_code == 302
    assert said(tom)[0][2] == 2


@pytest.mark.parametrize("value", ["6", "x", "9" * 30])
def test_nonsense_in_a_row_is_refused_at_its_field(client, manager, tom, office, value):
    typed = rows_in(client.sign_in(manager)) | {f"c{tom.pk}-influence": value, f"c{office.pk}-interest": "1"}
    page = client.post(ALL, typed)
    assert page.status_code == 422
    assert [anchor for anchor, _, _ in page.context["board"].errors] == [f"id_c{tom.pk}-influence"]
    assert not Assessment.objects.exists()


def test_emptying_a_row_altogether_is_refused(client, manager, tom):
    actions.assess(stakeholder=tom, on=timezone.localdate(), interest=2, by=manager)
    typed = rows_in(client.sign_in(manager)) | {f"c{tom.pk}-interest": ""}
    page = client.post(ALL, typed)
    assert page.status_code == 422
    assert "Say at least one thing" in text(page)
    assert said(tom)[0][2] == 2


def test_as_of_another_day_many_start_from_what_was_known_then(client, manager, tom):
    actions.assess(stakeholder=tom, on=date(2026, 1, 5), interest=1, by=manager)
    actions.assess(stakeholder=tom, on=timezone.localdate(), interest=5, by=manager)
    url = f"{ALL}?on=2026-03-03"
    typed = rows_in(client.sign_in(manager), url)
    assert typed[f"c{tom.pk}-interest"] == 1
    client.post(url, typed | {f"c{tom.pk}-interest": "3"})
    assert [(row[0], row[2]) for row in said(tom)] == [
        (date(2026, 1, 5), 1), (MARCH, 3), (timezone.localdate(), 5),
    ]  # fmt: skip


@pytest.mark.parametrize("which", ["all", "one"])
def test_who_may_assess(client, which, project, tom, manager, admin, sponsor, customer, pmo, outsider, others):
    url = ALL if which == "all" else page_of(tom)
    mona = others.managers.get()
    people = (manager, admin, sponsor, customer, pmo, outsider, mona)
    assert [client.sign_in(user).get(url).status_code for user in people] == [200, 200, 403, 403, 403, 404, 404]
    posts = [client.sign_in(user).post(url, {"influence": "1"}).status_code for user in people[2:]]
    assert posts == [403, 403, 403, 404, 404]
    assert client.put(url).status_code in (404, 405)
    theirs = make_customer(others, "Theirs", by=admin)
    assert client.sign_in(manager).get(f"/projects/CRM1/customers/{theirs.pk}/assess/").status_code == 404


def test_a_closed_project_is_read_and_not_assessed(client, manager, project, tom):
    actions.assess(stakeholder=tom, on=MARCH, influence=2, interest=4, by=manager)
    projects.move_stage(project=project, verb="close", by=manager)
    client.sign_in(manager)
    assert client.get(ALL).status_code == client.post(page_of(tom)).status_code == 403
    assert "is closed" in text(client.get(page_of(tom)))
    page = text(client.get(tom.get_absolute_url()))
    assert "Keep informed: influence 2, interest 4" in page
    assert "/assess/" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_statements(client, statements, project, manager, number):
    role = Role.objects.get(name="Customer")
    for each in range(number):
        stakeholder = make_customer(project, f"Agent {each}", role.name, by=manager)
        for on in (MARCH, timezone.localdate()):
            actions.assess(stakeholder=stakeholder, on=on, influence=each + 1, notes="n", by=manager)
    client.sign_in(manager)
    for url, wanted in ((ALL, 7), (page_of(stakeholder), 6)):
        with statements(at_most=8) as seen:
            client.get(url)
        assert len(seen) == wanted, url
