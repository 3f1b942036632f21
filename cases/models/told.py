from django.db import models

from cases.models.case import CaseContent
from cases.models.events import Act
from cases.querysets import CaseContentQuerySet


class Told(CaseContent):
    """The answer to one question of a part that is told in words. An answer taken back is a row that is gone."""

    code = models.CharField(max_length=40)
    text = models.TextField(max_length=10_000)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "told"
        constraints = [models.UniqueConstraint(fields=["case", "code"], name="told_once_in_a_case")]

    def __str__(self) -> str:
        return f"{self.case}: {self.code}"


class Detail(models.Model):
    """The answer to one question that only this kind of abuse needs."""

    case_path = "act__incident__case"

    act = models.ForeignKey(Act, models.CASCADE, related_name="details")
    code = models.CharField(max_length=40)
    text = models.TextField(max_length=2000)

    objects = CaseContentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["act", "code"], name="detail_once_in_an_act")]

    def __str__(self) -> str:
        return f"{self.act}: {self.code}"
