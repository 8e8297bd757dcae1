"""Citations: where a passage stands, so that a person can find it on paper.

The order is that of Decree 30/2020/NĐ-CP, article 8 and appendix I (II.6): kind, number and symbol, date, issuer,
subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote as url_quote

from indexer.domain import Header, PartialDate, Passage
from indexer.index.records import Entry

_NAMED_BY_SUBJECT = {"Luật", "Bộ luật", "Pháp lệnh"}
_ABOUT = re.compile(r"(?:(V/v|Về việc)|Về)\b[\s:]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything that names a place in the archive. Unknown is None; ``label`` leaves it out.

    ``number`` is as printed: ``231/KH-UBND``, or ``/SYT-KHTC`` where the count is missing.
    ``replaced_by`` is the label of the directive of the archive that replaced or repealed the cited one.
    """

    label: str
    kind: str | None
    number: str | None
    date: PartialDate
    issuer: str | None
    subject: str | None
    section_path: tuple[str, ...]
    page: int | None
    quote: str
    file: str
    url: str
    replaced_by: str | None = None
    ocr_confidence: float | None = None


def cite(entry: Entry, passage: Passage, quote: str, replaced_by: Entry | None = None) -> Citation:
    """The citation of a passage of a directive; ``quote`` is verbatim text of it.

    ``replaced_by`` is the directive that replaced or repealed it.
    """
    header = entry.header
    place = ", ".join(part for part in (passage.place, f"trang {passage.page}" if passage.page else "") if part)
    name = directive_label(entry)
    return Citation(
        label=f"{place[:1].upper()}{place[1:]}, {name}" if place else name,
        kind=header.kind,
        number=header.number or (f"/{header.symbol}" if header.symbol else None),
        date=header.date,
        issuer=header.issuer,
        subject=header.subject,
        section_path=passage.section_path,
        page=passage.page,
        quote=quote,
        file=entry.file,
        url=f"{directive_url(entry.id)}?doan={passage.start}-{passage.end}#doan",
        replaced_by=directive_label(replaced_by) if replaced_by else None,
        ocr_confidence=passage.ocr_confidence,
    )


def in_full(citation: Citation) -> str:
    """The citation as a directive is named at first mention: with its subject; of laws only kind and name.

    Decree 30/2020/NĐ-CP, appendix I, II.6.b.
    """
    if not citation.subject:
        return citation.label
    if citation.kind in _NAMED_BY_SUBJECT:
        place, law, _ = citation.label.partition(citation.kind)
        return f"{place}{law} {citation.subject}" if law else citation.label
    return f"{citation.label} {_about(citation.subject)}"


def directive_label(entry: Entry) -> str:
    """``Kế hoạch số 231/KH-UBND ngày 28 tháng 10 năm 2022 của Ủy ban nhân dân tỉnh Đồng Nai``.

    A directive whose header says nothing is named by its file.
    """
    header = entry.header
    known = [
        header.kind or "Văn bản",
        f"số {numbered(header)}" if header.symbol else "",
        str(header.date),
        f"của {header.issuer}" if header.issuer else "",
    ]
    return " ".join(word for word in known if word) if any(known[1:]) else entry.file


def numbered(header: Header) -> str | None:
    """The number, or the symbol with a gap where its count is missing: ``…/SYT-KHTC``."""
    return header.number or (f"…/{header.symbol}" if header.symbol else None)


def _about(subject: str) -> str:
    """A subject as it goes on in a sentence: ``về công tác văn thư``, ``về việc tổ chức Hội nghị ...``."""
    if found := _ABOUT.match(subject):
        return f"về{' việc' if found[1] else ''} {subject[found.end() :]}"
    first, _, rest = subject.partition(" ")
    is_name = not first.istitle() or rest[:1].isupper()  # Sở Y tế, CNTT
    return f"về việc {subject if is_name else first.lower() + ' ' + rest}".rstrip()


def directive_url(id: str) -> str:
    """The page of a directive."""
    return f"/van-ban/{url_quote(id)}"
