"""The verbs of the record. One that is not named here is refused: what may be recorded is reviewed like code."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "case.opened": _("opened a case"),
    "case.read": _("read a case"),
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
    "person.password_changed": _("changed their password"),
    "organisation.added": _("added an organisation"),
}


class UnknownVerb(LookupError):
    """Somebody tried to record a verb that `VERBS` does not name."""
