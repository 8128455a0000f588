"""`make test`: every check, and every test on SQLite, on PostgreSQL and in the browser, and one closing summary.

    python -m tests.run [arguments for pytest]

Two lanes run beside each other, each on half of the processors: more at once would only push each other out of the
processors' caches. A lane that is done takes the next step, so that both end at about the same time. What each step has
to say is said when it has ended. Whatever fails, the rest still runs: one run tells all there is to mend.
"""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from xml.etree import ElementTree

from tests.checks import run_checks
from tests.chromium import find_chromium
from tests.migrated import TEMPLATE, make_template
from tests.postgres import FOR_TESTS, postgres
from tests.results import Result, closing, together

# Never opened: tests/conftest.py makes a file for each process. It must not be in memory, or the live server of the
# browser tests would share one connection among its threads, which crashes Python.
SQLITE = "sqlite:///var/never-opened.sqlite3"
# The folders whose tests take about a third of the time.
HEAVY = ["tests/admin", "tests/customers"]
NO_TEST_CHOSEN = 5  # pytest's exit code
NO_BROWSER = """
!!! ---------------------------------------------------------------------------------------------------
!!!  THE BROWSER TESTS DID NOT RUN: no Chromium was found.
!!!  Install it (Debian and Ubuntu: apt-get install chromium) or name one: CHROMIUM=/path make test
!!! ---------------------------------------------------------------------------------------------------"""


STARTED = []  # to be stopped with us
HALF = (os.cpu_count() or 1) // 2
PROCESSES = str(HALF if HALF > 1 else 0)  # for xdist: one process needs no other to tell it what to do


def main(arguments):
    # Compiling every module anew, in each of the run's dozen processes, is 4 CPU seconds a process.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, lambda number, frame: sys.exit(128 + number))  # so that what was started is stopped
    with ExitStack() as until_the_end, ThreadPoolExecutor(2) as lanes:
        try:
            server = lanes.submit(server_of_tests, until_the_end)
            steps = [  # the long ones first, or one lane would end on them alone
                lanes.submit(in_browser, arguments),
                *(lanes.submit(on_postgresql, server, *part) for part in enumerate(parts(arguments))),
                *(lanes.submit(on_sqlite, part) for part in parts(arguments)),
            ]
            results = [*run_checks(), *together(step.result() for step in steps)]
        except BaseException as stop:
            lanes.shutdown(wait=False, cancel_futures=True)
            stop_all(told=isinstance(stop, KeyboardInterrupt))
            if isinstance(stop, KeyboardInterrupt):
                sys.exit("\nStopped.")
            raise
    return closing(results)


def stop_all(told):
    """End what still runs. Of Ctrl-C it has been told; then it has time to tidy up."""
    for process in STARTED:
        if not told:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def parts(arguments):
    """What pytest is told in each of two steps; in one, if somebody told what to run."""
    return [arguments] if arguments else [[f"--ignore={folder}" for folder in HEAVY], HEAVY]


def on_sqlite(arguments):
    return pytest("tests on SQLite", SQLITE, "not browser", arguments)


def server_of_tests(until_the_end):
    """(address, settings) of a PostgreSQL server: the one that is named, or one of ours until the run ends."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return given, {}
    url = until_the_end.enter_context(postgres(FOR_TESTS))
    return url, {TEMPLATE: make_template(url)}


def on_postgresql(server, number, arguments):
    name = "tests on PostgreSQL"
    try:
        url, settings = server.result()
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        print(error, flush=True)
        return Result(name, failed=1, note="PostgreSQL could not be started")
    # Two steps may run at once: each has a database of its own.
    return pytest(name, with_name(url, number), "not browser", arguments, settings)


def with_name(url, number):
    parts = urlsplit(url)
    return parts._replace(path=f"{parts.path}_{number}").geturl()


def in_browser(arguments):
    name = "tests in the browser"
    if find_chromium():
        return pytest(name, SQLITE, "browser", arguments or ["tests/browser"])
    print(NO_BROWSER, flush=True)
    required = os.environ.get("REQUIRE_BROWSER") == "1"
    return Result(name, failed=int(required), skipped=int(not required), note="NOT RUN: no Chromium found")


def pytest(name, database_url, marker, arguments, settings=()):
    environment = os.environ | {"DEBUG": "1", "DATABASE_URL": database_url} | dict(settings)
    with TemporaryDirectory() as folder:
        report, said = Path(folder) / "report.xml", Path(folder) / "said"
        options = ["-q", "-n", PROCESSES, "-m", marker, f"--junitxml={report}"]
        with said.open("wb") as output:
            command = [sys.executable, "-m", "pytest", *options, *arguments]
            process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        STARTED.append(process)
        code = process.wait()
        print(f"\n{name[0].upper()}{name[1:]}\n{said.read_text(errors='replace')}", end="", flush=True)
        if code == NO_TEST_CHOSEN and arguments:
            return Result(name, note="no test chosen")
        return read(report, name, code)


def read(report, name, code):
    if not report.exists():
        return Result(name, failed=1, note=f"pytest ended with code {code}")
    suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest has just written it
    tests, failures, errors, skipped = (int(suite.get(key)) for key in ("tests", "failures", "errors", "skipped"))
    failed = failures + errors
    # A run can fail without a failing test: nothing collected, or a crash.
    return Result(name, tests - failed - skipped, failed or int(code != 0), skipped)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
