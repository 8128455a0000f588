"""Registers on their way in, for administrators: what lies there, since when, and the way to throw it away.

What is in the file stays with whoever chose it.
"""

from django.contrib import admin

from registry.admin import RegisterAdmin

from .models import Reading, Upload


class ToThrowAway:
    """Nothing to add or to change: the pages do that."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Upload)
class UploadAdmin(ToThrowAway, RegisterAdmin):
    list_display = ("__str__", "project", "by", "state", "made_at")
    list_filter = ("state",)
    list_select_related = ("project", "by")
    search_fields = ("name",)
    fields = ("name", "project", "by", "made_at", "state", "message", "doing", "done", "total", "beat_at", "batch")
    ordering = ("-made_at", "-pk")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("project", "by", "batch").defer("content", "findings")


@admin.register(Reading)
class ReadingAdmin(ToThrowAway, RegisterAdmin):
    list_display = ("header_set", "by", "used_at")
    list_select_related = ("by",)
    fields = ("header_set", "by", "fields", "used_at")
    ordering = ("-used_at", "-pk")
