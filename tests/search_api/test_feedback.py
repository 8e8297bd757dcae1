"""Judgements of results: kept beside the index, whole or not at all, whoever writes at the same time."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.index.checking import check
from indexer.index.mending import repair
from indexer.pipeline import mirror
from search_api import feedback
from search_api.app import create
from search_api.feedback import FILE, FeedbackUnavailable, Judgement, append, forget, read
from search_api.service import Service

QUESTION = "nhiệm vụ giao Phòng Nghiệp vụ về đấu thầu"
MADE = Judgement("2024-01-02T03:04:05.000+00:00", 1, "đấu thầu", "d.0-5", True, "a.txt", "đấu thầu thuốc")


@pytest.fixture
def folder(index, tmp_path) -> Path:
    return Path(shutil.copytree(index, tmp_path / "index"))


@pytest.fixture
def client(folder, embedder):
    with TestClient(create(Service(folder, embedder)), raise_server_exceptions=False) as client:
        yield client


def first_hit(client):
    return client.post("/api/search", json={"query": QUESTION, "top_k": 1}).json()["hits"][0]


def test_a_judgement_is_answered_and_kept_with_what_was_judged(client, folder):
    hit = first_hit(client)
    answer = client.post(
        "/api/feedback", json={"query": f"  {QUESTION} ", "passage_id": hit["passage"]["id"], "relevant": True}
    )
    assert answer.status_code == 200, answer.text
    assert {name: answer.json()[name] for name in ("query", "passage_id", "relevant")} == {
        "query": QUESTION,
        "passage_id": hit["passage"]["id"],
        "relevant": True,
    }
    (kept,), unreadable = read(folder)
    assert (kept.query, kept.relevant, kept.version, unreadable) == (QUESTION, True, answer.json()["version"], 0)
    assert (kept.file, kept.text) == (hit["citation"]["file"], hit["passage"]["text"])
    assert kept.time.endswith("+00:00")


@pytest.mark.parametrize("id", ["no-such.0-5", "", "x", "{id}x", "../../etc/passwd.0-1"])
def test_an_unknown_passage_is_not_found(id, client, folder):
    body = {"query": "a", "passage_id": id.format(id=first_hit(client)["passage"]["id"]), "relevant": True}
    answer = client.post("/api/feedback", json=body)
    assert answer.status_code == (404 if id else 422)
    assert set(answer.json()) == {"error"}
    assert set(answer.json()["error"]) == {"code", "message", "details"}
    assert not (folder / FILE).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"query": ""},
        {"query": "   "},
        {"query": "?!"},
        {"query": "x" * 1001},
        {"query": 5},
        {"relevant": "yes"},
        {"relevant": 1},
        {"relevant": None},
        {"passage_id": "x" * 201},
        {"passage_id": None},
        {"extra": 1},
    ],
)
def test_a_bad_body_is_refused_and_nothing_is_kept(change, client, folder):
    body = {"query": "đấu thầu", "passage_id": first_hit(client)["passage"]["id"], "relevant": True}
    answer = client.post("/api/feedback", json=body | change)
    assert answer.status_code == 422, answer.text
    assert set(answer.json()["error"]) == {"code", "message", "details"}
    assert not (folder / FILE).exists()


def test_half_a_character_in_a_question_is_no_failure_of_the_server(client):
    body = json.dumps({"query": "đấu thầu \ud800", "passage_id": "x.0-1", "relevant": True})
    answer = client.post("/api/feedback", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (404, 422)


def test_judgements_outlive_indexing_repairing_and_checking(client, folder, corpus, embedder, tmp_path):
    client.post(
        "/api/feedback",
        json={"query": QUESTION, "passage_id": first_hit(client)["passage"]["id"], "relevant": False},
    )
    kept = (folder / FILE).read_bytes()
    files = tmp_path / "files"
    shutil.copytree(corpus, files)
    (files / "moi.txt").write_text("KẾ HOẠCH\n\n1. Giao Sở Y tế chủ trì.\n", encoding="utf-8")
    mirror([files], folder, lambda: embedder)
    repair(folder)
    assert check(folder) == []
    assert (folder / FILE).read_bytes() == kept


def write_many(folder: Path, name: str) -> None:
    for number in range(50):
        append(folder, Judgement("t", 1, f"{name}{number}", "d.0-5", True, "a.txt", "đấu thầu " * 400))


def test_writers_in_several_processes_keep_whole_lines(tmp_path):
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(write_many, [tmp_path] * 4, "abcd"))
    kept, unreadable = read(tmp_path)
    assert unreadable == 0
    assert sorted(judgement.query for judgement in kept) == sorted(f"{n}{i}" for n in "abcd" for i in range(50))


def test_after_a_power_cut_the_next_line_begins_anew(tmp_path):
    append(tmp_path, MADE)
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"time": "2024')
    append(tmp_path, MADE)
    assert read(tmp_path) == ([MADE, MADE], 1)


def test_a_line_that_cannot_be_written_whole_leaves_nothing(tmp_path, monkeypatch):
    append(tmp_path, MADE)
    before = (tmp_path / FILE).read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(feedback.os, "fsync", full)
    with pytest.raises(FeedbackUnavailable, match="No space left on device"):
        append(tmp_path, MADE)
    assert (tmp_path / FILE).read_bytes() == before


def test_the_file_has_a_largest_size(client, folder, monkeypatch):
    monkeypatch.setattr(feedback, "LARGEST", 100)
    body = {"query": QUESTION, "passage_id": first_hit(client)["passage"]["id"], "relevant": True}
    answer = client.post("/api/feedback", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (507, "feedback_unavailable")
    assert read(folder) == ([], 0)


@pytest.mark.parametrize("line", ["[]", "{}", '{"time": 1}', "null", "\udcff"])
def test_a_line_that_is_no_judgement_is_counted(line, tmp_path):
    (tmp_path / FILE).write_bytes(line.encode("utf-8", "surrogateescape") + b"\n")
    assert read(tmp_path) == ([], 1)


def test_an_archive_without_judgements_has_none(tmp_path):
    assert read(tmp_path) == ([], 0)


def test_judgements_of_a_file_that_became_secret_are_forgotten(tmp_path: Path) -> None:
    kept = [
        Judgement("2024", 1, f"câu {n}", f"p{n}", True, file, f"chữ của {file}") for n, file in enumerate("aba")
    ]
    for judgement in kept:
        append(tmp_path, judgement)
    size = (tmp_path / FILE).stat().st_size
    assert forget(tmp_path, {"a"}) == 2
    assert read(tmp_path) == ([kept[1]], 0)
    assert (tmp_path / FILE).stat().st_size == size
    append(tmp_path, kept[2])
    assert read(tmp_path) == ([kept[1], kept[2]], 0)
    assert forget(tmp_path / "nowhere", {"a"}) == 0
