"""Each source is read as articles; no more are drawn than asked for."""

from __future__ import annotations

import json
import lzma

import pytest

from eval.training.data import Article
from eval.training.sources import (
    SOURCES,
    Portion,
    Source,
    draw,
    read_encyclopedia,
    read_news,
    read_reports,
    read_source,
    written_portions,
)


def write(path, lines):
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines)
    return path


def test_a_story_is_a_headline_over_abstract_and_body(tmp_path):
    row = {"title": "Hoà  Bình", "abstract": "Tóm tắt.", "body": "Thân\nbài."}
    path = write(tmp_path / "a.xz", [json.dumps(row)])
    assert read_news(path) == [Article("news", "Hòa Bình", "Tóm tắt.\nThân bài.")]


def test_a_paragraph_stands_under_title_and_heading(tmp_path):
    row = {"title": "Huế", "heading": "Lịch sử", "text": "Kinh đô."}
    path = write(tmp_path / "a.xz", [json.dumps(row)])
    assert read_encyclopedia(path) == [Article("encyclopedia", "Huế Lịch sử", "Kinh đô.")]


def test_each_fifth_sentence_of_reports_asks_for_those_that_follow(tmp_path):
    found = read_reports(write(tmp_path / "a.xz", [f"câu {at}" for at in range(8)]))
    assert [(article.title, article.body) for article in found] == [
        ("câu 0", "câu 1\ncâu 2\ncâu 3\ncâu 4"),
        ("câu 5", "câu 6\ncâu 7"),
    ]


def test_drawn_articles_keep_their_order_and_depend_on_the_seed_alone(articles):
    drawn = draw(articles, 20, seed=3)
    assert len(drawn) == 20
    assert [a for a in articles if a in drawn] == drawn == draw(articles, 20, seed=3) != draw(articles, 20, seed=4)
    assert draw(articles, 60, seed=3) == articles


def test_a_source_gives_no_more_than_its_most(articles, tmp_path):
    source = Source("law", "a.xz", lambda path: articles, weight=2.0, most=9)
    portion = read_source(source, tmp_path, seed=1)
    assert (portion.name, len(portion.articles), portion.weight) == ("law", 9, 2.0)


def test_what_was_written_makes_portions_like_any_other():
    law = Portion("law", [Article("f", "Tên", "Chính phủ quy định kinh phí mua thuốc. Bệnh viện báo cáo.")], 1.0)
    portions = written_portions([law], seed=1)
    names = [portion.name for portion in portions]
    assert names == ["synonyms", "reworded", "directives"], "no question asks for a sentence of this law"
    assert [portion.strip for portion in portions] == [False, False, True], "tien is more than tiền"
    assert not {source.name for source in SOURCES} & set(names)


@pytest.mark.parametrize("source", SOURCES, ids=[source.name for source in SOURCES])
def test_every_source_weighs_something(source):
    assert source.weight > 0
    assert source.most > 0
