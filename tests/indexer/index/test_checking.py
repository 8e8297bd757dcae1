"""Whatever is wrong with an index is named; what is derived is mended, what is not is put aside."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import IndexBroken, IndexMissing
from indexer.index.archive_index import ArchiveIndex
from indexer.index.checking import check
from indexer.index.layout import Layout
from indexer.index.mending import repair
from indexer.index.soundness import Part
from indexer.pipeline import mirror
from tests.indexer.index.damage import (
    cut_vectors,
    drop_derived,
    drop_lexical,
    drop_vectors,
    empty_lexical,
    shorten_lexical,
    sql,
    turn_vectors,
)


def files(folder):
    """What can be found, by file."""
    with ArchiveIndex.open(folder) as opened:
        found = [opened.fetch([key])[key].entry.file for key in opened.lexical.keys.tolist()]
        assert opened.vectors.keys.tolist() == opened.lexical.keys.tolist()
        return sorted(set(found))


DERIVED = [
    ("it is not there", drop_derived, "chưa có derived-1"),
    ("the vectors are cut off", cut_vectors, "chỉ mục vectơ"),
    ("the vectors are gone", drop_vectors, "chỉ mục vectơ"),
    ("the words are gone", drop_lexical, "chỉ mục từ vựng"),
    ("there are no words", empty_lexical, "chỉ mục từ vựng"),
    ("the words are those of one passage less", shorten_lexical, "không trùng"),
    ("the vectors are those of others", turn_vectors, "chỉ mục vectơ"),
]


@pytest.mark.parametrize(("spoil", "words"), [row[1:] for row in DERIVED], ids=[row[0] for row in DERIVED])
def test_damage_to_what_is_derived_is_named_and_mended(spoil, words, own):
    expected = files(own)
    spoil(own)
    (found,) = check(own)
    assert found.part is Part.DERIVED
    assert words in found.words
    repair(own)
    assert check(own) == []
    assert files(own) == expected


def vector(values):
    return np.asarray(values, dtype=np.float32).tobytes()


NINTH = "SELECT vector FROM passages WHERE id = 9"
INSIDE = [
    ("a passage is not verbatim", "UPDATE passages SET text = 'khác' WHERE id = 3", None, "không khớp"),
    ("a passage leaves the text", 'UPDATE passages SET "end" = 999999 WHERE id = 3', None, "không khớp"),
    ("a section leaves the text", 'UPDATE sections SET "end" = 999999 WHERE position = 0', None, "nằm ngoài"),
    ("a task begins before the text", "UPDATE assignments SET start = -1 WHERE position = 0", None, "nằm ngoài"),
    ("a reference ends before it begins", 'UPDATE citations SET "end" = 0 WHERE position = 1', None, "nằm ngoài"),
    ("a vector is not finite", "UPDATE passages SET vector = ? WHERE id = 3", np.nan, "hữu hạn"),
    ("a vector is too long", "UPDATE passages SET vector = ? WHERE id = 3", 0.5, "độ dài 1"),
    ("a vector is cut off", "UPDATE passages SET vector = x'0000803f' WHERE id = 3", None, "không đủ"),
]  # fmt: skip


def spoil(folder, statement, value, dimension):
    sql(folder, statement, *([] if value is None else [vector([value] * dimension)]))


@pytest.mark.parametrize(
    ("statement", "value", "words"), [row[1:] for row in INSIDE], ids=[row[0] for row in INSIDE]
)
def test_a_directive_that_is_not_sound_is_named_and_put_aside(statement, value, words, own, embedder, corpus):
    everything = files(own)
    spoil(own, statement, value, embedder.fingerprint.dimension)
    found = [breach for breach in check(own) if breach.part is Part.DIRECTIVE]
    assert all(words in breach.words and breach.file in breach.words for breach in found)
    broken = sorted({breach.file for breach in found})
    assert broken

    mended = repair(own)
    assert sorted(mended.directives) == broken
    assert check(own) == []
    assert files(own) == [file for file in everything if file not in broken]
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in Layout(own).quarantine.iterdir()]
    assert sorted(item["file"] for item in kept) == broken

    report = mirror([corpus], own, lambda: embedder)
    assert (report.added, report.refused, files(own)) == (len(broken), [], everything)


def test_what_is_derived_anew_without_a_directive_is_of_nothing_broken(own):
    turn_vectors(own)
    sql(own, "UPDATE passages SET text = 'khác' WHERE id = 3")
    assert {breach.part for breach in check(own)} == {Part.DIRECTIVE, Part.DERIVED}
    assert len(repair(own).directives) == 1
    assert check(own) == []


def test_a_vector_that_is_another_s_is_named(own):
    sql(own, f"UPDATE passages SET vector = ({NINTH}) WHERE id = 3")
    assert [breach.words for breach in check(own)] == ["chỉ mục vectơ: có vectơ khác với danh mục"]


def test_a_catalog_that_contradicts_itself_is_put_aside_as_a_whole(own, corpus, embedder):
    sql(own, "DELETE FROM files")
    assert {breach.part for breach in check(own)} == {Part.CATALOG}
    mended = repair(own)
    assert mended.version is None
    with pytest.raises(IndexMissing):
        ArchiveIndex.open(own)
    (aside,) = Layout(own).quarantine.iterdir()
    with sqlite3.connect(aside / "catalog.sqlite") as kept:
        assert kept.execute("SELECT count(*) FROM directives").fetchone() == (5,)
    kept.close()
    assert mirror([corpus], own, lambda: embedder).added == 5


@pytest.mark.parametrize("data", [b"", b"garbage", b"SQLite format 3\x00"], ids=["empty", "garbage", "cut off"])
def test_a_catalog_that_cannot_be_read_gives_way_to_the_generation_before(data, own, corpus, embedder):
    layout, before = Layout(own), files(own)
    sound = layout.current()
    spoilt = layout.begin()
    shutil.copytree(sound.folder, spoilt.folder, dirs_exist_ok=True)
    layout.switch(spoilt)
    spoilt.catalog.write_bytes(data)
    mended = repair(own)
    assert (mended.version, layout.current()) == (1, sound)
    assert files(own) == before


def test_a_catalog_with_a_spoilt_page_is_not_called_sound(own):
    path = Layout(own).catalog
    data = bytearray(path.read_bytes())
    data[8192:-8192] = bytes(len(data) - 16384)
    path.write_bytes(data)
    try:
        found = check(own)
    except IndexBroken:
        return
    assert found


def test_what_belongs_to_nothing_is_named_and_put_aside(own):
    generation = Layout(own).current()
    (own / "catalog.sqlite").touch()
    (generation.folder / "derived-9").mkdir()
    (own / "notes.txt").write_text("not ours")
    assert sorted(breach.file for breach in check(own)) == ["catalog.sqlite", "generation-1/derived-9"]
    assert len(repair(own).moved) == 2
    assert check(own) == []
    assert (own / "notes.txt").exists()


def test_what_a_crash_leaves_is_no_breach_and_swept(own, corpus, embedder):
    generation = Layout(own).current()
    for left in (
        own / ".restore-x",
        own / "generation-2",
        generation.folder / ".derived-2.99",
        generation.derived(0),
    ):
        left.mkdir()
        (left / "part").touch()
    assert check(own) == []
    mirror([corpus], own, lambda: embedder)
    assert sorted(path.name for path in own.iterdir()) == ["current", "generation-1", "lock"]
    assert sorted(path.name for path in generation.folder.iterdir()) == ["catalog.sqlite", "derived-1.3"]


@pytest.fixture
def two(tmp_path, embedder) -> Path:
    """An index of two files that a test may change."""
    (tmp_path / "archive").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "archive" / name).write_text(f"Một văn bản tên {name}.", encoding="utf-8")
    mirror([tmp_path / "archive"], tmp_path / "two", lambda: embedder)
    return tmp_path / "two"


def test_source_files_that_are_not_as_they_were_are_named(two):
    archive = two.parent / "archive"
    assert check(two) == []
    (archive / "a.txt").write_text("Đã đổi.", encoding="utf-8")
    (archive / "b.txt").unlink()
    assert [(breach.part, breach.file) for breach in check(two)] == [
        (Part.SOURCE, "a.txt"),
        (Part.SOURCE, "b.txt"),
    ]
    assert check(two, sources=False) == []
