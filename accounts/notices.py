"""What workers send to people."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.mail import content_free_message, message_to
from accounts.models import Invitation, User

SALT = "accounts.invitation"


def invitation_token(invitation: Invitation) -> str:
    """Signed; it opens nothing once the row says used, withdrawn or expired."""
    return signing.dumps(invitation.pk, salt=SALT)


def send_invitation(invitation: Invitation) -> None:
    path = reverse("accounts:join", args=[invitation_token(invitation)])
    content_free_message(invitation.email, settings.SITE_ADDRESS + path).send()


def tell_of_restoration(person: User) -> None:
    message_to(person, settings.SITE_ADDRESS).send()


def send_password_link(person: User) -> None:
    """A link to choose a new password, made here and now: it stands in no table and works for an hour."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": token})
    message_to(person, settings.SITE_ADDRESS + path).send()
