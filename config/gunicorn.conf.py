"""How gunicorn serves the register: a few processes, each with threads, for pages that wait on the database."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DEBUG", "0")
try:
    # Read once here, before any process is started: a bad setting is one sentence, not a traceback per process.
    from config.settings import setting

    bind = f"{setting('str', 'BIND', '127.0.0.1')}:{setting('int', 'PORT', 8000)}"
    workers = setting("int", "WEB_PROCESSES", 2)
    threads = setting("int", "WEB_THREADS", 4)
except ImproperlyConfigured as error:
    sys.exit(f"Not started. {error}")

worker_class = "gthread"
logger_class = "config.access_log.SecretsHidden"
# Nobody talks to the server but by HTTP and signals.
control_socket_disable = True
# Heartbeat files in memory: on a slow disk they would stall healthy processes.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - gunicorn makes safe files there
