"""A project's register as a file: what there is, and each of them."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from exchange.out import files_for
from projects.frame import open_project
from projects.permissions import Permission
from registry.export import FORMATS, asked, exported

# Lists that go out at their own addresses: (the name of the URL, its words here).
LISTS = [
    ("customers", "Customers"),
    ("value", "What customers value"),
    ("alignment", "Criteria against goals"),
    ("goals", "Goals"),
    ("deliverables", "Who gets what"),
    ("team", "Team"),
    ("roles-on", "Roles on a day"),
    ("conflicts", "Conflicts"),
    ("baselines", "Baselines"),
    ("project-history", "History"),
]


@require_safe
def export_page(request, key):
    project = open_project(request, key, Permission.EXPORT)
    context = {
        "project": project,
        "tab": "Customers",
        "files": [(file, [(word, FORMATS[word]) for word in file.formats]) for file in files_for(project)],
        "lists": [(words, reverse(name, args=[project.key])) for name, words in LISTS],
    }
    return render(request, "exchange/export.html", context)


@require_safe
def export_file(request, key, name):
    """One of them, as Excel unless CSV is asked for; 404 for one that the reader may not have."""
    project = open_project(request, key, Permission.EXPORT)
    file = next((file for file in files_for(project) if file.name == name), None)
    if file is None:
        raise Http404("No such file.")
    word = asked(request)
    word = word if word in file.formats else file.formats[0]
    return exported(word, f"{project.key}-{file.name}", *file.tables(project, request.user))
