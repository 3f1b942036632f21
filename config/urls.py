from django.apps import apps
from django.urls import include, path

from config.home import Home

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("cases/", include("cases.urls")),
    path("dossiers/", include("submissions.urls")),
    path("lists/", include("sanctions.urls")),
    path("people/", include("accounts.urls")),
    path("account/", include("accounts.allauth_urls")),
    path("record/", include("audit.urls")),
    path("jobs/", include("jobs.urls")),
]

if apps.is_installed("demo"):
    urlpatterns.append(path("outbox/", include("demo.urls")))
