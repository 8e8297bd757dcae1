"""Which words say by when, as learned; and that what was learned is kept."""

from __future__ import annotations

import numpy as np
import pytest

from indexer import deadlines
from indexer.deadlines import deadline_tagger
from indexer.deadlines.deadline_tagger import Model
from indexer.domain import PartialDate

WEIGHTS = np.array([[0, 4, 0], [0, 0, 4], [1, 0, 0]], np.float32)
SMALL = Model(
    {"0:trước": 0, "-1:trước": 1, "-": 2}, WEIGHTS, np.zeros((3, 3), np.float32), np.zeros(3, np.float32)
)
"""Knows one deadline: ``trước`` and the word after it."""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("gửi báo cáo trước mai.", "trước mai"),
        ("nộp trước nay, trước mai", "trước nay"),  # the first
        ("gửi báo cáo", None),
        ("", None),
    ],
)
def test_the_likeliest_tags_tell_where_a_deadline_stands(words, said):
    span = SMALL.deadline(words)
    assert (span and words[slice(*span)]) == said


def test_a_deadline_that_is_hardly_likelier_than_none_is_not_told():
    unsure = Model(SMALL.clues, SMALL.weights * np.float32(0.1), SMALL.follows, SMALL.first)
    assert unsure.deadline("gửi trước mai") is None


def test_what_is_counted_by_time_is_three_tokens_and_a_symbol_is_one():
    words = "họp 02 lần/năm theo 12/QĐ-UBND “···”"
    said = [words[start:end] for start, end in deadline_tagger.tokens(words)]
    assert said == ["họp", "02", "lần", "/", "năm", "theo", "12/QĐ", "-", "UBND", "“", "···", "”"]


def test_a_model_is_read_as_it_was_written(tmp_path):
    SMALL.save(tmp_path / "model.npz")
    read = Model.load(tmp_path / "model.npz")
    assert read.clues == SMALL.clues
    np.testing.assert_allclose(read.weights, SMALL.weights, atol=SMALL.weights.max() / 127)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("cử kỹ thuật viên trực trong thời gian Đoàn làm việc", "trong thời gian Đoàn làm việc"),
        ("đưa tin trên loa khi nước vượt báo động 3", "khi nước vượt báo động 3"),
        ("rà soát danh mục thuốc của bệnh viện", None),
        ("triển khai Kế hoạch số 12/KH-UBND ngày 03/6/2024 của UBND tỉnh", None),
    ],
)
def test_what_ships_finds(words, said):
    assert deadline_tagger.find(words) == said


def test_what_had_gone_by_when_it_was_written_is_no_deadline():
    words = "cử viên chức trực gian hàng trong suốt ngày hội 20/5/2024"
    said = deadline_tagger.find(words)
    assert deadlines.learned(words, PartialDate(2024, 5, 1)) == (said, PartialDate(2024, 5, 20))
    assert deadlines.learned(words, PartialDate(2024, 6, 1)) is None


def test_without_any_known_clue_no_deadline_is_told():
    unknown = Model({"0:khác": 0}, SMALL.weights[:1], SMALL.follows, SMALL.first)
    assert unknown.deadline("gửi trước mai") is None


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("theo khoản 2 Điều 15", False),  # a number alone
        ("thực hiện nhiệm vụ được giao", False),
        ("gửi báo cáo trước 15/3", True),
        ("tưới vụ xuân", True),
        ("chống dịch khi có ca bệnh", True),
    ],
)
def test_only_words_that_may_say_when_are_read_by_the_model(words, may):
    assert deadline_tagger.may_say(words) == may
