"""The field's vocabularies as codes. Codes are for ever; labels may be improved and translated.

Abuse types, modes of liability, groups, roles and source types are the terms that `sanctions/reference` ships, with the
words they were shipped under. Reference editors change those words, and close terms; what a form offers is asked of
`cases.wording`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AbuseType(models.TextChoices):
    KILLING = "killing_extrajudicial", _("Extrajudicial killing")
    MASS_KILLING = "killing_mass", _("Mass killing")
    DEATH_IN_CUSTODY = "death_in_custody", _("Death in custody")
    ATTEMPTED_KILLING = "attempted_killing", _("Attempted killing")
    TORTURE = "torture", _("Torture")
    CIDT = "cidt", _("Cruel, inhuman or degrading treatment")
    RAPE = "sexual_violence_rape", _("Rape")
    SEXUAL_VIOLENCE = "sexual_violence_other", _("Other sexual violence")
    DOMESTIC_VIOLENCE = "sgbv_domestic_tolerated", _("Domestic violence that the authorities tolerate")
    FORCED_MARRIAGE = "forced_marriage", _("Forced marriage")
    FORCED_PREGNANCY = "forced_pregnancy_or_abortion", _("Forced pregnancy or abortion")
    FORCED_STERILISATION = "forced_sterilisation", _("Forced sterilisation")
    FGM = "fgm", _("Female genital mutilation")
    FORCED_MEDICAL_ACT = "forced_medical_act", _("Forced medical act")
    DISAPPEARANCE = "enforced_disappearance", _("Enforced disappearance")
    ARBITRARY_DETENTION = "arbitrary_detention", _("Arbitrary detention")
    INCOMMUNICADO = "incommunicado_or_prolonged_solitary", _("Incommunicado detention or prolonged solitary confinement")
    UNFAIR_TRIAL = "unfair_trial_leading_to_detention", _("Unfair trial that led to detention")
    INSTITUTIONAL_CONFINEMENT = "institutional_confinement_disability", _("Confinement because of a disability")
    ABDUCTION = "abduction_rendition", _("Abduction or rendition")
    SLAVERY = "slavery", _("Slavery")
    FORCED_LABOUR = "forced_labour", _("Forced labour")
    TRAFFICKING = "trafficking", _("Trafficking")
    CHILD_RECRUITMENT = "child_recruitment", _("Recruitment of children")
    CHILD_ABUSE = "child_abuse_or_exploitation", _("Abuse or exploitation of children")
    FORCED_DISPLACEMENT = "forced_displacement", _("Forced displacement")
    LAND_DISPOSSESSION = "land_or_resource_dispossession", _("Taking of land or resources")
    ATTACK_ON_CIVILIANS = "attack_on_civilians", _("Attack on civilians")
    STARVATION = "starvation_denial_of_aid", _("Starvation, or denial of aid")
    NO_HEALTH_CARE = "denial_of_health_care", _("Denial of health care")
    NO_EDUCATION = "denial_of_education", _("Denial of education")
    GENDER_PERSECUTION = "gender_apartheid_or_persecution", _("Gender apartheid or persecution because of gender")
    PERSECUTION = "persecution_group", _("Persecution of a group")
    GENOCIDE = "genocide_act", _("Act of genocide")
    REPRESSION_ASSEMBLY = "repression_assembly", _("Repression of assembly")
    REPRESSION_EXPRESSION = "repression_expression_media", _("Repression of speech or media")
    REPRESSION_RELIGION = "repression_religion", _("Repression of religion or belief")
    REPRISAL_DEFENDER = "reprisal_defender", _("Reprisal against a rights defender")
    TRANSNATIONAL = "transnational_repression", _("Repression across borders")
    SPYWARE = "surveillance_spyware", _("Surveillance with spyware")
    SHUTDOWN = "internet_shutdown", _("Shutdown of the internet")
    PROPERTY_DESTRUCTION = "property_destruction", _("Destruction of property")
    BRIBERY = "corruption_bribery", _("Bribery")
    CORRUPTION = "corruption_misappropriation", _("Corruption")
    PROCEEDS = "corruption_proceeds_transfer", _("Transfer of the proceeds of corruption")
    COVER_UP = "cover_up_obstruction", _("Cover-up or obstruction")
    OTHER = "other", _("Other")


class Mode(models.TextChoices):
    """Modes of liability: how somebody is responsible for an act."""

    DIRECT = "direct", _("did it")
    ORDERED = "ordered", _("ordered it")
    PLANNED = "planned", _("planned it")
    PRESENT = "present_participated", _("was present and took part")
    FACILITATED = "facilitated_aided", _("made it possible")
    INCITED = "incited", _("incited it")
    COMMAND = "command_responsibility", _("was in command and did not prevent or punish it")
    LEADER = "leader_official_of_entity", _("led the body that did it")
    AUTHOR = "law_or_policy_author", _("wrote the law or policy behind it")
    IMPLEMENTER = "policy_implementer", _("carried the policy out")
    FINANCED = "financed_supplied", _("paid for or supplied it")
    BENEFITED = "benefited_profited", _("profited from it")
    CONCEALED = "concealed_evidence", _("hid evidence of it")
    UNINVESTIGATED = "failed_to_investigate", _("had the duty to investigate it and did not")
    AGENT = "agent_or_proxy", _("acted for somebody else in it")
    OWNED = "owned_or_controlled", _("is owned or controlled by somebody responsible")
    ATTEMPTED = "attempted", _("tried to do it")
    UNDETERMINED = "suspected_undetermined", _("is suspected; how is not known yet")


class VictimGroup(models.TextChoices):
    """Groups a person belongs to or was attacked as. Any number; intersections are computed, not a term."""

    WOMEN = "women", _("Women")
    GIRLS = "girls", _("Girls")
    CHILDREN = "boys_children", _("Children")
    OLDER = "older_persons", _("Older persons")
    LGBTIQ = "lgbtiq", _("LGBTIQ people")
    DISABILITIES = "persons_with_disabilities", _("People with disabilities")
    INDIGENOUS = "indigenous_peoples", _("Indigenous peoples")
    AFRO_DESCENDANTS = "afro_descendants", _("People of African descent")
    MINORITY = "ethnic_or_national_minority", _("Ethnic or national minority")
    CASTE = "caste_descent", _("People discriminated by caste or descent")
    RELIGIOUS = "religious_minority_or_nonbelief", _("Religious minority, or people without religion")
    LINGUISTIC = "linguistic_minority", _("Linguistic minority")
    MIGRANTS = "migrants", _("Migrants")
    REFUGEES = "refugees_asylum_seekers", _("Refugees and asylum seekers")
    DISPLACED = "internally_displaced", _("Internally displaced people")
    STATELESS = "stateless", _("Stateless people")
    ROMA = "roma_sinti_travellers", _("Roma, Sinti and Travellers")
    SEX_WORKERS = "sex_workers", _("Sex workers")
    HIV = "people_living_with_hiv", _("People living with HIV")
    DEPRIVED_OF_LIBERTY = "persons_deprived_of_liberty", _("People deprived of liberty")
    RURAL = "rural_or_land_communities", _("Rural and land communities")
    WORKERS = "workers_trade_unionists", _("Workers and trade unionists")
    POVERTY = "persons_in_poverty_homeless", _("People in poverty or without a home")
    OTHER = "other_marginalised", _("Another marginalised group")


class GroupAnswer(models.TextChoices):
    """Three ways of naming no group, which mean three different things."""

    GIVEN = "given", _("These groups")
    NONE = "none", _("None of them")
    UNKNOWN = "unknown", _("Not known")
    WITHHELD = "withheld_for_safety", _("Known, and withheld for safety")


class VictimRole(models.TextChoices):
    """What the person was doing; the statute and Canada's law ask for it. Not the same thing as a group."""

    DEFENDER = "human_rights_defender", _("Human rights defender")
    JOURNALIST = "journalist_media", _("Journalist")
    LAWYER = "lawyer_judge", _("Lawyer or judge")
    WHISTLEBLOWER = "whistleblower_anticorruption", _("Whistleblower against corruption")
    PROTESTER = "protester", _("Protester")
    OPPOSITION = "opposition_politician_or_activist", _("Opposition politician or activist")
    UNIONIST = "trade_unionist", _("Trade unionist")
    RELIGIOUS_LEADER = "religious_leader", _("Religious leader")
    LAND_DEFENDER = "environment_land_defender", _("Defender of land or environment")
    HEALTH_WORKER = "health_or_aid_worker", _("Health or aid worker")
    ACADEMIC = "academic_student", _("Academic or student")
    WITNESS = "witness", _("Witness")
    RELATIVE = "relative_of_target", _("Relative of somebody they are after")
    HORS_DE_COMBAT = "combatant_hors_de_combat", _("Combatant who no longer fought")
    ORDINARY = "none_ordinary_person", _("None of these")
    UNKNOWN = "unknown", _("Not known")
    WITHHELD = "withheld_for_safety", _("Known, and withheld for safety")


class SourceType(models.TextChoices):
    VICTIM = "victim_statement", _("Statement of a victim")
    WITNESS = "witness_statement", _("Statement of a witness")
    INSIDER = "insider", _("Insider or defector")
    MEDICAL = "medical_report", _("Medical or forensic report")
    AUTOPSY = "autopsy_report", _("Report of an autopsy")
    COURT = "court_record", _("Court record")
    OFFICIAL = "official_document", _("Official document")
    LEAKED = "leaked_document", _("Leaked document")
    NGO = "ngo_report", _("Report of an organisation")
    UN = "un_report", _("Report of the United Nations or a regional body")
    PARLIAMENT = "parliamentary_report", _("Report of a parliament")
    NEWS = "news_article", _("News article")
    PRESS_RELEASE = "press_release", _("Press release")
    PHOTO = "photo", _("Photograph")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Sound recording")
    SATELLITE = "satellite_image", _("Satellite image")
    SOCIAL = "social_media_post", _("Post on social media")
    CHAT = "chat_export", _("Messages of a chat")
    DEVICE = "device_extraction", _("Copy of a telephone or computer")
    REGISTRY = "registry_record", _("Entry in a register")
    FINANCIAL = "financial_record", _("Financial record")
    LISTED = "sanctions_list_entry", _("Entry on a sanctions list")
    OTHER = "other", _("Other")


class Origin(models.TextChoices):
    PRIMARY = "primary", _("Primary: from somebody or something that was there")
    SECONDARY = "secondary", _("Secondary: reports what others saw")


class Dated(models.TextChoices):
    """How sure the dates of an incident are."""

    WRITTEN = "written", _("As written below")
    ABOUT = "about", _("About that time")
    BETWEEN = "between", _("At some time between the two")
    UNKNOWN = "unknown", _("Not known")


class Placed(models.TextChoices):
    """How exact the place is, and why."""

    EXACT = "exact", _("As written below")
    NEAR = "near", _("Near there")
    COARSE = "coarse", _("Kept vague for safety")
    UNKNOWN = "unknown", _("Not known")


class Reliability(models.TextChoices):
    """Of a source, apart from what it says this time (the Admiralty's letters)."""

    A = "A", _("A: completely reliable")
    B = "B", _("B: usually reliable")
    C = "C", _("C: fairly reliable")
    D = "D", _("D: not usually reliable")
    E = "E", _("E: unreliable")
    F = "F", _("F: cannot be judged")


class Credibility(models.TextChoices):
    """Of what is said, apart from who says it (the Admiralty's numbers)."""

    ONE = "1", _("1: confirmed by other sources")
    TWO = "2", _("2: probably true")
    THREE = "3", _("3: possibly true")
    FOUR = "4", _("4: doubtful")
    FIVE = "5", _("5: improbable")
    SIX = "6", _("6: cannot be judged")


class Consistency(models.TextChoices):
    """How findings of the body fit what is told: the five steps of the Istanbul Protocol (2022)."""

    NOT = "not_consistent", _("Not consistent: what is told could not have caused it")
    CONSISTENT = "consistent", _("Consistent with: it could have, and so could many other things")
    HIGHLY = "highly_consistent", _("Highly consistent: it could have, and few other things could")
    TYPICAL = "typical", _("Typical of: it usually looks like this, though other things are possible")
    DIAGNOSTIC = "diagnostic", _("Diagnostic of: it could have come about in no other way")
