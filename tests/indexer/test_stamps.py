"""Stamps of secrecy are seen as scans and pages leave them; words that only speak of secrets are none."""

from __future__ import annotations

import pytest

from indexer.stamps import is_stamp, is_stamped

STAMPS = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "  | MÂT |",
    "[TOI  MAT]",
    "Độ mật: Tối mật",
    "ĐỘ MẬT: MẬT",
    "* TUYỆT MẠT *",
]
OTHERS = ["Mật", "bí mật nhà nước", "MẬT ONG", "ĐỘ MẬT", "BẢO MẬT", "Tối mật thì không", "MẬT THƯ", ""]


@pytest.mark.parametrize("words", STAMPS)
def test_a_stamp_is_seen(words):
    assert is_stamp(words)


@pytest.mark.parametrize("words", OTHERS)
def test_other_words_are_none(words):
    assert not is_stamp(words)


TEXTS = [
    ("alone on a line, wherever", "Điều 1.\n" * 80 + "TỐI MẬT\nĐiều 2.", True),
    ("beside the letterhead", "UBND TỈNH     CỘNG HÒA XÃ HỘI\nMẬT          Độc lập\n", True),
    ("in a cell of the letterhead", "SỞ Y TẾ | CỘNG HÒA\nMẬT | Độc lập", True),
    ("in a cell of a table further down", "Điều 1.\n" * 80 + "Sổ | MẬT", False),
    ("in a sentence", "Tài liệu MẬT được lưu riêng.", False),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_where_a_stamp_counts(text, expected):
    assert is_stamped(text) is expected
