from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override

from accounts.models import User


def content_free_message(address: str, link: str) -> EmailMessage:
    """The only mail there is: something moved, here is the link. Whoever reads over a shoulder learns nothing."""
    body = render_to_string("accounts/mail.txt", {"link": link})
    return EmailMessage(str(settings.EMAIL_SUBJECT), body, settings.DEFAULT_FROM_EMAIL, [address])


def message_to(person: User, link: str) -> EmailMessage:
    """The same few words in the language that this person chose."""
    with override(person.language):
        return content_free_message(person.email, link)
