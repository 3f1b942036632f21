import email
import email.policy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

NEWEST = 100


@dataclass(frozen=True)
class SentMail:
    to: str
    subject: str
    date: str
    body: str


@method_decorator(login_not_required, name="dispatch")
class Outbox(TemplateView):
    """Every mail this demonstration would have sent, newest first. Exists in the demonstration alone."""

    template_name = "demo/outbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        files = sorted(settings.OUTBOX.glob("*.eml"), reverse=True)[:NEWEST]
        return super().get_context_data(mails=[read_mail(path) for path in files], **kwargs)


def read_mail(path: Path) -> SentMail:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return SentMail(message["to"], message["subject"], message["date"], message.get_content())
