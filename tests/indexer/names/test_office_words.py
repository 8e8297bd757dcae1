"""What names of offices begin with and are named after, as patterns."""

from __future__ import annotations

import re

import pytest

from indexer.names.office_words import FIELD, HEADS, MANY, NAMED_FOR, POSTS


@pytest.mark.parametrize(
    ("pattern", "words", "found"),
    [
        (HEADS, "Sở Y tế", "Sở"),
        (HEADS, "sở hữu trí tuệ", None),  # no office, whatever it begins with
        (HEADS, "chi cục thuế", "chi cục"),
        (HEADS, "chi, đảng bộ trực thuộc", "chi, đảng bộ"),
        (HEADS, "thanh tra tỉnh", "thanh tra"),
        (HEADS, "thanh tra việc chấp hành", None),
        (HEADS, "UBND xã", "UBND"),
        (HEADS, "BQL dự án", "BQL"),
        (HEADS, "bql dự án", None),  # a short form is written in capitals
        (HEADS, "trung đoàn 5", "trung đoàn"),
        (POSTS, "phó chủ tịch", "phó chủ tịch"),
        (POSTS, "trạm trưởng", "trạm trưởng"),
        (MANY, "các đồng chí ủy viên", "các đồng chí"),
        (MANY, "tất cả các đơn vị", "tất cả các"),
        (FIELD.pattern, "phát thanh, truyền hình tỉnh", "phát thanh, truyền hình"),  # the longest
        (FIELD.pattern, "ma tuý", "ma tuý"),
        (FIELD.pattern, "khoa học - xã hội", "khoa học - xã hội"),
        (NAMED_FOR.pattern, "thủy lợi", None),
        (NAMED_FOR.pattern, "hoà giải cơ sở", "hoà giải"),  # the tone on either vowel
    ],
)
def test_a_name_begins_with_these_words(pattern, words, found):
    match = re.match(rf"(?:{pattern})(?!\w)", words, re.IGNORECASE)
    assert (match[0] if match else None) == found
