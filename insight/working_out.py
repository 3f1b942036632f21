"""Works the facts of all cases out anew: a few statements, however many cases there are."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from delivery.statuses import ContactKind
from insight import figures, recognition
from insight.agreement import strongest
from insight.models import CaseFact, Totals, WorkedOut
from insight.regions import region_of
from insight.statuses import Agreement, Recognition
from sanctions.countries import code_of
from submissions.models import Outcome
from submissions.outcome_kinds import ACTED_ON
from submissions.statuses import OutcomeKind

UNKNOWN = "unknown"
# An office that wrote one of these has what we sent. That it has it is not that it answered, and less that it acted.
HAVE_IT = (ContactKind.ACKNOWLEDGED, ContactKind.ANSWERED, ContactKind.QUESTION)
# A group where one is given; otherwise which of the three answers was given instead, so that "withheld" is never "none".
FACTS = """
INSERT INTO insight_casefact (case_id, stage, groups, abuses, countries, regions, programmes, named)
WITH harmed AS (
    SELECT case_id, array_agg(DISTINCT code) AS codes
    FROM cases_victim, unnest(CASE WHEN group_answer = 'given' THEN groups ELSE ARRAY[group_answer]::varchar[] END) AS code
    GROUP BY case_id
), done AS (
    SELECT case_id, array_agg(DISTINCT abuse) AS codes
    FROM cases_act act JOIN cases_incident ON cases_incident.id = act.incident_id
    GROUP BY case_id
), come_from AS (
    SELECT case_id, array_agg(DISTINCT country.code) AS codes, array_agg(DISTINCT country.region) AS regions
    FROM cases_namedsubject named JOIN cases_subject ON cases_subject.id = named.subject_id
    JOIN unnest(%(written)s::text[], %(countries)s::text[], %(regions)s::text[]) AS country (written, code, region)
        ON country.written = nationality
    GROUP BY case_id
), asked AS (
    SELECT case_id, array_agg(DISTINCT programme.code) AS codes, bool_or(ask.status = 'sent') AS sent
    FROM submissions_recommendation ask JOIN sanctions_criterion criterion ON criterion.id = ask.criterion_id
    JOIN sanctions_programme programme ON programme.id = criterion.programme_id
    WHERE ask.status <> 'stopped' GROUP BY case_id
), had AS (
    SELECT DISTINCT case_id FROM submissions_recommendation ask WHERE ask.status = 'sent' AND (
        EXISTS (SELECT FROM delivery_contact WHERE delivery_contact.dossier_id = ask.dossier_id AND kind = ANY(%(have_it)s))
        OR EXISTS (SELECT FROM submissions_outcome WHERE recommendation_id = ask.id AND kind = %(declined)s
            AND confirmed_at IS NOT NULL AND undone_at IS NULL))
), acted AS (
    SELECT DISTINCT case_id FROM submissions_outcome outcome
    JOIN submissions_recommendation ask ON ask.id = outcome.recommendation_id
    WHERE outcome.confirmed_at IS NOT NULL AND outcome.undone_at IS NULL AND outcome.kind = ANY(%(acted_on)s)
), spoken AS (
    SELECT case_id, array_agg(DISTINCT code) AS codes FROM unnest(%(cases)s::bigint[], %(groups)s::text[]) AS said (case_id, code)
    GROUP BY case_id
)
SELECT cases_case.id,
    CASE WHEN acted.case_id IS NOT NULL AND spoken.codes && harmed.codes::text[] THEN 6 WHEN acted.case_id IS NOT NULL THEN 5
        WHEN had.case_id IS NOT NULL THEN 4 WHEN asked.sent THEN 3 WHEN accepted_at IS NOT NULL THEN 2
        WHEN status IN ('filed', 'in_review', 'returned', 'declined') THEN 1 ELSE 0 END,
    coalesce(harmed.codes::text[], ARRAY['unknown']), coalesce(done.codes::text[], ARRAY['unknown']),
    coalesce(come_from.codes::text[], ARRAY['unknown']), coalesce(come_from.regions::text[], ARRAY['elsewhere']),
    coalesce(asked.codes::text[], '{}'), coalesce(spoken.codes::text[], '{}')
FROM cases_case LEFT JOIN harmed ON harmed.case_id = cases_case.id LEFT JOIN done ON done.case_id = cases_case.id
LEFT JOIN come_from ON come_from.case_id = cases_case.id LEFT JOIN asked ON asked.case_id = cases_case.id
LEFT JOIN had ON had.case_id = cases_case.id LEFT JOIN acted ON acted.case_id = cases_case.id
LEFT JOIN spoken ON spoken.case_id = cases_case.id
"""


@transaction.atomic
def work_out() -> int:
    """Write every case's facts and their totals anew; returns how many cases there are. For whoever sees everything. Readers see
    the older ones until this is committed."""
    written = _written_countries()
    said = _named_groups()
    values: dict[str, Any] = {
        "written": written,
        "countries": [code_of(country) for country in written],
        "regions": [region_of(code_of(country)) for country in written],
        "have_it": list(HAVE_IT),
        "declined": OutcomeKind.DECLINED,
        "acted_on": sorted(ACTED_ON),
        "cases": [case for case, _ in said],
        "groups": [group for _, group in said],
    }
    CaseFact.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(FACTS, values)
    facts = CaseFact.objects.all()
    counts = figures.totals(facts)
    Totals.objects.update_or_create(pk=1, defaults={"counts": counts})
    WorkedOut.objects.update_or_create(pk=1, defaults={"at": timezone.now(), "totals": figures.totals_told(counts)})
    return facts.count()


def _written_countries() -> list[str]:
    from_subjects = "SELECT DISTINCT nationality FROM cases_subject WHERE nationality <> ''"
    with connection.cursor() as cursor:
        return [row[0] for row in cursor.execute(from_subjects).fetchall()]


def _named_groups() -> list[tuple[int, str]]:
    """Each case with a group that the official texts about one of its outcomes name explicitly, as two persons agree."""
    outcomes = Outcome.objects.standing().acted_on().filter(candidate__isnull=False)
    pairs = list(outcomes.values_list("recommendation__case", "candidate__entry"))
    read = recognition.read_of({entry for _, entry in pairs})
    found = set()
    for case, entry in pairs:
        agreed = [consensus for _, consensus in read.get(entry, ()) if consensus.agreement == Agreement.AGREED]
        found |= {(case, group) for group, said in strongest(agreed).items() if said == Recognition.EXPLICIT}
    return sorted(found)
