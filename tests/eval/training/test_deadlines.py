"""What is learned of deadlines: which tasks teach, and that the weights are those of the likeliest tags."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import check_grad

from eval.training import deadlines, field
from eval.training.deadlines import Task
from eval.training.field import Plan
from eval.understand import documents
from indexer.deadlines.deadline_tagger import FIRST, INSIDE, OUTSIDE

TASKS = [
    Task("a", f"{verb} {what} {when}", when or None)
    for verb in ("gửi", "nộp", "lập")
    for what in ("báo cáo", "danh sách", "dự toán")
    for when in ("trước ngày 05/6", "hằng quý", "")
]
PLAN = Plan(penalty=0.1, steps=40, least=1, small=0.0)


def test_a_line_is_a_task_with_its_deadline_in_braces():
    text = "# what this is\n\nnộp {trước ngày 5}, gửi kèm bản sao\nrà soát hồ sơ\n"
    assert list(deadlines.made_up(text)) == [
        Task("", "nộp trước ngày 5, gửi kèm bản sao", "trước ngày 5"),
        Task("", "rà soát hồ sơ", None),
    ]


def test_a_quotation_teaches_nothing():
    (task,) = deadlines.made_up("phát động phong trào “Mỗi tuần một việc tốt” {trong tháng 3}\n")
    assert "Mỗi tuần" not in task.words
    assert task.deadline == "trong tháng 3"


def test_what_no_lesson_has_after_another_never_follows_it(learned):
    assert learned.follows[OUTSIDE, INSIDE] < -1000
    assert learned.first[INSIDE] < -1000
    assert learned.follows[FIRST, INSIDE] > -1000


def test_a_lesson_tags_the_tokens_of_the_deadline():
    clues, tags = Task("", "nộp trước ngày 5, họp hằng tuần", "trước ngày 5").lesson()
    assert (len(clues), tags) == (8, [0, 1, 2, 2, 3, 4, 4, 4])


def test_judged_tasks_teach_the_deadlines_that_stand_in_them():
    first = (document for document in documents("dev") if document.name.startswith("d"))
    known = [task for document in first for task in deadlines.judged(document)]
    assert {task.round for task in known} == {"d"}
    assert all(task.deadline is None or task.deadline in task.words for task in known)
    assert {task.deadline is None for task in known} == {True, False}


@pytest.fixture(scope="module")
def learned() -> field.Model:
    return deadlines.learn(TASKS, PLAN)


def test_what_is_learned_is_found_with_other_words_too(learned):
    words = "gửi hồ sơ trước ngày 05/6"
    assert words[slice(*learned.deadline(words))] == "trước ngày 05/6"
    assert learned.deadline("gửi hồ sơ") is None


def test_the_same_tasks_teach_the_same(learned):
    again = deadlines.learn(TASKS, PLAN)
    np.testing.assert_array_equal(again.weights, learned.weights)


def test_the_slope_is_that_of_the_loss():
    lessons = [task.lesson() for task in TASKS[:4]]
    known = {clue: at for at, clue in enumerate(sorted({c for one in lessons for t in one[0] for c in t})[:6])}
    arranged = field._arranged(lessons, known)
    start = np.linspace(-1, 1, (len(known) + 4) * 3)
    loss, slope = ((lambda flat, part=part: field._loss(flat, arranged, 0.3)[part]) for part in (0, 1))
    assert check_grad(loss, slope, start) < 1e-3
