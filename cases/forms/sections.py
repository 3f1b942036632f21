"""The entries of each section: subjects, people who were harmed, incidents, acts, sources, facts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import wording
from cases.completeness import SPOKEN
from cases.forms.fields import LongText, line
from cases.forms.items import ItemForm, dates_widget
from cases.forms.posts import PostFormSet
from cases.forms.stories import field_for
from cases.models import Act, Claim, Incident, Source, Subject, SubjectName, Victim
from cases.questions import asks_of
from cases.validators import no_invisible_characters, not_before, not_in_future
from cases.vocabularies import Dated, GroupAnswer, Origin, Placed

APPROXIMATE = gettext_lazy("A day (2022-12-09), a month (2022-12) or a year (2022). Leave it empty if you do not know.")
NAME = SubjectName.Kind
MOST_ALIASES = 20


class SubjectForm(ItemForm):
    full_name = forms.CharField(
        label=gettext_lazy("Full name, Latin letters"),
        max_length=300,
        validators=[no_invisible_characters],
        help_text=gettext_lazy("As complete as you know it. A body: its official name."),
    )
    original_name = forms.CharField(
        label=gettext_lazy("Full name, original script"),
        max_length=300,
        validators=[no_invisible_characters],
        help_text=gettext_lazy("As it is written at home, in any script. Official lists are searched in both."),
    )
    aliases = LongText(
        label=gettext_lazy("Other names"),
        max_length=2000,
        rows=3,
        help_text=gettext_lazy("Other spellings, former names, a nom de guerre. One name on each line."),
    )

    class Meta:
        model = Subject
        fields = ["kind", "birth_date", "nationality"]
        widgets = {"kind": forms.RadioSelect, "birth_date": dates_widget()}
        help_texts = {
            "birth_date": gettext_lazy(
                "A day (1971-05-03), a month or a year. Even a guess helps to tell people of one name apart."
            ),
            "nationality": gettext_lazy("Of a body: the country it belongs to."),
        }

    field_order = ["kind", "full_name", "original_name", "aliases", "birth_date", "nationality"]

    def prepare(self) -> None:
        self.fields["kind"].required = True
        self.fields["birth_date"].validators.append(not_in_future)
        names = list(self.instance.names.all()) if self.instance.pk else []
        self.initial = {
            **self.initial,
            "full_name": _first(names, NAME.FULL),
            "original_name": _first(names, NAME.ORIGINAL),
            "aliases": "\n".join(name.text for name in names if name.kind == NAME.ALIAS),
        }
        self.posts = PostFormSet(self.data if self.is_bound else None, instance=self.instance, prefix="posts")

    def state(self) -> dict[str, Any]:
        posts = [str((post.title, post.body, post.since, post.until)) for post in self.posts.queryset or ()]
        return {**super().state(), "posts": posts}

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.posts.is_valid()])

    def clean_aliases(self) -> str:
        aliases = [alias.strip() for alias in self.cleaned_data["aliases"].split("\n") if alias.strip()]
        for alias in aliases:
            no_invisible_characters(alias)
        if len(aliases) > MOST_ALIASES or any(len(alias) > 300 for alias in aliases):
            raise forms.ValidationError(_("At most 20 other names, each on its own line and of at most 300 characters."))
        return "\n".join(aliases)

    def names(self) -> list[tuple[str, str]]:
        """Kind and text of each name, the main one first."""
        given = self.cleaned_data
        full = [(NAME.FULL.value, given["full_name"]), (NAME.ORIGINAL.value, given["original_name"])]
        aliases = [(NAME.ALIAS.value, alias) for alias in given["aliases"].split("\n")]
        return [(kind, text) for kind, text in [*full, *aliases] if text]


def _first(names: list[SubjectName], kind: str) -> str:
    return next((name.text for name in names if name.kind == kind), "")


class VictimForm(ItemForm):
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("These groups"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Any number. Tick them only together with “These groups” above."),
    )
    is_group = forms.TypedChoiceField(
        label=gettext_lazy("One person or a group of people?"),
        choices=[("", gettext_lazy("One person")), ("yes", gettext_lazy("A group of people"))],
        coerce=bool,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many people, if it is a group"),
        min_value=1,
        max_value=1_000_000,
        help_text=gettext_lazy("A careful guess is enough; rather too few than too many."),
    )

    class Meta:
        model = Victim
        fields = ["pseudonym", "is_group", "count", "group_answer", "groups", "role"]
        widgets = {"group_answer": forms.RadioSelect, "role": forms.RadioSelect}
        labels = {
            "pseudonym": gettext_lazy("A name that is not their name"),
            "group_answer": gettext_lazy("Who they are: do they belong to a group that is often attacked or overlooked?"),
            "role": gettext_lazy("What they did: were they doing something that made them a target?"),
        }
        help_texts = {
            "pseudonym": gettext_lazy("Such as “the teacher” or “Person 2”. Left empty, we choose one."),
            "group_answer": gettext_lazy(
                "“None”, “not known” and “withheld” mean three different things; all three are good answers."
            ),
            "role": gettext_lazy("A different question from the one before: a woman may also be a journalist."),
        }

    def prepare(self) -> None:
        offered, victim = wording.offered_in(self.case), self.instance
        self.fields["role"].choices = offered.choices("role", chosen=[victim.role])  # type: ignore[attr-defined]
        self.fields["groups"].choices = offered.choices("group", chosen=victim.groups)  # type: ignore[attr-defined]
        self.fields["group_answer"].choices = GroupAnswer.choices  # type: ignore[attr-defined]
        self.fields["role"].required = self.fields["group_answer"].required = True
        if self.instance.pk:
            self.initial["is_group"] = "yes" if self.instance.is_group else ""

    def _others(self) -> Any:
        return self.case.victims.exclude(pk=self.instance.pk)

    def clean_pseudonym(self) -> str:
        wanted = str(self.cleaned_data["pseudonym"])
        taken = {name.casefold() for name in self._others().values_list("pseudonym", flat=True)}
        if not wanted:
            return next(name for number in range(1, 10_000) if (name := _("Person %d") % number).casefold() not in taken)
        if wanted.casefold() in taken:
            raise forms.ValidationError(_("Somebody else in this case has this name already. Choose another one."))
        return wanted

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["is_group"] = bool(cleaned.get("is_group"))
        if "count" in cleaned:
            cleaned["count"] = cleaned["count"] or 1
            if not cleaned["is_group"]:
                cleaned["count"] = 1
            elif cleaned["count"] < 2:
                self.add_error("count", _("A group is two people or more. A careful guess is enough."))
        answer, groups = cleaned.get("group_answer"), cleaned.get("groups")
        if answer == GroupAnswer.GIVEN and not groups:
            self.add_error("groups", _("Tick at least one group, or choose another answer above."))
        if groups and answer and answer != GroupAnswer.GIVEN:
            self.add_error("group_answer", _("You ticked groups below. Choose “These groups”, or untick them."))
        return cleaned


class IncidentForm(ItemForm):
    narrative = LongText(
        label=gettext_lazy("What happened, in your words"),
        max_length=20_000,
        rows=12,
        help_text=gettext_lazy("In the order in which it happened. Use the names you gave to people here, never their own."),
    )

    class Meta:
        model = Incident
        fields = ["dated", "began", "ended", "placed", "place", "area", "narrative"]
        widgets = {"began": dates_widget(), "ended": dates_widget(), "dated": forms.RadioSelect, "placed": forms.RadioSelect}
        help_texts = {
            "began": APPROXIMATE,
            "ended": gettext_lazy("Only if it lasted longer than the time above, or if it was between the two."),
            "place": gettext_lazy("A town, a prison, a road: as exact as is safe for those who were there."),
        }

    def prepare(self) -> None:
        self.fields["dated"].choices, self.fields["placed"].choices = Dated.choices, Placed.choices  # type: ignore[attr-defined]
        for name in ("began", "ended"):
            self.fields[name].validators.append(not_in_future)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        began, ended = cleaned.get("began"), cleaned.get("ended")
        if began and ended and not not_before(began, ended):
            self.add_error("ended", _("It cannot have ended before it began."))
        cleaned["dated"] = cleaned.get("dated") or Dated.WRITTEN
        cleaned["placed"] = cleaned.get("placed") or Placed.EXACT
        if cleaned["dated"] == Dated.BETWEEN and not (began and ended) and not self.errors:
            self.add_error("ended", _("“Between the two” needs two dates: the earliest and the latest it can have been."))
        return cleaned


class ActForm(ItemForm):
    """What was done, to whom, and how each subject of the case is responsible for it."""

    needed = ("victim",)

    class Meta:
        model = Act
        fields = ["abuse", "victim", "told_in"]
        widgets = {"victim": forms.RadioSelect}
        labels = {"victim": gettext_lazy("To whom")}
        help_texts = {
            "told_in": gettext_lazy("If a statement tells it already, name it here: then nobody has to be asked again.")
        }

    def prepare(self) -> None:
        victim = self.fields["victim"]
        victim.queryset = self.case.victims.all()  # type: ignore[attr-defined]
        victim.empty_label = None  # type: ignore[attr-defined]
        victim.error_messages["required"] = _("Choose who was harmed.")
        offered, there = wording.offered_in(self.case), self.responsible_now()
        kinds = offered.choices("abuse", chosen=[self.instance.abuse])
        self.fields["abuse"].choices = [("", _("Choose one")), *kinds]  # type: ignore[attr-defined]
        self.fields["told_in"].queryset = self.case.sources.filter(type__in=SPOKEN)  # type: ignore[attr-defined]
        self.fields["told_in"].empty_label = _("Nowhere yet")  # type: ignore[attr-defined]
        self.subjects = list(Subject.objects.filter(named_in__case=self.case).prefetch_related("names").order_by("pk"))
        for subject in self.subjects:
            self.fields[f"by_{subject.pk}"] = forms.MultipleChoiceField(
                label=_("Alleged: how is %(name)s responsible?") % {"name": subject},
                choices=offered.choices("mode", chosen=there.get(subject.pk, [])),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.initial[f"by_{subject.pk}"] = there.get(subject.pk, [])

        self.asks = asks_of(self.instance.abuse) if self.instance.pk else ()
        said = dict(self.instance.details.values_list("code", "text")) if self.asks else {}
        for ask in self.asks:
            self.fields[ask.code] = field_for(ask)
            self.initial[ask.code] = said.get(ask.code, "")

    def responsible_now(self) -> dict[int, list[str]]:
        """The modes that stand there, by subject."""
        there: dict[int, list[str]] = {}
        for subject, mode in self.instance.involvements.values_list("subject_id", "mode") if self.instance.pk else ():
            there.setdefault(subject, []).append(mode)
        return there

    def details(self) -> dict[str, str]:
        """Answers to what this kind of abuse needs; a new kind asks its own questions once it is saved."""
        return {ask.code: str(self.cleaned_data.get(ask.code, "")).strip() for ask in self.asks}

    def asks_more(self) -> bool:
        """Whether the kind that was chosen has questions that were not on this page."""
        return asks_of(self.cleaned_data.get("abuse", "")) not in ((), self.asks)

    def responsible(self) -> set[tuple[int, str]]:
        return {(subject.pk, mode) for subject in self.subjects for mode in self.cleaned_data[f"by_{subject.pk}"]}


class SourceForm(ItemForm):
    class Meta:
        model = Source
        fields = [
            "title", "type", "origin", "is_open", "derived_from", "author", "organisation", "informant",
            "lawful_access", "reliability", "credibility", "consistency",
            "withheld_from_officials", "if_challenged", "for_public",
            "address", "archived_address", "captured_at", "captured_with",
        ]  # fmt: skip
        widgets = {
            "origin": forms.RadioSelect,
            "title": line(),
            "author": line(),
            "organisation": line(),
            "informant": line(),
            "lawful_access": line(),
            "address": line(inputmode="url"),
            "archived_address": line(inputmode="url"),
            "captured_at": line(placeholder="2022-12-09 14:30"),
            "captured_with": line(),
        }
        labels = {"is_open": gettext_lazy("Anybody can find it: it is published, or open to the public")}
        help_texts = {
            "title": gettext_lazy("Such as “Medical report of 14 March”. No name of anybody who was harmed or who spoke to you."),
            "lawful_access": gettext_lazy("Such as “given to us by the family, with their consent”. No names."),
            "reliability": gettext_lazy("Of the source itself, whatever it says this time."),
            "credibility": gettext_lazy("Of what it says, whoever says it."),
            "consistency": gettext_lazy("For a medical report alone: how findings and account fit (Istanbul Protocol)."),
            "address": gettext_lazy("For a page of the web alone; the next three as well. The hash is that of the file you add."),
            "derived_from": gettext_lazy("An article that repeats what another source says is not a second source."),
            "author": gettext_lazy("Of what is published, such as a reporter. Never the name of anybody who spoke to you."),
            "organisation": gettext_lazy("Such as a newspaper, a ministry, an office of the United Nations."),
            "informant": gettext_lazy("The name you gave them here. Two texts from one person are one voice."),
        }

    def prepare(self) -> None:
        others = self.case.sources.exclude(pk=self.instance.pk)
        self.fields["derived_from"].queryset = others  # type: ignore[attr-defined]
        self.fields["derived_from"].empty_label = _("No, it stands on its own")  # type: ignore[attr-defined]
        kinds = wording.offered_in(self.case).choices("source", chosen=[self.instance.type])
        self.fields["type"].choices = [("", _("Choose one")), *kinds]  # type: ignore[attr-defined]
        self.fields["origin"].choices = Origin.choices  # type: ignore[attr-defined]
        self.fields["origin"].required = True
        if not others:
            del self.fields["derived_from"]

    def clean_derived_from(self) -> Source | None:
        first: Source | None = self.cleaned_data["derived_from"]
        source = first
        seen = set()
        while source is not None and source.pk not in seen:
            if source.pk == self.instance.pk:
                raise forms.ValidationError(_("That source repeats this one already."))
            seen.add(source.pk)
            source = source.derived_from
        return first


class ClaimForm(ItemForm):
    needed = ("text",)
    text = LongText(
        label=gettext_lazy("One fact, in one sentence"),
        max_length=2000,
        rows=3,
        help_text=gettext_lazy("Such as “On 9 March 2022 the Guard took the teacher from her house to the quarry.”"),
    )

    class Meta:
        model = Claim
        fields = ["text", "sources"]
        widgets = {"sources": forms.CheckboxSelectMultiple}

    def prepare(self) -> None:
        self.fields["sources"].queryset = self.case.sources.all()  # type: ignore[attr-defined]
        if not self.case.sources.exists():
            self.fields["sources"].help_text = _("There is no source yet. Add one under “Evidence and sources”, then come back.")
