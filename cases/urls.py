from django.urls import path

from cases import views

app_name = "cases"
urlpatterns = [
    path("", views.CaseList.as_view(), name="list"),
    path("results/", views.CaseList.as_view(results_only=True), name="list-results"),
    path("<slug:reference>/", views.CaseDetail.as_view(), name="detail"),
]
