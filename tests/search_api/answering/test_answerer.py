"""Answers from the five directives: the fact, verbatim and cited, or the reason why there is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.embed import Embedder
from indexer.errors import InvalidQuery
from indexer.index.archive_index import ArchiveIndex
from indexer.text import folded
from search_api.answering.answer import Ask
from search_api.answering.answerer import answer
from search_api.engine import Engine
from search_api.filters import Filters


@pytest.fixture(scope="module")
def engine(index: Path, embedder: Embedder) -> Iterator[Engine]:
    with Engine(ArchiveIndex.open(index), embedder) as opened:
        yield opened


ANSWERED = [
    ("a date and a place", "Hội nghị sơ kết tổ chức khi nào, ở đâu?", ["04/11/2022", "Nguyễn Văn Tri"]),
    ("without diacritics", "hoi nghi so ket to chuc khi nao", ["04/11/2022"]),
    ("a deadline", "hạn gửi bài tham luận về Sở Y tế là ngày nào", ["02/11/2022"]),
    ("how many", "bao nhiêu trạm y tế được xây mới", ["56 trạm y tế"]),
    ("a percentage of a year", "năm 2025 bao nhiêu phần trăm thủ tục hành chính mức độ 4", ["80%"]),
    ("a task", "Sở Tài chính phải làm gì?", ["thẩm định kinh phí"]),
    (
        "who, from the lead-in",
        "ai tổng hợp báo cáo khó khăn về nhân lực y tế, chế độ đãi ngộ",
        ["Văn phòng Sở Y tế"],
    ),
    ("who, from a heading", "đơn vị nào chuẩn bị thư mời đại biểu dự hội nghị", ["Sở Y tế", "thư mời"]),
    ("a document", "quản lý sức khỏe học sinh theo văn bản nào", ["13/2016/TTLT-BYT-BGDĐT"]),
    ("the signer", "Ai ký Kế hoạch 231/KH-UBND?", ["Nguyễn Sơn Hùng"]),
    ("the signer of what is told", "công văn triển khai Kết luận 477-KL/TU do ai ký", ["Lê Quang Trung"]),
    ("the date of a header", "ke hoach 231 ban hanh ngay nao", ["28 tháng 10 năm 2022"]),
    ("the date of what is cited", "Quyết định 2348/QĐ-TTg ban hành ngày nào", ["05/12/2016"]),
    ("the date of a công văn that is cited", "Văn bản 13520 của UBND tỉnh ban hành ngày nào", ["02/11/2021"]),
    ("who, on a day", "ai chuẩn bị thư mời cho hội nghị ngày 4/11/2022", ["Sở Y tế", "thư mời"]),
    ("the signer, asked politely", "Dạ cho em hỏi vị nào đã ký kế hoạch 231 ạ?", ["Nguyễn Sơn Hùng"]),
    ("how many for what", "Hội nghị lần thứ mấy ban hành Kết luận số 477-KL/TU", ["lần thứ 14"]),
    ("a list", "chương trình hội nghị sơ kết gồm những nội dung gì", ["Đón tiếp đại biểu", "Kết thúc hội nghị"]),
]


@pytest.mark.parametrize(("question", "facts"), [row[1:] for row in ANSWERED], ids=[row[0] for row in ANSWERED])
def test_the_answer_holds_the_fact(engine: Engine, question: str, facts: list[str]) -> None:
    found = answer(engine, Ask(question))
    assert not found.abstained, found.reason
    assert [fact for fact in facts if folded(fact) not in folded(found.text)] == []


@pytest.mark.parametrize("question", [row[1] for row in ANSWERED])
def test_an_answer_is_short_verbatim_and_cited(engine: Engine, question: str) -> None:
    found = answer(engine, Ask(question))
    assert 1 <= len(found.sentences) <= 3
    assert len({said.text for said in found.sentences}) == len(found.sentences)
    for said in found.sentences:
        for n in said.quotes:
            quote = found.quotes[n - 1]
            directive = engine.index.catalog.directive(quote.directive)
            assert said.text == quote.text == quote.citation.quote == directive.text[quote.start : quote.end]
            assert quote.citation.file == directive.file
            assert f"doan={quote.start}-{quote.end}" in quote.citation.url


LEFT = [
    ("nothing is said of it", "quy trình phòng cháy chữa cháy chung cư mini thế nào", "phòng cháy|cháy|chung cư"),
    ("no such thing is told", "số điện thoại của Sở Y tế", "số điện thoại"),
    ("no sum", "kinh phí tổ chức hội nghị sơ kết là bao nhiêu tiền", "số tiền"),
    ("no such directive", "Kế hoạch 999/KH-UBND giao việc gì", "999/KH-UBND"),
    ("only cited", "ai ký Quyết định 2348/QĐ-TTg", "2348/QĐ-TTg"),
    ("a blank day", "công văn triển khai Kết luận 477-KL/TU ban hành ngày nào", "để trống ngày"),
    ("a blank number", "kế hoạch chuyển đổi số y tế của Sa Đéc có số bao nhiêu", "để trống số"),
    ("an office without a task", "Công an tỉnh phải làm gì để tổ chức hội nghị sơ kết", "Công an|nhiệm vụ"),
]


@pytest.mark.parametrize(("question", "named"), [row[1:] for row in LEFT], ids=[row[0] for row in LEFT])
def test_what_is_not_there_is_said_to_be_missing(engine: Engine, question: str, named: str) -> None:
    found = answer(engine, Ask(question))
    assert found.abstained, found.text
    assert found.reason is not None
    assert any(word in found.reason for word in named.split("|")), found.reason
    assert (found.sentences, found.quotes) == ((), ())
    assert len(found.nearest) == 3


def test_filters_leave_only_some_directives(engine: Engine) -> None:
    question = "Phòng Kế hoạch Tài chính làm gì về cơ sở hạ tầng"
    assert {q.citation.date.year for q in answer(engine, Ask(question, filters=Filters(year=2024))).quotes} == {
        2024
    }


def test_nothing_is_found_where_filters_leave_nothing(engine: Engine) -> None:
    found = answer(engine, Ask("đấu thầu thuốc giao cho ai", filters=Filters(year=1999)))
    assert found.abstained
    assert found.nearest == ()


@pytest.mark.parametrize("top_k", [0, 51])
def test_top_k_has_bounds(engine: Engine, top_k: int) -> None:
    with pytest.raises(InvalidQuery, match="top_k"):
        answer(engine, Ask("đấu thầu", top_k))


@pytest.mark.parametrize(
    "question", ["a", "gì?", "không", "ai", "1", "khi nào", "231/KH-UBND", "?? ai ??", "x " * 400]
)
def test_odd_questions_are_answered_or_left(engine: Engine, question: str) -> None:
    found = answer(engine, Ask(question))
    assert found.abstained == (found.reason is not None and not found.sentences)
