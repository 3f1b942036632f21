from django.apps import apps
from django.urls import include, path

from config.home import Home
from config.languages import choose_language

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("language/", choose_language, name="set_language"),
    path("cases/", include("cases.urls")),
    path("dossiers/", include("submissions.urls")),
    path("insight/", include("insight.urls")),
    path("delivery/", include("delivery.urls")),
    path("lists/", include("sanctions.urls")),
    path("people/", include("accounts.urls")),
    path("account/", include("accounts.allauth_urls")),
    path("record/", include("audit.urls")),
    path("jobs/", include("jobs.urls")),
]

if apps.is_installed("demo"):
    urlpatterns.append(path("outbox/", include("demo.urls")))
