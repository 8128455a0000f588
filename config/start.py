"""What `make run` and `make serve` do: bring the database up to date, then become the server.

One process does all of it, because every start of Django costs a second.
"""

import os
import sys

CAST = ("admin", "manager", "sponsor", "customer", "pmo", "outsider")


def run():
    """Try it out: DEBUG, demo data on an empty database, the server that reloads changed code."""
    os.environ.setdefault("DEBUG", "1")
    setting = load_settings()
    port = setting("int", "PORT", 8000)
    prepare_database()
    load_demo()
    print(f"\n  Customer register: http://127.0.0.1:{port}/\n")
    for name in CAST:
        print(f"    {name + '@example.org':<22} {setting('str', 'DEMO_PASSWORD', 'registry-demo')}")
    print("\n  Ctrl-C stops it; your data stays in the database.\n", flush=True)
    become("manage.py", "runserver", f"127.0.0.1:{port}")


def serve():
    """Production: DEBUG off, everything from the environment, gunicorn in front of the application."""
    os.environ.setdefault("DEBUG", "0")
    load_settings()
    prepare_database()
    step("Collecting static files")
    call("collectstatic", interactive=False, verbosity=0)
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
        sys.exit(f"Not started. {error}")
    return setting


def prepare_database():
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            step("Creating the tables, or changing them to what this version needs")
            call("migrate", interactive=False, verbosity=0)
        call("createcachetable", verbosity=0)
    except OperationalError as error:
        sys.exit(f"Not started. DATABASE_URL: the database does not answer. {error}")


def load_demo():
    from django.contrib.auth import get_user_model

    if not get_user_model().objects.exists():
        step("Loading the demo data")
        call("load_demo", verbosity=0)


def step(sentence):
    print(f"{sentence} ...", flush=True)


def call(command, **options):
    from django.core.management import call_command

    call_command(command, **options)


def become(*arguments):
    """Replaces this process, so that Ctrl-C and a supervisor's signals reach the server itself."""
    os.execv(sys.executable, [sys.executable, *arguments])


if __name__ == "__main__":
    {"run": run, "serve": serve}[sys.argv[1]]()
