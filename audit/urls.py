from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("", views.RecordList.as_view(), name="list"),
    path("verify/", views.VerifyRecord.as_view(), name="verify"),
]
