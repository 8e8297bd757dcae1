"""Sentences of a model, and whether the passages bear them out."""

import pytest

from indexer.domain import Header, PartialDate, Passage
from indexer.index.records import Entry, StoredPassage
from search_api.answering.support import Claim, bases, claims

_TEXT = (
    "Gửi bài tham luận về Sở Y tế trước ngày 02/11/2022 để tổng hợp. Không để tình trạng thiếu thuốc, vật tư y tế."
    " "
    "90% dân số có hồ sơ sức khỏe điện tử theo Quyết định số 831/QĐ-BYT."
)
_ENTRY = Entry("d", "a.txt", "txt", Header(kind="Kế hoạch", number="231/KH-UBND", date=PartialDate(2022, 10, 28)))
PASSAGES = [
    StoredPassage(1, _ENTRY, Passage(0, len(_TEXT), _TEXT, context=("UBND các huyện Tân Phú",))),
    StoredPassage(2, _ENTRY, Passage(500, 540, "Kinh phí thực hiện: Từ ngân sách tỉnh.")),
]


def test_claims_are_read_as_they_come() -> None:
    pieces = iter(["Hạn là ngày 02/11", "/2022 [1]. Kinh phí từ ngân sách", " tỉnh [2][1].\n", "Hết."])
    assert list(claims(pieces)) == [
        Claim("Hạn là ngày 02/11/2022.", (1,)),
        Claim("Kinh phí từ ngân sách tỉnh.", (2, 1)),
        Claim("Hết.", ()),
    ]


def test_a_citation_after_the_full_stop_belongs_before_it() -> None:
    assert list(claims(iter(["Câu một. [1] Câu hai. [2, 3]"]))) == [
        Claim("Câu một.", (1,)),
        Claim("Câu hai.", (2, 3)),
    ]


CLAIMS = [
    ("said", "Gửi bài tham luận về Sở Y tế trước ngày 02/11/2022.", (1,), True),
    ("in other words of it", "Bài tham luận gửi về Sở Y tế trước ngày 02/11/2022.", (1,), True),
    ("with what stands above", "UBND các huyện Tân Phú gửi bài tham luận về Sở Y tế.", (1,), True),
    ("another day", "Gửi bài tham luận về Sở Y tế trước ngày 05/11/2022.", (1,), False),
    ("another percentage", "80% dân số có hồ sơ sức khỏe điện tử.", (1,), False),
    ("another directive", "90% dân số có hồ sơ sức khỏe điện tử theo Quyết định số 832/QĐ-BYT.", (1,), False),
    ("another office", "Gửi bài tham luận về Sở Nội Vụ trước ngày 02/11/2022.", (1,), False),
    ("denied", "Không gửi bài tham luận về Sở Y tế trước ngày 02/11/2022.", (1,), False),
    ("no longer denied", "Để tình trạng thiếu thuốc, vật tư y tế.", (1,), False),
    ("denied as there", "Không để tình trạng thiếu thuốc, vật tư y tế.", (1,), True),
    ("of nothing there", "Bệnh viện được xây thêm hai tòa nhà hiện đại.", (1,), False),
    ("cited from elsewhere", "Gửi bài tham luận về Sở Y tế trước ngày 02/11/2022.", (2,), False),
    ("cites what was not given", "Gửi bài tham luận về Sở Y tế trước ngày 02/11/2022.", (99,), False),
    ("cites that beside what was", "Gửi bài tham luận về Sở Y tế trước ngày 02/11/2022.", (1, 99), False),
    ("cites nothing", "Gửi bài tham luận về Sở Y tế trước ngày 02/11/2022.", (), False),
    ("says nothing", "", (1,), False),
]


@pytest.mark.parametrize(("text", "cited", "holds"), [row[1:] for row in CLAIMS], ids=[row[0] for row in CLAIMS])
def test_what_is_borne_out(text: str, cited: tuple[int, ...], holds: bool) -> None:
    found = bases(Claim(text, cited), PASSAGES)
    assert bool(found) is holds
    assert [basis.stored.key for basis in found] == (list(cited) if holds else [])


def test_the_sentence_that_says_it_is_quoted() -> None:
    (basis,) = bases(Claim("Không để tình trạng thiếu thuốc.", (1,)), PASSAGES)
    assert _TEXT[basis.start : basis.end] == "Không để tình trạng thiếu thuốc, vật tư y tế."
