"""Tests: the demonstration's rooms, production's strictness, one connection."""

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, INSTALLED_APPS, STORAGES, VAR

INSTALLED_APPS = ["demo", *INSTALLED_APPS]
ALLOWED_HOSTS = ["localhost", "testserver"]
SECOND_FACTOR_WAIVED = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
OUTBOX = VAR / "outbox"
COALITION_NAME, COALITION_CONTACT = "Small Places coalition", "submissions@coalition.example"
DATABASES = {"default": {**DATABASES["default"], "CONN_MAX_AGE": 0}}
DATABASES["side"] = {**DATABASES["default"], "TEST": {"MIRROR": "default"}}
JOBS_SIDE_DATABASE = "default"  # the fixture `side` turns to the second connection
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The cheapest parameters argon2 allows: the algorithm is the same, a suite of thousand sign-ins ends the same day.
PASSWORD_HASHERS = ["accounts.hashers.QuickArgon2"]
WHITENOISE_AUTOREFRESH = True
LIST_SCHEDULE = {}
LIST_FLOORS = {"us-ofac-sdn": 20}  # the samples are short cuts
