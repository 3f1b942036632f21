"""The score table of the MDN HTTP Observatory, for one response: 100 to begin with, and from 125 on it is an A+.

After github.com/mdn/mdn-http-observatory, src/grader/charts.js. What a scanner would find at the door
(a redirect to HTTPS, the preload list) is asked of the settings.
"""

from django.conf import settings

SIX_MONTHS = 180 * 24 * 3600
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
ANYWHERE = {"*", "http:", "https:", "data:", "blob:"}


def score(response):
    """What the response scores. Extra credit counts only for those that lose almost nothing, as the Observatory has it."""
    marks = [mark(response) for mark in (content_policy, cookies, transport, referrer, sniffing, framing, sharing)]
    marks += [isolation(response, f"Cross-Origin-{kind}") for kind in ("Opener-Policy", "Resource-Policy", "Embedder-Policy")]
    bare = 100 + sum(mark for mark in marks if mark < 0)
    return bare + sum(mark for mark in marks if mark > 0) if bare >= 90 else bare


def directives(response):
    parts = response.headers.get("Content-Security-Policy", "").split(";")
    return {words[0]: set(words[1:]) for words in map(str.split, parts) if words}


def content_policy(response):
    policy = directives(response)
    scripts = policy.get("script-src", policy.get("default-src", ANYWHERE))
    styles = policy.get("style-src", policy.get("default-src", ANYWHERE))
    if not policy or ANYWHERE & (scripts | styles):
        return -25
    if "'unsafe-inline'" in scripts | styles:
        return -20
    if "'unsafe-eval'" in scripts | styles:
        return -10
    return 10 if policy.get("default-src") == {"'none'"} else 5


def cookies(response):
    mark = 5
    for name, cookie in response.cookies.items():
        if not cookie.value:
            continue
        is_session = name == settings.SESSION_COOKIE_NAME
        if not cookie["secure"]:
            mark = min(mark, -40 if is_session else -20)
        if is_session and not cookie["httponly"]:
            mark = min(mark, -30)
        if name == settings.CSRF_COOKIE_NAME and not cookie["samesite"]:
            mark = min(mark, -20)
    return mark


def transport(response):
    words = response.headers.get("Strict-Transport-Security", "").replace(" ", "").split(";")
    age = next((int(word[8:]) for word in words if word.startswith("max-age=")), 0)
    if not settings.SECURE_SSL_REDIRECT or not age:
        return -20
    if age < SIX_MONTHS:
        return -10
    return 5 if {"includeSubDomains", "preload"} <= set(words) else 0


def referrer(response):
    said = response.headers.get("Referrer-Policy", "")
    return 5 if said in PRIVATE else -5 if said else 0


def sniffing(response):
    return 0 if response.headers.get("X-Content-Type-Options") == "nosniff" else -5


def framing(response):
    if directives(response).get("frame-ancestors") in ({"'none'"}, {"'self'"}):
        return 5
    return 0 if response.headers.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"} else -20


def sharing(response):
    return -50 if response.headers.get("Access-Control-Allow-Origin") == "*" else 0


def isolation(response, header):
    return 10 if response.headers.get(header) in {"same-origin", "require-corp"} else 0
