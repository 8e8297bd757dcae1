"""Which words are marked, and which sentence is quoted."""

import pytest

from search_api.highlight import highlights, quote
from search_api.query import understand

TEXT = "3. Giao Phòng Nghiệp vụ chủ trì, phối hợp các đơn vị: tăng cường công tác đấu thầu. Không để thiếu thuốc."


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("đấu thầu", ["đấu thầu"]),
        ("dau thau", ["đấu thầu"]),
        ("nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu", ["Giao Phòng Nghiệp vụ", "đấu thầu"]),
        ("thuốc", ["thuốc"]),
        ("đầu thấu", ["đấu thầu"]),
        ("của và là", []),
        ("bóng đá", []),
    ],
    ids=[
        "a pair",
        "without diacritics",
        "neighbours joined",
        "a single word",
        "other marks, as nothing has these",
        "function words",
        "nothing in common",
    ],
)
def test_marks(question: str, marked: list[str]) -> None:
    assert [TEXT[start:end] for start, end in highlights(TEXT, understand(question))] == marked


def test_the_same_marks_win_over_those_that_only_look_alike() -> None:
    text = "ban hành; bán hàng"
    assert [text[a:b] for a, b in highlights(text, understand("bán hàng"))] == ["bán hàng"]


def test_a_part_is_not_marked_where_the_whole_stands() -> None:
    text = "Sở Y tế xây trạm y tế"
    assert [text[a:b] for a, b in highlights(text, understand("trạm y tế"))] == ["trạm y tế"]
    assert highlights("Sở Y tế", understand("trạm y tế")) == [(3, 7)]


def test_a_number_is_marked() -> None:
    text = "theo Kế hoạch số 231/KH-UBND ngày 28/10/2022"
    assert [text[a:b] for a, b in highlights(text, understand("231/KH-UBND"))] == ["231/KH-UBND"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("3. Giao Phòng X tăng cường đấu thầu, không để\n\ntình trạng thiếu thuốc. Việc khác.", "thiếu thuốc."),
        ("2. Yêu cầu\n\nĐấu thầu công khai. Việc khác.", "công khai."),
    ],
    ids=["a page break within a sentence", "a heading is none of it"],
)
def test_a_sentence_is_quoted_whole(text: str, sentence: str) -> None:
    start, end = quote(text, highlights(text, understand("đấu thầu")))
    assert text[start:end].endswith(sentence)


def test_an_abbreviation_marks_its_long_form() -> None:
    text = "ứng dụng công nghệ thông tin trong quản lý"
    assert [text[a:b] for a, b in highlights(text, understand("CNTT"))] == ["công nghệ thông tin"]


def test_the_sentence_with_most_marks_is_quoted_verbatim() -> None:
    start, end = quote(TEXT, highlights(TEXT, understand("thiếu thuốc")))
    assert TEXT[start:end] == "Không để thiếu thuốc."


def test_without_marks_the_first_sentence_is_quoted() -> None:
    start, _ = quote(TEXT, [])
    assert start == 0
