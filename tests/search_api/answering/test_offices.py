"""Answers from directives of several offices: who has a task, by when, and what is told of something else."""

from collections.abc import Iterator

import pytest

from indexer.embed import Embedder
from indexer.index.archive_index import ArchiveIndex
from indexer.pipeline import mirror
from indexer.text import folded
from search_api.answering.answer import Ask
from search_api.answering.answerer import answer
from search_api.answering.question import read
from search_api.engine import Engine

LETTERHEAD = """
{above}\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{issuer}\t\tĐộc lập - Tự do - Hạnh phúc

Số: {number}\t\t{place}, ngày {day} tháng {month} năm {year}
"""

HOSPITAL = LETTERHEAD.format(
    above="SỞ Y TẾ NINH BÌNH", issuer="BỆNH VIỆN ĐA KHOA NHO QUAN", number="41/KH-BVĐK", place="Nho Quan",
    day="06", month="02", year="2024",
) + """
KẾ HOẠCH
Diễn tập chữa cháy tại Bệnh viện năm 2024

I. MỤC ĐÍCH
Năm 2023 toàn bệnh viện có 12 vụ cháy nhỏ, đã thay 19/24 tủ điện. Đến nay 07 trạm y tế chưa có bình chữa cháy;
quân số trực là 36 đồng chí.

II. TỔ CHỨC THỰC HIỆN
1. Phòng Hành chính quản trị:
- Mua 40 bình chữa cháy cho các khoa, xong trước ngày 20/3/2024.
- Sửa đường ống nước cứu hỏa ở sân sau.
2. Phòng Điều dưỡng:
- Tập huấn sơ tán người bệnh cho 85 điều dưỡng vào sáng 12/3/2024.
3. Thực hiện Thông báo số 604/TB-UBND ngày 08/12/2023 của UBND tỉnh về kết luận của Phó Chủ tịch UBND tỉnh tại buổi
kiểm tra.

Nơi nhận:\t\tGIÁM ĐỐC
- Các khoa, phòng;
- Lưu: VT.\t\tTrần Văn Minh
"""  # fmt: skip

PROGRAMME = LETTERHEAD.format(
    above="", issuer="ỦY BAN NHÂN DÂN TỈNH NINH BÌNH", number="12/CTr-UBND", place="Ninh Bình",
    day="02", month="10", year="2024",
) + """
CHƯƠNG TRÌNH
Công tác quý IV năm 2024 của Ủy ban nhân dân tỉnh

1. Tháng 10

1.1. Đề án tổ chức lại các trạm y tế xã.
+ Cơ quan chủ trì: Sở Nội vụ
+ Thời hạn trình: chậm nhất 25/10/2024

1.2. Dự toán ngân sách địa phương năm 2025.
+ Cơ quan chủ trì: Sở Tài chính
+ Thời hạn trình: chậm nhất 10/11/2024

Nơi nhận:\t\tCHỦ TỊCH
- Các sở, ban, ngành;
- Lưu: VT.\t\tPhạm Quang Ngọc
"""  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("offices")
    (folder / "kho").mkdir()
    (folder / "kho" / "dien-tap.txt").write_text(HOSPITAL.strip(), encoding="utf-8")
    (folder / "kho" / "chuong-trinh.txt").write_text(PROGRAMME.strip(), encoding="utf-8")
    mirror([folder / "kho"], folder / "index", lambda: embedder)
    with Engine(ArchiveIndex.open(folder / "index"), embedder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("phòng nào của bệnh viện Nho Quan mua bình chữa cháy", ["Phòng Hành chính quản trị"]),
        ("diễn tập 2024 phòng nào mua bình chữa cháy, bao giờ xong", ["Phòng Hành chính quản trị", "20/3/2024"]),
        ("ai sửa đường ống nước cứu hỏa", ["Phòng Hành chính quản trị"]),
        ("phòng nào tập huấn sơ tán người bệnh, vào ngày nào", ["Phòng Điều dưỡng", "12/3/2024"]),
        ("dự toán ngân sách 2025 sở nào trình, hạn ngày nào", ["Sở Tài chính", "10/11/2024"]),
        ("đề án tổ chức lại trạm y tế xã quý 4 năm 2024 cơ quan nào chủ trì", ["Sở Nội vụ"]),
        ("mua bi nhiêu bình chữa cháy cho các khoa", ["40"]),
        ("mua nhiêu cái bình chữa cháy cho các khoa", ["40"]),
        ("năm 2023 bệnh viện thay được mấy tủ điện rồi", ["19/24"]),
        (
            "chương trình công tác quý 4 năm 2024 Sở Nội vụ trình đề án trạm y tế xã trễ nhứt ngày nào",
            ["25/10/2024"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_answer_holds_who_and_when(engine: Engine, question: str, facts: list[str]) -> None:
    found = answer(engine, Ask(question))
    assert not found.abstained, found.reason
    assert [fact for fact in facts if folded(fact) not in folded(found.text)] == []


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("năm 2024 bệnh viện có bao nhiêu vụ cháy", id="another year opens the sentence"),
        pytest.param("07 trạm y tế chưa có bình chữa cháy là của những xã nào", id="so many, without a name"),
        pytest.param("quân số trực diễn tập tốn bao nhiêu tiền", id="36 đồng chí are no sum"),
        pytest.param("khoa nào có nhiều vụ cháy nhất", id="no superlative"),
        pytest.param("số đt của phòng Điều dưỡng là số mấy", id="no telephone"),
        pytest.param("rốt cuộc mua được mấy bình chữa cháy cho các khoa", id="what is to be bought"),
        pytest.param("năm 2023 cháy chết mấy người ở bệnh viện", id="no dead"),
        pytest.param("Thông báo 604/TB-UBND kết luận những gì", id="only cited"),
        pytest.param(
            "chương trình công tác quý I năm 2024 giao sở nào lập dự toán ngân sách", id="another quarter"
        ),
    ],
)
def test_what_is_told_of_something_else_is_no_answer(engine: Engine, question: str) -> None:
    found = answer(engine, Ask(question))
    assert found.abstained, found.text


def test_places_are_names_in_any_case(engine: Engine) -> None:
    named = [
        read(engine.understand(text)).names for text in ("ở ninh bình ai lo", "o ninh binh ai lo", "ở Ninh Bình")
    ]
    assert named == [(("ninh", "bình"),), (("ninh", "binh"),), (("ninh", "bình"),)]


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Phòng Điều dưỡng chậm nhất lúc nào", ("Phòng Điều dưỡng",)),
        ("phong dieu duong tap huan may nguoi", ("phong dieu duong",)),
        ("Sở Tài chính hồi năm ngoái", ("Sở Tài chính",)),
        ("Bệnh viện Đa khoa Nho Quan sửa gì", ("Bệnh viện Đa khoa Nho Quan",)),
        ("Sở Du lịch Ninh Bình lo gì", ("Sở Du lịch Ninh Bình",)),
        ("mấy trạm y tế chưa có bình", ()),
        ("bộ giấy tờ nộp cho ai", ()),
    ],
)
def test_a_name_goes_as_far_as_the_archive_has_such_names(
    engine: Engine, text: str, offices: tuple[str, ...]
) -> None:
    assert read(engine.understand(text), engine.vocabulary).offices == offices
