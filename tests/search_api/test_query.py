"""What a question is understood to ask."""

import pytest

from indexer.errors import InvalidQuery
from search_api.function_words import is_function_word
from search_api.query import LONGEST, Weights, terms, understand
from search_api.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "bare"),
    [("đấu thầu", False), ("dau thau", True), ("dau thầu", False), ("CNTT 2023", True)],
)
def test_a_question_without_any_mark_is_bare(text: str, bare: bool) -> None:
    assert understand(text).is_bare is bare


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("kế hoạch 5463/KH-UBND", ("5463/KH-UBND",)),
        ("thông tư 46/2018/TT-BYT và 477-KL/TU", ("46/2018/TT-BYT", "477-KL/TU")),
        ("số 231 / KH-UBND", ("231/KH-UBND",)),
        ("năm 2023", ()),
        ("ngày 02/11/2022", ()),
    ],
)
def test_numbers_of_directives_are_recognised(text: str, numbers: tuple[str, ...]) -> None:
    assert understand(text).numbers == numbers


@pytest.mark.parametrize(
    ("text", "expansion"),
    [
        ("ứng dụng CNTT", ("CNTT", "công nghệ thông tin")),
        ("ung dung cntt", ("CNTT", "công nghệ thông tin")),
        ("Trung tâm Y tế", ("trung tâm y tế", "TTYT")),
        ("trung tam y te", ("trung tâm y tế", "TTYT")),
    ],
)
def test_abbreviations_match_both_ways(text: str, expansion: tuple[str, str]) -> None:
    assert expansion in understand(text).expansions


def test_no_abbreviation_is_seen_inside_a_word() -> None:
    assert understand("vpn bvx").expansions == ()


def test_diacritics_are_trusted_only_where_the_question_has_some() -> None:
    assert {term.exact for term in terms(understand("đấu thầu"), Weights())} == {"đấu", "thầu", "đấu_thầu"}
    bare = terms(understand("dau thau"), Weights())
    assert {term.exact for term in bare} == {None}
    assert {term.folded for term in bare} == {"dau", "thau", "dau_thau"}


def test_each_term_appears_once_and_in_a_fixed_order() -> None:
    found = terms(understand("tài chính tài chính tài chính"), Weights())
    named = [(term.folded, term.exact or "") for term in found]
    assert len(named) == len(set(named))
    assert named == sorted(named)


def test_function_words_and_expansions_count_less() -> None:
    weights = {term.exact: term.weight for term in terms(understand("của trạm xá"), Weights())}
    assert weights["của"] < weights["trạm_y"] < weights["trạm_xá"]


def test_a_number_is_matched_as_a_number_and_not_by_its_parts() -> None:
    found = {term.folded for term in terms(understand("kế hoạch 231/KH-UBND"), Weights())}
    assert {"231/kh-ubnd", "231/kh"} <= found
    assert not {"231", "ubnd"} & found
    assert ("UBND", "ủy ban nhân dân") not in understand("kế hoạch 231/KH-UBND").expansions


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("xây trạm xá", ("trạm xá", "trạm y tế")),
        ("xay tram xa", ("trạm xá", "trạm y tế")),
        ("công khai số liệu", ("số liệu", "dữ liệu")),
    ],
)
def test_what_people_say_is_sought_as_directives_write_it(text: str, meant: tuple[str, str]) -> None:
    assert meant in understand(text).expansions


@pytest.mark.parametrize(
    ("everyday", "official", "expected"), [(0, 0, True), (1, 3, True), (1, 2, False), (2, 0, False)]
)
def test_what_the_archive_says_often_needs_no_synonym(everyday: int, official: int, expected: bool) -> None:
    counts = {"trạm xá": everyday, "trạm y tế": official}
    found = understand("mấy trạm xá", Vocabulary(says=lambda phrase: counts.get(phrase, 0))).expansions
    assert (("trạm xá", "trạm y tế") in found) is expected


def test_an_abbreviation_is_written_out_however_often_it_stands() -> None:
    assert ("CNTT", "công nghệ thông tin") in understand("CNTT", Vocabulary(says=lambda phrase: 9)).expansions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vb số 501 ubnd-thnc của tỉnh", ("501/ubnd-thnc",)),
        ("tt 36/2019 tt-bldtbxh", ("36/2019/tt-bldtbxh",)),
        ("năm 2022 kh-ubnd nào", ()),
        ("5 bệnh viện", ()),
    ],
)
def test_a_number_without_the_stroke_before_its_symbol(text: str, expected: tuple[str, ...]) -> None:
    assert understand(text).numbers == expected


@pytest.mark.parametrize("text", ["BAĐT", "bađt", "badt"])
def test_short_forms_of_the_archive_are_known(text: str) -> None:
    archive = Vocabulary(abbreviations={"BAĐT": "Bệnh án điện tử"})
    assert ("BAĐT", "Bệnh án điện tử") in understand(text, archive).expansions
    assert ("Bệnh án điện tử", "BAĐT") in understand("bệnh án điện tử", archive).expansions


def test_dates_are_matched_in_any_spelling() -> None:
    spellings = ("họp 02/11/2022", "họp ngày 2 tháng 11 năm 2022", "hop ngay 2 thang 11 nam 2022")
    assert all("2022-11-2" in understand(text).number_keys for text in spellings)


def test_what_is_said_of_the_header_is_told() -> None:
    told = understand("công văn của Sở Y tế cuối năm 2023").understood()
    assert told["facts"] == [{"field": "kind", "value": "Công văn"}, {"field": "date", "value": "cuối năm 2023"}]


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        pytest.param("phòng nào gom báo cáo", True, id="alone"),
        pytest.param("phong nao gom bao cao", False, id="it may be gồm"),
        pytest.param("chỗ thu gom rác", False, id="half of a word that the archive writes"),
        pytest.param("gom lại", True, id="beside a word of grammar"),
    ],
)
def test_a_syllable_has_synonyms_where_it_stands_alone(text: str, is_meant: bool) -> None:
    archive = Vocabulary(says=lambda phrase: 5 if phrase in {"thu gom", "gom lại"} else 0)
    assert (("gom", "tổng hợp") in understand(text, archive).expansions) is is_meant


@pytest.mark.parametrize(("key", "expected"), [("của", True), ("cua", True), ("cứa", False), ("thầu", False)])
def test_function_words(key: str, expected: bool) -> None:
    assert is_function_word(key) is expected


@pytest.mark.parametrize("text", ["", "   ", "?!", "x" * (LONGEST + 1)])
def test_a_question_that_says_nothing_or_too_much_is_refused(text: str) -> None:
    with pytest.raises(InvalidQuery):
        understand(text)


def test_nfd_and_nfc_are_one_question() -> None:
    import unicodedata

    text = "nhiệm vụ đấu thầu"
    assert understand(unicodedata.normalize("NFD", text)) == understand(text)
