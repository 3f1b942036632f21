import pytest

from cases.tenure import Tenure, tenure

HELD, PARTLY, NOT_HELD, UNKNOWN = Tenure.HELD, Tenure.PARTLY, Tenure.NOT_HELD, Tenure.UNKNOWN


@pytest.mark.parametrize(
    ("since", "until", "began", "ended", "expected"),
    [
        ("2019-04", "", "2022-03-09", "2022-03-18", HELD),
        ("2019", "2021", "2021-05", "", HELD),
        ("2019", "2020", "2021-05", "", NOT_HELD),
        ("2022", "", "2021-05", "2021-08", NOT_HELD),
        ("2021-07", "", "2021-05", "2021-08", PARTLY),
        ("", "2021-06", "2021-05", "2021-08", PARTLY),
        ("", "", "2021-05", "", UNKNOWN),
        ("2019", "", "", "", UNKNOWN),
        ("2021", "", "2021", "", HELD),
        ("2021-12", "", "2021", "", HELD),
    ],
)
def test_a_post_lies_to_what_happened_as_far_as_both_dates_say(since, until, began, ended, expected):
    assert tenure(since, until, began, ended) == expected
