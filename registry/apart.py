"""Work that nobody should wait for, in a process of its own: pages stay quick, and its memory goes with it."""

import contextlib
import gc
import os
import subprocess
import sys

from django.conf import settings


def start(command, *arguments):
    """Begin one of our management commands and do not wait for it; it outlives this process."""
    subprocess.Popen(  # noqa: S603 - our own command and nothing typed
        [sys.executable, settings.BASE_DIR / "manage.py", command, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        cwd=settings.BASE_DIR,
    )


def step_back():
    """For the process begun so: pages come first."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)


def alone():
    """For a process that does nothing but one large piece of work: its rows are kept, not thrown away, so that looking
    for what could be thrown away every 700 objects takes a fifth of an import's time, a third of an undo's."""
    gc.freeze()
    gc.set_threshold(50_000, 4, 200)
