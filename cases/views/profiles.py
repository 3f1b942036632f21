"""Whom an organisation named before, to be named again without typing: its own cases, and nobody else's."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from cases.forms.kept import as_sent
from cases.models import Case, Subject, SubjectName

MOST = 20
KIND = SubjectName.Kind


def own_profiles(case: Case, user: User) -> QuerySet[Subject]:
    """Subjects of other cases of the same organisation, the newest first; those whom this case names already left out."""
    named = Subject.objects.visible_to(user).filter(opened_in__organisation=case.organisation_id)
    return named.exclude(named_in__case=case).prefetch_related("names", "positions").order_by("-pk")


def typed_like(case: Case, user: User, reference: str) -> Any:
    """A form filled with what stands in an earlier profile, as a browser would send it; None when there is no such one."""
    subject = own_profiles(case, user).filter(reference=reference).first()
    if subject is None:
        return None
    posts = list(subject.positions.all())
    fields = {
        "kind": subject.kind,
        "full_name": _names(subject, KIND.FULL),
        "original_name": _names(subject, KIND.ORIGINAL),
        "aliases": _names(subject, KIND.ALIAS),
        "birth_date": subject.birth_date,
        "nationality": subject.nationality,
        "posts-TOTAL_FORMS": str(len(posts) + 1),
        "posts-INITIAL_FORMS": "0",
    }
    for number, post in enumerate(posts):
        fields |= {f"posts-{number}-{name}": getattr(post, name) for name in ("title", "body", "since", "until")}
    return as_sent({name: [value] for name, value in fields.items()})


def _names(subject: Subject, kind: str) -> str:
    return "\n".join(name.text for name in subject.names.all() if name.kind == kind)
