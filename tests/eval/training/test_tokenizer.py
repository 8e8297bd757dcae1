"""The tokenizer: words of several syllables, with and without diacritics, and never an unknown token."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from eval.training.data import fold_words
from eval.training.tokenizer import ALPHABET, SPACE, TokenizerPlan, assemble, build_tokenizer, sample

UNKNOWN = 0
BUNDLED = Path(__file__).resolve().parents[3] / "indexer" / "bundled_model"


def pieces(tokenizer, text):
    return tokenizer.encode(text, add_special_tokens=False).tokens


def test_a_frequent_word_of_two_syllables_is_one_piece(tokenizer):
    assert "▁đấu▁thầu" in pieces(tokenizer, "Hồ sơ đấu thầu")


def test_so_it_is_without_diacritics(tokenizer):
    assert "▁dau▁thau" in pieces(tokenizer, fold_words("Hồ sơ đấu thầu"))


SAME = [
    ("case", "ĐẤU THẦU", "đấu thầu"),
    ("decomposed letters", unicodedata.normalize("NFD", "đấu thầu"), "đấu thầu"),
    ("line breaks and runs of blanks", "đấu \n\t thầu ", "đấu thầu"),
    ("punctuation at the ends", "«đấu thầu».", "đấu thầu"),
    ("letters of other scripts", "đấu thầu 招标 тендер 😀", "đấu thầu"),
]


@pytest.mark.parametrize(("what", "given", "like"), SAME, ids=[row[0] for row in SAME])
def test_what_makes_no_difference(tokenizer, what, given, like):
    assert pieces(tokenizer, given) == pieces(tokenizer, like) != []


def test_words_that_are_asked_for_are_pieces_in_both_spellings(articles):
    plan = TokenizerPlan(size=500, folded=150, rounds=2, rarest=3)
    made = build_tokenizer(sample([articles, articles], plan, ["nhà thương"]), plan)
    assert pieces(made, "nhà thương nào") == ["▁nhà▁thương", *pieces(made, "nào")]
    assert "▁nha▁thuong" in pieces(made, "nha thuong")


def test_no_piece_of_the_bundled_model_is_a_run_of_text():
    vocabulary = json.loads((BUNDLED / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    assert max(piece.count(SPACE) for piece, _ in vocabulary) <= 4


def test_no_piece_crosses_punctuation(tokenizer):
    assert "▁đấu▁thầu" not in pieces(tokenizer, "đấu; thầu")


@pytest.mark.parametrize("text", ["", " ", "\n", "😀", "中文", "***", "́"])
def test_nothing_known_gives_no_token(tokenizer, text):
    assert pieces(tokenizer, text) == []


@pytest.mark.parametrize("text", [ALPHABET, ALPHABET.upper(), " ".join(ALPHABET), "İstanbul ſß ½ ² Ⅷ", "x" * 9999])
def test_no_token_is_unknown(tokenizer, text):
    assert UNKNOWN not in tokenizer.encode(text, add_special_tokens=False).ids


def test_scores_are_logarithms_of_shares():
    model = json.loads(assemble({SPACE + "thuế": 3.0, SPACE + "phí": 1.0}).to_str())["model"]
    scores = dict(model["vocab"])
    assert scores["▁thuế"] - scores["▁phí"] == pytest.approx(1.0986, abs=2e-3)
    assert model["vocab"][UNKNOWN][0] == "<unk>"
