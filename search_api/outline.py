"""One file as it was read and understood, laid out for a person to check in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.domain import Assignment, Directive, Header, Reference, Source
from search_api.related import RELATIONS, said
from search_api.tasks import ROLES

_FIELDS = {
    "number": "Số", "symbol": "Ký hiệu", "kind": "Loại", "subject": "Trích yếu", "issuer": "Cơ quan ban hành",
    "parent_issuer": "Cơ quan chủ quản", "place": "Nơi ban hành", "date": "Ngày", "signer": "Người ký",
    "position": "Chức vụ", "authority": "Quyền hạn ký", "recipients": "Nơi nhận", "urgency": "Độ khẩn",
    "confidentiality": "Độ mật",
}  # fmt: skip
_DOUBTFUL = 0.8
"""Confidence below which a field is marked for a second look."""


def outline(directive: Directive) -> str:
    """Header with confidences, section tree, passages, assignments and references, as lines of text."""
    parts = {
        "TỆP": _file(directive),
        "PHẦN ĐẦU": _header(directive.header),
        f"BỐ CỤC ({len(directive.sections)} mục)": _sections(directive),
        f"ĐOẠN ({len(directive.passages)})": _passages(directive),
        f"NHIỆM VỤ ĐƯỢC GIAO ({len(directive.assignments)})": map(_assignment, directive.assignments),
        f"VĂN BẢN VIỆN DẪN ({len(directive.references)})": map(_reference, directive.references),
    }
    return "\n\n".join("\n".join([title, *(f"  {line}" for line in lines)]) for title, lines in parts.items())


def _file(directive: Directive) -> Iterator[str]:
    source = directive.source
    yield f"{directive.file} (.{source.format}, {len(source.text)} ký tự{_paged(source)})"
    yield from source.notes
    for page in source.pages:
        if page.confidence is not None:
            yield f"Trang {page.number}: nhận dạng ký tự (OCR), độ tin cậy {page.confidence:.0%}"


def _paged(source: Source) -> str:
    return f", {len(source.pages)} trang" if source.pages else ", không có số trang"


def _header(header: Header) -> Iterator[str]:
    for field, name in _FIELDS.items():
        value = getattr(header, field)
        words = "; ".join(value) if isinstance(value, tuple) else str(value or "")
        if not words:
            yield f"{name + ':':<18} (không rõ)"
            continue
        sure = header.confidence.get(field, 1.0)
        marks = [f"{sure:.0%}", *(["suy ra"] if field in header.inferred else [])]
        yield f"{name + ':':<18} {words}  [{', '.join(marks)}{'; cần xem lại' if sure < _DOUBTFUL else ''}]"


def _sections(directive: Directive) -> Iterator[str]:
    for i, section in enumerate(directive.sections):
        depth = len(directive.section_labels(i)) - 1
        first = directive.text[section.start : section.end].split("\n", 1)[0]
        yield "  " * depth + (section.name if section.title else _short(first, 70))


def _passages(directive: Directive) -> Iterator[str]:
    for passage in directive.passages:
        page = f", trang {passage.page}" if passage.page else ""
        place = passage.place or "ngoài các mục"
        yield f"{passage.start}-{passage.end} ({place}{page}): {_short(passage.text, 80)}"


def _assignment(given: Assignment) -> str:
    partners = f"; phối hợp: {', '.join(given.partners)}" if given.partners else ""
    deadline = f" [thời hạn: {given.deadline}]" if given.deadline else ""
    return f"{', '.join(given.assignees)} ({ROLES[given.role]}{partners}): {_short(given.task, 100)}{deadline}"


def _reference(named: Reference) -> str:
    return f"{RELATIONS[named.relation]}: {said(named)}"


def _short(text: str, length: int) -> str:
    """The first characters of a text, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
