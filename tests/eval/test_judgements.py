"""Judgements of results as questions: what was judged relevant is found again by the figures that come of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval import beir, qrels, questions
from eval.__main__ import main
from eval.judgements import conflicts, phrase, write
from indexer.domain import Directive, Header, Passage, Source
from indexer.index.archive_index import ArchiveIndex
from search_api.engine import Engine, Request
from search_api.feedback import Judgement, append, judge


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def judged(index, embedder, tmp_path) -> Path:
    """An index with judgements: one question answered, one judged both ways, one without an answer."""
    folder = Path(shutil.copytree(index, tmp_path / "index"))
    with Engine(ArchiveIndex.open(folder), embedder) as engine:
        first, second = (hit.stored.id for hit in engine.search(Request("đấu thầu", top_k=2)).hits)
        judge(engine, "đấu thầu", first, relevant=True)
        judge(engine, "đấu thầu", second, relevant=False)
        judge(engine, "mua sắm", first, relevant=False)
        judge(engine, "mua sắm", first, relevant=True)
        judge(engine, "thời tiết", second, relevant=False)
    return folder


def test_judgements_become_questions_and_a_beir_folder(judged, corpus, tmp_path):
    out = tmp_path / "out"
    done = run("feedback", "--index", judged, "--out", out)
    assert done.exit_code == 0, done.output
    text = " ".join(done.output.split())
    assert "5 judgements, 2 questions with an answer" in text
    assert "conflict: “mua sắm”" in text
    assert "1 times relevant, 1 times not; the last, relevant, counts" in text
    assert "no passage answers: “thời tiết” (left out)" in text
    asked = questions.read(out / "questions.jsonl")
    assert [(q.id, q.text, q.kind, len(q.answers)) for q in asked] == [
        ("f0001", "đấu thầu", "feedback", 1),
        ("f0002", "mua sắm", "feedback", 1),
    ]
    assert [sorted(t.relevant.values()) for t in beir.dataset(beir.Folder(out)).topics] == [[0, 1], [1]]
    for arguments in (["--queries", out / "questions.jsonl", "--corpus", corpus], ["--beir", out]):
        measured = run("run", *arguments, "--modes", "hybrid", "--json", tmp_path / "figures.json")
        assert measured.exit_code == 0, measured.output
        rows = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["per_query"]
        assert rows[0]["rank"] == 1


def test_a_passage_that_was_cut_anew_is_found_by_its_words(judged, tmp_path):
    with ArchiveIndex.open(judged) as archive:
        stored = next(archive.catalog.all_passages())
    words = " ".join(stored.passage.text.split()[:12])
    old = Judgement("t", 1, "cũ", f"{stored.entry.id}.0-1", True, stored.entry.file, words)
    append(judged, old)
    append(judged, replace(old, query="mất", text="những lời không còn trong kho nữa"))
    append(judged, replace(old, query="tệp mất", file="gone.txt"))
    written = write(judged, tmp_path / "out")
    assert [found.query for found in written.lost] == ["mất", "tệp mất"]
    topics = {topic.question: topic for topic in beir.dataset(beir.Folder(tmp_path / "out")).topics}
    assert stored.id in topics["cũ"].relevant


def test_nothing_to_learn_from_is_a_sentence(index, tmp_path):
    folder = Path(shutil.copytree(index, tmp_path / "index"))
    done = run("feedback", "--index", folder, "--out", tmp_path / "out")
    assert (done.exit_code, "holds no judgement" in done.output) == (1, True)
    append(folder, Judgement("t", 1, "q", "x.0-1", False, "gone.txt", "không"))
    done = run("feedback", "--index", folder, "--out", tmp_path / "out")
    assert (done.exit_code, "none says that a passage answers" in " ".join(done.output.split())) == (1, True)
    assert run("feedback", "--index", tmp_path / "none", "--out", tmp_path / "out").exit_code == 1


def test_conflicts_are_those_of_one_question_and_one_passage():
    rows = [("q", "p", True), ("q", "r", False), ("s", "p", False), ("q", "p", False), ("q", "p", False)]
    made = [Judgement("t", 1, *row, "a.txt", "lời") for row in rows]
    (found,) = conflicts(made)
    assert (found.query, found.passage_id, found.yes, found.no, found.last) == ("q", "p", 1, 2, False)


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("một hai ba bốn năm sáu", (0, 22), "một hai ba bốn"),
        ("một hai ba bốn\nmột hai ba bốn năm", (15, 33), "hai ba bốn năm"),
        ("một hai ba bốn\nmột hai ba bốn", (15, 29), None),
        ("một hai", (0, 7), None),
        (" ".join(f"từ{n}" for n in range(30)), (0, 60), " ".join(f"từ{n}" for n in range(12))),
    ],
)
def test_a_phrase_stands_once_in_its_directive(text, span, expected):
    passage = Passage(*span, text[slice(*span)])
    directive = Directive("a.txt", Source(text, "txt"), Header(), (), (passage,))
    found = phrase(passage, directive)
    assert found == expected
    if found:
        assert qrels.relevant(found, directive) == [passage]
