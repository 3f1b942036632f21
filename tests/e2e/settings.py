"""What a server of its own process runs with, beside a test: the tests' settings, and static files from where they lie."""

from config.settings.test import *  # noqa: F403

WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# Connections are kept between requests, as an installation keeps them: the first question on a new one costs as much as a page.
DATABASES["default"] |= {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}  # noqa: F405
