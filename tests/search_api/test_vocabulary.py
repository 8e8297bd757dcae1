"""How an archive calls things."""

import pytest

from indexer.domain import Header
from indexer.index.archive_index import ArchiveIndex
from indexer.index.records import Entry
from search_api.vocabulary import Named, Vocabulary

ENTRIES = [
    Entry("1", "1.txt", "txt", Header(issuer="Sở Y tế", parent_issuer="UBND tỉnh A", signer="Nguyễn Sơn Hùng")),
    Entry("2", "2.txt", "txt", Header(issuer="Ủy ban nhân dân tỉnh A")),
]
ASSIGNED = [(7, ["Phòng Kế hoạch - Tài chính", "Sở"]), (9, ["Phòng KHTC"]), (11, ["Trung tâm Kiểm soát bệnh tật"])]


@pytest.fixture
def vocabulary():
    return Vocabulary(
        abbreviations={"KSBT": "Kiểm soát bệnh tật"}, entries=lambda: ENTRIES, assigned=lambda: ASSIGNED
    )


NAMES = [
    ("an issuer", "văn bản của Sở Y tế", [Named("issuer", "Sở Y tế")]),
    ("without diacritics", "van ban cua so y te", [Named("issuer", "Sở Y tế")]),
    ("a short form that all use", "kế hoạch của UBND tỉnh A", [Named("issuer", "UBND tỉnh A")]),
    ("a signer", "văn bản ông Nguyễn Sơn Hùng ký", [Named("signer", "Nguyễn Sơn Hùng")]),
    ("an office with tasks", "phong khtc lam gi", [Named("assignee", "Phòng Kế hoạch - Tài chính")]),
    ("the archive's own short form", "Trung tâm KSBT", [Named("assignee", "Trung tâm Kiểm soát bệnh tật")]),
    ("one syllable is a word like others", "các sở làm gì", []),
]


@pytest.mark.parametrize(("question", "expected"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES])
def test_names_in_a_question(question, expected, vocabulary):
    assert list(vocabulary.named(question)) == expected


def test_tasks_of_an_office_under_all_its_names(vocabulary):
    assert vocabulary.tasks_of("Phòng Kế hoạch - Tài chính").tolist() == [7, 9]
    assert vocabulary.tasks_of("Phòng Nghiệp vụ").tolist() == []


def test_how_often_the_archive_says_a_phrase(index):
    with ArchiveIndex.open(index) as opened:
        says = Vocabulary.of(opened).says
    assert says("bệnh án điện tử") > 1
    assert says("trạm xá") == 0
    assert says("y tế") > says("trạm y tế") > 0


def test_how_rare_a_word_is(index):
    with ArchiveIndex.open(index) as opened:
        rarity = Vocabulary.of(opened).rarity
    assert rarity("khong_co") > rarity("thau") > rarity("te") > 0


RECIPIENTS = [
    ("in full", "Bộ Y tế (để b/c)", True),
    ("some words", "bệnh viện tuyến tỉnh", True),
    ("a short form", "BV tuyến tỉnh", True),
    ("one word is that of many", "tỉnh", False),
    ("words of two", "Bộ Y tế tuyến tỉnh", False),
]


@pytest.mark.parametrize(("name", "expected"), [row[1:] for row in RECIPIENTS], ids=[row[0] for row in RECIPIENTS])
def test_whom_the_archive_writes_to(name, expected):
    header = Header(recipients=("Bộ Y tế", "Các bệnh viện tuyến tỉnh"))
    assert Vocabulary(entries=lambda: [Entry("1", "1.txt", "txt", header)]).writes_to(name) is expected


def test_an_empty_archive_knows_nothing():
    assert Vocabulary().named("văn bản của Sở Y tế") == ()
