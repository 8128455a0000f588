"""What exchange.work starts for a large register; people have import_register."""

import contextlib
import os

from django.core.management.base import BaseCommand

from exchange.work import alone, work


class Command(BaseCommand):
    help = "Read, or write, a register that somebody uploaded (started by the site itself)."

    def add_arguments(self, parser):
        parser.add_argument("upload", type=int)
        parser.add_argument("mark", nargs="?", default="", help="of the plan to commit; without it: study only")

    def handle(self, *, upload, mark, **options):
        alone()
        with contextlib.suppress(OSError, AttributeError):
            os.nice(10)  # pages come first
        work(upload, commit=mark)
