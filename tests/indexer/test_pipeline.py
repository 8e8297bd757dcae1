"""The index mirrors the archive, and the report says what was done."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from indexer.discovery import discover
from indexer.domain import directive_id
from indexer.errors import IndexBroken, SourceError, Stopped
from indexer.index.archive_index import ArchiveIndex
from indexer.index.catalog import Catalog
from indexer.index.checking import check
from indexer.index.layout import Layout
from indexer.pipeline import Way, mirror, rebuild
from indexer.sandbox.bounds import Bounds


@pytest.fixture
def run(archive, embedder, tmp_path):
    """Index some paths (the archive, if none are named) into one index."""

    def index(*paths, progress=lambda *_: None):
        return mirror(list(paths) or [archive], tmp_path / "index", lambda: embedder, Way(progress))

    return index


def counts(report):
    refused = [(item["file"], item["code"]) for item in report.refused]
    return report.added, report.updated, report.removed, report.unchanged, refused, report.directives


def texts(folder):
    with ArchiveIndex.open(folder) as index:
        return {entry.file: index.catalog.directive(entry.id).text for entry in index.catalog.entries()}


def files_of(folder):
    """Every file of an index with its bytes and time; the lock is rewritten by whoever looks."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def test_new_files_are_added(run, tmp_path):
    report = run()
    assert counts(report) == (3, 0, 0, 0, [], 3)
    assert (report.version, report.passages) == (1, len(passages_of(tmp_path / "index")))
    assert sorted(texts(tmp_path / "index")) == ["2024/c.md", "a.txt", "b.txt"]


def passages_of(folder):
    with ArchiveIndex.open(folder) as index:
        assert index.lexical.keys.tolist() == index.vectors.keys.tolist()
        return [stored.id for stored in index.catalog.all_passages()]


def test_nothing_is_written_where_nothing_changed(run, tmp_path):
    first = run()
    before = files_of(tmp_path / "index")
    again = run()
    assert counts(again) == (0, 0, 0, 3, [], 3)
    assert (again.version, again.passages) == (first.version, first.passages)
    assert files_of(tmp_path / "index") == before


def test_a_changed_file_is_updated(run, archive, tmp_path):
    first = run()
    (archive / "a.txt").write_text("Đã đổi.", encoding="utf-8")
    report = run()
    assert counts(report) == (0, 1, 0, 2, [], 3)
    assert report.version == first.version + 1
    assert texts(tmp_path / "index")["a.txt"] == "Đã đổi."


def test_a_removed_file_leaves_the_index(run, archive, tmp_path):
    run()
    (archive / "b.txt").unlink()
    assert counts(run()) == (0, 0, 1, 2, [], 2)
    assert sorted(texts(tmp_path / "index")) == ["2024/c.md", "a.txt"]


def test_a_touched_file_with_the_same_bytes_is_unchanged(run, archive, tmp_path):
    first = run()
    os.utime(archive / "a.txt", ns=(5, 5))
    report = run()
    assert (counts(report), report.version) == ((0, 0, 0, 3, [], 3), first.version)
    with Catalog.open(Layout(tmp_path / "index").catalog, snapshot=True) as catalog:
        assert catalog.file("a.txt").modified_ns == 5


class Counting:
    """The bundled model, counting what it is asked to embed."""

    def __init__(self, model):
        self.model = model
        self.embedded = []

    def __getattr__(self, name):
        return getattr(self.model, name)

    def embed_passages(self, passages):
        self.embedded += passages
        return self.model.embed_passages(passages)


@pytest.fixture
def counted(archive, embedder, tmp_path):
    """Index the archive; what was embedded for it."""

    def index():
        model = Counting(embedder)
        report = mirror([archive], tmp_path / "index", lambda: model)
        return report, model.embedded

    return index


def vectors_of(folder, file):
    with ArchiveIndex.open(folder) as index:
        return index.catalog.embeddings.of(directive_id(file)).vectors.tolist()


MOVES = [
    ("a file is moved", [("a.txt", "2024/a.txt")], (0, 0, 0, 2), 1),
    ("a file is renamed", [("a.txt", "z.txt")], (0, 0, 0, 2), 1),
    ("a folder is renamed", [("2024", "2025")], (0, 0, 0, 2), 1),
    ("two files change places", [("a.txt", "t"), ("b.txt", "a.txt"), ("t", "b.txt")], (0, 2, 0, 1), 0),
    ("a file replaces another", [("a.txt", "b.txt")], (0, 0, 0, 1), 1),
]


@pytest.mark.parametrize(
    ("renamed", "expected", "moved"), [row[1:] for row in MOVES], ids=[row[0] for row in MOVES]
)
def test_what_is_moved_is_neither_read_nor_embedded(
    renamed, expected, moved, counted, archive, tmp_path, monkeypatch
):
    counted()
    before = set(texts(tmp_path / "index").values())
    for old, new in renamed:
        (archive / old).rename(archive / new)
    monkeypatch.setattr("indexer.sandbox.pool.shared", None)
    report, embedded = counted()
    assert embedded == []
    assert report.moved == moved
    there = {path.relative_to(archive).as_posix(): path for path in archive.rglob("*.*")}
    assert texts(tmp_path / "index") == {file: path.read_text(encoding="utf-8") for file, path in there.items()}
    assert set(texts(tmp_path / "index").values()) <= before
    assert check(tmp_path / "index") == []


def test_a_copy_of_a_file_is_not_embedded_again(counted, archive, tmp_path):
    counted()
    shutil.copy(archive / "a.txt", archive / "copy.txt")
    report, embedded = counted()
    assert (counts(report), report.moved, embedded) == ((1, 0, 0, 3, [], 4), 0, [])
    assert vectors_of(tmp_path / "index", "a.txt") == vectors_of(tmp_path / "index", "copy.txt")


def test_a_copy_under_another_ending_is_read(counted, archive):
    counted()
    shutil.copy(archive / "a.txt", archive / "copy.md")
    report, embedded = counted()
    assert (report.added, embedded) == (1, [])  # read, and found to say what is known


def test_passages_that_stay_keep_their_vectors(counted, archive, tmp_path):
    counted()
    before = vectors_of(tmp_path / "index", "a.txt")
    path = archive / "a.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Giao Phòng Kế hoạch", "Giao Văn phòng"), "utf-8")
    report, embedded = counted()
    assert report.updated == 1
    assert [text for text in embedded if "Văn phòng" in text] == embedded[-1:]
    assert not any("báo cáo" in text for text in embedded)
    after = vectors_of(tmp_path / "index", "a.txt")
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_another_subject_makes_other_vectors(counted, archive, tmp_path):
    counted()
    path = archive / "a.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Về việc đấu thầu", "Về việc mua sắm"), "utf-8")
    _, embedded = counted()
    assert any("báo cáo" in text for text in embedded)


def test_a_refused_file_is_read_again_only_once_it_changed(counted, archive, monkeypatch):
    (archive / "d.pdf").write_bytes(b"%PDF-1.7 cut")
    counted()
    with monkeypatch.context() as patched:
        patched.setattr("indexer.sandbox.pool.shared", None)
        report, _ = counted()
    assert counts(report) == (0, 0, 0, 3, [("d.pdf", "broken_file")], 3)


def test_a_file_that_is_too_large_is_not_opened(archive, embedder, tmp_path):
    with (archive / "d.txt").open("wb") as file:
        file.truncate(2 << 20)
    report = mirror([archive], tmp_path / "index", lambda: embedder, Way(bounds=Bounds(megabytes=1)))
    assert counts(report) == (3, 0, 0, 0, [("d.txt", "too_large")], 3)
    assert report.refused[0]["reason"] == "Tệp lớn 2 MB, quá giới hạn 1 MB."


def test_a_run_that_is_stopped_keeps_what_it_did_and_is_gone_on_with(archive, embedder, tmp_path):
    for n in range(40):
        (archive / f"{n:02}.txt").write_text(f"Văn bản thứ {n} về việc tiêm chủng.", encoding="utf-8")
    way = Way(lambda done, total, file: done == 5 and way.stop.set())
    first = mirror([archive], tmp_path / "index", lambda: embedder, way)
    assert first.directives == first.added >= 5
    assert first.pending == 43 - first.added > 0
    assert check(tmp_path / "index") == []
    second = mirror([archive], tmp_path / "index", lambda: embedder)
    assert (second.added, second.unchanged, second.pending) == (first.pending, first.added, 0)


def test_a_rebuild_takes_another_model_and_leaves_nothing_of_the_old(archive, embedder, other_model, tmp_path):
    mirror([archive], tmp_path / "index", lambda: embedder)
    (archive / "a.txt").unlink()
    with ArchiveIndex.open(tmp_path / "index") as before:
        report = rebuild([archive], tmp_path / "index", lambda: other_model)
        assert (report.added, report.directives) == (2, 2)
        assert not before.is_current()
        assert len(before.catalog.entries()) == 3  # a reader goes on
    with ArchiveIndex.open(tmp_path / "index") as after:
        assert after.model == other_model.fingerprint
        assert [entry.file for entry in after.catalog.entries()] == ["2024/c.md", "b.txt"]
        assert [one.number for one in after.layout.generations()] == [1, 2]  # until the new one has served
        after.generation.mark_served()
    mirror([archive], tmp_path / "index", lambda: other_model)
    assert [one.number for one in Layout(tmp_path / "index").generations()] == [2]
    assert check(tmp_path / "index") == []


def test_a_rebuild_that_is_stopped_changes_nothing(archive, embedder, tmp_path):
    mirror([archive], tmp_path / "index", lambda: embedder)
    before = files_of(tmp_path / "index")
    way = Way()
    way.stop.set()
    with pytest.raises(Stopped):
        rebuild([archive], tmp_path / "index", lambda: embedder, way)
    assert files_of(tmp_path / "index") == before


def test_a_rebuild_that_is_not_sound_changes_nothing(archive, embedder, other_model, tmp_path, monkeypatch):
    mirror([archive], tmp_path / "index", lambda: embedder)
    before = files_of(tmp_path / "index")
    monkeypatch.setattr("indexer.shown.normalised", lambda rows, _: np.asarray(rows))
    with pytest.raises(IndexBroken, match="chuẩn hoá"):
        rebuild([archive], tmp_path / "index", lambda: other_model)
    assert files_of(tmp_path / "index") == before


def test_an_archive_that_moved_as_a_whole_is_unchanged(run, archive, tmp_path):
    first = run()
    moved = archive.rename(tmp_path / "elsewhere")
    report = run(moved)
    assert (counts(report), report.version) == ((0, 0, 0, 3, [], 3), first.version)
    with Catalog.open(Layout(tmp_path / "index").catalog, snapshot=True) as catalog:
        assert catalog.file("a.txt").path == str(moved / "a.txt")


def test_a_refused_file_is_reported_and_the_others_are_indexed(run, archive):
    (archive / "d.pdf").write_bytes(b"")
    report = run()
    assert counts(report) == (3, 0, 0, 0, [("d.pdf", "empty_file")], 3)
    assert report.refused[0]["reason"] == "Tệp rỗng (0 byte)."
    again = run()
    assert counts(again) == (0, 0, 0, 3, [("d.pdf", "empty_file")], 3)
    assert again.version == report.version


def test_a_refused_file_that_was_mended_is_added(run, archive):
    (archive / "d.txt").write_bytes(b"")
    run()
    (archive / "d.txt").write_text("Một.", encoding="utf-8")
    assert counts(run()) == (1, 0, 0, 3, [], 4)


def test_an_indexed_file_that_broke_is_refused_and_leaves(run, archive, tmp_path):
    run()
    (archive / "a.txt").write_bytes(b"")
    assert counts(run()) == (0, 0, 1, 2, [("a.txt", "empty_file")], 2)
    assert "a.txt" not in texts(tmp_path / "index")


def test_a_refused_file_that_is_gone_is_forgotten(run, archive):
    (archive / "d.pdf").write_bytes(b"")
    run()
    (archive / "d.pdf").unlink()
    assert counts(run()) == (0, 0, 0, 3, [], 3)


def test_a_file_that_vanishes_meanwhile_stops_nothing(run, archive, monkeypatch):
    def discover_and_lose(paths):
        found = discover(paths)
        (archive / "b.txt").unlink()
        return found

    monkeypatch.setattr("indexer.pipeline.discover", discover_and_lose)
    report = run()
    assert (report.added, report.directives) == (2, 2)


def test_a_file_that_cannot_be_opened_is_refused(run):
    bytes_that_nobody_may_read = Path("/proc/self/mem")
    assert counts(run(bytes_that_nobody_may_read)) == (0, 0, 0, 0, [("mem", "unreadable")], 0)


def test_a_link_that_leads_out_of_the_archive_is_not_followed(run, archive, tmp_path):
    (tmp_path / "secret.txt").write_text("Số: 1/QĐ-UBND")
    (archive / "e.txt").symlink_to(tmp_path / "secret.txt")
    (archive / "f.txt").symlink_to(archive / "a.txt")
    assert counts(run()) == (4, 0, 0, 0, [("e.txt", "outside_archive")], 4)


def test_a_name_that_is_not_utf_8_is_refused_under_a_name_that_can_be_shown(run, archive):
    Path(os.fsdecode(os.fsencode(archive) + b"/v\xe3n.txt")).write_text("Công văn")
    assert counts(run()) == (3, 0, 0, 0, [("v\\xe3n.txt", "bad_name")], 3)


def test_hidden_files_locks_and_readmes_are_no_directives(archive):
    for name in (".hidden.txt", "~$a.docx", "README.md", "Readme.txt", "2024/README"):
        (archive / name).write_text("Không phải văn bản.", encoding="utf-8")
    (archive / ".git").mkdir()
    (archive / ".git" / "d.txt").write_text("Không phải văn bản.", encoding="utf-8")
    assert [found.file for found in discover([archive])] == ["2024/c.md", "a.txt", "b.txt"]


def test_several_folders_are_told_apart_by_their_names(archive, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Một.", encoding="utf-8")
    assert [found.file for found in discover([archive, other])] == [
        "archive/2024/c.md",
        "archive/a.txt",
        "archive/b.txt",
        "other/a.txt",
    ]


def test_folders_of_one_name_lose_no_file(archive, tmp_path):
    twin = tmp_path / "other" / "archive"
    twin.mkdir(parents=True)
    (twin / "a.txt").write_text("Một.", encoding="utf-8")
    assert {found.file: found.path for found in discover([archive, twin])} == {
        **{f"archive/{name}": archive / name for name in ("a.txt", "b.txt", "2024/c.md")},
        "other/archive/a.txt": twin / "a.txt",
    }


def test_files_of_one_name_lose_none(archive, tmp_path):
    (tmp_path / "a.txt").write_text("Một.", encoding="utf-8")
    found = discover([archive / "a.txt", tmp_path / "a.txt"])
    assert [item.file for item in found] == ["a.txt", "archive/a.txt"]


NAMES = [
    ("a file alone", ["2024/c.md"], ["c.md"]),
    ("files from what they have in common", ["2024/c.md", "a.txt"], ["2024/c.md", "a.txt"]),
    ("a folder and a file beside it", ["2024", "a.txt"], ["2024/c.md", "a.txt"]),
    ("a file that is named twice", ["a.txt", "."], ["2024/c.md", "a.txt", "b.txt"]),
]


@pytest.mark.parametrize(("paths", "expected"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES])
def test_how_files_are_named(paths, expected, archive):
    assert [found.file for found in discover([archive / path for path in paths])] == expected


MISSING = [
    ("a path that does not exist", ["gone"]),
    ("one of two", ["archive", "gone"]),
    ("an empty folder", ["empty"]),
]


@pytest.mark.parametrize("names", [row[1] for row in MISSING], ids=[row[0] for row in MISSING])
def test_where_nothing_can_be_read_nothing_is_changed(names, run, archive, tmp_path):
    (tmp_path / "empty").mkdir()
    run()
    before = files_of(tmp_path / "index")
    with pytest.raises(SourceError, match=names[-1]):
        run(*(tmp_path / name for name in names))
    assert files_of(tmp_path / "index") == before


def test_without_an_index_a_missing_path_makes_none(run, tmp_path):
    with pytest.raises(SourceError):
        run(tmp_path / "gone")
    assert not (tmp_path / "index").exists()


def test_a_folder_with_nothing_but_refused_files(run, tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.pdf").write_bytes(b"%PDF-1.7 cut")
    (tmp_path / "bad" / "b.xyz").write_bytes(b"abc")
    report = run(tmp_path / "bad")
    assert counts(report) == (0, 0, 0, 0, [("a.pdf", "broken_file"), ("b.xyz", "unsupported_format")], 0)
    assert passages_of(tmp_path / "index") == []
    assert check(tmp_path / "index") == []


def test_progress_is_told_after_each_file(run):
    told = []
    run(progress=lambda *step: told.append(step))
    assert told == [(1, 3, "2024/c.md"), (2, 3, "a.txt"), (3, 3, "b.txt")]


def test_a_text_that_is_all_header_is_still_found(run, archive, tmp_path):
    (archive / "d.txt").write_text("Số: 5/TB-SYT\n\nTHÔNG BÁO\nVề việc nghỉ lễ\n", encoding="utf-8")
    run()
    assert any(stored_id for stored_id in passages_of(tmp_path / "index"))
    with ArchiveIndex.open(tmp_path / "index") as index:
        (entry,) = [entry for entry in index.catalog.entries() if entry.file == "d.txt"]
        assert "nghỉ lễ" in " ".join(p.text for p in index.catalog.directive(entry.id).passages)
