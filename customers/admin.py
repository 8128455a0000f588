"""People and groups, their parts in projects, and the vocabulary of roles, for administrators."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from projects.models import Project
from registry.admin import EntryAdmin, EntryAdminForm, EntryInline, EntryInlineFormSet, project_of

from .models import (
    Assessment,
    DeclinedProvider,
    NotTheSame,
    Party,
    Recipient,
    Representation,
    Role,
    RoleAssignment,
    SpeaksFor,
    Stakeholder,
    TeamMember,
)


class PartyForm(EntryAdminForm):
    def clean_kind(self):
        kind = self.cleaned_data["kind"]
        if self.instance.pk and kind == Party.Kind.PERSON and self.instance.members.exists():
            raise ValidationError("It has members, so it is a group. Move them to another group first.")
        if self.instance.pk and kind == Party.Kind.GROUP and self.instance.represents.exists():
            raise ValidationError("They represent a group, so they are a person.")
        return kind


@admin.register(Party)
class PartyAdmin(EntryAdmin):
    form = PartyForm
    list_display = ["name", "kind", "title", "group", "email", "is_external"]
    list_filter = ["kind", "is_external"]
    search_fields = ["search_text__words"]
    autocomplete_fields = ["group", "user"]
    readonly_fields = ["is_external"]
    fields = ["kind", "name", "title", "email", "phone", "group", "side", "is_external", "user"]
    related = ["group", "user"]


@admin.register(Role)
class RoleAdmin(EntryAdmin):
    """Renamed, added and taken out of the offer at will; the well-known kinds stay, because rules hang on them."""

    list_display = ["name", "kind", "counts_as_customer", "is_offered", "position"]
    list_filter = ["kind", "counts_as_customer", "is_offered"]
    search_fields = ["name"]
    fields = ["name", "kind", "description", "counts_as_customer", "position", "is_offered"]
    fixed_fields = ["kind"]

    def has_delete_permission(self, request, obj=None):
        """A role of a well-known kind is not deleted (untick "offered" instead): sponsors are found by it, for one."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.kind == Role.Kind.OTHER)


class PeriodForm(EntryAdminForm):
    """A row with days, whose rules look at the other rows of its project: asked again when nobody else writes there."""

    def check_rules(self):
        project = project_of(self.instance, self.project_path)
        if project is not None:
            list(Project.objects.select_for_update(no_key=True).filter(pk=project.pk))
            try:
                self.instance.clean()
            except ValidationError as error:
                self._update_errors(error)
        super().check_rules()


class AssignmentForm(PeriodForm):
    project_path = "stakeholder.project"

    def clean(self):
        cleaned = super().clean()
        role = cleaned.get("role") or getattr(self.instance, "role", None)
        if cleaned.get("is_accountable") and role is not None and role.kind != Role.Kind.SPONSOR:
            self.add_error("is_accountable", "Only a sponsor answers for a project.")
        return cleaned

    def check_rules(self):
        # As save() will: the rule "one accountable sponsor in a project" is about this column.
        self.instance.project_id = self.instance.stakeholder.project_id
        super().check_rules()


class AssignmentFormSet(EntryInlineFormSet):
    def clean(self):
        super().clean()
        declared = self.instance.is_declared_customer
        if (
            not declared
            and not any(form.is_valid() and self.counts(form) for form in self.forms)
            and not self.errors_in()
        ):
            raise ValidationError("Give them at least one role, or tick that they are a customer whatever the roles.")

    def errors_in(self):
        return any(self.errors)


class AssignmentInline(EntryInline):
    model = RoleAssignment
    form = AssignmentForm
    formset = AssignmentFormSet
    fields = ["role", "from_on", "to_on", "is_accountable"]
    autocomplete_fields = ["role"]
    related = ["role", "stakeholder__party", "stakeholder__project"]


class RepresentationForm(PeriodForm):
    project_path = "stakeholder.project"

    def check_rules(self):
        super().check_rules()
        party = getattr(self.instance.stakeholder, "party", None)
        if not self.instance.stakeholder_id and party and not party.is_group:
            # The model says so too, but only of a part that has been saved.
            self.add_error(None, "Only a group takes a representative; a person speaks for themselves.")


class RepresentationInline(EntryInline):
    model = Representation
    form = RepresentationForm
    fields = ["person", "from_on", "to_on"]
    autocomplete_fields = ["person"]
    related = ["person", "stakeholder__party", "stakeholder__project"]


@admin.register(Stakeholder)
class StakeholderAdmin(EntryAdmin):
    list_display = ["party", "project", "is_declared_customer", "relationship_owner", "updated_at"]
    list_filter = ["is_declared_customer", "no_own_benefit"]
    search_fields = ["party__search_text__words", "project__key"]
    autocomplete_fields = ["project", "party", "relationship_owner"]
    fields = [
        "project",
        "party",
        "is_declared_customer",
        "why",
        "no_own_benefit",
        "communication",
        "relationship_owner",
    ]
    fixed_fields = ["project", "party"]
    related = ["project", "party", "relationship_owner__person"]
    inlines = [AssignmentInline, RepresentationInline]
    project_path = "project"


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(EntryAdmin):
    form = AssignmentForm
    list_display = ["stakeholder", "role", "project", "from_on", "to_on", "is_accountable"]
    list_filter = ["is_accountable", "role__kind"]
    search_fields = ["stakeholder__party__search_text__words", "project__key", "role__name"]
    autocomplete_fields = ["stakeholder", "role"]
    fields = ["stakeholder", "role", "from_on", "to_on", "is_accountable"]
    fixed_fields = ["stakeholder", "role"]
    related = ["stakeholder__party", "stakeholder__project", "role", "project"]
    project_path = "stakeholder.project"


@admin.register(Representation)
class RepresentationAdmin(EntryAdmin):
    form = RepresentationForm
    list_display = ["stakeholder", "person", "project", "from_on", "to_on"]
    search_fields = ["stakeholder__party__search_text__words", "person__search_text__words"]
    autocomplete_fields = ["stakeholder", "person"]
    fields = ["stakeholder", "person", "from_on", "to_on"]
    fixed_fields = ["stakeholder"]
    related = ["stakeholder__party", "stakeholder__project", "person"]
    project_path = "stakeholder.project"

    @admin.display(ordering="stakeholder__project__name_key")
    def project(self, representation):
        return representation.stakeholder.project


@admin.register(TeamMember)
class TeamMemberAdmin(EntryAdmin):
    form = PeriodForm
    list_display = ["person", "project", "discipline", "is_seconded", "provider", "from_on", "to_on"]
    list_filter = ["is_seconded"]
    search_fields = ["person__search_text__words", "project__key"]
    autocomplete_fields = ["project", "person", "home_group", "provider"]
    fields = ["project", "person", "discipline", "home_group", "is_seconded", "provider", "from_on", "to_on"]
    fixed_fields = ["project", "person"]
    related = ["project", "person", "home_group", "provider"]
    project_path = "project"


@admin.register(DeclinedProvider)
class DeclinedProviderAdmin(EntryAdmin):
    list_display = ["party", "project", "updated_at"]
    search_fields = ["party__search_text__words", "project__key"]
    autocomplete_fields = ["project", "party"]
    fields = ["project", "party"]
    fixed_fields = ["project", "party"]
    related = ["project", "party"]
    project_path = "project"


@admin.register(Assessment)
class AssessmentAdmin(EntryAdmin):
    list_display = ["stakeholder", "project", "assessed_on", "influence", "interest", "engagement_now"]
    search_fields = ["stakeholder__party__search_text__words", "stakeholder__project__key"]
    autocomplete_fields = ["stakeholder"]
    fields = [
        "stakeholder",
        "assessed_on",
        "influence",
        "interest",
        "engagement_now",
        "engagement_wanted",
        "strategy",
        "notes",
    ]
    fixed_fields = ["stakeholder"]
    related = ["stakeholder__party", "stakeholder__project"]
    project_path = "stakeholder.project"

    @admin.display(ordering="stakeholder__project__name_key")
    def project(self, assessment):
        return assessment.stakeholder.project


@admin.register(Recipient)
class RecipientAdmin(EntryAdmin):
    list_display = ["deliverable", "stakeholder", "project"]
    search_fields = ["deliverable__name", "stakeholder__party__search_text__words"]
    autocomplete_fields = ["deliverable", "stakeholder"]
    fields = ["deliverable", "stakeholder"]
    fixed_fields = ["deliverable", "stakeholder"]
    related = ["deliverable__project", "stakeholder__party"]
    project_path = "deliverable.project"

    @admin.display(ordering="deliverable__project__name_key")
    def project(self, recipient):
        return recipient.deliverable.project


@admin.register(SpeaksFor)
class SpeaksForAdmin(EntryAdmin):
    list_display = ["speaker", "spoken_for", "project"]
    search_fields = ["speaker__party__search_text__words", "spoken_for__party__search_text__words"]
    autocomplete_fields = ["speaker", "spoken_for"]
    fields = ["speaker", "spoken_for"]
    fixed_fields = ["speaker", "spoken_for"]
    related = ["speaker__party", "speaker__project", "spoken_for__party"]
    project_path = "speaker.project"

    @admin.display(ordering="speaker__project__name_key")
    def project(self, speaks):
        return speaks.speaker.project


@admin.register(NotTheSame)
class NotTheSameAdmin(EntryAdmin):
    list_display = ["first", "second", "updated_at"]
    search_fields = ["first__search_text__words", "second__search_text__words"]
    autocomplete_fields = ["first", "second"]
    fields = ["first", "second"]
    fixed_fields = ["first", "second"]
    related = ["first", "second"]
