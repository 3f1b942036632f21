"""Who may do what with a case. Who may see it is `CaseQuerySet.visible_to`; a test holds the two together."""

from typing import Any

from accounts.roles import CASEWORK_ROLES, PARTNER_ROLES, Role
from cases.statuses import CaseStatus, Section
from vault.sight import Scope

# Where an organisation writes that holds the sources of a case.
OF_SOURCE_HOLDERS = (Section.EVIDENCE, Section.CONSENT)
# Steps that have pages of their own, on the partner's side.
BY_PARTNER = frozenset({"file", "answer", "withdraw"})
FILED_ONCE = (CaseStatus.FILED, CaseStatus.IN_REVIEW, CaseStatus.RETURNED, CaseStatus.ACCEPTED)
OVER_FOR_PARTNERS = (CaseStatus.DECLINED, CaseStatus.WITHDRAWN, CaseStatus.ELSEWHERE)


def is_filed(case: Any) -> bool:
    """Whether the coalition reads what stands in the case: not while it is written, nor after it was taken back."""
    return case.status in FILED_ONCE or (case.status == CaseStatus.DECLINED and case.taken_up_by_id is not None)


def can_view(user: Any, case: Any) -> bool:
    scope = user.sight.scope
    if scope == Scope.OWN:
        return is_on(user, case)
    if scope == Scope.ACCEPTED:
        return bool(case.accepted_at) and not user.jurisdictions.isdisjoint([*case.consented_for, *case.argued_before])
    return bool(scope == Scope.ALL)


def is_on(user: Any, case: Any) -> bool:
    """Somebody of an organisation that files it: the one that leads, or one that was let in."""
    return user.organisation_id in case.organisations


def is_casework(user: Any) -> bool:
    """Somebody who can look after cases at all."""
    return bool(user.is_active) and not user.roles.isdisjoint(CASEWORK_ROLES)


def can_open(user: Any) -> bool:
    return not user.roles.isdisjoint(PARTNER_ROLES)


def can_file(user: Any, case: Any) -> bool:
    """Of the organisation that leads: it files, sends answers, withdraws, and says who else files it."""
    return can_open(user) and case.organisation_id == user.organisation_id


def can_contribute(user: Any, case: Any) -> bool:
    """Of any organisation that files it: reads all of it, writes messages, takes a copy, says what has changed."""
    return can_open(user) and is_on(user, case)


def holds_sources_alone(user: Any, case: Any) -> bool:
    return user.organisation_id in case.joined_by and user.organisation_id not in case.cofiled_by


def can_share(user: Any, case: Any) -> bool:
    """Offer a part in a case to another organisation, let it in, and end its part."""
    return can_file(user, case) and case.status not in OVER_FOR_PARTNERS


def can_leave(user: Any, case: Any) -> bool:
    """Whoever was let in may go, at any time and without a reason."""
    return can_open(user) and user.organisation_id in case.joined_by


def can_read_parts(user: Any, case: Any) -> bool:
    """Who files a case is for those who file it, and for those who review it."""
    return can_contribute(user, case) or can_review(user, case)


def can_dictate(user: Any) -> bool:
    """Coordinators type for a partner who wrote elsewhere."""
    return Role.COORDINATOR in user.roles


def can_type_for(user: Any, case: Any) -> bool:
    """Whoever began to type a case for a partner, while it is written or questions about it are open."""
    return case.typed_by_id == user.pk and can_dictate(user) and case.status in (CaseStatus.DRAFT, CaseStatus.RETURNED)


def can_bring(user: Any, case: Any) -> bool:
    """Whoever files a case: its partner, or who typed it for them, who may press the button twice."""
    return can_file(user, case) or (case.typed_by_id == user.pk and can_dictate(user))


def can_write(user: Any, case: Any) -> bool:
    """Those who file it, and whoever types for them. In which parts: `can_write_in`."""
    return can_contribute(user, case) or can_type_for(user, case)


def can_write_in(user: Any, case: Any, section: str) -> bool:
    return can_write(user, case) and (section in OF_SOURCE_HOLDERS or not holds_sources_alone(user, case))


def can_write_everywhere(user: Any, case: Any) -> bool:
    return can_write(user, case) and not holds_sources_alone(user, case)


def knows_name_of(user: Any, file: Any) -> bool:
    """The name under which a file came: for those who write the case, but for no other organisation than who gave it."""
    is_from_others = file.received_by.organisation_id != user.organisation_id and is_on(file.received_by, file.case)
    return can_write(user, file.case) and not is_from_others


def can_send(user: Any, case: Any) -> bool:
    """File the case, or send the answers: the organisation that leads, and whoever types for it."""
    return can_file(user, case) or can_type_for(user, case)


def can_review(user: Any, case: Any) -> bool:
    """Casework staff, but never on a case of their own organisation."""
    return not user.roles.isdisjoint(CASEWORK_ROLES) and not is_on(user, case)


def can_mark(user: Any, case: Any) -> bool:
    """Say that a file shows injury, nudity or death, or that it does not: casework staff, of what was filed."""
    return can_review(user, case) and is_filed(case)


def can_weigh(user: Any, case: Any) -> bool:
    """Staff read how well a case is carried; partners are told by questions."""
    return bool(user.sight.scope in (Scope.ALL, Scope.ACCEPTED)) and is_filed(case)


def can_lower_flag(user: Any, flag: Any) -> bool:
    """One's own; one that colleagues share, by each of them."""
    return can_review(user, flag.case) and (flag.is_shared or flag.person_id == user.pk)


def can_search(user: Any) -> bool:
    """Staff who read cases; a partner has the list of their own."""
    return bool(user.sight.scope in (Scope.ALL, Scope.ACCEPTED))


def can_forget_subjects(user: Any) -> bool:
    return bool(user.has_role(Role.COORDINATOR))


def can_set_phases(user: Any) -> bool:
    """What all colleagues do with the cases of a window, and when: the coordinators say it."""
    return bool(user.is_active and user.has_role(Role.COORDINATOR))


def is_over(case: Any) -> bool:
    """Nothing is decided about it any more."""
    return case.status in (CaseStatus.ACCEPTED, CaseStatus.DECLINED, CaseStatus.WITHDRAWN, CaseStatus.ELSEWHERE)


def can_set_aside(user: Any, person: Any, case: Any) -> bool:
    """Of oneself, by any of the staff who sees the case; of a colleague, by those who review it."""
    if not person.is_coalition_staff or not can_view(user, case):
        return False
    return bool(user.pk == person.pk or can_review(user, case))


def is_set_aside(person: Any, case: Any) -> bool:
    """A conflict of interest: the case does not exist for them. Asked about others; oneself does not see the case at all."""
    return any(row.person_id == person.pk and row.lifted_at is None for row in case.recusals.all())


def can_accept(user: Any, case: Any) -> bool:
    """Four eyes: never the one who took it up, nor who typed it for the partner."""
    return can_review(user, case) and user.pk not in (case.taken_up_by_id, case.typed_by_id)


def can_decline(user: Any, case: Any) -> bool:
    """A first note is answered by one person; a case that was read is declined by a second, as it is accepted."""
    return can_review(user, case) if case.status == CaseStatus.NOTED else can_accept(user, case)


def can_draft_decision(user: Any, case: Any) -> bool:
    return can_review(user, case) and case.status == CaseStatus.IN_REVIEW


def can_confirm_decision(user: Any, decision: Any) -> bool:
    """Four eyes twice over: neither who drafted it, nor who took the case up."""
    return can_accept(user, decision.case) and decision.drafted_by_id != user.pk


def can_ask(user: Any, case: Any) -> bool:
    """Questions are written while a case is in review; the step "return" sends them."""
    return can_review(user, case) and case.status == CaseStatus.IN_REVIEW


def can_edit(user: Any, case: Any, section: Section, open_sections: frozenset[str]) -> bool:
    """A draft can be changed everywhere; a returned case only where staff ask (`open_sections`)."""
    if not can_write_in(user, case, section):
        return False
    return case.status == CaseStatus.DRAFT or (case.status == CaseStatus.RETURNED and section in open_sections)


def can_correct(user: Any, case: Any) -> bool:
    return can_contribute(user, case) and case.status in FILED_ONCE


def can_write_messages(user: Any, case: Any) -> bool:
    """Both sides of a case, whatever its status: somebody may want to talk about a case that is over."""
    return can_contribute(user, case) or can_review(user, case)


def can_write_consent_texts(user: Any) -> bool:
    """What people are told before they answer is the coordinators' to write."""
    return Role.COORDINATOR in user.roles


def can_raise_alarm(user: Any) -> bool:
    """Anybody of a partner may say that they are no longer safe."""
    return can_open(user) and not user.is_coalition_staff


def can_look_after_alarms(user: Any) -> bool:
    return bool(user.has_role(Role.COORDINATOR))


def can_end_alarm(user: Any, alarm: Any) -> bool:
    """Only who looks after partners, and never for their own organisation."""
    return can_look_after_alarms(user) and alarm.organisation_id != user.organisation_id


# Who decides, as the second of two, about what is sealed.
KEEPERS = (Role.COORDINATOR, Role.SAFETY_REVIEWER)


def can_seal_identity(user: Any, case: Any) -> bool:
    """Those who document it, whatever the status: who somebody is was never part of what is filed."""
    return can_contribute(user, case)


def can_ask_reveal(user: Any, case: Any) -> bool:
    """Staff for whom the case exists, never of an organisation that files it. Whoever wrote it has it already."""
    return can_view(user, case) and not is_on(user, case) and (can_review(user, case) or user.has_role(Role.LIAISON))


def can_ask_shredding(user: Any, case: Any) -> bool:
    return can_contribute(user, case) or can_review(user, case)


def can_ask_unlock(user: Any, case: Any) -> bool:
    return can_review(user, case)


def can_decide_seal(user: Any, request: Any) -> bool:
    """A keeper who did not ask, and never about a case of the own organisation."""
    return bool(user.has_role(*KEEPERS)) and can_review(user, request.case) and request.asked_by_id != user.pk
