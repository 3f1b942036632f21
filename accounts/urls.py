from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.PersonList.as_view(), name="list"),
    path("me/", views.Account.as_view(), name="me"),
    path("second-step/", views.Enrol.as_view(), name="enrol"),
    path("invite/", views.Invite.as_view(), name="invite"),
    path("invitations/<int:pk>/withdraw/", views.WithdrawInvitation.as_view(), name="withdraw"),
    path("invitations/<int:pk>/decide/", views.DecideInvitation.as_view(), name="decide-invitation"),
    path("organisations/add/", views.AddOrganisation.as_view(), name="add-organisation"),
    path("organisations/<int:pk>/naming/", views.Naming.as_view(), name="naming"),
    path("join/<str:token>/", views.Join.as_view(), name="join"),
    path("<int:pk>/", views.PersonDetail.as_view(), name="person"),
    path("<int:pk>/roles/give/", views.GiveRole.as_view(), name="give-role"),
    path("<int:pk>/roles/<slug:role>/take/", views.TakeRole.as_view(), name="take-role"),
    path("roles/<int:pk>/decide/", views.DecideRole.as_view(), name="decide-role"),
    path("<int:pk>/close/", views.CloseAccount.as_view(), name="close"),
    path("<int:pk>/restore/", views.AskRestoration.as_view(), name="ask-restoration"),
    path("restorations/<int:pk>/", views.DecideRestoration.as_view(), name="decide-restoration"),
]
