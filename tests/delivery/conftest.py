import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from delivery.forms.past import ColumnsForm
from delivery.past.reading import open_table
from delivery.services import past as services
from tests.submissions.conftest import everything, office  # noqa: F401 -- fixtures

HEADING = "Subject,Type,Born,Nationality,Government,Sent on,Partner,File\n"


@pytest.fixture
def spreadsheet(everything, coalition, organisation, other_organisation, coordinator):  # noqa: F811
    """Keep a spreadsheet and name its columns as guessed: `spreadsheet("Maro Teskan,person,1971,Veldonia,US,2019-04-03,,")`."""

    def keep(*rows, name="years.csv"):
        body = (HEADING + "\n".join(rows)).encode()
        past = services.keep_spreadsheet(SimpleUploadedFile(name, body), by=coordinator)
        form = ColumnsForm(past=past, table=open_table(past))
        told = {name: field.initial for name, field in form.fields.items() if field.initial not in (None, "")}
        form = ColumnsForm(told, past=past, table=open_table(past))
        assert form.is_valid(), form.errors
        return services.name_columns(past, form.columns(), form.choices(), by=coordinator)

    return keep


@pytest.fixture
def brought(spreadsheet, coordinator, run_jobs):
    """Keep a spreadsheet and bring it in."""

    def bring(*rows):
        past = spreadsheet(*rows)
        services.start_bringing_in(past, by=coordinator)
        run_jobs()
        past.refresh_from_db()
        return past

    return bring
