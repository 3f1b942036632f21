"""What the processes of the rig run with: a plain installation, this folder's kinds of work, leases as short as it is told."""

from datetime import timedelta

from config.env import env_int
from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS

INSTALLED_APPS = ["tests.soak", *INSTALLED_APPS]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
JOBS_LEASE = timedelta(seconds=env_int("SOAK_LEASE", 60))
JOBS_LOST_AFTER = timedelta(seconds=env_int("SOAK_LOST_AFTER", 30))
