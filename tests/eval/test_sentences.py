"""Marks in sentences are read and taken away; what is read as marked is counted."""

from __future__ import annotations

import pytest

from eval import sentences
from eval.dataset import DatasetError
from eval.sentences import Named, Sentence, Share

LINE = "Giao [=Phòng A] chủ trì, phối hợp với [+Phòng B] |rà soát, báo cáo [Sở Y tế] {trước ngày 05/8}."
WORDS = "Giao Phòng A chủ trì, phối hợp với Phòng B rà soát, báo cáo Sở Y tế trước ngày 05/8."


def test_marks_are_read_and_taken_away():
    found = sentences.parse(LINE)
    assert found.words == WORDS
    assert [(name.kind, WORDS[name.start : name.end]) for name in found.names] == [
        ("=", "Phòng A"),
        ("+", "Phòng B"),
        ("", "Sở Y tế"),
    ]
    assert (WORDS[found.task :][:7], WORDS[slice(*found.deadline)]) == ("rà soát", "trước ngày 05/8")


@pytest.mark.parametrize("line", ["Giao [=Sở A", "Giao Sở A]", "[=Sở [B] A]", "{trước {ngày} 5}", "trước 5}"])
def test_marks_that_do_not_match_are_refused(line):
    with pytest.raises(DatasetError):
        sentences.parse(line)


def test_a_folder_without_sentences_is_refused(tmp_path):
    with pytest.raises(DatasetError):
        list(sentences.load(tmp_path))


def test_what_is_read_otherwise_counts_as_wrong():
    right = sentences.parse(LINE)
    shorter = Sentence(WORDS, (Named("=", 5, 10),), 0, (0, 4))
    assert sentences.measure([right, shorter]) == {
        "who has the task": Share(1, 2),
        "who supports": Share(1, 1),
        "who else is named": Share(1, 1),
        "duties": Share(2, 2),
        "deadlines": Share(1, 2),
    }


def test_most_sentences_are_read_as_marked():
    found = sentences.measure(list(sentences.load()))
    shares = {name: share.right / share.of for name, share in found.items()}
    assert shares["who has the task"] > 0.79
    assert shares["who supports"] > 0.85
    assert shares["duties"] > 0.96
    assert shares["deadlines"] > 0.92
