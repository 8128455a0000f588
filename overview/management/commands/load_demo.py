"""`manage.py load_demo`: three projects, their customers and what each values, to try the register with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from overview.demo.builder import STORIES, Demo
from overview.demo.people import USERS
from projects.models import Project


class Command(BaseCommand):
    help = "Load the demo: three projects, 45 customers, invented people at example.org."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="also into a database that has other users")
        parser.add_argument("--if-empty", action="store_true", help="do nothing if there are users already")

    def handle(self, *args, force, if_empty, **options):
        if User.objects.exists():
            if if_empty:
                return
            self.refuse(force)
        made = Demo(settings.DEMO_PASSWORD).build()
        told = ", ".join(f"{number} {name}" for name, number in made.items())
        self.stdout.write(f"The demo is loaded: {told}.")
        self.stdout.write(f"Sign in with the password {settings.DEMO_PASSWORD} as")
        for login, name, _, what in USERS:
            self.stdout.write(f"  {login + '@example.org':24} {name}, {what}")

    def refuse(self, force):
        """Raise CommandError unless the demo was asked for by force and nothing of it is here yet."""
        if not force:
            raise CommandError(
                "This database has other users, so the demo was not loaded. "
                "Load it into an empty database, or add --force to put it beside what is here."
            )
        emails = [f"{login}@example.org" for login, *_ in USERS]
        keys = [story.key for story in STORIES]
        here = [
            *User.objects.filter(email__in=emails).values_list("email", flat=True),
            *Project.objects.filter(key__in=keys).values_list("key", flat=True),
        ]
        if here:
            raise CommandError(f"The demo would collide with what is here: {', '.join(here)}. Nothing was loaded.")
