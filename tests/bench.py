"""`make bench`: how the register's pages keep their pace from 1,000 people to 100,000, on both engines.

    python -m tests.bench [people ...]        (1000 100000 when nothing is said)

For each size it makes a sample, asks each page a number of times in this process, and prints the median, the number of
SQL statements, and how many times the smallest register's time the largest one takes. Only the ratios say something:
seconds are this machine's, today. It judges nothing; the last run is kept in var/bench.json to compare with.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.postgres import postgres

SIZES = [1_000, 100_000]
KEPT = Path("var/bench.json")
WARM_UP, TIMES = 3, 15


def main(sizes):
    runs = {}
    for engine in ("PostgreSQL", "SQLite"):
        for size in sizes:
            print(f"{engine}, {size:,} people", flush=True)
            with database(engine) as url:
                runs[f"{engine} {size}"] = run(url, size)
        table(engine, sizes, runs)
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(runs, indent=1))
    print(f"\nKept in {KEPT}.")


@contextmanager
def database(engine):
    if engine == "PostgreSQL":
        with postgres() as url:
            yield url
    else:
        with TemporaryDirectory(prefix="register-bench-") as folder:
            yield f"sqlite:///{folder}/bench.sqlite3"


def run(url, size):
    environment = os.environ | {"DATABASE_URL": url, "DEBUG": "1"}

    def manage(*arguments):
        subprocess.run([sys.executable, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)

    manage("manage.py", "migrate", "-v0")
    manage("manage.py", "createcachetable")
    began = time.monotonic()
    manage("manage.py", "load_sample", "--people", str(size))
    loaded = time.monotonic() - began
    asked = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--measure"], env=environment, check=True, capture_output=True, text=True
    )
    return {"load_sample": {"ms": loaded * 1000, "statements": None}} | json.loads(asked.stdout)


def table(engine, sizes, runs):
    few, many = runs[f"{engine} {sizes[0]}"], runs[f"{engine} {sizes[-1]}"]
    stock = many["stock Django admin list"]["ms"]
    print(f"\n{engine:38} {sizes[0]:>9,} {sizes[-1]:>11,}  times  statements  to stock admin")
    for page, last in many.items():
        first = few[page]
        statements = "" if last["statements"] is None else f"{first['statements']} / {last['statements']}"
        against = "" if last["statements"] is None else f"{last['ms'] / stock:14.2f}"
        print(
            f"{page:38} {first['ms']:6.1f} ms {last['ms']:8.1f} ms {last['ms'] / first['ms']:6.2f}"
            f"  {statements:>10}  {against}",
            flush=True,
        )


def measure():
    """In a process of its own, over the database that DATABASE_URL names: {page: ms, statements} as JSON."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    found = {}
    for name, ask in pages().items():
        for _ in range(WARM_UP):
            ask()
        with CaptureQueriesContext(connection) as seen:
            ask()
        asked, took = len(seen), []  # counted at once: the next request empties the log
        for _ in range(TIMES):
            began = time.perf_counter()
            ask()
            took.append(time.perf_counter() - began)
        found[name] = {"ms": statistics.median(took) * 1000, "statements": asked}
    print(json.dumps(found))


def pages():
    """{page: a function that asks for it and checks that it was answered}."""
    from django.test import Client

    from accounts.models import User
    from customers.models import Party, Role, Stakeholder
    from projects.models import Project, Stage
    from registry.paging import cursor_of

    client = Client()
    client.force_login(User.objects.get(email="sample@example.org"))
    kinds = {role.kind: role.pk for role in Role.objects.order_by("-pk")}
    person = Party.objects.people().order_by("pk").first()
    part = Stakeholder.objects.filter(criteria__isnull=False).order_by("pk").select_related("project").first()
    project = Project.objects.filter(stage=Stage.ACTIVE).order_by("pk").first()
    deep = cursor_of(["novak", 0], back=False)

    def page(url, **query):
        def ask():
            response = client.get(url, query)
            assert response.status_code == 200, f"{url} answers {response.status_code}"

        return ask

    here = f"/projects/{project.key}/"
    return {
        "directory, first page": page("/people/"),
        "directory, a deep page": page("/people/", after=deep),
        "directory, a search for many": page("/people/", q="mar"),
        "directory, a search": page("/people/", q="maria k"),
        "directory, a search for one": page("/people/", q=person.name),
        "directory, a search for nobody": page("/people/", q="qqq"),
        "directory, sponsors": page("/people/", role=kinds["sponsor"]),
        "directory, end users": page("/people/", role=kinds["end_user"]),
        "directory, external groups": page("/people/", kind="group", side="external"),
        "duplicates": page("/people/duplicates/"),
        "groups as a tree": page("/people/tree/"),
        "a person": page(f"/people/{person.pk}/"),
        "search over everything": page("/search/", q="maria k"),
        "known names while typing": page(f"{here}customers/known/", name="maria k"),
        "my work": page("/"),
        "reviews": page("/reviews/"),
        "projects": page("/projects/"),
        "a project": page(here),
        "its customers": page(f"{here}customers/"),
        "its organisation": page(f"{here}organisation/"),
        "its influence and interest": page(f"{here}customers/grid/"),
        "a customer": page(f"/projects/{part.project.key}/customers/{part.pk}/"),
        "its value": page(f"{here}value/"),
        "its alignment": page(f"{here}alignment/"),
        "its history": page(f"{here}history/"),
        "stock Django admin list": stock_admin(),
    }


def stock_admin():
    """The same people in Django's own admin, nothing changed: what a page costs that nobody thought about."""
    from django.contrib.admin import AdminSite, ModelAdmin
    from django.test import RequestFactory

    from accounts.models import User
    from customers.models import Party

    class Stock(ModelAdmin):
        list_display = ["name", "title", "group", "is_external"]
        list_per_page = 50

    user = User.objects.create_superuser(f"bench-{time.time_ns()}@example.org", "x", name="Bench")
    admin = Stock(Party, AdminSite())

    def ask():
        request = RequestFactory().get("/")
        request.user = user
        assert admin.changelist_view(request).render().status_code == 200

    return ask


if __name__ == "__main__":
    if sys.argv[1:] == ["--measure"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        measure()
    else:
        main([int(size) for size in sys.argv[1:]] or SIZES)
