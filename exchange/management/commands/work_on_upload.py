"""What exchange.work starts for a large register; people have import_register."""

from django.core.management.base import BaseCommand

from exchange.work import work
from registry.apart import alone, step_back


class Command(BaseCommand):
    help = "Read, or write, a register that somebody uploaded (started by the site itself)."

    def add_arguments(self, parser):
        parser.add_argument("upload", type=int)
        parser.add_argument("mark", nargs="?", default="", help="of the plan to commit; without it: study only")

    def handle(self, *, upload, mark, **options):
        alone()
        step_back()
        work(upload, commit=mark)
