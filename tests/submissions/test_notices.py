"""A partner is told that something moved, and never what."""

from demo import cases
from submissions import judging, notices
from submissions.models import Candidate
from submissions.statuses import Verdict
from tests.submissions import story


def test_partner_is_told_without_a_word_of_content(everything, run_jobs, mailoutbox):
    story.tell()
    story.tell_the_next_day()
    run_jobs()
    mailoutbox.clear()
    for judge in (cases.COORDINATOR, cases.REVIEWER):
        judging.judge(Candidate.objects.get(), Verdict.SAME, by=cases.person(judge))

    assert run_jobs() == ["submissions.tell_partner"]

    assert {mail.to[0] for mail in mailoutbox} == {"author@orsa.example", "lead@orsa.example"}
    for mail in mailoutbox:
        assert not any(word in mail.subject + mail.body for word in ("Teskan", "Orsa", "GLOMAG", "sanction", "United States"))


def test_who_holds_no_role_any_more_gets_no_mail(sent, lead, organisation, enlist, mailoutbox):
    enlist("Former", organisation)

    notices.tell_partner(sent)

    assert "former@example.org" not in {address for mail in mailoutbox for address in mail.to}
    assert lead.email in {address for mail in mailoutbox for address in mail.to}
