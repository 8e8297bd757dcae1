"""What a question is understood to ask."""

import pytest

from indexer.errors import InvalidQuery
from indexer.index.lexical import EXACT, FOLDED
from search_api.query import LONGEST, Weights, is_function_word, terms, understand


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


def test_the_model_is_shown_the_long_form() -> None:
    assert "công nghệ thông tin" in understand("ứng dụng CNTT").dense_text


def test_exact_terms_are_sought_only_where_the_question_has_diacritics() -> None:
    fields = {term.field for term in terms(understand("đấu thầu"), Weights())}
    assert EXACT in fields
    fields = {term.field for term in terms(understand("dau thau"), Weights())}
    assert EXACT not in fields
    assert FOLDED in fields


def test_each_term_appears_once_and_in_a_fixed_order() -> None:
    found = terms(understand("tài chính tài chính tài chính"), Weights())
    named = [(term.field, term.text) for term in found]
    assert len(named) == len(set(named))
    assert named == sorted(named)


def test_a_pair_counts_more_than_its_syllables() -> None:
    weights = {term.text: term.weight for term in terms(understand("đấu thầu"), Weights()) if term.field == EXACT}
    assert weights["đấu_thầu"] > weights["đấu"]


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
