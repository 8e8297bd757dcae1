"""Times that a question names, as periods."""

from datetime import date

import pytest

from indexer.domain import PartialDate
from search_api import periods

PERIODS = [
    ("a quarter", "kế hoạch quý II năm 2023", [(date(2023, 4, 1), date(2023, 6, 30))]),
    ("a quarter in figures", "quy 4/2023", [(date(2023, 10, 1), date(2023, 12, 31))]),
    ("years", "từ 2022 đến 2023", [(date(2022, 1, 1), date(2023, 12, 31))]),
    ("the end of a year", "cuoi nam 2023", [(date(2023, 9, 1), date(2023, 12, 31))]),
    ("half a year", "6 tháng đầu năm 2022", [(date(2022, 1, 1), date(2022, 6, 30))]),
    ("before a month", "trước tháng 6/2022", [(None, date(2022, 5, 31))]),
    ("after a day", "sau ngày 05/11/2022", [(date(2022, 11, 6), None)]),
    ("until", "đến hết năm 2025", [(None, date(2025, 12, 31))]),
    ("from day to day", "từ ngày 1/1/2022 đến ngày 30/6/2022", [(date(2022, 1, 1), date(2022, 6, 30))]),
    ("a month", "văn bản tháng 02 năm 2024", [(date(2024, 2, 1), date(2024, 2, 29))]),
    ("a year without diacritics", "van ban nam 2022 ve y te", [(date(2022, 1, 1), date(2022, 12, 31))]),
    ("a month of no year", "văn bản tháng 11", []),
    ("a number", "5463/KH-UBND", []),
]


@pytest.mark.parametrize(("question", "expected"), [row[1:] for row in PERIODS], ids=[row[0] for row in PERIODS])
def test_periods(question, expected):
    assert [(one.first, one.last) for one in periods.find(question)] == expected


def test_a_period_says_where_the_question_names_it():
    text = "công văn của Sở Y tế cuối năm 2023"
    (one,) = periods.find(text)
    assert text[one.start : one.end] == "cuối năm 2023"


def test_a_mark_that_no_letter_carries_shifts_nothing():
    text = "y tê\u036a\u0338 cuối năm 2023"
    (one,) = periods.find(text)
    assert text[one.start : one.end] == "cuối năm 2023"


MEETINGS = [
    ("within", PartialDate(2023, 11, 5), True),
    ("in a month that overlaps", PartialDate(2023, 9), True),
    ("in a year that overlaps", PartialDate(2023), True),
    ("before", PartialDate(2023, 8, 31), False),
    ("unknown", PartialDate(), False),
]


@pytest.mark.parametrize(("known", "expected"), [row[1:] for row in MEETINGS], ids=[row[0] for row in MEETINGS])
def test_a_date_meets_a_period_if_it_may_lie_within(known, expected):
    (period,) = periods.find("cuối năm 2023")
    assert period.meets(known) is expected
