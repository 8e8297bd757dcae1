"""Training learns: a title lies nearer to its own body than chance would have it."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from eval.training.data import Article, fold_words
from eval.training.evaluate import MEASURES, evaluate, evaluate_news
from eval.training.pairs import Choice
from eval.training.save import Quantised, TooLargeError, encode, save
from eval.training.train import Recipe, Vectors, ranking_loss, train


def test_the_loss_is_that_of_sentence_transformers():
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

    theirs = MultipleNegativesRankingLoss(
        model=torch.nn.Identity(),
        scale=20.0,
        directions=("query_to_doc", "doc_to_query"),
        partition_mode="per_direction",
    )
    generator = torch.Generator().manual_seed(0)
    queries, passages = (
        torch.nn.functional.normalize(torch.randn(8, 16, generator=generator), dim=-1) for _ in range(2)
    )
    expected = theirs.compute_loss_from_embeddings([queries, passages], None)
    assert ranking_loss(queries, passages, 20.0).item() == pytest.approx(expected.item(), abs=1e-5)


def test_titles_find_their_bodies(tiny_model, articles):
    alone = evaluate(tiny_model, articles)[0]
    assert alone.values[2] == 1.0, "all of so few bodies are within the first hundred"
    assert alone.values[0] > 0.5


def test_every_judged_question_counts(tiny_model, articles):
    scores = evaluate(tiny_model, articles)
    assert [(s.setup, s.diacritics) for s in scores] == [
        ("own title", True),
        ("own title", False),
        ("every article", True),
        ("every article", False),
    ]
    assert scores[2].queries == scores[2].documents == 60
    assert all(len(s.values) == len(MEASURES) for s in scores)


def test_headlines_are_scored_on_stories_without_their_abstracts(tiny_model, articles):
    stories = [Article("news", a.title, f"{a.title}\n{a.body}") for a in articles]
    copied = [Article("news", a.title, a.body) for a in stories]
    given, cut = evaluate_news(tiny_model, stories), evaluate(tiny_model, articles)
    assert [(s.setup, s.diacritics) for s in given] == [("news", True), ("news", False)]
    assert given[0].values == cut[2].values, "the abstract, here the title itself, is not searched"
    assert evaluate(tiny_model, copied)[2].values[0] > given[0].values[0]


def test_text_without_diacritics_lies_near_the_same_text_with_them(tiny_model):
    marked, bare, other = encode(tiny_model, ["hồ sơ đấu thầu", fold_words("hồ sơ đấu thầu"), "mức xử phạt"])
    assert marked @ bare > marked @ other


def test_a_piece_without_diacritics_begins_where_those_with_them_are(pairs, tokenizer):
    matrix = Vectors(tokenizer, pairs.sentences[0], Recipe(dims=64, noise=0.3, frequent=10.0)).matrix().detach()
    token = np.bincount(pairs.sentences[0].ids).argsort()[::-1]
    marked = next(
        at for at in token.tolist() if tokenizer.id_to_token(at) != fold_words(tokenizer.id_to_token(at))
    )
    bare = tokenizer.token_to_id(fold_words(tokenizer.id_to_token(marked)))
    cosines = torch.nn.functional.cosine_similarity(matrix, matrix[bare], dim=-1)
    cosines[bare] = -1.0
    assert cosines.argmax() == marked
    assert cosines[marked] > 0.9


def test_the_same_seed_gives_the_same_matrix(mix, tokenizer, tiny_matrix):
    torch.set_num_threads(1)
    again = train(mix, tokenizer, Choice(batch=16, shortest=10, longest=40), Recipe(dims=16, epochs=12))
    np.testing.assert_array_equal(again, tiny_matrix)


def test_bytes_are_near_the_numbers_they_stand_for(tiny_matrix):
    kept = Quantised.of(tiny_matrix)
    np.testing.assert_allclose(
        kept.embeddings * kept.weights[:, None], tiny_matrix, atol=np.abs(tiny_matrix).max() / 254 + 1e-6
    )


def test_a_model_too_large_to_ship_is_not_written(tokenizer, tmp_path):
    with pytest.raises(TooLargeError, match=r"may have 16,000,000"):
        save(tokenizer, np.ones((tokenizer.get_vocab_size(), 50_000), dtype=np.float32), tmp_path / "m")
    assert not (tmp_path / "m").exists()
