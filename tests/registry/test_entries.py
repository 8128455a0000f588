"""Entries: no save overwrites another, every change is told, every rule is the database's."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, F, Subquery, UniqueConstraint
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Party, RoleAssignment
from projects.models import OrganisationalGoal, Project
from registry.forms import EntryForm, saved, status_of
from registry.history import acting, actor, timeline, tracked_models
from registry.models import Entry, Stale
from tests.cast import make_criterion, make_customer, make_goal, make_pulse, make_surroundings, settle_between
from valuecriteria.models import Justification, Review, Sealed, Theme
from valuecriteria.signing import sign
from valuecriteria.snapshots import snapshot_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(db):
    return Theme.objects.create(name="Speed")


def test_every_save_makes_a_version(theme):
    assert theme.version == 1
    theme.save()
    theme.save(update_fields=["name"])
    assert (theme.version, Theme.objects.get().version) == (3, 3)


def test_the_second_of_two_is_refused_and_writes_nothing(theme):
    mine, theirs = Theme.objects.get(), Theme.objects.get()
    theirs.name = "Theirs"
    theirs.save()
    mine.name = "Mine"
    for save in (mine.save, lambda: mine.save(update_fields=["name"])):
        with pytest.raises(Stale) as refused:
            save()
        assert refused.value.entry is mine
        assert mine.version == 1
    assert Theme.objects.get().name == "Theirs"
    assert Theme.history.count() == 2


def test_saving_what_was_deleted_is_refused(theme):
    gone = Theme.objects.get()
    theme.delete()
    with pytest.raises(Stale):
        gone.save()
    assert not Theme.objects.exists()


def test_the_check_is_the_update_itself(theme):
    with CaptureQueriesContext(connection) as seen:
        theme.save()
    updates = [query["sql"] for query in seen if query["sql"].startswith("UPDATE")]
    assert len(updates) == 1
    assert '"version" = 1' in updates[0].split("WHERE")[1]
    assert not [query for query in seen if query["sql"].startswith("SELECT") and "history" not in query["sql"].lower()]


def test_a_failed_save_leaves_the_version_it_had(theme):
    Theme.objects.create(name="Taken")
    theme.name = "taken"
    with pytest.raises(IntegrityError), transaction.atomic():
        theme.save()
    assert theme.version == 1
    theme.name = "Free"
    theme.save()
    assert theme.version == 2


class ThemeForm(EntryForm):
    class Meta(EntryForm.Meta):
        model = Theme
        fields = ["name"]


def posted(**fields):
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


def test_a_form_without_the_version_is_refused(theme):
    form = ThemeForm(posted(name="Mine"), instance=theme)
    assert not saved(form)
    assert status_of(form) == 422
    assert "without the version" in str(form.errors["version"])
    assert Theme.objects.get().name == "Speed"


@pytest.mark.parametrize("version", ["0", "-1", "abc", "9" * 30, "2"])
def test_a_form_with_another_version_writes_nothing(theme, version):
    form = ThemeForm(posted(name="Mine", version=version), instance=Theme.objects.get())
    assert not saved(form)
    assert Theme.objects.get().name == "Speed"


def test_a_stale_form_shows_both_and_can_be_saved_again(theme):
    opened = posted(name="Mine", version="1")
    theme.name = "Theirs"
    theme.save()
    form = ThemeForm(opened, instance=Theme.objects.get())
    assert not saved(form)
    assert status_of(form) == 409
    assert [(row["label"], row["theirs"], row["yours"]) for row in form.theirs] == [("Name", "Theirs", "Mine")]
    assert (form["name"].value(), form["version"].value()) == ("Mine", "2")
    assert opened["version"] == "1"
    again = ThemeForm(form.data, instance=Theme.objects.get())
    assert saved(again)
    assert Theme.objects.get().name == "Mine"


def test_losing_between_check_and_writing_is_told_the_same(theme):
    form = ThemeForm(posted(name="Mine", version="1"), instance=Theme.objects.get())
    assert form.is_valid()
    theme.name = "Theirs"
    theme.save()
    assert not saved(form)
    assert status_of(form) == 409
    assert Theme.objects.get().name == "Theirs"


def test_a_fresh_form_is_200(theme):
    assert status_of(ThemeForm(instance=theme)) == 200


def told(row):
    return timeline([type(row).history.filter(id=row.pk)]).rows


def test_history_says_who_what_when_and_from_what_to_what(project, manager, theme):
    before = timezone.now()
    with acting(manager):
        theme.name = "Pace"
        theme.save()
    change = told(theme)[0]
    assert (change.by, change.source, change.verb, change.subject) == ("Priya Nair", "form", "changed", "theme “Pace”")
    assert change.changes == [{"field": "name", "label": "name", "old": "Speed", "new": "Pace"}]
    assert before <= change.at <= timezone.now()


def test_history_reads_as_people_do(project, manager, sponsor):
    group = Party.objects.create(name="Sales", kind="group")
    party = sponsor.party
    party.group, party.side = group, "external"
    party.save()
    said = {each["label"]: (each["old"], each["new"]) for each in told(party)[0].changes}
    assert said == {"organisation or group": ("", "Sales"), "internal or external": ("As their group", "External")}


def test_history_of_links_names_what_was_added_and_taken(project, manager):
    goal = OrganisationalGoal.objects.create(name="A known brand")
    with acting(manager, "import"):
        project.organisational_goals.set([goal])
    lines = [(change.source, each["old"], each["new"]) for change in told(project)[:2] for each in change.changes]
    assert sorted(lines) == [("import", "", "A known brand"), ("import", "More revenue", "")]


def test_a_save_that_changed_nothing_is_not_told(theme):
    theme.save()
    assert [change.verb for change in told(theme)] == ["added"]


def test_deleting_is_told(theme, manager):
    pk = theme.pk
    with acting(manager):
        theme.delete()
    change = timeline([Theme.history.filter(id=pk)]).rows[0]
    assert (change.verb, change.by) == ("deleted", "Priya Nair")


def test_the_source_is_the_one_under_way(manager, theme):
    with acting(manager, "admin"), acting(manager):
        theme.save()
    assert Theme.history.latest().source == "admin"
    with acting(AnonymousUser()):
        assert actor() is None


def test_every_entry_keeps_history_with_its_own_columns():
    columns = {"in_project", "source", "subject", "changes"}
    for model in tracked_models():
        assert issubclass(model, Entry)
        assert columns <= {field.name for field in model.history.model._meta.concrete_fields}


# --- what the database itself refuses -------------------------------------------------------------------------------


@pytest.fixture
def rows(project, manager, sponsor, customer):
    """One row of every model, by its label."""
    from customers import actions as customers
    from valuecriteria import actions as criteria

    goal = make_goal(project)
    stakeholder = project.stakeholders.get(party__user=customer)
    theme = criteria.find_or_make_theme(name="Speed", by=manager)
    criterion = make_criterion(stakeholder, by=manager, confirmed=True, theme=theme)
    criteria.align(criterion=criterion, goal=goal, effect="weak", by=manager)
    criteria.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
    group = make_customer(project, "Sales", kind="group", by=manager)
    customers.name_representative(stakeholder=group, person=stakeholder.party, by=manager)
    settle_between(criterion, make_criterion(group, "Not so fast.", by=manager), by=sponsor)
    Justification.objects.create(goal=goal, reason="The board wants it.")
    Justification.objects.create(criterion=criterion, reason="It costs nothing.")
    sign(project=project, seen=snapshot_of(project), comment="", by=sponsor)
    make_surroundings(stakeholder, group)
    make_pulse(criterion, by=manager)
    return {model: model._base_manager.order_by("pk").last() for model in tracked_models()}


def checks():
    for model in tracked_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                yield pytest.param(model, constraint, id=constraint.name)


# For each kind of rule, by the ending of its name: (column, a value that breaks it), found from the name.
BREAKS = {
    "_length": lambda field: "x" * (field.max_length + 1),
    "_known": lambda field: "zz",
    "_given": lambda field: "",
}
OTHERS = {
    "customers_party_not_in_itself": {"group": F("id")},
    "customers_party_login_is_person": {"kind": "group", "user": 1},
    "customers_assignment_ends_after_start": {"to_on": "1999-01-01"},
    "customers_representation_ends_after_start": {"to_on": "1999-01-01"},
    "customers_stakeholder_declared_with_reason": {"is_declared_customer": True, "why": ""},
    "customers_assessment_influence_1_to_5": {"influence": 6},
    "customers_assessment_interest_1_to_5": {"interest": 0},
    "customers_notthesame_in_order": {"first": F("second")},
    "customers_speaksfor_others": {"spoken_for": F("speaker")},
    "customers_teammember_ends_after_start": {"to_on": "1999-01-01"},
    "customers_teammember_provider_seconds": {"is_seconded": False},
    "customers_teammember_not_own_provider": {"provider": F("person")},
    "pulse_answer_heard_with_score": {"score": None},
    "pulse_answer_score_1_to_10": {"score": 11},
    "pulse_answer_state_known": {"state": "zz", "score": None, "words": "", "channel": ""},
    "pulse_answer_wait_until_bounds": {
        "state": "waiting",
        "wait_until": "9999-12-31",
        "score": None,
        "words": "",
        "channel": "",
    },
    "pulse_answer_waits_until": {"wait_until": "2026-01-01"},
    "pulse_promise_one_source": {"review": Subquery(Review.objects.values("pk")[:1])},
    "pulse_promise_somebodys": {"who": "Somebody else"},
    "pulse_promise_told_when_done": {"done_on": None},
    "pulse_promise_told_whole": {"told_text": ""},
    "pulse_round_closes_after_opening": {"closed_on": "2001-01-01"},
    "pulse_score_1_to_10": {"score": 0},
    "pulse_score_says_something": {"score": None, "words": ""},
    "projects_project_ends_after_start": {"starts_on": "2026-02-01", "ends_on": "2026-01-01"},
    "valuecriteria_revision_put_forward_whole": {"put_forward_at": timezone.now(), "put_forward_by": None},
    "valuecriteria_baseline_number_from_1": {"number": 0},
    "valuecriteria_baseline_holds_something": {"criterion_count": 0},
    "valuecriteria_conflict_in_order": {"other": F("one")},
    "valuecriteria_criterion_importance_1_to_5": {"importance": 6},
    "valuecriteria_criterion_service_names_none": {"kind": "service", "deliverable": 1},
    "valuecriteria_criterion_outcome_whole": {"outcome": "met"},
    "valuecriteria_justification_of_one": {"goal": None, "criterion": None},
    "valuecriteria_review_change_with_comment": {"decision": "ask", "comment": ""},
}


def breaking(model, name):
    if name in OTHERS:
        values = dict(OTHERS[name])
        if values.get("user") == 1:
            from tests.cast import make_user

            values["user"] = make_user("Fresh Login")
        return [values]
    column = name.removeprefix(f"{model._meta.app_label}_{model._meta.model_name}_")
    if column.endswith("_bounds"):
        # An end in 1899 also comes before its start, and either rule may be the one that is named.
        days = ["2201-01-01", "9999-12-31"] + ([] if column.startswith("to_on") else ["1899-12-31"])
        return [{column.removesuffix("_bounds"): day} for day in days]
    for ending, value in BREAKS.items():
        if column.endswith(ending):
            field = model._meta.get_field(column.removesuffix(ending))
            return [{field.name: value(field)}]
    raise AssertionError(f"say in OTHERS what breaks {name}")


@pytest.mark.parametrize(("model", "constraint"), list(checks()))
def test_the_database_refuses(rows, model, constraint, db_engine):
    row = rows[model]
    for values in breaking(model, constraint.name):
        with pytest.raises(Exception) as refused, transaction.atomic():  # noqa: PT011 - too long a text is DataError there
            write(model, row, values)
        assert type(refused.value).__name__ in ("IntegrityError", "DataError"), refused.value
        # What PostgreSQL's column type refuses first is refused by name on SQLite.
        assert constraint.name in str(refused.value) or type(refused.value).__name__ == "DataError"


def write(model, row, values):
    """Give a row these values. What is sealed is written once, so there they come with another row."""
    if issubclass(model, Sealed):
        copy = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
        model._base_manager.bulk_create([model(**copy | {"id": None, "number": row.number + 1} | values)])
    else:
        model._base_manager.filter(pk=row.pk).update(**values)


def uniques():
    for model in tracked_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                yield pytest.param(model, constraint.fields, id=constraint.name)
        for field in model._meta.concrete_fields:
            if field.unique and not field.primary_key:
                yield pytest.param(model, [field.name], id=f"{model._meta.label}.{field.name}")


@pytest.mark.parametrize(("model", "fields"), list(uniques()))
def test_the_database_refuses_twice_the_same(rows, model, fields):
    row = rows[model]
    if model is RoleAssignment:
        row = RoleAssignment.objects.get(is_accountable=True)
    if model is Party:
        row = Party.objects.filter(user__isnull=False).first()
    if model is Justification:
        row = Justification.objects.get(**{f"{fields[0]}__isnull": False})
    again = model(**{field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields})
    again.pk = None
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and field.name not in fields:
            setattr(again, field.attname, None if field.null else f"other {field.name}"[: field.max_length])
    with pytest.raises(IntegrityError), transaction.atomic():
        model._base_manager.bulk_create([again])


def test_a_project_without_dates_or_with_the_outermost_is_fine(project):
    for start, end in [(None, None), ("1900-01-01", "2200-12-31")]:
        Project.objects.filter(pk=project.pk).update(starts_on=start, ends_on=end)


def test_a_breach_is_a_sentence_for_people(project):
    project.starts_on, project.ends_on = timezone.localdate(), timezone.localdate().replace(year=2020)
    with pytest.raises(ValidationError, match="The project ends before it starts"):
        project.full_clean()
