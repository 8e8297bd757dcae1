"""Names of offices that are one, and how an archive writes each."""

from __future__ import annotations

import pytest

from indexer import offices


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phòng KHTC", "Phòng Kế hoạch - Tài chính"),
        ("P.KHTC", "phòng Kế hoạch và Tài chính"),
        ("UBND tỉnh", "Uỷ ban nhân dân tỉnh"),
        ("Ủy ban nhân dân tỉnh", "UỶ BAN NHÂN DÂN TỈNH"),
        ("SYT", "Sở Y tế"),
        ("Trung tâm Y tế (TTYT)", "TTYT"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("các đơn vị liên quan", "Đơn vị liên quan"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert offices.key(one) == offices.key(other)


@pytest.mark.parametrize(("one", "other"), [("Sở Y tế", "Sở Nội vụ"), ("Phòng Y tế", "Trung tâm Y tế")])
def test_other_offices_do_not(one, other):
    assert offices.key(one) != offices.key(other)


def test_texts_define_short_forms():
    text = (
        "Giao Trung tâm Kiểm dịch quốc tế (TTKDQT), Sở Y tế (sau đây gọi tắt là SYT) và Sở Tài chính (qua email)."
    )
    assert offices.definitions(text) == {"TTKDQT": "Trung tâm Kiểm dịch quốc tế", "SYT": "Sở Y tế"}


NAMES = [
    *["Phòng Kế hoạch Tài chính"] * 2, "Phòng KHTC", "Phòng Kế hoạch Tài chính, Sở Y tế",
    "Phòng Kế hoạch - Tài chính",
    "Văn phòng", "Văn phòng Sở", *["Văn phòng Sở Y tế"] * 2, "Phòng Nghiệp vụ", "Phòng NV",
    "Thanh tra Sở Y tế", "Thanh tra Sở Nội vụ", "Thanh tra Sở", "UBND tỉnh", "Ủy ban nhân dân tỉnh",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("Phòng KHTC", "Phòng Kế hoạch Tài chính"),  # the most frequent full form
        ("Phòng Kế hoạch - Tài chính Sở Y tế", "Phòng Kế hoạch Tài chính"),  # with the only office that has one
        ("Văn phòng", "Văn phòng Sở Y tế"),
        ("Phòng NV", "Phòng Nghiệp vụ"),  # initials of the archive's own name
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),  # in full though both are as frequent
        ("Thanh tra Sở Nội vụ", "Thanh tra Sở Nội vụ"),  # two offices have one: they stay apart
        ("Thanh tra Sở", "Thanh tra Sở"),
        ("Sở Xây dựng", "Sở Xây dựng"),  # unknown here
    ],
)
def test_an_archive_has_one_form_for_each(name, canonical):
    assert offices.Register(NAMES).canonical(name) == canonical
    assert offices.Register(reversed(NAMES)).canonical(name) == canonical
