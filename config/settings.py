"""All settings, from the environment (or a .env file beside manage.py); a bad value stops the start with a sentence.

Nothing needs to be set to try the registry out: without SECRET_KEY it runs in DEBUG on SQLite in var/, with a secret
generated there. Production (gunicorn, config/wsgi.py) has DEBUG off and then asks for what it needs.
"""

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from bootstrap_wrapper import get_bootstrap_css_dir
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)


def setting(kind, name, *default, **options):
    """The value of environment variable `name`; a missing or bad one ends the start with one sentence."""
    try:
        return getattr(env, kind)(name, *default, **options)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"{name}: {error}. See .env.example and the README's table.") from None


DEBUG = setting("bool", "DEBUG", not setting("str", "SECRET_KEY", ""))
TESTING = "pytest" in sys.modules


def local_secret():
    """The secret of a try-out: made once, kept in var/, readable by its owner only."""
    VAR.mkdir(exist_ok=True)
    path = VAR / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


def database():
    url = setting("str", "DATABASE_URL", f"sqlite:///{VAR / 'register.sqlite3'}")
    try:
        parsed = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except (ValueError, dj_database_url.ParseError) as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {error}. Example: postgres://user:password@host:5432/name") from None
    if parsed["ENGINE"].endswith("sqlite3"):
        VAR.mkdir(exist_ok=True)
        # IMMEDIATE: a transaction that will write asks for the lock at its start, so it waits instead of failing.
        # WAL: readers go on while somebody writes.
        parsed["CONN_MAX_AGE"] = 0
        parsed["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 60,  # seconds that a writer waits for another: an import of 50,000 rows writes for about 20
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    elif not parsed["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured("DATABASE_URL: only sqlite:// and postgres:// are supported.")
    return parsed


# --- what must be said in production --------------------------------------------------------------------------------

if DEBUG:
    SECRET_KEY = setting("str", "SECRET_KEY", "") or local_secret()
    ALLOWED_HOSTS = setting("list", "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
else:
    SECRET_KEY = setting("str", "SECRET_KEY")
    ALLOWED_HOSTS = setting("list", "ALLOWED_HOSTS")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        raise ImproperlyConfigured("SECRET_KEY: too short; it needs at least 50 random characters.")
    if not any(ALLOWED_HOSTS):
        raise ImproperlyConfigured("ALLOWED_HOSTS: name the host people type, for example register.example.org.")

CSRF_TRUSTED_ORIGINS = setting("list", "CSRF_TRUSTED_ORIGINS", [])
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the application ------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "registry",
    "accounts",
    "projects",
    "customers",
    "valuecriteria",
    "pulse",
    "exchange",
    "overview",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "config.middleware.DatabaseAwayMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.PlainTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "registry.kept.KeptMiddleware",
    "accounts.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "registry.history.ActorMiddleware",
    "customers.middleware.MovedMiddleware",
    "config.middleware.NoPageMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["registry.templatetags.register"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "overview.context_processors.navigation",
            ],
        },
    }
]

# Django's own field groups, drawn by templates/forms/field.html: label, hint, error, input, tied together for readers.
FORM_RENDERER = "registry.forms.Renderer"

# --- signing in -----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.SignInBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my-work"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # there is no sign-up: an administrator invites, and the reset link proves the box
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is told to its owner
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "personal_link": "30/5m/ip",  # secrets of links that open nothing (registry.limiting)
    "calendar": "30/5m/ip",  # addresses of calendars that are none (registry.limiting)
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Customer register"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# The database is the cache that all processes share: sign-in rate limits hold across them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Full, it throws entries away; with Django's 300, a flood of addresses would clear everybody's rate limits.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- safety ---------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_FAILURE_VIEW = "config.views.session_expired"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

if not DEBUG:
    HTTPS = setting("bool", "HTTPS", True)
    SECURE_SSL_REDIRECT = HTTPS
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SESSION_COOKIE_SECURE = HTTPS
    CSRF_COOKIE_SECURE = HTTPS
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
    SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
    SECURE_HSTS_PRELOAD = HTTPS

# The number of proxies in front whose X-Forwarded-* headers may be believed (0: none).
TRUST_PROXY = setting("int", "TRUST_PROXY", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUST_PROXY
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- mail -----------------------------------------------------------------------------------------------------------

MAIL_SCHEMES = {
    "smtp": (25, False, False),
    "smtp+tls": (587, True, False),
    "smtps": (465, False, True),
}
EMAIL_URL = setting("str", "EMAIL_URL", "")
if EMAIL_URL:
    try:
        mail = urlsplit(EMAIL_URL)
        EMAIL_PORT, EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SCHEMES[mail.scheme]
        EMAIL_PORT = mail.port or EMAIL_PORT
        EMAIL_HOST, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
            unquote(part or "") for part in (mail.hostname, mail.username, mail.password)
        )
    except (KeyError, ValueError):
        EMAIL_HOST = ""
    if not EMAIL_HOST:
        raise ImproperlyConfigured("EMAIL_URL: not understood. Example: smtp+tls://user:password@mail.example.org:587")
elif DEBUG:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
else:
    raise ImproperlyConfigured(
        "EMAIL_URL: missing; invitations and resets go by mail. Example: smtp+tls://user:password@mail.example.org:587"
    )
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = setting("str", "DEFAULT_FROM_EMAIL", "Customer register <register@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL


def is_site_url(text):
    try:
        url = urlsplit(text)
        return bool(
            url.scheme in ("http", "https") and url.hostname and url.port != 0 and url.geturl() == text
        ) and not (url.query or url.fragment or url.username)
    except ValueError:
        return False


def site_url():
    """Where people reach the register, for links in mail that no request asked for; "" if nothing says it."""
    given = setting("str", "SITE_URL", "").rstrip("/")
    if given:
        if not is_site_url(given):
            raise ImproperlyConfigured("SITE_URL: not understood. Example: https://register.example.org")
        return given
    if DEBUG:
        return f"http://127.0.0.1:{setting('int', 'PORT', 8000)}"
    host = next((host for host in ALLOWED_HOSTS if host and host[0] not in "*."), "")
    return f"{'https' if SECURE_SSL_REDIRECT else 'http'}://{host}" if host else ""


SITE_URL = site_url()

# --- language, time, files ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = setting("str", "TIME_ZONE", "UTC")
LOCALE_PATHS = []

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "config" / "static",
    ("bootstrap", get_bootstrap_css_dir()),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- the project's own ----------------------------------------------------------------------------------------------

DEMO_PASSWORD = setting("str", "DEMO_PASSWORD", "registry-demo")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"secrets": {"()": "config.masking.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Without this, DEBUG=False logs no traceback anywhere.
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"propagate": True},  # its own handler would show the secrets
        "accounts": {"level": "INFO"},
    },
}
