"""What was sent cannot be recalled; whoever has it is told, by a person, once for each delivery."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.statuses import ConsentAnswer
from submissions import services
from submissions.models import Recall
from submissions.tasks import raise_recalls
from tests.submissions.conftest import say


@pytest.fixture
def delivered(sent, veldonia):
    """What was sent, and the delivery it went with."""
    return veldonia, sent.dossier.deliveries.get()


def test_a_yes_taken_back_raises_one_task_for_each_delivery(delivered):
    made, delivery = delivered
    assert raise_recalls() == {"raised": 0}
    say(made.case, made.victim, ConsentAnswer.WITHDRAWN)

    assert [raise_recalls(), raise_recalls()] == [{"raised": 1}, {"raised": 0}]
    recall = Recall.objects.get()
    assert (recall.person, recall.delivery, recall.done_at) == (made.victim, delivery, None)


@pytest.mark.parametrize("exceptions", [{"said_no": 1}, {"unasked": 2}])
def test_some_of_a_group_raise_it_as_the_whole_group_would(delivered, exceptions):
    made, _ = delivered
    row = say(made.case, made.victim, ConsentAnswer.YES)
    assert raise_recalls() == {"raised": 0}
    row.pk, row._state.adding = None, True
    for name, number in exceptions.items():
        setattr(row, name, number)
    row.save()

    assert [raise_recalls(), raise_recalls()] == [{"raised": 1}, {"raised": 0}]


def test_a_no_for_another_government_raises_nothing(delivered):
    made, _ = delivered
    say(made.case, made.victim, ConsentAnswer.WITHDRAWN, government="gb")

    assert raise_recalls() == {"raised": 0}


def test_the_first_page_of_the_liaison_leads_to_whom_to_tell(delivered, liaison, coordinator, sign_in):
    made, delivery = delivered
    waits, client = "Taken back after it was sent: offices to tell", sign_in(liaison)
    assert waits not in client.get("/").content.decode()
    say(made.case, made.victim, ConsentAnswer.WITHDRAWN)
    raise_recalls()

    assert waits in client.get("/").content.decode()
    page = client.get(reverse("submissions:list") + "?pile=recalled").content.decode()
    assert f'{delivery.dossier.get_absolute_url()}#recalls"' in page

    services.settle_recall(Recall.objects.get(), "By letter.", by=liaison)
    assert waits not in client.get("/").content.decode()
    assert "#recalls" not in client.get(reverse("submissions:list") + "?pile=recalled").content.decode()


def test_the_liaison_writes_down_how_the_office_was_told(delivered, liaison, coordinator, sign_in):
    made, delivery = delivered
    say(made.case, made.statement, ConsentAnswer.WITHDRAWN)
    raise_recalls()
    recall = Recall.objects.get()
    with pytest.raises(PermissionDenied):
        services.settle_recall(recall, "x", by=coordinator)
    client = sign_in(liaison)
    page = client.get(delivery.dossier.get_absolute_url()).content.decode()
    assert "Taken back after it was sent" in page

    client.post(
        reverse("submissions:settle-recall", args=[delivery.dossier.reference, recall.pk]), {"words": "By letter, today."}
    )

    recall.refresh_from_db()
    assert (recall.words, recall.done_by) == ("By letter, today.", liaison)
    assert "Taken back after it was sent" not in client.get(delivery.dossier.get_absolute_url()).content.decode()
