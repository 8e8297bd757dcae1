"""Addresses of pages: parameters in, values out, links to the same page with something changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

import pytest

from indexer.errors import InvalidQuery
from search_api.address import Address, choice, day, number


@dataclass(frozen=True, slots=True)
class Asked(Address):
    PATH = "/trang"

    tu_khoa: str = ""
    sap_xep: str = "moi"
    trang: str = "1"


def test_what_is_the_default_is_not_said() -> None:
    asked = Asked.of({"tu-khoa": "  y tế & giáo dục ", "sap-xep": "moi", "trang": "", "khac": "x"})
    assert asked == Asked(tu_khoa="y tế & giáo dục")
    assert asked.parameters == {"tu-khoa": "y tế & giáo dục"}
    assert Asked().url() == "/trang"


def test_another_choice_starts_on_the_first_page_and_another_page_keeps_the_choice() -> None:
    asked = Asked(tu_khoa="y tế", sap_xep="cu", trang="3")
    assert dict(parse_qsl(asked.url(sap_xep="moi").partition("?")[2])) == {"tu-khoa": "y tế"}
    assert dict(parse_qsl(asked.url(trang="4").partition("?")[2])) == {**asked.parameters, "trang": "4"}


def test_an_address_read_again_is_the_same() -> None:
    asked = Asked(tu_khoa='"><script>&=%20+', sap_xep="cu")
    assert Asked.of(dict(parse_qsl(asked.url().partition("?")[2]))) == asked
    assert dict(parse_qsl(asked.url_to_save("xlsx").partition("?")[2])) == {**asked.parameters, "tai": "xlsx"}


DAYS = [
    ("", None),
    ("30/6/2026", date(2026, 6, 30)),
    ("01/02/2026", date(2026, 2, 1)),
    ("30-06-2026", date(2026, 6, 30)),
    ("30.6.2026", date(2026, 6, 30)),
    ("2026-06-30", date(2026, 6, 30)),
]


@pytest.mark.parametrize(("given", "expected"), DAYS)
def test_days(given: str, expected: date | None) -> None:
    assert day(given, "tu") == expected


@pytest.mark.parametrize("given", ["31/2/2026", "6/30/2026", "0/1/2026", "1/1/26", "hôm nay", "2026", "٣/٤/٢٠٢٦"])
def test_no_days(given: str) -> None:
    with pytest.raises(InvalidQuery, match="tu"):
        day(given, "tu")


@pytest.mark.parametrize("given", ["0", "11", "-1", "1.5", "", "a", "²", "9" * 30])
def test_no_numbers(given: str) -> None:
    with pytest.raises(InvalidQuery, match="từ 1 đến 10"):
        number(given, "trang", 1, 10)


def test_choices() -> None:
    assert choice({"": None, "a": 1}, "a", "kieu") == 1
    with pytest.raises(InvalidQuery, match="phải là a, không phải “b”"):
        choice({"": None, "a": 1}, "b", "kieu")
