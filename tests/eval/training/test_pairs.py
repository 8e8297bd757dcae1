"""What an epoch draws: no title twice in a batch, passages of the length asked for."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from eval.training.data import Article
from eval.training.pairs import Bag, Choice, Mix, Texts, alike, tokenise

CHOICE = Choice(batch=12, shortest=10, longest=30)


def epochs(pairs, choice, count=5):
    rng = np.random.default_rng(1)
    return [batch for _ in range(count) for batch in pairs.epoch(choice, rng)]


@pytest.mark.parametrize("kindred", [0.0, 1.0])
def test_no_title_stands_twice_in_a_batch(articles, pairs, kindred):
    for batch in epochs(pairs, replace(CHOICE, kindred=kindred)):
        titles = [articles[article].title_key for article in batch.articles]
        assert len(set(titles)) == len(titles)


def test_articles_are_alike_by_title_or_body_or_through_others():
    rows = [("Hạn", "a"), ("hạn", "b"), ("Tên", "b"), ("Khác", "c"), ("Cuối", "a")]
    assert sorted(alike([Article("f", *row) for row in rows])) == [[0, 1, 2, 4], [3]]


@pytest.mark.parametrize("kindred", [0.0, 1.0])
def test_questions_of_one_passage_do_not_share_a_batch(articles, tokenizer, kindred):
    asked = [Article("f", f"câu hỏi {n} số {at}", articles[at].body) for at in range(24) for n in range(3)]
    pairs = tokenise(asked, tokenizer)
    for batch in epochs(pairs, replace(CHOICE, kindred=kindred)):
        bodies = [asked[article].body for article in batch.articles]
        assert len(set(bodies)) == len(bodies)


@pytest.mark.parametrize("kindred", [0.0, 1.0])
def test_every_article_with_its_own_title_is_in_every_epoch(articles, pairs, kindred):
    own = {at for at, article in enumerate(articles) if article.title != "Hiệu lực thi hành"}
    drawn = [at for batch in epochs(pairs, replace(CHOICE, kindred=kindred), 1) for at in batch.articles.tolist()]
    assert own - set(drawn) <= {at for at in own if sum(articles[at].title == a.title for a in articles) > 1}
    assert len(drawn) == len(set(drawn))


def test_the_same_seed_draws_the_same(pairs):
    first, second = epochs(pairs, CHOICE), epochs(pairs, CHOICE)
    assert [batch.passages.ids.tolist() for batch in first] == [batch.passages.ids.tolist() for batch in second]


def test_passages_have_the_length_asked_for(pairs):
    choice = replace(CHOICE, sentences=0.0, bare_passages=0.0)
    one_sentence = int(pairs.sentence_length.max())
    rng = np.random.default_rng(2)
    for article in range(60):
        first, last = pairs._stretch(article, choice, rng)
        begin, end = pairs.first_sentence[article : article + 2]
        assert begin <= first < last <= end
        assert pairs.sentence_length[first:last].sum() <= choice.longest + one_sentence


def test_a_sentence_asked_for_is_not_in_its_passage(pairs):
    rng = np.random.default_rng(4)
    choice = replace(CHOICE, sentences=1.0, bare_queries=0.0, bare_passages=0.0)
    query, passage = pairs._pair(3, choice, rng)
    text, asked = passage.tolist(), query.tolist()
    assert asked
    assert all(text[at : at + len(asked)] != asked for at in range(len(text)))


def test_each_source_has_the_batches_of_its_weight(pairs):
    mix = Mix([(pairs, 1.0), (pairs, 0.6), (pairs, 0.01)])
    batches = mix.batches(CHOICE, epochs=4)
    assert np.bincount(batches).tolist() == [20, 12, 1]
    drawn = list(mix.draw(CHOICE, 4, np.random.default_rng(5)))
    assert len(drawn) == len(batches)


def test_a_batch_is_of_one_source(tokenizer, articles):
    first, second = tokenise(articles[:30], tokenizer), tokenise(articles[30:], tokenizer)
    titles = [[p.titles[0].span(at, at + 1).tolist() for at in range(30)] for p in (first, second)]
    choice = replace(CHOICE, bare_queries=0.0, sentences=0.0)
    for batch in Mix([(first, 1.0), (second, 1.0)]).draw(choice, 2, np.random.default_rng(6)):
        starts = [*batch.queries.offsets.tolist(), len(batch.queries.ids)]
        queries = [batch.queries.ids[a:b].tolist() for a, b in itertools.pairwise(starts)]
        assert [[source[at] for at in batch.articles] == queries for source in titles].count(True) == 1


def test_one_sentence_in_three_is_stripped_of_diacritics_or_none(articles, tokenizer):
    stripped, kept = (tokenise(articles, tokenizer, strip=strip) for strip in (True, False))
    for written, bare in (kept.titles, kept.sentences):
        np.testing.assert_array_equal(written.ids, bare.ids)
    texts = len(stripped.sentences[0].starts) - 1
    changed = [
        at
        for at in range(texts)
        if stripped.sentences[0].span(at, at + 1).tolist() != stripped.sentences[1].span(at, at + 1).tolist()
    ]
    assert changed == list(range(0, texts, 3))


def test_joined_texts_keep_their_order():
    one = Texts(np.array([1, 2, 3]), np.array([0, 2, 3]))
    two = Texts(np.array([4]), np.array([0, 0, 1]))
    joined = Texts.joined([one, two])
    assert [joined.span(at, at + 1).tolist() for at in range(4)] == [[1, 2], [3], [], [4]]


def test_a_bag_knows_where_each_text_begins():
    bag = Bag.of([np.array([5, 6]), np.array([], dtype=np.int64), np.array([7])])
    assert (bag.ids.tolist(), bag.offsets.tolist()) == ([5, 6, 7], [0, 2, 2])
