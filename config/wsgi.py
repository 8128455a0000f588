"""The application as gunicorn serves it: production unless somebody says DEBUG=1 aloud."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEBUG", "0")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
