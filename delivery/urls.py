from django.urls import path

from delivery.views import due, ledger, offices, past, wanted

app_name = "delivery"
urlpatterns = [
    path("", ledger.Ledger.as_view(), name="ledger"),
    path("sent/<slug:reference>/", ledger.LedgerLine.as_view(), name="line"),
    path("sent/<slug:reference>/log/", ledger.LogContact.as_view(), name="log"),
    path("log/<int:pk>/file/", ledger.ContactFile.as_view(), name="contact-file"),
    path("told/<slug:reference>/", ledger.ToldPartner.as_view(), name="told-partner"),
    path("offices/", offices.Offices.as_view(), name="offices"),
    path("offices/<int:pk>/", offices.OfficeDetail.as_view(), name="office"),
    path("offices/<int:pk>/card/", offices.WriteCard.as_view(), name="office-card"),
    path("offices/<int:pk>/people/", offices.AddOfficial.as_view(), name="official-add"),
    path("offices/<int:pk>/people/<int:official>/move/", offices.MoveOfficial.as_view(), name="official-move"),
    path("due/", due.WhatIsDue.as_view(), name="due"),
    path("due/mail/", due.ChooseMail.as_view(), name="choose-mail"),
    path("due/calendar/", due.MakeCalendar.as_view(), name="make-calendar"),
    path("due/reminders/<int:pk>/", due.SettleReminder.as_view(), name="settle-reminder"),
    path("calendar/<str:token>.ics", due.CalendarFeed.as_view(), name="calendar"),
    path("wanted/", wanted.WantedList.as_view(), name="wanted"),
    path("wanted/<int:pk>/", wanted.WantedDetail.as_view(), name="wanted-one"),
    path("wanted/<int:pk>/answered/", wanted.AnswerWanted.as_view(), name="wanted-answered"),
    path("clocks/", due.Clocks.as_view(), name="clocks"),
    path("sent/<slug:reference>/remind/", due.Remind.as_view(), name="remind"),
    path("past/", past.PastImports.as_view(), name="past"),
    path("past/<slug:reference>/", past.PastImportDetail.as_view(), name="past-import"),
    path("past/<slug:reference>/columns/", past.NameColumns.as_view(), name="past-columns"),
    path("past/<slug:reference>/wrong-rows/", past.WrongRows.as_view(), name="past-wrong-rows"),
    path("past/<slug:reference>/bring-in/", past.BringIn.as_view(), name="past-bring-in"),
    path("past/<slug:reference>/compare/", past.Compare.as_view(), name="past-compare"),
    path("past/<slug:reference>/take-out/", past.TakeOut.as_view(), name="past-take-out"),
]
