from django.urls import path

from sanctions import views

app_name = "sanctions"
urlpatterns = [
    path("", views.Lists.as_view(), name="lists"),
    path("search/", views.Search.as_view(), name="search"),
    path("programmes/", views.Programmes.as_view(), name="programmes"),
    path("<slug:slug>/", views.ListChanges.as_view(), name="list"),
    path("<slug:slug>/<path:reference>/", views.EntryDetail.as_view(), name="entry"),
]
