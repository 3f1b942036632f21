"""What workers send to people."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.mail import content_free_message
from accounts.models import Invitation, User

SALT = "accounts.invitation"


def invitation_token(invitation: Invitation) -> str:
    """Signed; it opens nothing once the row says used, withdrawn or expired."""
    return signing.dumps(invitation.pk, salt=SALT)


def send_invitation(invitation: Invitation) -> None:
    path = reverse("accounts:join", args=[invitation_token(invitation)])
    content_free_message(invitation.email, settings.SITE_ADDRESS + path).send()


def tell_of_restoration(person: User) -> None:
    content_free_message(person.email, settings.SITE_ADDRESS).send()
