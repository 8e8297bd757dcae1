"""Dates of which only part is known, and the names of things."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.domain import Level, PartialDate, Section, directive_id, passage_id

DATES = [
    ("a whole date", PartialDate(2022, 10, 8), "ngày 08 tháng 10 năm 2022", date(2022, 10, 8), date(2022, 10, 8)),
    ("no day", PartialDate(2024, 2), "tháng 02 năm 2024", date(2024, 2, 1), date(2024, 2, 29)),
    ("no day in December", PartialDate(2023, 12), "tháng 12 năm 2023", date(2023, 12, 1), date(2023, 12, 31)),
    ("a year alone", PartialDate(2023), "năm 2023", date(2023, 1, 1), date(2023, 12, 31)),
    ("nothing", PartialDate(), "", None, None),
]


@pytest.mark.parametrize(
    ("value", "words", "earliest", "latest"), [row[1:] for row in DATES], ids=[row[0] for row in DATES]
)
def test_a_date_says_what_is_known(value, words, earliest, latest):
    assert (str(value), value.earliest, value.latest) == (words, earliest, latest)


POSSIBLE = [
    ("a real date", (2024, 2, 29), PartialDate(2024, 2, 29)),
    ("no such day", (2023, 2, 29), PartialDate(2023, 2)),
    ("no such month", (2023, 13, 1), PartialDate(2023)),
    ("no such year", (0, 1, 1), PartialDate()),
]


@pytest.mark.parametrize(("parts", "expected"), [row[1:] for row in POSSIBLE], ids=[row[0] for row in POSSIBLE])
def test_of_an_impossible_date_the_possible_part_is_kept(parts, expected):
    assert PartialDate.possible(*parts) == expected


NAMES = [
    ("a chapter has its word", Level.CHAPTER, "II", "QUY ĐỊNH", "Chương II. QUY ĐỊNH"),
    ("an article without a title", Level.ARTICLE, "5", None, "Điều 5"),
    ("a clause has none", Level.CLAUSE, "1", "Sở Y tế", "1. Sở Y tế"),
    ("a point", Level.POINT, "đ", None, "đ"),
]


@pytest.mark.parametrize(
    ("level", "label", "title", "expected"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES]
)
def test_a_section_is_named_as_printed(level, label, title, expected):
    assert Section(level, label, title, 0, 1).name == expected


def test_a_longer_decimal_stands_deeper():
    depths = [Level.CLAUSE.depth("2"), Level.DECIMAL.depth("2.1"), Level.DECIMAL.depth("2.1.3")]
    assert depths == sorted(set(depths))
    assert Level.DECIMAL.depth("2.1.3.4.5") < Level.POINT.depth("a")


def test_ids_name_a_place_and_not_words():
    assert directive_id("a.txt") == directive_id("a.txt") != directive_id("b/a.txt")
    assert passage_id("f00", 3, 9) == "f00.3-9"
