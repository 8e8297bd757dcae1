"""From words with places to text: columns, tables, pages. The pages are printed by LibreOffice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.reading import read, textlayer
from indexer.reading.sheets import Sheet, bound
from indexer.reading.words import Word
from tests.indexer.reading import rendering
from tests.indexer.reading.rendering import LETTERHEAD, MANY, SIGNATURE, SUBJECT, needs_soffice


def plain(lines: list[str]) -> str:
    """The words of HTML lines."""
    for mark in ("<b>", "</b>", "<i>", "</i>"):
        lines = [line.replace(mark, "") for line in lines]
    return " ".join(line for line in lines if line)


HEAD = [plain(side) for side in LETTERHEAD]
FOOT = [plain(side) for side in SIGNATURE]
BODY = " ".join(rendering.BODY.split())
READ = [
    ("thư", "the left column before the right, above and below", [*HEAD, BODY, *FOOT]),
    ("thưa", "lines far apart are still one column", [*HEAD, BODY, *FOOT]),
    ("nhiều nơi nhận", "a left column that is longer", [*HEAD, BODY, f"Nơi nhận: {' '.join(MANY)}", FOOT[1]]),
    ("ít nơi nhận", "a right column that is longer", [*HEAD, BODY, "Nơi nhận: - Thường trực Tỉnh ủy;", FOOT[1]]),
    (
        "công văn",
        "the subject belongs to the left column",
        [HEAD[0], *SUBJECT, HEAD[1], "Kính gửi: Ủy ban nhân dân tỉnh Đồng Nai", BODY, *FOOT],
    ),
    ("bảng", "a table by its rows", [*HEAD, *(" | ".join(row) for row in rendering.ROWS), BODY, *FOOT]),
]


@needs_soffice
@pytest.mark.parametrize(("name", "expected"), [(row[0], row[2]) for row in READ], ids=[row[1] for row in READ])
def test_a_page_is_read_as_a_person_reads_it(name, expected, prints):
    assert read(prints[name]).text.split() == " ".join(expected).split()


@needs_soffice
def test_blank_lines_part_paragraphs_columns_and_tables_and_nothing_else(prints):
    text = read(prints["bảng"]).text
    assert [block.split("\n")[0] for block in text.split("\n\n")] == [
        "UBND TỈNH ĐỒNG NAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", " | ".join(rendering.ROWS[0]),
        text[text.index("Căn cứ") :].split("\n")[0], text[text.index("Đề nghị") :].split("\n")[0],
        "Nơi nhận:", "KT. GIÁM ĐỐC", "Nguyễn Sơn Hùng",
    ]  # fmt: skip


@needs_soffice
def test_what_pages_repeat_is_left_out_and_a_sentence_runs_on_over_their_ends(prints):
    source = read(prints["nhiều trang"])
    assert " ".join(source.text.split()) == rendering.SENTENCE
    assert "\n\n" not in source.text
    assert [page.printed for page in source.pages] == [None, *(str(n) for n in range(2, len(source.pages) + 1))]


@needs_soffice
@pytest.mark.parametrize("name", rendering.PAGES)
def test_every_line_is_placed_where_it_stands(name, prints):
    source = read(prints[name])
    assert len(source.lines) >= 10
    for line in source.lines:
        left, top, right, bottom = line.box
        assert 0 <= left < right <= 612
        assert 0 <= top < bottom <= 842
        assert source.text[line.start : line.end].strip()


@needs_soffice
def test_the_words_of_a_line_are_as_high_and_stand_as_low_whatever_marks_they_bear(prints):
    with textlayer.opened(prints["thư"]) as document:
        bare, marked, *_ = document.sheet(1).words
    assert (bare.text, marked.text) == ("UBND", "TỈNH")
    assert bare.height == pytest.approx(marked.height)
    assert bare.bottom == pytest.approx(marked.bottom)


def sheet(*lines: str, top: float = 100, number: int = 1) -> Sheet:
    """A page of A4 with lines of text at the left, 14 points apart, 6 points a letter."""
    words = []
    for row, line in enumerate(lines):
        left = 85.0
        for text in line.split():
            words.append(Word(text, left, top + 14 * row, left + 6 * len(text), top + 14 * row + 12))
            left += 6 * (len(text) + 1)
    return Sheet(number, 595, 842, tuple(words))


WRAPPED = "Ủy ban nhân dân thành phố chỉ đạo các phòng khám đa khoa và các trạm"
CUT = [
    (
        "a soft hyphen between small letters is no letter",
        [f"{WRAPPED} tổ\xad", "chức thực hiện"],
        "tổchức\nthực hiện",
    ),
    ("a hyphen of a compound is the writer's", [f"{WRAPPED} Hà-", "Nội đã ghi"], "Hà-Nội\nđã ghi"),
    ("a number cut at the hyphen is made whole", [f"{WRAPPED} 231/KH-", "UBND và"], "231/KH-UBND\nvà"),
    ("a number cut at the stroke is made whole", [f"{WRAPPED} 231/", "KH-UBND và"], "231/KH-UBND\nvà"),
    ("a dash between words stays", [f"{WRAPPED} Kế hoạch -", "Tài chính"], "Kế hoạch -\nTài chính"),
]


@pytest.mark.parametrize(("lines", "expected"), [row[1:] for row in CUT], ids=[row[0] for row in CUT])
def test_words_that_a_line_end_cuts(lines, expected):
    text = bound([sheet(*lines)], "pdf").text
    assert text.removeprefix(WRAPPED).strip() == expected


@pytest.mark.parametrize("mark", ["-", "IV.", "2.", "a)"])
def test_the_mark_of_a_list_inside_a_sentence_begins_no_item(mark):
    flush = sheet(WRAPPED, f"{mark} Tổ phó; và")
    words = [replace(word, left=word.left + 36, right=word.right + 36) for word in flush.words[:-4]]
    indented = replace(flush, words=(*words, *flush.words[-4:]))
    assert bound([indented], "pdf").text == f"{WRAPPED} {mark}\nTổ phó; và"
    assert bound([flush], "pdf").text.endswith(f"\n{mark} Tổ phó; và")


def test_two_years_are_one_span():
    text = bound([sheet("Về việc triển khai năm học 2025", "- 2026")], "pdf").text
    assert text == "Về việc triển khai năm học 2025 -\n2026"


def test_a_right_column_that_is_longer_goes_on_below_the_left():
    left, right = (
        sheet("SỞ Y TẾ", "Số: 12/KH-SYT"),
        sheet("Độc lập - Tự do", "Hạ Long, ngày 02 tháng 3 năm", "2026"),
    )
    aside = [replace(word, left=word.left + 250, right=word.right + 250) for word in right.words]
    text = bound([replace(left, words=(*left.words, *aside))], "pdf").text
    assert text.endswith("\n\nHạ Long, ngày 02 tháng 3 năm\n2026")


FILLED = WRAPPED + " y tế"
TURNED = [
    ("a sentence goes on with a small letter", FILLED, "tiếp tục rà soát.", "\n"),
    ("a sentence goes on after a semicolon", f"{FILLED};", "đồng thời rà soát.", "\n"),
    ("a sentence ends", f"{FILLED}.", "Tiếp tục rà soát.", "\n\n"),
    ("an item of a list begins", FILLED, "2. Tiếp tục rà soát.", "\n\n"),
    ("a short line and a capital", "TỔ CHỨC THỰC HIỆN", "Sở Y tế chủ trì, phối hợp với các sở.", "\n\n"),
]


@pytest.mark.parametrize(
    ("above", "below", "between"), [row[1:] for row in TURNED], ids=[row[0] for row in TURNED]
)
def test_a_page_ends_inside_a_paragraph_or_between_two(above, below, between):
    first = sheet(FILLED.replace("trạm", "huyện"), above, top=400)
    text = bound([first, sheet(below, top=200, number=2)], "pdf").text
    assert text.endswith(f"{above}{between}{below}")


def test_letters_of_one_office_keep_their_letterheads():
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheets = [sheet(motto, "Độc lập - Tự do", top=50, number=number) for number in (1, 2, 3)]
    assert bound(sheets, "pdf").text.count(motto) == 3
