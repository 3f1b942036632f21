"""Where django-allauth asks how this house does it."""

from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest

from accounts.addresses import pseudonymous_address, pseudonymous_login
from accounts.mail import content_free_message
from jobs.services import promise
from vault.keys import Unreadable, ring


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """By invitation only."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return pseudonymous_address(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's own mails say too much; ours say that something moved and carry the link."""
        content_free_message(email, settings.SITE_ADDRESS).send()

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """By a worker, so that the page answers as fast for an address that nobody has."""
        promise("accounts.send_password_link", person=user.pk)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Account and address together: a stranger elsewhere cannot keep somebody from signing in."""
        return f"{pseudonymous_address(request)}:{pseudonymous_login(request, credentials)}"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are sealed; a copied database signs nobody in."""

    def encrypt(self, text: str) -> str:
        name = ring().current
        return f"{name}:{self._cipher(name).encrypt(text.encode()).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        name, _, token = encrypted_text.partition(":")
        try:
            return self._cipher(name).decrypt(token.encode()).decode()
        except InvalidToken:
            raise Unreadable("A sign-in secret was changed or sealed with another key.") from None

    def _cipher(self, name: str) -> Fernet:
        return Fernet(urlsafe_b64encode(ring().derive("sign-in secrets", name)))
