"""The demonstration on this machine: fictional people, mail readable at /outbox/, no second factor."""

from config.env import env_str
from config.settings.base import *  # noqa: F403
from config.settings.base import CELERY_BEAT_SCHEDULE, INSTALLED_APPS, VAR

INSTALLED_APPS = ["demo", *INSTALLED_APPS]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SECOND_FACTOR_WAIVED = True
EMAIL_BACKEND = "demo.mail.OutboxBackend"
OUTBOX = VAR / "outbox"
COALITION_NAME = env_str("COALITION_NAME", "Small Places coalition")
COALITION_CONTACT = env_str("COALITION_CONTACT", "Liaison office, submissions@coalition.example, +00 000 000 100")
# Its lists are invented and lie in demo/lists; nothing is fetched, so nothing grows stale.
LIST_SCHEDULE = {}
CELERY_BEAT_SCHEDULE = {name: entry for name, entry in CELERY_BEAT_SCHEDULE.items() if entry["task"] != "sanctions.refresh_list"}
# Excerpts of any list may be tried.
LIST_FLOORS = {
    "us-ofac-sdn": 20,
    **dict.fromkeys(("us-ofac-consolidated", "us-state-7031c", "gb-fcdo", "eu-fsf", "ca-sema", "ca-jvcfoa", "au-dfat"), 1),
}
