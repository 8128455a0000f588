"""Make .venv and install a locked set into it, unless that very set is there already.

    python3 requirements/install.py run|test|tools

Standard library only: it runs before anything is installed. What was installed is remembered by the hash of its lock,
not by a time stamp, so switching branches back and forth installs nothing.
"""

import hashlib
import shutil
import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE.parent / ".venv"
PYTHON = VENV / "bin" / "python"
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
SETS = {
    "run": "the packages it runs on",
    "test": "the packages that test it",
    "tools": "the tool that locks packages",
}


def main(name):
    if installed(name) == wanted(name) and PYTHON.exists():
        return
    # An environment belongs to one minor version of Python: after an upgrade it is made anew.
    if not (PYTHON.exists() and (VENV / "lib" / f"python{VERSION}").exists()):
        make_environment()
    print(f"Installing {SETS[name]} into .venv ...", flush=True)
    install(HERE / f"{name}.lock")
    stamp(name).write_text(wanted(name))
    if name == "test":  # test.lock holds all of run.lock
        stamp("run").write_text(wanted("run"))


def stamp(name):
    return VENV / f"installed-{name}"


def installed(name):
    return stamp(name).read_text() if stamp(name).exists() else ""


def wanted(name):
    return f"{VERSION} {hashlib.sha256((HERE / f'{name}.lock').read_bytes()).hexdigest()}"


def make_environment():
    # Some distributions package it apart, and venv would then fail half-way.
    if not find_spec("ensurepip"):
        sys.exit("Python's venv module is incomplete here; on Debian and Ubuntu: apt-get install python3-venv")
    print(f"Making .venv with Python {VERSION} ...", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    venv.create(VENV, with_pip=True, symlinks=True)


def install(lock):
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", "--quiet"]
    # Nothing is compiled ahead: Python does it for the few modules that are used, which halves the wait.
    options = ["--only-binary", ":all:", "--require-hashes", "--no-compile"]
    if subprocess.run([*pip, "install", *options, "-r", str(lock)], check=False).returncode:
        sys.exit("The packages could not be installed; pip's message above says why.")


if __name__ == "__main__":
    main(*sys.argv[1:])
