"""``python -m eval.training``: its mistakes are one sentence, its result a model and a card."""

from __future__ import annotations

import json
import lzma

import pytest
from click.testing import CliRunner
from model2vec import StaticModel

from eval.training import __main__ as training
from eval.training import sources, synonyms
from eval.training.__main__ import hold_out, keep_back, main


@pytest.fixture
def data(articles, tmp_path, monkeypatch):
    few = synonyms.meanings()[:40]  # each way becomes a piece of the tokenizer: thousands take their time
    for module in (synonyms, training):
        monkeypatch.setattr(module, "meanings", lambda: few)
    some = sources.of_directives()[:40]
    monkeypatch.setattr(sources, "of_directives", lambda: some)
    for part in ("train", "dev"):
        with lzma.open(tmp_path / f"law-articles-{part}.jsonl.xz", "wt", encoding="utf-8") as out:
            for a in articles:
                out.write(json.dumps({"file": a.file, "title": a.title, "body": a.body}) + "\n")
    news = [{"title": f"{a.title} {at}", "abstract": a.title, "body": a.body} for at, a in enumerate(articles)]
    pages = [{"title": a.title, "heading": "", "text": a.body} for a in articles]
    for name, rows in (("news-train", news), ("wiki-passages", pages)):
        with lzma.open(tmp_path / f"{name}.jsonl.xz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in rows)
    with lzma.open(tmp_path / "administrative-sentences.txt.xz", "wt", encoding="utf-8") as out:
        out.writelines(f"{a.title} theo quy định\n" for a in articles)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_one_command_makes_a_model_and_its_card(data, tmp_path):
    out = tmp_path / "model"
    done = run("--data", data, "--out", out, "--epochs", 2, "--dims", 8, "--vocabulary", 500)
    assert done.exit_code == 0, done.output
    assert StaticModel.from_pretrained(out).dim == 8
    card = (out / "README.md").read_text(encoding="utf-8")
    assert "| own title | with diacritics |" in card
    assert "| news | with diacritics | 30 |" in card
    assert "| law | 60 | 2.5 |" in card
    assert "| news | 30 | 1 |" in card
    assert "$" not in card.replace("$ ", "")


def test_validation_scores_articles_that_were_kept_out_and_writes_no_card(data, tmp_path):
    out = tmp_path / "model"
    done = run("--data", data, "--out", out, "--epochs", 1, "--dims", 8, "--vocabulary", 500, "--validate")
    assert done.exit_code == 0, done.output
    assert "| every article | with diacritics |" in done.output
    assert not (out / "README.md").exists()


def test_data_that_is_not_there_is_one_sentence(tmp_path):
    done = run("--data", tmp_path, "--out", tmp_path / "model")
    assert done.exit_code == 2
    assert "law-articles-train.jsonl.xz is missing; name the folder that holds it with --data." in done.output
    assert not (tmp_path / "model").exists()


def test_a_model_too_large_is_one_sentence(data, tmp_path, monkeypatch):
    monkeypatch.setattr("eval.training.save.LARGEST", 1_000)
    done = run("--data", data, "--out", tmp_path / "model", "--epochs", 1, "--dims", 8)
    assert done.exit_code == 2
    assert "may have 1,000" in done.output


def test_no_field_of_law_is_both_learned_and_held_out(articles):
    learned, held = hold_out(articles, seed=1, share=3)
    assert held
    assert len(learned) + len(held) == len(articles)
    assert not {a.file for a in learned} & {a.file for a in held}


def test_no_story_is_both_learned_and_held_out(articles):
    learned, held = keep_back(articles, seed=1, count=7)
    assert len(held) == 7
    assert len(learned) + len(held) == len(articles)
    assert not set(learned) & set(held)
