"""A partner never sees another partner's case: held by the queries, and again by PostgreSQL."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases import policies
from cases.models import Case
from cases.statuses import CaseStatus
from vault.models import create_data_key
from vault.sight import look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(make_case, organisation, other_organisation, partner, other_partner):
    made = []
    for status in CaseStatus.values:
        accepted_at = timezone.now() if status in (CaseStatus.ACCEPTED, CaseStatus.WITHDRAWN) else None
        made.append(make_case(organisation, partner, status=status, accepted_at=accepted_at))
        made.append(make_case(other_organisation, other_partner, status=status, accepted_at=accepted_at))
    return made


def raw_count():
    with connection.cursor() as cursor:
        return cursor.execute("SELECT count(*) FROM cases_case").fetchone()[0]


def test_no_row_without_sight(cases):
    assert raw_count() == 0


def test_database_and_query_agree_for_everybody(
    cases, partner, other_partner, coordinator, reviewer, liaison, analyst, auditor, admin, outsider
):
    for person in (partner, other_partner, coordinator, reviewer, liaison, analyst, auditor, admin, outsider):
        with look_as(person.sight):
            everything_there_is = {case.pk for case in Case.objects.all()}
            asked_for = {case.pk for case in Case.objects.visible_to(person)}

        assert asked_for == everything_there_is == {case.pk for case in cases if policies.can_view(person, case)}


def test_rows_of_another_organisation_can_neither_be_written_nor_changed(cases, partner, other_organisation):
    with look_as(partner.sight):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Case.objects.create(organisation=other_organisation, opened_by=partner, data_key=create_data_key())
        assert Case.objects.filter(organisation=other_organisation).update(title="x") == 0


def test_sight_ends_with_its_block(cases, partner):
    with look_as(partner.sight):
        assert raw_count() == len(CaseStatus.values)

    assert raw_count() == 0
