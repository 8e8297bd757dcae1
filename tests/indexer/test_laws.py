"""Laws by their titles: where a title ends, and what is no law."""

from __future__ import annotations

import pytest

from indexer import laws
from indexer.text import retone

NAMED = [
    ("a title with a comma", "Luật Phòng, chống tham nhũng và Nghị định", ["Luật Phòng, chống tham nhũng"]),
    ("a title with and", "Luật Phí và lệ phí và Luật Giá", ["Luật Phí và lệ phí", "Luật Giá"]),
    (
        "the longer of two titles",
        "Luật Đầu tư công, Luật Đầu tư, Luật Đầu tư theo phương thức đối tác công tư.",
        ["Luật Đầu tư công", "Luật Đầu tư", "Luật Đầu tư theo phương thức đối tác công tư"],
    ),
    ("words that end other titles", "Luật Công nghệ thông tin thông qua", ["Luật Công nghệ thông tin"]),
    ("a new law", "Luật Tình trạng khẩn cấp quy định về", ["Luật Tình trạng khẩn cấp"]),
    ("a new law against something", "Luật Phòng, chống đuối nước có hiệu lực", ["Luật Phòng, chống đuối nước"]),
    (
        "a new law with its date",
        "Luật Tiết kiệm, chống lãng phí ngày 10/12/2025",
        ["Luật Tiết kiệm, chống lãng phí"],
    ),
    ("no law goes on without", "Luật Tình trạng khẩn cấp, giao Sở A", ["Luật Tình trạng khẩn cấp"]),
    ("and, before its date", "Luật Tổ chức HĐND và UBND ngày 26/11/2003", ["Luật Tổ chức HĐND và UBND"]),
    ("small letters before a date", "Luật bảo vệ dân ban hành ngày 30/6/1989", ["Luật bảo vệ dân"]),
    ("a sentence that has a date", "Luật Giá và các quyết định năm 2024, Luật mới thì năm 2025", ["Luật Giá"]),
    ("small letters", "Luật đất đai và luật Đấu thầu", ["Luật đất đai", "luật Đấu thầu"]),
    ("a code", "Bộ luật dân sự, Bộ luật Hình sự năm 2015", ["Bộ luật dân sự", "Bộ luật Hình sự"]),
    (
        "an ordinance",
        "Pháp lệnh Ưu đãi người có công với cách mạng;",
        ["Pháp lệnh Ưu đãi người có công với cách mạng"],
    ),
    ("over a line", "Luật Tổ chức chính quyền\nđịa phương.", ["Luật Tổ chức chính quyền địa phương"]),
    (
        "tones as they were written before",
        "Luật Chất lượng sản phẩm, hàng hoá.",
        ["Luật Chất lượng sản phẩm, hàng hóa"],
    ),
    (
        "a law that changes laws",
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày",
        ["Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"],
    ),
    (
        "the constitution",
        "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam; Hiến pháp năm 2013",
        ["Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "Hiến pháp"],
    ),
    ("laws in general", "pháp luật đất đai, kỷ luật lao động, các luật về thuế, Luật này, Luật sư Hà", []),
    ("headings", "CHƯƠNG II LUẬT ĐẤT ĐAI", []),
]


@pytest.mark.parametrize(("text", "titles"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_titles(text, titles):
    assert [law.title for law in laws.find(retone(text))] == titles


KINDS = [("Luật Giá", "Luật"), ("Bộ luật Lao động", "Bộ luật"), ("Pháp lệnh Cảnh sát cơ động", "Pháp lệnh")]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text, kind):
    (law,) = laws.find(text)

    assert (law.kind, law.start, law.end) == (kind, 0, len(text))


def test_every_listed_title_is_found_whole_in_small_and_capital_letters():
    for title in " ".join(laws.TITLES.split()).split("; "):
        for written in (f"Luật {title}", f"Luật {title.lower()}"):
            assert [law.title for law in laws.find(retone(f"theo {written}, và"))] == [retone(written)]
