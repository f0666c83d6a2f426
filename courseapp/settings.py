"""The site's settings. Check out, `make run`, and it works; a real deployment sets what README's "Deploying" lists."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE

from courseapp import environment

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(environment.read_text("COURSEAPP_VAR", str(ROOT / "var"))).resolve()
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)

# --- who we are, on the network -------------------------------------------------------------------------------------

SITE_NAME = environment.read_text("SITE_NAME", "courseapp")
SITE_URL = environment.read_text("SITE_URL", f"http://127.0.0.1:{environment.read_int('PORT', 8000)}").rstrip("/")
DEBUG = environment.read_bool("DEBUG", default=False)
DEMO = environment.read_bool("COURSEAPP_DEMO", default=False)
DEMO_PASSWORD = "unrolled through time"  # noqa: S105  public on purpose: it opens nothing but the demo
DEMO_SIGN_INS = {
    "an instructor": "ines@demo.example",
    "an assistant": "asta@demo.example",
    "a student": "sam@demo.example",
    "another student": "mei@demo.example",
}
SECRET_KEY = environment.read_secret_key(VAR)

address = urlsplit(SITE_URL)
HTTPS = address.scheme == "https"
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]  # a health check asks from the machine itself
ALLOWED_HOSTS = [address.hostname or "127.0.0.1", *environment.read_list("ALLOWED_HOSTS"), *LOOPBACK]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.read_bool("BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, UNSAFE_INLINE],  # KaTeX places glyphs with style attributes; the editor adds style elements
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- the parts --------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "courseapp.site",
    "courseapp.accounts",
    "courseapp.courses",
    "courseapp.gradebook",
    "quizzes",
    "grader",
    "axes",
    "csp",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "courseapp.site.policy.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it turns a refused sign-in into the page that says so
]

ROOT_URLCONF = "courseapp.urls"
WSGI_APPLICATION = "courseapp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "courseapp" / "templates", ROOT],  # ROOT: a question type keeps its templates in its own folder
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "courseapp.site.context.describe_site",
            ],
        },
    },
]

# Parts that courseapp must not import are named here; courseapp calls them through these names.
SITE_NOTICES = ["grader.health.describe_closure"]  # () -> str: a sentence for every page, or ""
COURSE_CONTENT = ["quizzes.content.sync", "grader.content.sync"]  # course as files -> database
QUIZ_GENERATOR_RUNNER = "grader.generating.run"  # a course's own question generators, in the sandbox
QUIZ_DECK_JAIL = "grader.errands.run"  # where uploaded decks are read
COURSE_ATTENTION = ["quizzes.attention.list_for_staff", "grader.attention.list_for_staff"]
COURSE_AGENDA = "courseapp.gradebook.agenda.read"  # what is due and what came back, for a course's home

# --- data -------------------------------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        environment.read_text("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Web and workers write at once: readers never block, and a writer asks for the lock when its transaction
        # begins, so that it waits its turn instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        # FULL: what was acknowledged survives a loss of power.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {  # typeset mathematics, mostly; a file cache, so that pages do not need Redis
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

REDIS_SOCKET = environment.find_redis_socket(VAR)
REDIS_URL = environment.read_text("REDIS_URL", "")
CELERY = {
    "broker_url": REDIS_URL or f"redis+socket://{REDIS_SOCKET}",
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "worker_proc_alive_timeout": 60,  # a worker process starts its sandbox and rehearses before it says that it is up
    # Deadlines are ordered: sandbox (its own limits, well below) < soft < hard < redelivery.
    "task_soft_time_limit": 240,
    "task_time_limit": 300,
    "broker_transport_options": {"visibility_timeout": 900, "socket_timeout": 5, "socket_connect_timeout": 2},
    "broker_connection_retry_on_startup": True,
    "task_publish_retry_policy": {"max_retries": 1, "interval_start": 0.1},
    "worker_hijack_root_logger": False,
    "beat_schedule_filename": str(VAR / "celerybeat-schedule"),
    "beat_schedule": {
        "sweep": {"task": "grader.tasks.sweep", "schedule": 10.0},
        "letters": {"task": "courseapp.accounts.tasks.send_letters", "schedule": 30.0},
        "read-uploads": {"task": "quizzes.tasks.read_uploads", "schedule": 20.0},
        "close-overdue-attempts": {"task": "quizzes.tasks.close_overdue", "schedule": 15.0},
    },
}

METRICS_TOKEN = environment.read_text("METRICS_TOKEN", "")  # what a program shows to read /metrics; unset: none may

PREPARES_AHEAD = environment.read_bool("PREPARE_AHEAD", default=True)  # idle workers, what wrong answers are known by

# --- people -----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "courseapp.accounts.signed_in.Backend"]
SESSION_ENGINE = "courseapp.accounts.signed_in"
# The brake on guessing passwords: ten wrong ones for an account from an address, then a rest. See ADR 0040.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=10)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "courseapp.accounts.brake.read_account"
AXES_CLIENT_IP_CALLABLE = "courseapp.accounts.brake.read_address"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_DISABLE_ACCESS_LOG = True  # who signed in when and from where is nobody's business
AXES_VERBOSE = False
PASSWORD_HASHERS = [
    "courseapp.accounts.hashing.PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of accounts made before; replaced at the next sign-in
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

DEFAULT_FROM_EMAIL = environment.read_text("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <noreply@{address.hostname}>")
if EMAIL_HOST := environment.read_text("EMAIL_HOST", ""):
    EMAIL_PORT = environment.read_int("EMAIL_PORT", 587)
    EMAIL_HOST_USER = environment.read_text("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = environment.read_text("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = environment.read_bool("EMAIL_USE_TLS", default=True)
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"

# --- words, time, files -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
TIME_ZONE = environment.read_text("TIME_ZONE", "UTC")
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["courseapp.site.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "courseapp" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"axes": {"level": "WARNING"}},  # it tells of every page of the sign-in otherwise
}
