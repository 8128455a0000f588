"""What `make run` and `make serve` do before they become the server.

One process does all of it, because every start of Django costs a second.
"""

import os
import sys
from io import StringIO


def run():
    """Try it out: DEBUG, a database brought up to date, the demo if it is empty, a server."""
    os.environ.setdefault("DEBUG", "1")
    setting = load_settings()
    port = setting("int", "PORT", 8000)
    if behind():
        print("Creating the tables, or changing them to what this version needs ...", flush=True)
        call("migrate")
        call("createcachetable")
    load_demo()
    print(f"\n  Customer register: http://127.0.0.1:{port}/\n\n{demo_logins()}\n", flush=True)
    # Without the reloader, which would load everything twice and keep a core busy: that is for `manage.py runserver`.
    become("manage.py", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}")


def serve():
    """Production: DEBUG off, everything from the environment. It changes no database: that is a decision."""
    os.environ.setdefault("DEBUG", "0")
    load_settings()
    if behind():
        stop("The database is not at this version. Run .venv/bin/python manage.py migrate, then createcachetable.")
    print("Collecting static files ...", flush=True)
    call("collectstatic", interactive=False)
    become("-m", "gunicorn", "--config", "config/gunicorn.conf.py", "config.wsgi")


def load_settings():
    """Django with its settings, or one sentence about the setting that is missing or wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        from config.settings import setting

        django.setup()
    except ImproperlyConfigured as error:
        stop(error)
    return setting


def behind():
    """Whether the database lacks a migration or the cache's table."""
    from django.conf import settings
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        tables = connection.introspection.table_names()
    except OperationalError as error:
        stop(f"DATABASE_URL: the database does not answer. {error}")
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return bool(missing) or settings.CACHES["default"]["LOCATION"] not in tables


def load_demo():
    from accounts.models import User

    if not User.objects.exists():
        print("Loading the demo ...", flush=True)
        call("load_demo", stdout=StringIO())  # what it tells is told below, at every start


def demo_logins():
    """The demo's people who are in this database, and the password they were given."""
    from django.conf import settings

    from accounts.models import User
    from overview.demo.people import USERS

    here = set(User.objects.values_list("email", flat=True).filter(email__endswith="@example.org"))
    lines = [f"    {name}@example.org".ljust(28) + what for name, _, _, what in USERS if f"{name}@example.org" in here]
    return "\n".join([f"  Sign in with the password {settings.DEMO_PASSWORD} as", *lines]) if lines else ""


def call(command, **options):
    from django.core.management import call_command

    call_command(command, verbosity=0, **options)


def stop(reason):
    sys.exit(f"Not started. {reason}")


def become(*arguments):
    """Replaces this process, so that Ctrl-C and a supervisor's signals reach the server itself."""
    os.execv(sys.executable, [sys.executable, *arguments])


if __name__ == "__main__":
    {"run": run, "serve": serve}[sys.argv[1]]()
