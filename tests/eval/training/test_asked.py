"""Questions are joined with their sentences by digests, so that no sentence of a source is stored."""

from __future__ import annotations

import csv

import pytest

from eval.training.asked import DIRECTIVES, TABLE, asked, digest, of_directives
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


def test_each_question_asks_for_its_passage(tmp_path):
    table = tmp_path / "directives.tsv"
    table.write_text("".join(f"Đoạn {n}.\tai nộp {n}\tnộp {n}\n" for n in range(7)), "utf-8")
    found = of_directives(table)
    assert [article.body for article in found[::2]] == [f"Đoạn {n}." for n in (1, 2, 3, 4, 6)]
    assert [article.title for article in found[:2]] == ["ai nộp 1", "nộp 1"]


@pytest.mark.parametrize(("table", "lines"), [(TABLE, 9_000), (DIRECTIVES, 1_000)], ids=["law", "directives"])
def test_every_line_of_a_table_has_questions(table, lines):
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    names = [row[0] for row in rows]
    assert len(rows) > lines and len(set(names)) == len(names)
    assert all(len(row) >= 2 and all(len(question.split()) >= 3 for question in row[1:]) for row in rows)
