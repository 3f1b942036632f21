from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.db.models import Model


class AccountBackend(AuthenticationBackend):
    """django-allauth's backend; whoever is signed in comes with their rights, in one query for each request."""

    def get_user(self, user_id: int) -> Model | None:
        person = get_user_model().objects.with_rights().filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None
