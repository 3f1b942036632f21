"""`make tour`: the pictures of README.md, taken from the demonstration's own fictional people and cases."""

import io

import pypdfium2 as pdfium
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from accounts.models import User
from audit.chain import seal_records
from delivery.forms.past import ColumnsForm
from delivery.past.reading import open_table
from delivery.services import past as services
from demo.veldonia import PASSWORD
from jobs.services import promise
from submissions.judging import judge
from submissions.models import Candidate, Dossier
from submissions.statuses import Verdict
from tests.e2e.pictures import PICTURES, keep
from vault.sight import EVERYTHING, look_as

SHEET = PICTURES.parents[1] / "demo" / "past" / "veldonia-2015-2022.xlsx"
SIZE = {"width": 1200, "height": 820}
LARGEST = 120_000
TOGETHER = "Deaths in the transit prison"
CASE = "Women held in the cloister at Mirna"

PRINTED = 1  # the page of the finished dossier, from 0
SUBJECT = "Maro Ilyich Teskan"
AUTHOR, COORDINATOR, LIAISON = "author@orsa.example", "coordinator@coalition.example", "liaison@coalition.example"
REVIEWER, AUDITOR = "reviewer@coalition.example", "auditor@coalition.example"

# name, who looks, where; and the links to follow from there
SHOTS = (
    ("sign-in", None, "account_login"),
    ("home-partner", AUTHOR, "home"),
    ("draft", AUTHOR, "cases:list", TOGETHER),
    ("together", AUTHOR, "cases:list", TOGETHER, "Who files this case"),
    ("home-coordinator", COORDINATOR, "home"),
    ("cases", COORDINATOR, "cases:list"),
    ("case", COORDINATOR, "cases:list", CASE),
    ("flagged", COORDINATOR, "/cases/?queue=flagged"),
    ("workload", COORDINATOR, "cases:workload"),
    ("corroboration", REVIEWER, "cases:list", CASE, "Who carries what, and what speaks against it"),
    ("search", REVIEWER, "/cases/search/?q=women+is%3Aopen"),
    ("subject", REVIEWER, "cases:register", SUBJECT),
    ("recommendation", LIAISON, "submissions:list", SUBJECT),
    ("ledger-line", LIAISON, "delivery:ledger", "Ferran Olst", "Log 7"),
    ("due", LIAISON, "delivery:due"),
    ("judgement", REVIEWER, "submissions:candidates", f"{SUBJECT} ↔ TESKAN, Maro"),
    ("people", COORDINATOR, "accounts:list"),
    ("record", AUDITOR, "audit:list"),
)
AFTER_THE_YEARS = (
    ("years", COORDINATOR, "/delivery/past/#record"),
    ("funnel", COORDINATOR, "insight:funnel"),
    ("timeline", COORDINATOR, "insight:timeline"),
    ("silence", COORDINATOR, "insight:silence"),
    ("recognition", COORDINATOR, "insight:recognition"),
    ("matrix", COORDINATOR, "insight:matrix"),
)
AFTER_TWO_JUDGED = (("came-of-it", AUTHOR, "cases:list", "Detentions at the Lower Orsa quarry", "See what came of it"),)


@pytest.mark.tour
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # files the seed leaves to be collected
def test_pictures(walk, live_server, settings, run_jobs):
    settings.SECOND_FACTOR_WAIVED = True
    call_command("seed_demo")
    promise("cases.index_changed")
    promise("submissions.watch_lists")  # and below the sealing: as the clock has done by the time somebody looks
    run_jobs()
    seal_records()

    with look_as(EVERYTHING):
        of_a_dossier = ("dossier", LIAISON, dossier().get_absolute_url())
    sizes = {shot[0]: take(walk(), *shot) for shot in (*SHOTS, of_a_dossier)}
    judged_by(LIAISON, REVIEWER)
    sizes |= {shot[0]: take(walk(), *shot) for shot in AFTER_TWO_JUDGED}
    sizes["printed"] = print_dossier()
    bring_the_years(run_jobs)
    sizes |= {shot[0]: take(walk(), *shot) for shot in AFTER_THE_YEARS}

    assert {name for name, size in sizes.items() if size > LARGEST} == set()


def judged_by(*people):
    with look_as(EVERYTHING):
        for email in people:
            judge(Candidate.objects.get(outcomes=None), Verdict.SAME, by=User.objects.get(email=email))


def print_dossier():
    """The page of a finished dossier on which the argument begins, as it is printed."""
    with look_as(EVERYTHING):
        content = dossier().versions.latest("number").files.get(format="pdf").file.read()
    sink = io.BytesIO()
    page = pdfium.PdfDocument(content)[PRINTED].render(scale=2).to_pil()
    page.crop((0, 0, page.width, page.width * SIZE["height"] // SIZE["width"])).save(sink, "PNG")
    return keep(sink.getvalue(), PICTURES / "printed.png")


def dossier():
    return Dossier.objects.get(recommendations__subject__names__text=SUBJECT)


def bring_the_years(run_jobs):
    """The spreadsheet of the demonstration, as its coordinator brings it in."""
    with look_as(EVERYTHING):
        noor = User.objects.get(email=COORDINATOR)
        past = services.keep_spreadsheet(ContentFile(SHEET.read_bytes(), SHEET.name), by=noor)
        form = ColumnsForm(past=past, table=open_table(past))
        told = {name: field.initial for name, field in form.fields.items() if field.initial not in (None, "")}
        form = ColumnsForm(told, past=past, table=open_table(past))
        assert form.is_valid()
        services.start_bringing_in(services.name_columns(past, form.columns(), form.choices(), by=noor), by=noor)
    run_jobs()


def take(visit, name, who, route, *links):
    """Returns the picture's size in bytes."""
    visit.page.set_viewport_size(SIZE)
    if who:
        visit.go("account_login")
        visit.fill(login=who, password=PASSWORD)
        visit.press("Sign in")
    visit.go(route)
    for link in links:
        visit.press(link)
    visit.page.wait_for_load_state("networkidle")
    size = keep(visit.page.screenshot(), PICTURES / f"{name}.png")
    visit.page.context.close()  # and with it the server's thread, so that the last one is long gone at the end
    return size
