"""What passes between partners and the coalition in the demonstration: messages, a case typed for its partner, a note in another
language with its translation, a case filed by two organisations. All of it is invented."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from cases.models import Case, CoFiling, Dictation, Flag
from cases.services import cofiling
from cases.services.desk import raise_flag
from cases.services.intake import open_case, open_case_for
from cases.services.messages import read_messages, write_message
from cases.services.translations import confirm_translation, write_translation
from cases.statuses import CaseStatus
from cases.translating import originals
from cases.vocabularies import AbuseType, Mode, VictimGroup, VictimRole
from cases.workflow import move
from demo.cases import COORDINATOR, REVIEWER, document, person, substantiate, victim_of
from demo.stories import KESTREL, ORSA, Story

TYPED = Story(
    "The bakery that was closed", KESTREL, CaseStatus.DRAFT, "Vidas Loren", "Видас Лорен", "1969-11",
    "Head of the licensing office", "City of Port Vel", "2019", "Port Vel", "2023-02",
    AbuseType.PROPERTY_DESTRUCTION, Mode.ORDERED, "The baker and her sons", 3, VictimRole.ORDINARY, (VictimGroup.MINORITY,),
    claims=("The licensing office of Port Vel closed the bakery in February 2023 and had its oven broken up.",),
)  # fmt: skip
IN_ARABIC = {
    "title": "اعتقالات عند سوق مرنا",
    "who": "قائد شرطة سوق مرنا، لا نعرف اسمه كاملًا",
    "what": "في نيسان 2023 اعتُقل ستة من باعة الخضار في السوق، وبقوا تسعة أيام دون أن يراهم محامٍ.",
    "how_known": "تحدثت إحدى عاملاتنا مع أربعة منهم بعد خروجهم.",
    "evidence": "أربع شهادات، وصورة لباب المخفر.",
    "safe_contact": "عبر سيغنال بعد حلول الظلام.",
}
IN_ENGLISH = {
    "note-who": "The commander of the police at Mirna market; we do not know his full name.",
    "note-what": "In April 2023 six vegetable sellers were arrested at the market and held for nine days without a lawyer.",
}
WRITTEN = (
    (KESTREL, "One of the two witnesses has moved to her sister’s. Please write to nobody about her until we say so."),
    (COORDINATOR, "Thank you. Nothing is sent that could lead to her, and we wait for your word."),
    (KESTREL, "She has settled in. A short call on Thursday after six would be safe."),
)


def tell_all() -> None:
    write_to_each_other(case_called("Prisoners beaten at Kelt bridge"))
    type_for_a_partner()
    note_in_arabic()
    file_together(case_called("Deaths in the transit prison"))
    keep_an_eye_on(case_called("Women held in the cloister at Mirna"))


def case_called(title: str) -> Case:
    return Case.objects.get(title=title)


def write_to_each_other(case: Case) -> None:
    """The last one waits for an answer."""
    for email, text in WRITTEN:
        read_messages(case, by=person(email))
        write_message(case, text, by=person(email))


def type_for_a_partner() -> None:
    """All that has to be there is there; its partner has not confirmed it."""
    noor, partner = person(COORDINATOR), person(KESTREL).organisation
    case = open_case_for(
        partner,
        by=noor,
        title=TYPED.title,
        number=uuid4(),
        channel=Dictation.Channel.SIGNAL,
        arrived_on=timezone.localdate() - timedelta(days=6),
        who=f"{TYPED.subject}, {TYPED.post}, {TYPED.body}",
        what="The office closed the bakery of a family that speaks Orsan, and had the oven broken up.",
        how_known="The baker told us; we saw what is left of the oven.",
        evidence="The order of the office, and two photographs.",
        safe_contact="Only by Signal, to the number that wrote.",
    )
    move(case, "go_on", by=person(REVIEWER))
    document(case, TYPED, noor)
    substantiate(case, TYPED, case.victims.get(pseudonym=victim_of(TYPED).pseudonym), noor)


def note_in_arabic() -> None:
    """Two of its texts stand beside the original in English; a second person has read one of them."""
    case = open_case(by=person(ORSA), number=uuid4(), language="ar", **IN_ARABIC)
    rows = [write_translation(case, text, IN_ENGLISH[text.code], by=person(COORDINATOR)) for text in originals(case, None)
            if text.code in IN_ENGLISH]  # fmt: skip
    confirm_translation(rows[0], by=person(REVIEWER))


def file_together(case: Case) -> None:
    """Kestrel keeps the sources of a case that Orsa leads; and a code waits for somebody else."""
    lead, joining = person(ORSA), person(KESTREL)
    offer = offered(case, CoFiling.Part.SOURCE_HOLDER, lead)
    cofiling.answer_offer(cofiling.code_of(offer), by=joining, safe_contact="By telephone, in the mornings; ask for the archive.")
    cofiling.let_in(CoFiling.objects.select_related("case").get(pk=offer.pk), by=lead)
    offered(case, CoFiling.Part.CO_FILER, lead)
    write_message(case, "Kestrel has the register of the infirmary; could they upload it under evidence?", by=person(COORDINATOR))


def offered(case: Case, part: CoFiling.Part, lead: User) -> CoFiling:
    return cofiling.offer_part(case, part, by=lead)


def keep_an_eye_on(case: Case) -> None:
    """For all colleagues; on the desk it stands under *Flagged*."""
    why = "The court of Mirna sits in the first week of the month: ask the partner what it said before this is accepted."
    raise_flag(case, Flag(why=why, is_shared=True), by=person(COORDINATOR))
