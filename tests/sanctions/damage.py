"""Ways in which a publication is damaged on its way. Each takes the bytes and dice, and returns damaged bytes or None."""

import random
import re

ENTRY = {
    "us-ofac-consolidated": b"sdnEntry",
    "gb-fcdo": b"Designation",
    "eu-fsf": b"sanctionEntity",
    "ca-sema": b"record",
    "ca-jvcfoa": b"Item",
}
BOMB = b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
PAGES = (
    b"", b"\r\n", b"<html><body>Service unavailable</body></html>", b'{"status":500}', bytes(4096),
    b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', b"\xef\xbb\xbf<!DOCTYPE html><p>x", b"PK\x03\x04broken",
)  # fmt: skip


def entries(slug, body):
    """From where to where each entry goes."""
    if slug not in ENTRY:
        return [(match.start(), match.end()) for match in re.finditer(rb"[^\n]+\n", body)]
    tag = ENTRY[slug]
    return [(match.start(), match.end()) for match in re.finditer(rb"<%b[ >].*?</%b>" % (tag, tag), body, re.DOTALL)]


def truncated(slug, body, dice):
    """At any byte but the last ones, which may be an end of line."""
    return body[: dice.randrange(len(body.rstrip()) - 1)]


def tag_renamed(slug, body, dice):
    tag = dice.choice(sorted(set(re.findall(rb"</([\w:-]+)>", body)))) if slug in ENTRY else None
    return re.sub(rb"(</?)%b(?=[\s/>])" % tag, rb"\1%bX" % tag, body) if tag else None


def attribute_renamed(slug, body, dice):
    """Of one that says something. (Numbers of facts, and acts of single facts, are not kept.)"""
    names = [name for name in (b"wholeName", b"programme", b"classificationCode", b"strong", b"numberTitle") if name in body]
    return body.replace(b" %b=" % (name := dice.choice(names)), b" %bX=" % name) if slug == "eu-fsf" else None


def tag_lost(slug, body, dice):
    marks = [match.start() for match in re.finditer(b"<", body)]
    at = dice.choice(marks) if slug in ENTRY else 0
    return body[:at] + b" " + body[at + 1 :] if slug in ENTRY else None


def column_shifted(slug, body, dice):
    start, end = dice.choice(entries(slug, body))
    if slug == "ca-sema":
        cells = re.findall(rb">([^<>]+)</", body[start:end])
        turned = iter(cells[1:] + cells[:1])
        record = re.sub(rb">([^<>]+)</", lambda _: b">" + next(turned) + b"</", body[start:end])
        return body[:start] + record + body[end:]
    return body[:start] + b'"shifted",' + body[start:] if slug == "us-ofac-sdn" else None


def overwritten(slug, body, dice):
    at = dice.randrange(len(body) - 64)
    return body[:at] + bytes(64) + body[at + 64 :]


def garbage(slug, body, dice):
    at = dice.randrange(8, len(body) - 8)
    return body[:at] + b"\xff\xfe\xff" + body[at:]


def other_encoding(slug, body, dice):
    text = body.decode("utf-8-sig")
    return text.encode(dice.choice(["utf-16", "utf-16-be", "utf-32"])) if text else None


def twice(slug, body, dice):
    start, end = dice.choice(entries(slug, body)[1:] or entries(slug, body))
    return body[:end] + body[start:end] + body[end:]


def third_gone(slug, body, dice):
    found = entries(slug, body)
    if slug == "us-ofac-sdn":
        found = found[:-1]
    for start, end in sorted(dice.sample(found, max(1, len(found) * 2 // 5)), reverse=True):
        body = body[:start] + body[end:]
    return body


def bomb(slug, body, dice):
    return re.sub(rb"(<\?xml[^>]*\?>)?", lambda match: match[0] + BOMB, body, count=1) if slug in ENTRY else None


def page(slug, body, dice):
    return dice.choice(PAGES)


def more_behind(slug, body, dice):
    return body + dice.choice([b"<more/>", b"garbage", b"\r\n1,2,3\r\n"])


WAYS = (
    truncated,
    tag_renamed,
    attribute_renamed,
    tag_lost,
    column_shifted,
    overwritten,
    garbage,
    other_encoding,
    twice,
    third_gone,
    bomb,
    page,
    more_behind,
)


def damaged(slug, body, seed):
    """What happened, and the bytes that came of it: the same for the same seed."""
    dice = random.Random(f"{slug} {seed}")
    while True:
        way = dice.choice(WAYS)
        made = way(slug, body, dice)
        if made is not None and made != body:
            return way.__name__, made
