from django.urls import path, register_converter

from cases import staff_urls
from cases.converters import SectionConverter
from cases.views import (
    after_filing,
    answers,
    cofiling,
    consent,
    consent_texts,
    custody,
    dictation,
    evidence,
    identities,
    intake,
    items,
    listing,
    messages,
    offline,
    paper,
    partner,
    safety,
    stories,
    typing,
    uploads,
)

app_name = "cases"
register_converter(SectionConverter, "section")

# What a partner does.
PARTNER = [
    path("typed/keep/", typing.Keep.as_view(), name="keep"),
    path("typed/<uuid:number>/forget/", typing.Forget.as_view(), name="forget"),
    path("safety/", safety.Safety.as_view(), name="safety"),
    path("safety/stop/", safety.NoLongerSafe.as_view(), name="no-longer-safe"),
    path("blank/<slug:kind>/", offline.BlankForm.as_view(), name="blank"),
    path("join/", cofiling.JoinCase.as_view(), name="join"),
    path("note/type/", dictation.TypeFirstNote.as_view(), name="type-note"),
    path("note/", intake.WriteFirstNote.as_view(), name="note"),
    path("<slug:reference>/file/", intake.FileCase.as_view(), name="file"),
    path("<slug:reference>/messages/", messages.Messages.as_view(), name="messages"),
    path("<slug:reference>/offline/", offline.Offline.as_view(), name="offline"),
    path("<slug:reference>/together/", cofiling.Together.as_view(), name="together"),
    path("<slug:reference>/together/leave/", cofiling.LeaveCase.as_view(), name="leave-case"),
    path("<slug:reference>/together/<uuid:pk>/contact/", cofiling.ShowContactOf.as_view(), name="contact-of"),
    path("<slug:reference>/together/<uuid:pk>/<slug:action>/", cofiling.ChangePart.as_view(), name="change-part"),
    path("<slug:reference>/safe-contact/", cofiling.ChangeContact.as_view(), name="safe-contact"),
    path("<slug:reference>/parts/", partner.Parts.as_view(), name="parts"),
    path("<slug:reference>/paper/", paper.CaseOnPaper.as_view(), name="paper"),
    path("<slug:reference>/correct/", after_filing.TellWhatChanged.as_view(), name="correct"),
    path("<slug:reference>/withdraw/", after_filing.WithdrawCase.as_view(), name="withdraw"),
    path("<slug:reference>/questions/<int:pk>/answer/", answers.AnswerQuestion.as_view(), name="answer-question"),
    path("<slug:reference>/answers/", answers.SendAnswers.as_view(), name="send-answers"),
    path("<slug:reference>/consent/<slug:kind>/<int:pk>/", consent.RecordConsent.as_view(), name="consent"),
    path("<slug:reference>/consent/<slug:kind>/<int:pk>/take-back/", consent.TakeAllBack.as_view(), name="consent-take-back"),
    path("<slug:reference>/incidents/<int:incident>/acts/add/", items.EditAct.as_view(), name="act-add"),
    path("<slug:reference>/acts/<int:pk>/", items.EditAct.as_view(), name="act-edit"),
    path("<slug:reference>/acts/<int:pk>/remove/", items.RemoveAct.as_view(), name="act-remove"),
    path("<slug:reference>/evidence/<int:pk>/upload/", evidence.UploadEvidence.as_view(), name="evidence-upload"),
    path("<slug:reference>/evidence/<int:pk>/uploads/", uploads.BeginUpload.as_view(), name="upload-begin"),
    path("<slug:reference>/uploads/<uuid:pk>/", uploads.OneUpload.as_view(), name="upload"),
    path("<slug:reference>/files/<uuid:pk>/", evidence.EvidenceReceipt.as_view(), name="evidence-receipt"),
    path("<slug:reference>/files/<uuid:pk>/download/", evidence.DownloadEvidence.as_view(), name="evidence-download"),
    path("<slug:reference>/files/<uuid:pk>/copy/", evidence.OpenCopy.as_view(), name="evidence-copy"),
    path("<slug:reference>/files/<uuid:pk>/veil/", evidence.ShowVeil.as_view(), name="evidence-veil"),
    path("<slug:reference>/files/<uuid:pk>/lock/", evidence.LockEvidence.as_view(), name="evidence-lock"),
    path("<slug:reference>/files/<uuid:pk>/mark/", evidence.MarkEvidence.as_view(), name="evidence-mark"),
    path("<slug:reference>/files/<uuid:pk>/receipt/", custody.ReceiptFile.as_view(), name="evidence-receipt-file"),
    path("<slug:reference>/files/<uuid:pk>/remove/", evidence.RemoveEvidence.as_view(), name="evidence-remove"),
    path("<slug:reference>/identity/<slug:kind>/<int:pk>/", identities.SealIdentity.as_view(), name="identity"),
    path("<slug:reference>/<section:section>/", stories.SectionPage.as_view(), name="section"),
    path("<slug:reference>/<section:section>/add/", items.EditItem.as_view(), name="item-add"),
    path("<slug:reference>/<section:section>/<int:pk>/", items.EditItem.as_view(), name="item-edit"),
    path("<slug:reference>/<section:section>/<int:pk>/remove/", items.RemoveItem.as_view(), name="item-remove"),
]

# What is sealed, for both sides.
SEALED = [
    path("<slug:reference>/identities/", identities.Identities.as_view(), name="identities"),
    path("<slug:reference>/identities/ask/<slug:kind>/", identities.AskAboutSeal.as_view(), name="seal-ask"),
    path("<slug:reference>/identities/<int:pk>/read/", identities.ReadIdentity.as_view(), name="identity-read"),
    path("<slug:reference>/identities/<int:pk>/<slug:action>/", identities.DecideSeal.as_view(), name="seal-decide"),
]

# What people are told before they answer.
TEXTS = [
    path("consent-texts/", consent_texts.ConsentTexts.as_view(), name="consent-texts"),
    path("consent-texts/new/", consent_texts.NewVersion.as_view(), name="consent-text-new"),
    path("consent-texts/<int:pk>/translate/", consent_texts.Translate.as_view(), name="consent-text-translate"),
    path("consent-texts/<int:pk>/reviewer/", consent_texts.NameReviewer.as_view(), name="consent-text-reviewer"),
]

# What auditors do.
AUDIT = [
    path("custody/", custody.CustodyPage.as_view(), name="custody"),
    path("custody/walk/", custody.WalkCustody.as_view(), name="custody-walk"),
    path("custody/read-again/", custody.RereadFiles.as_view(), name="custody-reread"),
]

urlpatterns = [
    path("", listing.CaseList.as_view(), name="list"),
    path("results/", listing.CaseList.as_view(results_only=True), name="list-results"),
    *TEXTS,
    *AUDIT,
    *staff_urls.DESK,
    *PARTNER,
    *SEALED,
    *staff_urls.STAFF,
    path("<slug:reference>/", partner.CasePage.as_view(), name="detail"),
]
