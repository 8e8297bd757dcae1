"""Two spellings of one word share a key; what is shown is never changed."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.text import (
    exact_key,
    fold,
    fold_letters,
    folded,
    folded_key,
    has_diacritics,
    keys,
    nfc,
    retone,
    syllables,
    syllables_among,
)

VIETNAMESE = "aàáảãạăằắâấđeèêếiìíoòôốơớuùưứyỳýAÀĐEÊIÍOÔUƯYÝ"
TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(VIETNAMESE + "hkoquymnt05 \n"))
)

RETONED = [
    ("oa carries its tone on the first vowel", "hoà", "hòa"),
    ("the new placement stays", "hòa", "hòa"),
    ("oe does too", "khoẻ", "khỏe"),
    ("uy does too", "uỷ", "ủy"),
    ("after an initial", "thuỷ", "thủy"),
    ("the u of qu is no vowel", "quý", "quý"),
    ("nor in capitals", "QUỲ", "QUỲ"),
    ("a closed rhyme keeps its tone", "hoàn", "hoàn"),
    ("a closed rhyme in uy too", "huỳnh", "huỳnh"),
    ("capitals", "CỘNG HOÀ", "CỘNG HÒA"),
    ("a capital first vowel", "Uỷ ban", "Ủy ban"),
    ("an Icelandic eth is a Đ", "\u00d0ồng Nai", "Đồng Nai"),
    ("several in one line", "Toà án, sức khoẻ, luỹ kế", "Tòa án, sức khỏe, lũy kế"),
    ("without tones nothing happens", "hoa quy", "hoa quy"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in RETONED], ids=[row[0] for row in RETONED])
def test_tones_stand_on_the_first_vowel_of_an_open_rhyme(text, expected):
    assert retone(text) == expected


SAME_KEY = [
    ("tone placement", "hoà", "hòa"),
    ("case", "HOÀ", "hòa"),
    ("case in the middle of a word", "hoÀ", "hòa"),
    ("y for i", "lí", "lý"),
    ("y for i in capitals", "MĨ", "mỹ"),
    ("y for i after qu", "quí", "quý"),
    ("y for i without a tone", "ti", "ty"),
    ("an Icelandic eth", "\u00d0ức", "đức"),
    ("padding zeros", "05", "5"),
    ("many padding zeros", "0005", "5"),
    ("zero is a number too", "00", "0"),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in SAME_KEY], ids=[row[0] for row in SAME_KEY])
def test_spellings_of_one_word_share_a_key(one, other):
    assert exact_key(one) == exact_key(other)


DIFFERENT_KEYS = [
    ("diacritics are kept", "đấu", "dâu"),
    ("tones are kept", "thầu", "thấu"),
    ("an i that is not alone", "tín", "týn"),
    ("an i after another initial", "ni", "ny"),
    ("an i alone is no word y", "í", "ý"),
    ("a zero inside a number", "105", "15"),
    ("letters and zeros", "0a", "a"),
]


@pytest.mark.parametrize(
    ("one", "other"), [row[1:] for row in DIFFERENT_KEYS], ids=[row[0] for row in DIFFERENT_KEYS]
)
def test_different_words_have_different_keys(one, other):
    assert exact_key(one) != exact_key(other)


NORMAL = [
    ("decomposed letters are composed", unicodedata.normalize("NFD", "Đấu thầu"), "Đấu thầu"),
    ("Windows line ends", "một\r\nhai", "một\nhai"),
    ("old Mac line ends", "một\rhai", "một\nhai"),
    ("a form feed ends a line", "một\x0chai", "một\nhai"),
    ("a line separator ends a line", "một\u2028hai", "một\nhai"),
    ("a byte-order mark goes", "\ufeffmột", "một"),
    ("NUL goes", "m\x00ột", "một"),
    ("a mark and its letter meet when what is between them goes", "a\ufeff\u0301", "á"),
    ("tone placement is kept", "hoà", "hoà"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in NORMAL], ids=[row[0] for row in NORMAL])
def test_text_is_kept_in_one_normal_form(text, expected):
    assert nfc(text) == expected


def test_keys_of_a_sentence_in_order():
    assert keys("Số 05/KH-UBND: Uỷ ban, lí do!") == ["số", "5", "kh", "ubnd", "ủy", "ban", "lý", "do"]


def test_an_underscore_parts_words():
    assert keys("đấu_thầu") == ["đấu", "thầu"]


def test_names_are_compared_without_case_marks_and_diacritics():
    assert folded("SỞ  Y TẾ.") == folded("So y te") == "so y te"
    assert folded(unicodedata.normalize("NFD", "Uỷ ban")) == "uy ban"


DIACRITICS = [
    ("a tone", "thầu", True),
    ("a đ", "đ", True),
    ("plain letters", "dau thau 05", False),
    ("nothing", "", False),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in DIACRITICS], ids=[row[0] for row in DIACRITICS])
def test_diacritics_are_seen(text, expected):
    assert has_diacritics(text) is expected


@given(TEXTS)
@example("a\ufeff\u0301")
def test_the_normal_form_is_normal(text):
    assert nfc(nfc(text)) == nfc(text)
    assert unicodedata.is_normalized("NFC", nfc(text))


@given(TEXTS)
def test_retoning_keeps_offsets_and_is_done_once(text):
    once = retone(nfc(text))
    assert len(once) == len(nfc(text))
    assert retone(once) == once


@given(TEXTS)
@example("hoÀ")
@example("uÝ")
def test_a_key_is_its_own_key(text):
    for key in keys(nfc(text)):
        assert exact_key(key) == key


@given(TEXTS)
def test_syllables_stand_where_they_say(text):
    text = nfc(text)
    found = syllables(text)
    assert [syllable.key for syllable in found] == keys(text)
    assert [exact_key(text[s.start : s.end]) for s in found] == [s.key for s in found]
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS)
def test_a_folded_text_has_no_marks_of_latin_letters(text):
    assert not any("\u0300" <= character <= "\u036f" for character in fold(text))
    assert "đ" not in fold(text).lower()


@given(TEXTS.map(nfc))
@example("Số: 231/H\u036aBND")
def test_folding_letters_keeps_offsets(text):
    assert len(fold_letters(text)) == len(text)
    assert fold(fold_letters(text)) == fold(text)


@given(st.text(VIETNAMESE))
def test_folding_vietnamese_keeps_offsets(text):
    assert len(fold(text)) == len(text)
    assert fold(text).isascii()


def test_folded_keys_of_both_placements_agree():
    assert folded_key(exact_key("HOÀ")) == folded_key(exact_key("hoa")) == "hoa"


@given(TEXTS.map(nfc), st.integers(1, 3))
@example("Hoà giải ở cơ sở, số 05/2018 và lí lịch; li, LÝ", 1)
@example("SÎ", 1)
def test_wanted_syllables_are_those_of_all_that_are_wanted(text, step):
    every = dict(enumerate(syllables(text)))
    wanted = {folded_key(one.key) for one in list(every.values())[::step]}
    expected = {i: one for i, one in every.items() if folded_key(one.key) in wanted}
    assert syllables_among(text, wanted) == expected
