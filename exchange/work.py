"""Reading and writing a register while its reader waits, or, if that takes longer, in a process of its own.

A large file would hold up everybody whom this process answers, and could use up its memory; a process of its own works
at a low priority, and ends. The page looks again meanwhile: how far it is stands in the upload's row.
"""

import io
import zipfile
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from registry.apart import start as start_apart
from registry.models import Refused

from . import importing, readings
from .findings import Findings
from .models import Upload
from .table import Unreadable

SMALL = 300_000  # bytes of content, unpacked: read within a fraction of a second
State = Upload.State
# After which a process that has not been heard of is taken for dead. Writing is one transaction, unheard to its end.
SILENT = {State.READING: timedelta(minutes=1), State.COMMITTING: timedelta(minutes=10)}
UNDER_WAY = tuple(SILENT)


def start(upload, *, commit=""):
    """Study an upload, or commit the plan of the mark `commit`: at once if it is small, else in a process of its own.

    False if a process is at it already: what was asked meanwhile it does next.
    """
    free = Upload.objects.filter(pk=upload.pk).exclude(state=State.COMMITTED)
    for under_way, silence in SILENT.items():
        free = free.exclude(state=under_way, beat_at__gt=timezone.now() - silence)
    state = State.COMMITTING if commit else State.READING
    if not free.update(state=state, beat_at=timezone.now(), doing="Waiting to begin", done=0, total=0, message=""):
        return False
    if size(bytes(upload.content)) <= SMALL:
        work(upload.pk, commit=commit)
    else:
        apart(upload.pk, commit)
    return True


def throw_away(upload):
    """Delete an upload and what was found in it; False if it is written, or being written at this moment."""
    alive = timezone.now() - SILENT[State.COMMITTING]
    idle = Upload.objects.exclude(state=State.COMMITTED).exclude(state=State.COMMITTING, beat_at__gt=alive)
    return bool(idle.filter(pk=upload.pk).delete()[0])


def is_silent(upload):
    """Whether the process that works on it seems to be dead: then it can be started again."""
    silence = SILENT.get(upload.state, timedelta())
    return upload.beat_at is None or upload.beat_at <= timezone.now() - silence


def apart(pk, commit):
    start_apart("work_on_upload", pk, *filter(None, [commit]))


def size(content):
    """How much there is to read: of a packed file, what it says that it holds."""
    if content[:2] != b"PK":
        return len(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return len(content)


def work(pk, *, commit=""):
    """Study an upload until nothing new was asked of it meanwhile; then commit it, if that was asked."""
    upload = Upload.objects.select_related("project", "by").defer("content").get(pk=pk)
    tell = Teller(pk)
    try:
        studied = study(upload, tell)
        if commit:
            committed(upload, studied, commit, tell)
            return
        while not found(upload, studied):
            upload.refresh_from_db()
            studied = study(upload, tell)
    except Upload.DoesNotExist:
        pass  # thrown away meanwhile
    except Unreadable as error:
        ended(upload, State.UNREADABLE, str(error))
    except importing.Moved as moved:
        upload.asked = Upload.objects.values_list("asked", flat=True).get(pk=pk)
        found(upload, moved.study)
        ended(upload, State.READY, str(moved))
    except Refused as refused:
        ended(upload, State.READY, str(refused))
    except BaseException:
        ended(upload, State.READY if upload.findings else State.UNREADABLE, "Something went wrong; it was reported.")
        raise


def study(upload, tell):
    return importing.study(
        content_of(upload),
        upload.name,
        project=upload.project,
        by=upload.by,
        corrections=corrections_of(upload),
        tell=tell,
    )


def content_of(upload):
    content = bytes(Upload.objects.values_list("content", flat=True).get(pk=upload.pk))
    return content if upload.name else content.decode()


def corrections_of(upload):
    return importing.Corrections(
        sheet=upload.sheet,
        header_row=upload.header_row,
        fields=importing.fields_from_json(upload.fields),
        meanings={(importing.Field(field), value): meaning for field, value, meaning in upload.meanings},
        answers=upload.answers,
        default_role=upload.default_role_id,
    )


def found(upload, studied):
    """Keep what a study found; False if something else was asked meanwhile."""
    findings = Findings.of(studied).packed()
    same = Upload.objects.filter(pk=upload.pk, asked=upload.asked).exclude(state=State.COMMITTED)
    upload.findings = findings
    return bool(
        same.update(findings=findings, found_for=upload.asked, state=State.READY, beat_at=timezone.now(), message="")
    )


def committed(upload, studied, seen, tell):
    made = importing.commit(studied, by=upload.by, seen=seen, leave_out=upload.leave_out, tell=tell)
    if made is None:
        raise Refused("There is nothing to write: the register says all of this already.")
    readings.remember(studied.understanding, corrections_of(upload).fields, upload.by)
    left = Findings.of(studied).without_written()
    Upload.objects.filter(pk=upload.pk).update(
        state=State.COMMITTED, batch=made, content=b"", findings=left.packed(), message=""
    )


def ended(upload, state, message):
    Upload.objects.filter(pk=upload.pk).exclude(state=State.COMMITTED).update(
        state=state, message=message[:500], found_for=F("asked"), beat_at=timezone.now()
    )


class Teller:
    """Notes how far the work is, a few times a second at most."""

    def __init__(self, pk):
        self.pk, self.last = pk, None

    def __call__(self, doing, done, total):
        now = timezone.now()
        if self.last and self.last[0] == doing and now - self.last[1] < timedelta(milliseconds=300):
            return
        self.last = (doing, now)
        Upload.objects.filter(pk=self.pk).update(doing=doing, done=done, total=total, beat_at=now)
