"""Value criteria for administrators. Wordings and decisions are read-only: they are made on the pages."""

from django import forms
from django.contrib import admin

from registry.admin import EntryAdmin, EntryAdminForm, EntryInline, ReadOnly

from . import actions
from .models import (
    Alignment,
    Baseline,
    Confirmation,
    ConflictDecision,
    Justification,
    Review,
    Revision,
    Theme,
    ValueCriterion,
)
from .models.revisions import LONGEST_STATEMENT


@admin.register(Theme)
class ThemeAdmin(EntryAdmin):
    list_display = ["name", "updated_at"]
    search_fields = ["name_key", "name"]


class RevisionInline(ReadOnly, EntryInline):
    model = Revision
    verbose_name_plural = "wordings (a new one is written on the criterion's own page)"
    fields = ["number", "statement", "written_by", "written_at", "put_forward_by", "put_forward_at"]
    readonly_fields = fields
    related = ["written_by", "put_forward_by", "criterion__stakeholder__party"]


class AlignmentInline(EntryInline):
    model = Alignment
    fields = ["goal", "effect", "reason"]
    autocomplete_fields = ["goal"]
    related = ["goal__project"]


class CriterionForm(EntryAdminForm):
    statement = forms.CharField(
        label="In their words", max_length=LONGEST_STATEMENT, widget=forms.Textarea(attrs={"class": "vLargeTextField"})
    )


@admin.register(ValueCriterion)
class ValueCriterionAdmin(EntryAdmin):
    form = CriterionForm
    list_display = ["words", "stakeholder", "project", "kind", "importance", "state", "due_on"]
    list_filter = ["kind", "importance", "outcome"]
    search_fields = ["search_text__words", "stakeholder__party__search_text__words", "stakeholder__project__key"]
    autocomplete_fields = ["stakeholder", "theme", "deliverable"]
    fixed_fields = ["stakeholder"]
    related = ["current_revision", "stakeholder__party", "stakeholder__project", "theme"]
    project_path = "stakeholder.project"
    inlines = [RevisionInline, AlignmentInline]

    def get_queryset(self, request):
        return super().get_queryset(request).with_facts()

    def get_fields(self, request, obj=None):
        facts = ["why", "how", "kind", "importance", "theme", "measure", "baseline", "target", "due_on", "deliverable"]
        if obj is None:
            return ["stakeholder", "statement", *facts]
        return ["stakeholder", "words", "state", *facts, "outcome", "outcome_reason"]

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "words", "state", "outcome", "outcome_reason"] if obj is not None else fixed

    def get_form(self, request, obj=None, change=False, **kwargs):
        # The words of a criterion are typed once; from then on they are revised where customer and sponsor see it.
        form = super().get_form(request, obj, change, **kwargs)
        if obj is not None:
            form.declared_fields.pop("statement", None)
            form.base_fields.pop("statement", None)
        return form

    def get_inlines(self, request, obj):
        return self.inlines if obj is not None else []

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            actions.capture(criterion=obj, statement=form.cleaned_data["statement"], by=request.user)

    @admin.display(description="in their words")
    def words(self, criterion):
        return str(criterion)

    @admin.display(ordering="stakeholder__project__name_key")
    def project(self, criterion):
        return criterion.stakeholder.project

    @admin.display(ordering="state_name")
    def state(self, criterion):
        return criterion.state.label


@admin.register(Alignment)
class AlignmentAdmin(EntryAdmin):
    list_display = ["criterion", "goal", "effect", "reason"]
    list_filter = ["effect"]
    search_fields = ["criterion__search_text__words", "goal__statement", "goal__project__key"]
    autocomplete_fields = ["criterion", "goal"]
    fields = ["criterion", "goal", "effect", "reason"]
    fixed_fields = ["criterion", "goal"]
    related = ["criterion__current_revision", "criterion__stakeholder__party", "goal__project"]
    project_path = "goal.project"


class DecisionAdmin(ReadOnly, EntryAdmin):
    """What somebody decided, to look up; the page it was decided on is where it is decided again."""


@admin.register(Revision)
class RevisionAdmin(DecisionAdmin):
    list_display = ["statement", "number", "customer", "written_by", "written_at", "put_forward_at"]
    search_fields = ["statement", "criterion__stakeholder__party__search_text__words"]
    fields = ["criterion", "number", "statement", "written_by", "written_at", "put_forward_by", "put_forward_at"]
    related = [
        "criterion__current_revision",
        "criterion__stakeholder__party",
        "criterion__stakeholder__project",
        "written_by",
        "put_forward_by",
    ]

    @admin.display(ordering="criterion__stakeholder__party__name_key")
    def customer(self, revision):
        return revision.criterion.stakeholder


@admin.register(Confirmation)
class ConfirmationAdmin(DecisionAdmin):
    list_display = ["revision", "said_by", "how", "on", "noted_by"]
    list_filter = ["how"]
    search_fields = ["said_by", "revision__statement"]
    fields = ["revision", "said_by", "how", "on", "noted_by"]
    related = ["revision__criterion__stakeholder__party", "noted_by"]


@admin.register(ConflictDecision)
class ConflictDecisionAdmin(DecisionAdmin):
    list_display = ["one", "other", "outcome", "reason", "decided_by", "decided_at"]
    list_filter = ["outcome"]
    search_fields = ["reason", "one__search_text__words", "other__search_text__words", "decided_by__name"]
    fields = ["one", "one_revision", "other", "other_revision", "outcome", "reason", "decided_by", "decided_at"]
    related = [
        "one__current_revision",
        "one__stakeholder__party",
        "one__stakeholder__project",
        "other__current_revision",
        "other__stakeholder__party",
        "one_revision__criterion__stakeholder__party",
        "other_revision__criterion__stakeholder__party",
        "decided_by",
    ]


@admin.register(Review)
class ReviewAdmin(DecisionAdmin):
    list_display = ["revision", "decision", "comment", "decided_by", "decided_at"]
    list_filter = ["decision"]
    search_fields = ["comment", "revision__statement", "decided_by__name"]
    fields = ["revision", "decision", "comment", "decided_by", "decided_at"]
    related = ["revision__criterion__stakeholder__party", "decided_by"]


@admin.register(Baseline)
class BaselineAdmin(DecisionAdmin):
    list_display = ["number", "project", "signed_by", "signed_at", "criterion_count"]
    search_fields = ["comment", "project__search_text__words", "signed_by__name"]
    fields = ["project", "number", "signed_by", "signed_at", "comment", "criterion_count"]
    related = ["project", "signed_by"]
    project_path = "project"


@admin.register(Justification)
class JustificationAdmin(DecisionAdmin):
    list_display = ["reason", "goal", "criterion", "noted_by", "noted_at"]
    search_fields = ["reason", "goal__statement", "criterion__search_text__words"]
    fields = ["goal", "criterion", "reason", "noted_by", "noted_at"]
    related = ["goal", "criterion__current_revision", "noted_by"]
