from django.urls import path, re_path

from sanctions.views import adding, aside, law, lists, reference, screening

app_name = "sanctions"
urlpatterns = [
    path("", lists.Lists.as_view(), name="lists"),
    path("search/", lists.Search.as_view(), name="search"),
    path("screen/", screening.ScreenNames.as_view(), name="screen"),
    path("programmes/", law.Programmes.as_view(), name="programmes"),
    path("programmes/<slug:code>/", law.ProgrammeDetail.as_view(), name="programme"),
    path("vocabularies/", law.Vocabularies.as_view(), name="vocabularies"),
    path("vocabularies/<slug:name>/", law.Vocabulary.as_view(), name="vocabulary"),
    path("reference/<slug:table>/<int:pk>/", reference.ReferenceRow.as_view(), name="reference-row"),
    path("reference/<slug:table>/<int:pk>/edit/", reference.EditRow.as_view(), name="reference-edit"),
    path("reference/<slug:table>/add/<slug:below>/", adding.AddRow.as_view(), name="reference-add"),
    path("twins/", aside.Twins.as_view(), name="twins"),
    re_path(r"^twins/(?P<pk>\d+)/(?P<verdict>same|different)/$", aside.SayOfTwins.as_view(), name="say-of-twins"),
    path("<slug:slug>/entries/", lists.Entries.as_view(), name="entries"),
    path("<slug:slug>/bring/", aside.Drop.as_view(), name="drop"),
    path("<slug:slug>/publications/<int:pk>/", aside.Publication.as_view(), name="publication"),
    path("<slug:slug>/publications/<int:pk>/<str:name>", aside.PublishedFile.as_view(), name="published"),
    re_path(
        r"^(?P<slug>[-a-z0-9]+)/publications/(?P<pk>\d+)/(?P<action>propose|release|refuse)/$",
        aside.Decide.as_view(),
        name="decide",
    ),
    path("<slug:slug>/", lists.ListChanges.as_view(), name="list"),
    path("<slug:slug>/<path:reference>/", lists.EntryDetail.as_view(), name="entry"),
]
