"""Variants are trained from one prepared folder, scored alike and told in one table."""

from __future__ import annotations

import bz2
import json
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from eval.training import variants
from eval.training.pairs import Choice
from eval.training.prepared import ARTICLES, OWN, Corpus
from eval.training.scoring import gains, ranks_of
from eval.training.train import Recipe


@pytest.fixture(scope="module")
def folder(articles, tokenizer, tmp_path_factory):
    place = tmp_path_factory.mktemp("prepared")
    rows = [(article.file, article.title, article.body) for article in articles]
    kept = {
        "portions": [("law", 1.0, True, rows[:40])],
        "held": {"law": rows[40:], "news": rows[:9], "dev": rows[30:]},
    }
    with bz2.open(place / ARTICLES, "wt", encoding="utf-8") as file:
        json.dump(kept, file)
    question = {"text": "hồ sơ", "kind": "paraphrase", "split": "tune", "relevant": [1]}
    own = {"subject_share": 0.3, "questions": [question]}
    own |= {"passages": ["đấu thầu", "hồ sơ"], "subjects": ["y tế"], "subject_of": [0, 0]}
    (place / OWN).write_text(json.dumps(own), encoding="utf-8")
    tokenizer.save(str(place / "tokenizer.json"))
    return place


def test_the_law_that_is_kept_out_is_learned_only_when_asked(folder):
    parts = [Corpus.read(folder, folder / "tokenizer.json", whole=whole).mix.parts for whole in (False, True)]
    assert [len(pairs.first_sentence) - 1 for ((pairs, _),) in parts] == [40, 60]


def test_a_weight_of_nothing_leaves_a_source_out(folder):
    corpus = Corpus.read(folder, folder / "tokenizer.json", whole=False)
    assert [weight for _, weight in corpus.weighted([("law", 3.0)]).parts] == [3.0]
    assert corpus.weighted([("law", 0.0)]).parts == []


def test_variants_are_trained_and_told_in_a_table(folder, tmp_path, monkeypatch):
    corpus = Corpus.read(folder, folder / "tokenizer.json", whole=False)
    tiny = variants.Variant(Recipe(dims=16, epochs=2), replace(Choice(), batch=16, shortest=10, longest=40))
    monkeypatch.setattr(variants, "VARIANTS", {"a": tiny, "b": replace(tiny, alike=0.5)})
    for name in "ab":  # in this process: main() gives each its own
        variants.run(name, corpus, "cpu", tmp_path / name)
    rows = [json.loads((tmp_path / name / "row.json").read_text("utf-8")) for name in "ab"]
    head, _, *lines = variants.table(rows).splitlines()
    assert [line.split(" | ")[0] for line in lines] == ["| a", "| b"]
    assert "dev bare R@100" in head and "paraphrase R@3" in head
    assert (tmp_path / "b" / "matrix.npz").is_file()


def test_a_folder_must_be_prepared(tmp_path):
    done = CliRunner().invoke(variants.main, ["--folder", str(tmp_path / "none"), "--out", str(tmp_path)])
    assert done.exit_code == 2 and "does not exist" in done.output


def test_ranks_count_what_stands_before():
    similar = np.array([[0.9, 0.5, 0.7], [0.1, 0.2, 0.3]], dtype=np.float32)
    assert ranks_of(similar, np.array([1, 2])).tolist() == [2, 0]
    assert gains(np.array([0, 2, 10])).tolist() == [1.0, 0.5, 0.0]
