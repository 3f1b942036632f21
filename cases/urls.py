from django.urls import path

from cases.views import detail, listing

app_name = "cases"

# What a partner does.
PARTNER: list = []

# What staff do.
STAFF: list = []

urlpatterns = [
    path("", listing.CaseList.as_view(), name="list"),
    path("results/", listing.CaseList.as_view(results_only=True), name="list-results"),
    *PARTNER,
    *STAFF,
    path("<slug:reference>/", detail.CaseDetail.as_view(), name="detail"),
]
