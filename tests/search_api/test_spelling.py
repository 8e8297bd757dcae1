"""What may have been meant, by the archive's own words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.embed import Embedder
from indexer.index.archive_index import ArchiveIndex
from indexer.index.lexical import LexicalIndex
from indexer.text import has_diacritics
from search_api import spelling
from search_api.query import understand

QUESTIONS = Path(__file__).parents[2] / "eval" / "queries" / "others.jsonl"


@pytest.fixture(scope="module")
def archive(index: Path, embedder: Embedder) -> LexicalIndex:
    return ArchiveIndex.open(index).lexical


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sở y tê tỉnh", "sở y tế tỉnh"),
        ("nhiem vu ve dau thau", "nhiệm vụ về đấu thầu"),
        ("Trạm y té xã", "Trạm y tế xã"),
        ("đấu thầuu", "đấu thầu"),
        ("phòng nào lo chuyển đổi sô", "phòng nào lo chuyển đổi số"),
        ("bữa họp ở bệnh việnn", "bữa họp ở bệnh viện"),
        ("chuyển đổi sô", "chuyển đổi số"),
        ("ke hoach 231/KH-UBND", "kế hoạch 231/KH-UBND"),
    ],
)
def test_another_spelling_is_offered(typed: str, meant: str, archive: LexicalIndex) -> None:
    assert spelling.meant(typed, archive) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "đấu thầu thuốc",
        "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu",
        "zzzzzz",
        "2022",
        "và",
        "x" * 200,
        "y " * 60,
        "phòng nào lo đấu thầu thuốc",
        "tiền mua máy móc lấy ở đâu ra",
        "TTYT làm BAĐT bao giờ xong",
        "bữa họp là hôm nào",
        "chụp X-quang xong khỏi in phim",
    ],
)
def test_what_the_archive_says_or_cannot_mend_is_left(typed: str, archive: LexicalIndex) -> None:
    assert spelling.meant(typed, archive) is None


def test_few_questions_with_diacritics_are_offered_another_spelling(archive: LexicalIndex) -> None:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [one["question"] for one in map(json.loads, lines)]
    asked = [question for question in asked if has_diacritics(question)]
    offered = [question for question in asked if spelling.meant(question, archive)]
    assert len(asked) > 800
    assert len(offered) < len(asked) / 50, offered


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("bitcoin và đấu thầu", ["bitcoin"]),
        ("dau thau o Xyzzy xyzzy", ["Xyzzy", "xyzzy"]),
        ("đầu thấu", []),
        ("Đồng Nai", []),
        ("CNTT ở trạm", []),
    ],
)
def test_words_that_the_archive_lacks_are_named(question: str, words: list[str], archive: LexicalIndex) -> None:
    assert spelling.unknown(understand(question), archive) == words
