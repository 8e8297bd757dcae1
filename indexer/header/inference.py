"""What a header does not state and what yet follows from the rest: from labels of a web page, the symbol, the
signature, the words that enact, the captions of appendices.

Every field filled here without being read is named in ``Header.inferred``.
"""

from __future__ import annotations

import re
from collections import Counter

from indexer import dates
from indexer.header.cells import Cell, Row
from indexer.header.findings import INFERRED, LIKELY, Findings
from indexer.header.marks import KIND_OF_CODE, kind, number
from indexer.header.offices import CODES, LOCAL, in_sentence, is_office, unit, with_unit
from indexer.numbers import bears_year

_KINDS = "|".join(sorted({"Chương trình hành động", "Pháp lệnh", *KIND_OF_CODE.values()}, key=len, reverse=True))
_LABEL = re.compile(
    r"^\W*(?P<label>Số hiệu|Số ký hiệu|Số, ký hiệu|Loại văn bản|Cơ quan ban hành|Người ký|Ngày ban hành|Trích yếu)"
    r"\s*[:|]\s*(?P<value>[^|]*[^|\s])",
    re.IGNORECASE,
)
_BODY = re.compile(r"^\W*(?:Điều|Chương)\s+[\dIVX]+\b")
_HEAD = (
    r"(?:Bộ trưởng|Thống đốc|Tổng Kiểm toán|Tổng Thanh tra|Chủ nhiệm|Giám đốc|Cục trưởng|Chủ tịch|Viện trưởng"
    r"|Chánh án)"
)
_ENACTS = re.compile(
    rf"^\W*(?:{_HEAD}\s+)?(?P<issuer>[A-ZĐ][^.;:\n]{{3,60}}?)\s+(?:quyết định\s+)?ban hành\s+"
    rf"(?P<kind>{_KINDS})\b"
)
_SELF = re.compile(
    rf"\b(?P<kind>{_KINDS}) này (?:quy định|có hiệu lực|hướng dẫn|áp dụng|điều chỉnh|thay thế|bãi bỏ)"
)
_SPEAKS = re.compile(
    r"(?:Giám đốc|Chủ tịch|Trưởng|Thủ trưởng) (?P<issuer>(?:Sở|Bệnh viện|Trung tâm|Cục) [^.,;:\n]{2,40}?)"
    r" (?:chỉ đạo|có ý kiến|đề nghị|yêu cầu|giao|ban hành|thông báo|kết luận)\b"
)
_CAPTION = re.compile(
    rf"(?:Kèm|kèm) theo (?P<kind>{_KINDS})\s+(?=số)(?P<number>số\s*:?\s*[\w./-]+)"
    r"\s+(?P<date>ngày[^()\n]{3,40}?)\s+của\s+(?P<issuer>[^()\n]{3,60}?)\s*\)?\s*$"
)
_BOARD = re.compile(
    r"^\W*-?\s*(?:BGĐ|Ban Giám đốc)\s+(?P<issuer>(?:Sở|Bệnh viện|Trung tâm)\s+[^;,.()]{2,40})", re.M
)
_ON_BEHALF = re.compile(r"^(?:TM|T/M)[.,]?\s*(?P<issuer>\S.*)$")
_OF = re.compile(rf"^(?:(?:KT|TL|TUQ)[.,]?\s*)?(?:PHÓ\s+)?{_HEAD.upper()}\s+(?P<issuer>\S.*)$")


def read_labels(rows: list[Row], found: Findings) -> None:
    """What a page states in a table of its own above the first article: ``Số hiệu | 125/2026/NĐ-CP``."""
    body = next((i for i, row in enumerate(rows[:80]) if _BODY.match(row.bare)), min(80, len(rows)))
    for row in rows[:body] + rows[max(body, len(rows) - 40) :]:
        match = _LABEL.search(row.bare)
        if match and (row.start < rows[body - 1].end or match["label"].lower() == "người ký"):
            value = Cell(row.start, row.end, row.bare).part(*match.span("value"))
            _state_label(match["label"].lower(), value, found)


def _state_label(label: str, value: Cell, found: Findings) -> None:
    if label.startswith("số") and (read := number(Cell(value.start - 4, value.end, f"Số: {value.text}"))):
        found.state("number", read.number, read.at, LIKELY)
        found.state("symbol", read.symbol, read.symbol_at, LIKELY)
    elif label == "loại văn bản" and (named := kind(Cell(value.start, value.end, value.text.upper()))):
        found.state("kind", named.name, value.span, LIKELY)
    elif label == "cơ quan ban hành" and is_office(value.text):
        found.state("issuer", in_sentence(value.text, ""), value.span, LIKELY)
    elif label == "ngày ban hành" and (written := next(dates.find(value.text), None)):
        found.state("date", written.date, value.span, LIKELY)
    elif (
        label == "người ký" and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){1,4}", value.text) and value.text.istitle()
    ):
        found.state("signer", value.text, value.span, LIKELY)
    elif label == "trích yếu":
        found.state("subject", value.text.rstrip(". "), value.span, LIKELY)


def infer(found: Findings, text: str, rows: list[Row], is_letter: bool) -> None:
    """Fill number, date, kind, issuer and its parent from what else is known, and say so.

    Args:
        found: what was read, filled further.
        text: the whole text.
        rows: the rows after the letterhead.
        is_letter: it bears "V/v" or "Kính gửi"; without a kind it is then a công văn.
    """
    _from_captions(found, rows)
    codes = [part for part in re.split(r"[-/]", found.get("symbol") or "") if part]
    enacting = next((match for row in rows[:60] if (match := _ENACTS.match(row.bare))), None)
    _infer_kind(found, codes, enacting, text, is_letter)
    if found.get("issuer") is None:
        place = unit(found.get("place"), text)
        for name, confidence in _issuers(found, codes, enacting, text):
            found.infer("issuer", with_unit(name, place), confidence if name not in LOCAL or place else 0.4)
    if str(found.get("issuer")).startswith("Sở ") and found.get("parent_issuer") is None:
        place = unit(found.get("place"), text)
        found.infer("parent_issuer", f"Ủy ban nhân dân {place}" if place else None)


def _from_captions(found: Findings, rows: list[Row]) -> None:
    """Appendices name their directive: ``(Kèm theo Nghị định số ... ngày ... của Chính phủ)``.

    Only where its number was lost, and where all captions agree.
    """
    if found.get("symbol") or not rows:
        return
    captions = [match for row in rows if row.bare.startswith("(") and (match := _CAPTION.search(row.bare))]
    if len({match["number"] for match in captions}) != 1 or found.get("kind") not in {None, captions[0]["kind"]}:
        return
    caption = captions[0]
    words = f"Số: {caption['number'].split(maxsplit=1)[-1]}"
    read, written = number(Cell(0, len(words), words)), next(dates.find(caption["date"]), None)
    if read and read.number:
        found.infer("number", read.number)
        found.infer("symbol", read.symbol)
        found.infer("date", written.date if written else None)


def _infer_kind(
    found: Findings, codes: list[str], enacting: re.Match[str] | None, text: str, is_letter: bool
) -> None:
    """From the symbol, the words that enact or those by which the text speaks of itself."""
    telling = codes[:1] if is_letter else codes  # whose later ones name who wrote it: ``284/ATTP-NĐ``
    found.infer("kind", next((KIND_OF_CODE[code] for code in telling if code in KIND_OF_CODE), None), LIKELY)
    is_act = bears_year(found.get("number"))
    found.infer("kind", "Công văn" if is_letter or (codes and not is_act) else None, LIKELY)
    found.infer("kind", enacting["kind"] if enacting else None)
    if found.get("kind") is None:
        named = Counter(match["kind"] for match in _SELF.finditer(text)).most_common(1)
        found.infer("kind", named[0][0] if named else None)


def _issuers(
    found: Findings, codes: list[str], enacting: re.Match[str] | None, text: str
) -> list[tuple[str, float]]:
    """Who may have issued it, the surest first."""
    coded = [CODES[code] for code in codes if code in CODES]
    if len(coded) > 1 and {"TTLT", "NQLT", "LT", "LN"} & set(codes):
        coded = [" - ".join(coded)]
    named: list[tuple[str | None, float]] = [(name, INFERRED) for name in coded]
    is_by_order = re.match(r"(?:TL|TUQ|T/L)\b", found.get("authority") or "")
    for words in (found.get("authority"), None if is_by_order else found.get("position")):
        match = (_ON_BEHALF.match(words) or _OF.match(words)) if words else None
        if words and re.match(r"^KT[.,]\s*THỦ TƯỚNG|^(?:PHÓ )?THỦ TƯỚNG$", words):
            named.append(("Thủ tướng Chính phủ", INFERRED))
        elif match and is_office(match["issuer"]):
            named.append((in_sentence(re.split(r"\s(?:KT|TL|TUQ|Q)\.", match["issuer"])[0], text), INFERRED))
    if enacting and is_office(enacting["issuer"]):
        named.append((enacting["issuer"], INFERRED))
    named.append(("Chính phủ" if found.get("kind") == "Nghị định" else None, INFERRED))
    for pattern in (_SPEAKS, _BOARD):
        if match := pattern.search(text):
            named.append((match["issuer"].strip(), 0.5))
    return [(name, confidence) for name, confidence in named if name]
