"""Entries: no save overwrites another, every change is told, every rule is the database's."""

from datetime import date

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Party
from projects.models import OrganisationalGoal, Project
from registry.forms import EntryForm, Form, saved, status_of
from registry.history import acting, actor, tracked_models
from registry.models import Entry, Stale
from registry.timeline import timeline
from valuecriteria.models import Theme

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
        with pytest.raises(Stale) as refused, transaction.atomic():
            save()
        assert refused.value.entry is mine
        assert mine.version == 1
    assert Theme.objects.get().name == "Theirs"
    assert Theme.history.count() == 2


def test_saving_what_was_deleted_is_refused(theme):
    gone = Theme.objects.get()
    theme.delete()
    with pytest.raises(Stale), transaction.atomic():
        gone.save()
    assert not Theme.objects.exists()


def test_all_checks_are_asked_in_one_statement_and_each_only_when_one_refuses(statements):
    project = Project(key="CRM1", name="Customer management", starts_on=date(2026, 5, 1), ends_on=date(2026, 6, 1))
    with statements(at_most=3) as asked:  # a savepoint, all eleven checks, its release
        project.validate_constraints()
    assert sum("_check" in query["sql"] for query in asked) == 1
    project.stage, project.ends_on = "nonsense", date(2026, 4, 1)
    with pytest.raises(ValidationError) as refused:
        project.validate_constraints()
    assert len(refused.value.messages) == 2
    project.validate_constraints(exclude={"stage", "ends_on"})  # what a form has refused already is not asked again


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


def test_a_project_without_dates_or_with_the_outermost_is_fine(project):
    for start, end in [(None, None), ("1900-01-01", "2200-12-31")]:
        Project.objects.filter(pk=project.pk).update(starts_on=start, ends_on=end)


def test_a_breach_is_a_sentence_for_people(project):
    project.starts_on, project.ends_on = timezone.localdate(), timezone.localdate().replace(year=2020)
    with pytest.raises(ValidationError, match="The project ends before it starts"):
        project.full_clean()


def test_sessions_that_are_over_go_in_one_statement(statements):
    """Whoever listens to every deletion makes Django read what it deletes, row by row."""
    for name in "abc":
        Session.objects.create(session_key=name, session_data="", expire_date=timezone.now())
    with statements(at_most=1):
        assert Session.objects.all().delete()[0] == 3


def test_what_is_needed_is_said_at_its_field_and_of_what_nobody_sees_by_its_name():
    class Seen(Form):
        name = forms.CharField(label="Who is it?")
        choice = forms.IntegerField(widget=forms.HiddenInput)

    assert Seen({}).errors == {"name": ["This is needed"], "choice": ["Choice: This is needed"]}
