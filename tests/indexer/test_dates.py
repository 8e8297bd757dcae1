"""Dates as running text writes them."""

from __future__ import annotations

import time

import pytest

from indexer import dates
from indexer.domain import PartialDate

WRITTEN = [
    ("in words", "Đồng Nai, ngày 28 tháng 10 năm 2022", "ngày 28 tháng 10 năm 2022", (2022, 10, 28)),
    ("in capitals", "NGÀY 05 THÁNG 12 NĂM 2016", "NGÀY 05 THÁNG 12 NĂM 2016", (2016, 12, 5)),
    ("over a line", "ngày 05 tháng\n12 năm 2016 của", "ngày 05 tháng\n12 năm 2016", (2016, 12, 5)),
    ("words without the first", "30 tháng 6 năm 2026", "30 tháng 6 năm 2026", (2026, 6, 30)),
    ("no day yet", "ngày    tháng 11 năm 2023", "ngày    tháng 11 năm 2023", (2023, 11, None)),
    ("dots for the pen", "ngày ... tháng … năm 2024", "ngày ... tháng … năm 2024", (2024, None, None)),
    ("no day yet before slashes", "ngày    /11/2023", "ngày    /11/2023", (2023, 11, None)),
    ("dots before slashes", "ngày .../3/2024 của", "ngày .../3/2024", (2024, 3, None)),
    ("slashes", "ngày 08/6/2017 về", "ngày 08/6/2017", (2017, 6, 8)),
    ("hyphens", "ngày 16-11-2023.", "ngày 16-11-2023", (2023, 11, 16)),
    ("spaced signs", "ngày 16 / 11 / 2023", "ngày 16 / 11 / 2023", (2023, 11, 16)),
    ("points", "lúc 12.04.2025", "12.04.2025", (2025, 4, 12)),
    ("without ngày", "(16/11/2023)", "16/11/2023", (2023, 11, 16)),
    ("a month", "trong tháng 11/2023", "tháng 11/2023", (2023, 11, None)),
    ("a month in words", "tháng 6 năm 2026;", "tháng 6 năm 2026", (2026, 6, None)),
    ("a year", "dự toán năm 2016", "năm 2016", (2016, None, None)),
    ("a day of any year", "trước ngày 15/10 hằng năm", "ngày 15/10", (None, 10, 15)),
    ("a day in words of any year", "trước ngày 15 tháng 10 hằng năm", "ngày 15 tháng 10", (None, 10, 15)),
    ("a month of any year", "trong tháng 10,", "tháng 10", (None, 10, None)),
    ("a day that is none leaves its month", "ngày 31/02/2023", "ngày 31/02/2023", (2023, 2, None)),
]

NONE = [
    ("a span of years", "giai đoạn 2021-2025; năm 2021-2025"),
    ("a count of months", "06 tháng đầu năm"),
    ("a number", "Thông tư số 46/2018/TT-BYT, 12/11/2023/QH"),
    ("a day of any month", "ngày 20 hằng tháng"),
    ("nothing", ""),
]


@pytest.mark.parametrize(("text", "words", "parts"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_dates_of_a_text(text, words, parts):
    found = [(written.date, text[written.start : written.end]) for written in dates.find(text)]

    assert found == [(PartialDate(*parts), words)]


@pytest.mark.parametrize("text", [row[1] for row in NONE], ids=[row[0] for row in NONE])
def test_no_dates(text):
    assert list(dates.find(text)) == []


@pytest.mark.parametrize("text", ["02/11/2022", "ngày 2 tháng 11 năm 2022", "ngay 02 thang 11 nam 2022"])
def test_every_spelling_of_a_day_has_one_key(text):
    assert dates.keys(f"họp {text}, tháng 11/2022") == ["2022-11-2"]


def test_dates_come_in_order():
    text = "từ ngày 01/02/2023 đến ngày 03 tháng 04 năm 2024"

    assert [written.date for written in dates.find(text)] == [PartialDate(2023, 2, 1), PartialDate(2024, 4, 3)]


def test_the_date_at_an_offset():
    text = "số 5 ngày 08/6/2017"

    assert dates.at(text, 5) == (PartialDate(2017, 6, 8), 5, len(text))
    assert dates.at(text, 3) is None


@pytest.mark.parametrize(
    "text", ["ngày " * 200_000, "ngày . " * 150_000, "1/" * 500_000, "tháng 1" + " " * 1_000_000]
)
def test_time_is_linear(text):
    began = time.perf_counter()
    list(dates.find(text))

    assert time.perf_counter() - began < 3
