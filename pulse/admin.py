"""The pulse for administrators. Rounds, answers and scores are read-only: they are made on the pages."""

from django.contrib import admin

from registry.admin import EntryAdmin, EntryInline, ReadOnly

from .models import Answer, LinkMail, NoMail, PersonalLink, Promise, PulseRound, Score


class NotedAdmin(ReadOnly, EntryAdmin):
    """What somebody asked or said, to look up; it is corrected on the page of its round."""


@admin.register(PulseRound)
class PulseRoundAdmin(NotedAdmin):
    list_display = ["project", "number", "opened_on", "opened_by", "closed_on", "closed_by"]
    list_display_links = ["project", "number"]
    search_fields = ["project__search_text__words"]
    fields = ["project", "number", "opened_on", "opened_by", "closed_on", "closed_by"]
    related = ["project", "opened_by", "closed_by"]
    project_path = "project"


class ScoreInline(ReadOnly, EntryInline):
    model = Score
    verbose_name_plural = "scores by criterion"
    fields = ["criterion", "score", "words"]
    readonly_fields = fields
    related = ["criterion__current_revision", "criterion__stakeholder__party", "answer__round"]


@admin.register(Answer)
class AnswerAdmin(NotedAdmin):
    list_display = ["stakeholder", "round", "project", "state", "score", "channel", "given_by", "heard_on"]
    list_filter = ["state", "channel"]
    search_fields = ["words", "stakeholder__party__search_text__words", "stakeholder__project__key"]
    fields = [
        "stakeholder",
        "round",
        "state",
        "wait_until",
        "score",
        "words",
        "channel",
        "given_by",
        "heard_on",
        "noted_by",
    ]
    related = ["stakeholder__party", "stakeholder__project", "round", "given_by", "noted_by"]
    inlines = [ScoreInline]
    project_path = "stakeholder.project"

    @admin.display(ordering="stakeholder__project__name_key")
    def project(self, answer):
        return answer.stakeholder.project


@admin.register(Score)
class ScoreAdmin(NotedAdmin):
    list_display = ["criterion", "score", "words", "round"]
    search_fields = ["words", "criterion__search_text__words", "answer__stakeholder__party__search_text__words"]
    fields = ["answer", "criterion", "score", "words"]
    related = ["answer__round", "answer__stakeholder__party", "criterion__current_revision"]

    @admin.display(ordering="answer__round__number")
    def round(self, score):
        return score.answer.round


@admin.register(Promise)
class PromiseAdmin(EntryAdmin):
    list_display = ["what", "stakeholder", "project", "owner", "who", "due_on", "done_on", "told_on"]
    search_fields = ["what", "who", "stakeholder__party__search_text__words", "stakeholder__project__key"]
    autocomplete_fields = ["stakeholder", "owner"]
    fixed_fields = ["stakeholder"]
    fields = [
        "stakeholder",
        "what",
        "owner",
        "who",
        "due_on",
        "made_on",
        "done_on",
        "told_on",
        "told_text",
    ]
    readonly_fields = ["told_on", "told_text"]
    related = ["stakeholder__party", "stakeholder__project", "owner"]
    project_path = "stakeholder.project"

    @admin.display(ordering="stakeholder__project__name_key")
    def project(self, promise):
        return promise.stakeholder.project


@admin.register(PersonalLink)
class PersonalLinkAdmin(NotedAdmin):
    """Which links there are; the secret of none can be read here. They are made and withdrawn on their round's page."""

    list_display = ["person", "stakeholder", "round", "made_by", "created_at", "expires_at", "withdrawn_at"]
    search_fields = ["person__search_text__words", "stakeholder__project__key"]
    fields = ["round", "stakeholder", "person", "made_by", "created_at", "expires_at", "withdrawn_at"]
    related = ["round__project", "stakeholder__party", "stakeholder__project", "person", "made_by"]
    project_path = "stakeholder.project"


@admin.register(LinkMail)
class LinkMailAdmin(NotedAdmin):
    """Who was to get a link by mail, and when it went out."""

    list_display = ["stakeholder", "round", "asked_by", "created_at", "sent_at", "reminded_at", "not_before"]
    search_fields = ["stakeholder__party__search_text__words", "stakeholder__project__key"]
    fields = ["round", "stakeholder", "asked_by", "created_at", "sent_at", "reminded_at", "not_before"]
    related = ["round__project", "stakeholder__party", "stakeholder__project", "asked_by"]
    project_path = "stakeholder.project"


@admin.register(NoMail)
class NoMailAdmin(EntryAdmin):
    """Who wants no mail with links. Deleting an entry sends them mail again: only when they say so."""

    list_display = ["person", "noted_by", "created_at"]
    search_fields = ["person__search_text__words"]
    autocomplete_fields = ["person"]
    fixed_fields = ["person"]
    fields = ["person", "noted_by"]
    readonly_fields = ["noted_by"]
    related = ["person", "noted_by"]
