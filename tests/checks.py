"""The checks that run no test. `python -m tests.checks` runs them alone (make lint)."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import token_urlsafe

from tests.results import Result, closing

PYTHON = [sys.executable, "-m"]
DJADE = [str(Path(sys.executable).with_name("djade")), "--check"]
LINT_IMPORTS = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
MANAGE = [sys.executable, "manage.py"]

# No check may open the data that somebody tries the register out with.
NO_DATA = {"DEBUG": "1", "DATABASE_URL": "sqlite://:memory:"}
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": token_urlsafe(50),
    "ALLOWED_HOSTS": "register.example.org",
    "DATABASE_URL": "postgres://register@db.example.org/register",
    "EMAIL_URL": "smtp+tls://mail.example.org:587",
}


def all_checks():
    templates = sorted(map(str, Path("templates").rglob("*.html")))
    return {
        "mistakes in Python (ruff check)": ([*PYTHON, "ruff", "check", "--quiet", "--output-format", "concise"], {}),
        "form of Python (ruff format)": ([*PYTHON, "ruff", "format", "--check", "--output-format", "concise"], {}),
        "form of templates (djade)": ([*DJADE, *templates], {}),
        "imports point one way (lint-imports)": (LINT_IMPORTS, {}),
        "no migration is missing": ([*MANAGE, "makemigrations", "--check", "--dry-run"], NO_DATA),
        "safe in production (check --deploy)": ([*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    }


def run_checks():
    print("Checks", flush=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = [pool.submit(check, name, *what) for name, what in all_checks().items()]
        return [future.result() for future in futures]


def check(name, command, settings):
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        print(f"  ok      {name}", flush=True)
        return Result(name, passed=1)
    print(f"  FAILED  {name}\n{done.stdout}{done.stderr}", flush=True)
    return Result(name, failed=1)


if __name__ == "__main__":
    sys.exit(closing(run_checks()))
