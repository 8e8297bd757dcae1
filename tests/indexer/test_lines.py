"""Lines know where they stand and whether a blank line comes before them."""

from __future__ import annotations

import pytest

from indexer.lines import lines, without_page_numbers

BARE = [
    ("spaces around a line go", "   một  ", "một"),
    ("bold marks go", "**KT. CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ("bold marks on both sides go", "***Nơi nhận:***", "Nơi nhận:"),
    ("a heading's hashes go", "## Chương I", "Chương I"),
    ("a bullet keeps its star", "* một", "* một"),
    ("a bullet keeps its dash", "- **Thời gian:** sáng", "- **Thời gian:** sáng"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in BARE], ids=[row[0] for row in BARE])
def test_a_line_is_read_without_markdown(text, expected):
    assert [line.bare for line in lines(text)] == [expected]


def test_offsets_are_those_of_the_whole_text():
    text = "bỏ\n  một\n\n\t hai \nba"
    found = lines(text, 3, len(text) - 3)
    assert [text[line.start : line.end] for line in found] == ["một", "hai"]


def test_blank_lines_are_remembered_and_not_kept():
    assert [(line.bare, line.after_blank) for line in lines("a\nb\n\n  \nc\n")] == [
        ("a", True),
        ("b", False),
        ("c", True),
    ]


def test_words_run_on_over_a_page():
    assert without_page_numbers("theo Thông\n\n2\n\ntư số 46\n\n3\n\nđó") == "theo Thông\ntư số 46\nđó"
    assert without_page_numbers("tuần tra\n\n2\n\nRừng") == "tuần tra\n\n2\n\nRừng"


def test_an_empty_text_has_no_lines():
    assert lines("") == lines(" \n\n ") == []
