"""What a server of its own process runs with, beside a test: the tests' settings, and static files from where they lie."""

from config.settings.test import *  # noqa: F403

WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
