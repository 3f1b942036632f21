"""What a dossier must not show anybody: whose names, addresses, numbers and file names, each with words that are safe on a page.

What a case protects says `cases.protected`; here come those who filed it, and what the dossier itself withholds.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from cases.models import Case
from cases.protected import Word, protected_words
from submissions.leaks.search import Kind, Protected
from submissions.models import Dossier, Redaction
from submissions.statuses import RecommendationStatus
from vault.fields import revealed
from vault.sight import EVERYTHING, look_as


def protected_in(dossier: Dossier) -> list[Protected]:
    """Of every case that the dossier argues from, whether it refers to them or not. The caller keeps nothing of it in plain text.

    It looks as one who sees every row, whoever asks: nothing is missed for being out of somebody's sight.
    """
    with look_as(EVERYTHING):
        asks = dossier.recommendations.exclude(status=RecommendationStatus.STOPPED)
        cases = list(Case.objects.filter(pk__in=asks.values("case")).select_related("organisation").order_by("pk"))
        found = [*of_the_cases(cases), *(one for case in cases for one in filers(case)), *redacted_words(dossier)]
    return list(dict.fromkeys(one for one in found if one.text.strip()))


def digest(dossier: Dossier, protected: Iterable[Protected]) -> str:
    """Of what was looked for, under the dossier's key: without it nobody can try names on the digest."""
    rows = sorted([one.kind, one.text, one.alone] for one in protected)
    return hmac.new(dossier.data_key.unwrap(), json.dumps(rows).encode(), hashlib.sha256).hexdigest()


LEAST_MARK = 12  # letters of a mark that is looked for as it was written
KINDS = {
    Word.NAME: Kind.NAME,
    Word.ALIAS: Kind.NAME,
    Word.CONTACT: Kind.CONTACT,
    Word.MARK: Kind.CONTACT,
    Word.FILE_NAME: Kind.FILE_NAME,
}


def of_the_cases(cases: Iterable[Case]) -> Iterator[Protected]:
    """Names, aliases, contacts and marks of everybody, contacts of first notes, and the names that files came with."""
    for word in protected_words(cases):
        if word.kind == Word.MARK and len(word.text) < LEAST_MARK:
            continue  # “tall” is nobody
        whose = named(word.whose, word.case) if word.whose else _("The contact of case %s") % word.case
        yield Protected(KINDS[word.kind], word.text, whose)


def named(person: str, case: str) -> str:
    """Whose something is, by pseudonym or title of a source."""
    return _("“%(person)s” of case %(case)s") % {"person": person, "case": case}


def filers(case: Case) -> Iterator[Protected]:
    """Everybody of the organisations that filed it, and the names of those that did not agree to be named."""
    for organisation in Organisation.objects.filter(pk__in=case.organisations, may_be_named=False):
        yield Protected(Kind.NAME, organisation.name, _("An organisation that filed case %s") % case.reference, alone=False)
    for person in User.objects.filter(organisation__in=case.organisations).order_by("pk"):
        whose = _("Somebody who filed case %s") % case.reference
        yield Protected(Kind.NAME, person.name, whose, alone=False)
        yield Protected(Kind.CONTACT, person.email, whose)


def redacted_words(dossier: Dossier) -> Iterator[Protected]:
    """What the dossier itself does not say must not stand in an exhibit either."""
    for row in Redaction.objects.filter(dossier=dossier).select_related("dossier__data_key"):
        yield Protected(Kind.NAME, revealed(row.words), _("Words that this dossier withholds"), alone=False)
