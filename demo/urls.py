from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [path("", views.Outbox.as_view(), name="outbox")]
