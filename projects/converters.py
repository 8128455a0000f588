"""Path converters: keys of projects and numbers of rows, bounded so that no address asks for what cannot be."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class KeyConverter:
    regex = "[A-Za-z][A-Za-z0-9-]{1,11}"

    def to_python(self, value):
        return value.upper()

    def to_url(self, value):
        return value


class IdConverter(IntConverter):
    regex = "[0-9]{1,18}"


register_converter(KeyConverter, "key")
register_converter(IdConverter, "id")
