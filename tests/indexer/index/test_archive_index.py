"""One version at a time, whole or not at all, whatever breaks in between."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from indexer.embed import Fingerprint
from indexer.errors import IndexBroken, IndexBusy, IndexMismatch, IndexMissing
from indexer.index import derived as deriving
from indexer.index.archive_index import ArchiveIndex
from indexer.index.checking import check
from indexer.index.layout import Layout
from indexer.index.mending import repair
from indexer.index.writer import IndexWriter
from indexer.pipeline import mirror
from tests.indexer.index.damage import cut_vectors, derived, drop_lexical, drop_vectors, sql


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def answers(folder, embedder):
    """What the index says to one question, by vectors, and how many passages it holds in words."""
    with ArchiveIndex.open(folder) as opened:
        (vector,) = embedder.embed_queries(["đấu thầu thuốc"])
        keys, _ = opened.vectors.search(vector, 3)
        texts = [stored.passage.text for stored in opened.fetch(keys.tolist()).values()]
        return sorted(texts), len(opened.lexical.keys)


class OtherModel:
    """A model of another fingerprint; it must not be asked for anything."""

    fingerprint = Fingerprint("khác", "0" * 32, 7, "", "")
    max_tokens = None


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


def test_another_model_changes_nothing(own, tmp_path):
    before = contents(own)
    (tmp_path / "a.txt").write_text("Một.", encoding="utf-8")
    with pytest.raises(IndexMismatch, match="bundled") as refused:
        mirror([tmp_path / "a.txt"], own, OtherModel)
    assert refused.value.details == {"index_model": "bundled", "model": "khác"}
    assert contents(own) | {"lock": b""} == before | {"lock": b""}


def test_an_index_of_another_format_changes_nothing(own, corpus, embedder):
    sql(own, "UPDATE meta SET value = '99' WHERE key = 'format'")
    before = contents(own)
    for ask in (ArchiveIndex.open, check, lambda folder: mirror([corpus], folder, lambda: embedder)):
        with pytest.raises(IndexMismatch, match="99"):
            ask(own)
    assert contents(own) | {"lock": b""} == before | {"lock": b""}


HOLD = """
import sys, time
from pathlib import Path
from indexer.index.layout import Layout, locked
with locked(Layout(Path(sys.argv[1]))):
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
    assert repair(own).version == 1  # the lock went with its holder


@pytest.mark.parametrize("data", [b"", b"garbage", b"SQLite format 3\x00"], ids=["empty", "garbage", "cut off"])
def test_a_catalog_that_cannot_be_read_is_broken(data, own):
    Layout(own).catalog.write_bytes(data)
    for ask in (ArchiveIndex.open, check):
        with pytest.raises(IndexBroken, match="tracuu repair"):
            ask(own)


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
    assert [path.name for path in Layout(own).current().folder.glob("derived-*")] == ["derived-2.3"]


def test_a_version_is_seen_though_a_file_system_is_too_slow_to_give_it_a_time_of_its_own(own):
    with ArchiveIndex.open(own) as opened:
        folder, now = opened.generation.folder, time.time_ns()
        for changed, is_looked_at_again in ((now, True), (now - 10**9, False)):
            os.utime(folder, ns=(changed, changed))
            assert opened.is_current()
            newer = opened.generation.derived(opened.version + 1)
            newer.mkdir()
            os.utime(folder, ns=(changed, changed))
            assert opened.is_current() is not is_looked_at_again
            os.utime(folder)
            assert not opened.is_current()
            newer.rmdir()


def test_another_generation_in_use_is_seen_at_once(own):
    with ArchiveIndex.open(own) as opened:
        os.utime(opened.generation.folder, ns=(0, 0))
        assert opened.is_current()
        opened.layout.switch(opened.layout.begin())
        assert not opened.is_current()


def test_what_is_derived_and_missing_is_built_without_a_model(own, embedder, monkeypatch):
    expected = answers(own, embedder)
    shutil.rmtree(derived(own))
    monkeypatch.setattr("indexer.embed.load", None)
    assert answers(own, embedder) == expected
    assert check(own) == []


def test_what_an_older_program_derived_is_derived_anew(own, embedder):
    expected = answers(own, embedder)
    derived(own).rename(derived(own).with_name("derived-1"))
    assert answers(own, embedder) == expected
    assert [path.name for path in Layout(own).current().folder.glob("derived-*")] == ["derived-1.3"]


def test_deriving_may_take_longer_than_waiting_for_others(own, embedder, monkeypatch):
    expected = answers(own, embedder)
    shutil.rmtree(derived(own))
    monkeypatch.setattr("indexer.index.archive_index._PATIENCE", 0.0)
    assert answers(own, embedder) == expected


def crash(*_):
    raise KeyboardInterrupt


def test_a_crash_between_catalog_and_derived_loses_nothing(own, embedder, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Đấu thầu thuốc.", encoding="utf-8")
    with (
        monkeypatch.context() as patched,
        pytest.raises(KeyboardInterrupt),
        IndexWriter.open(own, lambda: embedder) as writer,
    ):
        patched.setattr(deriving, "catch_up", crash)
        writer.write([], writer.catalog.files())
    assert [path.name for path in Layout(own).current().folder.glob("derived-*")] == ["derived-1.3"]
    assert answers(own, embedder) == ([], 0)
    assert [path.name for path in Layout(own).current().folder.glob("*derived-*")] == ["derived-2.3"]


def test_where_the_disk_is_full_a_reader_derives_aside_and_leaves_nothing(own, embedder, monkeypatch):
    expected = answers(own, embedder)
    shutil.rmtree(derived(own))

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(deriving, "sync_all", full)
        assert answers(own, embedder) == expected
    assert list(Layout(own).current().folder.glob("*derived-*")) == []
    assert answers(own, embedder) == expected
    assert check(own) == []


@pytest.mark.parametrize("spoil", [cut_vectors, drop_vectors, drop_lexical])
def test_a_broken_part_is_not_served(spoil, own):
    spoil(own)
    with pytest.raises(IndexBroken, match="tracuu repair"):
        ArchiveIndex.open(own)


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
        if Layout(folder).exists:
            with ArchiveIndex.open(folder) as opened:
                held = [stored.key for stored in opened.catalog.all_passages()]
                assert opened.lexical.keys.tolist() == opened.vectors.keys.tolist() == held
            assert check(folder) == []
    report = mirror([corpus], folder, lambda: embedder)
    assert (report.directives, report.refused, check(folder)) == (5, [], [])


def test_a_writer_that_fails_keeps_what_it_committed(own, embedder):
    with pytest.raises(RuntimeError, match="hết điện"), IndexWriter.open(own, lambda: embedder) as writer:
        first = next(iter(writer.catalog.files()))
        writer.write([], [first])
        raise RuntimeError("hết điện")
    with ArchiveIndex.open(own) as opened:
        assert opened.catalog.counts()["directives"] == 4
    assert check(own) == []
