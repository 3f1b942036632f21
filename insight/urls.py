from django.urls import path

from insight.views import funnel, matrix, outcomes, recognition, reports, share, silence, texts, waiting

app_name = "insight"
urlpatterns = [
    path("", funnel.Funnel.as_view(), name="funnel"),
    path("table.csv", funnel.FunnelTable.as_view(), name="funnel-table"),
    path("chart.svg", funnel.FunnelChart.as_view(), name="funnel-chart"),
    path("cases/", funnel.FunnelCases.as_view(), name="funnel-cases"),
    path("count/", funnel.WorkOut.as_view(), name="work-out"),
    path("waiting/", waiting.Waiting.as_view(), name="waiting"),
    path("waiting/table.csv", waiting.WaitingTable.as_view(), name="waiting-table"),
    path("waiting/chart.svg", waiting.WaitingChart.as_view(), name="waiting-chart"),
    path("waiting/recommendations/", waiting.WaitedAsks.as_view(), name="waited"),
    path("share/", share.ShareFigures.as_view(), name="share"),
    path("share/table.csv", share.ShareTable.as_view(), name="share-table"),
    path("share/entries/", share.ShareEntries.as_view(), name="share-entries"),
    path("silence/", silence.Silence.as_view(), name="silence"),
    path("silence/table.csv", silence.SilenceTable.as_view(), name="silence-table"),
    path("silence/entries/", silence.ListedFrom.as_view(), name="listed-from"),
    path("reports/", reports.ReportList.as_view(), name="reports"),
    path("reports/keep/", reports.KeepReport.as_view(), name="keep-report"),
    path("reports/<int:pk>/", reports.ReportFile.as_view(), name="report"),
    path("public/", reports.PublicFigures.as_view(), name="public"),
    path("next/", matrix.Matrix.as_view(), name="matrix"),
    path("texts/", texts.TextList.as_view(), name="texts"),
    path("texts/add/", texts.AddText.as_view(), name="add-text"),
    path("texts/<int:pk>/", texts.TextDetail.as_view(), name="text"),
    path("recognition/", recognition.RecognitionFigures.as_view(), name="recognition"),
    path("recognition/table.csv", recognition.RecognitionTable.as_view(), name="recognition-table"),
    path("recognition/designations/", recognition.Designations.as_view(), name="designations"),
    path("outcomes/<int:pk>/basis/", outcomes.AttributeOutcome.as_view(), name="attribution"),
    path("outcomes/<int:pk>/credit/<slug:answer>/", outcomes.AnswerCredit.as_view(), name="credit"),
    path("days/", outcomes.ListingDayList.as_view(), name="listing-days"),
    path("days/<int:pk>/", outcomes.ListingDayDetail.as_view(), name="listing-day"),
    path("days/<int:pk>/<slug:kind>/", outcomes.TickStep.as_view(), name="tick"),
]
