from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Claim
from submissions.carrying import standing
from submissions.models.dossiers import Recommendation


class Passage(models.Model):
    """What one government wants to read besides: one text for each section of `submissions.sections`."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="passages")
    section = models.CharField(max_length=30)
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "section"], name="one_passage_for_a_section")]

    def __str__(self) -> str:
        return self.section


class ReasonSentence(models.Model):
    """One sentence of the statement of reasons that the Union would publish, and the claims that carry it."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="sentences")
    order = models.PositiveSmallIntegerField()
    text = models.TextField(_("One sentence"), max_length=1000)
    claims = models.ManyToManyField(Claim, related_name="sentences", blank=True, verbose_name=_("Claims that carry it"))

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def standing_claims(self) -> list[Claim]:
        """The claims that nobody took back and that do not rest on who and what is left out alone; reads prefetched claims."""
        return standing(self.claims.all(), self.recommendation.out)

    @property
    def has_open_source(self) -> bool:
        """Somebody outside can read what it rests on. Reads prefetched claims and sources."""
        left = self.recommendation.out.sources
        return any(s.is_open and s.pk not in left for claim in self.standing_claims for s in claim.sources.all())
