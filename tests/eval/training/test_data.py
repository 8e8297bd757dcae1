"""What training reads is law, without the traces of the program that cut it out."""

from __future__ import annotations

import json
import lzma
import re
import unicodedata
from pathlib import Path

import pytest

from eval.training.data import (
    Article,
    clean_article,
    clean_body,
    clean_title,
    fold_words,
    read_articles,
    units,
    with_own_title,
    worth_learning,
)

SORT_KEY = "4500500000000000600004080223980043000030"
TRAIN = Path(__file__).resolve().parents[4] / "shared" / "data" / "law-articles-train.jsonl.xz"

BODIES = [
    (
        "a sort key and the article behind it go",
        f"Nộp phí.\n{SORT_KEY}\nĐiều 4.1.NĐ.1.16a. Trách nhiệm",
        "Nộp phí.",
    ),
    ("a sort key may have its heading", f"Nộp phí.\nDanh sách điều khoản\n{SORT_KEY}", "Nộp phí."),
    ("the heading of sort keys goes without them", "Nộp phí.\nDanh sách điều khoản\n", "Nộp phí."),
    ("nothing but a sort key leaves nothing", SORT_KEY, ""),
    ("an article code on its own line goes", "Một.\nĐiều 45.5.QĐ.1.3.\nHai.", "Một.\nHai."),
    (
        "an article code before words goes",
        "Điều 23.5.NĐ.1.13a. Bộ trưởng quyết định.",
        "Bộ trưởng quyết định.",
    ),
    ("a reference to an article of the law stays", "Theo Điều 45 Luật này.", "Theo Điều 45 Luật này."),
    ("an amount of money stays", "Phạt 1.000.000.000 đồng.", "Phạt 1.000.000.000 đồng."),
    (
        "the code's own cross-references go",
        "Nộp phí.\n(Điều này có nội dung liên quan đến Điều 3.4.NĐ.1.2. Phạm vi)",
        "Nộp phí.",
    ),
    (
        "a hard wrap is joined",
        "không thông báo cho cơ quan\nchuyên ngành.",
        "không thông báo cho cơ quan chuyên ngành.",
    ),
    ("a list keeps its lines", "gồm\na) Đơn;\nb) Ảnh.\n2. Phí", "gồm\na) Đơn;\nb) Ảnh.\n2. Phí"),
    (
        "Markdown goes",
        '**1.** Sửa [Luật 3](https://a.vn/b) như sau:\n> "Điều',
        '1. Sửa Luật 3 như sau:\n"Điều',
    ),
    ("decomposed letters are composed", unicodedata.normalize("NFD", "đấu thầu"), "đấu thầu"),
    ("tones stand on the first vowel", "hoà giải, thuỷ lợi", "hòa giải, thủy lợi"),
]

TITLES = [
    (
        "a leaked body goes",
        "Trách nhiệm của tổ chức đấu giá 1. Trách nhiệm của Bộ Tư pháp:",
        "Trách nhiệm của tổ chức đấu giá",
    ),
    ("dots that stand for the rest go", "Quy trình công nhận; công nhậ...", "Quy trình công nhận; công nhậ"),
    ("a colon at the end goes", "Hàm đại sứ:", "Hàm đại sứ"),
    ("a number in the middle stays", "Tiêu chí xác định cấp độ 4", "Tiêu chí xác định cấp độ 4"),
    ("lines become one", "Phạm vi\nđiều chỉnh", "Phạm vi điều chỉnh"),
]


@pytest.mark.parametrize(("rule", "given", "expected"), BODIES, ids=[row[0] for row in BODIES])
def test_body(rule, given, expected):
    assert clean_body(given) == expected


@pytest.mark.parametrize(("rule", "given", "expected"), TITLES, ids=[row[0] for row in TITLES])
def test_title(rule, given, expected):
    assert clean_title(given) == expected


def test_a_title_cut_by_a_line_wrap_takes_its_end_back():
    article = clean_article("f", "Vi phạm về thiết bị vô tuyến", "điện trong trường hợp khẩn cấp\n1. Phạt tiền.")
    assert article == Article("f", "Vi phạm về thiết bị vô tuyến điện trong trường hợp khẩn cấp", "1. Phạt tiền.")


def test_a_list_mark_is_not_the_end_of_a_title():
    article = clean_article("f", "Hồ sơ", "a) Đơn đề nghị;\nb) Bản sao.")
    assert article == Article("f", "Hồ sơ", "a) Đơn đề nghị;\nb) Bản sao.")


def test_an_amending_article_is_called_by_the_heading_it_quotes():
    article = clean_article("f", "Sửa đổi, bổ sung Điều 38", '"Điều 38. Trách nhiệm mua bảo hiểm\n1. Chủ đầu tư.')
    assert article == Article("f", "Trách nhiệm mua bảo hiểm", "1. Chủ đầu tư.")


def test_an_amending_article_without_a_heading_teaches_nothing():
    kept, dropped = Article("f", "Sửa đổi hồ sơ dự thầu", "."), Article("f", "Sửa đổi khoản 3 Điều 5", ".")
    assert worth_learning([kept, dropped]) == [kept]


def test_a_title_is_own_when_no_other_article_bears_it_in_any_spelling():
    shared = [Article("f", "Hiệu lực thi hành", "a"), Article("g", "HIỆU LỰC THI HÀNH.", "b")]
    own = Article("f", "Mức phạt", "c")
    assert with_own_title([*shared, own]) == [own]


def test_units_are_sentences_and_items_and_none_is_long():
    body = "1. Nộp phí. Nộp thuế;\na) Đơn\n" + "rất dài " * 75
    found = units(body)
    assert found[:5] == ["1.", "Nộp phí.", "Nộp thuế;", "a) Đơn", ("rất dài " * 50).strip()]
    assert " ".join(found).split() == body.split()


def test_fold_words_folds_like_fold():
    assert fold_words("Đấu  thầu\nqua mạng") == "Dau thau qua mang"


def test_bodies_without_substance_are_not_read(tmp_path):
    path = tmp_path / "a.jsonl.xz"
    rows = [
        {"file": "f", "title": "Mức phí", "body": "Người nộp phí có nghĩa vụ " * 5},
        {"file": "f", "title": "Bãi bỏ", "body": "(được bãi bỏ)"},
        {"file": "f", "title": "Rỗng", "body": SORT_KEY},
    ]
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    assert [article.title for article in read_articles(path)] == ["Mức phí"]


@pytest.mark.skipif(not TRAIN.is_file(), reason="../shared/data is not here")
def test_no_trace_is_left_in_the_first_thousand_articles_of_the_data():
    with lzma.open(TRAIN, "rt", encoding="utf-8") as lines:
        rows = [json.loads(next(lines)) for _ in range(1000)]
    cleaned = [clean_body(row["body"]) for row in rows]
    assert not [
        body for body in cleaned if re.search(r"\d{15}|Danh sách điều khoản|Điều \d+\.\d+\.[A-ZĐ]{2}\.", body)
    ]
    assert sum(map(len, cleaned)) > 0.8 * sum(len(row["body"]) for row in rows)
