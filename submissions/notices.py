"""What workers tell a partner about what came of a case: that something moved, never what."""

from django.conf import settings

from accounts.mail import content_free_message
from accounts.models import User
from submissions.models import Recommendation


def tell_partner(recommendation: Recommendation) -> None:
    """Mail the people of the organisation whose case it is; the page behind the link says what happened."""
    link = settings.SITE_ADDRESS + recommendation.case.get_absolute_url()
    for person in User.objects.filter(organisation=recommendation.case.organisation_id, is_active=True):
        content_free_message(person.email, link).send()
