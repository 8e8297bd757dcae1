"""Passages cut into what can be copied."""

import pytest

from indexer.domain import Passage
from search_api.answering.sentences import clauses, cut


def passage(text: str, *path: str) -> Passage:
    return Passage(0, len(text), text, section_path=path)


CUTS = [
    ("items lose their marks", "- Đón tiếp đại biểu.\n- Khai mạc.", ["Đón tiếp đại biểu.", "Khai mạc."]),
    (
        "a page break is no end",
        "chăm sóc tại địa\n\nbàn tỉnh Đồng Nai.",
        ["chăm sóc tại địa\n\nbàn tỉnh Đồng Nai."],
    ),
    ("a weekday goes on", "trước 15 giờ thứ\nSáu của tuần.", ["trước 15 giờ thứ\nSáu của tuần."]),
    ("a date goes on", "Xong trước ngày\n20/3/2024.\nHai.", ["Xong trước ngày\n20/3/2024.", "Hai."]),
    ("a point begins anew", "Sở Y tế\na) Chủ trì.\nb) Phối hợp.", ["Sở Y tế", "Chủ trì.", "Phối hợp."]),
    ("a full stop ends", "Báo cáo hằng quý. Gửi về Sở.", ["Báo cáo hằng quý.", "Gửi về Sở."]),
    ("an ordinal does not", "theo khoản 2. Điều 3", ["theo khoản 2. Điều 3"]),
    ("numbers of sections go", "2.1. Mục tiêu\n90% dân số.", ["Mục tiêu", "90% dân số."]),
    ("a percentage stays", "90% dân số có hồ sơ.", ["90% dân số có hồ sơ."]),
    ("nothing but marks is nothing", "- \n***\n", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CUTS], ids=[row[0] for row in CUTS])
def test_cut(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in cut(passage(text))] == expected


def test_headings_and_lead_ins_are_told() -> None:
    text = "2. Thời gian, địa điểm\n\nGiao Phòng A chủ trì:\n- Ngày 04/11/2022."
    found = cut(passage(text, "II. NỘI DUNG", "2. Thời gian, địa điểm"))
    assert [(one.is_heading, one.is_lead) for one in found] == [(True, False), (False, True), (False, False)]


def test_a_long_sentence_has_clauses_that_make_it_up() -> None:
    text = "; ".join(f"việc thứ {n} {'rất dài ' * 12}".strip() for n in range(4)) + "."
    whole = cut(passage(text))[0]
    parts = clauses(text, whole)
    assert len(parts) == 4
    assert " ".join(text[one.start : one.end] for one in parts) == text
