from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from jobs.broker import correct_kombu


class JobsConfig(AppConfig):
    name = "jobs"

    def ready(self) -> None:
        correct_kombu()
        autodiscover_modules("tasks")  # every process promises jobs, so every process knows their kinds
