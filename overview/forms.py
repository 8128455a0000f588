"""Query strings of this app go through these."""

from django import forms

from registry.forms import Form


class SearchForm(Form):
    q = forms.CharField(label="Search everything", max_length=200, required=False, strip=True)
