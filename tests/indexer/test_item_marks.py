"""What items begin with, and what does not begin one."""

from __future__ import annotations

import pytest

from indexer.domain import Level
from indexer.item_marks import mark_of


@pytest.mark.parametrize(
    ("line", "level", "label", "rest"),
    [
        ("PHỤ LỤC I", Level.APPENDIX, "I", ""),
        ("Chương II. QUY ĐỊNH CHUNG", Level.CHAPTER, "II", "QUY ĐỊNH CHUNG"),
        ("Điều 5a. Hiệu lực", Level.ARTICLE, "5a", "Hiệu lực"),
        ("III. TỔ CHỨC THỰC HIỆN", Level.ROMAN, "III", "TỔ CHỨC THỰC HIỆN"),
        ("2.1. Sở Y tế", Level.DECIMAL, "2.1", "Sở Y tế"),
        ("2.1. 85% cặp vợ chồng", Level.DECIMAL, "2.1", "85% cặp vợ chồng"),
        ("1.2. 05 trạm y tế", Level.DECIMAL, "1.2", "05 trạm y tế"),
        ("A- MỤC TIÊU", Level.LETTER, "A", "MỤC TIÊU"),
        ("B/ Các trạm", Level.LETTER, "B", "Các trạm"),
        ("C - NHIỆM VỤ", Level.LETTER, "C", "NHIỆM VỤ"),
        ("3.1/ Các ban", Level.DECIMAL, "3.1", "Các ban"),
        ("2/- Tiểu ban Y tế", Level.CLAUSE, "2", "Tiểu ban Y tế"),
        ("a, Báo cáo Trung tâm", Level.POINT, "a", "Báo cáo Trung tâm"),
        ("(ii) Đăng ký", Level.POINT, "ii", "Đăng ký"),
        ("12. Sở Y tế", Level.CLAUSE, "12", "Sở Y tế"),
        ("(3) Sở Y tế", Level.CLAUSE, "3", "Sở Y tế"),
        ("đ) Rà soát", Level.POINT, "đ", "Rà soát"),
        ("- Rà soát", Level.DASH, "-", "Rà soát"),
        ("Thứ hai, rà soát", Level.DASH, "Thứ hai", "rà soát"),
        ("“Điều 6. Thẩm quyền", Level.ARTICLE, "6", "Thẩm quyền"),  # quoted
    ],
)
def test_a_mark_says_how_deep_and_which_item(line, level, label, rest):
    mark = mark_of(line)
    assert (mark.level, mark.label, line[mark.length :]) == (level, label, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Sở Y tế",
        "Điều này quy định",
        "----",
        "2023 là năm",
        "IV/2024, báo cáo",
        "-",
        "1.500 đồng",
        "1.2. 05",
        "A/H1N1",
        "a, b và c",
        "HTX - một tổ chức",
        "",
    ],
)
def test_other_lines_have_none(line):
    assert mark_of(line) is None


@pytest.mark.parametrize(("one", "other"), [("a) Một", "b) Hai"), ("1. Một", "2. Hai"), ("- Một", "- Hai")])
def test_items_of_one_list_share_a_style_that_others_lack(one, other):
    assert mark_of(one).style == mark_of(other).style
    assert mark_of(one).style != mark_of("I. Mục").style
