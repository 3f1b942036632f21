"""What a dossier says, as plain values: built once when a version is frozen, and the only thing files are made from.

This is the one place where content leaves the case. What is not put here cannot be in any file:
no sealed field, no original file name, no real name of a victim, no contact.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.utils import translation

from accounts.models import Organisation
from cases.models import Act, Case, EvidenceFile, Subject
from submissions.exhibits import cited_in, labels_for, number_of
from submissions.leaving import what_leaves
from submissions.models import Dossier, ElementFinding, Recommendation
from submissions.reading import anew, read_whole
from submissions.redaction import redacted, rules_of
from submissions.referenced import commands_around, referenced_acts, referenced_sources, referenced_victims
from submissions.skins import parts_of
from submissions.statuses import RecommendationStatus
from submissions.title_page import WITHHELD, title_page

CAVEAT = "Allegations, not findings of fact."
LANGUAGE = "en"  # of what goes to a government, whichever language the page of the liaison is in


def build_content(dossier: Dossier, *, number: int) -> dict[str, Any]:
    """The whole dossier as JSON values, read anew; keys are in docs/dossier.md. An exhibit keeps its number in every version."""
    return content_of(dossier, asked_in(dossier), number=number)


def asked_in(dossier: Dossier) -> list[Recommendation]:
    """What a dossier asks, in its order, each read whole; what was stopped is not in it."""
    return read_whole(dossier.recommendations.exclude(status=RecommendationStatus.STOPPED).order_by("opened_at"))


@translation.override(LANGUAGE)
def content_of(dossier: Dossier, asks: list[Recommendation], *, number: int) -> dict[str, Any]:
    """As `build_content`, of what `asked_in` read a moment ago."""
    exhibits = list(exhibit_files(asks))
    labels = labels_for(dossier, exhibits)
    rules = rules_of(dossier)
    recommendations = [redacted(recommendation_content(ask, labels), rules) for ask in asks]
    cited = cited_in(recommendations)
    return {
        "reference": dossier.reference,
        "version": number,
        "government": dossier.get_jurisdiction_display(),
        "caveat": CAVEAT,
        "title_page": title_page(dossier.jurisdiction, recommendations),
        "recommendations": recommendations,
        "exhibits": [
            {**redacted(exhibit_content(file, labels[file.pk]), rules), "cited": cited.get(labels[file.pk], [])}
            for file in sorted(exhibits, key=lambda file: number_of(labels[file.pk]))
        ],
    }


def written(content: dict[str, Any]) -> bytes:
    """The content as JSON, written in one way only."""
    return (json.dumps(content, sort_keys=True, ensure_ascii=False, indent=2) + "\n").encode()


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 of the content as it is written; that of the file `export_dossier --format json` makes."""
    return hashlib.sha256(written(content)).hexdigest()


def signed_content(ask: Recommendation) -> dict[str, Any]:
    """What somebody who signs this recommendation signs, read anew."""
    return signed_content_of(anew(ask))


@translation.override(LANGUAGE)
def signed_content_of(ask: Recommendation) -> dict[str, Any]:
    """The same of one that was read whole a moment ago. Exhibits stand under their hashes: they have no number yet."""
    labels = {file.pk: what_leaves(file).kept.sha256 for file in exhibit_files([ask])}
    said: dict[str, Any] = redacted(recommendation_content(ask, labels), rules_of(ask.dossier))
    return said


def exhibit_files(asks: list[Recommendation]) -> Iterator[EvidenceFile]:
    """Every file of every source that an element of these, each read whole, rests on; each once."""
    seen = set()
    for ask in asks:
        left = ask.dossier.left_files
        boxed = {copy.original_id: copy for copy in ask.dossier.redacted_copies.all() if copy.ended_at is None}
        files = (file for source in referenced_sources(ask) for file in source.files.all() if file.pk not in left)
        for file in sorted(files, key=lambda file: (file.received_at, file.pk)):
            if file.pk not in seen:
                seen.add(file.pk)
                vars(file)["redacted_copy"] = boxed.get(file.pk)
                yield file


def named_filers(case: Case) -> str:
    """Those of the organisations that filed a case which said that they may be named."""
    lead = case.organisation
    if not case.joined_by:
        return lead.name if lead.may_be_named else WITHHELD
    named = Organisation.objects.filter(pk__in=case.organisations, may_be_named=True)
    return ", ".join(organisation.name for organisation in named) or WITHHELD


def recommendation_content(ask: Recommendation, labels: dict[Any, str]) -> dict[str, Any]:
    return {
        "reference": ask.reference,
        "case": ask.case.reference,
        "organisation": named_filers(ask.case),
        "authority": str(ask.criterion.programme.authority),
        "programme": str(ask.criterion.programme),
        "criterion": f"{ask.criterion.citation}: {ask.criterion.wording}",
        "alternatives": [str(programme) for programme in ask.alternatives.all()],
        "summary": ask.summary,
        "affected": ask.affected,
        "contrary": ask.contrary,
        "subject": subject_content(ask.subject),
        "command": command_content(ask),
        "acts": [act_content(act, ask.subject) for act in referenced_acts(ask)],
        "victims": [
            {
                "pseudonym": victim.pseudonym,
                "people": victim.count,
                "groups": victim.group_labels,
                "group_answer": victim.get_group_answer_display(),
                "role": victim.get_role_display(),
            }
            for victim in referenced_victims(ask)
        ],
        "elements": [element_content(finding, labels) for finding in ask.findings.all()],
        "parts": parts_of(ask, labels),
    }


def subject_content(subject: Subject) -> dict[str, Any]:
    return {
        "reference": subject.reference,
        "kind": subject.get_kind_display(),
        "names": [{"kind": name.get_kind_display(), "text": name.text} for name in subject.names.all()],
        "born": subject.birth_date,
        "nationality": subject.nationality,
        "positions": [
            {"title": post.title, "body": post.body, "since": post.since, "until": post.until} for post in subject.positions.all()
        ],
    }


def command_content(ask: Recommendation) -> list[dict[str, str]]:
    """Who commands whom, from the subject up and down, among those whom this very case names."""
    return [
        {"above": str(one.above), "below": str(one.below), "since": one.since, "until": one.until} for one in commands_around(ask)
    ]


def act_content(act: Act, subject: Subject) -> dict[str, Any]:
    return {
        "when": " – ".join(filter(None, (act.incident.began, act.incident.ended))),
        "where": act.incident.place,
        "abuse": act.get_abuse_display(),
        "victim": act.victim.pseudonym,
        "modes": [i.get_mode_display() for i in act.involvements.all() if i.subject_id == subject.pk],
    }


def element_content(finding: ElementFinding, labels: dict[Any, str]) -> dict[str, Any]:
    left = finding.recommendation.out.sources
    return {
        "element": str(finding.element),
        "statement": finding.statement,
        "claims": [
            {
                "text": claim.text,
                "sources": [
                    {
                        "kind": source.get_type_display(),
                        "title": source.title,
                        "exhibits": [labels[file.pk] for file in source.files.all() if file.pk in labels],
                    }
                    for source in claim.sources.all()
                    if source.pk not in left
                ],
            }
            for claim in finding.standing_claims
        ],
    }


def exhibit_content(file: EvidenceFile, label: str) -> dict[str, Any]:
    return {
        "label": label,
        "file_id": str(file.pk),
        "title": file.source.title,
        "kind": file.source.get_type_display(),
        **what_leaves(file).facts,
    }
