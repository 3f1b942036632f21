from django.urls import path

from cases.views import after_filing, intake, listing, partner, review

app_name = "cases"

# What a partner does.
PARTNER = [
    path("note/", intake.WriteFirstNote.as_view(), name="note"),
    path("<slug:reference>/file/", intake.FileCase.as_view(), name="file"),
    path("<slug:reference>/correct/", after_filing.TellWhatChanged.as_view(), name="correct"),
    path("<slug:reference>/withdraw/", after_filing.WithdrawCase.as_view(), name="withdraw"),
]

# What staff do.
STAFF = [
    path("<slug:reference>/step/<slug:action>/", review.TakeStep.as_view(), name="step"),
    path("<slug:reference>/ask/", review.AskQuestion.as_view(), name="ask"),
    path("<slug:reference>/questions/withdraw/", review.WithdrawQuestion.as_view(), name="withdraw-question"),
    path("<slug:reference>/changes/settle/", review.SettleCorrection.as_view(), name="settle-correction"),
    path("<slug:reference>/contact/", review.ShowContact.as_view(), name="contact"),
]

urlpatterns = [
    path("", listing.CaseList.as_view(), name="list"),
    path("results/", listing.CaseList.as_view(results_only=True), name="list-results"),
    *PARTNER,
    *STAFF,
    path("<slug:reference>/", partner.CasePage.as_view(), name="detail"),
]
