"""What registry.undoing starts for a large undo; people have the page, and import_register --undo."""

from django.core.management.base import BaseCommand

from registry.apart import alone, step_back
from registry.undoing import work


class Command(BaseCommand):
    help = "Undo many changes that were made in one go (started by the site itself)."

    def add_arguments(self, parser):
        parser.add_argument("undoing", type=int)

    def handle(self, *, undoing, **options):
        alone()
        step_back()
        work(undoing)
