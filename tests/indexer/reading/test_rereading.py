"""Which of two readings of a line is kept, and how many strokes a numeral has; the engine is a table."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from indexer.reading.rereading import Heard, again

WIDTH, HEIGHT = 60, 20  # of a word
PAPER = Image.new("L", (1000, 3000), 255)


def heard(words: list[tuple[str, float]], line: str = "1", top: int = 2000) -> list[Heard]:
    """Words side by side on one line, below any letterhead."""
    return [
        Heard(text, (at * WIDTH, top, (at + 1) * WIDTH - 10, top + HEIGHT), sure, (line,))
        for at, (text, sure) in enumerate(words)
    ]


def kept(first: list[tuple[str, float]], second: list[tuple[str, float]]) -> str:
    found = again(PAPER, heard(first), 250, False, lambda _: heard(second))
    return " ".join(word.text for word in found)


READINGS = [
    ("surer marks are taken", [("YÊU", 0.9), ("CÂU", 0.90)], [("YÊU", 0.9), ("CẦU", 0.93)], "YÊU CẦU"),
    ("less sure ones are not", [("TỔ", 0.9), ("CHỨC", 0.93)], [("TỔ", 0.9), ("CHÚC", 0.91)], "TỔ CHỨC"),
    ("marks are not lost for a little", [("PHÓ", 0.79), ("ĐỐC", 0.8)], [("PHO", 0.9), ("ĐỘC", 0.9)], "PHÓ ĐỐC"),
    ("but are where they make no syllable", [("TRỢƯỞNG", 0.6)], [("TRƯỞNG", 0.9)], "TRƯỞNG"),
    ("signs stay as they were", [("THỨ", 0.9), ("TRUỞNG", 0.8)], [("'THỨ", 0.7), ("TRƯỞNG:", 0.9)], "THỨ TRƯỞNG"),
    ("a lone sign is no word", [("TRUỞNG", 0.8)], [("TRƯỞNG", 0.96), ("`", 0.5)], "TRƯỞNG"),
    ("other letters have to be much surer", [("SITT", 0.85)], [("STT", 0.91)], "SITT"),
    ("and are taken then", [("SITT", 0.47)], [("STT", 0.91)], "STT"),
    ("digits are never changed", [("SỐ", 0.9), ("281/QĐ", 0.3)], [("SỐ", 0.9), ("231/QĐ", 0.99)], "SỐ 281/QĐ"),
    ("nor numerals", [("II-", 0.4), ("TỔ", 0.9)], [("I-", 0.9), ("TỔ", 0.9)], "II- TỔ"),
    ("nor running text", [("của", 0.3), ("chi", 0.3)], [("của", 0.9), ("chỉ", 0.9)], "của chi"),
    ("a line that was not read again stays", [("YÊU", 0.9), ("CÂU", 0.1)], [], "YÊU CÂU"),
]


@pytest.mark.parametrize(
    ("first", "second", "text"), [row[1:] for row in READINGS], ids=[row[0] for row in READINGS]
)
def test_which_reading_is_kept(first, second, text):
    assert kept(first, second) == text


def test_a_word_of_the_second_reading_is_as_sure_as_that():
    (word,) = again(PAPER, heard([("CHƯNG", 0.5)]), 250, False, lambda _: heard([("CHUNG", 0.95)]))
    assert (word.text, word.sure) == ("CHUNG", 0.95)


@pytest.mark.parametrize("first", [True, False])
def test_a_letterhead_and_the_copies_are_read_again_though_small(first):
    head, body = heard([("tỉnh", 0.5)], top=100), heard([("tỉnh", 0.5)], "2")
    copies = heard([("Nơi", 0.9), ("nhận:", 0.9)], "3", 2100) + heard([("tỉnh", 0.5)], "4", 2200)
    frames = []
    again(PAPER, head + body + copies, 250, first, lambda data: frames.append(count(data)) or [])
    assert frames == [3 if first else 2]


def test_the_tips_of_letters_are_no_words():
    """What reaches up from the next line was read as one; that line is read again with its marks."""
    page = [*heard([("Phòng", 0.9), ("Kế", 0.9)]), *heard([("săm", 0.9), ("trang", 0.9)], "2", 2024)]
    tip, grain = (Heard(text, (10, 2018, 40, 2025), 0.4, ("1",)) for text in ("~", "Hà"))
    unsure = Heard("TU", (15, 2010, 35, 2035), 0.1, ("1",))
    bullet = Heard("-", (70, 2005, 80, 2009), 0.9, ("1",))
    frames = []

    def engine(data):
        frames.append(count(data))
        return heard([("sắm", 0.95), ("trang", 0.9)])

    found = again(PAPER, [page[0], tip, grain, unsure, bullet, *page[1:]], 250, False, engine)
    assert [word.text for word in found] == ["Phòng", "-", "Kế", "sắm", "trang"]
    assert frames == [1]


def count(data: bytes) -> int:
    with Image.open(io.BytesIO(data)) as file:
        return file.n_frames


def high(text: str) -> Heard:
    """A word that is read where the strokes stand, as high as they are."""
    return Heard(text, (0, 2000, WIDTH, 2000 + HEIGHT + 1), 0.9, ("1",))


def strokes(count: int) -> Image.Image:
    """A page on which so many stand upright."""
    page = PAPER.copy()
    for at in range(count):
        ImageDraw.Draw(page).rectangle((at * 7, 2000, at * 7 + 3, 2000 + HEIGHT), fill=0)
    return page


NUMERALS = [
    ("II.", 3, "III."),
    ("II-", 2, "II-"),
    ("IL.", 1, "I."),
    ("III.", 2, "III."),
    ("II.", 7, "II."),
    ("TII.", 3, "III."),
    ("TĨ.", 2, "II."),
    ("I-", 2, "II-"),
    ("IH.", 3, "III."),
    ("H.", 2, "II."),
    ("TT.", 2, "TT."),
    ("ÍT", 3, "ÍT"),
]
QUARTERS = [
    ("II", 3, "III"),
    ("H/2023", 2, "II/2023"),
    ("l", 1, "I"),
    ("l/2023", 2, "II/2023"),
    ("1", 1, "1"),
    ("1", 2, "1"),
    ("2", 1, "2"),
    ("HAI", 2, "HAI"),
]


@pytest.mark.parametrize(("read", "drawn", "text"), NUMERALS)
def test_a_numeral_has_the_strokes_that_are_drawn(read, drawn, text):
    page = strokes(drawn)
    for words in ([(read, 0.9), ("kinh", 0.9)], [("Chương", 0.9), (read, 0.9)]):
        line = heard(words)
        at = 0 if words[0][0] == read else 1
        line[at] = high(read)
        assert again(page, line, 250, False, lambda _: [])[at].text == text


CHAPTERS = [("TĨ", 2, "II"), ("THỊ", 3, "III"), ("III", 3, "III"), ("THI", 4, "THI")]


@pytest.mark.parametrize(("read", "drawn", "text"), CHAPTERS)
def test_the_numeral_of_a_chapter_stands_without_a_sign(read, drawn, text):
    page = strokes(drawn)
    for before in ([("Chương", 0.9)], []):
        line = heard([*before, (read, 0.9), ("kinh", 0.9)])
        line[len(before)] = high(read)
        assert again(page, line, 250, False, lambda _: [])[len(before)].text == (text if before else read)


@pytest.mark.parametrize(("read", "drawn", "text"), QUARTERS)
def test_a_quarter_has_the_strokes_that_are_drawn(read, drawn, text):
    page = strokes(drawn)
    for before in ("quý", "mục"):
        line = heard([("trong", 0.9), (before, 0.9), (read, 0.9)])
        line[2] = high(read)
        assert again(page, line, 250, False, lambda _: [])[2].text == (text if before == "quý" else read)


def test_a_full_stop_that_was_read_as_a_letter_is_one_again():
    line = heard([("VIIIL", 0.9), ("KINH", 0.9)])
    line[0] = high("VIIIL")
    assert again(strokes(3), line, 250, False, lambda _: [])[0].text == "VIII."


def test_an_h_has_a_stroke_across():
    page = strokes(2)
    ImageDraw.Draw(page).rectangle((0, 2000 + HEIGHT // 2, 10, 2002 + HEIGHT // 2), fill=0)
    line = heard([("H.", 0.9), ("Kinh", 0.9)])
    line[0] = high("H.")
    assert again(page, line, 250, False, lambda _: [])[0].text == "H."


def test_what_stands_alone_and_is_not_believed_is_no_word():
    page = [
        *heard([("Z", 0.0)]),
        *heard([("tiếp", 0.9), ("tục", 0.0)], "2", 2100),
        *heard([("7", 0.9)], "3", 2200),
    ]
    found = again(PAPER, page, 250, False, lambda _: [])
    assert [word.text for word in found] == ["tiếp", "tục", "7"]


def test_columns_side_by_side_are_lines_of_their_own():
    line = [*heard([("BỘ", 0.9)]), Heard("CỘNG", (500, 2000, 560, 2020), 0.9, ("1",))]
    left, right = again(PAPER, line, 250, False, lambda _: [])
    assert left.line != right.line
