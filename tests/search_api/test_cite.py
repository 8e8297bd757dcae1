"""How a place in the archive is named."""

import pytest

from indexer.domain import Header, PartialDate, Passage
from indexer.index.records import Entry
from search_api.cite import cite, directive_label, in_full


@pytest.mark.parametrize(
    ("header", "label"),
    [
        (
            Header(
                number="231/KH-UBND",
                symbol="KH-UBND",
                kind="Kế hoạch",
                issuer="Ủy ban nhân dân tỉnh Đồng Nai",
                date=PartialDate(2022, 10, 28),
            ),
            "Kế hoạch số 231/KH-UBND ngày 28 tháng 10 năm 2022 của Ủy ban nhân dân tỉnh Đồng Nai",
        ),
        (
            Header(symbol="SYT-KHTC", kind="Công văn", issuer="Sở Y tế", date=PartialDate(2024, 1)),
            "Công văn số …/SYT-KHTC tháng 01 năm 2024 của Sở Y tế",
        ),
        (Header(kind="Công văn", issuer="Sở Y tế"), "Công văn của Sở Y tế"),
        (Header(kind="Công văn"), "a/b.txt"),
        (Header(), "a/b.txt"),
    ],
    ids=["all known", "a symbol alone", "no number, no date", "a kind names nothing", "nothing known"],
)
def test_a_directive_is_named_by_what_is_known(header: Header, label: str) -> None:
    assert directive_label(Entry("id", "a/b.txt", "txt", header)) == label


def test_a_passage_is_cited_by_its_place_and_page() -> None:
    header = Header(number="5/KH-SYT", symbol="KH-SYT", kind="Kế hoạch", issuer="Sở Y tế")
    passage = Passage(10, 20, "0123456789", ("III. TỔ CHỨC", "1. Sở Y tế"), "khoản 1 mục III", (), page=4)
    citation = cite(Entry("abc", "kh.pdf", "pdf", header), passage, "345")
    assert citation.label == "Khoản 1 mục III, trang 4, Kế hoạch số 5/KH-SYT của Sở Y tế"
    assert citation.section_path == ("III. TỔ CHỨC", "1. Sở Y tế")
    assert citation.url == "/van-ban/abc?doan=10-20#doan"
    assert citation.quote == "345"
    assert citation.number == "5/KH-SYT"


def test_a_number_without_its_count_is_given_as_printed() -> None:
    citation = cite(Entry("a", "a.txt", "txt", Header(symbol="SYT-KHTC")), Passage(0, 1, "x"), "x")
    assert citation.number == "/SYT-KHTC"


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        ("Nghị định", "Về công tác văn thư", "Điều 5, Nghị định số 30/2020/X của Y về công tác văn thư"),
        ("Công văn", "V/v báo cáo", "Điều 5, Công văn số 30/2020/X của Y về việc báo cáo"),
        ("Kế hoạch", "VỀ VIỆC CHUYỂN ĐỔI SỐ", "Điều 5, Kế hoạch số 30/2020/X của Y về việc CHUYỂN ĐỔI SỐ"),
        ("Kế hoạch", "Tổ chức Hội nghị", "Điều 5, Kế hoạch số 30/2020/X của Y về việc tổ chức Hội nghị"),
        ("Công văn", "Sở Y tế báo cáo", "Điều 5, Công văn số 30/2020/X của Y về việc Sở Y tế báo cáo"),
        ("Quyết định", "CNTT ở xã", "Điều 5, Quyết định số 30/2020/X của Y về việc CNTT ở xã"),
        ("Luật", "Đấu thầu", "Điều 5, Luật Đấu thầu"),
        ("Công văn", None, "Điều 5, Công văn số 30/2020/X của Y"),
    ],
)
def test_at_first_mention_its_subject_is_named(kind: str, subject: str | None, words: str) -> None:
    """Decree 30/2020/NĐ-CP, appendix I, II.6.b; laws by kind and name alone."""
    header = Header(number="30/2020/X", symbol="X", kind=kind, issuer="Y", subject=subject)
    passage = Passage(0, 1, "x", ("Điều 5",), "điều 5")
    assert in_full(cite(Entry("a", "a.txt", "txt", header), passage, "x")) == words
