"""Texts typed in the fonts that came before Unicode."""

from __future__ import annotations

import unicodedata

import pytest

from indexer.reading import legacy

TONES = "\u0300\u0309\u0303\u0301\u0323"
SMALL = "aăâeêioôơuưy"
LETTERS = "đ" + "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in SMALL for tone in ("", *TONES))

TCVN3_BYTES = {
    "a": "61 b5 b6 b7 b8 b9", "ă": "a8 bb bc bd be c6", "â": "a9 c7 c8 c9 ca cb", "e": "65 cc ce cf d0 d1",
    "ê": "aa d2 d3 d4 d5 d6", "i": "69 d7 d8 dc dd de", "o": "6f df e1 e2 e3 e4", "ô": "ab e5 e6 e7 e8 e9",
    "ơ": "ac ea eb ec ed ee", "u": "75 ef f1 f2 f3 f4", "ư": "ad f5 f6 f7 f8 f9", "y": "79 fa fb fc fd fe",
}  # fmt: skip
"""TCVN 5712:1993, VN3: each vowel, then with the tones huyền, hỏi, ngã, sắc, nặng."""
TCVN3 = dict(zip(LETTERS, "\xae" + bytes.fromhex(" ".join(TCVN3_BYTES.values())).decode("latin-1"), strict=True))
TCVN3 |= dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))

_ALONE = dict(zip("đìíỉĩịỵ", "ñìíæóòî", strict=True))
_MARKED = {"": "øûõùï", "ă": "èúüéë", "â": "àåãáä"}


def vni(letter: str) -> str:
    """A letter as VNI fonts keep it: the vowel, then one character for its shape and tone."""
    small = letter.lower()
    base, *marks = unicodedata.normalize("NFD", small)
    if small in _ALONE:
        typed = _ALONE[small]
    else:
        shape = next((name for mark, name in (("\u0306", "ă"), ("\u0302", "â")) if mark in marks), "")
        base = {"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base
        tone = next(
            (_MARKED[shape][TONES.index(mark)] for mark in marks if mark in TONES), shape.replace("ă", "ê")
        )
        typed = base + tone
    return typed if letter == small else typed.upper()


ENCODED = {
    "tcvn3": lambda text: "".join(TCVN3.get(letter, letter) for letter in text),
    "vni": lambda text: "".join(vni(letter) if letter.lower() in LETTERS else letter for letter in text),
}


@pytest.mark.parametrize("letter", [*LETTERS, *"ĂÂÊÔƠƯĐ"])
def test_every_letter_of_tcvn3(letter):
    assert legacy.to_unicode(TCVN3[letter], "tcvn3") == letter
    assert legacy.to_unicode(TCVN3[letter], "tcvn3", capitals=True) == letter.upper()


@pytest.mark.parametrize("letter", LETTERS + LETTERS.upper())
def test_every_letter_of_vni(letter):
    assert legacy.to_unicode(vni(letter), "vni") == letter


WORDS = [
    ("the standard's name of the country", "tcvn3", "Céng hoµ x· héi chñ nghÜa ViÖt Nam",
     "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    ("the same in VNI", "vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("capitals of VNI", "vni", "COÄNG HOØA", "CỘNG HÒA"),
    ("a capital before a small mark", "vni", "Ñoäc laäp", "Độc lập"),
    ("punctuation of Windows-1252", "tcvn3", "\x93Céng\x94 \x96", "“Cộng” –"),
    ("code points of symbol fonts", "tcvn3", "\uf043\uf0e9ng", "Cộng"),
    ("what is Unicode already", "tcvn3", "Cộng hòa Đồng Nai", "Cộng hòa Đồng Nai"),
    ("a mark on no vowel of its own", "vni", "xù", "xù"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "typed", "text"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_words_are_converted(encoding, typed, text):
    assert legacy.to_unicode(typed, encoding) == text


FONTS = [
    (".VnTime", "tcvn3", False), (".VnTimeH", "tcvn3", True), (".VnArial Narrow", "tcvn3", False),
    (".VnArial NarrowH", "tcvn3", True), ("ABCDEF+.VnTimeH,Bold", "tcvn3", True), (".vntime", "tcvn3", False),
    ("VNI-Times", "vni", False), ("VNI Times", "vni", False), ("VNI-Helve-Condense", "vni", False),
    ("Times New Roman", None, False), ("VNIreal", None, False), ("VnTime", None, False), ("", None, False),
]  # fmt: skip


@pytest.mark.parametrize(("font", "encoding", "capitals"), FONTS, ids=[row[0] for row in FONTS])
def test_a_font_is_known_by_its_name(font, encoding, capitals):
    assert (legacy.encoding_of(font), legacy.draws_capitals(font)) == (encoding, capitals)


DIRECTIVE = (
    "Độc lập - Tự do - Hạnh phúc\nVề việc tăng cường công tác phòng, chống dịch bệnh\n"
    "Thực hiện Kế hoạch số 15, Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành nghiêm túc triển khai."
)


@pytest.mark.parametrize("encoding", sorted(ENCODED))
def test_a_text_without_fonts_is_recognised_by_its_words(encoding):
    text = DIRECTIVE if encoding == "vni" else DIRECTIVE.replace("Ủy", "ủy")  # TCVN3 has no such capital
    assert legacy.recognised(ENCODED[encoding](text)) == (text, (legacy.NOTES[encoding],))


CAPITALS = [
    ("a line in a font of capitals", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("names that begin with a capital", "Bộ Y tế, Sở Nội vụ và Ủy ban nhân dân"),
    ("one word of two letters", "Sở Y tế"),
]


@pytest.mark.parametrize("line", [row[1] for row in CAPITALS], ids=[row[0] for row in CAPITALS])
def test_capitals_that_tcvn3_lacks_come_back_with_their_line(line):
    has_none = {
        letter: letter.lower() for letter in LETTERS.upper() if not letter.isascii() and letter not in TCVN3
    }
    typed = ENCODED["tcvn3"](DIRECTIVE.lower() + "\n" + line.translate(str.maketrans(has_none)))
    expected = line.replace("Ủy", "ủy")  # nothing tells a first letter from a small one
    assert legacy.recognised(typed)[0].split("\n")[-1] == expected


OTHERS = [
    ("English", "The committee shall submit its annual report no later than 15 December – at 25°C ± 2, © 2024."),
    ("French", "Le comité régional a été créé à l'été 1998; où êtes-vous né, élève français? Voilà, très bien."),
    ("German", "Für die Prüfung müssen Schüler größere Übungen wählen; schöne Grüße aus Köln und Düsseldorf."),
    ("Spanish", "Mañana el niño comió más jamón según el médico, así también la señora pidió café y azúcar."),
    ("Vietnamese", DIRECTIVE),
    ("Vietnamese, decomposed", unicodedata.normalize("NFD", DIRECTIVE)),
    ("Vietnamese of letters that Latin-1 has", "Ông Hà và bà Lý ký tên, mà cô Thúy không có ý kiến gì, òa khóc."),
    ("Vietnamese without marks", "Ke hoach phong chong dich benh nam 2024"),
    ("few words", "Céng hoµ x· héi"),
    ("nothing", ""),
]  # fmt: skip


@pytest.mark.parametrize("text", [row[1] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_other_texts_stay_as_they_are(text):
    assert legacy.recognised(text) == (text, ())


def test_the_archive_stays_as_it_is(corpus):
    for path in sorted(corpus.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert legacy.detect(text) is None, path.name


def test_a_soft_hyphen_is_the_letter_of_tcvn3_and_nothing_elsewhere():
    assert legacy.recognised("hồ\xadsơ") == ("hồsơ", ())
    assert legacy.to_unicode("h\xadíng", "tcvn3") == "hướng"


SYLLABLES = [
    ("nghiêng", True), ("quyết", True), ("ươ", True), ("béo", True), ("đ", False), ("ngh", False), ("cafë", False),
    ("hoàá", False), ("garçon", False),
]  # fmt: skip


@pytest.mark.parametrize(("word", "expected"), SYLLABLES)
def test_what_is_spelled_as_a_syllable(word, expected):
    assert legacy.is_syllable(word) is expected
