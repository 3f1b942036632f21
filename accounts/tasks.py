from django.core.management import call_command

from accounts import notices
from accounts.models import Invitation, User
from jobs.registry import job


@job("accounts.send_invitation", retry_on=(OSError,))
def send_invitation(invitation: int) -> None:
    notices.send_invitation(Invitation.objects.get(pk=invitation))


@job("accounts.tell_of_restoration", retry_on=(OSError,))
def tell_of_restoration(person: int) -> None:
    notices.tell_of_restoration(User.objects.get(pk=person))


@job("accounts.send_password_link", retry_on=(OSError,))
def send_password_link(person: int) -> None:
    notices.send_password_link(User.objects.get(pk=person))


@job("accounts.clear_expired")
def clear_expired() -> None:
    call_command("clearsessions")
