"""Names of offices: which words open one, what its code in a symbol stands for, how a sentence writes it.

A letterhead is in capitals and abbreviates (``UBND TỈNH ĐỒNG NAI``); a header gives the name as running text does
(``Ủy ban nhân dân tỉnh Đồng Nai``).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from indexer.text import fold, has_diacritics, retone

CODES = {
    "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "VPCP": "Văn phòng Chính phủ", "TTCP": "Thanh tra Chính phủ",
    "BCA": "Bộ Công an", "BCT": "Bộ Công Thương", "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "BGDĐT": "Bộ Giáo dục và Đào tạo", "BGTVT": "Bộ Giao thông vận tải", "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BKHCN": "Bộ Khoa học và Công nghệ", "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BNG": "Bộ Ngoại giao", "BNNMT": "Bộ Nông nghiệp và Môi trường", "BNV": "Bộ Nội vụ",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "BQP": "Bộ Quốc phòng", "BTC": "Bộ Tài chính",
    "BTNMT": "Bộ Tài nguyên và Môi trường", "BTTTT": "Bộ Thông tin và Truyền thông", "BTP": "Bộ Tư pháp",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BXD": "Bộ Xây dựng", "BYT": "Bộ Y tế",
    "NHNN": "Ngân hàng Nhà nước Việt Nam", "KTNN": "Kiểm toán nhà nước", "BHXH": "Bảo hiểm xã hội",
    "SCT": "Sở Công Thương", "SDTTG": "Sở Dân tộc và Tôn giáo", "SGDĐT": "Sở Giáo dục và Đào tạo",
    "SGTVT": "Sở Giao thông vận tải", "SKHĐT": "Sở Kế hoạch và Đầu tư", "SKHCN": "Sở Khoa học và Công nghệ",
    "SLĐTBXH": "Sở Lao động - Thương binh và Xã hội", "SNV": "Sở Nội vụ",
    "SNNMT": "Sở Nông nghiệp và Môi trường", "SNN": "Sở Nông nghiệp và Phát triển nông thôn",
    "STC": "Sở Tài chính", "STNMT": "Sở Tài nguyên và Môi trường", "STTTT": "Sở Thông tin và Truyền thông",
    "STP": "Sở Tư pháp", "SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch", "SXD": "Sở Xây dựng", "SYT": "Sở Y tế",
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "TU": "Tỉnh ủy",
}  # fmt: skip
"""Offices by the code that stands for them in a symbol, where the code means one thing everywhere."""

LOCAL = {"Ủy ban nhân dân", "Hội đồng nhân dân", "Tỉnh ủy"}
"""Offices whose name is whole only with that of their place."""

_HEADS = """Ủy ban|UBND|UBMTTQ|HĐND|Hội đồng|Sở|Bộ|Cục|Tổng cục|Chi cục|Vụ|Ban|BCĐ|BCH|Phòng(?! chống|,)
|Trung tâm|Bệnh viện|Trạm|Trường|Đảng bộ|Đảng ủy|Đảng đoàn|Ban cán sự|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy
|Quân ủy|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Quận đoàn|Thị đoàn|Chi bộ|Công an|Văn phòng|Thanh tra|Kho bạc|Bảo hiểm
|BHXH|Tổng liên đoàn|Liên đoàn|Liên hiệp|Liên minh|Liên ngành|Hội
|Hiệp hội|Tổng hội|Đoàn|Chính phủ|Thủ tướng|Chủ tịch|Quốc hội|Tòa án|Viện|Ngân hàng|Tập đoàn|Tổng công ty
|Công ty|Học viện|Đại học|Mặt trận|Nhà xuất bản|Đài|Báo|Công đoàn|Tổ|Đội|Khoa|Hạt|Kiểm toán|Xí nghiệp|Nhà máy
|Quỹ|Cảng|Thuế|Hải quan|Quân khu|Quân đoàn|Kiểm lâm|Thường trực|Trung ương|Thủ trưởng|NHNN
|Vườn quốc gia|Khu bảo tồn|Sư đoàn|Lữ đoàn|Trung đoàn|Hợp tác xã|HTX|Chi nhánh|Bảo tàng|Thư viện|Nhà hát
|Nông trường|Lâm trường|Bưu điện"""
_HEAD = re.compile(rf"(?:{''.join(_HEADS.splitlines())})\b", re.IGNORECASE)
_BARE_HEAD = re.compile(fold(_HEAD.pattern), re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:\b(?:và|của|về|với|các|nước|thuộc|phòng,)|[-–,&])$", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:Văn phòng|Ban chỉ đạo|Ban quản lý|Hội đồng|Ban chấp hành|Trung tâm|Bệnh viện(?: Đa khoa)?)", re.I
)
_PHRASES = tuple(
    """Ủy ban nhân dân|Hội đồng nhân dân|Ủy ban Mặt trận Tổ quốc Việt Nam|Mặt trận Tổ quốc
|Thủ tướng Chính phủ|Chính phủ|Quốc hội|Văn phòng|Thanh tra|Kiểm toán nhà nước|Ngân hàng Nhà nước
|Kho bạc Nhà nước|Bảo hiểm xã hội|Bộ Chính trị|Ban Bí thư|Ban Chấp hành|Ban Thường vụ|Trung ương|Tỉnh ủy
|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Quân ủy|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Quận đoàn|Thị đoàn|Đảng ủy|Đảng bộ
|Chi bộ|Đảng đoàn|Ban cán sự đảng|Ban Tổ chức
|Ban Tuyên giáo và Dân vận|Ban Tuyên giáo|Ban Dân vận|Ban Nội chính|Ủy ban Kiểm tra|Ban Chỉ đạo|Ban Quản lý
|Ban|Hội đồng|Sở|Bộ|Tổng cục|Chi cục|Cục|Vụ|Phòng|Tổ|Trung tâm Kiểm soát bệnh tật|Trung tâm|Bệnh viện|Đa khoa
|khu vực|Liên ngành|Y học cổ truyền|Phục hồi chức năng|Y tế|Trạm|Trường|Mầm non|Tiểu học|Trung học cơ sở
|Trung học phổ thông|Đại học|Cao đẳng|Học viện|Viện|Tòa án nhân dân tối cao|Tòa án nhân dân
|Viện kiểm sát nhân dân tối cao|Viện kiểm sát nhân dân|Công an|Quốc phòng|Quân sự|Bộ Chỉ huy
|Giáo dục và Đào tạo|Giao thông vận tải|Kế hoạch và Đầu tư|Khoa học và Công nghệ|Kế hoạch - Tài chính
|Tài chính|Lao động - Thương binh và Xã hội|Nông nghiệp và Môi trường|Nông nghiệp và Phát triển nông thôn
|Nội vụ|Ngoại giao|Tài nguyên và Môi trường|Thông tin và Truyền thông|Tư pháp|Văn hóa, Thể thao và Du lịch
|Văn hóa và Thể thao|Văn hóa - Xã hội|Văn hóa và Thông tin|Xây dựng|Công Thương|Dân tộc và Tôn giáo|Kinh tế
|Hạ tầng và Đô thị|Du lịch|Công ty Cổ phần|Công ty|Tổng công ty|Tập đoàn|Ngân hàng|Liên đoàn Lao động
|Đoàn Thanh niên|Hội Liên hiệp Phụ nữ|tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|khu vực|các
|và|của|về|với|thuộc|tại|khóa|trực thuộc|Bộ Quốc phòng|Bộ Nội vụ|Sở Nội vụ|Quản lý thị trường
|Vườn quốc gia|Lâm nghiệp|Quân khu|Sư đoàn|Lữ đoàn|Trung đoàn""".replace("\n", "").split("|")
)
_ABBREVIATED = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "UBMTTQ": "Ủy ban Mặt trận Tổ quốc"}
_UNITS = r"tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
_ROMAN = re.compile(r"[IVX]{2,}")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_PLACELESS = re.compile(r"(?:UY BAN|HOI DONG) NHAN DAN|UBND|HDND", re.IGNORECASE)
_UNIT_NAMED = re.compile(rf"(?:{_UNITS}) \w", re.IGNORECASE)
_WORD = r"[A-ZĐÀ-ỸƠƯĂÂÊÔ][^\W\d_]*"
_PROVINCE = re.compile(rf"\b[Tt]ỉnh\s({_WORD}(?: {_WORD}){{1,2}})")


def is_office(words: str) -> bool:
    """Whether words begin as the name of an office does, be it in capitals without diacritics."""
    return bool(_HEAD.match(retone(words)) or (_is_bare(words) and _BARE_HEAD.match(words)))


def _is_bare(name: str) -> bool:
    return name.isupper() and not has_diacritics(name)


def goes_on(name: str, words: str) -> bool:
    """Whether the next line of a letterhead goes on with the name above it."""
    bare = retone(name).strip()
    if retone(words).startswith(f"{bare} "):
        return False
    if " " not in words.strip():
        return True
    is_open = _UNFINISHED.search(bare) or _GENERIC.fullmatch(bare) or _cuts_phrase(bare, words)
    return not is_office(words) or bool(is_open)


def _cuts_phrase(name: str, words: str) -> bool:
    """Whether a line's end cuts a phrase of office names: ``... VÀ MÔI`` above ``TRƯỜNG``."""
    above, below = fold(name).upper().split(), fold(words).upper().split()
    return bool(below) and ((*above[-2:], below[0]) in _cuts() or (*above[-1:], below[0]) in _doubles())


@cache
def _cuts() -> frozenset[tuple[str, ...]]:
    """Three words of a phrase, or its first two, the last of which opens a name too: a line may end before it.

    Without diacritics, which scans lose.
    """
    found = set()
    for phrase in _PHRASES:
        words = fold(phrase).upper().split()
        for at in range(1, len(words)):
            if is_office(" ".join(phrase.split()[at:])):
                found.add(tuple(words[max(0, at - 2) : at + 1]))
    return frozenset(found)


@cache
def _doubles() -> frozenset[tuple[str, ...]]:
    """Phrases of two words, the last of which opens a name too: ``ĐA KHOA``."""
    phrases = [tuple(fold(phrase).upper().split()) for phrase in _PHRASES]
    return frozenset(phrase for phrase in phrases if len(phrase) == 2) & _cuts()


def lacks_place(name: str, words: str) -> bool:
    """Whether a name is that of a local office without its place, and a line names one: ``TỈNH ĐỒNG NAI``."""
    return bool(_PLACELESS.fullmatch(fold(name).strip()) and _UNIT_NAMED.match(words))


def in_sentence(name: str, text: str) -> str:
    """A name in capitals as running text writes it.

    Capitals do not tell which syllables keep theirs (``Sở Y tế``). Where the text names the office too, it does;
    else phrases of office names are known, and what remains is a name of its own.
    """
    words = retone(" ".join(name.split()))
    if not words.isupper():
        return words
    for short, long in _ABBREVIATED.items():
        words = re.sub(rf"\b{short}\b", fold(long.upper()) if _is_bare(words) else long.upper(), words)
    is_named = words.lower() in text.lower()
    named = re.finditer(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) if is_named else ()
    spelled = Counter(match[0] for match in named if match[0][0].isupper())
    told = [(count, word) for word, count in spelled.items() if not word.isupper() and not word.istitle()]
    if told:
        return max(told)[1]
    cased = _phrases().sub(lambda match: _known()[match[0].upper()] if match[1] else _cased(match[0]), words)
    return cased[:1].upper() + cased[1:]


def _cased(word: str) -> str:
    """A word of a name; one without a vowel is an abbreviation or a number: ``THPT``, ``XIV``."""
    return word.capitalize() if _VOWEL.search(fold(word)) and not _ROMAN.fullmatch(word) else word


@cache
def _known() -> dict[str, str]:
    """Phrases of office names in capitals -> as running text writes them."""
    return {fold(phrase.upper()): fold(phrase) for phrase in _PHRASES} | {
        phrase.upper(): phrase for phrase in _PHRASES
    }


@cache
def _phrases() -> re.Pattern[str]:
    """A phrase of office names (group 1), the longest first, or one other word."""
    known = "|".join(re.escape(phrase) for phrase in sorted(_known(), key=len, reverse=True))
    return re.compile(rf"\b(?:({known})\b|[^\W_]+)")


def unit(place: str | None, text: str) -> str | None:
    """``tỉnh Đồng Nai`` or ``thành phố Sa Đéc``: the unit that the place or, without one, the text names most."""
    if place is None:
        provinces = Counter(match[1] for match in _PROVINCE.finditer(text)).most_common(1)
        return f"tỉnh {provinces[0][0]}" if provinces else None
    words = r"\s".join(map(re.escape, place.lower().split()))  # a line may end inside the name
    named = re.finditer(rf"({_UNITS})\s{words}\b", text.lower())
    units = Counter(" ".join(match[1].split()) for match in named)
    return f"{units.most_common(1)[0][0]} {place}" if units else None


def with_unit(office: str, place: str | None) -> str:
    """A local office with its unit: ``Ủy ban nhân dân tỉnh Đồng Nai``, ``Thành ủy Hà Nội``."""
    if office not in LOCAL or place is None:
        return office
    if office != "Tỉnh ủy":
        return f"{office} {place}"
    return f"Thành ủy {place[10:]}" if place.startswith("thành phố ") else f"Tỉnh ủy {place.removeprefix('tỉnh ')}"
