"""The admin over the register: the same lock, rules and history as the pages, and lists whose cost does not grow.

`RegisterAdmin` bounds what a page of the admin costs and what it takes from an address or a search box; `EntryAdmin`
adds what entries have: a version, a history, a project that may be closed. `EntryInline` is the same in another's page.
"""

from functools import cached_property, reduce
from itertools import groupby

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects, flatten_fieldsets, get_fields_from_path, quote, unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction
from django.db.models import F, ProtectedError, UniqueConstraint, Value
from django.forms.models import BaseInlineFormSet
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from .forms import LARGEST_KEY, WITHOUT_VERSION, EntryForm
from .models import Stale
from .paging import COUNT_CAP
from .search import FoldedField
from .timeline import timeline

LONGEST_SEARCH = 200
NAMES_SHOWN = 20
MOST_LINES = 200


class CappedPaginator(Paginator):
    """Counts no further than the lists of the pages do: nobody turns to page 21, they search."""

    @cached_property
    def count(self):
        return self.object_list.order_by()[: COUNT_CAP + 1].count()


class NullsLastChangeList(ChangeList):
    """Sorted the same on both engines: what is empty comes last, whichever way."""

    def get_ordering(self, request, queryset):
        return [self.nulls_last(each) for each in super().get_ordering(request, queryset)]

    def nulls_last(self, ordering):
        if not isinstance(ordering, str):
            return ordering
        name = ordering.lstrip("-")
        field = next((field for field in self.opts.concrete_fields if field.name == name), None)
        if field is None or not field.null or field.is_relation:
            return ordering
        return F(name).desc(nulls_last=True) if ordering.startswith("-") else F(name).asc(nulls_last=True)


class KnownChoices:
    """An autocomplete that draws what is chosen without asking the database again, and survives nonsense as a key."""

    known = {}  # {key: object}, set by the form from the row it shows

    def optgroups(self, name, value, attr=None):
        keys = [str(key) for key in value if is_key(key)]
        if not all(key in self.known for key in keys):
            found = self.choices.queryset.filter(pk__in=keys)
            self.known = {**self.known, **{str(each.pk): each for each in found}}
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        for key in keys:
            if key in self.known:
                label = self.choices.field.label_from_instance(self.known[key])
                options.append(self.create_option(name, key, label, True, len(options)))
        return [(None, options, 0)]


def is_key(value):
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) <= 19 and int(text) <= LARGEST_KEY


class Autocomplete(KnownChoices, AutocompleteSelect):
    pass


class AutocompleteSeveral(KnownChoices, AutocompleteSelectMultiple):
    pass


class BoundedFields:
    """For admins and inlines: people, groups, projects and criteria are searched, never listed in a select."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Autocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = AutocompleteSeveral(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class RegisterAdmin(BoundedFields, admin.ModelAdmin):
    """Lists of 50 whose statements do not grow with the rows, and clear answers to nonsense in an address."""

    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    related = ()  # what a name of these rows needs, fetched along with them everywhere

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.related)

    def get_changelist(self, request, **kwargs):
        return NullsLastChangeList

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def lookup_allowed(self, lookup, value, request):
        """Only what the filters of the list make; Django would let patterns and lists of keys through."""
        for name in self.get_list_filter(request):
            if lookup == f"{name}__id__exact":
                return is_key(value)
            if lookup == f"{name}__isnull":
                return True
            if lookup in {f"{name}__exact", f"{name}__gte", f"{name}__lt"}:
                return not get_fields_from_path(self.model, name)[-1].is_relation
        return False

    def response_action(self, request, queryset):
        if not all(is_key(key) for key in request.POST.getlist("_selected_action")):
            self.message_user(request, "Some of the rows chosen do not exist. Choose again.", messages.WARNING)
            return None
        return super().response_action(request, queryset)

    def get_deleted_objects(self, objs, request):
        """What goes along, in numbers and with the first names of each kind; Django names all, one statement each."""
        collector = NestedObjects(using=DEFAULT_DB_ALIAS, origin=objs)
        collector.collect(objs)
        roots = set(objs)
        forbidden, shown, numbers = set(), [], {}
        for model, rows in collector.model_objs.items():
            numbers[model._meta.verbose_name_plural] = len(rows)
            manager = self.admin_site._registry.get(model)
            if manager is not None:
                asked = rows & roots or {None}
                if not all(manager.has_delete_permission(request, row) for row in asked):
                    forbidden.add(model._meta.verbose_name)
            if not model._meta.auto_created:
                shown.append(self.named(request, model, rows))
        return shown, numbers, forbidden, self.protected(request, collector.protected)

    def protected(self, request, rows):
        by_model = sorted(rows, key=lambda row: row._meta.label)
        return [self.named(request, model, set(group)) for model, group in groupby(by_model, key=type)]

    def named(self, request, model, rows):
        """'3 roles of customers: A, B, C' with links, at most 20 names, in one statement."""
        manager = self.admin_site._registry.get(model)
        first = sorted(rows, key=lambda row: row.pk)[:NAMES_SHOWN]
        if manager is not None:
            first = manager.get_queryset(request).filter(pk__in=[row.pk for row in first]).order_by("pk")
        more = len(rows) - NAMES_SHOWN
        words = model._meta.verbose_name if len(rows) == 1 else model._meta.verbose_name_plural
        title = f"{len(rows)} {words}" + (f", the first {NAMES_SHOWN}" if more > 0 else "")
        return format_html("{}<ul>{}</ul>", title, format_names(first, manager))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """As Django's, with 409 and both versions when somebody was quicker, and 422 for errors to put right."""
        response = super().render_change_form(request, context, add, change, form_url, obj)
        forms = [context["adminform"].form]
        for inline in context["inline_admin_formsets"]:
            forms += inline.formset.forms
        context["is_frozen"] = self.is_frozen(obj)
        context["stale_forms"] = [form for form in forms if getattr(form, "stale", False)]
        if context["stale_forms"]:
            response.status_code = 409
        elif context["errors"]:
            response.status_code = 422
        return response

    def is_frozen(self, obj):
        """Whether this can be read and not changed for now."""
        return False

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            # Something was attached between showing the page and confirming it: shown now, as what protects.
            return super().delete_view(request, object_id, extra_context)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for row in queryset:
            row.delete()


def format_names(rows, manager):
    if manager is None:
        return format_html_join("", "<li>{}</li>", ((str(row),) for row in rows))
    opts = manager.opts
    name = f"admin:{opts.app_label}_{opts.model_name}_change"
    return format_html_join(
        "", '<li><a href="{}">{}</a></li>', ((reverse(name, args=[quote(row.pk)]), str(row)) for row in rows)
    )


class EntryAdminForm(EntryForm):
    """An entry's form in the admin, alone or as a line inside another entry's page."""

    project_path = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A line for something new has an empty one; one that lacks its version is refused in clean().
        self.fields["version"] = forms.IntegerField(
            required=False, min_value=1, widget=forms.HiddenInput, initial=self.instance.version
        )
        if self.instance._state.adding:
            self.fields["version"].initial = None
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            related = self.instance._state.fields_cache.get(name)
            if related is not None and isinstance(widget, KnownChoices):
                widget.known = {str(related.pk): related}

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name != "version"]

    def clean(self):
        super(EntryForm, self).clean()  # the version is checked below, more gently than on a page of one form
        version = self.cleaned_data.get("version")
        if self.instance._state.adding:
            self.cleaned_data.pop("version", None)
        elif not version:
            self.add_error(None, WITHOUT_VERSION)
        elif version != self.instance.version and self.changed_data:
            self.mark_stale(self.instance)
        return self.cleaned_data

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            self.check_rules()

    def check_rules(self):
        """All rules of the database as messages, those too that span columns this form only shows, or save() fills."""
        for field in self.instance._meta.concrete_fields:
            if isinstance(field, FoldedField):
                field.pre_save(self.instance, self.instance._state.adding)
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self._update_errors(error)
        project = project_of(self.instance, self.project_path) if self.instance._state.adding else None
        if project is not None and project.is_closed:
            self.add_error(None, f"{project.key} is closed, so nothing can be added to it. Its manager can reopen it.")


def project_of(entry, path):
    """The project at the end of `path` ("stakeholder.project"; "" for a project itself); None where there is none."""
    if path is None:
        return None
    try:
        return reduce(lambda row, name: row and getattr(row, name), path.split(".") if path else [], entry)
    except models.ObjectDoesNotExist:
        return None


class EntryInlineFormSet(BaseInlineFormSet):
    """Lines of an entry; what only one of them may be is checked among the lines of the same page too."""

    def clean(self):
        super().clean()
        constraints = [
            each for each in self.model._meta.constraints if isinstance(each, UniqueConstraint) and each.fields
        ]
        for constraint in constraints:
            seen = set()
            for form in self.forms:
                if self.counts(form) and (key := self.key(constraint, form.instance)) is not None:
                    if key in seen:
                        form.add_error(None, constraint.get_violation_error_message())
                    seen.add(key)

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if form.instance._state.adding:
            # Django ties a new line to its parent when saving only; rules that look at the parent need it before.
            setattr(form.instance, self.fk.name, self.instance)
        return form

    def counts(self, form):
        given = form.has_changed() or not form.instance._state.adding
        return given and form.is_valid() and not self._should_delete_form(form)

    def key(self, constraint, row):
        """What must not come twice; None if the constraint says nothing about this row."""
        fields = row._meta.concrete_fields
        facts = {field.name: getattr(row, field.attname) for field in fields}
        typed = {field.name: Value(facts[field.name], output_field=field) for field in fields}
        key = tuple(facts[name] for name in constraint.fields if name not in self.shared_fields())
        if None in key or (constraint.condition and not constraint.condition.check(typed)):
            return None
        return key

    def shared_fields(self):
        """The parent, and what a line repeats of its parent: the same in all lines."""
        hidden = {field.name for field in self.model._meta.concrete_fields if field.is_relation and not field.editable}
        return {self.fk.name} | hidden


class VersionField:
    """For admins and inlines: the version goes along, hidden, as the last of the fields."""

    form = EntryAdminForm

    def get_fieldsets(self, request, obj=None):
        fieldsets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        if fieldsets and self.has_change_permission(request, obj):
            fieldsets[-1][1]["fields"] = [*fieldsets[-1][1]["fields"], "version"]
        return fieldsets

    def without_version(self, fields):
        return fields and [name for name in fields if name != "version"]


class EntryInline(VersionField, BoundedFields, admin.TabularInline):
    formset = EntryInlineFormSet
    extra = 0
    related = ()
    show_change_link = True
    max_num = MOST_LINES

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.related)

    def get_formset(self, request, obj=None, **kwargs):
        fields = kwargs["fields"] if "fields" in kwargs else flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs["fields"] = self.without_version(fields)
        kwargs["absolute_max"] = MOST_LINES  # a damaged count of lines is an error at once, not 1,000 empty lines
        return super().get_formset(request, obj, **kwargs)


class EntryAdmin(VersionField, RegisterAdmin):
    """An entry of the register: nobody's change is overwritten, all of them are told."""

    change_form_template = "admin/entry_form.html"
    project_path = None
    fixed_fields = ()  # chosen once: what they would move along is more than a field
    save_on_top = False

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(self.fixed_fields if obj is not None else ())]

    def get_form(self, request, obj=None, change=False, **kwargs):
        fields = kwargs["fields"] if "fields" in kwargs else flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs["fields"] = self.without_version(fields)
        form = super().get_form(request, obj, change=change, **kwargs)
        form.project_path = self.project_path
        return form

    def is_frozen(self, obj):
        """Whether the entry's project is closed: read-only, but for reopening on its own page."""
        project = project_of(obj, self.project_path) if obj is not None else None
        return project is not None and project.is_closed

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self.is_frozen(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self.is_frozen(obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (Stale, IntegrityError):
            # Somebody was quicker between our check and our writing. Checked again, the form says so.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if not change or form.has_changed():
            obj.save()

    # The entry's own history says more than the admin's log, and holds names in one place less.
    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def log_deletions(self, request, queryset):
        return None

    def history_view(self, request, object_id, extra_context=None):
        """Who changed what, when and by what, from what to what; read-only, a keyset page at a time."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        versions = self.model.history.filter(**{self.opts.pk.attname: obj.pk})
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {obj}",
            "changes": timeline([versions], request.GET.get("after", "")),
            "module_name": self.opts.verbose_name_plural,
            "object": obj,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/entry_history.html", context)


class ReadOnly:
    """For admins and inlines of what is never edited: wordings and decisions. They are made on the pages."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
