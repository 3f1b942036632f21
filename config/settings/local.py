"""The demonstration on this machine: fictional people, mail readable at /outbox/, no second factor."""

from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS, VAR

INSTALLED_APPS = ["demo", *INSTALLED_APPS]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SECOND_FACTOR_WAIVED = True
EMAIL_BACKEND = "demo.mail.OutboxBackend"
OUTBOX = VAR / "outbox"
