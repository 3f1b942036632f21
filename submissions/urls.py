from django.urls import path

from submissions.views import arguing, dossiers, outcomes, planning, priorities, recalls, recommendations, tracking

app_name = "submissions"
urlpatterns = [
    path("", recommendations.RecommendationList.as_view(), name="list"),
    path("open/<slug:case>/", recommendations.OpenRecommendation.as_view(), name="open"),
    path("plan/<slug:case>/<slug:subject>/", planning.PlanAsks.as_view(), name="plan"),
    path("priorities/", priorities.Priorities.as_view(), name="priorities"),
    path("candidates/", tracking.CandidateList.as_view(), name="candidates"),
    path("candidates/compare/", tracking.CompareEverybody.as_view(), name="compare"),
    path("candidates/calibration/", tracking.Calibration.as_view(), name="calibration"),
    path("candidates/calibration/accept/", tracking.AcceptAlgorithm.as_view(), name="accept-algorithm"),
    path("candidates/<int:pk>/", tracking.CandidateDetail.as_view(), name="candidate"),
    path("candidates/<int:pk>/judge/", tracking.Judge.as_view(), name="judge"),
    path("outcomes/", outcomes.OutcomeList.as_view(), name="outcomes"),
    path("outcomes/<int:pk>/", outcomes.OutcomeDetail.as_view(), name="outcome"),
    path("outcomes/<int:pk>/<slug:action>/", outcomes.OutcomeStep.as_view(), name="outcome-step"),
    path("came-of/<slug:reference>/", tracking.CameOfIt.as_view(), name="came-of-it"),
    path("asks/<slug:reference>/", recommendations.RecommendationDetail.as_view(), name="recommendation"),
    path("asks/<slug:reference>/words/", recommendations.WriteRecommendation.as_view(), name="write"),
    path("asks/<slug:reference>/elements/<int:pk>/", recommendations.WriteFinding.as_view(), name="finding"),
    path("asks/<slug:reference>/elements/", arguing.ArgueElements.as_view(), name="elements"),
    path("asks/<slug:reference>/facts/", arguing.FactsAreRead.as_view(), name="facts-are-read"),
    path("asks/<slug:reference>/outcome/", outcomes.RecordOutcome.as_view(), name="record-outcome"),
    path("asks/<slug:reference>/reasons/", arguing.WriteReasons.as_view(), name="reasons"),
    path("asks/<slug:reference>/<slug:action>/", recommendations.RecommendationStep.as_view(), name="step"),
    path("<slug:reference>/", dossiers.DossierDetail.as_view(), name="dossier"),
    path("<slug:reference>/freeze/", dossiers.FreezeDossier.as_view(), name="freeze"),
    path("<slug:reference>/recalls/<int:pk>/", recalls.SettleRecall.as_view(), name="settle-recall"),
    path("<slug:reference>/<int:number>/delivery/", dossiers.RecordDelivery.as_view(), name="deliver"),
    path("<slug:reference>/<int:number>/<slug:file_format>/", dossiers.DownloadFile.as_view(), name="file"),
]
