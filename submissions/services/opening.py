"""A recommendation is opened, in a dossier."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.log import record
from cases.models import Case, Subject
from sanctions.models import Criterion, Programme
from submissions import basis, checks, policies
from submissions.checks import legal
from submissions.models import Dossier, ElementFinding, Recommendation
from vault.models import create_data_key


@transaction.atomic
def open_recommendation(
    case: Case,
    subject: Subject,
    criterion: Criterion,
    *,
    by: User,
    alternatives: Iterable[Programme] = (),
    dossier: Dossier | None = None,
) -> Recommendation:
    """Open one ask in a dossier (a new one, unless given) with an empty finding for each element of the criterion.

    Raises `PermissionDenied` unless `by` is liaison for the criterion's government, and `checks.NotReady`
    when case, subject, dossier and alternatives do not fit.
    """
    jurisdiction = criterion.programme.authority.jurisdiction
    if not policies.is_liaison_for(by, jurisdiction):
        raise PermissionDenied
    if dossier is not None:
        dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    alternatives = list(alternatives)
    checks.require(checks.can_be_opened(case, subject, jurisdiction, dossier))
    checks.require(checks.alternatives_fit(criterion, alternatives))
    checks.require(legal.can_be_asked(case, subject, criterion))
    if dossier is None:
        dossier = Dossier.objects.create(jurisdiction=jurisdiction, data_key=create_data_key(), opened_by=by)
        record(by, "dossier.opened", dossier)
    ask = Recommendation.objects.create(dossier=dossier, case=case, subject=subject, criterion=criterion, drafted_by=by)
    ask.alternatives.set(alternatives)
    ElementFinding.objects.bulk_create(
        ElementFinding(recommendation=ask, element=element) for element in criterion.elements.all()
    )
    ask.basis = basis.taken_now(ask)
    ask.save(update_fields=["basis"])
    record(by, "recommendation.opened", ask)
    return ask
