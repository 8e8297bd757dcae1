"""Questions are joined with their sentences by digests, so that no sentence of a source is stored."""

from __future__ import annotations

import csv

from eval.training.asked import TABLE, asked, digest
from eval.training.data import Article

ARTICLES = [Article("f", "Tên điều", "- Sở Y tế báo cáo trước ngày 05.\nCâu khác.")]


def test_each_question_asks_for_its_sentence(tmp_path):
    table = tmp_path / "asked.tsv"
    table.write_text(f"{digest('Sở Y tế báo cáo trước ngày 05.')}\thạn nộp là bao giờ\tmấy giờ nộp\n", "utf-8")
    found = asked(ARTICLES, table)
    assert [(article.title, article.body) for article in found] == [
        ("hạn nộp là bao giờ", "- Sở Y tế báo cáo trước ngày 05."),
        ("mấy giờ nộp", "- Sở Y tế báo cáo trước ngày 05."),
    ]
    assert asked([Article("f", "Tên", "Câu khác.")], table) == []


def test_white_space_and_marks_of_lists_name_the_same_sentence():
    assert digest("  - Sở Y  tế. ") == digest("Sở Y tế.") != digest("Sở Y tế")


def test_the_table_has_two_questions_a_sentence():
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    names = [row[0] for row in rows]
    assert len(rows) > 4000 and len(set(names)) == len(names)
    assert all(len(row) >= 2 and all(len(question.split()) >= 3 for question in row[1:]) for row in rows)
