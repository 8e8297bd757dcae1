"""From a phrase to the passages that answer."""

from __future__ import annotations

import pytest

from eval.dataset import DatasetError
from eval.qrels import judge, relevant
from eval.questions import Answer, Question
from indexer.domain import Directive, Header, Passage, Source

TEXT = "KẾ HOẠCH\nGiao Sở Y tế\n  chủ trì đấu thầu. Giao Sở Tài chính bố trí vốn. Nơi nhận: Sở Tài chính."
CUTS = [(9, 40), (41, 73), (74, len(TEXT) - 24)]


def directive(cuts=CUTS):
    passages = tuple(Passage(start, end, TEXT[start:end]) for start, end in cuts)
    return Directive("kh.txt", Source(TEXT, "txt"), Header(), (), passages)


@pytest.mark.parametrize(
    ("phrase", "cuts", "expected"),
    [
        ("chủ trì đấu thầu", [(9, 40), (41, 73)], [0]),
        ("Giao Sở Y tế chủ trì", [(9, 40), (41, 73)], [0]),  # across a line break and an indent
        ("bố  trí\nvốn", [(9, 40), (41, 73)], [1]),  # white space in the phrase itself
        ("Giao Sở Y tế", [(9, 21), (9, 40)], [0, 1]),  # passages that overlap both hold it
        ("chủ trì đấu thầu", [(9, 34), (34, 73)], [0]),  # cut: the first holds more of it
        ("chủ trì đấu thầu", [(9, 27), (27, 73)], [1]),  # cut: the second does
    ],
)
def test_the_passages_that_hold_a_phrase(phrase, cuts, expected):
    cut = directive(cuts)
    assert relevant(phrase, cut) == [cut.passages[index] for index in expected]


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("mua sắm tập trung", "“mua sắm tập trung” must stand exactly once in kh.txt, but does not occur there"),
        ("Sở Tài chính", "“Sở Tài chính” must stand exactly once in kh.txt, but occurs 2 times there"),
        ("CHỦ TRÌ", "does not occur"),
        ("KẾ HOẠCH", "stands in no passage of kh.txt"),
    ],
)
def test_a_phrase_that_cannot_judge_is_refused(phrase, reason):
    with pytest.raises(DatasetError, match=reason):
        relevant(phrase, directive())


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer("kh.txt", "mua sắm"), "q7: the phrase “mua sắm” must stand exactly once in kh.txt"),
        (Answer("qd.txt", "bố trí vốn"), "q7: there is no file “qd.txt”"),
    ],
)
def test_an_error_names_question_file_and_phrase(answer, reason):
    question = Question("q7", "?", "fact", "tune", (answer,))
    with pytest.raises(DatasetError, match=reason):
        judge([question], {"kh.txt": directive()})


def test_a_file_without_a_phrase_is_answered_by_any_of_its_passages():
    found = judge([Question("q1", "?", "header", "held", (Answer("kh.txt"),), "q0")], {"kh.txt": directive()})[0]
    id = directive().id
    assert dict(found.relevant) == {f"{id}.{start}-{end}": 1 for start, end in CUTS}
    assert (found.split, found.same_as) == ("held", "q0")


def test_alternatives_are_all_relevant_under_the_ids_of_their_passages():
    answers = (Answer("kh.txt", "chủ trì đấu thầu"), Answer("kh.txt", "bố trí vốn"))
    topic = judge([Question("q1", "ai làm?", "task", "tune", answers)], {"kh.txt": directive()})[0]
    id = directive().id
    assert (topic.question, topic.kind, dict(topic.relevant)) == (
        "ai làm?",
        "task",
        {f"{id}.9-40": 1, f"{id}.41-73": 1},
    )
