"""Synonyms become pairs: alone, and in the words around them."""

from __future__ import annotations

from eval.training.data import Article
from eval.training.synonyms import meanings, reworded, synonym_pairs

STORY = Article("news", "Tin", "Trời mưa. Xe cứu thương đưa ông An tới nhà thương huyện trong đêm. Ông đã tỉnh.")


def test_every_meaning_has_two_ways_at_least_and_none_twice():
    for ways in meanings():
        assert len(set(ways)) == len(ways) >= 2, ways


def test_ways_are_lower_case_and_short():
    for way in (way for ways in meanings() for way in ways):
        assert way == way.lower().strip() != ""
        assert len(way.split()) <= 8, way


def test_each_way_asks_for_each_other():
    pairs = {(article.title, article.body) for article in synonym_pairs()}
    assert {("nhà thương", "bệnh viện"), ("bệnh viện", "nhà thương")} <= pairs
    assert not [pair for pair in pairs if pair[0] == pair[1]]


def test_a_few_words_with_a_synonym_ask_for_the_sentences_they_are_from():
    (found,) = reworded([STORY], seed=1)
    assert found.title.startswith("xe cấp cứu đưa ông")
    assert "Xe cứu thương đưa ông An" in found.body


def test_rare_ways_count_as_much_as_frequent_ones():
    stories = [Article("news", "Tin", f"Xe cứu thương số {at} đã tới.") for at in range(9)]
    assert len(reworded(stories, seed=1, often=4)) == 4


def test_text_without_any_gives_nothing():
    assert reworded([Article("news", "Tin", "Zebra gặm cỏ.")], seed=1) == []
