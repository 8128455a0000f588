"""Which customers of another project to take over."""

from django import forms

from projects.models import Project
from registry.forms import Form

from .fields import pk_of


class SourceForm(Form):
    """The other project: found by words of its name or its key. `source` is its key once it is chosen."""

    q = forms.CharField(
        label="Which project?", max_length=200, required=False, help_text="Words of its name, or its key."
    )
    source = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, user, project):
        self.others = Project.objects.visible_to(user).exclude(pk=project.pk)
        super().__init__(data)
        self.is_valid()

    @property
    def chosen(self):
        """The project, if it is one that the reader may see."""
        key = self.cleaned_data.get("source", "").upper()
        return self.others.filter(key=key).first() if key else None

    def found(self, most):
        return list(self.others.search(self.cleaned_data.get("q", "")).order_by("name_key", "pk")[:most])


class CopyForm(Form):
    """The ticked parts of the other project; one that cannot be taken over is left aside."""

    pick = forms.Field(required=False, widget=forms.MultipleHiddenInput, label="Customers")

    def __init__(self, data, *, offered):
        self.offered = {part.pk: part for part in offered}
        super().__init__(data)

    def clean_pick(self):
        asked = [pk_of(each) for each in self.cleaned_data["pick"] or []]
        picked = [self.offered[pk] for pk in asked if pk in self.offered]
        if not picked:
            raise forms.ValidationError("Tick at least one customer to copy.")
        return picked
