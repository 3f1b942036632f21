"""The verbs of the record. One that is not named here is refused: what may be recorded is reviewed like code."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "case.opened": _("wrote a first note"),
    "case.go_on": _("asked for the full case"),
    "case.file": _("filed a case"),
    "case.take_up": _("took a case up"),
    "case.return": _("sent questions about a case"),
    "case.answer": _("answered the questions"),
    "case.accept": _("accepted a case"),
    "case.decline": _("declined a case"),
    "case.withdraw": _("withdrew a case"),
    "case.section_saved": _("changed a part of a case"),
    "case.evidence_received": _("received an evidence file"),
    "case.evidence_opened": _("opened an evidence file"),
    "case.consent_recorded": _("recorded an answer about consent"),
    "case.question_asked": _("asked a question"),
    "case.question_withdrawn": _("withdrew a question"),
    "case.question_answered": _("answered a question"),
    "case.corrected": _("said that something had changed"),
    "case.correction_settled": _("dealt with a change"),
    "case.contact_revealed": _("read a sealed contact"),
    "record.verified": _("walked the whole record"),
    "person.signed_in": _("signed in"),
    "person.invited": _("invited somebody"),
    "person.invitation_withdrawn": _("withdrew an invitation"),
    "person.joined": _("accepted an invitation"),
    "person.role_given": _("gave a role"),
    "person.role_taken": _("took a role away"),
    "person.deactivated": _("closed an account"),
    "person.restore_asked": _("asked that access be restored"),
    "person.restore_confirmed": _("confirmed that access be restored"),
    "person.restore_refused": _("refused that access be restored"),
    "person.second_factor_added": _("added a second step to their sign-in"),
    "person.second_factor_removed": _("removed a second step from their sign-in"),
    "person.recovery_codes_made": _("made recovery codes"),
    "person.password_changed": _("changed their password"),
    "organisation.added": _("added an organisation"),
}


class UnknownVerb(LookupError):
    """Somebody tried to record a verb that `VERBS` does not name."""
