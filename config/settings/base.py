"""What is true everywhere. Each value an operator may set is described in docs/settings.md."""

from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.catalogues import codes_in
from config.env import env_bool, env_int, env_list, env_secret, env_str
from config.settings.schedule import *  # noqa: F403 -- settings too

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR = Path(env_str("SMALLPLACES_VAR", str(BASE_DIR / "var")))

SECRET_KEY = env_secret("SECRET_KEY")
WRAPPING_KEY_FILE = Path(env_str("WRAPPING_KEY_FILE"))
DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "upkeep",
    "insight",
    "delivery",
    "submissions",
    "cases",
    "sanctions",
    "accounts",
    "audit",
    "jobs",
    "vault",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.headers.PrivateHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.languages.LanguageOfPerson",
    "accounts.middleware.SessionLimit",
    "accounts.middleware.IsolatedRequest",
    "allauth.account.middleware.AccountMiddleware",
    "cases.middleware.KeepTyped",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.SecondFactor",
    "config.step_up.StepUpFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.page",
                "cases.views.visible.kept",
            ],
        },
    }
]
CRISPY_TEMPLATE_PACK = CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"

# Databases. `default` is the role the site runs as; `owner` owns the tables and is used by `migrate` alone.
DATABASES = {
    "default": dj_database_url.parse(env_str("DATABASE_URL"), conn_max_age=300, conn_health_checks=True),
}
DATABASE_ROLE = DATABASES["default"]["USER"]
if owner_url := env_str("DATABASE_OWNER_URL", ""):
    DATABASES["owner"] = dj_database_url.parse(owner_url)
# A second connection, in autocommit, on which leases and progress are written while a job's own transaction is open.
DATABASES["side"] = {**DATABASES["default"]}
JOBS_SIDE_DATABASE = "side"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entry"}}

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "accounts.validators.MaximumLength", "OPTIONS": {"max_length": 128}},
    {"NAME": "accounts.validators.NotRepeated"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
SECOND_FACTOR_WAIVED = False  # only the demonstration waives it; production refuses to start with True

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation reaches its address; that is the verification
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can make us write to an address that is not one of ours
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# Axes is what locks somebody out; these only slow down what it does not count: codes, mails, floods.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,20/h/key", "reset_password": "20/m/ip,3/h/key", "login": "60/m/ip"}
PASSWORD_RESET_TIMEOUT = 3600
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # allauth's own table of addresses is not used; see the invitation above
MFA_TOTP_ISSUER = "Small Places"
INVITATION_LIFETIME = timedelta(hours=72)

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(hours=1)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "accounts.addresses.pseudonymous_address"
AXES_USERNAME_CALLABLE = "accounts.addresses.pseudonymous_login"
AXES_LOCKOUT_CALLABLE = "accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or a stranger could keep somebody out for ever
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["login", "email", "next", "csrfmiddlewaretoken"]  # what a row of failures may not quote
BEHIND_PROXY = False  # in production a proxy writes the client's address into X-Forwarded-For

# Sessions: 30 minutes idle, 12 hours at most
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False  # accounts.middleware.SessionLimit renews it once a minute
SESSION_LIFETIME = timedelta(hours=12)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
# Sentences for the next page may name somebody: they wait in the session, not in a cookie on the device.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Head of every page
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # under no-referrer browsers send "Origin: null" and every form is refused
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Words and time
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
# One more language is one more folder in locale/ with its catalogue; its own name comes from Django's list.
LANGUAGES = [("en", "English"), *((code, code) for code in codes_in(LOCALE_PATHS[0]))]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "vault.storage.SealedStorage", "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["cases.uploads.SealingUploadHandler"]  # no plain byte of an upload touches the disk

# Dossiers. Signatures that are of somebody else than the two: any of law, safety, partner, approval.
SIGN_OFF_APART = env_list("SIGN_OFF_APART")
# Who submits a dossier, and where officials reach them: an office, never a person or a partner. On its first page.
COALITION_NAME = env_str("COALITION_NAME", "A coalition of human rights organisations")
COALITION_CONTACT = env_str("COALITION_CONTACT", "")

# Evidence. What is set here is optional: docs/settings.md says what each is for.
TIMESTAMP_URL = env_str("TIMESTAMP_URL", "")
TIMESTAMP_CERTIFICATES = env_str("TIMESTAMP_CERTIFICATES", "")
EVIDENCE_FILE_MB = env_int("EVIDENCE_FILE_MB", 2_048)
EVIDENCE_CASE_MB = env_int("EVIDENCE_CASE_MB", 20_480)
EVIDENCE_ORGANISATION_MB = env_int("EVIDENCE_ORGANISATION_MB", 204_800)
CLAMD_ADDRESS = env_str("CLAMD_ADDRESS", "")
DUTY_EMAIL = env_str("DUTY_EMAIL", "")
COUNSEL_EMAIL = env_str("COUNSEL_EMAIL", "")

# Review. A coalition of four leaves both off: two people and their words are enough.
REVIEWS_NEEDED = env_int("REVIEWS_NEEDED", 0)  # own readings by colleagues before a case can be accepted
REVIEW_PHASES = env_bool("REVIEW_PHASES", False)  # what colleagues do with the cases of a window, from which day on
REVIEWS_BLIND = env_bool("REVIEWS_BLIND", False)  # nobody reads those of others before having given their own

# Mail says that something moved and carries a link; it never says what.
EMAIL_SUBJECT = _("Small Places: something is waiting for you")
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", "Small Places <noreply@localhost>")
SITE_ADDRESS = env_str("SITE_ADDRESS", f"http://localhost:{env_int('SMALLPLACES_PORT', 8000)}")

# Figures
PUBLIC_FIGURES = env_bool("PUBLIC_FIGURES", False)  # anybody reads the totals of the newest report, without signing in

# Where `check_health` asks the web server; in production the server itself, past the proxy.
HEALTH_ADDRESS = env_str("HEALTH_ADDRESS", SITE_ADDRESS)

# Jobs
JOBS_LEASE = timedelta(seconds=60)  # how long a worker's claim holds without a sign of life from it
JOBS_LOST_AFTER = timedelta(seconds=30)  # how long a message may be in no queue before its job is sent again
CELERY_BROKER_URL = env_str("BROKER_URL", "")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_STORE_ERRORS_EVEN_IF_IGNORED = False
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_DB_REUSE_MAX = 1_000  # jobs on one connection; a broken one is noticed before each (`jobs.tasks`)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,  # above the hard time limit, or a running job would be delivered twice
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "unacked_mutex_expire": 30,
    "socket_timeout": 30,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULER = "jobs.beat:RowScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5

# Official lists
# For how long what we hold of a list may stay unconfirmed before somebody has to look: read by the clock, or brought by hand.
LIST_STALE_AFTER = timedelta(days=3)
LIST_STALE_AFTER_BY_HAND = timedelta(days=100)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "config.logs.WithoutWords", "format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "jobs": {"level": "INFO"},
        # Its warnings carry the address asked for, and some addresses carry a one-time link.
        "django.request": {"level": "ERROR"},
    },
}
