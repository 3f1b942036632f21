"""What workers tell a partner about what came of a case: that something moved, never what."""

from django.conf import settings

from accounts.mail import message_to
from accounts.models import User
from accounts.roles import PARTNER_ROLES
from submissions.models import Recommendation


def tell_partner(recommendation: Recommendation) -> None:
    """Mail the people of the organisation whose case it is; the page behind the link says what happened."""
    if recommendation.case.is_paused:  # a mail could be seen by those they fear
        return
    link = settings.SITE_ADDRESS + recommendation.case.get_absolute_url()
    people = User.objects.filter(grants__role__in=PARTNER_ROLES, is_active=True).distinct()
    for person in people.filter(organisation=recommendation.case.organisation_id):
        message_to(person, link).send()
