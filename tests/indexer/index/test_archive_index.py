"""One version at a time, whole or not at all, whatever breaks in between."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import numpy as np
import pytest

from indexer.embed import Fingerprint
from indexer.errors import IndexBroken, IndexBusy, IndexMismatch, IndexMissing
from indexer.index import archive_index
from indexer.index.archive_index import ArchiveIndex, IndexWriter, check, repair
from indexer.pipeline import mirror


@pytest.fixture
def own(index, tmp_path):
    """A copy of the index of the five directives, without the traces of other tests that have it open."""
    return shutil.copytree(index, tmp_path / "index", ignore=shutil.ignore_patterns("*-wal", "*-shm"))


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def answers(folder, embedder):
    """What the index says to one question, by vectors, and how many passages it holds in words."""
    with ArchiveIndex.open(folder) as opened:
        (vector,) = embedder.embed_queries(["đấu thầu thuốc"])
        keys, _ = opened.vectors.search(vector, 3)
        texts = [stored.passage.text for stored in opened.catalog.passages(keys.tolist()).values()]
        return sorted(texts), len(opened.lexical.keys)


class OtherModel:
    """A model of another fingerprint; it must not be asked for anything."""

    fingerprint = Fingerprint("khác", "0" * 32, 7, "", "")
    max_tokens = None


def derived(folder):
    (found,) = folder.glob("derived-*")
    return found


def test_an_index_holds_the_same_passages_in_all_its_parts(index):
    with ArchiveIndex.open(index) as opened:
        keys = [stored.key for stored in opened.catalog.all_passages()]
        assert opened.lexical.keys.tolist() == opened.vectors.keys.tolist() == keys
        assert opened.is_current()
    assert check(index) == []


def test_where_there_is_no_index_it_is_missing(tmp_path):
    for ask in (ArchiveIndex.open, check, repair):
        with pytest.raises(IndexMissing, match="tracuu index"):
            ask(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_another_model_changes_nothing(own, corpus):
    before = contents(own)
    with pytest.raises(IndexMismatch, match="bundled") as refused:
        mirror([corpus], own, OtherModel)
    assert refused.value.details == {"index_model": "bundled", "model": "khác"}
    assert contents(own) | {"lock": b""} == before | {"lock": b""}


def test_an_index_of_another_format_changes_nothing(own, corpus, embedder):
    sql(own, "UPDATE meta SET value = '99' WHERE key = 'format'")
    before = contents(own)
    for ask in (ArchiveIndex.open, check, lambda folder: mirror([corpus], folder, lambda: embedder)):
        with pytest.raises(IndexMismatch, match="99"):
            ask(own)
    assert contents(own) | {"lock": b""} == before | {"lock": b""}


def sql(folder, statement, *values):
    connection = sqlite3.connect(folder / "catalog.sqlite")
    with connection:
        connection.execute(statement, values)
    connection.close()


HOLD = """
import sys, time
from pathlib import Path
from indexer.index.archive_index import Layout, _locked
with _locked(Layout(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_told_who_is_writing(own, corpus, embedder):
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(own)], stdout=subprocess.PIPE, text=True)
    with holder:
        try:
            assert holder.stdout.readline() == "held\n"
            for ask in (repair, lambda folder: mirror([corpus], folder, lambda: embedder)):
                with pytest.raises(IndexBusy, match=str(holder.pid)) as refused:
                    ask(own)
                assert refused.value.details == {"pid": str(holder.pid)}
            assert answers(own, embedder)[1] > 0  # readers do not wait
        finally:
            holder.kill()
    assert repair(own) == 1  # the lock went with its holder


@pytest.mark.parametrize("data", [b"", b"garbage", b"SQLite format 3\x00"], ids=["empty", "garbage", "cut off"])
def test_a_catalog_that_cannot_be_read_is_broken(data, own):
    (own / "catalog.sqlite").write_bytes(data)
    for ask in (ArchiveIndex.open, check, repair):
        with pytest.raises(IndexBroken):
            ask(own)


def test_a_catalog_with_a_spoilt_page_is_named_and_not_served_as_sound(own):
    data = bytearray((own / "catalog.sqlite").read_bytes())
    data[8192:-8192] = bytes(len(data) - 16384)
    (own / "catalog.sqlite").write_bytes(data)
    try:
        found = check(own)
    except IndexBroken:
        return
    assert found


def test_a_reader_keeps_its_version_through_a_commit(own, embedder, tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.txt").write_text("Một.", encoding="utf-8")
    with ArchiveIndex.open(own) as before:
        held = before.catalog.counts()
        mirror([tmp_path / "one"], own, lambda: embedder)
        assert before.catalog.counts() == held
        assert len(before.lexical.keys) == len(before.vectors.keys) == held["passages"]
        assert not before.is_current()
    with ArchiveIndex.open(own) as after:
        assert (after.version, after.catalog.counts()["directives"]) == (before.version + 1, 1)
        assert after.is_current()
    assert [path.name for path in own.glob("derived-*")] == ["derived-2"]


def test_what_is_derived_and_missing_is_built_without_a_model(own, embedder, monkeypatch):
    expected = answers(own, embedder)
    shutil.rmtree(derived(own))
    monkeypatch.setattr("indexer.embed.load", None)
    assert answers(own, embedder) == expected
    assert check(own) == []


def test_a_crash_between_catalog_and_derived_loses_nothing(own, embedder, tmp_path, monkeypatch):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.txt").write_text("Đấu thầu thuốc.", encoding="utf-8")

    def crash(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(archive_index, "_derive", crash)
        mirror([tmp_path / "one"], own, lambda: embedder)
    assert [path.name for path in own.glob("derived-*")] == ["derived-1"]
    assert answers(own, embedder) == (["Đấu thầu thuốc."], 1)
    assert [path.name for path in own.glob("*derived-*")] == ["derived-2"]


def test_a_crash_while_building_leaves_nothing_half_built(own, embedder, monkeypatch):
    expected = answers(own, embedder)
    shutil.rmtree(derived(own))

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr(archive_index, "_sync", full)
        ArchiveIndex.open(own)
    assert list(own.glob("*derived-*")) == []
    assert answers(own, embedder) == expected


def drop_derived(folder):
    shutil.rmtree(derived(folder))


def cut_vectors(folder):
    path = derived(folder) / "vectors.faiss"
    path.write_bytes(path.read_bytes()[:-100])


def drop_vectors(folder):
    (derived(folder) / "vectors.faiss").unlink()


def drop_lexical(folder):
    shutil.rmtree(derived(folder) / "lexical")


def empty_lexical(folder):
    from indexer.index.lexical import LexicalIndex

    drop_lexical(folder)
    LexicalIndex.build(derived(folder), [])


def turn_vectors(folder):
    """The vectors of two passages change places: each is sound, both are wrong."""
    from indexer.index.vectors import VectorIndex

    held = VectorIndex.open(derived(folder))
    rows = held._index.reconstruct_batch(held.keys)
    VectorIndex.build(derived(folder), held.keys, np.roll(rows, 1, axis=0))


DERIVED = [
    ("it is not there", drop_derived, "chưa có derived-1"),
    ("the vectors are cut off", cut_vectors, "chỉ mục vectơ"),
    ("the vectors are gone", drop_vectors, "chỉ mục vectơ"),
    ("the words are gone", drop_lexical, "chỉ mục từ vựng"),
    ("there are no words", empty_lexical, "chỉ mục từ vựng"),
    ("the vectors are those of others", turn_vectors, "chỉ mục vectơ"),
]


@pytest.mark.parametrize(("spoil", "words"), [row[1:] for row in DERIVED], ids=[row[0] for row in DERIVED])
def test_damage_to_what_is_derived_is_named_and_mended(spoil, words, own, embedder):
    expected = answers(own, embedder)
    spoil(own)
    (found,) = check(own)
    assert words in found
    repair(own)
    assert check(own) == []
    assert answers(own, embedder) == expected


@pytest.mark.parametrize("spoil", [cut_vectors, drop_vectors, drop_lexical])
def test_a_broken_part_is_not_served(spoil, own):
    spoil(own)
    with pytest.raises(IndexBroken, match="tracuu repair"):
        ArchiveIndex.open(own)


def vector(values):
    return np.asarray(values, dtype=np.float32).tobytes()


NINTH = "SELECT vector FROM passages WHERE id = 9"
CATALOG = [
    ("a passage is not verbatim", "UPDATE passages SET text = 'khác' WHERE id = 3", (), "không khớp"),
    ("a vector is not finite", "UPDATE passages SET vector = ? WHERE id = 3", np.nan, "hữu hạn"),
    ("a vector is too long", "UPDATE passages SET vector = ? WHERE id = 3", 0.5, "độ dài 1"),
    ("a vector is cut off", "UPDATE passages SET vector = x'0000803f' WHERE id = 3", (), "danh mục"),
    ("a vector is another's", f"UPDATE passages SET vector = ({NINTH}) WHERE id = 3", (), "vectơ"),
    ("directives have no file", "DELETE FROM files", (), "danh mục"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "value", "words"), [row[1:] for row in CATALOG], ids=[row[0] for row in CATALOG]
)
def test_damage_to_the_catalog_is_named(statement, value, words, own, embedder):
    dimension = embedder.fingerprint.dimension
    sql(own, statement, *([vector([value] * dimension)] if value != () else []))
    assert any(words in breach for breach in check(own))


INDEX = """
import sys
from pathlib import Path
from indexer import embed, models, pipeline
from indexer.settings import Settings
pipeline._BATCH = 8  # many commits
model = embed.load(models.find("bundled", Settings()))
print("ready", flush=True)
pipeline.mirror([Path(sys.argv[1])], Path(sys.argv[2]), lambda: model)
"""


def test_a_writer_killed_at_any_instant_leaves_a_sound_index(corpus, embedder, tmp_path):
    instants = random.Random(5)
    folder = tmp_path / "index"
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", INDEX, str(corpus), str(folder)], stdout=subprocess.PIPE, text=True
        )
        with writer:
            assert writer.stdout.readline() == "ready\n"
            time.sleep(instants.uniform(0.01, 0.15))
            os.kill(writer.pid, signal.SIGKILL)
        if (folder / "catalog.sqlite").exists():
            with ArchiveIndex.open(folder) as opened:
                held = [stored.key for stored in opened.catalog.all_passages()]
                assert opened.lexical.keys.tolist() == opened.vectors.keys.tolist() == held
            assert check(folder) == []
    report = mirror([corpus], folder, lambda: embedder)
    assert (report.directives, report.refused, check(folder)) == (5, [], [])


def test_a_writer_that_fails_keeps_what_it_committed(own, embedder):
    with pytest.raises(RuntimeError, match="hết điện"), IndexWriter.open(own, embedder) as writer:
        first = next(iter(writer.catalog.files()))
        writer.write([], [first])
        raise RuntimeError("hết điện")
    with ArchiveIndex.open(own) as opened:
        assert opened.catalog.counts()["directives"] == 4
    assert check(own) == []
