"""`manage.py load_sample --people N [--projects M] [--seed S]`: a plausible register of any size, to measure with."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from overview.sample import Sample
from overview.sample.builder import sample_manager
from projects.models import Project

MOST = 5_000_000


class Command(BaseCommand):
    help = "Fill the register with N invented people, their groups, projects, roles and criteria; not for real data."

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, required=True, help=f"how many, 1 to {MOST:,}")
        parser.add_argument("--projects", type=int, help="how many (else one for 200 people)")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same register (1)")

    def handle(self, *args, people, projects, seed, **options):
        if not 1 <= people <= MOST:
            raise CommandError(f"--people takes 1 to {MOST:,}.")
        if projects is not None and not 1 <= projects <= 99_999:
            raise CommandError("--projects takes 1 to 99,999.")
        if Project.objects.filter(key="S1").exists():
            raise CommandError("There is a project S1: a sample is here already. Start from an empty database.")
        began = time.monotonic()
        by = sample_manager(settings.DEMO_PASSWORD)
        made = Sample(people=people, projects=projects, seed=seed, by=by).build(self.tell)
        if connection.vendor == "postgresql" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # as the server would do by and by
        told = ", ".join(f"{number:,} {name}" for name, number in made.items())
        self.stdout.write(f"The sample is loaded in {time.monotonic() - began:.1f} s: {told}.")
        self.stdout.write(f"{by} ({by.email}) manages its projects; the password is {settings.DEMO_PASSWORD}.")

    def tell(self, words):
        self.stdout.write(f"  {words}")
        self.stdout.flush()
