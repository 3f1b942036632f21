"""The addresses of the staff's side of casework: the desk they share, and what they do with one case."""

from django.urls import path

from cases.views import (
    conflicts,
    consent,
    corroboration,
    deciding,
    desk,
    flags,
    listed,
    messages,
    register,
    related,
    review,
    safety,
    search,
    translations,
    versions,
)

# Sharing the work.
DESK = [
    path("search/", search.Search.as_view(), name="search"),
    path("register/", register.Register.as_view(), name="register"),
    path("register/refused/", register.Refused.as_view(), name="refused-subjects"),
    path("register/<slug:reference>/", register.OneSubject.as_view(), name="subject"),
    path("register/<slug:reference>/merge/", register.Merge.as_view(), name="merge-subjects"),
    path("register/<slug:reference>/split/", register.Split.as_view(), name="split-subjects"),
    path("register/<slug:reference>/command/", register.SetCommand.as_view(), name="set-command"),
    path("narrow/", desk.Narrow.as_view(), name="narrow"),
    path("jump/", desk.Jump.as_view(), name="jump"),
    path("many/", desk.ManyAtOnce.as_view(), name="many"),
    path("many/<uuid:batch>/undo/", desk.Undo.as_view(), name="undo"),
    path("lists/", desk.SaveView.as_view(), name="save-view"),
    path("workload/", desk.Workload.as_view(), name="workload"),
    path("windows/", desk.Windows.as_view(), name="windows"),
    path("letters/", deciding.Letters.as_view(), name="letters"),
    path("alarms/", safety.Alarms.as_view(), name="alarms"),
    path("alarms/<int:pk>/end/", safety.EndAlarm.as_view(), name="end-alarm"),
    path("ties/", conflicts.Ties.as_view(), name="ties"),
]

# One case.
STAFF = [
    path("<slug:reference>/assign/", desk.Assign.as_view(), name="assign"),
    path("<slug:reference>/next/", desk.Next.as_view(), name="next"),
    path("<slug:reference>/notes/", deciding.WriteNote.as_view(), name="write-note"),
    path("<slug:reference>/notes/read/", deciding.ReadNotes.as_view(), name="read-notes"),
    path("<slug:reference>/messages/settle/", messages.SettleMessages.as_view(), name="settle-messages"),
    path("<slug:reference>/flags/", flags.RaiseFlag.as_view(), name="raise-flag"),
    path("<slug:reference>/flags/<int:pk>/lower/", flags.LowerFlag.as_view(), name="lower-flag"),
    path("<slug:reference>/checks/", deciding.Checks.as_view(), name="checks"),
    path("<slug:reference>/corroboration/", corroboration.Corroboration.as_view(), name="corroboration"),
    path("<slug:reference>/corroboration/override/", corroboration.WriteOverride.as_view(), name="override"),
    path("<slug:reference>/corroboration/confirm/", corroboration.ConfirmOverride.as_view(), name="confirm-override"),
    path("<slug:reference>/corroboration/contrary/", corroboration.SignContrary.as_view(), name="sign-contrary"),
    path("<slug:reference>/related/", related.Related.as_view(), name="related"),
    path("<slug:reference>/assess/", deciding.Assess.as_view(), name="assess"),
    path("<slug:reference>/decide/", deciding.Decide.as_view(), name="decide"),
    path("<slug:reference>/translate/", translations.Translate.as_view(), name="translate"),
    path("<slug:reference>/versions/", versions.Versions.as_view(), name="versions"),
    path("<slug:reference>/aside/", conflicts.SetAside.as_view(), name="set-aside"),
    path("<slug:reference>/aside/lift/", conflicts.Lift.as_view(), name="lift-recusal"),
    path("<slug:reference>/step/<slug:action>/", review.TakeStep.as_view(), name="step"),
    path("<slug:reference>/ask/", review.AskQuestion.as_view(), name="ask"),
    path("<slug:reference>/questions/withdraw/", review.WithdrawQuestion.as_view(), name="withdraw-question"),
    path("<slug:reference>/changes/settle/", review.SettleCorrection.as_view(), name="settle-correction"),
    path("<slug:reference>/consent/<slug:kind>/<int:pk>/unsafe/", consent.DecideUnsafe.as_view(), name="consent-unsafe"),
    path("<slug:reference>/listed/", listed.AlreadyListed.as_view(), name="listed"),
    path("<slug:reference>/contact/", review.ShowContact.as_view(), name="contact"),
]
