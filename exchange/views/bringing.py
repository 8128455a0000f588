"""A register in: choose it, see what its columns are, see what each row does, commit."""

from itertools import islice

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.models import Role
from customers.views.bulk import say_done
from exchange import work
from exchange.findings import Findings
from exchange.forms import BringForm, ColumnsForm, RowsForm
from exchange.importing import KIND
from exchange.items import Bucket, Items
from exchange.models import Upload
from projects.frame import open_project
from projects.permissions import Permission
from registry.cells import csv_response
from registry.kept import restore
from registry.models import Batch

TAB, FORM = "Customers", ["GET", "HEAD", "POST"]
PAGE = 50
State = Upload.State


@require_http_methods(FORM)
def bring(request, key):
    """Choose a file or paste cells; what was begun earlier, and what was imported before, stands below."""
    project = open_project(request, key, Permission.EDIT)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else restore(BringForm(), request)
    if form.is_bound and form.is_valid():
        upload = Upload.objects.create(project=project, by=request.user, name=form.name, content=form.content())
        work.start(upload)
        return redirect("import-columns", project.key, upload.pk)
    mine = Upload.objects.visible_to(request.user).filter(project=project.pk).defer("content", "findings")
    context = {
        "project": project,
        "tab": TAB,
        "form": form,
        "kept": mine.exclude(state=State.COMMITTED)[:20],
        "batches": Batch.objects.filter(in_project=project.pk, kind=KIND)
        .select_related("by", "undone_by")
        .order_by("-pk")[:10],
    }
    return render(request, "exchange/bring.html", context, status=422 if form.errors else 200)


def begun(request, key, pk, *, with_content=False):
    """The project and an upload of the reader's own; 404 for anybody else's."""
    project = open_project(request, key, Permission.EDIT)
    uploads = Upload.objects.visible_to(request.user).filter(project=project.pk).select_related("batch")
    upload = get_object_or_404(uploads if with_content else uploads.defer("content"), pk=pk)
    upload.project = project
    return project, upload


def not_ready(request, project, upload):
    """The page of an upload that is being worked on, cannot be read, or is written; None if it is ready."""
    if upload.state == State.READY and upload.findings:
        return None
    context = {"project": project, "tab": TAB, "upload": upload}
    if upload.state == State.COMMITTED:
        left = Findings.unpacked(upload.findings).items if upload.findings else Items()
        context |= {"left": left[:PAGE], "number_left": len(left), "batch": upload.batch}
        return render(request, "exchange/written.html", context)
    if upload.state == State.UNREADABLE:
        return render(request, "exchange/unreadable.html", context)
    return render(request, "exchange/working.html", {**context, "is_silent": work.is_silent(upload)})


@require_http_methods(FORM)
def columns(request, key, pk):
    """What was understood: sheet, header row, and what each column is; one choice changes any of it."""
    project, upload = begun(request, key, pk, with_content=request.method == "POST")
    if request.method == "POST" and "again" in request.POST:
        work.start(upload)
        return redirect("import-columns", project.key, upload.pk)
    if page := not_ready(request, project, upload):
        return page
    findings = Findings.unpacked(upload.findings)
    form = ColumnsForm(request.POST if request.method == "POST" else None, findings=findings, fields=upload.fields)
    if request.method == "POST" and (change := corrected(request.POST, upload, findings, form)) is not None:
        if change:
            ask_again(upload, *change)
        there = "import-rows" if "next" in request.POST else "import-columns"
        return redirect(there, project.key, upload.pk)
    context = {"project": project, "tab": TAB, "upload": upload, "findings": findings, "form": form}
    return render(request, "exchange/columns.html", context, status=422 if form.errors else 200)


def corrected(posted, upload, findings, form):
    """Put what was corrected into the upload: the names of its fields that changed, [] for none, None if refused."""
    for name, most in (("sheet", len(findings.sheets) - 1), ("header_row", 50_000)):
        if name in posted:
            said = posted[name]
            if not said.isdecimal() or len(said) > 6 or int(said) > most:
                return []
            setattr(upload, name, int(said))
            upload.header_row = upload.header_row if name == "header_row" else None
            upload.fields, upload.answers, upload.meanings = {}, {}, []
            return ["sheet", "header_row", "fields", "answers", "meanings"]
    if "offered" in posted:
        upload.fields = {**upload.fields, **findings.offered}
        return ["fields"]
    if not form.is_valid():
        return None
    fields = form.corrected()
    if fields == upload.fields:
        return []
    upload.fields, upload.answers, upload.meanings = fields, {}, []
    return ["fields", "answers", "meanings"]


def ask_again(upload, *names):
    """Save what was corrected, and have it worked out anew."""
    upload.asked = F("asked") + 1  # in another window something else may be corrected at the same moment
    upload.save(update_fields=[*names, "asked"])
    upload.refresh_from_db(fields=["asked"])
    work.start(upload)


@require_http_methods(FORM)
def rows(request, key, pk):
    """What each row does, bucket by bucket; what it asks; and the button that writes it."""
    project, upload = begun(request, key, pk, with_content=request.method == "POST")
    if page := not_ready(request, project, upload):
        return page
    findings = Findings.unpacked(upload.findings)
    bucket = request.GET.get("bucket", "")
    chosen = findings.counts.get(bucket, len(findings.items))
    number = page_number(request.GET.get("page", ""), chosen)
    only = [bucket] if bucket in Bucket.values else []
    shown = list(islice(findings.items.of(*only, skip=(number - 1) * PAGE), PAGE))
    form = RowsForm(
        request.POST if request.method == "POST" else None,
        findings=findings,
        rows=shown,
        upload=upload,
        roles=list(Role.objects.filter(is_offered=True).order_by("position", "name", "pk")),
    )
    if request.method == "POST" and form.is_valid():
        return answered(request, project, upload, findings, form)
    context = {
        "project": project,
        "tab": TAB,
        "upload": upload,
        "findings": findings,
        "form": form,
        "rows": [(row, form.field_of(row)) for row in shown],
        "bucket": bucket,
        "buckets": [(each, findings.counts[each]) for each in Bucket if findings.counts[each]],
        "number": number,
        "pages": -(-chosen // PAGE),
        "asks_who": any(not row.asks for row in findings.items.of(Bucket.NEEDS_YOU)),
    }
    return render(request, "exchange/rows.html", context, status=422 if form.errors else 200)


def page_number(text, rows):
    number = int(text) if text.isdecimal() and len(text) < 6 else 1
    return max(1, min(number, -(-rows // PAGE)))


def answered(request, project, upload, findings, form):
    """Answers are worked in and the rows shown again; without any, "commit" writes the plan that was on the screen."""
    here = redirect(request.get_full_path())
    if form.says_something():
        form.keep()
        ask_again(upload, "meanings", "answers", "default_role", "leave_out")
        return here
    form.keep()
    upload.save(update_fields=["leave_out"])
    if "commit" not in request.POST:
        return here
    seen = request.POST.get("seen", "")
    if len(seen) != len(findings.mark) or not seen.isalnum():
        return here
    work.start(upload, commit=seen)
    upload.refresh_from_db(fields=["state", "message", "batch"])
    if upload.state == State.COMMITTED:
        say_done(request, project, upload.batch, reverse("customers", args=[project.key]))
        return redirect("customers", project.key)
    return redirect("import-rows", project.key, upload.pk)


@require_safe
def progress(request, key, pk):
    """How far the work is, for the page that looks again; it loads anew when there is something else to see."""
    project, upload = begun(request, key, pk)
    if upload.state in work.UNDER_WAY and not work.is_silent(upload):
        return render(request, "exchange/_progress.html", {"project": project, "upload": upload})
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response


@require_safe
def rejected(request, key, pk):
    """The rejected rows as a table for a spreadsheet, each with its reasons."""
    project, upload = begun(request, key, pk)
    found = Findings.unpacked(upload.findings).items.of(Bucket.REJECTED) if upload.findings else []
    lines = [["Row", "Who", "Column", "Value", "Why"]]
    for row in found:
        for column, value, message in row.problems:
            lines.append([row.row, row.party, column, value, message])
    return csv_response(lines, f"{project.key}-rejected-rows.csv")


@require_POST
def throw_away(request, key, pk):
    """Delete an upload that was not written; what was written stays, and is undone from the list of imports."""
    project, upload = begun(request, key, pk)
    if not work.throw_away(upload):
        messages.warning(request, f"{upload} is being written, or was: undo that instead of throwing it away.")
        return redirect("import-columns", project.key, upload.pk)
    messages.success(request, f"{upload} was thrown away. Nothing of it was written.")
    return redirect("import", project.key)
