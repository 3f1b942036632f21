"""What workers tell a partner about what came of a case: that something moved, never what."""

from django.conf import settings

from accounts.mail import message_to
from cases.notices import partners_of
from submissions.models import Recommendation


def tell_partner(recommendation: Recommendation) -> None:
    """Mail the people of the organisations whose case it is; the page behind the link says what happened."""
    link = settings.SITE_ADDRESS + recommendation.case.get_absolute_url()
    for person in partners_of(recommendation.case):
        message_to(person, link).send()
