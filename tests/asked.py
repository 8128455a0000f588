"""What a page asks of a request, as it cannot answer otherwise to what it does not ask; and what to tell it then."""

from django.http import QueryDict
from django.http.request import HttpHeaders


def note_what_is_asked(monkeypatch):
    """A set that fills with the names asked of query strings and forms, and with htmx's headers, as they are asked."""
    names = set()

    def noted(plain, is_told):
        def read(self, name, *default):
            if is_told(name):
                names.add(name)
            return plain(self, name, *default)

        return read

    for method in ("get", "getlist", "__getitem__", "__contains__"):
        monkeypatch.setattr(QueryDict, method, noted(getattr(QueryDict, method), lambda name: True))
    monkeypatch.setattr(HttpHeaders, "__getitem__", noted(HttpHeaders.__getitem__, lambda name: name.startswith("HX-")))
    return names


def mixed(names, texts, turn):
    """Every name with one of the texts, in each turn with another."""
    return {name: texts[(at + turn) % len(texts)] for at, name in enumerate(sorted(names))}
