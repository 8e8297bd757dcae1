"""The project's own questions: well formed, answerable, and answered."""

from __future__ import annotations

import pytest

from eval import floors
from eval import run as evaluation
from eval.dataset import DatasetError
from eval.questions import OWN, Answer, choose, read
from search_api.engine import Mode
from tests.eval.conftest import write_lines

GOOD = {"id": "q1", "question": "gì?", "kind": "fact", "split": "tune", "answers": [{"file": "a", "phrase": "b"}]}


def test_the_set_is_large_and_its_ids_unique():
    questions = read(OWN)
    assert len(questions) >= 60
    assert {question.split for question in questions} == {"tune", "held"}
    assert len({question.text for question in questions}) == len(questions)


def test_the_users_own_question_is_among_them_with_and_without_diacritics():
    texts = {question.text for question in read(OWN)}
    assert "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu" in texts
    assert "nhiem vu giao Phong Nghiep vu ve dau thau" in texts


def test_every_phrase_stands_in_a_passage_of_the_corpus(own):
    collection, dataset = own
    held = set(collection.names.values())
    assert len(dataset.topics) == len(read(OWN))
    assert all(topic.relevant and set(topic.relevant) <= held for topic in dataset.topics)


@pytest.fixture(scope="module")
def runs(own):
    collection, dataset = own
    return evaluation.run(dataset, collection, list(Mode))


@pytest.mark.parametrize("floor", floors.REQUIRED, ids=lambda floor: floor.measure)
def test_hybrid_finds_what_the_project_requires(runs, floor):
    assert floors.missed(runs, [floor]) == []


def test_hybrid_is_not_below_its_halves(runs):
    assert floors.behind(runs) == []


def test_the_users_own_question_finds_its_answer_first(runs):
    ranks = {o.topic.question: o.rank for run in runs if run.mode == Mode.HYBRID for o in run.outcomes}
    assert ranks["nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu"] == 1
    assert ranks["nhiem vu giao Phong Nghiep vu ve dau thau"] == 1


def test_a_split_holds_its_questions_and_all_holds_all():
    questions = read(OWN)
    parts = [choose(questions, split) for split in ("tune", "held")]
    assert sorted(q.id for part in parts for q in part) == sorted(q.id for q in choose(questions, "all"))
    with pytest.raises(DatasetError, match="No question is in the split “dev”"):
        choose(questions, "dev")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([GOOD, GOOD], r":2: the id q1 is already taken"),
        ([GOOD | {"id": "q 1"}], r":1: expected a name without blanks in “id”, found \"q 1\""),
        ([GOOD | {"question": " "}], ":1: the question is empty"),
        ([GOOD | {"question": 5}], ":1: expected text in “question”, found 5"),
        ([GOOD | {"answers": []}], ":1: expected “answers” to be a list"),
        ([GOOD | {"answers": [{"file": "a"}]}], ":1: expected “answers” .* only a question of kind “header” may"),
        ([GOOD | {"kind": "header", "answers": [{"file": "a", "phrase": 5}]}], ":1: expected “answers”"),
        ([GOOD | {"kind": "header", "answers": [{"phrase": "b"}]}], ":1: expected “answers”"),
        ([GOOD | {"same_as": "q2"}], "q1 is the same as q2, which is no other question"),
        ([GOOD | {"same_as": "q1"}], "q1 is the same as q1, which is no other question"),
        ([GOOD | {"same_as": ["q1"]}], ":1: expected a name without blanks in “same_as”"),
        (["", "{"], ":2: not JSON"),
        (["[]"], ":1: expected a JSON object, found list"),
        ([], "holds no question"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(rows, reason, tmp_path):
    with pytest.raises(DatasetError, match=reason):
        read(write_lines(tmp_path / "q.jsonl", rows))


def test_a_question_about_a_header_is_answered_by_a_file_and_repeats_another_may(tmp_path):
    rows = [
        GOOD | {"kind": "header", "answers": [{"file": "a"}, {"file": "b", "phrase": "c"}]},
        GOOD | {"id": "q2", "same_as": "q1"},
    ]
    header, twin = read(write_lines(tmp_path / "q.jsonl", rows))
    assert header.answers == (Answer("a"), Answer("b", "c"))
    assert (header.same_as, twin.same_as) == (None, "q1")
