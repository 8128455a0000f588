"""The whole way in, for tests: study, commit, and what the database holds."""

import csv
from io import BytesIO, StringIO

from django.apps import apps
from openpyxl import Workbook

from exchange import importing

OURS = {"accounts", "projects", "customers", "valuecriteria", "pulse"}
ASIDE = {"version", "updated_at", "created_at", "words_index"}


def dumped():
    """{model: {key: its row}}: every row of the register, but for history, version numbers and time stamps."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS and not hasattr(model, "history_object") and model._meta.managed
    ]
    return {
        model._meta.label: {
            row["pk"]: row
            for row in model._base_manager.order_by().values(
                "pk", *(each.attname for each in model._meta.concrete_fields if each.name not in ASIDE)
            )
        }
        for model in models
    }


def workbook(book):
    """A Book as the bytes of a workbook."""
    made = Workbook()
    made.remove(made.active)
    for sheet in book.sheets:
        page = made.create_sheet(sheet.name or "Register")
        for row in sheet.rows:
            page.append([cell or None for cell in row])
        for merge in sheet.merges:
            top, left, bottom, right = (each + 1 for each in (merge.top, merge.left, merge.bottom, merge.right))
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def delimited(sheet, *, delimiter=",", encoding="utf-8", end="\r\n"):
    """A Sheet as the bytes of a text file."""
    file = StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(sheet.rows)
    return file.getvalue().encode(encoding)


def study(content, project, by, name="register.xlsx", **corrections):
    return importing.study(content, name, project=project, by=by, corrections=importing.Corrections(**corrections))


def bring_in(content, project, by, **corrections):
    """Study and commit; the batch."""
    return importing.commit(study(content, project, by, **corrections), by=by)


def counted(studied):
    return {bucket: number for bucket, number in studied.plan.counts.items() if number}
