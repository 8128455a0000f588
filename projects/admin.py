"""Projects, their goals and the organisation's goals, for administrators."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max

from registry.admin import EntryAdmin, EntryAdminForm, EntryInline

from .actions import NO_MANAGER, NO_PURPOSE
from .models import Deliverable, Goal, OrganisationalGoal, Project, Stage


class GoalForm(EntryAdminForm):
    project_path = "project"

    def save(self, commit=True):
        if self.instance._state.adding:
            last = self.instance.project.goals.aggregate(last=Max("number"))["last"]
            self.instance.number = (last or 0) + 1
        return super().save(commit)


class GoalInline(EntryInline):
    model = Goal
    form = GoalForm
    fields = ["number", "statement", "measure", "target"]
    readonly_fields = ["number"]
    project_path = "project"


class ProjectForm(EntryAdminForm):
    def clean(self):
        cleaned = super().clean()
        if self.instance.stage != Stage.PROPOSED and not cleaned.get("organisational_goals"):
            self.add_error("organisational_goals", ValidationError(NO_PURPOSE))
        if not cleaned.get("managers"):
            self.add_error("managers", ValidationError(NO_MANAGER))
        return cleaned


@admin.register(OrganisationalGoal)
class OrganisationalGoalAdmin(EntryAdmin):
    list_display = ["name", "updated_at"]
    search_fields = ["name"]


@admin.register(Project)
class ProjectAdmin(EntryAdmin):
    form = ProjectForm
    list_display = ["key", "name", "stage", "status", "starts_on", "ends_on"]
    list_display_links = ["key", "name"]
    list_filter = ["stage", "status"]
    search_fields = ["search_text__words"]
    autocomplete_fields = ["organisational_goals", "managers"]
    readonly_fields = ["stage", "stage_since"]
    fieldsets = [
        (None, {"fields": ["key", "name", "benefit", "organisational_goals", "managers"]}),
        (
            "How it stands",
            {
                "fields": ["stage", "stage_since", "status", "status_note", "rhythm", "starts_on", "ends_on"],
                "description": "The stage moves by the buttons on the project's own page.",
            },
        ),
    ]
    inlines = [GoalInline]
    project_path = ""


@admin.register(Goal)
class GoalAdmin(EntryAdmin):
    form = GoalForm
    list_display = ["project", "number", "statement", "target"]
    list_display_links = ["statement"]
    search_fields = ["statement", "project__search_text__words"]
    autocomplete_fields = ["project", "organisational_goals"]
    readonly_fields = ["number"]
    fields = ["project", "number", "statement", "measure", "target", "organisational_goals"]
    fixed_fields = ["project"]
    related = ["project"]
    project_path = "project"


@admin.register(Deliverable)
class DeliverableAdmin(EntryAdmin):
    list_display = ["name", "project", "due_on"]
    search_fields = ["name", "project__search_text__words"]
    autocomplete_fields = ["project", "goals"]
    fields = ["project", "name", "description", "due_on", "handed_over_on", "goals"]
    fixed_fields = ["project"]
    related = ["project"]
    project_path = "project"
