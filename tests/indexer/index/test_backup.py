"""A backup holds one version of an index, and gives back exactly that."""

from __future__ import annotations

import threading
import zipfile

import pytest

from indexer.errors import BackupBroken, IndexMissing
from indexer.index.archive_index import ArchiveIndex
from indexer.index.backup import back_up, restore
from indexer.index.checking import check
from indexer.index.layout import Layout
from indexer.pipeline import mirror


def held(folder):
    """All that an index says."""
    with ArchiveIndex.open(folder) as index:
        assert index.lexical.keys.tolist() == index.vectors.keys.tolist()
        return [index.catalog.directive(entry.id) for entry in index.catalog.entries()]


def test_what_was_kept_comes_back(own, tmp_path):
    (own / "feedback.jsonl").write_text("{}\n")
    kept = back_up(own, tmp_path / "kept.zip")
    assert (kept.version, kept.directives) == (1, 5)
    assert restore(tmp_path / "kept.zip", tmp_path / "new") == kept
    assert held(tmp_path / "new") == held(own)
    assert check(tmp_path / "new") == []
    assert (tmp_path / "new" / "feedback.jsonl").read_text() == "{}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "kept.zip", "new"]


def test_an_index_in_use_is_replaced_at_once_and_its_reader_goes_on(own, tmp_path, embedder):
    back_up(own, tmp_path / "kept.zip")
    before = held(own)
    (tmp_path / "a.txt").write_text("Một.", encoding="utf-8")
    mirror([tmp_path / "a.txt"], own, lambda: embedder)
    with ArchiveIndex.open(own) as reader:
        restore(tmp_path / "kept.zip", own)
        assert not reader.is_current()
        assert [entry.file for entry in reader.catalog.entries()] == ["a.txt"]
    assert held(own) == before


def test_a_backup_while_the_index_is_written_holds_one_version(tmp_path, embedder):
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "0.txt").write_text("Văn bản số 0.", encoding="utf-8")
    mirror([archive], tmp_path / "index", lambda: embedder)

    def grow():
        for n in range(1, 6):
            (archive / f"{n}.txt").write_text(f"Văn bản số {n}.", encoding="utf-8")
            mirror([archive], tmp_path / "index", lambda: embedder)

    writer = threading.Thread(target=grow)
    writer.start()
    made = 0
    while writer.is_alive():
        kept = back_up(tmp_path / "index", tmp_path / "kept.zip")
        restore(tmp_path / "kept.zip", tmp_path / f"new{made}")
        assert len(held(tmp_path / f"new{made}")) == kept.directives == kept.version
        made += 1
    writer.join()
    assert made > 0


def spoil_a_byte(path):
    """One byte of the catalog, with a zip's own sums in order."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: bytearray(packed.read(name)) for name in packed.namelist()}
    parts["catalog.sqlite"][5000] ^= 1
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, bytes(data))


def leave_out_the_note(path):
    with zipfile.ZipFile(path) as packed:
        data = packed.read("catalog.sqlite")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("catalog.sqlite", data)


def climb(path):
    """A name that leads out of the folder."""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("../catalog.sqlite", b"x")
        packed.writestr("backup.json", '{"files": {"catalog.sqlite": "", "../catalog.sqlite": ""}}')


SPOILT = [
    ("cut off", lambda path: path.write_bytes(path.read_bytes()[:-1000])),
    ("a byte is another", spoil_a_byte),
    ("no backup", lambda path: path.write_bytes(b"x")),
    ("without its note", leave_out_the_note),
    ("with names that lead out", climb),
]


@pytest.mark.parametrize("spoil", [row[1] for row in SPOILT], ids=[row[0] for row in SPOILT])
def test_what_is_no_whole_backup_changes_nothing(spoil, own, tmp_path):
    back_up(own, tmp_path / "kept.zip")
    before = held(own)
    spoil(tmp_path / "kept.zip")
    with pytest.raises(BackupBroken, match=r"kept\.zip"):
        restore(tmp_path / "kept.zip", own)
    assert held(own) == before
    assert [one.number for one in Layout(own).generations()] == [1]
    assert check(own) == []


def test_where_there_is_no_index_there_is_no_backup(tmp_path):
    with pytest.raises(IndexMissing):
        back_up(tmp_path, tmp_path / "kept.zip")
    assert list(tmp_path.iterdir()) == []
