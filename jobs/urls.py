from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.GivenUpJobs.as_view(), name="list"),
    path("<uuid:pk>/", views.JobDetail.as_view(), name="detail"),
    path("<uuid:pk>/progress/", views.JobDetail.as_view(progress_only=True), name="progress"),
    path("<uuid:pk>/cancel/", views.JobCancel.as_view(), name="cancel"),
    path("<uuid:pk>/again/", views.JobTryAgain.as_view(), name="again"),
]
