"""The directives that a text names: ``Kế hoạch số 269/KH-UBND ngày 16/11/2023 của UBND tỉnh``.

A reference is read outwards from its number: the kind before it, the date and the issuer after it. Laws are also
named by their title alone. What a directive is named for is read in ``relations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from indexer import dates
from indexer.domain import Header, PartialDate, Reference, Span
from indexer.laws import find as laws_named
from indexer.numbers import KINDS
from indexer.relations import relations
from indexer.text import fold, retone

_LETTER, _SLASH = "A-ZĐÐĂÂÊÔƠƯ", "[/⁄]"
_PART = rf"[{_LETTER}][{_LETTER}a-zđ]{{0,19}}(?:&[{_LETTER}]{{2,8}}|\.[{_LETTER}]{{2,8}})?\d{{0,3}}"
_CODES = "|".join(sorted((*KINDS, "VBHN", "ND", "QD"), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w/⁄.,:-])(?P<label>[Ss][ốỐ]\s*:?\s*)?(?P<count>(?(label)\d(?:[ ]?\d){{0,5}}|"
    rf"\d{{1,6}})(?:\.\d{{1,3}})?[a-z]?)"
    rf"(?P<year>\s*{_SLASH}\s?(?:19|20)\d\d)?\s*(?P<sign>{_SLASH}|[-–])\s?"
    rf"(?P<symbol>(?:(?:{_CODES})\s*[-–]\s*{_PART}|{_PART})(?:(?:{_SLASH}\s?|[-–]\n?){_PART})*)(?!\w)"
)
"""A number in full, from ``số`` where it is written. OCR and line breaks put spaces inside."""

_NAMES = {name: name for name in (
    *KINDS.values(), "Chương trình hành động", "Nghị quyết liên tịch", "Văn bản hợp nhất", "Bộ luật", "Luật",
    "Pháp lệnh", "Lệnh", "Sắc lệnh", "Công văn", "Văn bản", "Hiến pháp",
)} | {"Công thư": "Công văn", "CV": "Công văn", "TT": "Thông tư"}  # fmt: skip
_KIND_OF = {fold(name).lower(): kind for name, kind in _NAMES.items()} | {
    fold(code).lower(): kind for code, kind in KINDS.items()
}
_KIND_WORDS = "|".join(sorted(_KIND_OF, key=len, reverse=True)).replace(" ", r"\s+")
_QUALIFIED = (
    r"tham\s+(?:tra|dinh)|ket\s+luan|hanh\s+dong|hoa\s+toc|khan|mat|lien\s+(?:tich|nganh)|phoi\s+hop|thanh\s+lap|"
    r"phe\s+duyet"
)
"""Words between a kind and its number: "Báo cáo thẩm tra số", "Thông báo kết luận số"."""
_KIND_BEFORE = re.compile(rf"(?<!\w)(?P<kind>{_KIND_WORDS})(?:\s+(?:{_QUALIFIED}))?\s*$")
_KIND_AND_ISSUER = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND_WORDS})\s+cua\s+(?!(?:{_KIND_WORDS})\b)[^,;.:()\d]{{2,60}}\s*$"
)
_FORM_BEFORE = re.compile(r"\b(?:mau|bieu|bieu mau|phu luc|bang)\s*$")
_OWN_LINE = re.compile(r"(?:^|\n)[\s*_#]*$")
_REACH = 110  # characters before a number in which its kind is looked for

_WORD = r"[^\W\d_]+"
_PASSED = re.compile(r"(?:\s*,)?\s*\(?\s*(?:(?:được\s+)?ban\s+hành\s+|ký\s+)?(?=ngày|tháng|năm|\d)", re.I)
_GAP = r"(?:[^\S\n]{0,9}\n?[^\S\n]{0,9}(?<=\s)|\s{1,9}(?=[a-zđ]))"
"""Space within a line or over its end; over blank lines (a page's end) only where a small letter goes on."""
_BY = re.compile(r"\s*,?\s*(?:của|CỦA)\s+")
_OFFICE = (
    "Chính phủ|Thủ tướng|Quốc hội|Ủy ban|Uỷ ban|UBND|HĐND|UBTVQH|UBMTTQ|Hội đồng|Bộ|Sở|Ban|Tỉnh|Thành|Huyện|"
    "Quận|Thị|Đảng|"
    "Chủ tịch|Phó|Giám đốc|Bí thư|Văn phòng|Cục|Tổng|Vụ|Viện|Tòa|Toà|Kiểm toán|Ngân hàng|Thống đốc|Bảo hiểm|"
    "Trung ương|"
    "Thường trực|Thường vụ|Trung tâm|Phòng|Chi cục|Hiệu trưởng|Trường|Đại học|Bệnh viện|Liên|Mặt trận|Thanh tra|"
    "Công ty|"
    "Tập đoàn|Hội|Chánh|Cơ quan|Đoàn|Bộ trưởng|BCH|Xã|Phường|Nhà nước"
)
_AFTER_ISSUER = (
    "về|quy|hướng|ban hành|phê|sửa|bổ|tại|đã|được|để|đến|nêu|trên|có|thì|là|hoặc|giao|công bố|thành lập|triển|"
    "thực hiện|"
    "đối|theo|cho|như|trong|do|khi|từ|nhằm|phát động|bãi|thay|hợp nhất|kèm|hết|này|v/v|ngày|số|năm|bị|phải|"
    "không|còn|chi tiết|thông qua|Kính|"
    "tiếp|nói|gửi|yêu cầu|nhất trí|chấp thuận|điều chỉnh|kiện toàn|tổ chức|ký|hiện|việc|Về|Quy định|Ban hành|"
    "Phê duyệt|Hướng dẫn"
)
_NAMED_NEXT = "|".join(sorted(_NAMES, key=len, reverse=True)).replace(" ", r"\s+")
_AND_OFFICE = rf"và{_GAP}(?!(?:{_NAMED_NEXT})\s+(?:số|\d|của)|Luật\b)(?=[{_LETTER}Ủ])"
_ISSUER = re.compile(
    rf"(?=(?:{_OFFICE})\b)(?:Bộ (?:trưởng Bộ )?Văn hóa, Thể thao và Du lịch|"
    rf"{_WORD}(?:{_GAP}(?:-\s+)?(?!(?:{_AFTER_ISSUER})\b)(?:{_AND_OFFICE}|(?!và\b)){_WORD}){{0,13}})"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A directive as it is named, before it is known what for."""

    number: str | None
    kind: str | None
    title: str | None
    start: int
    end: int
    date: PartialDate = field(default_factory=PartialDate)
    issuer: str | None = None


def find(text: str, header: Header) -> tuple[Reference, ...]:
    """Every naming of another directive in an NFC text, in order; ``header`` tells which is the text's own."""
    mentions = [_completed(text, mention) for mention in _mentions(text) if not _is_own(text, mention, header)]
    spans = [(mention.start, mention.end) for mention in mentions]
    return tuple(
        Reference(m.number, m.kind, m.date, m.issuer, relation, m.start, m.end, m.title)
        for m, relation in zip(mentions, relations(text, spans), strict=True)
    )


def _mentions(text: str) -> list[_Mention]:
    """Numbers with their kinds, and laws by name; a law's name and the number after it are one mention."""
    plain = retone(text)
    laws = [_Mention(None, law.kind, law.title, law.start, law.end) for law in laws_named(plain)]
    numbered = list(_numbered(text, {law.end: law for law in laws}))
    inside = [(mention.start, mention.end) for mention in numbered]
    return sorted([*numbered, *_apart(laws, inside)], key=lambda mention: mention.start)


def _apart(laws: list[_Mention], taken: list[Span]) -> Iterator[_Mention]:
    """The laws that do not overlap with what is taken; both in order."""
    at = 0
    for law in laws:
        while at < len(taken) and taken[at][1] <= law.start:
            at += 1
        if at == len(taken) or taken[at][0] >= law.end:
            yield law


def _numbered(text: str, laws: dict[int, _Mention]) -> Iterator[_Mention]:
    """Mentions with a number. What is left of a form's number (``Mẫu số 01/TB-CT``) is none."""
    for match in _NUMBER.finditer(text):
        first = match.start()
        before = fold(text[max(0, first - _REACH) : first]).lower()
        if _FORM_BEFORE.search(before) or _is_own_line(text, match):
            continue
        number, symbol = _joined(match), re.sub(r"\s", "", match["symbol"])
        law = _law_before(text, first, laws) or _law_before(text, match.start("count"), laws)
        kind = _KIND_BEFORE.search(before) or _KIND_AND_ISSUER.search(before)
        if law:
            yield replace(law, number=number, end=match.end())
        elif kind:
            yield _Mention(
                number,
                _KIND_OF[" ".join(kind["kind"].split())],
                None,
                first - len(before) + kind.start(),
                match.end(),
            )
        elif match["label"] or _stands_alone(match, symbol):
            yield _Mention(number, _kind_of_symbol(symbol), None, match.start("count"), match.end())


def _law_before(text: str, at: int, laws: dict[int, _Mention]) -> _Mention | None:
    """The law whose title ends right before an offset; titles may end with ``số`` themselves."""
    return laws.get(at - _REACH + len(text[max(0, at - _REACH) : at].rjust(_REACH).rstrip()))


def _joined(match: re.Match[str]) -> str:
    """The number without the spaces that the line or the OCR put in."""
    whole = f"{match['count']}{match['year'] or ''}{match['sign']}{match['symbol']}"
    return re.sub(r"\s", "", whole).replace("⁄", "/").replace("–", "-")


def _is_own_line(text: str, match: re.Match[str]) -> bool:
    """``Số: 231/KH-UBND`` at the beginning of a line is a letterhead's."""
    label = match["label"]
    return bool(label and ":" in label and _OWN_LINE.search(text, max(0, match.start() - 8), match.start()))


def _stands_alone(match: re.Match[str], symbol: str) -> bool:
    """Whether it is a number without any word before it: a known code and an office, or a year."""
    parts = re.split(r"[-–/⁄]", symbol)
    return len(symbol) > 2 and (bool(match["year"]) or (len(parts) > 1 and parts[0] in KINDS))


def _kind_of_symbol(symbol: str) -> str | None:
    """By the code; an office's symbol without one is that of a công văn. The National Assembly's says nothing."""
    parts = re.split(r"[-–/⁄]", symbol)
    code = next((_KIND_OF[fold(part).lower()] for part in parts if fold(part).lower() in _KIND_OF), None)
    return code or ("Công văn" if len(parts) > 1 else None)


def _completed(text: str, mention: _Mention) -> _Mention:
    """With the date and the issuer that stand behind it, in either order."""
    mention = _dated(text, mention)
    by = _BY.match(text, mention.end)
    name = _ISSUER.match(text, by.end()) if by else None
    if not name:
        return mention
    mention = replace(mention, issuer=" ".join(name[0].split()), end=name.end())
    return mention if mention.date.year else _dated(text, mention)


def _dated(text: str, mention: _Mention) -> _Mention:
    """With the date right behind it, where there is one."""
    passed = _PASSED.match(text, mention.end)
    written = dates.at(text, passed.end()) if passed else None
    if not written or not written.date.year or (written.date.month is None and mention.number):
        return mention
    return replace(mention, date=written.date, end=written.end)


def _is_own(text: str, mention: _Mention, header: Header) -> bool:
    """Whether it names the directive that it stands in."""
    start, end = header.spans.get("number", (0, 0))
    is_same = bool(header.number and mention.number) and _same(header.number) == _same(mention.number)
    return is_same or start < mention.end <= end or start <= mention.start < end


def _same(number: str | None) -> str:
    return fold(number or "").lower().replace("-", "/").lstrip("0")
