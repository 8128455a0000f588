"""Choosing a file, or pasting cells."""

from django import forms

from exchange.limits import MOST_BYTES
from registry.forms import Form


class BringForm(Form):
    """One of the two: a file, or cells. `content` and `name` are what an upload keeps."""

    file = forms.FileField(
        label="File",
        required=False,
        max_length=200,
        allow_empty_file=True,  # an empty one is told so in the same words as any other that holds nothing
        help_text="An Excel workbook (.xlsx) or a .csv, as it is: 20 MB and 50,000 rows at most.",
        error_messages={"max_length": "The file's name is longer than 200 characters: give it a shorter one."},
    )
    cells = forms.Field(
        label="Or paste cells",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "form-control", "spellcheck": "false"}),
        help_text="Mark the rows in your spreadsheet, headers included, copy, and paste them here.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            size = f"{file.size / 2**20:.0f} MB"
            raise forms.ValidationError(
                f"This file has {size}; {MOST_BYTES // 2**20} MB is the most. Save the sheet with the register alone."
            )
        return file

    def clean(self):
        cleaned = super().clean()
        file, cells = cleaned.get("file"), (cleaned.get("cells") or "").strip()  # as typed they are kept: blanks count
        if file and cells:
            raise forms.ValidationError("Choose a file or paste cells, not both: empty the box, or take the file away.")
        if not file and not cells and "file" not in self.errors:
            self.add_error("file", "Choose a file, or paste cells below")
        return cleaned

    @property
    def name(self):
        file = self.cleaned_data["file"]
        return (file.name or "file")[-200:] if file else ""

    def content(self):
        file = self.cleaned_data["file"]
        return file.read() if file else self.cleaned_data["cells"].encode()
