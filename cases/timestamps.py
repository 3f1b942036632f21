"""An outside authority's word that a day's custody existed on that day (RFC 3161), asked for when one is configured.

What leaves is one digest of digests: it tells nothing about any case. The answer is signed, so it may come
over plain HTTP, as most such authorities are reached.
"""

# ruff: noqa: TID251 -- the door to the timestamping authority, beside that of the lists

import hashlib
import urllib.request
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from rfc3161_client import TimestampRequestBuilder, VerificationError, VerifierBuilder, decode_timestamp_response
from rfc3161_client.base import HashAlgorithm

from cases.custody import CUSTODY
from cases.models import CustodySeal, DayRoot

WAIT = 30  # seconds
LARGEST = 64 * 1024
QUERY = {"Content-Type": "application/timestamp-query"}


class NoToken(OSError):
    """The authority was not there, or answered something else than a token for what was asked. Time may heal it."""


def stamp_day() -> dict[str, int]:
    """Have the end of the chain stamped, once a day, if it moved since the last time. Raises `OSError`."""
    day, last = timezone.localdate(), CUSTODY.last()
    stamped = DayRoot.objects.aggregate(position=Max("position"))["position"] or 0
    if not settings.TIMESTAMP_URL or last is None or last.position <= stamped or DayRoot.objects.filter(day=day).exists():
        return {"stamped": 0}
    digest = bytes(last.digest)
    token = _ask(digest)
    if problem := _what_is_wrong(token, digest):
        raise NoToken(problem)
    DayRoot.objects.create(day=day, position=last.position, digest=digest, token=token, stamped_at=timezone.now())
    return {"stamped": last.position}


def _ask(digest: bytes) -> bytes:
    query = TimestampRequestBuilder().data(digest).hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=True).build()
    request = urllib.request.Request(settings.TIMESTAMP_URL, query.as_bytes(), QUERY)  # noqa: S310 -- the operator's own setting
    with urllib.request.urlopen(request, timeout=WAIT) as answer:  # noqa: S310
        return bytes(answer.read(LARGEST))


def broken_root() -> str:
    """What is wrong with the first stamped day, or "": its digest, its place in the chain, or its token."""
    for root in DayRoot.objects.all():
        digest = bytes(root.digest)
        if not CustodySeal.objects.filter(position=root.position, digest=digest).exists():
            return f"the root stamped on {root.day} is not the seal at position {root.position}"
        if problem := _what_is_wrong(bytes(root.token), digest):
            return f"the timestamp of {root.day}: {problem}"
    return ""


def _what_is_wrong(token: bytes, digest: bytes) -> str:
    """With no certificate configured, whose signature it is cannot be checked; what it is about always is."""
    try:
        answer = decode_timestamp_response(token)
        imprint = answer.tst_info.message_imprint.message
        if settings.TIMESTAMP_CERTIFICATES:
            _verifier().build().verify_message(answer, digest)
    except ValueError:
        return "it is no RFC 3161 token"
    except VerificationError:
        return "it is not the configured authority's word for this digest"
    return "" if imprint == hashlib.sha256(digest).digest() else "it is about another digest"


def _verifier() -> VerifierBuilder:
    """Trusts what the operator's file names: a self-signed certificate as a root, every other as an intermediate."""
    verifier = VerifierBuilder()
    for certificate in x509.load_pem_x509_certificates(Path(settings.TIMESTAMP_CERTIFICATES).read_bytes()):
        is_root = certificate.issuer == certificate.subject
        verifier = (verifier.add_root_certificate if is_root else verifier.add_intermediate_certificate)(certificate)
    return verifier
