"""Pages on which people read what governments wrote, and say whom it names."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DetailView, ListView
from django.views.generic.edit import FormMixin

from insight import coding, policies, terms
from insight.agreement import consensus_of
from insight.forms.texts import CodeForm, TextForm
from insight.models import OfficialText, Reading
from insight.recognition import texts_with_readings

LONGEST_SHOWN = 400_000


class CodersOnly:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_code(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_queryset(self) -> QuerySet[OfficialText]:
        return OfficialText.objects.visible_to(self.request.user).prefetch_related(texts_with_readings())  # type: ignore[attr-defined]


class TextList(CodersOnly, ListView):
    """Official texts, of one programme if asked; by default those that this person has not read."""

    template_name = "insight/text_list.html"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[OfficialText]:
        texts = super().get_queryset().defer("text")
        programme = self.request.GET.get("programme", "")
        texts = texts.under(programme) if programme else texts
        return texts if self.request.GET.get("pile") == "all" else texts.unread_by(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = [(text, consensus_of(text)) for text in context["page_obj"]]
        return {**context, "rows": rows, "everything": self.request.GET.get("pile") == "all"}


class AddText(CodersOnly, CreateView):
    template_name = "insight/text_form.html"
    form_class = TextForm

    def form_valid(self, form: TextForm) -> HttpResponse:
        told = {name: form.cleaned_data[name] for name in TextForm.Meta.fields}
        try:
            text = coding.add_text(told, form.cleaned_data["entries"], by=self.request.user)
        except coding.Unfit as problem:
            form.add_error("text", str(problem))
            return self.form_invalid(form)
        messages.success(self.request, _("Kept. Read it to its end, and say whom it names."))
        return redirect(text)


class TextDetail(CodersOnly, FormMixin, DetailView):
    """The text with words highlighted, and this person's reading of it. What others said is shown after one's own word."""

    template_name = "insight/text_detail.html"
    context_object_name = "text"
    form_class = CodeForm

    def mine(self) -> Reading | None:
        return next((reading for reading in self.object.readings.all() if reading.coder_id == self.request.user.pk), None)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "text": self.object, "mine": self.mine()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text, mine = self.object, self.mine()
        readings = text.readings.all() if mine else []
        told = {
            "pieces": list(terms.pieces(text.text[:LONGEST_SHOWN], text.language)),
            "is_cut": len(text.text) > LONGEST_SHOWN,
            "mine": mine,
            "readings": readings,
            "consensus": consensus_of(text),
            "entries": text.entries.select_related("watched_list")[:200],
        }
        return super().get_context_data(**told, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        try:
            coding.read_text(self.object, form.codes, by=request.user)
        except coding.Unfit as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        messages.success(request, _("Your reading is kept. Two that agree make a figure."))
        return redirect(self.object)
