"""The catalog gives back what it was given, one version at a time."""

from __future__ import annotations

import re
import sqlite3

import numpy as np
import pytest

from indexer.domain import (
    Assignment,
    Directive,
    Header,
    Level,
    Page,
    PartialDate,
    Passage,
    PlacedLine,
    Reference,
    Relation,
    Role,
    Section,
    Source,
)
from indexer.embed import Fingerprint
from indexer.errors import IndexBroken, IndexMismatch, NotFound
from indexer.index.catalog import REMEMBERED, Catalog
from indexer.index.clearance import EVERYTHING
from indexer.index.records import Entry, FileState, StoredPassage
from indexer.index.soundness import Part
from indexer.index.tables import ASSIGNED, ENTRIES, LABELS, PASSAGES, RELATED, RUNS, UNDER
from indexer.shown import EmbeddedDirective, Shown, shown_of

MODEL = Fingerprint("mô hình", "abc", 4, "query: ", "passage: ")
TEXT = "III. TỔ CHỨC\n\nGiao Phòng X chủ trì:\n\n- một “việc”;\n\nđ) hai\u00a0việc 🙂"


def passage(words, **fields):
    start = TEXT.index(words)
    return Passage(start, start + len(words), words, **fields)


def directive(file="thư mục/a.pdf"):
    return Directive(
        file=file,
        source=Source(
            TEXT,
            "pdf",
            (Page(1, 0, 20, "iii"), Page(2, 22, len(TEXT), confidence=0.91)),
            (PlacedLine(0, 13, (56.7, 90.0, 240.5, 104.2)),),
            ("Chữ TCVN3 đã chuyển sang Unicode",),
        ),
        header=Header(
            number="231/KH-UBND",
            symbol="KH-UBND",
            kind="Kế hoạch",
            subject="về “đấu thầu”",
            issuer="Sở Y tế",
            parent_issuer="Ủy ban nhân dân tỉnh Đồng Nai",
            place="Đồng Nai",
            date=PartialDate(2022, 10),
            signer="Lê Quang Trung",
            position="GIÁM ĐỐC",
            authority="KT. CHỦ TỊCH",
            recipients=("Sở Y tế", "UBND tỉnh (b/c)"),
            urgency="HỎA TỐC",
            confidentiality="MẬT",
            inferred=("kind", "issuer"),
            confidence={"number": 0.95, "kind": 0.6},
            spans={"number": (4, 9)},
        ),
        sections=(
            Section(Level.ROMAN, "III", "TỔ CHỨC", 0, len(TEXT)),
            Section(Level.DASH, "-", None, 37, 50, parent=0, lead_in=(14, 35)),
            Section(Level.POINT, "đ", None, 51, len(TEXT), parent=0),
        ),
        passages=(
            passage(
                "- một “việc”;",
                section_path=("III. TỔ CHỨC",),
                place="mục III",
                context=("TỔ CHỨC",),
                page=2,
                ocr_confidence=0.91,
            ),
            passage("đ) hai\u00a0việc 🙂", section_path=("III. TỔ CHỨC", "đ"), place="điểm đ mục III"),
        ),
        assignments=(
            Assignment(
                ("Phòng X",),
                Role.LEAD,
                ("Sở Y",),
                "một “việc”",
                "hằng quý",
                PartialDate(2022, 12),
                1,
                37,
                50,
                (14, 35),
            ),
            Assignment(("Phòng X", "Sở Y"), Role.IMPLEMENT, (), "hai", None, PartialDate(), None, 51, len(TEXT)),
        ),
        references=(
            Reference("1/QĐ", "Quyết định", PartialDate(2020), "Sở Y tế", Relation.BASIS, 0, 4),
            Reference(None, "Luật", PartialDate(), None, Relation.MENTIONED, 5, 9, "Luật Đấu thầu"),
        ),
    )


def state(file="thư mục/a.pdf", **fields):
    return FileState(file, f"/kho/{file}", "0f", 12, 34, **fields)


VECTORS = np.eye(2, 4, dtype=np.float32)
TOKENS = [np.array([1, 7, 70_000], dtype=np.uint32), np.array([0, 5], dtype=np.uint32)]
HEAD = np.array([3, 4], dtype=np.uint32)
EMBEDDED = EmbeddedDirective(HEAD, VECTORS, TOKENS)
FIRST = EmbeddedDirective(HEAD, VECTORS[:1], TOKENS[:1])


@pytest.fixture
def catalog(tmp_path):
    with Catalog.create(tmp_path / "catalog.sqlite", MODEL) as new:
        yield new


@pytest.fixture
def filled(catalog):
    catalog.write([(state(), directive(), EMBEDDED)])
    return catalog


def test_a_directive_comes_back_as_it_was_written(filled):
    back = filled.directive(directive().id)
    assert back == directive()
    assert (back.header.confidence, back.header.spans) == (directive().header.confidence, {"number": (4, 9)})


def test_assignments_and_references_come_back_with_who_makes_them(filled):
    id = directive().id
    assert filled.assignments() == [(id, one) for one in directive().assignments]
    assert filled.citations(Relation) == [(id, one) for one in directive().references]
    assert filled.citations([Relation.BASIS]) == [(id, directive().references[0])]
    assert list(filled.assigned()) == [(1, ("Phòng X",)), (2, ("Phòng X", "Sở Y"))]
    filled.write([], ["thư mục/a.pdf"])
    assert (filled.assignments(), filled.citations(Relation)) == ([], [])


def test_a_directive_of_which_nothing_is_known_too(catalog):
    bare = Directive("b.txt", Source("một", "txt"), Header(), (), (Passage(0, 3, "một"),))
    catalog.write([(state("b.txt"), bare, FIRST)])
    assert catalog.directive(bare.id) == bare


def test_passages_come_back_with_their_directive(filled):
    entry = Entry(directive().id, "thư mục/a.pdf", "pdf", directive().header)
    expected = [StoredPassage(key, entry, p) for key, p in enumerate(directive().passages, 1)]
    assert list(filled.all_passages()) == expected
    assert filled.passages({2: entry, 99: entry}) == {2: expected[1]}
    assert filled.entries() == [entry]
    assert expected[0].id == directive().passage_id(directive().passages[0])


def test_vectors_come_back_to_the_bit(filled):
    ((keys, vectors),) = filled.embeddings.vectors()
    assert keys.tolist() == [1, 2]
    assert np.array_equal(vectors, VECTORS)


def test_new_passages_are_found_without_looking_at_all_directives(filled):
    """Else adding one would cost the more the larger an archive is."""
    query = f"EXPLAIN QUERY PLAN {PASSAGES} WHERE p.id > ? AND {UNDER} ORDER BY p.id"
    plan = [row[-1] for row in filled._connection.execute(query, (0, ""))]
    assert [step for step in plan if "SCAN" in step] == []


OF_ALL = {
    "directives": f"{ENTRIES} ORDER BY file",
    "keys": RUNS.format(""),
    "tasks": ASSIGNED.format(""),
    "what is replaced": RELATED,
    "labels": LABELS,
}


@pytest.mark.parametrize("query", OF_ALL.values(), ids=OF_ALL)
def test_what_is_asked_of_all_directives_is_found_beside_texts_and_vectors(query, filled):
    """Else a first answer would wait until the whole archive is read."""
    plan = [
        row[-1] for row in filled._connection.execute(f"EXPLAIN QUERY PLAN {query}", ("[]",) * query.count("?"))
    ]
    steps = [step for step in plan if re.match(r"(SCAN|SEARCH) (directives|p|passages|citations|files)\b", step)]
    assert steps
    assert [step for step in steps if not re.search(r"INDEX \w+_(listed|placed|related|labelled)\b", step)] == []


def test_labels_are_found_beside_files_by_whoever_sees_some_of_them(filled):
    with Catalog.open(filled.path, clearance=EVERYTHING) as restricted:
        plan = [row[-1] for row in restricted._connection.execute(f"EXPLAIN QUERY PLAN {LABELS}")]
    steps = [step for step in plan if re.match(r"(SCAN|SEARCH) (main\.)?(files|f)\b", step)]
    assert steps
    assert [step for step in steps if "COVERING INDEX files_labelled" not in step] == []


def test_an_older_catalog_gets_the_indexes_that_it_lacks(filled):
    def held():
        return {
            name for (name,) in filled._connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        }

    made = held()
    filled._connection.executescript("DROP INDEX directives_listed; DROP INDEX passages_placed")
    filled._connection.execute("CREATE INDEX passages_of_directive ON passages (directive, start)")
    before = filled.entries(), list(filled.runs()), list(filled.assigned())
    filled.add_indexes()
    assert held() == made
    assert (filled.entries(), list(filled.runs()), list(filled.assigned())) == before


def test_an_empty_catalog_has_no_vectors(catalog):
    assert list(catalog.embeddings.vectors()) == []


def test_files_come_back_with_the_reason_they_were_refused(catalog):
    refused = state("c.pdf", refused=("encrypted", "PDF có mật khẩu."))
    catalog.write([(state(), directive(), EMBEDDED), (refused, None, None)])
    assert catalog.files() == {"c.pdf": refused, "thư mục/a.pdf": state()}
    assert catalog.file("c.pdf") == refused
    assert catalog.counts() == {"directives": 1, "passages": 2, "refused": 1}


def test_the_model_and_the_version_are_known(catalog):
    assert (catalog.model, catalog.version) == (MODEL, 0)
    assert [catalog.write([]), catalog.write([]), catalog.version] == [1, 2, 2]


def test_a_removed_file_takes_its_passages_with_it(filled):
    filled.write([], ["thư mục/a.pdf"])
    assert filled.counts() == {"directives": 0, "passages": 0, "refused": 0}
    assert (list(filled.all_passages()), filled.files()) == ([], {})
    assert filled.breaches() == []


def test_keys_are_never_used_twice(filled):
    filled.write([(state(), directive(), EMBEDDED)])
    assert [stored.key for stored in filled.all_passages()] == [3, 4]
    filled.write([], ["thư mục/a.pdf"])
    filled.write([(state(), directive(), EMBEDDED)])
    assert [stored.key for stored in filled.all_passages()] == [5, 6]


def test_a_failed_write_changes_nothing(filled):
    with pytest.raises(ValueError, match="shorter"):
        filled.write([(state("b.txt"), directive("b.txt"), FIRST)], ["thư mục/a.pdf"])
    assert (filled.version, list(filled.files())) == (1, ["thư mục/a.pdf"])
    assert filled.directive(directive().id) == directive()


def test_touching_a_file_makes_no_new_version(filled):
    moved = FileState("thư mục/a.pdf", "/kho khác/a.pdf", "0f", 12, 99)
    filled.touch([moved])
    assert (filled.file("thư mục/a.pdf"), filled.version) == (moved, 1)


def test_a_snapshot_sees_its_version_after_a_commit(filled):
    with Catalog.open(filled.path, snapshot=True) as reader:
        filled.write([], ["thư mục/a.pdf"])
        assert (reader.version, reader.counts()["passages"]) == (1, 2)
        assert reader.directive(directive().id) == directive()
        assert (filled.version, filled.counts()["passages"]) == (2, 0)
    with Catalog.open(filled.path, snapshot=True) as reader:
        assert reader.version == 2


@pytest.mark.parametrize(
    "ask", [Catalog.directive, Catalog.entry, Catalog.file, Catalog.source], ids=lambda ask: ask.__name__
)
def test_what_is_not_there_is_not_found(ask, filled):
    with pytest.raises(NotFound, match="không-có"):
        ask(filled, "không-có")


@pytest.mark.parametrize(
    "data", [b"", b"garbage", b"SQLite format 3\x00" + bytes(200)], ids=["empty", "garbage", "header only"]
)
def test_a_file_that_is_no_catalog_is_broken(data, tmp_path):
    (tmp_path / "catalog.sqlite").write_bytes(data)
    with pytest.raises(IndexBroken):
        Catalog.open(tmp_path / "catalog.sqlite")


def damage(path, statement, *values):
    with sqlite3.connect(path) as connection:
        connection.execute(statement, values)
    connection.close()


@pytest.mark.parametrize("key", ["format", "normaliser"])
def test_a_catalog_of_another_time_is_refused(key, filled):
    damage(filled.path, "UPDATE meta SET value = '99' WHERE key = ?", key)
    with pytest.raises(IndexMismatch, match="99"):
        Catalog.open(filled.path)


DAMAGE = [
    ("nothing", "SELECT 1", [], None),
    ("the words of a passage", "UPDATE passages SET text = 'khác' WHERE id = 1", ["không khớp"], Part.DIRECTIVE),
    ("the place of passages", "UPDATE passages SET start = start + 1", ["không khớp"] * 2, Part.DIRECTIVE),
    ("the words of a directive", "UPDATE directives SET text = 'x' || text", ["không khớp"] * 2, Part.DIRECTIVE),
    ("a directive without its file", "DELETE FROM files", ["directives"], Part.CATALOG),
]


@pytest.mark.parametrize(
    ("statement", "expected", "part"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE]
)
def test_damage_is_named(statement, expected, part, filled):
    damage(filled.path, statement)
    found = filled.breaches()
    assert len(found) == len(expected), found
    assert all(words in breach.words for words, breach in zip(expected, found, strict=True))
    assert {breach.part for breach in found} == ({part} if part else set())


def test_what_a_model_made_is_known_by_what_it_was_shown(filled):
    shown = shown_of(directive())
    other = Shown(shown[0].subject, "", "khác")
    found = filled.embeddings.known([*shown, other])
    assert list(found) == shown
    for (vector, tokens), expected in zip(found.values(), zip(VECTORS, TOKENS, strict=True), strict=True):
        assert (vector.tolist(), tokens.tolist()) == (expected[0].tolist(), expected[1].tolist())
    again = filled.embeddings.of(directive().id)
    assert again.vectors.tolist() == VECTORS.tolist()
    assert again.head.tolist() == HEAD.tolist()
    assert [tokens.tolist() for tokens in again.tokens] == [tokens.tolist() for tokens in TOKENS]


def test_tokens_are_found_by_key(filled):
    found = filled.embeddings.tokens([2, 99])
    told = {key: (head.tolist(), own.tolist()) for key, (head, own) in found.items()}
    assert told == {2: (HEAD.tolist(), TOKENS[1].tolist())}


def test_what_commits_removed_is_remembered_for_a_while(filled):
    assert filled.gone(since=0).tolist() == []
    filled.write([], [directive().file])
    assert filled.gone(since=1).tolist() == [1, 2]
    assert filled.gone(since=2).tolist() == []
    for _ in range(REMEMBERED):
        filled.write([])
    assert filled.gone(since=filled.version - REMEMBERED).tolist() == []
    with pytest.raises(IndexBroken, match="bản 1"):
        filled.gone(since=1)


DEFINED = [
    ("a short form", ["Trung tâm Y tế (TTYT) báo cáo."], {"TTYT": "Trung tâm Y tế"}),
    ("the long form given most often", ["Hồ sơ (HS)", "Học sinh (HS)", "Học sinh (HS)"], {"HS": "Học sinh"}),
    ("of equals the first by letters", ["Hồ sơ (HS)", "Học sinh (HS)"], {"HS": "Học sinh"}),
    ("nothing", ["Không có gì (cả)."], {}),
]


@pytest.mark.parametrize(("texts", "expected"), [row[1:] for row in DEFINED], ids=[row[0] for row in DEFINED])
def test_short_forms_are_those_that_passages_define_while_they_are_there(texts, expected, catalog):
    for n, text in enumerate(texts):
        one = Directive(f"{n}.txt", Source(text, "txt"), Header(), (), (Passage(0, len(text), text),))
        catalog.write([(state(f"{n}.txt"), one, FIRST)])
    assert catalog.definitions() == expected
    catalog.write([], [f"{n}.txt" for n in range(len(texts))])
    assert catalog.definitions() == {}
