"""BEIR folders: read, refused with file and line, written and read back."""

from __future__ import annotations

import json
import lzma

import pytest

from eval import beir, law
from eval.dataset import DatasetError
from eval.training.data import OPENING
from tests.eval.conftest import DOCUMENTS, QUERIES, write_lines


def read(folder):
    return beir.documents(folder), beir.dataset(folder)


@pytest.mark.parametrize(
    ("file", "rows", "reason"),
    [
        ("corpus.jsonl", [*DOCUMENTS, "{"], r"corpus\.jsonl:4: not JSON"),
        ("corpus.jsonl", [DOCUMENTS[0], DOCUMENTS[0]], r"corpus\.jsonl:2: the _id “d1” is already taken"),
        (
            "corpus.jsonl",
            [{"title": "a", "text": "b"}],
            r"corpus\.jsonl:1: expected a name without blanks",
        ),
        ("corpus.jsonl", [{"_id": "d1", "title": "a"}], r"corpus\.jsonl:1: expected text in “text”, found null"),
        ("corpus.jsonl", [], r"corpus\.jsonl holds no document"),
        ("queries.jsonl", [{"_id": "q1", "text": ["a"]}], r"queries\.jsonl:1: expected text in “text”"),
        ("queries.jsonl", QUERIES[:1], r"test\.tsv:3: the query “q2” is not in queries\.jsonl"),
        ("qrels/test.tsv", ["query-id\tcorpus-id\tscore", "q1 d1 1"], r"test\.tsv:2: expected query-id"),
        ("qrels/test.tsv", ["query-id\tcorpus-id\tscore", "q1\td1\tx"], r"test\.tsv:2: .*whole number"),
        ("qrels/test.tsv", ["query-id\tcorpus-id\tscore"], r"test\.tsv judges no query"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(file, rows, reason, beir_folder):
    write_lines(beir_folder / file, rows)
    with pytest.raises(DatasetError, match=reason):
        read(beir.Folder(beir_folder))


@pytest.mark.parametrize("file", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_missing_file_is_named(file, beir_folder):
    (beir_folder / file).unlink()
    with pytest.raises(DatasetError, match=f"Cannot read .*{file}"):
        read(beir.Folder(beir_folder))


def test_bytes_that_are_no_utf8_are_refused(beir_folder):
    (beir_folder / "corpus.jsonl").write_bytes(b'{"_id": "d1", "text": "\xff"}\n')
    with pytest.raises(DatasetError, match="not UTF-8"):
        read(beir.Folder(beir_folder))


def test_only_judged_queries_are_topics_in_the_order_of_their_file(beir_folder):
    dataset = beir.dataset(beir.Folder(beir_folder))
    assert [(topic.id, dict(topic.relevant)) for topic in dataset.topics] == [
        ("q1", {"d1": 1}),
        ("q2", {"d3": 2, "d2": 1}),
        ("q3", {"gone": 1}),
    ]
    assert (dataset.name, dataset.alternatives) == ("tiny", False)


def test_a_document_is_one_passage_as_given_with_its_title_above():
    directive = beir.Document("d1", "Đấu thầu", "Nhà thầu nộp hồ sơ.").as_directive()
    (passage,) = directive.passages
    assert (passage.text, passage.context) == ("Nhà thầu nộp hồ sơ.", ("Đấu thầu",))
    assert directive.text[passage.start : passage.end] == passage.text
    assert beir.Document("d2", " ", "x").as_directive().passages[0].context == ()


def test_law_articles_become_a_folder_whose_titles_ask_and_are_not_in_the_documents(tmp_path):
    body = "1. Cơ quan chủ trì phải gửi hồ sơ đến cơ quan thẩm định trong thời hạn mười ngày làm việc. " * 20
    rows = [("Thời hạn thẩm định", body), ("Hiệu lực thi hành", body), ("Hiệu lực thi hành", body + "2. Thêm.")]
    with lzma.open(tmp_path / law.FILE, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"file": "f", "title": title, "body": text}) + "\n" for title, text in rows)
    folder = beir.Folder(tmp_path / "law")
    assert law.make(tmp_path, folder) == (3, 1)
    documents, dataset = read(folder)
    assert [(t.question, dict(t.relevant)) for t in dataset.topics] == [
        ("Thời hạn thẩm định", {documents[0].id: 1})
    ]
    assert all(len(d.text.split()) == OPENING and not d.title for d in documents)
    assert not any("Thời hạn thẩm định" in d.text for d in documents)
