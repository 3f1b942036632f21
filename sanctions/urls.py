from django.urls import path

from sanctions.views import law, lists, reference

app_name = "sanctions"
urlpatterns = [
    path("", lists.Lists.as_view(), name="lists"),
    path("search/", lists.Search.as_view(), name="search"),
    path("programmes/", law.Programmes.as_view(), name="programmes"),
    path("programmes/<slug:code>/", law.ProgrammeDetail.as_view(), name="programme"),
    path("vocabularies/", law.Vocabularies.as_view(), name="vocabularies"),
    path("vocabularies/<slug:name>/", law.Vocabulary.as_view(), name="vocabulary"),
    path("reference/<slug:table>/<int:pk>/", reference.ReferenceRow.as_view(), name="reference-row"),
    path("reference/<slug:table>/<int:pk>/edit/", reference.EditRow.as_view(), name="reference-edit"),
    path("<slug:slug>/", lists.ListChanges.as_view(), name="list"),
    path("<slug:slug>/<path:reference>/", lists.EntryDetail.as_view(), name="entry"),
]
