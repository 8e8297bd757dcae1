"""The spellings of a directive's number meet in one key."""

from __future__ import annotations

import pytest

from indexer.numbers import keys, marks

NUMBERS = [
    ("in full", "Kế hoạch 5463/KH-UBND", ["5463/kh-ubnd", "5463/kh"]),
    ("with its year", "Thông tư số 46/2018/TT-BYT", ["46/tt-byt", "46/tt"]),
    ("of the Party", "Kết luận 477-KL/TU", ["477/kl/tu", "477/kl"]),
    ("spaces before the symbol", "Số: 231 /KH-UBND", ["231/kh-ubnd", "231/kh"]),
    ("padded", "Kế hoạch số 06/KH-SYT", ["6/kh-syt", "6/kh"]),
    ("a Đ", "Quyết định 1515/QĐ-SYT", ["1515/qd-syt", "1515/qd"]),
    ("short", "kh 5463", ["5463/kh"]),
    ("short, in words", "kế hoạch số 5463", ["5463/kh"]),
    ("short, without diacritics", "ke hoach 5463", ["5463/kh"]),
    ("what any directive may be called", "công văn 1461", ["1461/"]),
    ("a kind of two words", "Thông báo kết luận số 272", ["272/tb"]),
    ("a date is none", "ngày 12/12/2023", []),
    ("a count is none", "56 trạm y tế", []),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in NUMBERS], ids=[row[0] for row in NUMBERS])
def test_keys_of_numbers(text, expected):
    assert keys(text) == expected


def test_a_full_number_may_be_called_by_its_count_alone():
    assert marks("Văn bản số 13520/UBND-KTNS") == ["13520/ubnd-ktns", "13520/ubnd", "13520/"]
    assert marks("công văn 1461") == ["1461/"]
