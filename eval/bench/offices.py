"""Who issues the directives of an archive that is made, where, of which kind, and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

PLACES = (
    "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai",
    "Hà Tĩnh", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Nghệ An", "Ninh Bình",
    "Phú Thọ", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa",
    "Tuyên Quang", "Vĩnh Long",
)  # fmt: skip

KINDS = (
    ("Kế hoạch", "KH"), ("Quyết định", "QĐ"), ("Chỉ thị", "CT"), ("Thông báo", "TB"), ("Báo cáo", "BC"),
    ("Hướng dẫn", "HD"), ("Chương trình", "CTr"), ("Nghị quyết", "NQ"),
)  # fmt: skip

_DEPARTMENTS = (
    ("Y tế", "SYT"), ("Tài chính", "STC"), ("Nội vụ", "SNV"), ("Tư pháp", "STP"), ("Xây dựng", "SXD"),
    ("Công Thương", "SCT"), ("Giáo dục và Đào tạo", "SGDĐT"), ("Khoa học và Công nghệ", "SKHCN"),
    ("Nông nghiệp và Môi trường", "SNNMT"), ("Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
)  # fmt: skip

TASKS = (
    "phối hợp các đơn vị liên quan triển khai thực hiện",
    "rà soát, tổng hợp khó khăn, vướng mắc của các địa phương",
    "tham mưu bố trí kinh phí trong dự toán hằng năm",
    "kiểm tra, đôn đốc việc thực hiện tại cơ sở",
    "tuyên truyền, phổ biến nội dung văn bản này",
    "xây dựng quy chế phối hợp giữa các cơ quan",
)

SIGNERS = tuple(
    f"{family} {middle} {given}"
    for family, middle, given in product(
        ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ"),
        ("Văn", "Thị", "Minh", "Quốc"),
        ("An", "Bình", "Hạnh", "Sơn"),
    )
)


@dataclass(frozen=True, slots=True)
class Office:
    """One that issues: its name, who stands above it, its code in numbers, its letterhead and town, who signs."""

    name: str
    above: str | None
    short: str
    letterhead: str
    place: str
    signs: str


def _people(place: str) -> Office:
    name = f"Ủy ban nhân dân tỉnh {place}"
    head = f"ỦY BAN NHÂN DÂN\nTỈNH {place.upper()}"
    return Office(name, None, "UBND", head, place, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")


def _department(place: str, field: str, short: str) -> Office:
    head = f"UBND TỈNH {place.upper()}\nSỞ {field.upper()}"
    return Office(f"Sở {field} tỉnh {place}", f"Ủy ban nhân dân tỉnh {place}", short, head, place, "GIÁM ĐỐC")


OFFICES = tuple(
    office
    for place in PLACES
    for office in (_people(place), *(_department(place, field, short) for field, short in _DEPARTMENTS))
)
"""Three hundred and eight."""
