"""A register in, from the command line: reads and reports; writes with --commit; takes back with --undo."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from exchange.importing import KIND, commit, study
from exchange.items import Bucket
from exchange.limits import MOST_BYTES
from exchange.table import Unreadable
from projects.models import Project
from projects.permissions import Permission, may
from registry.apart import alone
from registry.models import Batch, Refused
from registry.undo import ChangedSince, undo


class Command(BaseCommand):
    """Exit code 0 when nothing was rejected, 1 when rows or an undo were refused, 2 when the file cannot be read."""

    help = "Read a stakeholder register (.xlsx, .csv) and report what it would change; --commit writes it."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", metavar="FILE", help="the register; - for cells on standard input")
        parser.add_argument("--project", metavar="KEY", help="the project whose customers these are")
        parser.add_argument("--commit", action="store_true", help="write it, all or nothing")
        parser.add_argument("--leave-out", action="store_true", help="with --commit: leave rejected rows out")
        parser.add_argument("--undo", type=int, metavar="BATCH", help="take a batch back instead")
        parser.add_argument(
            "--leave-changed", action="store_true", help="with --undo: leave rows alone that somebody changed since"
        )
        parser.add_argument("--as", dest="by", metavar="EMAIL", help="who does it, for the history")
        parser.add_argument("--json", action="store_true", help="print one object instead of sentences")

    def handle(self, *, file, project, by, json, **options):
        self.json, self.options = json, options
        alone()
        try:
            user = self.user(by)
            if options["undo"] is not None:
                self.take_back(options["undo"], user)
            else:
                self.bring_in(file, project, user)
        except (CommandError, Unreadable) as error:
            self.stderr.write(str(error))
            sys.exit(2)

    def user(self, email):
        if email is None:
            return None
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {email}.")
        return user

    def bring_in(self, file, key, user):
        project = self.project(key, user)
        content, name = self.content(file)
        studied, made, code = study(content, name, project=project, by=user), None, 0
        if studied.plan.counts[Bucket.REJECTED]:
            code = 1
        refusal = ""
        if self.options["commit"]:
            try:
                made = commit(studied, by=user, leave_out=self.options["leave_out"])
            except Refused as refused:
                refusal, code = str(refused), 1
        if self.json:
            self.stdout.write(json.dumps(as_object(studied, made), ensure_ascii=False))
        else:
            self.report(studied, made)
        if refusal:
            self.stderr.write(refusal)
        sys.exit(code)

    def project(self, key, user):
        project = Project.objects.filter(key=(key or "").upper()).first()
        if project is None:
            raise CommandError(f"There is no project {key}." if key else "Say which project: --project KEY.")
        if user is not None and not may(user, Permission.EDIT, project):
            raise CommandError(f"{user.email} may not edit {project.key}.")
        return project

    def content(self, file):
        if not file:
            raise CommandError("Say which file to read.")
        if file == "-":
            return sys.stdin.read(), ""
        path = Path(file)
        try:
            if path.stat().st_size > MOST_BYTES:
                raise CommandError(f"{path.name} is larger than {MOST_BYTES // 2**20} MB.")
            return path.read_bytes(), path.name
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.") from None

    def take_back(self, pk, user):
        made = Batch.objects.filter(pk=pk, kind=KIND).first()
        if made is None:
            raise CommandError(f"There is no import {pk}.")
        if user is not None and not may(user, Permission.EDIT, Project.objects.get(pk=made.in_project)):
            raise CommandError(f"{user.email} may not edit this project.")
        try:
            undoing = undo(made, by=user, leave_changed=self.options["leave_changed"])
        except ChangedSince as refused:
            self.stderr.write(f"{refused} Nothing was undone; --leave-changed undoes the others.")
            for each in refused.changed:
                self.stderr.write(f"  {each.subject}" + (f", by {each.by}" if each.by else ""))
            sys.exit(1)
        except Refused as refused:
            self.stderr.write(str(refused))
            sys.exit(1)
        if self.json:
            self.stdout.write(json.dumps({"undone": made.pk, "batch": undoing.pk}))
        else:
            self.stdout.write(f"It is as it was before: {made.words}.")

    def report(self, studied, made):
        understanding, counts = studied.understanding, studied.plan.counts
        self.stdout.write(f"Sheet {studied.sheet.name or '(the only one)'}, header in row {understanding.header_row}")
        for column in understanding.columns:
            label = column.field.label if column.field else "left out"
            header = " ".join(column.header.split())
            self.stdout.write(f"  {header or '(no header)'}: {label} ({column.why})")
        for item in studied.plan.items.of(Bucket.REJECTED, Bucket.NEEDS_YOU):
            for column, value, message in item.problems:
                self.stdout.write(f"row {item.row}, {column}: {value!r}: {message}")
            if item.bucket == Bucket.NEEDS_YOU:
                self.stdout.write(f"row {item.row}, {item.party}: {item.why}")
                for _, column, value in item.asks:
                    self.stdout.write(f"  {column}: {value!r}")
        said = ", ".join(f"{number:,} {Bucket(bucket).label.lower()}" for bucket, number in counts.items() if number)
        self.stdout.write(f"{len(studied.plan.items):,} rows: {said or 'none'}")
        if studied.hidden:
            self.stdout.write(f"Hidden in the sheet, and read like the others: {studied.hidden:,}")
        if made:
            self.stdout.write(f"Written. To take it back: --undo {made.pk}")
        elif self.options["commit"]:
            self.stdout.write("Nothing was written.")


def as_object(studied, made):
    """What --json prints."""
    understanding, plan = studied.understanding, studied.plan
    return {
        "sheet": studied.sheet.name,
        "header_row": understanding.header_row,
        "columns": [
            {"index": column.index, "header": column.header, "field": column.field and str(column.field)}
            for column in understanding.columns
        ],
        "rows": [
            {
                "row": item.row,
                "bucket": str(item.bucket),
                "party": item.party or None,
                "problems": [
                    {"column": column, "value": value, "message": message}
                    for column, value, message in [*item.problems, *as_problems(item)]
                ],
            }
            for item in plan.items
        ],
        "counts": plan.counts,
        "rows_read": len(plan.items),
        "criteria": plan.criteria,
        "batch": made and made.pk,
    }


def as_problems(item):
    """What a row asks, said as problems for a reader who cannot answer."""
    asked = [(column, value, "This could not be read.") for _, column, value in item.asks]
    return asked or ([("", item.party, item.why)] if item.bucket == Bucket.NEEDS_YOU else [])
