"""Every field that a partner types into has its limit and its sentence, and refuses what turns words around."""

from functools import partial

import pytest
from django import forms

from cases.forms.after_filing import CorrectionForm, PartingForm
from cases.forms.answers import AnswerForm
from cases.forms.cofiling import ContactForm, JoinForm
from cases.forms.identities import IdentityForm, ReasonForm
from cases.forms.intake import FirstNoteForm
from cases.forms.messages import MessageForm
from cases.forms.posts import PostForm
from cases.forms.sections import ActForm
from cases.forms.stories import OrganisationForm, StoryForm
from cases.models import Act, Question
from cases.questions import OF_ABUSE, STORIES
from cases.statuses import CaseStatus
from cases.views.sections import PARTS
from tests.cases.material import fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

FREE = {FirstNoteForm, MessageForm, PartingForm, JoinForm, ContactForm, IdentityForm}


@pytest.fixture
def every_form(make_case, organisation, partner):
    """All forms of filing, each as a partner meets it: by name what makes it of what was sent."""
    case = fill(make_case(organisation, partner, status=CaseStatus.DRAFT))
    with look_as(EVERYTHING):
        question, act = Question(case=case, section="evidence", text="?"), case.incidents.get().acts.get()
        made = {form.__name__: form for form in FREE}
        made |= {str(section): partial(part.form, instance=None, case=case) for section, part in PARTS.items()}
        made |= {f"told {section}": partial(StoryForm, case=case, asks=asks, told={}) for section, asks in STORIES.items()}
        made |= {f"act {abuse}": partial(act_form, act, abuse, case=case) for abuse in OF_ABUSE}
        made |= {
            "organisation": partial(OrganisationForm, case=case, asks=STORIES["organisation"], told={}, is_sealed=False),
            "post": PostForm,
            "correction": partial(CorrectionForm, case=case),
            "answer": partial(AnswerForm, question=question),
            "reason": partial(ReasonForm, hint=""),
        }
        yield made


def act_form(act, abuse, data=None, *, case):
    return ActForm(data, instance=Act(incident=act.incident, victim=act.victim, abuse=abuse), case=case)


def typed_into(make):
    """Fields into which somebody types words, each with how many characters it holds."""
    return {
        name: field.max_length
        for name, field in make().fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput)
    }


def said(make, name, text):
    form = make({make().add_prefix(name): text})
    return " ".join(form.errors.get(name, ()))


def test_ten_thousand_characters_more_than_it_holds_are_refused_with_the_limit(every_form):
    fields = {(form, name): limit for form, make in every_form.items() for name, limit in typed_into(make).items()}
    assert len(fields) >= 60

    without = {place for place, limit in fields.items() if not limit}
    silent = {
        (form, name)
        for (form, name), limit in fields.items()
        if limit and f"at most {limit} characters" not in said(every_form[form], name, "x" * (limit + 10_000))
    }

    assert (without, silent) == (set(), set())


def test_words_that_are_turned_around_are_refused_everywhere(every_form):
    fields = {(form, name) for form, make in every_form.items() for name in typed_into(make)}

    taken = {(form, name) for form, name in fields if not said(every_form[form], name, "Orsa \u202egnitset")}

    assert taken == set()
