"""Forms of the register: drawn by Django's own field groups, and never saving over somebody else's newer change."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name

from .models import Refused, Stale
from .text import tidy

LARGEST_KEY = 2**63 - 1  # what both engines hold in the id of a row
WITHOUT_VERSION = "This form came without the version it was opened with. Reload the page."
STALE = "Somebody saved this after you opened it. Compare below; saving again keeps what you typed."


class Renderer(TemplatesSetting):
    """Draws `{{ field.as_field_group }}` and `{{ form }}` from templates/forms/."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class LookMixin:
    """Gives widgets their classes, marks errors for readers, and bounds every text."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = field.widget
            if field.required and field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                # A summary of errors names the fields that are seen, and says of the others what their message says.
                label = f"{field.label or pretty_name(name)}: " if widget.is_hidden else ""
                field.error_messages["required"] = f"{label}This is needed"
            if isinstance(
                widget,
                forms.RadioSelect | forms.CheckboxSelectMultiple | forms.CheckboxInput,
            ):
                look = "form-check-input"
            elif isinstance(widget, forms.Select):
                look = "form-select"
            else:
                look = "form-control"
            widget.attrs["class"] = f"{look} {widget.attrs.get('class', '')}".strip()
            if isinstance(widget, forms.Textarea):
                widget.attrs.setdefault("rows", 3)
            if isinstance(field, forms.CharField) and not isinstance(widget, forms.PasswordInput):
                keep_tidy(field)

    def renew(self, **hidden):
        """What hidden fields carry from now on, whatever was sent; what was typed stays."""
        self.data = self.data.copy()
        for name, value in hidden.items():
            self.data[self.add_prefix(name)] = value


def keep_tidy(field):
    """Let a text field give what is kept (registry.text), and refuse at the field what is not; written either way."""
    as_typed, lines = field.to_python, isinstance(field.widget, forms.Textarea)
    field.to_python = lambda value: tidy(as_typed(value) or "", lines=lines) or field.empty_value
    if isinstance(field.widget, forms.TextInput | forms.Textarea) and not field.widget.is_hidden:
        field.widget.attrs.setdefault("dir", "auto")


class Form(LookMixin, forms.Form):
    """A form that is not about one row: filters, comments, choices."""


class VersionForm(Form):
    """A verb on an entry: it carries the version that was on the screen, and is refused without one."""

    version = forms.IntegerField(
        min_value=1, max_value=LARGEST_KEY, widget=forms.HiddenInput, error_messages={"required": WITHOUT_VERSION}
    )


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None, format="%Y-%m-%d"):
        super().__init__({"min": "1900-01-01", "max": "2200-12-31", **(attrs or {})}, format=format)


def form_field(field, **kwargs):
    """Model fields as form fields: dates by the browser's picker, the rest as Django has it."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        kwargs["widget"] = DateInput
    return field.formfield(**kwargs)


class EntryForm(LookMixin, forms.ModelForm):
    """A form over one entry.

    An edit carries the version it was opened with; one without is refused as invalid. If the entry moved on, `stale` is
    true, `theirs` lists what they saved beside what was typed, and nothing is written: answer with 409. The check that
    counts is the conditional UPDATE in `Entry.save()`; the one here only says it earlier and more kindly.
    """

    # Fields that the view sets and the form leaves out (the project, say), whose constraints are to be checked too.
    set_by_view = ()

    class Meta:
        formfield_callback = form_field

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stale, self.theirs = False, []
        if not self.instance._state.adding:
            self.fields["version"] = forms.IntegerField(
                min_value=1,
                widget=forms.HiddenInput,
                initial=self.instance.version,
                error_messages={"required": WITHOUT_VERSION},
            )

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - set(self.set_by_view)

    def clean(self):
        super().clean()
        opened = self.cleaned_data.get("version")
        if opened and opened != self.instance.version:
            self.mark_stale(self.instance)
        return self.cleaned_data

    def mark_stale(self, entry):
        """Refuse with both versions, what stands in the database now beside what was typed (`compare`).

        `entry` is what somebody was quicker with: what the form is about, or something that changes along with it.
        """
        self.stale = True
        about = entry if self.instance._state.adding else self.instance
        current = type(about)._base_manager.get(pk=about.pk)
        self.renew(version=str(current.version))
        opened = self.as_opened(current)
        for name in [name for name in self._meta.fields if name in self.fields]:
            before = [] if opened is None else [value_at(opened, current, name)]
            self.compare(name, stored_value(current, name), *before)
        self.add_error(None, STALE)

    def as_opened(self, entry):
        """The version of the entry that was on the screen, out of its history; None if there is none such."""
        version = self.cleaned_data.get("version")
        versions = type(entry).history.filter(**{entry._meta.pk.attname: entry.pk}, version=version)
        return versions.order_by("-history_id").first()

    def compare(self, name, theirs, *before):
        """List a field in which what they saved is neither what was typed nor what it was before, where that is known.

        Who left a field as it was takes theirs: saving again undoes nothing that somebody else did.
        """
        yours, said = self.display(name, self[name].value()), self.display(name, theirs)
        known = [self.display(name, value) for value in before]
        if said == yours or said in known:
            return
        is_kept = yours in known
        row = {"name": name, "label": self[name].label, "theirs": said, "yours": yours, "is_kept": is_kept}
        self.theirs.append(row)
        if is_kept:
            put(self.data, self.add_prefix(name), theirs)

    def display(self, name, value):
        """A raw form value as words, for comparing what is stored with what was typed."""
        field = self.fields[name]
        if isinstance(value, list | tuple | set | models.QuerySet):
            return ", ".join(sorted(self.display(name, item) for item in value))
        if value in (None, ""):
            return ""
        if isinstance(field, forms.BooleanField):
            return "yes" if value in (True, "on", "true", "True") else "no"
        if isinstance(field, forms.ModelChoiceField):
            try:
                value = getattr(value, "pk", value)
                return str(field.queryset.get(pk=value))
            except (ValueError, TypeError, field.queryset.model.DoesNotExist):
                return str(value)
        if isinstance(field, forms.ChoiceField):
            words = {str(key): word for key, word in field.choices}
            return str(words.get(str(value), value))
        return str(value).replace("\r\n", "\n").strip()

    @transaction.atomic
    def save(self, commit=True):
        if "version" in self.cleaned_data:
            self.instance.version = self.cleaned_data["version"]
        return super().save(commit)


def put(data, name, value):
    """Set what a browser would have sent for a field with this value; it sends nothing for an empty box."""
    data.pop(name, None)
    if isinstance(value, list):
        getattr(data, "setlist", data.__setitem__)(name, [row.pk for row in value])
    elif value is not False:
        data[name] = "" if value is None else value


def value_at(opened, entry, name):
    """What an entry had in a field at a version of its history; of links, what was linked, as keys."""
    if not entry._meta.get_field(name).many_to_many:
        return stored_value(opened, name)
    keys = {row.pk for row in stored_value(entry, name)}
    later = type(entry).history.filter(**{entry._meta.pk.attname: entry.pk}, version__gt=opened.version)
    for version in later.order_by("-history_id"):
        for change in version.changes:
            if change["field"] == name:
                keys = (keys - set(change.get("added", ()))) | set(change.get("removed", ()))
    return keys


def stored_value(entry, name):
    """What an entry, or a version of one, has in a field."""
    field = entry._meta.get_field(name)
    if field.many_to_many:
        return list(getattr(entry, name).all())
    return field.value_from_object(entry)


GONE = "Something named here was merged with another entry, or deleted, at this moment. Nothing was saved: look again."


def saved(form, save=None, refused_at=None):
    """Save a bound form (by `save`, or by its own) if it is valid.

    False if not; if somebody else was quicker; or if a rule said no: then the form says so, at its field where there is
    one (`refused_at` names the one that an action's refusal is about). Nothing is half written.
    """
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            (save or form.save)()
    except Stale as stale:
        form.mark_stale(stale.entry)
    except Refused as refusal:
        form.add_error(refused_at, str(refusal))
    except ValidationError as error:
        for name, messages in error.update_error_dict({}).items():
            form.add_error(name if name in form.fields else None, messages)
    except IntegrityError as error:
        if not names_what_is_gone(error):
            raise
        form.add_error(None, GONE)
    else:
        return True
    return False


def names_what_is_gone(error):
    """Whether the database refused a row because what it names was merged or deleted at the same moment."""
    return getattr(error.__cause__, "sqlstate", "") == "23503" or "FOREIGN KEY" in str(error)


def status_of(form):
    """The HTTP status of a page that shows this form: 200 fresh, 409 stale, 422 with errors to put right."""
    if getattr(form, "stale", False):
        return 409
    return 422 if form.is_bound and form.errors else 200


def summary_count(form):
    """The heading of the error summary: "Two things to put right"."""
    number = sum(len(errors) for errors in form.errors.values())
    words = {
        1: "One thing",
        2: "Two things",
        3: "Three things",
        4: "Four things",
        5: "Five things",
    }
    return f"{words.get(number, f'{number} things')} to put right"
