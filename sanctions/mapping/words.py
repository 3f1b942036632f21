"""The closed words of the mapping check."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """What a programme makes of conduct."""

    CORE = "core", _("Covered")
    CONDITIONAL = "conditional", _("Covered if more is shown")
    NONE = "none", _("Not covered by itself")


class Need(models.TextChoices):
    """What more has to be shown. All but "argue" can be seen in the case."""

    ARGUE = "argue", _("A person has to argue it")
    VICTIM_ROLE = "victim_role", _("The victims sought rights or exposed illegal acts")
    VIOLENCE = "violence", _("There was violence, or somebody was held")
    THREE_RIGHTS = "three_rights", _("Life, torture or ill-treatment, or slavery was at stake")
    SYSTEMATIC = "systematic", _("It was gross and systematic")
    CONCERN = "concern", _("It was widespread, systematic, or otherwise of serious concern")
    OFFICIAL = "official", _("The subject held an office")


class Conduct(models.TextChoices):
    """Which half of a programme a criterion belongs to."""

    ABUSE = "abuse", _("Abuse")
    CORRUPTION = "corruption", _("Corruption")
    ANY = "any", _("Either")


class ProgrammeKind(models.TextChoices):
    HUMAN_RIGHTS = "human_rights", _("Human rights")
    CORRUPTION = "corruption", _("Corruption")
    COUNTRY = "country", _("Country regime")


class VocabularyName(models.TextChoices):
    CONDUCT = "conduct", _("Kinds of conduct")
    ABUSE = "abuse_type", _("Abuse types")
    MODE = "mode", _("Modes of liability")
    GROUP = "victim_group", _("Victim groups")
    ROLE = "victim_role", _("Victim roles")
    SOURCE = "source_type", _("Source types")
    OUTCOME = "outcome_kind", _("Outcome kinds")


# To these a word can be added. What the others mean is decided by the mapping check and by how outcomes are counted.
GROWING = (VocabularyName.ABUSE, VocabularyName.MODE, VocabularyName.GROUP, VocabularyName.ROLE, VocabularyName.SOURCE)
