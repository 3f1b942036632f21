"""Once an hour: what is new in the searches that people keep. They are told that there is something, never what."""

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.urls import reverse

from accounts.mail import content_free_message
from cases import policies
from cases.finding.find import find
from cases.finding.grammar import parse
from cases.models import SavedSearch
from vault.sight import look_as


@transaction.atomic
def tell_of_news() -> int:
    """One message to each person in whose searches a case is new that they may see; returns how many people."""
    people = {}
    for saved in SavedSearch.objects.filter(tells=True).select_related("person").select_for_update(of=("self",)):
        if not (saved.person.is_active and policies.can_search(saved.person)):
            continue
        with look_as(saved.person.sight):  # the database holds back what they may not see, as when they look themselves
            found = find(parse(saved.query), saved.person).keys
        if not set(found) <= set(saved.known):
            people[saved.person_id] = saved.person
            saved.has_news = True
        saved.known = found
        saved.save(update_fields=["known", "has_news"])
    link = settings.SITE_ADDRESS + reverse("cases:search")
    get_connection().send_messages([content_free_message(person.email, link) for person in people.values()])
    return len(people)
