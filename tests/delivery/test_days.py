"""A day as people write it: a table of spellings, and a table of what is refused and in which words."""

from datetime import date

import pytest

from delivery.past.days import NotADay, Order, read_day

APRIL, MARCH = date(2019, 4, 3), date(2019, 3, 4)
SPELLINGS = [
    ("2019-04-03", APRIL),
    ("2019/4/3", APRIL),
    ("2019-04-03 00:00:00", APRIL),
    ("03/04/2019", APRIL),
    ("3.4.2019", APRIL),
    ("3-4-19", APRIL),
    ("3 April 2019", APRIL),
    ("3rd Apr. 2019", APRIL),
    ("03-Apr-19", APRIL),
    ("April 3, 2019", APRIL),
    ("april 3rd 2019", APRIL),
    ("43558", APRIL),  # as a workbook counts days
    ("43558.0", APRIL),
    ("14/03/2019", date(2019, 3, 14)),
    ("03/14/2019", date(2019, 3, 14)),  # no month is the fourteenth
]
REFUSED = [
    ("31/02/2019", "“31/02/2019” is a day that does not exist."),
    ("2019-13-40", "“2019-13-40” is a day that does not exist."),
    ("spring 2019", "“spring 2019” is no day. Write it such as 2019-04-03."),
    ("2019", "“2019” is no day. Write it such as 2019-04-03."),
    ("March 2019", "“March 2019” is no day. Write it such as 2019-04-03."),
    ("3 Foo 2019", "“3 Foo 2019” is no day. Write it such as 2019-04-03."),
    ("12345678", "“12345678” is no day. Write it such as 2019-04-03."),
    ("1919-04-03", "1919-04-03 is before any of these laws. Look at the year."),
]


@pytest.mark.parametrize(("text", "day"), SPELLINGS)
def test_day_is_read(text, day):
    assert read_day(text) == day


def test_month_may_stand_first_where_both_can():
    assert read_day("03/04/2019", Order.MONTH_FIRST) == MARCH
    assert read_day("14/03/2019", Order.MONTH_FIRST) == date(2019, 3, 14)


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_what_is_no_day_is_refused_in_plain_words(text, words):
    with pytest.raises(NotADay) as refusal:
        read_day(text)

    assert str(refusal.value) == words
