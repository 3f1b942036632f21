"""Pages on which staff read what the law asks for, with the source that says so and the age of our knowledge of it."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import get_language
from django.views.generic import DetailView, ListView, TemplateView

from sanctions import policies
from sanctions.mapping.words import GROWING, VocabularyName
from sanctions.models import ConductRule, Criterion, Element, Government, Programme, Term
from sanctions.views.visible import StaffOnly


class Programmes(StaffOnly, ListView):
    """Every government with its programmes, those that cannot be asked last."""

    template_name = "sanctions/programme_list.html"

    def get_queryset(self) -> QuerySet[Programme]:
        programmes = Programme.objects.visible_to(self.request.user).select_related("authority")
        unverified = Count("criteria", filter=Q(criteria__verified=False))
        return programmes.annotate(criteria_count=Count("criteria"), unverified_count=unverified).order_by("code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        governments = Government.objects.visible_to(self.request.user).select_related("checked_by").order_by("-is_open", "code")
        described = [(row, [p for p in context["object_list"] if p.authority.jurisdiction == row.code]) for row in governments]
        return {**context, "governments": described, "may_edit": policies.can_edit_reference(self.request.user)}


class ProgrammeDetail(StaffOnly, DetailView):
    """One programme: who can be named, its criteria with their elements, and what conduct it covers."""

    template_name = "sanctions/programme_detail.html"
    context_object_name = "programme"
    slug_field = slug_url_kwarg = "code"

    def get_queryset(self) -> QuerySet[Programme]:
        elements = Prefetch("elements", Element.objects.select_related("checked_by"))
        criteria = Prefetch("criteria", Criterion.objects.select_related("checked_by").prefetch_related(elements))
        rules = Prefetch("conduct_rules", ConductRule.objects.select_related("checked_by"))
        programmes = Programme.objects.visible_to(self.request.user).select_related("authority__checked_by", "checked_by")
        return programmes.prefetch_related(criteria, rules)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        labels = labels_of(VocabularyName.CONDUCT)
        rules = [(labels.get(rule.conduct, rule.conduct), rule) for rule in self.object.conduct_rules.all()]
        modes = labels_of(VocabularyName.MODE)
        criteria = [(row, [modes.get(code, code) for code in row.modes]) for row in self.object.criteria.all()]
        may_edit = policies.can_edit_reference(self.request.user)
        may_add_rule = may_edit and len(rules) < len(labels)
        told = {"rules": rules, "criteria": criteria, "may_edit": may_edit, "may_add_rule": may_add_rule}
        return super().get_context_data(**told, **kwargs)


def labels_of(vocabulary: str) -> dict[str, str]:
    language = get_language() or ""
    return {term.code: term.says("label", language) for term in Term.objects.filter(vocabulary=vocabulary)}


class Vocabularies(StaffOnly, TemplateView):
    template_name = "sanctions/vocabulary_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        terms = Term.objects.visible_to(self.request.user).order_by("vocabulary").values("vocabulary")
        counts = {
            row["vocabulary"]: row for row in terms.annotate(count=Count("pk"), open_count=Count("pk", filter=Q(is_open=True)))
        }
        rows = [(name, counts[name.value]) for name in VocabularyName if name.value in counts]
        return super().get_context_data(rows=rows, **kwargs)


class Vocabulary(StaffOnly, ListView):
    """Each word of one vocabulary with its definition, legal hook and model sentence."""

    template_name = "sanctions/vocabulary_detail.html"

    def get_queryset(self) -> QuerySet[Term]:
        if self.kwargs["name"] not in VocabularyName.values:
            raise Http404
        return Term.objects.visible_to(self.request.user).filter(vocabulary=self.kwargs["name"]).select_related("checked_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        may_edit = policies.can_edit_reference(self.request.user)
        vocabulary = VocabularyName(self.kwargs["name"])
        return {**context, "vocabulary": vocabulary, "may_edit": may_edit, "may_add": may_edit and vocabulary in GROWING}
