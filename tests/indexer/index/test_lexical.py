"""Words find passages: exact before folded, pairs before single syllables."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.domain import Header, PartialDate, Passage
from indexer.index.bm25 import FieldWeights, Term
from indexer.index.fields import header_words, terms_of
from indexer.index.lexical import LexicalIndex, least_of_best
from indexer.index.records import Entry, StoredPassage
from indexer.text import folded_key, keys

PASSAGES = {
    1: ("d1", "Tổ chức đấu thầu thuốc"),
    2: ("d1", "Người đầu tiên là thầu khoán"),
    3: ("d2", "Dâu và thấu kính"),
    4: ("d2", "Mua sắm vật tư y tế, hoà giải"),
    5: ("d3", "Mua sắm vật tư y tế, hòa giải"),
}
HEADERS = {
    "d1": Header(kind="Kế hoạch", number="231/KH-UBND", date=PartialDate(2022, 10, 8)),
    "d2": Header(issuer="Sở Y tế"),
    "d3": Header(),
}


def stored(key):
    entry, text = PASSAGES[key]
    context = ("ĐẤU THẦU",) if key == 5 else ()
    return StoredPassage(
        key, Entry(entry, f"{entry}.txt", "txt", HEADERS[entry]), Passage(0, len(text), text, context=context)
    )


@pytest.fixture(scope="module")
def lexical(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lexical")
    LexicalIndex.build(folder, map(stored, PASSAGES))
    return LexicalIndex.open(folder)


@pytest.fixture(autouse=True, params=[0, 100], ids=["candidates", "all weighed"])
def small(request, monkeypatch):
    """Small archives are weighed whole, larger ones by candidates: both must give the same."""
    monkeypatch.setattr("indexer.index.lexical._SMALL", request.param)
    return request.param


ALL = FieldWeights()
EXACT = FieldWeights(exact=1, folded=0, heading=0, header=0, also=0.0, held=0.0)
FOLDED = FieldWeights(exact=0, folded=1, heading=0, header=0, also=0.0, held=0.0)
HEADER = FieldWeights(exact=0, folded=0, heading=0, header=1, also=0.0, held=0.0)


def terms(words):
    """Every syllable and pair of the words; those written without diacritics are not trusted to have none."""
    bare = words.isascii()
    return [Term(None if bare else term, folded_key(term), 1.0) for term in terms_of(keys(words))]


def among(directives):
    """The passages of some directives."""
    return np.asarray([key for key, (id, _) in PASSAGES.items() if id in directives], np.int64)


def found(lexical, wanted, weights=ALL, limit=10, directives=None):
    """The keys of passages with any score, best first."""
    keys_found, scores = lexical.search(wanted, weights, limit, None if directives is None else among(directives))
    return keys_found[scores > 0].tolist()


def test_terms_are_syllables_and_pairs():
    assert terms_of(["a", "b", "c"]) == ["a", "b", "c", "a_b", "b_c"]
    assert (terms_of(["a"]), terms_of([])) == (["a"], [])


QUERIES = [
    ("words with diacritics", "đấu thầu", EXACT, {1, 2, 5}),
    ("without, they find text with", "dau thau", FOLDED, {1, 2, 3, 5}),
    ("with, they find text folded alike", "đấu thầu", FOLDED, {1, 2, 3, 5}),
    ("both placements of a tone", "hoà", EXACT, {4, 5}),
    ("a heading above a passage counts", "đấu", EXACT, {1, 5}),
    ("facts of the directive", "kế hoạch 2022", HEADER, {1, 2}),
    ("the issuer", "so y te", HEADER, {3, 4}),
    ("padded with zeros", "08", HEADER, {1, 2}),
    ("words that nobody wrote", "vũ trụ", ALL, set()),
]


@pytest.mark.parametrize(
    ("words", "weights", "expected"), [row[1:] for row in QUERIES], ids=[row[0] for row in QUERIES]
)
def test_which_passages_are_found(words, weights, expected, lexical):
    assert set(found(lexical, terms(words), weights)) == expected


def test_an_exact_match_stands_before_a_folded_one(lexical):
    keys_found = found(lexical, terms("đấu thầu"))
    assert keys_found.index(1) < keys_found.index(3)
    assert keys_found.index(2) < keys_found.index(3)


def test_a_pair_stands_before_its_syllables_apart(lexical):
    assert found(lexical, terms("thau khoan"))[0] == 2
    assert set(found(lexical, [Term("đấu_thầu", "dau_thau", 1.0)], EXACT)) == {1, 5}


def test_a_heavier_term_counts_more(lexical):
    light, heavy = Term("thuốc", "thuoc", 0.1), Term("khoán", "khoan", 5.0)
    assert found(lexical, [light, heavy])[0] == 2
    assert found(lexical, [light._replace(weight=5.0), heavy._replace(weight=0.1)])[0] == 1


def test_results_stand_by_score_and_then_by_key(lexical):
    keys_found, scores = lexical.search(terms("mua sắm vật tư"), ALL, 10)
    order = sorted(zip((-scores).tolist(), keys_found.tolist(), strict=True))
    assert {4, 5} <= set(keys_found.tolist())
    assert [key for _, key in order] == keys_found.tolist()


FILTERS = [
    ("of one directive", ["d1"], {1, 2}),
    ("of two", ["d1", "d3"], {1, 2, 5}),
    ("of one that is not there", ["d9"], set()),
    ("of all", None, {1, 2, 3, 5}),
]


@pytest.mark.parametrize("few", [0, 100])
@pytest.mark.parametrize(("directives", "expected"), [row[1:] for row in FILTERS], ids=[row[0] for row in FILTERS])
def test_only_some_directives_are_searched(directives, expected, few, lexical, monkeypatch):
    """Whether they are few enough to be weighed all, or are looked for."""
    monkeypatch.setattr("indexer.index.lexical._FEW", few)
    assert set(found(lexical, terms("đấu thầu"), directives=directives)) == expected


def test_only_some_passages_of_a_directive_are_searched(lexical, monkeypatch):
    monkeypatch.setattr("indexer.index.lexical._FEW", 0)
    second = np.array([2])
    assert lexical.search(terms("đấu thầu"), ALL, 10, second)[0].tolist() == [2]


def test_what_is_near_is_scored_however_it_does(lexical):
    keys_found, scores = lexical.search(terms("thuốc"), ALL, 1, near=np.array([4, 5]))
    assert dict(zip(keys_found.tolist(), (scores > 0).tolist(), strict=True)) == {1: True, 4: False, 5: False}
    alone = lexical.search(terms("mua sắm"), ALL, 10)
    with_near = lexical.search(terms("mua sắm"), ALL, 10, near=np.array([4]))
    assert [part.tolist() for part in with_near] == [part.tolist() for part in alone]


def test_common_words_find_no_candidates_where_there_are_others(lexical, monkeypatch):
    """Of five passages three have "thau", one "thuoc"; one has "dau_tien"."""
    monkeypatch.setattr("indexer.index.lexical._SMALL", 0)
    monkeypatch.setattr("indexer.index.lexical._CANDIDATES", 1)
    monkeypatch.setattr("indexer.index.lexical._POSTINGS", 1)
    assert found(lexical, terms("thầu thuốc"), limit=1) == [1]
    assert set(found(lexical, terms("thầu"))) == {1, 2, 3, 5}


def test_only_candidates_are_weighed(lexical, monkeypatch):
    monkeypatch.setattr("indexer.index.lexical._SMALL", 0)
    monkeypatch.setattr("indexer.index.lexical._CANDIDATES", 1)
    assert found(lexical, terms("đấu thầu thuốc"), limit=1) == [1]


@pytest.mark.parametrize("size", [0, 1, 5, 63, 640, 1_000, 5_000])
def test_the_least_of_the_best_is_that_of_all_when_sorted(size):
    """Whether only tops are looked at first, scores are equal, or few are above zero."""
    rng = np.random.default_rng(size)
    for steps in (2, 100, 1_000_000):
        scores = (rng.integers(-steps, steps, size).clip(0) / steps).astype(np.float32)
        found = np.sort(scores[scores > 0])[::-1][:10]
        least = least_of_best(scores, 10)
        assert (scores >= least).sum() == ((scores >= found[-1]).sum() if len(found) else 0)
        assert least > 0


def test_a_filter_does_not_change_scores(lexical):
    everywhere = dict(zip(*lexical.search(terms("đấu thầu"), ALL, 10), strict=True))
    within = dict(zip(*lexical.search(terms("đấu thầu"), ALL, 10, among(["d1"])), strict=True))
    assert within == pytest.approx({key: everywhere[key] for key in (1, 2)})


def test_no_terms_find_nothing(lexical):
    keys_found, scores = lexical.search([], ALL, 10)
    assert (len(keys_found), len(scores)) == (0, 0)


def test_no_more_than_asked_for(lexical):
    assert len(found(lexical, terms("đấu thầu"), limit=2)) == 2


def test_all_keys_are_known(lexical, tmp_path):
    assert lexical.keys.tolist() == [1, 2, 3, 4, 5]
    LexicalIndex.build(tmp_path, [])
    assert LexicalIndex.open(tmp_path).keys.tolist() == []


def test_the_facts_of_a_header_are_one_text():
    header = Header(number="1/KH-SYT", kind="Kế hoạch", date=PartialDate(2022), subject="mua thuốc", signer="A B")
    assert header_words(header) == "Kế hoạch. 1/KH-SYT. năm 2022. mua thuốc. A B"
    assert header_words(Header(symbol="SYT-KHTC")) == "SYT-KHTC"


def test_a_number_finds_the_directive_that_bears_it_above_one_that_names_it(tmp_path):
    naming, borne = Header(), Header(number="15/CT-UBND", symbol="CT-UBND")
    text = "Thực hiện Chỉ thị 15/CT-UBND, Chỉ thị 15/CT-UBND"
    passages = [
        StoredPassage(1, Entry("a", "a.txt", "txt", naming), Passage(0, len(text), text)),
        StoredPassage(2, Entry("b", "b.txt", "txt", borne), Passage(0, 8, "Việc làm")),
    ]
    LexicalIndex.build(tmp_path, passages)
    found, _ = LexicalIndex.open(tmp_path).search([Term(None, "15/ct-ubnd", 1.0)], FieldWeights(), 10)
    assert found.tolist() == [2, 1]


def test_an_updated_index_finds_what_is_there_and_nothing_else(tmp_path):
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
    some = [StoredPassage(key, stored(1).entry, Passage(0, 9, f"từ{key} chung")) for key in range(1, 31)]
    LexicalIndex.build(tmp_path / "before", some[:29])
    LexicalIndex.update(tmp_path / "before", tmp_path / "after", np.array([3, 4]), some[29:])
    index = LexicalIndex.open(tmp_path / "after")
    expected = [key for key in range(1, 31) if key not in (3, 4)]
    assert index.keys.tolist() == expected
    found = {key: index.search([Term(f"từ{key}", f"tu{key}", 1.0)], ALL, 10)[0].tolist() for key in range(1, 31)}
    assert found == {key: [key] if key in expected else [] for key in range(1, 31)}
    assert sorted(index.search([Term("chung", "chung", 1.0)], ALL, 100)[0].tolist()) == expected
    assert LexicalIndex.open(tmp_path / "before").keys.tolist() == list(range(1, 30))


def test_labels_that_had_no_passage_get_an_index_of_their_own(tmp_path):
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
    LexicalIndex.build(tmp_path / "before", map(stored, (1, 2)))
    LexicalIndex.update(tmp_path / "before", tmp_path / "after", np.zeros(0, np.int64), map(stored, (4,)), "mật")
    assert LexicalIndex.open(tmp_path / "after", ["mật"]).keys.tolist() == [4]


def test_a_passage_that_begins_with_the_words_stands_before_one_that_comes_to_them(tmp_path):
    filling = "nội dung khác của cơ quan " * 5
    texts = {1: f"{filling} bảo hiểm y tế", 2: f"bảo hiểm y tế {filling}"}
    passages = [
        StoredPassage(key, Entry("d", "d.txt", "txt", Header()), Passage(0, len(text), text))
        for key, text in texts.items()
    ]
    LexicalIndex.build(tmp_path, passages)
    assert found(LexicalIndex.open(tmp_path), terms("bảo hiểm y tế")) == [2, 1]
