"""A migrated, empty database, made once and copied: migrating is seconds of every test process, copying is nothing.

On SQLite the file is kept between runs, for as long as no migration and no package changed.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from django.db import connection

from tests.stage import STAGE

KEPT = Path(".pytest_cache") / "migrated"
TEMPLATE = "TEMPLATE_DATABASE"  # where tests/run.py says the name of PostgreSQL's


def migrate(url):
    environment = os.environ | {"DATABASE_URL": url}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)


def make_template(url):
    """The name of a migrated database on this PostgreSQL server, for the databases of the tests to be copies of."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE migrated")
    migrate(f"{url.rpartition('/')[0]}/migrated")
    return "migrated"


def copy_for_sqlite(target):
    """Put a migrated database at this path; the first process to ask makes it, the others wait for that."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        template = KEPT / f"{fingerprint()}.sqlite3"
        if not template.exists():
            for old in KEPT.glob("*.sqlite3*"):
                old.unlink()
            fresh = template.with_suffix(".new")
            fresh.unlink(missing_ok=True)
            migrate(f"sqlite:///{fresh.resolve()}")
            fresh.rename(template)
        shutil.copyfile(template, target)


@contextmanager
def empty_database():
    """For a test that migrates: the connection leads to a database without a table, and then to its own again.

    From nothing to an early migration is a second; from the newest one back there, ten.
    """
    own = connection.settings_dict["NAME"]
    with TemporaryDirectory(prefix="register-empty-") as folder:
        is_file = connection.vendor == "sqlite"
        empty = f"{folder}/empty.sqlite3" if is_file else f"{own}_empty"
        if not is_file:
            outside(f'CREATE DATABASE "{empty}"')
        lead_to(empty)
        try:
            yield
        finally:
            lead_to(own)
            if not is_file:
                outside(f'DROP DATABASE "{empty}"')


def lead_to(name):
    STAGE.clear()
    connection.close()
    connection.settings_dict["NAME"] = name


def outside(statement):
    """Say this to the database server, in no database of ours."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def fingerprint():
    """Of all that a migrated database follows from: our migrations and models, and the packages' versions."""
    sources = [*Path().glob("*/migrations/*.py"), *Path("registry").glob("*.py"), Path("requirements/test.lock")]
    digest = sha256()
    for source in sorted(sources):
        digest.update(f"{source}\0".encode() + source.read_bytes())
    return digest.hexdigest()[:20]
