"""What a question says of headers."""

import pytest

from indexer.domain import Header
from indexer.index.records import Entry
from search_api.facts import Fact
from search_api.said import said_of_headers
from search_api.vocabulary import Vocabulary

HEADERS = [
    Header(issuer="Sở Y tế", parent_issuer="UBND tỉnh Đồng Nai", signer="Nguyễn Văn An", position="PHÓ GIÁM ĐỐC"),
    Header(issuer="Ủy ban nhân dân thành phố Sa Đéc", recipients=("Bộ Y tế (để b/c)", "Các bệnh viện tuyến tỉnh")),
    Header(recipients=("Thường trực Tỉnh ủy", "Các đơn vị trực thuộc")),
]
ARCHIVE = Vocabulary(
    entries=lambda: [Entry(str(n), f"{n}.txt", "txt", header) for n, header in enumerate(HEADERS)],
    assigned=lambda: [(1, ["Phòng Nghiệp vụ"])],
)

KINDS = [
    ("of an issuer", "kế hoạch của UBND tỉnh lo gì", ["Kế hoạch"]),
    ("about a topic", "công văn về đấu thầu", ["Công văn"]),
    ("asked for", "theo chỉ thị thì ai làm", ["Chỉ thị"]),
    ("the longer of two", "các chương trình hành động nào nói về biển", ["Chương trình hành động"]),
    ("part of an office's name", "Phòng Kế hoạch Tài chính làm gì", []),
]


@pytest.mark.parametrize(("question", "expected"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_kinds(question, expected):
    assert [fact.value for fact in said_of_headers(question, ARCHIVE).facts if fact.field == "kind"] == expected


SAID = [
    ("who signed", "việc Nguyễn Văn An lo", [("signer", "Nguyễn Văn An")]),
    ("who signs, by post", "phó giám đốc ký những giấy tờ nào", [("position", "PHÓ GIÁM ĐỐC")]),
    ("a post that does not sign", "ý kiến của Phó Giám đốc", []),
    ("to whom", "văn bản nào gửi Bộ Y tế để xin vốn", [("recipients", "Bộ Y tế")]),
    ("what is sent is no recipient", "gửi bài tham luận cho Bộ Y tế", []),
    ("an issuer that is no recipient here", "gửi thuốc cho Sở Y tế", [("issuer", "Sở Y tế")]),
    ("a sort of issuers in a question on more", "UBND thành phố lo việc gì", []),
    ("a place in a question on more", "rác thải ở Sa Đéc", [("place", "Sa Đéc")]),
    ("a place alone", "Sa Đéc", [("place", "Sa Đéc")]),
    ("what a place has", "dân số thành phố Sa Đéc", [("place", "Sa Đéc")]),
    ("an office with tasks is no fact of a header", "Phòng Nghiệp vụ lo việc gì", []),
]


@pytest.mark.parametrize(("question", "expected"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_what_is_said_beside_other_things(question, expected):
    found = said_of_headers(question, ARCHIVE)
    assert [(fact.field, fact.value) for fact in found.facts] == expected
    assert not found.is_all


NOTHING_ELSE = [
    ("a kind, an issuer, a time", "công văn của Sở Y tế năm 2023", {"Công văn", "Sở Y tế", "năm 2023"}),
    ("short forms", "kế hoạch ubnd tp sa đéc", {"Ủy ban nhân dân thành phố Sa Đéc"}),
    ("a sort of issuers", "văn bản UBND thành phố ban hành", {"Ủy ban nhân dân thành phố"}),
    ("a place", "kế hoạch Đồng Nai", {"Kế hoạch", "Đồng Nai"}),
    ("some words of a recipient", "công văn gửi bệnh viện tuyến tỉnh", {"Công văn", "bệnh viện tuyến tỉnh"}),
    ("two recipients", "nơi nhận là Bộ Y tế và đơn vị trực thuộc", {"Bộ Y tế", "đơn vị trực thuộc"}),
    ("without diacritics", "van ban gui thuong truc tinh uy", {"thuong truc tinh uy"}),
]


@pytest.mark.parametrize(
    ("question", "expected"), [row[1:] for row in NOTHING_ELSE], ids=[row[0] for row in NOTHING_ELSE]
)
def test_a_question_that_says_nothing_else(question, expected):
    found = said_of_headers(question, ARCHIVE)
    assert {fact.value for fact in found.facts} >= expected
    assert found.is_all


def test_a_number_is_more_than_a_fact_of_the_header():
    """Others may name it: "Công điện 825" is a directive that this one carries out."""
    assert not said_of_headers("công văn 825 của Sở Y tế", Vocabulary()).is_all
    assert not said_of_headers("kế hoạch 269 của Sở Y tế", ARCHIVE).is_all


def test_what_is_not_meant_is_not_said():
    assert said_of_headers("công văn của Sở Y tế", ARCHIVE, {"Sở Y tế"}).facts == (Fact("kind", "Công văn"),)
