"""Check boxes over many rows, of which only what somebody changed is changed."""

from django import forms

from .fields import pk_of

FEW = 12  # as many boxes as one can read through; more are narrowed down by typing
WITHOUT_SEEN = "This form came without what it showed when it was opened. Reload the page."
GONE = "Something that you ticked is not there any more. Look again below."


class TicksField(forms.ModelMultipleChoiceField):
    """Rows as check boxes, each with one line beside it; narrowed down by typing when there are many."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", {"invalid_choice": GONE, "invalid_pk_value": GONE})
        super().__init__(queryset=None, required=False, **kwargs)

    def _check_values(self, value):
        """Numbers that no row can have are refused before the database is asked."""
        for each in value:
            if not pk_of(str(each)):
                raise forms.ValidationError(GONE, code="invalid_pk_value")
        return super()._check_values(value)


class TicksMixin:
    """A form with one TicksField, named `ticks_name`.

    `seen` is what was ticked when the page was opened: what somebody else ticked or unticked meanwhile stays, because
    only what differs from `seen` is done. So nobody overwrites anybody, and nobody is refused.
    """

    ticks_name = ""

    def offer_ticks(self, rows, ticked, line, proposed=()):
        """Offer these rows (a queryset), each with a line of hint; those with their key in `ticked` are ticked.

        Without any row the field goes; `proposed` are ticked as well, though nobody has saved them yet.
        """
        offered = list(rows)
        if not offered:
            del self.fields[self.ticks_name]
            return
        field = self.fields[self.ticks_name]
        field.queryset = rows
        field.choices = [(row.pk, str(row)) for row in offered]
        field.hints = {row.pk: line(row) for row in offered}
        field.narrowed = len(offered) > FEW
        self.initial[self.ticks_name] = [row.pk for row in offered if row.pk in {*ticked, *proposed}]
        seen = " ".join(str(row.pk) for row in offered if row.pk in ticked)
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=seen)

    def clean_seen(self):
        words = self.cleaned_data["seen"].split()
        if self.add_prefix("seen") not in self.data or not all(word.isascii() and word.isdecimal() for word in words):
            raise forms.ValidationError(WITHOUT_SEEN)
        return {word.lstrip("0") for word in words}

    def changed_ticks(self):
        """(rows ticked since the page was opened, rows unticked since)."""
        if self.ticks_name not in self.fields:
            return [], []
        ticked, seen = self.cleaned_data[self.ticks_name], self.cleaned_data["seen"]
        keys = {row.pk for row in ticked}
        left = [row for row in self.fields[self.ticks_name].queryset if str(row.pk) in seen and row.pk not in keys]
        return [row for row in ticked if str(row.pk) not in seen], left
