"""The law and the vocabularies as rows: what each says, where that is written, and when one of us last looked."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Jurisdiction
from sanctions.mapping.words import Conduct, Need, ProgrammeKind, Verdict, VocabularyName
from sanctions.querysets import ReferenceQuerySet

# Governments whose law is described here; nobody can be recommended to one that is not switched on.
LAW_OF = [*Jurisdiction.choices, ("au", _("Australia"))]


class Sourced(models.Model):
    """A statement about the law: where it is from, and who of us has checked it against that source, and when.

    `verified` says that the words were read in that source. It is no legal advice either way. Changed in
    `sanctions.services` alone, which keeps every version.
    """

    source = models.TextField(_("Source"))
    checked_on = models.DateField(_("Checked on"))
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    verified = models.BooleanField(_("Read in its source"), default=False)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=~models.Q(source=""), name="%(class)s_names_its_source")]

    def get_absolute_url(self) -> str:
        return reverse("sanctions:reference-row", args=[self.table, self.pk])

    @property
    def table(self) -> str:
        return str(self._meta.model_name)

    @property
    def age_in_days(self) -> int:
        return (timezone.localdate() - self.checked_on).days


class Government(Sourced):
    """A government that can be asked: what it wants to know besides the law, and whether we ask it at all."""

    code = models.CharField(max_length=2, unique=True, choices=LAW_OF)
    name = models.CharField(_("Name"), max_length=200)
    is_open = models.BooleanField(_("Can be asked"), default=True)
    practice = models.TextField(_("Its practice"))
    recency_years = models.PositiveSmallIntegerField(_("Years after which conduct counts little"), null=True, blank=True)
    nationals = ArrayField(models.CharField(max_length=2), verbose_name=_("Countries whose nationals it rarely lists"))
    access = models.TextField(_("Who may ask it for our text"))

    class Meta(Sourced.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Authority(Sourced):
    """Who designates."""

    code = models.CharField(max_length=20, unique=True)
    jurisdiction = models.CharField(max_length=2, choices=LAW_OF)
    name = models.CharField(_("Name"), max_length=200)

    class Meta(Sourced.Meta):
        ordering = ["code"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name


class Programme(Sourced):
    """A legal basis under which somebody can be designated, and the tag it has on a list if it has one."""

    code = models.CharField(max_length=30, unique=True)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="programmes")
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=20, choices=ProgrammeKind.choices, default=ProgrammeKind.HUMAN_RIGHTS)
    country = models.CharField(_("Country, of a country regime"), max_length=2, blank=True)
    legal_basis = models.TextField(_("Legal basis"))
    reach = models.TextField(_("Who can be designated"))
    takes_persons = models.BooleanField(_("Persons can be named"), default=True)
    takes_bodies = models.BooleanField(_("Bodies can be named"), default=True)
    officials_only = models.BooleanField(_("Officials alone, and their family"), default=False)
    consequence = models.TextField(_("What it does"))
    list_slug = models.CharField(_("List"), max_length=50, blank=True)
    list_code = models.CharField(_("Tag on that list"), max_length=120, blank=True)
    is_open = models.BooleanField(_("Can be argued"), default=True)

    class Meta(Sourced.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Criterion(Sourced):
    """One way in which a programme lets a person be named, and the modes of liability that lead to it."""

    code = models.CharField(max_length=40, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    citation = models.CharField(_("Where it stands"), max_length=120)
    wording = models.TextField(_("What it asks"))
    modes = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("Modes of liability"))
    conduct = models.CharField(_("Kind of conduct"), max_length=12, choices=Conduct.choices, default=Conduct.ABUSE)
    needs_role = models.BooleanField(_("Asks that victims sought rights or exposed illegal acts"), default=False)
    is_open = models.BooleanField(_("Can be argued"), default=True)

    class Meta(Sourced.Meta):
        ordering = ["programme", "order"]
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return f"{self.citation}: {self.wording}"


class Element(Sourced):
    """One thing that has to be shown before a criterion is met."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="elements")
    order = models.PositiveSmallIntegerField()
    text = models.TextField(_("What has to be shown"))

    class Meta(Sourced.Meta):
        ordering = ["criterion", "order"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(fields=["criterion", "order"], name="one_element_per_place"),
        ]

    def __str__(self) -> str:
        return self.text


class ConductRule(Sourced):
    """What one programme makes of one kind of conduct: core, only if something more is shown, or not by itself."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="conduct_rules")
    conduct = models.CharField(_("Kind of abuse"), max_length=40)  # a code of the vocabulary "conduct"
    verdict = models.CharField(_("Covered"), max_length=12, choices=Verdict.choices)
    needs = models.CharField(_("What more has to be shown"), max_length=20, choices=Need.choices, blank=True)
    words = models.TextField(_("In words"), blank=True)

    class Meta(Sourced.Meta):
        ordering = ["programme", "pk"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "conduct"], name="one_rule_for_a_conduct"),
            models.CheckConstraint(
                condition=~models.Q(verdict=Verdict.CONDITIONAL, needs=""), name="a_condition_says_what_it_needs"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.conduct}"


class Term(Sourced):
    """A word of a vocabulary. Its code is for ever; label and definition may be improved and translated.

    `translations` is {language: {"label", "definition", "model_sentence"}}. `counts_as` is what the mapping
    check makes of it: the kind of conduct of an abuse type, `rights_seeker` of a victim's role.
    """

    vocabulary = models.CharField(_("Vocabulary"), max_length=20, choices=VocabularyName.choices)
    code = models.CharField(_("Code"), max_length=40)
    order = models.PositiveSmallIntegerField()
    label = models.CharField(_("Label"), max_length=200)
    definition = models.TextField(_("Definition"))
    counts_as = models.CharField(_("Counts as"), max_length=40, blank=True)
    legal_hook = models.TextField(_("Legal hook"), blank=True)
    model_sentence = models.TextField(_("Model sentence"), blank=True)
    aliases = ArrayField(models.CharField(max_length=100), default=list, blank=True, verbose_name=_("Words to look for"))
    translations = models.JSONField(_("Translations"), default=dict, blank=True)
    is_open = models.BooleanField(_("Can be chosen"), default=True)

    class Meta(Sourced.Meta):
        ordering = ["vocabulary", "order"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(fields=["vocabulary", "code"], name="term_code_once"),
        ]

    def __str__(self) -> str:
        return self.label

    def says(self, field: str, language: str) -> str:
        """`label`, `definition` or `model_sentence` in a language, or as first written."""
        return str(self.translations.get(language, {}).get(field) or getattr(self, field))
