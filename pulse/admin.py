"""The pulse for administrators. Rounds, answers and scores are read-only: they are made on the pages."""

from django.contrib import admin

from registry.admin import EntryAdmin, EntryInline, ReadOnly

from .models import Answer, Promise, PulseRound, Score


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
