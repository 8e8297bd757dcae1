"""A reader's index is as if the archive held nothing but what the reader may see."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from indexer.access import NOBODY
from indexer.domain import directive_id
from indexer.errors import NotFound
from indexer.index.archive_index import ArchiveIndex
from indexer.index.bm25 import FieldWeights, Term
from indexer.index.catalog import Catalog
from indexer.index.checking import check
from indexer.index.clearance import _SHOWN, EVERYTHING, Clearance
from indexer.index.layout import Layout
from indexer.index.lexical import LexicalIndex
from indexer.pipeline import mirror
from tests.soak.small import Here, SmallModel

OPEN, STAFF = Clearance(), Clearance(frozenset(("nhan-su",)))
BOTH = Clearance(frozenset(("nhan-su", "lanh-dao")))

ADMITS = [
    (OPEN, "", True),
    (OPEN, "nhan-su", False),
    (STAFF, "nhan-su", True),
    (STAFF, "lanh-dao nhan-su", False),
    (BOTH, "lanh-dao nhan-su", True),
    (EVERYTHING, "lanh-dao", True),
    (EVERYTHING, NOBODY, False),
    (EVERYTHING, f"{NOBODY} nhan-su", False),
    (Clearance(frozenset((NOBODY,))), NOBODY, False),
]


@pytest.mark.parametrize(("clearance", "labels", "expected"), ADMITS)
def test_every_label_is_needed(clearance, labels, expected):
    assert clearance.admits(labels) is expected


FILES = {
    "mo.txt": "Giao Phòng Một chủ trì việc chung, báo cáo Ủy ban nhân dân (UBND) trước ngày 01/02/2024.",
    "nhan-su/a.txt": "Giao Phòng Hai chủ trì việc zeta cùng Ban Zeta Tau (BZT), theo Quyết định 7/QĐ-UBND.",
    "nhan-su/kin/b.txt": "Giao Phòng Ba chủ trì việc kín omega, báo cáo việc chung.",
    "hong/c.txt": "Giao Phòng Bốn chủ trì việc hỏng sigma.",
}
RULES = {"nhan-su/.access": "nhan-su", "nhan-su/kin/.access": "lanh-dao", "hong/.access": ""}
SEEN = {
    OPEN: ["mo.txt"],
    STAFF: ["mo.txt", "nhan-su/a.txt"],
    BOTH: ["mo.txt", "nhan-su/a.txt", "nhan-su/kin/b.txt"],
    EVERYTHING: ["mo.txt", "nhan-su/a.txt", "nhan-su/kin/b.txt"],
}


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr("indexer.sandbox.pool.shared", lambda bounds: Here())
    return SmallModel()


def put(folder, files):
    for name, words in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")


@pytest.fixture
def index(small, tmp_path):
    put(tmp_path / "kho", FILES | RULES)
    mirror([tmp_path / "kho"], tmp_path / "index", lambda: small)
    return tmp_path / "index"


TERMS = [Term(word, word, 1.0) for word in ("chung", "viec", "zeta", "omega", "sigma", "phong")]


def told(index):
    """All that an index tells, but for keys: these say nothing but how many there were before."""
    catalog = index.catalog
    entries = {entry.id: entry.file for entry in catalog.entries()}
    names = {key: stored.id for key, stored in index.fetch(index.vectors.keys.tolist()).items()}
    query = np.ones(16, dtype=np.float32) / 4
    by_words, weights = index.lexical.search(TERMS, FieldWeights(), 100)
    near, cosines = index.vectors.search(query, 100)
    return {
        "entries": entries,
        "counts": catalog.counts() | {"refused": 0},
        "tasks": catalog.assignments(),
        "assigned": [names for _, names in catalog.assigned()],
        "definitions": index.abbreviations,
        "missing": index.links.missing,
        "words": [names[key] for key in by_words.tolist()],
        "weights": weights.tolist(),
        "near": sorted(names[key] for key in near.tolist()),
        "cosines": sorted(cosines.tolist()),
        "frequencies": [index.lexical.frequency(term.folded) for term in TERMS],
        "texts": catalog.texts(list(entries)),
    }


@pytest.mark.parametrize("clearance", SEEN, ids=["open", "staff", "both", "everything"])
def test_what_is_told_is_what_an_archive_without_the_rest_tells(clearance, index, small, tmp_path):
    put(tmp_path / "only", {name: FILES[name] for name in SEEN[clearance]})
    mirror([tmp_path / "only"], tmp_path / "only-index", lambda: small)
    with ArchiveIndex.open(index, clearance) as seen, ArchiveIndex.open(tmp_path / "only-index") as alone:
        assert told(seen) == told(alone)


def test_what_is_not_admitted_is_not_there(index):
    with ArchiveIndex.open(index) as whole, ArchiveIndex.open(index, OPEN) as seen:
        for entry in whole.catalog.entries():
            if entry.file != "mo.txt":
                for ask in (seen.catalog.entry, seen.catalog.directive, seen.catalog.source):
                    with pytest.raises(NotFound):
                        ask(entry.id)
                with pytest.raises(NotFound):
                    seen.catalog.file(entry.file)
                assert seen.catalog.keys_of([entry.id]).tolist() == []
        all_entries = whole.entries_of(whole.vectors.keys.tolist())
        assert seen.catalog.passages(all_entries).keys() == set(seen.vectors.keys.tolist())
        with pytest.raises(KeyError):
            seen.vectors.vectors(whole.vectors.keys)


def test_no_table_is_left_open(index):
    """Whatever table the catalog has or gets: it is known to the filter, or shows nothing."""
    path = Layout(index).catalog
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE later AS SELECT * FROM directives")
    connection.close()
    with Catalog.open(path, snapshot=True, clearance=OPEN) as catalog:
        asked = catalog._connection.execute
        tables = {row[0] for row in asked("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
        views = {row[0] for row in asked("SELECT name FROM temp.sqlite_master WHERE type = 'view'")}
        assert tables - views == {"sqlite_sequence"}
        assert asked("SELECT count(*) FROM later").fetchone() == (0,)
        assert set(_SHOWN) <= tables


def test_another_rule_takes_effect_without_reading_or_embedding(index, small, tmp_path):
    read = []
    before = ArchiveIndex.open(index, STAFF)
    (tmp_path / "kho" / "nhan-su" / ".access").write_text("thanh-tra")
    loud = SmallModel(tell=read.append)
    report = mirror([tmp_path / "kho"], index, lambda: loud)
    assert (report.updated, report.unchanged, read) == (2, 2, [])
    assert not before.is_current()
    with before, ArchiveIndex.open(index, STAFF, before) as after:
        assert [entry.file for entry in before.catalog.entries()] == SEEN[STAFF]
        assert [entry.file for entry in after.catalog.entries()] == ["mo.txt"]
        assert after.lexical.frequency("zeta") == 0
    assert check(index) == []
    again = mirror([tmp_path / "kho"], index, lambda: loud)
    assert (again.version, again.unchanged) == (report.version, 4)


def test_a_refused_file_is_under_its_rules_too(index, small, tmp_path):
    put(tmp_path / "kho", {"mo.xyz": "?", "nhan-su/kin.xyz": "?", "mat.txt": "SỞ Y TẾ\nTỐI MẬT\nNội dung."})
    report = mirror([tmp_path / "kho"], index, lambda: small)
    assert {item["file"]: item["code"] for item in report.refused}["mat.txt"] == "secret"
    told = {}
    for clearance in (OPEN, STAFF, EVERYTHING):
        with ArchiveIndex.open(index, clearance) as seen:
            told[clearance] = [item["file"] for item in seen.catalog.refused()]
    assert told == {
        OPEN: ["mo.xyz"], STAFF: ["mo.xyz", "nhan-su/kin.xyz"], EVERYTHING: ["mo.xyz", "nhan-su/kin.xyz"],
    }  # fmt: skip


def test_a_passage_in_the_index_of_other_labels_is_a_breach(index):
    generation = Layout(index).current()
    with Catalog.open(generation.catalog) as catalog:
        derived = generation.derived(catalog.version)
        LexicalIndex.build(derived, catalog.all_passages(), "")
    assert [breach.words.partition(":")[0] for breach in check(index)] == ["chỉ mục từ vựng"]


def test_words_of_a_file_that_became_secret_are_kept_nowhere(index, small, tmp_path):
    put(tmp_path / "kho", {f"nhan-su/khac{n}.txt": f"Việc khác số {n}." for n in range(20)})
    mirror([tmp_path / "kho"], index, lambda: small)  # so many that segments are kept, with what is gone
    (index / "quarantine").mkdir()
    (index / "quarantine" / f"20240101-000000-{directive_id('nhan-su/a.txt')}.json").write_text('{"text": "zeta"}')
    secret = tmp_path / "kho" / "nhan-su" / "a.txt"
    secret.write_text(f"TUYỆT MẬT\n{FILES['nhan-su/a.txt']}", encoding="utf-8")
    report = mirror([tmp_path / "kho"], index, lambda: small)
    assert (report.removed, {item["file"] for item in report.refused} & {"nhan-su/a.txt"}) == (
        1,
        {"nhan-su/a.txt"},
    )
    assert list((index / "quarantine").iterdir()) == []
    held = [path for path in index.rglob("*") if path.is_file() and b"zeta" in path.read_bytes().lower()]
    assert held == []
