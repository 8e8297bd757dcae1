"""The header of a directive, and where its body lies between letterhead and signature.

The layout is that of Decree 30/2020/NĐ-CP, appendix I: national title and issuer, number and symbol, place and
date, kind and subject (or "V/v" and "Kính gửi" on a công văn); after the body "Nơi nhận" and the signature.
Scanned files often lost the letterhead. What is then inferred from the symbol, the signer's title or the body
is named in ``Header.inferred``; what cannot be known stays ``None``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from indexer.domain import Header, PartialDate
from indexer.lines import Line, lines
from indexer.numbers import KINDS

_NAMES = sorted({*KINDS.values(), "Chương trình hành động", "Luật", "Pháp lệnh", "Thư công"}, key=len)
_ISSUERS = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "SYT": "Sở Y tế", "BYT": "Bộ Y tế",
            "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "TU": "Tỉnh ủy"}  # fmt: skip
_LOCAL = ("Ủy ban nhân dân", "Hội đồng nhân dân")

_NUMBER = re.compile(r"^Số\s*:?\s*(?P<count>\d+)?\s*(?P<rest>[/-]\s*[\w/]*[^\W\d_][\w/&]*(?:-[\w/&]+)*)")
_DATE = re.compile(
    r"^(?P<place>[^\W\d_][^,\d]{1,40}),\s*ngày\s*(?P<day>\d{1,2})?[\s.…]*tháng\s*(?P<month>\d{1,2})?[\s.…]*năm\s*(?P<year>\d{4})"
)
_KIND = re.compile(rf"^(?P<kind>{'|'.join(name.upper() for name in reversed(_NAMES))})(?:\s+(?P<rest>\D.*))?$")
_SUBJECT = re.compile(r"^V\s*/\s*v\s*:?\s*", re.IGNORECASE)
_TO = re.compile(r"^Kính\s+gửi\s*:?\s*", re.IGNORECASE)
_COPIES = re.compile(r"^Nơi\s+nhận\s*:?\s*", re.IGNORECASE)
_MOTTO = re.compile(
    r"\s*(?:CỘNG\s+H[OÒ][AÀ]\s+XÃ\s+HỘI.*|Độc\s+lập\s*[-–]\s*Tự\s+do.*|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM)$"
)
_BULLET = re.compile(r"^[-–—+•*]\s*")
_AUTHORITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\.\s*\S")
_TITLE = re.compile(r"CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG|THỦ TƯỚNG|CHÁNH|CHỦ NHIỆM|TỔNG THƯ KÝ|KIỂM TOÁN|VIỆN")
_NAME = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+){1,5}$")
_NO_RECIPIENT = re.compile(r"^(?:Như trên|Như điều \d+|Lưu\b)", re.IGNORECASE)
_SAYS = re.compile(r"[^\W_]")  # the star and the lines drawn in a letterhead do not
_UBND = re.compile(r"\bUBND\b|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN")
_UNIT = re.compile(
    r"\b((?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) [ỦU][YỶ]|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN)"
    r"\b(?=\s+\w)"
)
_WORD = r"[A-ZĐÀ-ỸƠƯĂÂÊÔ][^\W\d_]*"
_PROVINCE = re.compile(rf"\b[Tt]ỉnh ({_WORD}(?: {_WORD}){{1,2}})")
_HEAD_SPEAKS = re.compile(
    r"Giám đốc (?P<issuer>Sở [^.,;:\n]{2,40}?) (?:chỉ đạo|có ý kiến|đề nghị|yêu cầu|giao|ban hành|thông báo)"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A header and the spans of text that are body: the main one, and appendices after the signature."""

    header: Header
    body: tuple[tuple[int, int], ...]


def parse(text: str) -> Layout:
    """Read the header of an NFC text and find its body. A text without any header is all body."""
    rows = [line for line in lines(text) if _SAYS.search(line.bare)]
    opening = _opening(rows, text)
    closing = _closing(rows[opening.used :])
    header = replace(
        opening.header,
        signer=closing.signer,
        position=closing.position,
        authority=closing.authority,
        recipients=opening.header.recipients + closing.recipients,
    )
    start = rows[opening.used].start if opening.used < len(rows) else len(text)
    end = max(closing.start if closing.start is not None else len(text), start)
    body = [(start, end), (closing.end, len(text))]
    is_letter = bool(header.symbol or header.subject or opening.header.recipients)
    return Layout(_inferred(header, text, is_letter), tuple(span for span in body if text[slice(*span)].strip()))


@dataclass(slots=True)
class _Opening:
    """What the lines before the body say; ``used`` counts them."""

    header: Header = field(default_factory=Header)
    used: int = 0
    letterhead: list[str] = field(default_factory=list)

    def set(self, **fields: object) -> None:
        """Fill fields of the header."""
        self.header = replace(self.header, **fields)  # type: ignore[arg-type]


def _opening(rows: list[Line], text: str) -> _Opening:
    """Read line by line until one is none of a header's."""
    found = _Opening()
    seen_any = False
    i = 0
    while i < len(rows):
        took = _take(found, rows, i)
        if not took:
            break
        seen_any = seen_any or bool(found.header != Header() or _MOTTO.search(rows[i].bare))
        i += took
        if found.header.recipients or (found.header.kind and found.header.subject):
            break
    if seen_any:
        found.used = i
        names = [name.strip(" -–_") for name in found.letterhead if name.strip(" -–_")]
        issuers = [None, None, *(_cased(name, text) for name in names)]
        found.set(issuer=issuers[-1], parent_issuer=issuers[-2])
    else:
        found.header = Header()
    return found


def _take(found: _Opening, rows: list[Line], i: int) -> int:
    """Let the header take line ``i`` and those that belong to it; how many lines it took, 0 for none."""
    return next((took for taker in _TAKERS if (took := taker(found, rows, i))), 0)


def _take_number(found: _Opening, rows: list[Line], i: int) -> int:
    """``Số: 231 /KH-UBND``; place and date may stand on the same line."""
    match = _NUMBER.match(rows[i].bare)
    if not match:
        return 0
    symbol, count = re.sub(r"\s", "", match["rest"]), match["count"]
    found.set(number=f"{count}{symbol}" if count else None, symbol=re.sub(r"^[/-](?:\d{4}/)?", "", symbol))
    _set_date(found, rows[i].bare[match.end() :].strip())
    return 1


def _take_date(found: _Opening, rows: list[Line], i: int) -> int:
    return int(_set_date(found, rows[i].bare))


def _set_date(found: _Opening, words: str) -> bool:
    """Place and date: ``Đồng Nai, ngày    tháng 11 năm 2023``."""
    match = _DATE.match(words)
    if match:
        known = {part: int(match[part]) for part in ("day", "month", "year") if match[part]}
        found.set(place=match["place"].strip(), date=PartialDate.possible(**known))
    return match is not None


def _take_subject(found: _Opening, rows: list[Line], i: int) -> int:
    """``V/v triển khai ...``, to the end of its paragraph."""
    match = _SUBJECT.match(rows[i].bare)
    if not match:
        return 0
    stop = _paragraph_end(rows, i + 1)
    found.set(subject=_joined(rows[i:stop])[match.end() :].rstrip("."))
    return stop - i


def _take_recipients(found: _Opening, rows: list[Line], i: int) -> int:
    """``Kính gửi:`` with names on its line, or a list below it."""
    match = _TO.match(rows[i].bare)
    if not match:
        return 0
    stop, rest = i + 1, rows[i].bare[match.end() :]
    while stop < len(rows) and (_BULLET.match(rows[stop].bare) or (rest and not rows[stop].after_blank)):
        stop += 1
    found.set(recipients=_recipients([rest, *(row.bare for row in rows[i + 1 : stop])]))
    return stop - i


def _take_kind(found: _Opening, rows: list[Line], i: int) -> int:
    """``KẾ HOẠCH``, then what it is about: on its line, below it, or in the next paragraph."""
    match = _KIND.match(rows[i].bare)
    if not match or found.header.kind:
        return 0
    stop = _paragraph_end(rows, i + (1 if match["rest"] else 2))
    words = _joined(rows[i:stop])[len(match["kind"]) :].strip()
    found.set(kind=match["kind"].capitalize(), subject=words or None)
    return stop - i


def _take_letterhead(found: _Opening, rows: list[Line], i: int) -> int:
    """The issuer, before anything else: alone on its line, or left of the national title in a scan."""
    bare = rows[i].bare
    motto = _MOTTO.search(bare)
    if not motto and not (bare.isupper() and found.header == Header()):
        return 0
    found.letterhead.append(bare[: motto.start()] if motto else bare)
    return 1


_TAKERS = (_take_number, _take_date, _take_subject, _take_recipients, _take_kind, _take_letterhead)


def _paragraph_end(rows: list[Line], i: int) -> int:
    """The index after the paragraph that goes on at line ``i``."""
    while i < len(rows) and not rows[i].after_blank and not _TO.match(rows[i].bare):
        i += 1
    return min(i, len(rows))


def _joined(rows: list[Line]) -> str:
    """Lines as one, single spaces."""
    return " ".join(" ".join(row.bare for row in rows).split())


def _recipients(names: list[str]) -> tuple[str, ...]:
    """Names without bullets and end marks; "Như trên" and "Lưu" name nobody."""
    bare = (_BULLET.sub("", name).strip(" ;.,") for name in names)
    return tuple(name for name in bare if name and not _NO_RECIPIENT.match(name))


@dataclass(frozen=True, slots=True)
class _Closing:
    """The block after the body: ``start`` is None where there is none."""

    start: int | None = None
    end: int = 0
    recipients: tuple[str, ...] = ()
    signer: str | None = None
    position: str | None = None
    authority: str | None = None


def _closing(rows: list[Line]) -> _Closing:
    """Find "Nơi nhận" and the signature near the end; either may come first."""
    first = next((i for i in range(len(rows) - 1, -1, -1) if _COPIES.match(rows[i].bare)), None)
    titles = [i for i, row in enumerate(rows) if _is_title(row.bare) and i >= (first or len(rows)) - 8]
    if first is None:
        titles = [i for i in titles if i >= len(rows) - 8]
    starts = ([first] if first is not None else []) + titles
    if not starts:
        return _Closing(end=rows[-1].end if rows else 0)
    end = _copies_end(rows, first) if first is not None else 0
    names = [row.bare for row in rows[first:end]] if first is not None else []
    signer = _signer(rows, max(titles) + 1) if titles else None
    last = max(end - 1, titles[-1] if titles else 0, signer if signer is not None else 0)
    words = [rows[i].bare for i in titles]
    return _Closing(
        start=rows[min(starts)].start,
        end=rows[last].end,
        recipients=_recipients([_COPIES.sub("", names[0]), *names[1:]] if names else []),
        signer=rows[signer].bare if signer is not None else None,
        position=words[-1] if words else None,
        authority=" ".join(words[:-1]) or (words[0] if words and _AUTHORITY.match(words[0]) else None),
    )


def _is_title(bare: str) -> bool:
    """``TM. ỦY BAN NHÂN DÂN``, ``KT. CHỦ TỊCH``, ``PHÓ GIÁM ĐỐC``."""
    return bare.isupper() and len(bare) < 80 and bool(_AUTHORITY.match(bare) or _TITLE.search(bare))


def _copies_end(rows: list[Line], first: int) -> int:
    """The index after the list under "Nơi nhận"."""
    end = first + 1
    while end < len(rows) and _BULLET.match(rows[end].bare):
        end += 1
    return end


def _signer(rows: list[Line], after: int) -> int | None:
    """The line with the signer's name, within six lines of the title."""
    near = range(after, min(after + 6, len(rows)))
    return next((i for i in near if _NAME.match(rows[i].bare) and rows[i].bare.istitle()), None)


def _cased(name: str, text: str) -> str:
    """A letterhead as running text writes it: ``UBND TỈNH ĐỒNG NAI`` to ``Ủy ban nhân dân tỉnh Đồng Nai``.

    Capitals do not tell which syllables keep theirs (``Sở Y tế``); where the text names the office too, it does.
    """
    words = _UBND.sub("Ủy ban nhân dân", " ".join(name.split()))
    if not name.isupper():
        return words
    named = (match[0] for match in re.finditer(re.escape(words), text, re.IGNORECASE))
    if spelled := next((word for word in named if not word.isupper()), None):
        return spelled[:1].upper() + spelled[1:]
    office, unit, rest = re.split(_UNIT, words, maxsplit=1) if re.search(_UNIT, words) else (words, "", "")
    generic, _, own = office.strip().partition(" ")
    known = f"{generic.capitalize()} {own.capitalize()}" if office.isupper() else office
    whole = " ".join(f"{known} {unit.lower()} {rest.title()}".split())
    return whole[:1].upper() + whole[1:]


def _inferred(header: Header, text: str, is_letter: bool) -> Header:
    """Fill kind, issuer and its parent from what else is known, and say so.

    ``is_letter``: it has a number, a subject or addressees; without a kind it is then a công văn.
    """
    guesses: dict[str, object] = {}
    code = re.split(r"[-/]", header.symbol or "")
    if header.kind is None:
        kind = next((KINDS[part] for part in code if part in KINDS), None)
        guesses["kind"] = kind or ("Công văn" if is_letter else None)
    unit = _unit(header.place, text)
    if header.issuer is None:
        name = next((_ISSUERS[part] for part in code if part in _ISSUERS), None) or _speaker(text)
        guesses["issuer"] = f"{name} {unit}" if name in _LOCAL and unit else name
    issuer = header.issuer or guesses.get("issuer")
    if header.parent_issuer is None and str(issuer).startswith("Sở ") and unit:
        guesses["parent_issuer"] = f"Ủy ban nhân dân {unit}"
    known = {name: value for name, value in guesses.items() if value}
    return replace(header, **known, inferred=tuple(known))  # type: ignore[arg-type]


def _speaker(text: str) -> str | None:
    """The office whose head gives the orders: "Giám đốc Sở Y tế chỉ đạo các đơn vị ..."."""
    match = _HEAD_SPEAKS.search(text)
    return match["issuer"] if match else None


def _unit(place: str | None, text: str) -> str | None:
    """``tỉnh Đồng Nai`` or ``thành phố Sa Đéc``: the unit that the place or, without one, the body names most."""
    if place is None:
        provinces = Counter(match[1] for match in _PROVINCE.finditer(text)).most_common(1)
        return f"tỉnh {provinces[0][0]}" if provinces else None
    units = Counter(
        match[1].lower()
        for match in re.finditer(rf"(tỉnh|thành phố|huyện|quận|thị xã|xã|phường) {re.escape(place)}", text, re.I)
    )
    return f"{units.most_common(1)[0][0]} {place}" if units else None
